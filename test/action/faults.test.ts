// The fault matrix: whatever the endpoint, the network or the disk does, the step is the one it would be with telemetry
// off, ends in time, and says truly what became of its events; the post step then delivers what can be delivered.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, type TestContext, test } from 'vitest';
import { selfSignedCertificate } from '../support/certificate.ts';
import { type Answer, accept, type Collector, partialSuccess, startCollector } from '../support/collector.ts';
import { hangingResolver } from '../support/hanging-resolver.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** What telemetry may add to a step, and what a machine under load may add to both, in milliseconds. */
const MAY_ADD = 1_100;
const SLACK = 4_000;
const POST_MAY_TAKE = 5_000;
/** What the stand-in for werf ends with. */
const EXIT_CODE = 3;
const BOTH = ['CommandStarted', 'CommandExited'];

/** An endpoint with a fault. */
interface Endpoint {
  readonly url: string;
  /** What of the step's environment makes the fault, if anything. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where requests arrive, if they can. */
  readonly collector?: Collector;
  /** Makes the endpoint well again, where that can be; resolves to where requests arrive then. */
  heal?(): Promise<Collector>;
  close(): Promise<void>;
}

interface Fault {
  readonly name: string;
  readonly open: (job: Job) => Promise<Endpoint | undefined>;
  /** What the step says became of its events. */
  readonly delivery: 'delivered' | 'spooled' | 'failed';
  /** The types of the events that reach the endpoint in the step, each request once; undefined where none can. */
  readonly arrives?: readonly string[];
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

const FAULTS: readonly Fault[] = [
  { name: 'no fault', open: answering(accept), delivery: 'delivered', arrives: BOTH },
  { name: 'refused', open: refused, delivery: 'spooled' },
  {
    name: 'a name that does not exist',
    open: async () => ({ url: 'http://nowhere.invalid/v1/traces', close: async () => undefined }),
    delivery: 'spooled',
  },
  { name: 'a look-up that hangs', open: lookupHangs, delivery: 'spooled' },
  { name: 'a connection that hangs', open: connectHangs, delivery: 'spooled' },
  {
    name: 'hanging before headers',
    open: answering(() => undefined),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  {
    name: 'hanging in the body',
    open: answering((response) => response.writeHead(200, { 'content-length': '100' }).write('some')),
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'headers that drip',
    open: answering(({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\nx-drip: ');
      drip(socket, 'x', 20);
    }),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  {
    name: 'a body that drips',
    open: answering((response) => {
      response.writeHead(200).write('x');
      drip(response.socket, '1\r\nx\r\n', 20);
    }),
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'reset',
    open: answering(({ socket }) => socket?.resetAndDestroy()),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  {
    name: 'garbage',
    open: answering(({ socket }) => socket?.end('\u0000\u0001 418 I am a fish\r\n\r\n'.repeat(20))),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  {
    name: 'garbage in the body',
    open: answering((response) => response.writeHead(200).end(Buffer.alloc(500, 0xff))),
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'headers without end',
    open: answering(({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\n');
      drip(socket, `x-more: ${'x'.repeat(1_000)}\r\n`, 1);
    }),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  {
    name: 'a body without end',
    open: answering((response) => {
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).write('x');
      drip(response.socket, `fa00\r\n${'x'.repeat(0xfa00)}\r\n`, 1);
    }),
    delivery: 'delivered',
    arrives: BOTH,
  },
  { name: 'a redirect', open: redirecting, delivery: 'failed', arrives: BOTH },
  { name: 'TLS to a plain port', open: tlsToPlainPort, delivery: 'spooled' },
  { name: 'plain HTTP to a TLS port', open: plainToTlsPort, delivery: 'spooled' },
  { name: 'a TLS handshake that hangs', open: () => silent('https'), delivery: 'spooled' },
  { name: 'a wrong certificate', open: selfSigned, delivery: 'spooled' },
  { name: '400', open: status(400), delivery: 'failed', arrives: BOTH },
  { name: '404', open: status(404), delivery: 'failed', arrives: BOTH },
  { name: '413', open: status(413), delivery: 'failed', arrives: BOTH },
  {
    name: '429 with Retry-After: 3600',
    open: status(429, { 'retry-after': '3600' }),
    delivery: 'failed',
    arrives: ['CommandStarted'],
  },
  {
    name: '503 with Retry-After: 2',
    open: status(503, { 'retry-after': '2' }),
    delivery: 'spooled',
    arrives: ['CommandStarted'],
  },
  { name: '429', open: status(429), delivery: 'spooled', arrives: ['CommandStarted'] },
  { name: '500', open: status(500), delivery: 'failed', arrives: BOTH },
  { name: '502', open: status(502), delivery: 'spooled', arrives: ['CommandStarted'] },
  { name: '503', open: status(503), delivery: 'spooled', arrives: ['CommandStarted'] },
  { name: '504', open: status(504), delivery: 'spooled', arrives: ['CommandStarted'] },
  {
    name: 'a partial success',
    open: answering((response) => response.writeHead(200).end(partialSuccess(1))),
    delivery: 'failed',
    arrives: BOTH,
  },
];

let off: StepResult;
beforeAll(async () => {
  const job = createJob();
  off = await runStep(job, { telemetry: 'false' });
  job.remove();
});

function runStep(job: Job, inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): Promise<StepResult> {
  const werf = writeStandIn(job.workspace, `echo building; echo warned >&2; sleep 0.3; exit ${EXIT_CODE}`);
  return job.step({ command: 'converge', 'werf-path': werf, ...inputs }, env);
}

/** The step is the one that it would be with telemetry off, and ends in time. */
function expectSameStep(result: StepResult): void {
  expect(result.exitCode).toBe(EXIT_CODE);
  expect(visible(result.stdout)).toEqual(visible(off.stdout));
  expect(result.stderr).toBe(off.stderr);
  expect(result.exported).toEqual(off.exported);
  const withoutTimes = (summary: string) => summary.replace(/after [\d.]+ m?s/, 'after a while');
  expect(withoutTimes(result.summary)).toBe(withoutTimes(off.summary));
  expect(withoutTelemetry(result.outputs)).toEqual(withoutTelemetry(off.outputs));
  expect(result.durationMs - off.durationMs).toBeLessThan(MAY_ADD + SLACK);
}

/** What a user sees of the log, but for the one line that says whether telemetry is on, and for the fence's token. */
function visible(stdout: string): readonly string[] {
  const token = /^::stop-commands::(\w{32})$/m.exec(stdout)?.[1] ?? '';
  return stdout
    .replaceAll(token === '' ? /(?!)/g : token, 'TOKEN')
    .split('\n')
    .filter((line) => !line.startsWith('::debug::') && !line.startsWith('Telemetry: o'));
}

function withoutTelemetry(outputs: StepResult['outputs']) {
  const ours = ['telemetry', 'telemetry-delivery', 'execution-id', 'project-id', 'duration-ms'];
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([name]) => !ours.includes(name))
      .map(([name, value]) => [name, value.replace(/^.*\/workspace\//, '')]),
  );
}

/** The events in the log file at the end of the step, whatever became of them. */
const typesInLog = (job: Job) =>
  readFileSync(join(job.workspace, 'events.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).eventType);

const typesAt = (collector: Collector | undefined) => [
  ...new Set(collector?.events().map(({ event }) => event.eventType as string)),
];

/** Same span ids for the same events, and same bytes for the same request. */
function expectResends(collector: Collector): void {
  const spans = new Map<string, string>();
  const bodies = new Map<string, string>();
  for (const { spanId, traceId, event } of collector.events()) {
    const key = `${event.executionID} ${event.eventType}`;
    expect(spans.get(key) ?? `${spanId} ${traceId}`).toBe(`${spanId} ${traceId}`);
    spans.set(key, `${spanId} ${traceId}`);
  }
  for (const { body } of collector.requests) {
    const first = String(collector.events().find(({ spanId }) => body.includes(Buffer.from(spanId, 'hex')))?.spanId);
    expect(bodies.get(first) ?? body.toString('hex')).toBe(body.toString('hex'));
    bodies.set(first, body.toString('hex'));
  }
}

function createJobFor({ onTestFinished }: TestContext): Job {
  const job = createJob();
  onTestFinished(() => job.remove());
  return job;
}

test.concurrent.for(FAULTS)('$name', async ({ open, delivery, arrives }, context) => {
  const job = createJobFor(context);
  const endpoint = await open(job);
  if (endpoint === undefined) return context.skip('this machine cannot make the fault');
  context.onTestFinished(endpoint.close);
  const inputs = { 'telemetry-url': endpoint.url, 'telemetry-log-file': 'events.log' };
  const result = await runStep(job, inputs, endpoint.env);
  expectSameStep(result);
  expect(result.outputs['telemetry']).toBe('on');
  expect(result.outputs['telemetry-delivery']).toBe(delivery);
  expect(typesAt(endpoint.collector)).toEqual(arrives ?? []);
  expect(typesInLog(job)).toEqual(BOTH);
  const requestsInStep = endpoint.collector?.requests.length ?? 0;

  const healed = await endpoint.heal?.();
  const post = await job.post(result, inputs, endpoint.env);
  expect(post.exitCode).toBe(0);
  expect(visible(post.stdout)).toEqual(['']);
  expect(post.durationMs).toBeLessThan(POST_MAY_TAKE + SLACK);
  if (healed !== undefined && delivery === 'spooled') {
    expect(typesAt(healed)).toEqual(BOTH);
    expect(healed.requests.length).toBe(requestsInStep + 2);
    expectResends(healed);
  } else {
    expect(endpoint.collector?.requests.length ?? 0).toBe(requestsInStep);
  }
  const logged = readFileSync(join(job.workspace, 'events.log'), 'utf8').trimEnd().split('\n');
  expect(logged.length).toBeGreaterThanOrEqual(typesAt(healed ?? endpoint.collector).length);
  expect(new Set(logged).size).toBe(logged.length);
  expect(readdirSync(job.temp)).toEqual([]);
});

interface FileFault {
  readonly name: string;
  readonly delivery: 'delivered' | 'failed';
  readonly arrives: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  /** Makes the fault; returns what it needs of the environment. */
  readonly prepare?: (job: Job) => NodeJS.ProcessEnv;
  /** The endpoint's answer. */
  readonly answer?: Answer;
  readonly needs?: string;
}

const inAFile = (job: Job) => join(job.workspace, 'bin', 'werf', 'temp');

const FILE_FAULTS: readonly FileFault[] = [
  {
    name: 'a full disk for the log',
    inputs: { 'telemetry-log-file': '/dev/full' },
    delivery: 'failed',
    arrives: [],
    needs: '/dev/full',
  },
  {
    name: 'a log in a missing folder',
    inputs: { 'telemetry-log-file': 'missing/events.log' },
    delivery: 'failed',
    arrives: [],
  },
  { name: 'a log that is a folder', inputs: { 'telemetry-log-file': '.' }, delivery: 'failed', arrives: [] },
  {
    name: 'a log where nothing can be written',
    inputs: { 'telemetry-log-file': 'bin/werf/events.log' },
    delivery: 'failed',
    arrives: [],
  },
  {
    name: 'a log that is a pipe without a reader',
    inputs: { 'telemetry-log-file': 'pipe' },
    prepare: (job) => {
      execFileSync('mkfifo', [join(job.workspace, 'pipe')]);
      return {};
    },
    delivery: 'failed',
    arrives: [],
  },
  {
    name: 'a missing RUNNER_TEMP',
    prepare: (job) => ({ RUNNER_TEMP: join(job.temp, 'missing') }),
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'a RUNNER_TEMP where nothing can be written',
    prepare: (job) => ({ RUNNER_TEMP: inAFile(job) }),
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'a RUNNER_TEMP where nothing can be written, and 503',
    prepare: (job) => ({ RUNNER_TEMP: inAFile(job) }),
    answer: (response) => response.writeHead(503).end(),
    delivery: 'failed',
    arrives: ['CommandStarted'],
  },
  {
    name: 'a git that hangs',
    prepare: (job) => {
      const bin = join(job.workspace, 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'git'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
      return { PATH: `${bin}:${process.env['PATH']}` };
    },
    delivery: 'delivered',
    arrives: BOTH,
  },
  {
    name: 'a telemetry URL in the environment that is none',
    prepare: () => ({ WERF_TELEMETRY_TRACE_URL: 'not a URL' }),
    inputs: { 'telemetry-url': '' },
    delivery: 'failed',
    arrives: [],
  },
  {
    name: 'a proxy with an address that cannot be read',
    prepare: () => ({ http_proxy: 'http://[', no_proxy: '' }),
    delivery: 'failed',
    arrives: [],
  },
];

test.concurrent.for(FILE_FAULTS)('$name', async (fault, context) => {
  const { delivery, arrives, inputs = {}, prepare = () => ({}), answer = accept, needs = '/' } = fault;
  if (!existsSync(needs)) return context.skip(`this machine has no ${needs}`);
  const job = createJobFor(context);
  const collector = await startCollector(answer);
  context.onTestFinished(collector.close);
  const allInputs = { 'telemetry-url': collector.url, ...inputs };
  const env = prepare(job);
  const result = await runStep(job, allInputs, env);
  expectSameStep(result);
  expect(result.outputs['telemetry-delivery']).toBe(delivery);
  expect(typesAt(collector)).toEqual(arrives);
  const requests = collector.requests.length;
  const post = await job.post(result, allInputs, env);
  expect(visible(post.stdout)).toEqual(['']);
  expect(collector.requests.length).toBe(requests);
  expect(readdirSync(job.temp)).toEqual([]);
});
