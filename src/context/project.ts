// Pure: a git origin URL -> the projectID that werf computes for it.
import { createHash } from 'node:crypto';
import type { Environment } from '../host.ts';

interface Endpoint {
  readonly host: string;
  /** Bytes, because a percent-encoded path need not be UTF-8. */
  readonly path: Buffer;
}

/**
 * The projectID: lower-case hex SHA-256 of `HOST:::PATH`. Empty for a URL that werf cannot parse either.
 *
 * Follows werf 2.77.1 (`hashOriginUrl`), which takes the URL apart with go-git's `transport.NewEndpoint`: a fragment is
 * part of the path, everything from a `?` on is not, and a host keeps its case. JavaScript's `URL` would change both.
 */
export function projectIdOf(origin: string): string {
  const endpoint = parseEndpoint(origin);
  if (endpoint === undefined) return '';
  return createHash('sha256').update(endpoint.host).update(':::').update(projectPath(endpoint.path)).digest('hex');
}

/** The origin to assume where there is no git or no origin: the repository that the workflow runs for, if any. */
export function originOfWorkflow(env: Environment): string | undefined {
  const server = env['GITHUB_SERVER_URL'] ?? '';
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  return server !== '' && repository !== '' ? `${server}/${repository}` : undefined;
}

function projectPath(path: Buffer): Buffer {
  const query = path.indexOf('?');
  const withoutQuery = query === -1 ? path : path.subarray(0, query);
  const relative = withoutQuery.at(0) === 0x2f ? withoutQuery.subarray(1) : withoutQuery;
  const suffix = Buffer.from('.git');
  return relative.subarray(-suffix.length).equals(suffix) ? relative.subarray(0, -suffix.length) : relative;
}

function parseEndpoint(origin: string): Endpoint | undefined {
  if (/^[^:]+:\/\//.test(origin)) return parseUrl(origin);
  const scpLike = /^(?:[^@]+@)?(?<host>[^:\t\n\f\r ]+):(?:[0-9]{1,5}:)?(?<path>[^\\\n].*)$/.exec(origin)?.groups;
  return { host: scpLike?.['host'] ?? '', path: Buffer.from(scpLike?.['path'] ?? origin) };
}

/** As Go's `net/url.Parse` reads a URL with an authority; undefined where it reports an error. */
function parseUrl(url: string): Endpoint | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses just these
  if (/[\x00-\x1f\x7f]/.test(url)) return undefined;
  const parts =
    /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/.exec(
      url,
    )?.groups;
  if (parts === undefined) return undefined;
  const host = hostOf(parts['authority'] ?? '');
  const path = percentDecode(parts['path'] ?? '');
  const fragment = percentDecode(parts['fragment'] ?? '');
  if (host === undefined || path === undefined || fragment === undefined) return undefined;
  return {
    host,
    path: Buffer.concat([path, Buffer.from(parts['query'] ?? ''), fragment.length > 1 ? fragment : Buffer.of()]),
  };
}

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = at === -1 ? '' : authority.slice(0, at);
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || percentDecode(user) === undefined) return undefined;
  const hostPort = authority.slice(at + 1);
  const bracketed = /^(\[.*\])(?::[0-9]*)?$/.exec(hostPort)?.[1];
  if (bracketed !== undefined) return bracketed;
  const host = /^([^:]*)(?::[0-9]*)?$/.exec(hostPort)?.[1];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range, of which Go allows these in a host
  if (host === undefined || /[\x00-\x7f]/.test(host.replace(/[\w\-.~!$&'()*+,;=<>"]/g, ''))) return undefined;
  return host;
}

function percentDecode(text: string): Buffer | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = Buffer.from(text).toString('latin1');
  return Buffer.from(
    bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
