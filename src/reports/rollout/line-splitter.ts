// Pure: a stream of bytes as lines, however it is cut into chunks, in bounded memory.

const LINE_BREAK = 0x0a;
/** Before it where the line comes from a program that writes as Windows does. */
const CARRIAGE_RETURN = 0x0d;

/** Gets a line without its break, as a part of a buffer that is only valid during the call. */
export type OnLine = (bytes: Uint8Array, start: number, end: number) => void;

/** Of a longer line only the start is given. werf cuts its boxes at the width of a terminal. */
const MAX_LINE_BYTES = 16 * 1024;

/**
 * Is asked at the start of each line whether it takes lines at once, up to where. Gets whole lines only.
 * @returns where the first line starts that it does not take, which is `start` if it takes none
 */
export type TakeLines = (bytes: Uint8Array, start: number, end: number) => number;

/** Hands on a stream's lines, each without its line break, and of none more than its first 16 kB. */
export class LineSplitter {
  readonly #onLine: OnLine;
  readonly #takeLines: TakeLines;
  /** The start of a line whose end is still to come. */
  readonly #open = new Uint8Array(MAX_LINE_BYTES);
  #openBytes = 0;

  /** @param takeLines for lines that need not be looked at one by one */
  constructor(onLine: OnLine, takeLines: TakeLines) {
    this.#onLine = onLine;
    this.#takeLines = takeLines;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    if (this.#openBytes > 0) {
      const end = chunk.indexOf(LINE_BREAK);
      this.#keep(chunk.subarray(0, end === -1 ? chunk.length : end));
      if (end === -1) return;
      this.end();
      start = end + 1;
    }
    const whole = chunk.lastIndexOf(LINE_BREAK) + 1;
    while (start < whole) {
      start = this.#takeLines(chunk, start, whole);
      if (start >= whole) break;
      const end = chunk.indexOf(LINE_BREAK, start);
      this.#give(chunk, start, Math.min(end, start + MAX_LINE_BYTES));
      start = end + 1;
    }
    this.#keep(chunk.subarray(whole));
  }

  /** Hands on what came after the last line break, if anything. */
  end(): void {
    const bytes = this.#openBytes;
    this.#openBytes = 0;
    if (bytes > 0) this.#give(this.#open, 0, bytes);
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    const endsAsOnWindows = end > start && bytes[end - 1] === CARRIAGE_RETURN;
    this.#onLine(bytes, start, endsAsOnWindows ? end - 1 : end);
  }

  #keep(part: Uint8Array): void {
    const kept = part.subarray(0, MAX_LINE_BYTES - this.#openBytes);
    this.#open.set(kept, this.#openBytes);
    this.#openBytes += kept.length;
  }
}
