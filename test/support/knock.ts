// A request to the relay, as werf would send it or not.
import { request } from 'node:http';

export interface Knock {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Sends a request as werf would, but for what is named. Resolves to the status, or to the error's code. */
export function knock({ method = 'POST', url, headers = {}, body }: Knock): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const all = { 'content-type': 'application/x-protobuf', ...headers };
    const outgoing = request(url, { method, headers: all, agent: false }, (response) => {
      response.on('error', () => undefined);
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    outgoing.end(body);
  });
}
