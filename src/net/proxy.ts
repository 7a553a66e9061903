// Effect: HTTP through the proxies that the runner is told to use.
import { isIP, type LookupFunction } from 'node:net';
import type { Environment } from '../system/environment.ts';
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

/** How a target's certificate is judged, and what is shown to it, all PEM; the system's rules where not given. */
export interface TlsOptions {
  /** Instead of the system's authorities. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Where requests to one target go through; an empty string is none. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies that the environment asks for, by the rules of curl and Go: the lower-case name counts before the
 * upper-case one, an empty variable, as a runner makes of one that is not set, is none, and a proxy without a scheme is
 * an HTTP proxy. Only the one for the target's own scheme is given: undici alone would fall back to `HTTP_PROXY` for an
 * `https:` target, and a mistake in the other one would stop what does not need it.
 */
export function proxySettings(env: Environment, target: URL): ProxySettings {
  const noProxy = env[setName(env, 'NO_PROXY')] ?? '';
  const proxy = (name: string) => withScheme(env[setName(env, name)] ?? '');
  return {
    httpProxy: target.protocol === 'https:' ? '' : proxy('HTTP_PROXY'),
    httpsProxy: target.protocol === 'https:' ? proxy('HTTPS_PROXY') : '',
    noProxy: isInBlock(target, noProxy) ? '*' : noProxy,
  };
}

/**
 * An agent for requests to `target` through the runner's proxies. Every setting is given as a value, because the agent
 * would otherwise read this process's environment by itself.
 * @throws where the environment names a proxy with an address that cannot be read; the message has the variable and not
 *   its value, which may hold a password
 */
export function proxyAgent(
  env: Environment,
  target: URL,
  connect: ConnectOptions = {},
  tls: TlsOptions = {},
): EnvHttpProxyAgent {
  const settings = proxySettings(env, target);
  for (const [name, value] of [
    ['HTTP_PROXY', settings.httpProxy],
    ['HTTPS_PROXY', settings.httpsProxy],
  ] as const) {
    if (value !== '' && !isProxy(value)) throw new Error(`${setName(env, name)} ${NO_PROXY_URL}`);
    if (value !== '' && !hasReadableCredentials(value)) throw new Error(`${setName(env, name)} ${BAD_CREDENTIALS}`);
  }
  return new EnvHttpProxyAgent({
    ...settings,
    connect: { ...connect, ...tls },
    proxyTls: { ...connect },
    requestTls: { ...tls },
  });
}

/** What undici's dispatchers want of a URL. */
export function requestTarget({ origin, pathname, search }: URL): { origin: string; path: string } {
  return { origin, path: pathname + search };
}

/** How the messages about a proxy with an address that cannot be read go on after the variable's name. */
const BAD_CREDENTIALS =
  'has a user name or a password with a % that starts no percent-encoding: a % itself is written as %25';
const NO_PROXY_URL = 'is not the URL of an HTTP proxy, such as http://proxy.example.com:3128';

/** Whether `NO_PROXY` has the target's address in a block such as `10.0.0.0/8`, which undici does not read. */
function isInBlock({ hostname }: URL, noProxy: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || !noProxy.includes('/')) return false;
  // Not by an import, which would load it at the start of every step (scripts/build/bundle-plugins.ts).
  const { BlockList } = process.getBuiltinModule('node:net');
  return noProxy.split(/[\s,]+/).some((entry) => {
    const [, network = '', length = ''] = /^([^/]+)\/(\d+)$/.exec(entry) ?? [];
    if (isIP(network) !== isIP(address) || Number(length) > (family === 'ipv6' ? 128 : 32)) return false;
    const block = new BlockList();
    block.addSubnet(network, Number(length), family);
    return block.check(address, family);
  });
}

/** The name of a variable as the environment has it. */
const setName = (env: Environment, name: string) => (env[name.toLowerCase()] ? name.toLowerCase() : name);
const withScheme = (proxy: string) => (proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`);

/** undici takes SOCKS for an experiment, and warns of it in the job's log. */
function isProxy(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search === '' && hash === '';
}

/** undici decodes them as it makes the agent, or with the first request, and says only that a URI is malformed. */
function hasReadableCredentials(text: string): boolean {
  const { username, password } = new URL(text);
  try {
    return decodeURIComponent(username + password) !== undefined;
  } catch {
    return false;
  }
}
