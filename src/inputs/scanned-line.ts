// Pure: a command line as it is read, character by character: its words, and what in it only a shell could do.

/** A part of a word: text as it is, or a variable whose value is put in. */
export type WordPart = { readonly text: string } | { readonly variable: string };

export interface Word {
  readonly parts: readonly WordPart[];
  /** What stands before the first quotation mark, backslash or variable: only that is a shell's to read. */
  readonly bare: string;
  /** Whether all of it is bare. */
  readonly isBare: boolean;
}

export interface ScannedLine {
  /** As it was written, trimmed; lines that were joined have a blank between them. */
  readonly text: string;
  readonly words: readonly Word[];
  /** The first thing outside of quotes, or in double ones, that only a shell could do, such as `&&`, `$(` or `~`. */
  readonly operator: string | undefined;
  /** The quotation mark that is never closed. */
  readonly openMark: string | undefined;
}

/** A command line as far as it was read. */
export class OpenLine {
  readonly texts: string[] = [];
  readonly #words: Word[] = [];
  openMark: string | undefined;
  #operator: string | undefined;
  #parts: WordPart[] = [];
  #bare = '';
  #isBare = true;
  isStarted = false;

  /** Of all blanks, a shell lets a space and a tab end a word, and no other. */
  blank(character: string): void {
    if (character === ' ' || character === '\t') this.finishWord();
    else this.bare(character);
  }

  bare(text: string): void {
    if (this.#isBare) this.#bare += text;
    this.#append(text);
  }

  quoted(text: string): void {
    this.#isBare = false;
    this.#append(text);
  }

  variable(name: string): void {
    this.isStarted = true;
    this.#isBare = false;
    this.#parts.push({ variable: name });
  }

  operator(text: string): void {
    // In `2>&1`, the number belongs to the operator.
    const descriptor = this.#isBare && /^[<>]/.test(text) ? /^\d+$/.exec(this.#bare)?.[0] : undefined;
    this.#operator ??= `${descriptor ?? ''}${text}`;
    this.isStarted = true;
  }

  finishWord(): void {
    if (this.isStarted) this.#words.push({ parts: this.#parts, bare: this.#bare, isBare: this.#isBare });
    this.#parts = [];
    this.#bare = '';
    this.#isBare = true;
    this.isStarted = false;
  }

  scanned(): ScannedLine {
    return {
      text: this.texts.filter((text) => text !== '').join(' '),
      words: this.#words,
      operator: this.#operator,
      openMark: this.openMark,
    };
  }

  #append(text: string): void {
    this.isStarted = true;
    const last = this.#parts.at(-1);
    if (last !== undefined && 'text' in last) this.#parts[this.#parts.length - 1] = { text: last.text + text };
    else this.#parts.push({ text });
  }
}
