// werf's own events, through the relay: recorded runs of a real werf replayed over a real socket, and whatever else may
// knock on the relay's door.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type TestContext, test, vi } from 'vitest';
import {
  type Answer,
  accept,
  type Collector,
  decodeEvents,
  encodeEvents,
  startCollector,
} from '../support/collector.ts';
import { eventsAt, stepWithPost } from '../support/delivered.ts';
import { type GatedWerf, writeGatedWerf } from '../support/gated-werf.ts';
import { type Knock, knock } from '../support/knock.ts';
import { RECORDINGS, type RecordedEvent, readEvents, readRequest, readRun } from '../support/recordings.ts';
import { createJob, type Job, type RunningStep } from '../support/runner.ts';
import { slack } from '../support/slack.ts';
import { writeStandIn } from '../support/stand-in.ts';

const REPLAY = resolve(import.meta.dirname, '../support/replay.ts');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const GZIP = { 'content-encoding': 'gzip' };
const BODY_LIMIT = 4 * 1024 * 1024;

interface Setup {
  readonly job: Job;
  readonly collector: Collector;
}

async function setUp({ onTestFinished }: TestContext, answer: Answer = accept): Promise<Setup> {
  const job = createJob();
  const collector = await startCollector(answer);
  onTestFinished(async () => {
    await collector.close();
    job.remove();
  });
  return { job, collector };
}

interface RunningWerf extends Setup {
  readonly step: RunningStep;
  readonly werf: GatedWerf;
  readonly relayUrl: string;
}

/** Starts a step whose werf runs, and reports nothing by itself, until it is released. */
async function startGated(
  context: TestContext,
  command = 'converge',
  answer: Answer = accept,
  preload?: string,
): Promise<RunningWerf> {
  const { job, collector } = await setUp(context, answer);
  const werf = writeGatedWerf(job);
  const env = preload === undefined ? {} : { NODE_OPTIONS: `--require=${join(job.temp, 'preload.cjs')}` };
  if (preload !== undefined) writeFileSync(join(job.temp, 'preload.cjs'), preload);
  const step = job.start({ command, 'werf-path': werf.path, 'telemetry-url': collector.url }, env);
  const { WERF_TELEMETRY_TRACE_URL: relayUrl = '' } = await werf.started(step, command.split('\n')[0]);
  return { job, collector, werf, step, relayUrl };
}

const build = { command: 'werf converge', executionID: '11111111-2222-4333-8444-555555555555' };

function werfEvent(eventType: string, eventData: unknown, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    ts: 1_795_413_153_541,
    userID: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    projectID: '',
    eventType,
    eventData,
    attributes: { os: 'linux', extra: {} },
    schemaVersion: 2,
    ...build,
    ...changes,
  };
}

const types = (collector: Collector) => eventsAt(collector).map(({ event }) => event.eventType);
/** Waits for an event while werf runs, so that little is left to do when it ends: a busy machine has no time for more. */
const arrived = (collector: Collector, type: string) =>
  vi.waitFor(() => expect(types(collector)).toContain(type), { timeout: 20_000 });

test.concurrent.for(RECORDINGS)('replays %s', async (recording, context) => {
  const logAtRequest: string[] = [];
  const { job, collector } = await setUp(context, (response, received, count) => {
    logAtRequest.push(readFileSync(join(job.workspace, 'events.log'), 'utf8'));
    accept(response, received, count);
  });
  const run = readRun(recording);
  const werf = writeStandIn(job.workspace, `exec '${process.execPath}' '${REPLAY}' '${recording}'`);
  const result = await stepWithPost(
    job,
    {
      command: run.argv.join(' '),
      'werf-path': werf,
      'telemetry-url': collector.url,
      'telemetry-log-file': 'events.log',
    },
    Object.fromEntries(run.env.map((variable) => variable.split(/=(.*)/s).slice(0, 2))),
  );
  const executionId = result.outputs['execution-id'] ?? '';
  const spans = eventsAt(collector);
  const events = spans.map(({ event }) => event);
  const recorded = readEvents(recording);
  const own = events.filter(({ schemaVersion }) => schemaVersion === 1);
  const werfs = events.filter(({ schemaVersion }) => schemaVersion !== 1);

  expect(result.exitCode).toBe(run.exitCode);
  expect(result.outputs['telemetry-delivery']).toBe('delivered');
  expect(executionId).toMatch(UUID);
  expect(own.map(({ eventType }) => eventType)).toEqual(['CommandStarted', 'CommandExited']);
  expect(own.every(({ executionID }) => executionID === executionId)).toBe(true);
  expect(own[1].eventData.exitCode).toBe(run.exitCode);
  expect(events[0]).toEqual(own[0]);
  expect(werfs).toEqual(asRelayed(recorded, executionId));
  expect(events.filter(({ command, eventType }) => command === own[0].command && /^Command/.test(eventType))).toEqual(
    own,
  );

  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(spans.length);
  const wantedTypes = decodeEvents(readRequest(recording, '001.bin'))[0]?.attributeTypes;
  for (const span of spans.filter(({ event }) => event.schemaVersion === 2))
    expect(span.attributeTypes).toEqual(wantedTypes);

  const log = readFileSync(join(job.workspace, 'events.log'), 'utf8');
  expect(parseLines(log)).toEqual(events);
  collector.requests.forEach(({ body }, index) => {
    const logged = parseLines(logAtRequest[index] ?? '');
    for (const { event } of decodeEvents(body)) expect(logged).toContainEqual(event);
  });
});

/** What may leave of the recorded events: without the command's own start and exit, in order. */
function asRelayed(recorded: readonly RecordedEvent[], executionId: string): readonly unknown[] {
  const main = recorded[0]?.executionID;
  return recorded
    .filter(({ executionID, eventType }) => executionID !== main || !/^Command/.test(eventType))
    .map(({ request: _, ...event }) => ({
      ...event,
      executionID: event.executionID === main ? executionId : event.executionID,
      userID: '',
      attributes: { ...event.attributes, extra: {} },
      eventData: {
        ...event.eventData,
        ...('image' in event.eventData && { image: sha256(String(event.eventData['image'])) }),
      },
    }));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const parseLines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

test.concurrent('werf alone is told where the relay is', async (context) => {
  const { job, collector } = await setUp(context);
  const werf = writeGatedWerf(job);
  const step = job.start(
    { command: 'converge', 'werf-path': werf.path },
    {
      WERF_TELEMETRY_TRACE_URL: collector.url,
      WERF_TELEMETRY_LOG_FILE: 'events.log',
      WERF_TELEMETRY: 'yes',
      MY_OWN: 'kept',
    },
  );
  const env = await werf.started(step);
  await arrived(collector, 'CommandStarted');
  await werf.release();
  const result = await step.result;
  expect(env['WERF_TELEMETRY']).toBe('1');
  expect(env['WERF_TELEMETRY_TRACE_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/v1\/traces$/);
  expect(env).not.toHaveProperty('WERF_TELEMETRY_LOG_FILE');
  expect(env['MY_OWN']).toBe('kept');
  expect(result.exported).toEqual({});
  expect(types(collector)).toEqual(['CommandStarted', 'CommandExited']);
});

test
  .runIf(existsSync('/proc/net/tcp'))
  .concurrent('listens on loopback only, and not at all with telemetry off', async (context) => {
    for (const [telemetry, addresses] of [
      ['true', ['0100007F']],
      ['false', []],
    ] as const) {
      const { job, collector } = await setUp(context);
      const werf = writeGatedWerf(job);
      const step = job.start({
        command: 'dismiss',
        'werf-path': werf.path,
        'telemetry-url': collector.url,
        telemetry,
      });
      const env = await werf.started(step);
      const listening = listeningAddresses(step.process.pid ?? 0);
      await werf.release();
      await step.result;
      expect(listening).toEqual(addresses);
      if (telemetry === 'false') expect(env['WERF_TELEMETRY']).toBe('0');
      if (telemetry === 'false') expect(collector.requests).toEqual([]);
      if (telemetry === 'false') expect(readdirSync(job.temp)).toEqual([]);
    }
  });

/** The local addresses that a process listens on, in hex as the kernel shows them. */
function listeningAddresses(pid: number): readonly string[] {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const LISTEN = '0A';
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && links.includes(`socket:[${inode}]`))
      .map(([, local = '']) => local.split(':')[0] ?? ''),
  );
}

test.concurrent('refuses what is no telemetry of its werf, and goes on', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context);
  const { origin, pathname } = new URL(relayUrl);
  const token = pathname.split('/')[1] ?? '';
  const body = encodeEvents([werfEvent('BuildStarted', { imagesCount: 666 })]);
  const refusals: ReadonlyArray<readonly [string, Knock, number]> = [
    ['another token', { url: `${origin}/${'0'.repeat(32)}/v1/traces`, body }, 404],
    ['no token', { url: `${origin}/v1/traces`, body }, 404],
    ['an empty token', { url: `${origin}//v1/traces`, body }, 404],
    ['a name of every object', { url: `${origin}/constructor/v1/traces`, body }, 404],
    ['another path', { url: `${origin}/${token}/v1/metrics`, body }, 404],
    ['a longer path', { url: `${relayUrl}/more`, body }, 404],
    ['a query', { url: `${relayUrl}?a=b`, body }, 404],
    ['GET', { method: 'GET', url: relayUrl }, 405],
    ['PUT', { method: 'PUT', url: relayUrl, body }, 405],
    ['JSON', { url: relayUrl, headers: { 'content-type': 'application/json' }, body }, 415],
    ['another encoding', { url: relayUrl, headers: { 'content-encoding': 'br' }, body }, 415],
    ['gzip that is none', { url: relayUrl, headers: { 'content-encoding': 'gzip' }, body }, 400],
    ['gzip cut short', { url: relayUrl, headers: GZIP, body: gzipSync(body).subarray(0, -9) }, 400],
    ['gzip of more than 4 MiB', { url: relayUrl, headers: GZIP, body: gzipSync(Buffer.alloc(BODY_LIMIT + 1)) }, 413],
    ['a length over 4 MiB', { url: relayUrl, headers: { 'content-length': String(BODY_LIMIT + 1) } }, 413],
  ];
  for (const [what, request, status] of refusals) expect(await knock(request), what).toBe(status);
  const tooLong = { url: relayUrl, headers: { 'transfer-encoding': 'chunked' }, body: Buffer.alloc(BODY_LIMIT + 1) };
  expect([413, 'EPIPE', 'ECONNRESET']).toContain(await knock(tooLong));

  const garbage = [Buffer.from('not protobuf'), Buffer.alloc(1000, 0xff), Buffer.alloc(0), body.subarray(0, -7)];
  for (const bytes of garbage) expect(await knock({ url: relayUrl, body: bytes })).toBe(200);
  expect(await knock({ url: relayUrl, body: encodeEvents([werfEvent('BuildStarted', { imagesCount: 7 })]) })).toBe(200);
  await arrived(collector, 'BuildStarted');
  await werf.release();
  const result = await step.result;
  expect(result.outputs['telemetry-delivery']).toBe('delivered');
  expect(types(collector)).toEqual(['CommandStarted', 'BuildStarted', 'CommandExited']);
  expect(collector.events()[1]?.event.eventData).toEqual({ imagesCount: 7 });
});

test.concurrent('takes a body of just 4 MiB', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context);
  const small = encodeEvents([werfEvent('BuildStarted', { imagesCount: 1, padding: '' })]).length;
  const sized = (padding: number) =>
    encodeEvents([werfEvent('BuildStarted', { imagesCount: 1, padding: 'x'.repeat(padding) })]);
  let body = sized(BODY_LIMIT - small);
  body = sized(BODY_LIMIT - small - (body.length - BODY_LIMIT));
  expect(body.length).toBe(BODY_LIMIT);
  expect(await knock({ url: relayUrl, body })).toBe(200);
  await arrived(collector, 'BuildStarted');
  await werf.release();
  await step.result;
  expect(types(collector)).toEqual(['CommandStarted', 'BuildStarted', 'CommandExited']);
});

test.concurrent('takes events also where Node has no BoundSocket, as before 24.19', async (context) => {
  const older = "delete require('node:net').BoundSocket; require('node:module').syncBuiltinESMExports();";
  const { collector, werf, step, relayUrl } = await startGated(context, 'converge', accept, older);
  expect(new URL(relayUrl).hostname).toBe('127.0.0.1');
  expect(await knock({ url: relayUrl, body: encodeEvents([werfEvent('BuildStarted', { imagesCount: 1 })]) })).toBe(200);
  await arrived(collector, 'BuildStarted');
  await werf.release();
  await step.result;
  expect(types(collector)).toEqual(['CommandStarted', 'BuildStarted', 'CommandExited']);
});

test.concurrent('answers werf at once, though the endpoint never answers', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context, 'converge', () => undefined);
  const startedAt = performance.now();
  for (let count = 0; count < 20; count += 1) {
    expect(
      await knock({ url: relayUrl, body: encodeEvents([werfEvent('BuildStarted', { imagesCount: count })]) }),
    ).toBe(200);
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000 + slack());
  await werf.release();
  const result = await step.result;
  expect(result.outputs['telemetry-delivery']).toBe('spooled');
  expect(collector.requests).toHaveLength(1);
});

test.concurrent('keeps werf from waiting where it fails itself', async (context) => {
  const broken = `require('node:module').registerHooks({
    load(url, context, next) {
      if (url.endsWith('/session.js')) throw new Error('broken');
      return next(url, context);
    },
  });`;
  const { collector, werf, step, relayUrl } = await startGated(context, 'converge', accept, broken);
  const body = encodeEvents([werfEvent('BuildStarted', { imagesCount: 1 })]);
  expect(['ECONNREFUSED', 'ECONNRESET']).toContain(await knock({ url: relayUrl, body }));
  await werf.release();
  const { exitCode, outputs, stdout } = await step.result;
  expect([exitCode, outputs['telemetry-delivery']]).toEqual([0, 'failed']);
  expect(stdout).not.toMatch(/^::(?:error|warning)/m);
  expect(collector.requests).toEqual([]);
});

const reportBuild = (url: string, imagesCount: number) =>
  knock({ url, body: encodeEvents([werfEvent('BuildStarted', { imagesCount })]) });

test.concurrent('sends while werf runs, also what comes in quick succession', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context);
  for (let count = 0; count < 10; count += 1) expect(await reportBuild(relayUrl, count)).toBe(200);
  await vi.waitFor(() => expect(collector.events()).toHaveLength(11), { timeout: 20_000 });
  await werf.release();
  expect((await step.result).outputs['telemetry-delivery']).toBe('delivered');
});

test.concurrent('asks an endpoint that is unavailable once more at the end, and not for what came meanwhile', async (context) => {
  const answers: Array<() => void> = [];
  const { collector, werf, step, relayUrl } = await startGated(context, 'converge', (response) => {
    answers.push(() => response.writeHead(503).end());
  });
  await vi.waitFor(() => expect(answers).toHaveLength(1), { timeout: 20_000 });
  expect(await reportBuild(relayUrl, 1)).toBe(200);
  answers[0]?.();
  // Longer than what comes in quick succession waits for more.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(collector.requests).toHaveLength(1);
  await werf.release();
  await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 20_000 });
  answers[1]?.();
  expect((await step.result).outputs['telemetry-delivery']).toBe('spooled');
  expect(collector.requests).toHaveLength(2);
});

test.concurrent('lets pass only what is known', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context);
  const other = { executionID: '99999999-2222-4333-8444-555555555555', command: 'werf host cleanup' };
  const refused = [
    werfEvent('BuildExploded', {}),
    werfEvent('constructor', {}),
    werfEvent('BuildStarted', {}, { command: 'werf mine-bitcoin', executionID: other.executionID }),
    werfEvent('BuildStarted', {}, { command: 'werf' }),
    werfEvent('BuildStarted', {}, { executionID: 'not a UUID' }),
    werfEvent('BuildStarted', {}, { ts: -1 }),
    werfEvent('BuildStarted', {}, { ts: Number.MAX_SAFE_INTEGER }),
    werfEvent('BuildStarted', {}, { schemaVersion: 'two' }),
  ];
  const passed = [
    werfEvent('CommandStarted', { commandOptions: [{ name: 'repo', asCli: true, asEnv: false, count: 1 }] }),
    werfEvent('UnshallowFailed', {
      errorMessage: 'at /home/me',
      gitlabRunnerVersion: '17.1.0',
      gitlabServerVersion: 'me',
    }),
    werfEvent('BuildStarted', { imagesCount: 2, containerBackend: 'podman', inContainer: 'yes', secret: 'x' }),
    werfEvent('StageBuildFinished', { image: 'backend', stage: 'my-stage', durationMs: 1.5, baseImageSource: 'repo' }),
    werfEvent('CommandExited', { exitCode: 7, durationMs: 1 }),
    werfEvent(
      'CommandStarted',
      { commandOptions: [{ name: 'no-such-option' }, { name: 'dry-run', asCli: true, count: 2 }, 'dry-run'] },
      {
        ...other,
        attributes: { os: 'plan9', version: 'my text', ci: 'yes', extra: { a: 'b' }, more: 1 },
        unknown: 'x',
      },
    ),
  ];
  expect(await knock({ url: relayUrl, body: encodeEvents([...refused, ...passed]) })).toBe(200);
  await arrived(collector, 'StageBuildFinished');
  await werf.release();
  const { outputs } = await step.result;
  const executionID = outputs['execution-id'];
  const gone = {
    ts: 1_795_413_153_541,
    userID: '',
    projectID: '',
    schemaVersion: 2,
    attributes: { os: 'linux', extra: {} },
  };
  expect(
    collector
      .events()
      .slice(1, -1)
      .map(({ event }) => event),
  ).toEqual([
    {
      ...gone,
      ...build,
      executionID,
      eventType: 'UnshallowFailed',
      eventData: { errorMessage: '', gitlabRunnerVersion: '17.1.0', gitlabServerVersion: '' },
    },
    { ...gone, ...build, executionID, eventType: 'BuildStarted', eventData: { imagesCount: 2 } },
    {
      ...gone,
      ...build,
      executionID,
      eventType: 'StageBuildFinished',
      eventData: { image: sha256('backend'), baseImageSource: 'repo' },
    },
    {
      ...gone,
      ...other,
      attributes: { extra: {} },
      eventType: 'CommandStarted',
      eventData: { commandOptions: [{ name: 'dry-run', asCli: true, asEnv: false, count: 2 }] },
    },
  ]);
  expect(types(collector).at(-1)).toBe('CommandExited');
  expect(collector.events().at(-1)?.event.eventData.exitCode).toBe(0);
});

test.concurrent('each of two commands has a token and an id of its own', async (context) => {
  const { collector, werf, step, relayUrl } = await startGated(context, 'converge\nplan');
  const converge = { executionID: '11111111-2222-4333-8444-555555555555', command: 'werf converge' };
  const plan = { executionID: '22222222-2222-4333-8444-555555555555', command: 'werf plan' };
  expect(
    await knock({ url: relayUrl, body: encodeEvents([werfEvent('BuildStarted', { imagesCount: 1 }, converge)]) }),
  ).toBe(200);
  await werf.release();
  const { WERF_TELEMETRY_TRACE_URL: secondUrl = '' } = await werf.started(step, 'plan');
  expect(secondUrl).not.toBe(relayUrl);
  expect(
    await knock({ url: secondUrl, body: encodeEvents([werfEvent('BuildStarted', { imagesCount: 2 }, plan)]) }),
  ).toBe(200);
  // What the first werf left behind still reports while the second one runs.
  const cleanup = { executionID: '33333333-2222-4333-8444-555555555555', command: 'werf host cleanup' };
  expect(await knock({ url: relayUrl, body: encodeEvents([werfEvent('CommandStarted', {}, cleanup)]) })).toBe(200);
  await vi.waitUntil(() => types(collector).filter((type) => type === 'BuildStarted').length === 2, {
    timeout: 20_000,
  });
  await werf.release();
  const { outputs } = await step.result;
  const events = collector.events().map(({ event }) => event);
  const [first, second] = events.filter(
    ({ eventType, schemaVersion }) => eventType === 'CommandStarted' && schemaVersion === 1,
  );
  expect(first.executionID).not.toBe(second.executionID);
  expect(second.executionID).toBe(outputs['execution-id']);
  expect(events.map(({ eventType, command, executionID }) => [command, eventType, executionID])).toEqual([
    ['werf converge', 'CommandStarted', first.executionID],
    ['werf converge', 'BuildStarted', first.executionID],
    ['werf converge', 'CommandExited', first.executionID],
    ['werf plan', 'CommandStarted', second.executionID],
    ['werf plan', 'BuildStarted', second.executionID],
    ['werf host cleanup', 'CommandStarted', cleanup.executionID],
    ['werf plan', 'CommandExited', second.executionID],
  ]);
});

test.concurrent('does not wait for a process that werf left behind', async (context) => {
  const { job, collector } = await setUp(context);
  // It keeps a connection to the relay open, and would for a minute.
  const holdOpen = `const { hostname, port } = new URL(process.env.WERF_TELEMETRY_TRACE_URL);
    require('node:net').connect(port, hostname, () => console.log('connected')).on('error', () => process.exit());
    setTimeout(() => {}, 60_000);`;
  const leftBehind = join(job.workspace, 'left-behind');
  const werf = writeStandIn(
    job.workspace,
    `'${process.execPath}' -e "${holdOpen}" >'${leftBehind}' 2>/dev/null &\nuntil [ -s '${leftBehind}' ]; do :; done; echo $! >'${leftBehind}.pid'; exit 4`,
  );
  const result = await stepWithPost(job, { command: 'converge', 'werf-path': werf, 'telemetry-url': collector.url });
  process.kill(Number(readFileSync(`${leftBehind}.pid`, 'utf8')), 'SIGKILL');
  expect(result.exitCode).toBe(4);
  expect(result.durationMs).toBeLessThan(1_000 + slack());
  expect(types(collector)).toEqual(['CommandStarted', 'CommandExited']);
});
