// An HTTP proxy on loopback, as companies put before their runners: plain requests, and tunnels by CONNECT.
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** Host and port of each request and each tunnel, in order. */
  readonly targets: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** A proxy on a free port, until it is disposed of. */
export async function serveProxy(): Promise<Proxy> {
  const targets: string[] = [];
  const server = createServer((request, response) => {
    // A plain request, asked for by its whole URL.
    const { host, hostname, port, pathname } = new URL(request.url ?? '');
    targets.push(host);
    const { method, headers } = request;
    const upstream = forward({ hostname, port, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  server.on('connect', (request, socket) => {
    targets.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
