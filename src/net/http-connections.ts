// Effect: asks for a URL over kept connections: through the runner's proxies, following redirects.
import type { Readable } from 'node:stream';
import type { Environment } from '../system/environment.ts';
import { unlessAborted } from '../system/time-limit.ts';
import { createHostLookup, type HostLookup } from './dns-lookup.ts';
import { ConnectionError, connectionError, HttpStatusError, PROXY_CREDENTIALS, SettingsError } from './http-errors.ts';
import { proxyAgent, proxySettings, requestTarget } from './proxy.ts';
import { redirectTarget } from './redirect.ts';
import type { EnvHttpProxyAgent } from './undici.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;

/** The connections of a client, kept open between requests. Close them in the end. */
export class HttpConnections {
  readonly #env: Environment;
  readonly #agents = new Map<string, EnvHttpProxyAgent>();
  readonly #hostLookup: HostLookup;
  readonly #sockets = new AbortController();

  constructor(env: Environment) {
    this.#env = env;
    this.#hostLookup = createHostLookup(env);
  }

  /** Whether a proxy is between. */
  isProxied(url: URL): boolean {
    const { httpProxy, httpsProxy } = proxySettings(this.#env, url);
    return httpProxy !== '' || httpsProxy !== '';
  }

  /**
   * The body of what is at a URL. Redirects are followed here, because undici follows none, and because each target has
   * its own rules for proxies.
   * @param idle milliseconds without a byte after which an answer counts as broken; 0 for no limit
   * @throws HttpStatusError, ConnectionError, SettingsError
   */
  async get(first: URL, signal: AbortSignal | undefined, idle: number): Promise<Readable> {
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
      if (redirects === MAX_REDIRECTS) throw new ConnectionError(`more than ${MAX_REDIRECTS} redirects`);
    }
  }

  /** Drops every connection and look-up, so that none keeps the process alive. */
  async close(): Promise<void> {
    this.#hostLookup.close();
    this.#sockets.abort();
    await Promise.allSettled([...this.#agents.values()].map((agent) => agent.destroy()));
    this.#agents.clear();
  }

  #agent(target: URL): EnvHttpProxyAgent {
    const known = this.#agents.get(target.origin);
    if (known !== undefined) return known;
    try {
      const agent = proxyAgent(this.#env, target, {
        lookup: this.#hostLookup.lookup,
        signal: this.#sockets.signal,
        timeout: CONNECT_TIMEOUT_MS,
      });
      this.#agents.set(target.origin, agent);
      return agent;
    } catch (error) {
      throw new SettingsError(error instanceof Error ? error.message : String(error));
    }
  }
}

/** The last part of a URL's path. */
export function fileName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
