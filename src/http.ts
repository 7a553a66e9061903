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
  /** How long connecting may take, in milliseconds. */
  readonly timeout?: number;
}

/** Where requests to one target go through; an empty string is none. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies that the environment asks for, by the rules of curl and Go: the lower-case name counts before the
 * upper-case one, and an empty variable, as a runner makes of one that is not set, is none. An `https:` target never
 * goes through `HTTP_PROXY`, which undici alone would fall back to.
 */
export function proxySettings(env: Environment, target: URL): ProxySettings {
  const first = (name: string) => env[name.toLowerCase()] || env[name] || '';
  return {
    httpProxy: target.protocol === 'https:' ? '' : first('HTTP_PROXY'),
    httpsProxy: first('HTTPS_PROXY'),
    noProxy: first('NO_PROXY'),
  };
}

/**
 * An agent for requests to `target` through the runner's proxies. Every setting is given as a value, because the agent
 * would otherwise read this process's environment by itself.
 * @throws where the environment names a proxy that is none
 */
export function proxyAgent(env: Environment, target: URL, connect: ConnectOptions = {}): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({ ...proxySettings(env, target), connect: { ...connect }, proxyTls: { ...connect } });
}
