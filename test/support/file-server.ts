// An HTTP server on loopback that serves files, records what was asked for, and can be made to misbehave.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface FileServer extends AsyncDisposable {
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly requests: string[];
  /** Takes the place of the file at a path. */
  readonly handlers: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  /** Ends the server and its connections; its port then refuses. */
  close(): Promise<void>;
}

export async function serveFiles(files: ReadonlyMap<string, Buffer>): Promise<FileServer> {
  const requests: string[] = [];
  const handlers: FileServer['handlers'] = new Map();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const handler = handlers.get(path);
    if (handler !== undefined) return handler(request, response);
    const file = files.get(path);
    response.writeHead(file === undefined ? 404 : 200, file === undefined ? {} : { 'content-length': file.length });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, handlers, close, [Symbol.asyncDispose]: close };
}

/** The files of a folder by the paths that a server has them under. */
export function filesOf(folder: string, prefix = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) for (const entry of filesOf(path, `${prefix}/${name}`)) files.set(...entry);
    else files.set(`${prefix}/${name}`, readFileSync(path));
  }
  return files;
}
