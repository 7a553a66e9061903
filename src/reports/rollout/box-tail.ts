// Pure: the last bytes of the lines in a box, in one buffer that all boxes share.

const TAIL_BYTES = 16 * 1024;
const LINE_BREAK = 0x0a;
const BREAK = Uint8Array.of(LINE_BREAK);

/** Keeps the last bytes of a box. */
export class BoxTail {
  readonly #ring = new Uint8Array(TAIL_BYTES);
  #seen = 0;

  clear(): void {
    this.#seen = 0;
  }

  /** Adds a line, or its last bytes. */
  add(bytes: Uint8Array, start: number, end: number): void {
    this.addLines(bytes, Math.max(start, end - (TAIL_BYTES - 1)), end);
    this.addLines(BREAK, 0, 1);
  }

  /** Adds lines that end with a line break, or the last bytes of them. */
  addLines(bytes: Uint8Array, start: number, end: number): void {
    const from = Math.max(start, end - TAIL_BYTES);
    const at = (this.#seen + from - start) % TAIL_BYTES;
    const upToEnd = bytes.subarray(from, Math.min(end, from + TAIL_BYTES - at));
    this.#ring.set(upToEnd, at);
    if (from + upToEnd.length < end) this.#ring.set(bytes.subarray(from + upToEnd.length, end), 0);
    this.#seen += end - start;
  }

  /**
   * The last lines that are whole, each as its bytes without its line break, and whether there were more.
   * @param limit lines at the most
   */
  last(limit: number): { readonly lines: readonly Uint8Array[]; readonly cut: boolean } {
    const all = this.#ordered();
    const isCut = this.#seen > TAIL_BYTES;
    const lines: Uint8Array[] = [];
    let end = all.length - 1;
    while (end >= 0 && lines.length < limit) {
      const start = end === 0 ? 0 : all.lastIndexOf(LINE_BREAK, end - 1) + 1;
      // The first line of what was kept may have lost its start.
      if (start === 0 && isCut) break;
      lines.push(all.subarray(start, end));
      end = start - 1;
    }
    return { lines: lines.reverse(), cut: isCut || end >= 0 };
  }

  #ordered(): Uint8Array {
    if (this.#seen <= TAIL_BYTES) return this.#ring.slice(0, this.#seen);
    const oldest = this.#seen % TAIL_BYTES;
    const all = new Uint8Array(TAIL_BYTES);
    all.set(this.#ring.subarray(oldest));
    all.set(this.#ring.subarray(0, oldest), TAIL_BYTES - oldest);
    return all;
  }
}
