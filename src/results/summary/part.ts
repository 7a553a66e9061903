// Pure: what each part of a summary is made of.
import { byteLength } from '../../system/text.ts';

/** Markdown that ends with a line break, empty where there is nothing to say. */
export interface Part {
  readonly text: string;
  /** Whether something was left out because it did not fit. */
  readonly cut: boolean;
}

/** Puts parts together, as long as they fit. */
export class Parts {
  readonly #texts: string[] = [];
  #rest: number;
  #cut = false;

  /** @param budget bytes of UTF-8 */
  constructor(budget: number) {
    this.#rest = budget;
  }

  /** Bytes that are left. */
  get rest(): number {
    return this.#rest;
  }

  /** Adds a part, or a text that is whole. What is too large for the rest is left out whole. */
  add(added: Part | string): void {
    const { text, cut } = typeof added === 'string' ? { text: added, cut: false } : added;
    // One more for the empty line between parts.
    const bytes = byteLength(text) + 1;
    const fits = bytes <= this.#rest;
    if (fits && text !== '') {
      this.#texts.push(text);
      this.#rest -= bytes;
    }
    this.#cut ||= cut || !fits;
  }

  whole(): Part {
    return { text: this.#texts.join('\n'), cut: this.#cut };
  }
}
