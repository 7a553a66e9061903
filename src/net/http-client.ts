// Effect: reads files over HTTP: bounded in length, as long as they come, again where a connection breaks.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { bounded, received, writeTo } from './body.ts';
import { HttpConnections } from './http-connections.ts';
import { ConnectionError, isPassing, SlowError } from './http-errors.ts';
import { type Pace, watchPace } from './pace.ts';

export interface HttpClientOptions {
  readonly env: Environment;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
  /** Ends what is under way; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait before each further attempt. */
  readonly retryDelays: readonly number[];
}

/** How a large file is read. */
export interface FileOptions {
  /** Bytes that it may have. */
  readonly maxLength: number;
  /** The least that has to come, so that it is waited for. */
  readonly pace: Pace;
  /** Milliseconds from the start after which what failed is not asked for again, unless it came quickly. */
  readonly retryFor: number;
  /** Sees it as it comes. */
  readonly observer: FileObserver;
  /** Ends it too, with its reason. */
  readonly limit?: AbortSignal | undefined;
}

export interface FileObserver {
  /** A connection begins to bring the file from its start. */
  begin(): void;
  chunk(chunk: Buffer): void;
}

/** How a small file is asked for. */
export interface GetOptions {
  /** Ends it too, with its reason. */
  readonly limit?: AbortSignal | undefined;
  /** Where one attempt is enough: milliseconds without an answer, or without a byte, after which it is given up. */
  readonly hasty?: number | undefined;
  /** What `ask` promised: its attempt counts as the first. */
  readonly asked?: Promise<Buffer> | undefined;
}

/** Milliseconds without a byte after which an answer counts as broken. */
const IDLE_TIMEOUT_MS = 30_000;

/** Reads files over HTTP, keeping connections open between them. Close it in the end. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #connections: HttpConnections;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#connections = new HttpConnections(options.env);
  }

  /**
   * A small file's content.
   * @param maxLength bytes
   * @throws HttpStatusError, ConnectionError, TooLongError
   */
  async getBytes(url: string, maxLength: number, options: GetOptions = {}): Promise<Buffer> {
    const signal = anyOf(this.#options.signal, options.limit);
    let early = options.asked;
    const attemptOnce = () => {
      const asked = early;
      early = undefined;
      return asked ?? this.#getOnce(url, maxLength, options);
    };
    return this.#withRetries(url, signal, attemptOnce, () => options.hasty === undefined);
  }

  /** Whether a proxy is between. One that refuses should be asked once. */
  isProxied(url: string): boolean {
    return this.#connections.isProxied(new URL(url));
  }

  /** Asks for a small file ahead of the need for it, once and without a word. Nobody has to wait for the promise. */
  ask(url: string, maxLength: number, options: GetOptions): Promise<Buffer> {
    const asked = this.#getOnce(url, maxLength, options);
    asked.catch(() => undefined);
    return asked;
  }

  async #getOnce(url: string, maxLength: number, { limit, hasty }: GetOptions): Promise<Buffer> {
    const late = new AbortController();
    const tooLate = () => late.abort(new ConnectionError(`no answer within ${(hasty ?? 0) / 1000} s`));
    const timer = hasty === undefined ? undefined : setTimeout(tooLate, hasty);
    const signal = anyOf(this.#options.signal, limit, hasty === undefined ? undefined : late.signal);
    const parts: Buffer[] = [];
    const body = await this.#connections
      .get(new URL(url), signal, hasty ?? IDLE_TIMEOUT_MS)
      .finally(() => clearTimeout(timer));
    for await (const chunk of bounded(received(body), maxLength)) parts.push(chunk);
    return Buffer.concat(parts);
  }

  /**
   * Streams a file to disk, readable by its owner only and not executable. What stands at `path` is replaced; after an
   * error the caller removes it.
   * @throws HttpStatusError, ConnectionError, TooLongError, and Node's errors for the file
   */
  async getFile(url: string, path: string, options: FileOptions): Promise<void> {
    const { maxLength, pace, retryFor, observer } = options;
    const { elapsed } = this.#options;
    const signal = anyOf(this.#options.signal, options.limit);
    const startedAt = elapsed();
    let attempt = { startedAt, bytes: 0 };
    const attemptOnce = async () => {
      const watch = watchPace(pace);
      attempt = { startedAt: elapsed(), bytes: 0 };
      observer.begin();
      const count = (chunk: Buffer) => {
        attempt.bytes += chunk.length;
        watch.received(chunk.length);
        observer.chunk(chunk);
      };
      try {
        // The pace is the only limit of time.
        const body = await this.#connections.get(new URL(url), anyOf(signal, watch.signal), 0);
        await writeTo(path, bounded(received(body), maxLength), count);
      } catch (error) {
        // undici says in its own words that it was aborted.
        throw watch.signal.aborted ? watch.signal.reason : error;
      } finally {
        watch.stop();
      }
    };
    await this.#withRetries(url, signal, attemptOnce, (error) => {
      const leastBytes = ((elapsed() - attempt.startedAt) / pace.window) * pace.bytes;
      const wasQuick = attempt.bytes >= leastBytes && !(error instanceof SlowError);
      return wasQuick || elapsed() - startedAt < retryFor;
    });
  }

  /** Drops every connection and look-up, so that none keeps the process alive. */
  async close(): Promise<void> {
    await this.#connections.close();
  }

  async #withRetries<T>(
    url: string,
    signal: AbortSignal | undefined,
    attemptOnce: () => Promise<T>,
    isWorthwhile: (error: Error) => boolean = () => true,
  ): Promise<T> {
    const { log, retryDelays } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        return await attemptOnce();
      } catch (error) {
        signal?.throwIfAborted();
        const delay = retryDelays[attempt];
        if (delay === undefined || !isPassing(error) || !isWorthwhile(error)) throw error;
        log.info(`${url}: ${error.message}; trying again in ${delay / 1000} s`);
        await sleep(delay, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
      }
    }
  }
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}
