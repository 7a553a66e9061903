// Effect: the loopback relay that werf's own telemetry comes to.
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import * as net from 'node:net';
import { errorCode } from '../system/errors.ts';

/** Takes the body of one OTLP request. */
export type TakeRequest = (body: Uint8Array) => void;

export interface Relay {
  /** The URL for one command's werf. The token in it is what lets a request in; what comes before `accept` waits. */
  url(token: string): string;
  /** Hands over what came with a token so far, and what comes from here on. */
  accept(token: string, take: TakeRequest): Promise<void>;
  /** Resolves when all that had arrived before the call has been taken. */
  settled(): Promise<void>;
  /** Drops all connections; nothing is taken from here on. */
  close(): void;
}

/** What one request may hold; werf's own are below 100 kB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** What a request's headers may hold: werf's exporter sends those that the job's variables name, of 128 KiB at the most. */
const MAX_HEADER_BYTES = 256 * 1024;
/**
 * Connections that have shown no token yet. Any user of the machine can open some, and each takes one of the files that
 * this process may open: beyond these, the oldest is dropped for the newest, which may be werf's.
 */
const MAX_STRANGERS = 32;
/** Turns of the event loop without news after which nothing more is on its way: the kernel has handed all over. */
const QUIET_TURNS = 4;
const MAX_TURNS = 2_000;

/**
 * Listens on a random port of 127.0.0.1. Node's HTTP server is loaded only when the first command accepts requests,
 * because loading it before would delay the start of werf; connections made until then wait.
 * @throws where no port can be listened on
 */
export async function openRelay(): Promise<Relay> {
  /** By token; undefined until the command's requests are accepted. */
  const takers = new Map<string, TakeRequest | undefined>();
  /** What came while a command was not accepted yet: of every command, so that the order stays the one of arrival. */
  const early: ReceivedRequest[] = [];
  const sockets = new Set<net.Socket>();
  /** Those that have shown no token, the oldest first. */
  const strangers = new Set<net.Socket>();
  const waiting: net.Socket[] = [];
  let http: HttpServer | undefined;
  let news = 0;

  const take = (received: ReceivedRequest) => {
    if ([...takers.values()].includes(undefined)) {
      early.push(received);
      return;
    }
    const { token, body, answer } = received;
    takers.get(token)?.(body);
    answer();
  };
  const handOver = (socket: net.Socket, server: HttpServer) => {
    server.emit('connection', socket);
    socket.resume();
  };
  const server = await listen((socket) => {
    news += 1;
    sockets.add(socket);
    strangers.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      news += 1;
      sockets.delete(socket);
      strangers.delete(socket);
    });
    const [oldest] = strangers;
    if (strangers.size > MAX_STRANGERS && oldest !== undefined) {
      strangers.delete(oldest);
      oldest.destroy();
    }
    if (http === undefined) waiting.push(socket);
    else handOver(socket, http);
  });
  const { port } = server.address() as net.AddressInfo;

  return {
    url: (token) => {
      takers.set(token, undefined);
      return `http://127.0.0.1:${port}/${token}/v1/traces`;
    },
    accept: async (token, taker) => {
      takers.set(token, taker);
      for (const waited of early.splice(0)) take(waited);
      if (http !== undefined) return;
      const { createServer: createHttpServer } = await import('node:http');
      http ??= createHttpServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
        receive(request, response, {
          knows: (token) => {
            const known = takers.has(token);
            if (known) strangers.delete(request.socket);
            return known;
          },
          take,
          progress: () => {
            news += 1;
          },
        });
      });
      for (const socket of waiting.splice(0)) if (!socket.destroyed) handOver(socket, http);
    },
    settled: async () => {
      let seen = news;
      for (let quiet = 0, turns = 0; quiet < QUIET_TURNS && turns < MAX_TURNS; turns += 1) {
        await new Promise(setImmediate);
        quiet = news === seen ? quiet + 1 : 0;
        seen = news;
      }
    },
    close: () => {
      takers.clear();
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Node's class for a port that is taken without a look-up; Node has it since 24.19, and runners may be older. */
const boundSocket = (): typeof net.BoundSocket | undefined => net.BoundSocket;

function listen(connected: (socket: net.Socket) => void): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer({ pauseOnConnect: true }, connected);
    // Stays: a connection that cannot be taken, for want of files, is an error too.
    server.on('error', reject);
    const listening = () => resolve(server);
    const BoundSocket = boundSocket();
    // For a host, Node checks what it looked up with a large regular expression: 3 ms, which would delay the start of werf.
    if (BoundSocket === undefined) server.listen(0, '127.0.0.1', listening);
    else server.listen({ handle: new BoundSocket({ host: '127.0.0.1', port: 0 }) }, listening);
  });
}

interface ReceivedRequest {
  readonly token: string;
  readonly body: Uint8Array;
  /** Tells werf that it was taken. Not before it was: werf forgets it then, and this process may be killed. */
  readonly answer: () => void;
}

interface Receiver {
  knows(token: string): boolean;
  take(received: ReceivedRequest): void;
  /** Something arrived, or was taken. */
  progress(): void;
}

function receive(request: IncomingMessage, response: ServerResponse, { knows, take, progress }: Receiver): void {
  const token = /^\/([^/]+)\/v1\/traces$/.exec(request.url ?? '')?.[1] ?? '';
  if (!knows(token)) {
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
