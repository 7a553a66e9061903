// Effect: the loopback relay that werf's own telemetry comes to.
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import * as net from 'node:net';

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
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      news += 1;
      sockets.delete(socket);
    });
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
      http ??= createHttpServer((request, response) => {
        receive(request, response, {
          knows: (token) => takers.has(token),
          take,
          progress: () => {
            news += 1;
          },
        });
      });
      for (const socket of waiting.splice(0)) handOver(socket, http);
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
    server.once('error', reject);
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
  request.on('data', (chunk: Buffer) => {
    progress();
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else refuse(response, 413);
  });
  request.once('end', () => {
    if (length > MAX_BODY_BYTES) return;
    const [first] = chunks;
    const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
    // An empty ExportTraceServiceResponse: all was taken.
    const answer = () =>
      response.writeHead(200, { 'content-type': 'application/x-protobuf', 'content-length': 0 }).end();
    take({ token, body, answer });
    progress();
  });
}

function refusalOf({ method, headers }: IncomingMessage): number | undefined {
  if (method !== 'POST') return 405;
  if (headers['content-type'] !== 'application/x-protobuf' || headers['content-encoding'] !== undefined) return 415;
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES ? 413 : undefined;
}

function refuse(response: ServerResponse, statusCode: number): void {
  if (response.headersSent) return;
  response.writeHead(statusCode, { connection: 'close', 'content-length': 0 }).end();
}
