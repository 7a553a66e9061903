// Effect: the loopback relay that werf's own telemetry comes to.
import type { Server as HttpServer } from 'node:http';
import * as net from 'node:net';
import type { ReceivedRequest } from './relay-server.ts';

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

/**
 * Connections that have shown no token yet. Any user of the machine can open some, and each takes one of the files that
 * this process may open: beyond these, the oldest is dropped for the newest, which may be werf's.
 */
const MAX_STRANGERS = 32;
/** Turns of the event loop without news after which nothing more is on its way: the kernel has handed all over. */
const QUIET_TURNS = 4;
const MAX_TURNS = 2_000;

/**
 * Listens on a random port of 127.0.0.1, which does not keep this process alive by itself. Node's HTTP server is loaded only
 * when the first command accepts requests, because loading it before would delay the start of werf; connections made until
 * then wait.
 * @throws where no port can be listened on
 */
export async function openRelay(): Promise<Relay> {
  /** By token; undefined until the command's requests are accepted. */
  const takers = new Map<string, TakeRequest | undefined>();
  /** What came while a command was not accepted yet: of every command, so that the order stays the one of arrival. */
  const early: ReceivedRequest[] = [];
  const waiting: net.Socket[] = [];
  let http: HttpServer | undefined;
  let news = 0;
  const noteNews = () => {
    news += 1;
  };
  const connections = boundedConnections(noteNews);

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
    connections.add(socket);
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
      const { relayServer } = await import('./relay-server.ts');
      http ??= relayServer({
        knows: (token, socket) => {
          const known = takers.has(token);
          if (known) connections.trust(socket);
          return known;
        },
        take,
        progress: noteNews,
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
      connections.drop();
    },
  };
}

/**
 * The connections to the relay, of which those that have shown no token are bounded.
 * @param changed called when one comes or goes
 */
function boundedConnections(changed: () => void) {
  const sockets = new Set<net.Socket>();
  /** Those that have shown no token, the oldest first. */
  const strangers = new Set<net.Socket>();
  return {
    add: (socket: net.Socket): void => {
      changed();
      socket.unref();
      sockets.add(socket);
      strangers.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        changed();
        sockets.delete(socket);
        strangers.delete(socket);
      });
      const [oldest] = strangers;
      if (strangers.size <= MAX_STRANGERS || oldest === undefined) return;
      strangers.delete(oldest);
      oldest.destroy();
    },
    /** Notes that a connection has shown a token that is known. */
    trust: (socket: net.Socket): void => {
      strangers.delete(socket);
    },
    drop: (): void => {
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
    const listening = () => resolve(server.unref());
    const BoundSocket = boundSocket();
    // For a host, Node checks what it looked up with a large regular expression: 3 ms, which would delay the start of werf.
    if (BoundSocket === undefined) server.listen(0, '127.0.0.1', listening);
    else server.listen({ handle: new BoundSocket({ host: '127.0.0.1', port: 0 }) }, listening);
  });
}
