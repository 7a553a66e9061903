// Pure: the text of a telemetry URL -> where requests go.

/** werf's own endpoint (werf 2.77.1, `telemetry.TracesURL`). */
export const DEFAULT_TRACE_URL = 'https://telemetry.werf.io/v1/traces';

/**
 * The endpoint that a URL names, or undefined where it names none.
 *
 * As werf 2.77.1 does, only host, port and path are used, the path without a `/` at its end; without a path it is OTLP's
 * `/v1/traces`. So a user, a password or a token in the URL does not leave the step.
 */
export function parseTraceUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  const hasPath = /^https?:\/\/[^/?#]*\//i.test(text);
  const path = pathname === '/' ? pathname : pathname.replace(/\/+$/, '');
  return new URL(`${protocol}//${host}${hasPath ? path : '/v1/traces'}`);
}
