// What the post step does with the events that the step could not deliver, by OTLP's rules for retries, and how steps of
// one job share what they know of an endpoint.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { type Answer, accept, type Collector, decodeEvents, startCollector } from '../support/collector.ts';
import { stepWithPost } from '../support/delivered.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { slack } from '../support/slack.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** What a runner sets where a job is debugged; the post step then says what became of the events. */
const DEBUGGED = { RUNNER_DEBUG: '1' };
const POST_MAY_TAKE = 5_000;
const BOTH = ['CommandStarted', 'CommandExited'];

interface Setup {
  readonly job: Job;
  readonly collector: Collector;
  readonly inputs: Readonly<Record<string, string>>;
  /** The moments at which requests arrived. */
  readonly times: number[];
  answerWith(answer: Answer): void;
}

const unavailable: Answer = (response) => response.writeHead(503).end();

async function setUp({ onTestFinished }: TestContext, answer: Answer = unavailable): Promise<Setup> {
  let current = answer;
  const times: number[] = [];
  const job = createJob();
  const collector = await startCollector((...args) => {
    times.push(performance.now());
    writeFileSync(join(job.workspace, 'asked'), '');
    current(...args);
  });
  onTestFinished(async () => {
    await collector.close();
    job.remove();
  });
  // It ends once telemetry is loaded and has sent something, which a busy machine takes its time for.
  const werf = writeStandIn(job.workspace, 'until [ -e asked ]; do sleep 0.05; done; sleep 0.3');
  const inputs = { command: 'converge', 'werf-path': werf, 'telemetry-url': collector.url };
  const answerWith = (next: Answer) => {
    current = next;
  };
  return { job, collector, inputs, times, answerWith };
}

/** Runs a step whose events are all spooled, and gives the number of its requests. */
async function spool({ job, inputs, collector }: Setup): Promise<{ step: StepResult; before: number }> {
  const step = await job.step(inputs);
  expect(step.outputs['telemetry-delivery'], step.stdout).toBe('spooled');
  return { step, before: collector.requests.length };
}

const typesOf = (requests: Collector['requests']): readonly (readonly string[])[] =>
  requests.map(({ body }) => decodeEvents(body).map(({ event }) => event.eventType));

/** Answers like this so often, and takes what comes then. */
function failing(times: number, answer: Answer): Answer {
  let left = times;
  return (...args) => {
    left -= 1;
    if (left >= 0) answer(...args);
    else accept(...args);
  };
}

test.concurrent('retries with growing pauses until the endpoint is well', async (context) => {
  const setup = await setUp(context);
  const { step, before } = await spool(setup);
  setup.answerWith(failing(3, unavailable));
  const post: StepResult = await setup.job.post(step, setup.inputs, DEBUGGED);
  const requests = setup.collector.requests.slice(before);
  expect(typesOf(requests)).toEqual([...Array(4).fill(['CommandStarted']), ['CommandExited']]);
  const bytes: readonly string[] = requests.slice(0, 4).map(({ body }) => body.toString('hex'));
  expect(new Set(bytes)).toEqual(new Set([setup.collector.requests[0]?.body.toString('hex')]));
  const pauses = setup.times
    .slice(before + 1, before + 4)
    .map((time, index) => time - (setup.times[before + index] ?? 0));
  for (const [index, least] of [100, 200, 400].entries()) expect(pauses[index]).toBeGreaterThanOrEqual(least - 5);
  expect(post.durationMs).toBeLessThan(POST_MAY_TAKE + slack());
  expect(post.stdout).toContain('Telemetry of the main step: delivered');
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('gives up after five seconds, and leaves nothing', async (context) => {
  const setup = await setUp(context);
  const { step, before } = await spool(setup);
  const post = await setup.job.post(step, setup.inputs);
  const tries = setup.collector.requests.length - before;
  expect(tries).toBeGreaterThanOrEqual(3);
  expect(tries).toBeLessThanOrEqual(8);
  expect(post.exitCode).toBe(0);
  expect(post.durationMs).toBeLessThan(POST_MAY_TAKE + slack());
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent.for([
  ['seconds', (): string => '2'],
  ['a date', (): string => new Date(Date.now() + 2_999).toUTCString()],
] as const)('waits as long as Retry-After says, in %s', async ([, retryAfter], context) => {
  const setup = await setUp(context);
  const { step, before } = await spool(setup);
  const busy: Answer = (response) => response.writeHead(429, { 'retry-after': retryAfter() }).end();
  setup.answerWith(failing(1, busy));
  const post = await setup.job.post(step, setup.inputs);
  expect(typesOf(setup.collector.requests.slice(before))).toEqual([
    ['CommandStarted'],
    ['CommandStarted'],
    ['CommandExited'],
  ]);
  const [first = 0, second = 0] = setup.times.slice(before);
  expect(second - first).toBeGreaterThanOrEqual(1_950);
  expect(post.durationMs).toBeLessThan(POST_MAY_TAKE + slack());
});

test.concurrent('keeps to a Retry-After that the step was told', async (context) => {
  const setup = await setUp(context, (response) => response.writeHead(503, { 'retry-after': '2' }).end());
  const { step, before } = await spool(setup);
  expect(before).toBe(1);
  setup.answerWith(accept);
  await setup.job.post(step, setup.inputs);
  expect(typesOf(setup.collector.requests)).toEqual([['CommandStarted'], ['CommandStarted'], ['CommandExited']]);
  const [first = 0, second = 0] = setup.times;
  expect(second - first).toBeGreaterThanOrEqual(1_950);
});

test.concurrent.for([429, 503])(
  'does not wait for a Retry-After beyond the five seconds after %i',
  async (status, context) => {
    const setup = await setUp(context);
    const { step, before } = await spool(setup);
    setup.answerWith((response) => response.writeHead(status, { 'retry-after': '3600' }).end());
    const post = await setup.job.post(step, setup.inputs, DEBUGGED);
    expect(setup.collector.requests.length - before).toBe(1);
    expect(post.stdout).toContain('Telemetry of the main step: failed');
    expect(post.durationMs).toBeLessThan(slack());
    expect(readdirSync(setup.job.temp)).toEqual([]);
  },
);

test.concurrent.for([400, 401, 404, 413, 500, 501])('does not retry after %i', async (status, context) => {
  const setup = await setUp(context);
  const { step, before } = await spool(setup);
  setup.answerWith((response) => response.writeHead(status).end());
  const post = await setup.job.post(step, setup.inputs, DEBUGGED);
  expect(typesOf(setup.collector.requests.slice(before))).toEqual(BOTH.map((type) => [type]));
  expect(post.stdout).toContain('Telemetry of the main step: failed');
});

test.concurrent('a cancelled post step ends at once', async (context) => {
  const setup = await setUp(context);
  const { step, before } = await spool(setup);
  const arrived = Promise.withResolvers<void>();
  setup.answerWith(() => arrived.resolve());
  const post = setup.job.startPost(step, setup.inputs);
  await arrived.promise;
  post.process.kill('SIGINT');
  const result = await post.result;
  expect(result.signal).toBe(null);
  expect(result.durationMs).toBeLessThan(slack());
  expect(setup.collector.requests.length - before).toBe(1);
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('sends nothing where telemetry was turned off after the step', async (context) => {
  const setup = await setUp(context, () => undefined);
  const { step, before } = await spool(setup);
  await setup.job.post(step, setup.inputs, { DO_NOT_TRACK: '1' });
  expect(setup.collector.requests.length).toBe(before);
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('logs each event once, also where the post step sends it', async (context) => {
  const setup = await setUp(context);
  const inputs = { ...setup.inputs, 'telemetry-log-file': 'events.log' };
  const step = await setup.job.step(inputs);
  setup.answerWith(accept);
  await setup.job.post(step, inputs);
  const logged = readFileSync(join(setup.job.workspace, 'events.log'), 'utf8').trimEnd().split('\n');
  expect(logged.map((line) => JSON.parse(line).eventType)).toEqual(BOTH);
  const sent = setup.collector.events().slice(-2);
  expect(logged.map((line) => JSON.parse(line))).toEqual(sent.map(({ event }) => event));
});

test.concurrent('an endpoint that was dead in one step is not waited for in the next ones, and gets all in the end', async (context) => {
  const setup = await setUp(context, () => undefined);
  const first = await setup.job.step(setup.inputs);
  const second = await setup.job.step(setup.inputs);
  const third = await setup.job.step(setup.inputs);
  expect([first, second, third].map(({ outputs }) => outputs['telemetry-delivery'])).toEqual([
    'spooled',
    'spooled',
    'spooled',
  ]);
  expect(setup.collector.requests).toHaveLength(1);
  expect(first.durationMs).toBeGreaterThan(900);

  setup.answerWith(accept);
  for (const step of [third, second, first]) await setup.job.post(step, setup.inputs);
  const events = setup.collector.events().slice(1);
  expect(events.map(({ event }) => event.eventType)).toEqual([...BOTH, ...BOTH, ...BOTH]);
  expect(new Set(events.map(({ spanId }) => spanId)).size).toBe(6);
  expect(events.map(({ event }) => event.executionID)).toEqual(
    [third, third, second, second, first, first].map(({ outputs }) => outputs['execution-id']),
  );
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('post steps do not wait five seconds each for an endpoint that stays dead', async (context) => {
  const setup = await setUp(context, () => undefined);
  const steps = [
    await setup.job.step(setup.inputs),
    await setup.job.step(setup.inputs),
    await setup.job.step(setup.inputs),
  ];
  const durations: number[] = [];
  for (const step of steps.toReversed()) durations.push((await setup.job.post(step, setup.inputs)).durationMs);
  expect(durations[0]).toBeLessThan(POST_MAY_TAKE + slack());
  for (const duration of durations.slice(1)) expect(duration).toBeLessThan(500 + slack());
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('what sends the events and is not loaded in time leaves them to the post step, and says so', async (context) => {
  const setup = await setUp(context, accept);
  writeFileSync(join(setup.job.workspace, 'asked'), '');
  const preload = join(setup.job.workspace, 'preload.mjs');
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 3000));';
  writeFileSync(
    preload,
    `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => {
  const loaded = next(url, context);
  return /\\/sender\\.js$/.test(url) ? { ...loaded, source: ${JSON.stringify(wait)} + loaded.source } : loaded;
} });
`,
  );
  const step = await setup.job.step(setup.inputs, { NODE_OPTIONS: `--import=${preload}` });
  expect(step.outputs['telemetry-delivery']).toBe('spooled');
  expect(setup.collector.requests).toEqual([]);
  await setup.job.post(step, setup.inputs);
  expect(typesOf(setup.collector.requests).flat()).toEqual(BOTH);
});

test.concurrent('a rejection says nothing of the next step', async (context) => {
  const setup = await setUp(context, (response) => response.writeHead(400).end());
  const first = await setup.job.step(setup.inputs);
  setup.answerWith(accept);
  rmSync(join(setup.job.workspace, 'asked'));
  const second = await stepWithPost(setup.job, setup.inputs);
  expect([first, second].map(({ outputs }) => outputs['telemetry-delivery'])).toEqual(['failed', 'delivered']);
});

test.concurrent('a rejection does not take with it what comes after', async (context) => {
  let requests = 0;
  const setup = await setUp(context, (response) => {
    requests += 1;
    response.writeHead(requests === 1 ? 400 : 503).end();
  });
  const step = await setup.job.step(setup.inputs);
  expect(step.outputs['telemetry-delivery']).toBe('failed');
  const before = setup.collector.requests.length;
  setup.answerWith(accept);
  await setup.job.post(step, setup.inputs);
  expect(typesOf(setup.collector.requests.slice(before))).toEqual([['CommandExited']]);
  expect(readdirSync(setup.job.temp)).toEqual([]);
});

test.concurrent('removes nothing that is not its own, whatever its state names', async (context) => {
  const setup = await setUp(context, accept);
  const { job, inputs } = setup;
  const innocent = join(job.workspace, 'innocent');
  const lookalike = join(job.workspace, 'run-werf-abcdef');
  const link = join(job.temp, 'run-werf-abcdef');
  const copy = join(job.workspace, 'werf-v2-docker-config-1');
  const linkToCopy = join(job.workspace, 'werf-v2-docker-config-2');
  const file = join(job.workspace, 'file');
  for (const folder of [innocent, lookalike, copy]) mkdirSync(folder);
  for (const path of [link, linkToCopy]) symlinkSync(innocent, path);
  writeFileSync(file, '');
  const states: Record<string, string>[] = [
    ...[innocent, lookalike, link, join(job.temp, '..'), job.temp, '.', '..'].map((path) => ({
      'private-folder': path,
    })),
    { 'private-folder': join(file, 'run-werf-abcdef') },
    { 'cleanup-folders': JSON.stringify([innocent, lookalike, 'werf-v2-docker-config-1', link, linkToCopy, '.']) },
    ...[file, '../workspace/file', 'file'].flatMap((path) => [
      { 'telemetry-unreachable': path },
      { 'traces-unreachable': path },
    ]),
  ];
  for (const state of states) {
    const post = await job.post({ state }, inputs);
    expect([post.exitCode, post.stdout]).toEqual([0, '']);
    const all = [innocent, lookalike, link, copy, linkToCopy, file];
    expect(all.filter((path) => !existsSync(path))).toEqual([]);
  }
  // What cannot even be looked at does not keep the others.
  const paths = [join(file, 'werf-v2-docker-config-1'), copy];
  await job.post({ state: { 'cleanup-folders': JSON.stringify(paths) } }, inputs);
  expect(existsSync(copy)).toBe(false);
});

test.concurrent('werf does not get the file that the post step is told by', async (context) => {
  const { job, inputs } = await setUp(context, accept);
  const werf = writeStandIn(job.workspace, 'echo "state=$GITHUB_STATE"');
  expect((await job.step({ ...inputs, 'werf-path': werf })).stdout).toContain('state=\n');
});
