// Pure: what can be a secret in a URL, hidden.

/** A text that should be a URL, as it may be shown: without what can be a user, a password, a query or a fragment. */
export function redactUrl(text: string): string {
  const scheme = /^(?:https?|ftp):\/\//i.exec(text)?.[0] ?? '';
  const [place = '', ...queryAndFragment] = text.slice(scheme.length).split(/[?#]/);
  // A password may hold the `?` or `#` as well: then nothing tells it from the host.
  if (queryAndFragment.some((part) => part.includes('@'))) return `${scheme}***`;
  return `${scheme}${place.replace(/^.*@/s, '***@')}${queryAndFragment.length > 0 ? '?***' : ''}`;
}
