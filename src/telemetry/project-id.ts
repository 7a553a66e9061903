// Pure: a git origin URL -> the projectID that werf computes for it.
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Environment } from '../system/environment.ts';

/** Byte strings: each character stands for one byte, because what is percent-encoded need not be UTF-8. */
interface Endpoint {
  readonly host: string;
  readonly path: string;
}

/**
 * The projectID: lower-case hex SHA-256 of `HOST:::PATH`. Empty for no URL, and for one that werf cannot parse either.
 *
 * Follows werf 2.77.1 (`hashOriginUrl`), which takes the URL apart with go-git's `transport.NewEndpoint`: a fragment is
 * part of the path, everything from a `?` on is not, and a host keeps its case. JavaScript's `URL` would change both.
 */
export function projectIdOf(origin: string): string {
  const endpoint = origin === '' ? undefined : parseEndpoint(Buffer.from(origin).toString('latin1'));
  if (endpoint === undefined) return '';
  return createHash('sha256')
    .update(`${endpoint.host}:::${projectPath(endpoint.path)}`, 'latin1')
    .digest('hex');
}

/** The origin to assume where there is no git or no origin: the repository that the workflow runs for, if any. */
export function originOfWorkflow(env: Environment): string | undefined {
  const server = env['GITHUB_SERVER_URL'] ?? '';
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  return server !== '' && repository !== '' ? `${server}/${repository}` : undefined;
}

function projectPath(path: string): string {
  return path
    .replace(/\?.*$/s, '')
    .replace(/^\//, '')
    .replace(/\.git$/, '');
}

function parseEndpoint(origin: string): Endpoint | undefined {
  if (/^[^:]+:\/\//.test(origin)) return parseUrl(origin);
  const scpLike = /^(?:[^@]+@)?(?<host>[^:\t\n\f\r ]+):(?:[0-9]{1,5}:)?(?<path>[^\\][^\n]*)$/.exec(origin)?.groups;
  return { host: scpLike?.['host'] ?? '', path: scpLike?.['path'] ?? origin };
}

/** As Go's `net/url.Parse` reads a URL with an authority; undefined where it reports an error. */
function parseUrl(url: string): Endpoint | undefined {
  const parts =
    /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/s.exec(
      url,
    )?.groups;
  if (parts === undefined) return undefined;
  const { authority = '', path: encodedPath = '', query = '', fragment: encodedFragment = '' } = parts;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses just these, and not in a fragment
  if (/[\x00-\x1f\x7f]/.test(authority + encodedPath + query)) return undefined;
  const host = hostOf(authority);
  const path = percentDecode(encodedPath);
  const fragment = percentDecode(encodedFragment);
  if (host === undefined || path === undefined || fragment === undefined) return undefined;
  return { host, path: `${path}${query === '?' ? '' : query}${fragment === '#' ? '' : fragment}` };
}

/** The host without its port; in brackets where a colon is in it, as go-git writes an IPv6 address. */
function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || percentDecode(user) === undefined) return undefined;
  const hostPort = authority.slice(at + 1);
  const literal = /^\[(?<address>[^[]*)\](?::[0-9]*)?$/.exec(hostPort)?.groups?.['address'];
  if (literal !== undefined) return ipLiteral(literal);
  const colon = hostPort.lastIndexOf(':');
  if (hostPort.includes('[') || (colon !== -1 && !/^[0-9]*$/.test(hostPort.slice(colon + 1)))) return undefined;
  const host = decodeHost(colon === -1 ? hostPort : hostPort.slice(0, colon));
  return host?.includes(':') ? `[${host}]` : host;
}

/** An IPv6 address, which may have a zone after `%25` (RFC 6874). */
function ipLiteral(literal: string): string | undefined {
  const address = decodeHost(literal);
  return address !== undefined && isIPv6(address) ? `[${address}]` : undefined;
}

/** In a host, only `%` itself and bytes beyond ASCII may be percent-encoded. */
function decodeHost(host: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII but what Go takes in a host
  const refused = /(?![\w\-.~!$&'()*+,;=:[\]<>"%])[\x00-\x7f]|%(?!25)[0-7]/;
  return refused.test(host) ? undefined : percentDecode(host);
}

function percentDecode(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
