// Effect: HTTP through the proxies that the runner is told to use.
import type { LookupFunction } from 'node:net';
import type { Environment } from './host.ts';
import { EnvHttpProxyAgent } from './undici.ts';

/** How connections are made; undici hands these on to `net.connect` and `tls.connect`. */
export interface ConnectOptions {
  /** Replaces `dns.lookup`. */
  readonly lookup?: LookupFunction;
  /** Drops every socket, also one that is still connecting, which undici's own `destroy` does not. */
  readonly signal?: AbortSignal;
}

/**
 * An agent for requests to `target`, through the proxy that the environment names for it, if any.
 *
 * The variables are handed to undici one by one, because on a runner an empty one means "not set", and because undici
 * would send HTTPS through `HTTP_PROXY`, which curl, Go and the runner do not.
 * @throws where the environment names a proxy that is none
 */
export function proxyAgent(env: Environment, target: URL, connect: ConnectOptions = {}): EnvHttpProxyAgent {
  const secure = target.protocol === 'https:';
  return new EnvHttpProxyAgent({
    httpProxy: secure ? '' : variable(env, 'HTTP_PROXY'),
    httpsProxy: secure ? variable(env, 'HTTPS_PROXY') : '',
    noProxy: variable(env, 'NO_PROXY'),
    connect: { ...connect },
    proxyTls: { ...connect },
  });
}

function variable(env: Environment, name: string): string {
  return env[name.toLowerCase()] || env[name] || '';
}
