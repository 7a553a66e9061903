// Pure: how reading a file over HTTP can fail, and which failures may pass.

/** The server answered, but not with the file. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;
  constructor(status: number, file: string) {
    super(`HTTP status ${status} for ${file}`);
    this.status = status;
  }
}

/** No whole answer came: name look-up, connection, TLS, a time limit, or a connection that broke. */
export class ConnectionError extends Error {
  override readonly name: string = 'ConnectionError';
}

/** What came was too little to be waited for. */
export class SlowError extends ConnectionError {
  override readonly name = 'SlowError';
}

/** Asking again would not change it: what has to be mended is on this side. */
export class SettingsError extends ConnectionError {
  override readonly name = 'SettingsError';
}

/** The server sends more than there can be. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/** Whether the same request may well succeed a little later. A certificate does not get better by asking again. */
export function isPassing(error: unknown): error is Error {
  if (error instanceof HttpStatusError) return error.status >= 500 || error.status === 408 || error.status === 429;
  if (!(error instanceof ConnectionError) || error instanceof SettingsError) return false;
  return !/certificate|self.signed|redirect/i.test(error.message);
}

/** Throws what undici or Node report, as one short line. */
export function connectionError(error: unknown): never {
  if (error instanceof ConnectionError) throw error;
  const text = reason(error);
  if (/^Proxy .*\(407\)/i.test(text)) throw new SettingsError(PROXY_CREDENTIALS, { cause: error });
  throw new ConnectionError(text, { cause: error });
}

/** HTTP status 407, from the answer to a request or to a tunnel. */
export const PROXY_CREDENTIALS =
  'the proxy asks for a user name and a password, or refuses the ones that it got (407): check HTTPS_PROXY and HTTP_PROXY';

/** Node and undici put what happened into the code, or into the cause, as often as into the message. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses were tried: the first one's error stands for all.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { message, cause } = first instanceof Error ? first : error;
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
}
