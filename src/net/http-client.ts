// Effect: reads files over HTTP: through the runner's proxies, bounded in length, again where a connection breaks.
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { unlessAborted } from '../system/time-limit.ts';
import { bounded, received, writeTo } from './body.ts';
import { createHostLookup, type HostLookup } from './dns-lookup.ts';
import {
  ConnectionError,
  connectionError,
  HttpStatusError,
  isPassing,
  PROXY_CREDENTIALS,
  SettingsError,
  SlowError,
} from './http-errors.ts';
import { type Pace, watchPace } from './pace.ts';
import { proxyAgent, proxySettings, requestTarget } from './proxy.ts';
import { redirectTarget } from './redirect.ts';
import type { EnvHttpProxyAgent } from './undici.ts';

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

const connectTimeout = 10_000;
/** Milliseconds without a byte after which an answer counts as broken. */
const idleTimeout = 30_000;
const maxRedirects = 5;

/** Reads files over HTTP, keeping connections open between them. Close it in the end. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #agents = new Map<string, EnvHttpProxyAgent>();
  readonly #hostLookup: HostLookup;
  readonly #sockets = new AbortController();

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#hostLookup = createHostLookup(options.env);
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
    const { httpProxy, httpsProxy } = proxySettings(this.#options.env, new URL(url));
    return httpProxy !== '' || httpsProxy !== '';
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
    const body = await this.#request(new URL(url), signal, hasty ?? idleTimeout).finally(() => clearTimeout(timer));
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
        const body = await this.#request(new URL(url), anyOf(signal, watch.signal), 0);
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
    this.#hostLookup.close();
    this.#sockets.abort();
    await Promise.allSettled([...this.#agents.values()].map((agent) => agent.destroy()));
    this.#agents.clear();
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

  /** Follows redirects by itself, because undici does not, and because each target has its own rules for proxies. */
  async #request(first: URL, signal: AbortSignal | undefined, idle: number): Promise<Readable> {
    let target = first;
    for (let redirects = 0; ; redirects++) {
      const agent = this.#agent(target);
      const request = agent.request({
        ...requestTarget(target),
        method: 'GET',
        headers: { 'user-agent': 'run-werf' },
        headersTimeout: idle,
        bodyTimeout: idle,
        ...(signal === undefined ? {} : { signal }),
      });
      const answer = request.catch(connectionError);
      // undici heeds the signal only once a connection is made.
      const { statusCode, headers, body } = await (signal === undefined ? answer : unlessAborted(signal, answer));
      if (statusCode === 200) return body;
      await body.dump().catch(() => undefined);
      const location = headers['location'];
      if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') {
        if (statusCode === 407) throw new SettingsError(PROXY_CREDENTIALS);
        throw new HttpStatusError(statusCode, fileName(first.href));
      }
      target = redirectTarget(target, location);
      if (redirects === maxRedirects) throw new ConnectionError(`more than ${maxRedirects} redirects`);
    }
  }

  #agent(target: URL): EnvHttpProxyAgent {
    const known = this.#agents.get(target.origin);
    if (known !== undefined) return known;
    try {
      const agent = proxyAgent(this.#options.env, target, {
        lookup: this.#hostLookup.lookup,
        signal: this.#sockets.signal,
        timeout: connectTimeout,
      });
      this.#agents.set(target.origin, agent);
      return agent;
    } catch (error) {
      throw new SettingsError(error instanceof Error ? error.message : String(error));
    }
  }
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

/** The last part of a URL's path. */
export function fileName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
