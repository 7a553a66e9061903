// Effect: reads files over HTTP: through the runner's proxies, bounded in length, again where a connection breaks.
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { unlessAborted } from '../system/time-limit.ts';
import { createHostLookup, type HostLookup } from './dns-lookup.ts';
import { garbageCollector } from './garbage.ts';
import { NO_PROXY_URL, proxyAgent, requestTarget } from './proxy.ts';
import type { EnvHttpProxyAgent } from './undici.ts';

/** The server answered, but not with the file. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;
  constructor(status: number, file: string) {
    super(`HTTP status ${status} for ${file}`);
    this.status = status;
  }
}

/** No whole answer came: name look-up, connection, TLS, a time limit, or a connection that broke. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** The server sends more than there can be. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

export interface HttpClientOptions {
  readonly env: Environment;
  readonly log: Log;
  /** Ends what is under way; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait before each further attempt. */
  readonly retryDelays?: readonly number[] | undefined;
}

const defaultRetryDelays = [1_000, 3_000, 9_000];
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
  async getBytes(url: string, maxLength: number): Promise<Buffer> {
    return this.#withRetries(url, async (chunks) => {
      const parts: Buffer[] = [];
      for await (const chunk of bounded(chunks, maxLength)) parts.push(chunk);
      return Buffer.concat(parts);
    });
  }

  /**
   * Streams a file to disk, readable by its owner only and not executable. What stands at `path` is replaced; after an
   * error the caller removes it.
   * @param maxLength bytes
   * @param onProgress told the bytes so far, which start again from 0 where the connection broke
   * @throws HttpStatusError, ConnectionError, TooLongError, and Node's errors for the file
   */
  async getFile(url: string, path: string, maxLength: number, onProgress: (received: number) => void): Promise<void> {
    await this.#withRetries(url, async (chunks) => {
      const file = await open(path, 'w', 0o600);
      const streamed = garbageCollector();
      try {
        let received = 0;
        for await (const chunk of bounded(chunks, maxLength)) {
          await file.writeFile(chunk);
          received += chunk.length;
          streamed(chunk.length);
          onProgress(received);
        }
      } finally {
        await file.close();
      }
    });
  }

  /** Drops every connection and look-up, so that none keeps the process alive. */
  async close(): Promise<void> {
    this.#hostLookup.close();
    this.#sockets.abort();
    await Promise.allSettled([...this.#agents.values()].map((agent) => agent.destroy()));
    this.#agents.clear();
  }

  async #withRetries<T>(url: string, read: (chunks: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
    const { log, signal, retryDelays = defaultRetryDelays } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        return await read(received(await this.#request(new URL(url))));
      } catch (error) {
        signal?.throwIfAborted();
        const delay = retryDelays[attempt];
        if (delay === undefined || !isPassing(error)) throw error;
        log.info(`${url}: ${error.message}; trying again in ${delay / 1000} s`);
        await sleep(delay, undefined, signal === undefined ? {} : { signal });
      }
    }
  }

  /** Follows redirects by itself, because undici does not, and because each target has its own rules for proxies. */
  async #request(first: URL): Promise<Readable> {
    const { signal } = this.#options;
    let target = first;
    for (let redirects = 0; ; redirects++) {
      const agent = this.#agent(target);
      const request = agent.request({
        ...requestTarget(target),
        method: 'GET',
        headers: { 'user-agent': 'run-werf' },
        headersTimeout: idleTimeout,
        bodyTimeout: idleTimeout,
        ...(signal === undefined ? {} : { signal }),
      });
      const answer = request.catch(connectionError);
      // undici heeds the signal only once a connection is made.
      const { statusCode, headers, body } = await (signal === undefined ? answer : unlessAborted(signal, answer));
      if (statusCode === 200) return body;
      await body.dump().catch(() => undefined);
      const location = headers['location'];
      if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') {
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
      return connectionError(error);
    }
  }
}

/** The last part of a URL's path. */
export function fileName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

function redirectTarget(from: URL, location: string): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (target === undefined || !/^https?:$/.test(target.protocol))
    throw new ConnectionError('a redirect to no web page');
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ConnectionError('a redirect from https to http');
  }
  return target;
}

/** The body's chunks; an error of the connection is told apart from one of whoever reads them. */
async function* received(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    connectionError(error);
  }
}

async function* bounded(chunks: AsyncIterable<Buffer>, maxLength: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxLength) throw new TooLongError(`longer than the ${maxLength} bytes that it may have`);
    yield chunk;
  }
}

function connectionError(error: unknown): never {
  throw new ConnectionError(reason(error), { cause: error });
}

/** Node and undici put what happened into the code, or into the cause, as often as into the message. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses were tried: the first one's error stands for all.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { message, cause } = first instanceof Error ? first : error;
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
}

/** Whether the same request may well succeed a little later. A certificate does not get better by asking again. */
function isPassing(error: unknown): error is Error {
  if (error instanceof HttpStatusError) return error.status >= 500 || error.status === 408 || error.status === 429;
  if (!(error instanceof ConnectionError) || error.message.endsWith(NO_PROXY_URL)) return false;
  return !/certificate|self.signed|redirect/i.test(error.message);
}
