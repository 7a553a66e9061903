// Pure: the time stamps that `WERF_LOG_TIME` puts before each line of werf's output.
import { isTimeStamp } from '../time-stamp.ts';
import { said } from './plain-lines.ts';

/** The plain line that a rollout begins with. */
const BEGIN = /(?<= )(?:Start|Starting|Delete|Deleting)(?: rollback of)? release "/;

/**
 * Finds out whether lines have a time stamp, and of how many words. All lines have one or none has, so that the text
 * behind what looks like one is not taken for the start of a line.
 */
export class Stamps {
  /** Words of the stamp, 0 for none; undefined until a line told. */
  #words: number | undefined;
  #width = 0;

  /** Whether a line may begin with one. */
  get expected(): boolean {
    return this.#words !== 0;
  }

  /** Columns that a stamp takes. */
  get width(): number {
    return this.#width;
  }

  /** Whether a box begins at the start of its line, by what stands before it. */
  isAtStart(before: string): boolean {
    const words = before === '' ? 0 : wordsOf(before);
    // One line without a stamp tells that there are none.
    if (words === undefined || (words > 0 && (this.#words ?? words) !== words)) return false;
    this.#learn(words, before.length);
    return true;
  }

  /** A plain line without its stamp. */
  without(line: string): string {
    if (this.#words === undefined) this.#learnFrom(line);
    return this.#words ? line.replace(new RegExp(`^ *(?:[^ ]+ +){${this.#words}}`), '') : line;
  }

  #learnFrom(line: string): void {
    if (said(line) !== undefined) {
      this.#learn(0, 0);
      return;
    }
    const at = line.search(BEGIN);
    const words = at === -1 ? undefined : wordsOf(line.slice(0, at));
    if (words !== undefined) this.#learn(words, at);
  }

  #learn(words: number, width: number): void {
    this.#words = words;
    this.#width = words === 0 ? 0 : width;
  }
}

function wordsOf(text: string): number | undefined {
  return isTimeStamp(text) ? text.trim().split(/ +/).length : undefined;
}
