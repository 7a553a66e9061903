// Pure: where a redirect leads.
import { ConnectionError } from './http-errors.ts';

/** The target of a redirect. @throws ConnectionError where it is no web page, or one that nothing protects any more */
export function redirectTarget(from: URL, location: string): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (target === undefined || !/^https?:$/.test(target.protocol))
    throw new ConnectionError('a redirect to no web page');
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ConnectionError('a redirect from https to http');
  }
  return target;
}
