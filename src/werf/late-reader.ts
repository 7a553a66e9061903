// Effect: a reader of werf's stdout that is loaded only once werf runs.
import type { OutputSink } from './output-sink.ts';

/** What reads a stream as it comes. */
export interface StreamReader {
  /** @param atMs when the chunk came, on the clock that never goes back */
  push(chunk: Uint8Array, atMs: number): void;
}

/** Bytes that wait for the reader, which comes within milliseconds. Beyond that there is no reading. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * Hands chunks on to a reader, which is loaded with the first of them, and keeps those that come before it. A reader that
 * cannot be had, or that throws, costs only itself: it is a help to whoever reads the summary, and must not fail a deploy.
 */
export class LateReader<Reader extends StreamReader> {
  readonly #load: () => Promise<Reader>;
  readonly #elapsed: () => number;
  #reader: Reader | undefined;
  #loading: Promise<void> | undefined;
  #waiting: { readonly chunk: Buffer; readonly atMs: number }[] = [];
  #waitingBytes = 0;
  #isLost = false;

  /** @param elapsed milliseconds on a clock that never goes back */
  constructor(load: () => Promise<Reader>, elapsed: () => number) {
    this.#load = load;
    this.#elapsed = elapsed;
  }

  /** Sees each chunk. Never throws. */
  readonly push: OutputSink = (chunk) => {
    if (this.#isLost) return;
    const reader = this.#reader;
    if (reader === undefined) this.#keep(chunk);
    else this.#guarded(() => reader.push(chunk, this.#elapsed()));
  };

  /** Whether some of what came could not be read; of a reader that was not asked yet, as far as that is known. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Asks the reader, which has seen all that came so far.
   * @returns undefined where nothing came, or it could not be read
   */
  async read<T>(ask: (reader: Reader) => T): Promise<T | undefined> {
    await this.#loading;
    const reader = this.#reader;
    return reader === undefined ? undefined : this.#guarded(() => ask(reader));
  }

  #keep(chunk: Buffer): void {
    // Copied, because a sink must not keep what it is given.
    this.#waiting.push({ chunk: Buffer.from(chunk), atMs: this.#elapsed() });
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#lose();
    else this.#loading ??= this.#start();
  }

  async #start(): Promise<void> {
    try {
      const reader = await this.#load();
      if (this.#isLost) return;
      this.#reader = reader;
      this.#guarded(() => {
        for (const { chunk, atMs } of this.#waiting.splice(0)) reader.push(chunk, atMs);
      });
    } catch {
      this.#lose();
    }
  }

  #guarded<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch {
      this.#lose();
      return undefined;
    }
  }

  #lose(): void {
    this.#isLost = true;
    this.#reader = undefined;
    this.#waiting = [];
  }
}
