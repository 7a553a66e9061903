// GitHub's cache service (version 2) on loopback: its Twirp methods, and the blobs that they sign URLs for.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface CacheService extends AsyncDisposable {
  readonly url: string;
  /** The saved archives, by key. */
  readonly entries: Map<string, { version: string; blob: Buffer }>;
  /** Twirp methods in the order in which they were called. */
  readonly calls: string[];
  /** Answers every method with this HTTP status. */
  failWith: number | undefined;
  /** The method that gets no answer. */
  hangsAt: string | undefined;
}

export async function serveCache(): Promise<CacheService> {
  const entries: CacheService['entries'] = new Map();
  const blobs = new Map<string, Buffer>();
  const calls: string[] = [];
  const service = {
    entries,
    calls,
    failWith: undefined as number | undefined,
    hangsAt: undefined as string | undefined,
  };
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const method = /^\/twirp\/[\w.]+\/(\w+)$/.exec(path)?.[1];
    if (method === undefined) return blob(request, response, path);
    calls.push(method);
    if (method === service.hangsAt) return;
    const asked = JSON.parse(await text(request));
    response.writeHead(service.failWith ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(service.failWith === undefined ? answer(method, asked) : { msg: 'out of order' }));
  });
  const blob = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      blobs.set(path, Buffer.concat(chunks));
      response.writeHead(201, { etag: '"1"', 'last-modified': new Date(0).toUTCString() }).end();
    } else {
      const content = blobs.get(path);
      response.writeHead(content === undefined ? 404 : 200, { 'content-length': content?.length ?? 0 }).end(content);
    }
  };
  const answer = (method: string, asked: { key: string; version: string; restore_keys?: string[] }) => {
    const path = `/blob/${encodeURIComponent(asked.key)}`;
    if (method === 'CreateCacheEntry') {
      if (entries.has(asked.key)) return { ok: false, message: 'cache entry with the same key already exists' };
      return { ok: true, signed_upload_url: `${url}${path}` };
    }
    if (method === 'FinalizeCacheEntryUpload') {
      entries.set(asked.key, { version: asked.version, blob: blobs.get(path) ?? Buffer.alloc(0) });
      return { ok: true, entry_id: '1' };
    }
    const wanted = [asked.key, ...(asked.restore_keys ?? [])];
    const found = [...entries]
      .reverse()
      .find(([key, entry]) => entry.version === asked.version && wanted.some((start) => key.startsWith(start)));
    if (found === undefined) return { ok: false };
    const [key, { blob }] = found;
    blobs.set(`/restore/${encodeURIComponent(key)}`, blob);
    return { ok: true, matched_key: key, signed_download_url: `${url}/restore/${encodeURIComponent(key)}` };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(service, { url, [Symbol.asyncDispose]: close });
}
