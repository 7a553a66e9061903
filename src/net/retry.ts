// Pure: when a request may be tried again.

/** The first pause, in milliseconds; each further one is twice as long. */
const FIRST_BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 2_000;

/** The three forms of RFC 9110, 5.6.7, all of them in GMT. `Date.parse` alone would take much else for a date. */
const HTTP_DATE =
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]{0,6}(?:, \d\d[ -][A-Z][a-z]{2}[ -](?:\d\d){1,2} \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/**
 * What a `Retry-After` header asks for, in milliseconds from now; undefined where there is none that can be understood.
 * @param header seconds or an HTTP date (RFC 9110, 10.2.3)
 * @param now milliseconds since the epoch
 */
export function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | undefined {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = HTTP_DATE.test(text) ? Date.parse(text.replace(/(?: GMT)?$/, ' GMT')) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long to wait before the next try, in milliseconds: exponential backoff, of which up to a half is jitter, but never
 * less than what the endpoint asked for.
 * @param failures how many tries have failed, at least 1
 * @param random a number from 0 up to 1
 * @param retryAfter what the endpoint asked for, in milliseconds
 */
export function pauseBeforeRetry(failures: number, random: number, retryAfter: number | undefined): number {
  const ceiling = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
  const backoff = ceiling / 2 + (ceiling / 2) * random;
  return Math.max(backoff, retryAfter ?? 0);
}
