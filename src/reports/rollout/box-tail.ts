// Pure: the last bytes of the lines in a box, in one buffer that all boxes share.

const TAIL_BYTES = 16 * 1024;
const LINE_BREAK = 0x0a;

/** Keeps the last bytes of a box. */
export class BoxTail {
  readonly #ring = new Uint8Array(TAIL_BYTES);
  #seen = 0;

  clear(): void {
    this.#seen = 0;
  }

  /** Whether more came than was kept. */
  get cut(): boolean {
    return this.#seen > TAIL_BYTES;
  }

  /** Adds a line, or its last bytes. */
  add(bytes: Uint8Array, start: number, end: number): void {
    const from = Math.max(start, end - (TAIL_BYTES - 1));
    let at = this.#seen % TAIL_BYTES;
    if (at + (end - from) < TAIL_BYTES) {
      this.#ring.set(bytes.subarray(from, end), at);
    } else {
      const upToEnd = bytes.subarray(from, Math.min(end, from + TAIL_BYTES - at));
      this.#ring.set(upToEnd, at);
      this.#ring.set(bytes.subarray(from + upToEnd.length, end), 0);
    }
    at = (at + (end - from)) % TAIL_BYTES;
    this.#ring[at] = LINE_BREAK;
    this.#seen += end - from + 1;
  }

  /** The lines that are whole, each as its bytes with its line break taken off. */
  lines(): readonly Uint8Array[] {
    const all = this.#ordered();
    const lines: Uint8Array[] = [];
    let start = this.cut ? all.indexOf(LINE_BREAK) + 1 : 0;
    for (let end = all.indexOf(LINE_BREAK, start); end !== -1; end = all.indexOf(LINE_BREAK, start)) {
      lines.push(all.subarray(start, end));
      start = end + 1;
    }
    return lines;
  }

  #ordered(): Uint8Array {
    if (!this.cut) return this.#ring.slice(0, this.#seen);
    const oldest = this.#seen % TAIL_BYTES;
    const all = new Uint8Array(TAIL_BYTES);
    all.set(this.#ring.subarray(oldest));
    all.set(this.#ring.subarray(0, oldest), TAIL_BYTES - oldest);
    return all;
  }
}
