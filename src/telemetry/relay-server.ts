// Effect: the requests that come to the relay: which are taken, and what is answered.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { errorCode } from '../system/errors.ts';

/** What one request may hold; werf's own are below 100 kB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** What a request's headers may hold: werf's exporter sends those that the job's variables name, of 128 KiB at the most. */
const MAX_HEADER_BYTES = 256 * 1024;

export interface ReceivedRequest {
  readonly token: string;
  readonly body: Uint8Array;
  /** Tells werf that it was taken. Not before it was: werf forgets it then, and this process may be killed. */
  readonly answer: () => void;
}

export interface Receiver {
  /** Whether a token lets a request in, which came by this connection. */
  knows(token: string, socket: Socket): boolean;
  take(received: ReceivedRequest): void;
  /** Something arrived, or was taken. */
  progress(): void;
}

/** Node's HTTP server, to be handed connections. It listens nowhere by itself. */
export function relayServer(receiver: Receiver): Server {
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => receive(request, response, receiver));
}

function receive(request: IncomingMessage, response: ServerResponse, { knows, take, progress }: Receiver): void {
  const token = /^\/([^/]+)\/v1\/traces$/.exec(request.url ?? '')?.[1] ?? '';
  if (!knows(token, request.socket)) {
    refuse(response, 404);
    return;
  }
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    refuse(response, refusal);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  request.on('data', (chunk: Buffer) => {
    progress();
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else refuse(response, 413);
  });
  request.once('end', () => {
    if (length > MAX_BODY_BYTES) return;
    const body = unpacked(chunks, request.headers['content-encoding']);
    if (typeof body === 'number') {
      refuse(response, body);
      return;
    }
    // An empty ExportTraceServiceResponse: all was taken.
    const answer = () =>
      response.writeHead(200, { 'content-type': 'application/x-protobuf', 'content-length': 0 }).end();
    take({ token, body, answer });
    progress();
  });
}

const ENCODINGS: ReadonlyArray<string | undefined> = [undefined, 'identity', 'gzip'];

function refusalOf({ method, headers }: IncomingMessage): number | undefined {
  if (method !== 'POST') return 405;
  if (headers['content-type'] !== 'application/x-protobuf') return 415;
  if (!ENCODINGS.includes(headers['content-encoding'])) return 415;
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES ? 413 : undefined;
}

/** The body as it was before the job's `OTEL_EXPORTER_OTLP_COMPRESSION`, or the status code that refuses it. */
function unpacked(chunks: readonly Buffer[], encoding: string | undefined): Uint8Array | number {
  const [first] = chunks;
  const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
  if (encoding !== 'gzip') return body;
  // Loaded only where it is needed, and at once, because what comes next must not be taken before.
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 413 : 400;
  }
}

function refuse(response: ServerResponse, statusCode: number): void {
  if (response.headersSent) return;
  response.writeHead(statusCode, { connection: 'close', 'content-length': 0 }).end();
}
