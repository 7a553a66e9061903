// Effect: when the events that wait are sent while werf runs: what comes in quick succession goes out together.
import type { SendResult } from '../../net/otlp-sender.ts';
import type { EventQueue } from './event-queue.ts';

/** In milliseconds: what comes within this time after a flush began goes out together, one request for a burst. */
const FLUSH_INTERVAL_MS = 100;

export class FlushPacer {
  readonly #queue: EventQueue;
  readonly #elapsed: () => number;
  readonly #ending: AbortSignal;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #nextFlush: NodeJS.Timeout | undefined;
  #lastResult: SendResult | undefined;

  /**
   * @param elapsed milliseconds of a clock that never goes back
   * @param ending ends the request under way
   */
  constructor(queue: EventQueue, elapsed: () => number, ending: AbortSignal) {
    this.#queue = queue;
    this.#elapsed = elapsed;
    this.#ending = ending;
  }

  /** What became of the last request; undefined where there was none. */
  get lastResult(): SendResult | undefined {
    return this.#lastResult;
  }

  /** Sends all that waits, now. */
  async flush(): Promise<void> {
    this.stop();
    this.#flushedAt = this.#elapsed();
    this.#lastResult = await this.#queue.flush(this.#ending);
  }

  /** Sends what waits now, or with what comes until the next flush is due; not where the endpoint is unavailable. */
  flushSoon(): void {
    if (!this.#isAvailable() || this.#nextFlush !== undefined) return;
    const pause = this.#flushedAt + FLUSH_INTERVAL_MS - this.#elapsed();
    if (pause <= 0) void this.flush();
    else this.#nextFlush = setTimeout(() => this.#flushIfAvailable(), pause).unref();
  }

  /** Starts no further flush by itself. */
  stop(): void {
    clearTimeout(this.#nextFlush);
    this.#nextFlush = undefined;
  }

  /** Asked again when the time has come: the request under way may have failed meanwhile. */
  #flushIfAvailable(): void {
    this.#nextFlush = undefined;
    if (this.#isAvailable()) void this.flush();
  }

  #isAvailable(): boolean {
    return this.#lastResult?.kind !== 'unavailable';
  }
}
