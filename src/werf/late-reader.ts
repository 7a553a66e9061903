// Effect: a reader of werf's stdout that is loaded only once werf runs.
import type { OutputSink } from './output-sink.ts';

/** What reads a stream as it comes. Must not throw. */
export interface StreamReader {
  push(chunk: Uint8Array): void;
}

/** Bytes that wait for the reader; it comes within milliseconds. */
const MAX_WAITING = 4 * 1024 * 1024;

/** Hands chunks on to a reader, and keeps those that come before it. A reader that cannot be had costs only itself. */
export class LateReader<Reader extends StreamReader> {
  readonly #load: () => Promise<Reader>;
  #reader: Reader | undefined;
  #loading: Promise<void> | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #isLost = false;

  constructor(load: () => Promise<Reader>) {
    this.#load = load;
  }

  /** Sees each chunk. */
  readonly push: OutputSink = (chunk) => {
    if (this.#isLost) return;
    if (this.#reader !== undefined) this.#reader.push(chunk);
    else {
      // Copied, because a sink must not keep what it is given.
      this.#waiting.push(Buffer.from(chunk));
      this.#waitingBytes += chunk.length;
      if (this.#waitingBytes > MAX_WAITING) this.#lose();
    }
  };

  /** Loads the reader. To be called once werf runs. */
  start(): void {
    this.#loading ??= this.#load().then(
      (reader) => {
        for (const chunk of this.#waiting) reader.push(chunk);
        this.#waiting = [];
        this.#reader = reader;
      },
      () => this.#lose(),
    );
  }

  /** The reader with all that came so far; undefined where it cannot be had. */
  async ended(): Promise<Reader | undefined> {
    this.start();
    await this.#loading;
    return this.#isLost ? undefined : this.#reader;
  }

  #lose(): void {
    this.#isLost = true;
    this.#waiting = [];
  }
}
