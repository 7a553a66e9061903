// Endpoints of OTLP with every fault that one can have, on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect } from 'vitest';
import { selfSignedCertificate } from './certificate.ts';
import { type Answer, accept, type Collector, partialSuccess, startCollector } from './collector.ts';
import { hangingResolver } from './hanging-resolver.ts';
import type { Job } from './runner.ts';

/** An endpoint with a fault. */
export interface Endpoint {
  readonly url: string;
  /** What of the step's environment makes the fault, if anything. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where requests arrive, if they can. */
  readonly collector?: Collector;
  /** Makes the endpoint well again, where that can be; resolves to where requests arrive then. */
  heal?(): Promise<Collector>;
  close(): Promise<void>;
}

/** A collector with a fault until it is healed. */
const answering = (answer: Answer) => async (): Promise<Endpoint> => {
  let current = answer;
  const collector = await startCollector((...args) => current(...args));
  return {
    url: collector.url,
    collector,
    heal: async () => {
      current = accept;
      return collector;
    },
    close: collector.close,
  };
};

const status = (code: number, headers: Readonly<Record<string, string>> = {}) =>
  answering((response) => response.writeHead(code, headers).end());

/** Writes one piece after the other, without end, as long as somebody listens. */
function drip(socket: Socket | null, piece: string, milliseconds: number): void {
  const timer = setInterval(() => socket?.write(piece), milliseconds);
  socket?.once('close', () => clearInterval(timer));
  socket?.on('error', () => undefined);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const refused = async (): Promise<Endpoint> => {
  const port = await freePort();
  let healed: Collector | undefined;
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    heal: async () => {
      healed = await startCollector(accept, undefined, port);
      return healed;
    },
    close: async () => healed?.close(),
  };
};

/** A server that takes connections and is silent. */
const silent = async (scheme: string): Promise<Endpoint> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** A port whose process takes no connections, with so many waiting that the kernel answers no further one. */
const connectHangs = async (): Promise<Endpoint | undefined> => {
  const program = `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.stdout.write(server.address().port + '\\n', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const port = Number(line);
  const waiting = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, 'connect')));
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    close: async () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
};

const lookupHangs = async (job: Job): Promise<Endpoint | undefined> => {
  const resolver = await hangingResolver(job.workspace);
  return resolver && { url: 'http://collector:4318/v1/traces', env: resolver.env, close: async () => undefined };
};

const selfSigned = async (): Promise<Endpoint> => {
  const certificate = selfSignedCertificate('localhost');
  const collector = await startCollector(accept, (listener) => createTlsServer(certificate, listener) as never);
  return { url: `https://127.0.0.1:${collector.port}/v1/traces`, collector, close: collector.close };
};

const tlsToPlainPort = async (): Promise<Endpoint> => {
  const collector = await startCollector();
  return { url: `https://127.0.0.1:${collector.port}/v1/traces`, collector, close: collector.close };
};

const plainToTlsPort = async (): Promise<Endpoint> => {
  const endpoint = await selfSigned();
  return { ...endpoint, url: endpoint.url.replace('https:', 'http:') };
};

const redirecting = async (): Promise<Endpoint> => {
  const target = await startCollector();
  const endpoint = await status(307, { location: target.url })();
  const close = async () => {
    // Whoever follows would send a user's data somewhere that the user did not name.
    expect(target.requests).toEqual([]);
    await target.close();
    await endpoint.close();
  };
  return { ...endpoint, close };
};

const ENDPOINTS = {
  'no fault': answering(accept),
  refused: refused,
  'a name that does not exist': async () => ({ url: 'http://nowhere.invalid/v1/traces', close: async () => undefined }),
  'a look-up that hangs': lookupHangs,
  'a connection that hangs': connectHangs,
  'hanging before headers': answering(() => undefined),
  'hanging in the body': answering((response) => response.writeHead(200, { 'content-length': '100' }).write('some')),
  'headers that drip': answering(({ socket }) => {
    socket?.write('HTTP/1.1 200 OK\r\nx-drip: ');
    drip(socket, 'x', 20);
  }),
  'a body that drips': answering((response) => {
    response.writeHead(200).write('x');
    drip(response.socket, '1\r\nx\r\n', 20);
  }),
  reset: answering(({ socket }) => socket?.resetAndDestroy()),
  garbage: answering(({ socket }) => socket?.end('\u0000\u0001 418 I am a fish\r\n\r\n'.repeat(20))),
  'garbage in the body': answering((response) => response.writeHead(200).end(Buffer.alloc(500, 0xff))),
  'headers without end': answering(({ socket }) => {
    socket?.write('HTTP/1.1 200 OK\r\n');
    drip(socket, `x-more: ${'x'.repeat(1_000)}\r\n`, 1);
  }),
  'a body without end': answering((response) => {
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).write('x');
    drip(response.socket, `fa00\r\n${'x'.repeat(0xfa00)}\r\n`, 1);
  }),
  'a redirect': redirecting,
  'TLS to a plain port': tlsToPlainPort,
  'plain HTTP to a TLS port': plainToTlsPort,
  'a TLS handshake that hangs': () => silent('https'),
  'a wrong certificate': selfSigned,
  '400': status(400),
  '401': status(401),
  '404': status(404),
  '413': status(413),
  '429 with Retry-After: 3600': status(429, { 'retry-after': '3600' }),
  '503 with Retry-After: 2': status(503, { 'retry-after': '2' }),
  '429': status(429),
  '500': status(500),
  '502': status(502),
  '503': status(503),
  '504': status(504),
  'a partial success': answering((response) => response.writeHead(200).end(partialSuccess(1))),
} satisfies Readonly<Record<string, (job: Job) => Promise<Endpoint | undefined>>>;

export type EndpointName = keyof typeof ENDPOINTS;

export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as readonly EndpointName[];

/** Opens an endpoint, until it is closed; undefined where this machine cannot make the fault. */
export function openEndpoint(name: EndpointName, job: Job): Promise<Endpoint | undefined> {
  return ENDPOINTS[name](job);
}
