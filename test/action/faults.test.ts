// The fault matrix: whatever the endpoint, the network or the disk does, the step is the one it would be with telemetry
// off, ends in time, and says truly what became of its events; the post step then delivers what can be delivered.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, type TestContext, test, vi } from 'vitest';
import { type Answer, accept, type Collector, startCollector } from '../support/collector.ts';
import { ENDPOINT_NAMES, type EndpointName, openEndpoint } from '../support/faulty-endpoints.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { slack } from '../support/slack.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** What telemetry may add to a step, in milliseconds. */
const MAY_ADD = 1_100;
const POST_MAY_TAKE = 5_000;
/** What the stand-in for werf ends with. */
const EXIT_CODE = 3;
const BOTH = ['CommandStarted', 'CommandExited'];

interface Fault {
  /** What the step says became of its events. */
  readonly delivery: 'delivered' | 'spooled' | 'failed';
  /** The types of the events that reach the endpoint in the step, each request once; undefined where none can. */
  readonly arrives?: readonly string[];
}

const FAULTS: Readonly<Record<EndpointName, Fault>> = {
  'no fault': { delivery: 'delivered', arrives: BOTH },
  refused: { delivery: 'spooled' },
  'a name that does not exist': { delivery: 'spooled' },
  'a look-up that hangs': { delivery: 'spooled' },
  'a connection that hangs': { delivery: 'spooled' },
  'hanging before headers': { delivery: 'spooled', arrives: ['CommandStarted'] },
  'hanging in the body': { delivery: 'delivered', arrives: BOTH },
  'headers that drip': { delivery: 'spooled', arrives: ['CommandStarted'] },
  'a body that drips': { delivery: 'delivered', arrives: BOTH },
  reset: { delivery: 'spooled', arrives: ['CommandStarted'] },
  garbage: { delivery: 'spooled', arrives: ['CommandStarted'] },
  'garbage in the body': { delivery: 'delivered', arrives: BOTH },
  'headers without end': { delivery: 'spooled', arrives: ['CommandStarted'] },
  'a body without end': { delivery: 'delivered', arrives: BOTH },
  'a redirect': { delivery: 'failed', arrives: BOTH },
  'TLS to a plain port': { delivery: 'spooled' },
  'plain HTTP to a TLS port': { delivery: 'spooled' },
  'a TLS handshake that hangs': { delivery: 'spooled' },
  'a wrong certificate': { delivery: 'spooled' },
  '400': { delivery: 'failed', arrives: BOTH },
  '401': { delivery: 'failed', arrives: BOTH },
  '404': { delivery: 'failed', arrives: BOTH },
  '413': { delivery: 'failed', arrives: BOTH },
  '429 with Retry-After: 3600': { delivery: 'failed', arrives: ['CommandStarted'] },
  '503 with Retry-After: 2': { delivery: 'spooled', arrives: ['CommandStarted'] },
  '429': { delivery: 'spooled', arrives: ['CommandStarted'] },
  '500': { delivery: 'failed', arrives: BOTH },
  '502': { delivery: 'spooled', arrives: ['CommandStarted'] },
  '503': { delivery: 'spooled', arrives: ['CommandStarted'] },
  '504': { delivery: 'spooled', arrives: ['CommandStarted'] },
  'a partial success': { delivery: 'failed', arrives: BOTH },
};

let off: StepResult;
beforeAll(async () => {
  const job = createJob();
  letEnd(job);
  off = await runStep(job, { telemetry: 'false' });
  job.remove();
});

/** Lets the werf of a step end. */
const letEnd = (job: Job) => writeFileSync(join(job.workspace, 'may-end'), '');

/** Waits until telemetry is loaded and has sent something, which a busy machine takes its time for. */
const whenAsked = (collector: Collector | undefined) =>
  vi.waitUntil(() => collector?.requests.length, { timeout: 25_000, interval: 10 });

/** Runs a step whose werf takes 0.3 seconds, and what more it takes until it may end. */
function runStep(job: Job, inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): Promise<StepResult> {
  const werf = writeStandIn(
    job.workspace,
    `echo building; echo warned >&2; sleep 0.3; until [ -e may-end ]; do sleep 0.05; done; exit ${EXIT_CODE}`,
  );
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
  expect(result.durationMs - off.durationMs).toBeLessThan(MAY_ADD + slack());
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

test.concurrent.for(ENDPOINT_NAMES)('%s', async (name, context) => {
  const { delivery, arrives } = FAULTS[name];
  const job = createJobFor(context);
  const endpoint = await openEndpoint(name, job);
  if (endpoint === undefined) return context.skip('this machine cannot make the fault');
  context.onTestFinished(endpoint.close);
  const inputs = { 'telemetry-url': endpoint.url, 'telemetry-log-file': 'events.log' };
  const asked = arrives === undefined ? letEnd(job) : whenAsked(endpoint.collector).then(() => letEnd(job));
  const [result] = await Promise.all([runStep(job, inputs, endpoint.env), asked]);
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
  expect(post.durationMs).toBeLessThan(POST_MAY_TAKE + slack());
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
  /**
   * Whether so much of the step's second is spent waiting that a loaded machine may leave the rest to the post step.
   */
  readonly mayBeLate?: boolean;
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
    mayBeLate: true,
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
  const { delivery, arrives, inputs = {}, prepare = () => ({}), answer = accept, needs = '/', mayBeLate } = fault;
  if (!existsSync(needs)) return context.skip(`this machine has no ${needs}`);
  const job = createJobFor(context);
  const collector = await startCollector(answer);
  context.onTestFinished(collector.close);
  const allInputs = { 'telemetry-url': collector.url, ...inputs };
  const env = prepare(job);
  // What is sent first may take longer to come than werf runs, on a busy machine, and would then go with the rest.
  const mayEnd = arrives.length === 0 || mayBeLate ? letEnd(job) : whenAsked(collector).then(() => letEnd(job));
  const [result] = await Promise.all([runStep(job, allInputs, env), mayEnd]);
  expectSameStep(result);
  const isLate = mayBeLate === true && result.outputs['telemetry-delivery'] === 'spooled';
  if (!isLate) {
    expect(result.outputs['telemetry-delivery']).toBe(delivery);
    expect(typesAt(collector)).toEqual(arrives);
  }
  const requests = collector.requests.length;
  const post = await job.post(result, allInputs, env);
  expect(visible(post.stdout)).toEqual(['']);
  if (!isLate) expect(collector.requests.length).toBe(requests);
  expect(typesAt(collector)).toEqual(arrives);
  expect(readdirSync(job.temp)).toEqual([]);
});
