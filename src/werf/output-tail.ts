// Pure: the last bytes of a stream, however much passes.

const TAIL_BYTES = 64 * 1024;

/**
 * What is kept of stdout, of which an output shows the second half at the most: what stands before tells whether that
 * starts inside of a secret. GitHub's are at most 48 kB each, which are 64 in base64.
 */
export const STDOUT_TAIL_BYTES = 2 * TAIL_BYTES;

/** Keeps the last bytes of a stream, in one buffer of fixed size, however much passes. */
export class OutputTail {
  readonly #limit: number;
  #ring: Uint8Array | undefined;
  /** Bytes seen so far. The next one goes to this number modulo the limit. */
  #seen = 0;

  /** @param limit bytes to keep, at least 1 */
  constructor(limit: number = TAIL_BYTES) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    // Copied, because a small chunk of a Node stream keeps the large buffer alive that it is a part of.
    this.#ring ??= new Uint8Array(this.#limit);
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#limit));
    const start = (this.#seen + chunk.length - kept.length) % this.#limit;
    const upToEnd = kept.subarray(0, this.#limit - start);
    this.#ring.set(upToEnd, start);
    this.#ring.set(kept.subarray(upToEnd.length), 0);
    this.#seen += chunk.length;
  }

  /** The bytes that were kept, in order. */
  bytes(): Uint8Array {
    if (this.#ring === undefined) return new Uint8Array();
    if (!this.cut) return this.#ring.subarray(0, this.#seen);
    const oldest = this.#seen % this.#limit;
    return Buffer.concat([this.#ring.subarray(oldest), this.#ring.subarray(0, oldest)]);
  }

  /** Whether more came than was kept. */
  get cut(): boolean {
    return this.#seen > this.#limit;
  }
}
