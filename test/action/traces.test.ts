// The user's own traces, as a step sends them to a collector.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { selfSignedCertificate } from '../support/certificate.ts';
import { type Answer, accept, type Collector, startCollector } from '../support/collector.ts';
import { serveFiles } from '../support/file-server.ts';
import { serveProxy } from '../support/proxy.ts';
import { writeReportingWerf, writeRolloutWerf } from '../support/recorded-werf.ts';
import { createJob, type Job } from '../support/runner.ts';
import { type ReceivedSpan, spansOf } from '../support/spans.ts';
import { writeStandIn } from '../support/stand-in.ts';

const RUN = { GITHUB_RUN_ID: '14460881260', GITHUB_RUN_ATTEMPT: '13', GITHUB_JOB: 'deploy', GITHUB_ACTION: '__self' };
/** What the Collector's GitHub receiver computes for this run. */
const TRACE_ID = '731ec8a47fd7450f753a812a4a8aa5a0';
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

interface Scene {
  readonly job: Job;
  readonly collector: Collector;
  /** The variable that names the collector. */
  readonly endpoint: NodeJS.ProcessEnv;
  /** The spans that came so far. */
  spans(): readonly ReceivedSpan[];
}

async function newScene(answer: Answer = accept): Promise<Scene> {
  const job = createJob();
  onTestFinished(() => job.remove());
  const collector = await startCollector(answer);
  onTestFinished(collector.close);
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.port}` };
  return { job, collector, endpoint, spans: () => spansOf(collector.requests) };
}

const traced = (command: string, werf: string) => ({
  command,
  'werf-path': werf,
  telemetry: 'false',
  traces: 'true',
});
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/observability.md'), 'utf8');

/** The names of all that spans hold which the document does not name. */
function undocumented(spans: readonly ReceivedSpan[]): readonly string[] {
  const names = spans.flatMap(({ resource, attributes, events }) => [
    ...[resource, attributes, ...events.map((event) => event.attributes)].flatMap(Object.keys),
    ...events.map(({ name }) => name),
  ]);
  return [...new Set(names)].filter((name) => !DOCUMENT.includes(`\`${name}\``));
}

const noticesOf = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('::notice'));
const byName = (spans: readonly ReceivedSpan[], name: string) => spans.filter((span) => span.name === name);

/** Indented by depth, to see which span is below which. */
function tree(spans: readonly ReceivedSpan[], parent = '', depth = 0): readonly string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .flatMap((span) => [`${'  '.repeat(depth)}${span.name}`, ...tree(spans, span.spanId, depth + 1)]);
}

test('a step with two commands: what was built, what was deployed, one below the other', async () => {
  const { job, endpoint, spans, collector } = await newScene();
  const build = writeReportingWerf(job.temp, 'build-rebuilt', '');
  const text = readFileSync(build, 'utf8').replace(/^#!.*\n/, '');
  const deploy = readFileSync(writeReportingWerf(job.temp, 'converge-ok', ''), 'utf8').replace(/^#!.*\n/, '');
  const werf = writeStandIn(
    job.temp,
    `printf '%s ' "$TRACEPARENT" >> '${job.temp}/parents'\nif [ "$1" = build ]; then :\n${text}\nelse :\n${deploy}\nfi`,
  );
  const step = await job.step(traced('build\nconverge --env secret', werf), { ...endpoint, ...RUN });
  expect(step.exitCode, step.stdout).toBe(0);
  expect(step.outputs['trace-id']).toBe(TRACE_ID);
  expect(noticesOf(step.stdout)).toEqual([]);
  expect(collector.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1/traces']);
  expect(tree(spans())).toEqual([
    'run-werf',
    '  get ready',
    '  werf build',
    '    build backend',
    '      stage dockerfile',
    '    build frontend',
    '      stage dockerfile',
    '  werf converge',
    '    build backend',
    '      stage dockerfile',
    '    build frontend',
    '      stage dockerfile',
  ]);
  const [root] = byName(spans(), 'run-werf');
  expect(root).toMatchObject({
    traceId: TRACE_ID,
    attributes: { 'cicd.pipeline.task.name': 'deploy/self', 'cicd.pipeline.task.run.result': 'success' },
    status: 0,
    resource: { 'service.name': 'run-werf', 'cicd.pipeline.run.id': '14460881260', 'werf.run.attempt': 13 },
  });
  const commands = spans().filter(({ attributes }) => attributes['werf.span.type'] === 'command');
  expect(commands.map(({ attributes }) => attributes['werf.release.name'])).toEqual([undefined, 'shop-prod']);
  // Each werf runs in the span of its command.
  const parents = readFileSync(join(job.temp, 'parents'), 'utf8').trim().split(' ');
  expect(parents.slice(-2)).toEqual(commands.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`));
  for (const { startTime, endTime } of commands) {
    expect(startTime).toBeGreaterThanOrEqual(root?.startTime ?? Number.NaN);
    expect(endTime).toBeLessThanOrEqual(root?.endTime ?? Number.NaN);
  }
  expect(JSON.stringify(spans())).not.toContain('secret');
  expect(undocumented(spans())).toEqual([]);
});

test('a command that fails, and what it says of it', async () => {
  const { job, endpoint, spans } = await newScene();
  const error = 'Error: release install: render chart: execution error at (shop/templates/secret.yaml)';
  const werf = writeReportingWerf(job.temp, 'converge-failed', `echo '${error}' >&2; exit 1`);
  const step = await job.step(traced('converge', werf), { ...endpoint, ...RUN });
  expect(step.exitCode).toBe(1);
  const failure = { status: 2, statusMessage: '', attributes: { 'error.type': 'chart' } };
  expect(byName(spans(), 'run-werf')[0]).toMatchObject(failure);
  const [command] = byName(spans(), 'werf converge');
  expect(command).toMatchObject(failure);
  expect(command?.attributes).toMatchObject({ 'werf.release.status': 'failed', 'process.exit.code': 1 });
  expect(command?.events.map(({ attributes }) => attributes['werf.operation.result'])).toEqual(['completed', 'failed']);
  expect(JSON.stringify(spans())).not.toContain('secret');
});

test('a rollout that fails: the release, and what it waited for', async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = writeRolloutWerf(job.temp, 'converge-crash-loop', 'sleep 0.1');
  expect((await job.step(traced('converge', werf), endpoint)).exitCode).toBe(1);
  const [command] = byName(spans(), 'werf converge');
  const [release] = spans().filter(({ attributes }) => attributes['werf.span.type'] === 'release');
  const [object] = byName(spans(), 'wait for Deployment/web');
  expect([release?.parentSpanId, object?.parentSpanId]).toEqual([command?.spanId, release?.spanId]);
  expect(release).toMatchObject({
    name: 'release shop-converge-crash-loop',
    status: 2,
    attributes: { 'error.type': 'not_ready', 'werf.release.status': 'failed' },
  });
  expect(object?.attributes).toEqual({
    'werf.span.type': 'object',
    'error.type': 'not_ready',
    'werf.object.name': 'Deployment/web',
    'werf.object.state': 'FAILED',
    'werf.object.goal': 'ready',
    'werf.object.reason': 'CrashLoopBackOff',
  });
  expect(undocumented(spans())).toEqual([]);
  const times = [command, release, object].flatMap((span) => [span?.startTime ?? 0, span?.endTime ?? 0]);
  expect(times[2]).toBeGreaterThan(times[0] ?? 0);
  expect(Math.max(...times.slice(2))).toBeLessThanOrEqual(times[1] ?? 0);
  expect(command?.events.at(-1)).toEqual({
    name: 'werf.object.failed',
    attributes: {
      'werf.object.name': 'Deployment/web',
      'werf.object.state': 'FAILED',
      'werf.object.reason': 'CrashLoopBackOff',
    },
  });
});

test('an exit code that is allowed is no failure', async () => {
  const { job, endpoint, spans } = await newScene();
  const inputs = { ...traced('plan --exit-code', writeStandIn(job.temp, 'exit 2')), 'allowed-exit-codes': '2' };
  expect((await job.step(inputs, endpoint)).exitCode).toBe(0);
  expect(spans().map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(byName(spans(), 'werf plan')[0]?.attributes).toMatchObject({
    'werf.command.result': 'success',
    'process.exit.code': 2,
  });
});

test('a step that is cancelled', async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = writeStandIn(job.temp, 'trap "exit 1" INT; echo begun; while :; do sleep 0.1; done');
  const step = job.start(traced('converge', werf), endpoint);
  await step.printed('begun');
  step.process.kill('SIGINT');
  expect((await step.result).exitCode).toBe(130);
  expect(byName(spans(), 'run-werf')[0]).toMatchObject({
    status: 0,
    attributes: { 'cicd.pipeline.task.run.result': 'cancellation' },
  });
  expect(byName(spans(), 'werf converge')[0]).toMatchObject({
    status: 0,
    attributes: { 'werf.command.result': 'cancellation' },
  });
});

test.each([
  ['an install that fails', { version: '1.0.0' }, 'install', 'install werf'],
  ['a werf that is not there', { 'werf-path': 'missing' }, '_OTHER', 'get ready'],
])('%s', async (_, inputs, type, failed) => {
  const { job, endpoint, spans } = await newScene();
  // One that has nothing is told at once; one that cannot be reached would be tried again.
  await using server = await serveFiles(new Map());
  const root = { 'trdl-root-version': '1', 'trdl-root-sha512': '0'.repeat(128) };
  const repository = 'version' in inputs ? { 'trdl-url': server.url, ...root } : {};
  const step = await job.step(
    { ...inputs, ...repository, command: 'build', telemetry: 'false', traces: 'true' },
    endpoint,
  );
  expect(step.exitCode).toBe(1);
  expect(step.outputs['trace-id']).toMatch(/^[0-9a-f]{32}$/);
  expect(byName(spans(), failed)[0]).toMatchObject({ status: 2, attributes: { 'error.type': type } });
  expect(byName(spans(), 'run-werf')[0]).toMatchObject({
    status: 2,
    attributes: { 'error.type': type, 'cicd.pipeline.task.run.result': 'error' },
  });
});

test.each([
  ['a command', { command: 'build | tee log' }, 'There is no shell'],
  ['another input', { command: 'build', 'allowed-exit-codes': 'two' }, 'Input allowed-exit-codes'],
])('%s that is refused', async (_, inputs, error) => {
  const { job, endpoint, spans } = await newScene();
  const step = await job.step({ telemetry: 'false', traces: 'True', ...inputs }, endpoint);
  expect(step.exitCode).toBe(1);
  expect(step.stdout).toContain(`::error::`);
  expect(step.stdout).toContain(error);
  expect(tree(spans())).toEqual(['run-werf', '  get ready']);
  expect(spans().map(({ status, attributes }) => [status, attributes['error.type']])).toEqual([
    [2, '_OTHER'],
    [2, '_OTHER'],
  ]);
  const [root] = byName(spans(), 'run-werf');
  expect(root?.attributes['cicd.pipeline.task.run.result']).toBe('error');
  expect(step.outputs['trace-id']).toBe(root?.traceId);
  expect(JSON.stringify(spans())).not.toContain('tee');
});

test('an input that is refused is named before its trace is sent, and once, also in a step that is cancelled meanwhile', async () => {
  const asked = Promise.withResolvers<void>();
  const { job, endpoint, collector } = await newScene(() => asked.resolve());
  const step = job.start({ command: 'build | tee log', telemetry: 'false', traces: 'true' }, endpoint);
  await asked.promise;
  step.process.kill('SIGINT');
  const { exitCode, stdout } = await step.result;
  expect(exitCode).toBe(130);
  expect(stdout.match(/^::error::.*/gm)).toEqual([expect.stringContaining('There is no shell')]);
  expect(stdout.indexOf('::error::')).toBeLessThan(stdout.indexOf('Traces: on'));
  expect(collector.requests).toHaveLength(1);
});

test('an input that is refused sends nothing where traces were not asked for, or not in a way that counts', async () => {
  const { job, endpoint, collector } = await newScene();
  for (const traces of ['', 'false', 'yes']) {
    const step = await job.step({ command: 'build | tee', telemetry: 'false', traces }, endpoint);
    expect([step.exitCode, step.outputs['trace-id']]).toEqual([1, '']);
  }
  expect(collector.requests).toEqual([]);
});

test('a werf that cannot be started', async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = join(job.workspace, 'werf');
  writeFileSync(werf, '#!/missing/interpreter\n', { mode: 0o755 });
  const step = await job.step(traced('build', werf), endpoint);
  expect(step.exitCode).toBe(1);
  expect(byName(spans(), 'run-werf')[0]?.attributes).toMatchObject({ 'error.type': 'not_started' });
});

test('ci-env is a part of getting ready', async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = writeStandIn(job.temp, 'exit 1');
  const step = await job.step({ ...traced('build', werf), 'ci-env': 'true' }, endpoint);
  expect(step.exitCode).toBe(1);
  expect(tree(spans())).toEqual(['run-werf', '  get ready', '    werf ci-env github']);
  expect(spans().map(({ attributes }) => attributes['error.type'])).toEqual(['ci_env', 'ci_env', 'ci_env']);
});

test('all steps of a run are in one trace, and a new attempt is another one that knows of it', async () => {
  const { job, endpoint, spans } = await newScene();
  const inputs = traced('build', writeStandIn(job.temp, ''));
  for (const attempt of ['12', '12', '13'])
    await job.step(inputs, { ...endpoint, ...RUN, GITHUB_RUN_ATTEMPT: attempt });
  const roots = byName(spans(), 'run-werf');
  expect(roots[0]?.traceId).toBe(roots[1]?.traceId);
  expect(roots[2]?.traceId).toBe(TRACE_ID);
  expect(roots[2]?.links).toEqual([{ traceId: roots[0]?.traceId, spanId: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
});

test('on a pull request, the commit is the head of its branch, and not the merge that is checked out', async () => {
  const { job, endpoint, spans } = await newScene();
  const event = join(job.temp, 'event.json');
  const head = { sha: 'c0ffee'.padEnd(40, '0'), repo: { full_name: 'acme/shop' } };
  writeFileSync(
    event,
    JSON.stringify({ pull_request: { number: 7, head, base: { repo: { full_name: 'acme/shop' } } } }),
  );
  await job.step(traced('build', writeStandIn(job.temp, '')), {
    ...endpoint,
    ...RUN,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: 'e'.repeat(40),
  });
  expect(spans()[0]?.resource['vcs.ref.head.revision']).toBe(head.sha);
});

test("the job's TRACEPARENT wins", async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = writeStandIn(job.temp, 'echo "$TRACEPARENT $TRACESTATE"');
  const env = { ...endpoint, ...RUN, TRACEPARENT: PARENT, TRACESTATE: 'a=1' };
  const step = await job.step(traced('build', werf), env);
  expect(step.outputs['trace-id']).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(byName(spans(), 'run-werf')[0]?.parentSpanId).toBe('b7ad6b7169203331');
  const [command] = byName(spans(), 'werf build');
  expect(step.stdout).toContain(`00-0af7651916cd43dd8448eb211c80319c-${command?.spanId}-01 a=1\n`);
});

test('a TRACEPARENT that says no is heeded, by werf too', async () => {
  const { job, endpoint, collector } = await newScene();
  const werf = writeStandIn(job.temp, 'echo "$TRACEPARENT"');
  const step = await job.step(traced('build', werf), { ...endpoint, TRACEPARENT: PARENT.replace(/1$/, '0') });
  expect(step.stdout).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/m);
  expect(collector.requests).toEqual([]);
  expect(noticesOf(step.stdout)).toEqual([]);
});

test('a TRACEPARENT that is none is one notice, and does not reach werf', async () => {
  const { job, endpoint, spans } = await newScene();
  const werf = writeStandIn(job.temp, 'echo "$TRACEPARENT"');
  const step = await job.step(traced('build', werf), { ...endpoint, ...RUN, TRACEPARENT: 'nonsense' });
  expect(noticesOf(step.stdout)).toEqual([expect.stringContaining('TRACEPARENT')]);
  expect(step.stdout).not.toContain('nonsense');
  expect(byName(spans(), 'run-werf')[0]?.traceId).toBe(TRACE_ID);
});

test('without the input, nothing is loaded or connected, whatever the job sets', async () => {
  const { job, collector, endpoint } = await newScene();
  const loads = join(job.temp, 'loads');
  const hook = join(job.temp, 'hook.mjs');
  writeFileSync(
    hook,
    `import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { appendFileSync(${JSON.stringify(loads)}, url + '\\n'); return next(url, context); } });
`,
  );
  const env = {
    ...endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20token',
    TRACEPARENT: PARENT,
    NODE_OPTIONS: `--import ${hook}`,
  };
  const werf = writeStandIn(job.temp, 'echo "$TRACEPARENT"');
  const loaded = () =>
    readFileSync(loads, 'utf8')
      .split('\n')
      .filter((url) => /\/dist\/.*(?:trace|exporter)/.test(url));
  const step = await job.step({ command: 'build', 'werf-path': werf, telemetry: 'false' }, env);
  expect(collector.requests).toEqual([]);
  expect(step.stdout).toContain(`${PARENT}\n`);
  expect(step.stdout).not.toContain('add-mask');
  expect(step.outputs['trace-id'] ?? '').toBe('');
  expect(loaded()).toEqual([]);
  // What proves that the hook would have seen it.
  await job.step(traced('build', werf), env);
  expect(loaded()).toHaveLength(2);
});

test('without a collector there is one notice, and no trace', async () => {
  const { job } = await newScene();
  const step = await job.step(traced('build', writeStandIn(job.temp, '')));
  expect(step.exitCode).toBe(0);
  expect(noticesOf(step.stdout)).toEqual([expect.stringContaining('OTEL_EXPORTER_OTLP_ENDPOINT')]);
  expect(step.outputs['trace-id'] ?? '').toBe('');
});

test('variables that say no are heeded', async () => {
  const { job, collector, endpoint } = await newScene();
  for (const env of [{ OTEL_SDK_DISABLED: 'true' }, { OTEL_TRACES_EXPORTER: 'none' }]) {
    const step = await job.step(traced('build', writeStandIn(job.temp, '')), { ...endpoint, ...env });
    expect(noticesOf(step.stdout)).toEqual([]);
    expect(step.stdout).toContain(`Traces: off (${Object.keys(env)[0]} is `);
  }
  expect(collector.requests).toEqual([]);
});

test('headers go along, compressed bytes are marked, and the headers are masked', async () => {
  const { job, collector, endpoint, spans } = await newScene();
  const step = await job.step(traced('build', writeStandIn(job.temp, '')), {
    ...endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20sec%2Bret,x-tenant=12',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_SERVICE_NAME: 'shop',
  });
  expect(collector.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer sec+ret',
    'x-tenant': '12',
    'content-encoding': 'gzip',
    'content-type': 'application/x-protobuf',
  });
  expect(byName(spans(), 'run-werf')[0]?.resource['service.name']).toBe('shop');
  const masked = step.stdout.match(/(?<=^::add-mask::).*$/gm);
  expect(masked).toEqual(['Bearer%2520sec%252Bret', 'Bearer sec+ret', 'sec+ret']);
});

test('a certificate of its own, through a proxy too', async () => {
  const { job } = await newScene();
  await using proxy = await serveProxy();
  const certificate = selfSignedCertificate('localhost');
  const collector = await startCollector(accept, (listener) => createTlsServer(certificate, listener));
  onTestFinished(collector.close);
  writeFileSync(join(job.workspace, 'ca.pem'), certificate.cert);
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${collector.port}`,
    OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem',
  };
  const inputs = traced('build', writeStandIn(job.temp, ''));
  for (const more of [{}, { HTTPS_PROXY: proxy.url }]) {
    expect(noticesOf((await job.step(inputs, { ...env, ...more })).stdout)).toEqual([]);
  }
  expect(spansOf(collector.requests)).toHaveLength(6);
  expect(proxy.targets).toEqual([`localhost:${collector.port}`]);

  const step = await job.step(inputs, { ...env, OTEL_EXPORTER_OTLP_CERTIFICATE: 'missing.pem' });
  expect(step.exitCode).toBe(0);
  expect(noticesOf(step.stdout)).toEqual([expect.stringContaining('OTEL_EXPORTER_OTLP_CERTIFICATE')]);
});

test('a client certificate is shown', async () => {
  const { job } = await newScene();
  const [server, client] = [selfSignedCertificate('localhost'), selfSignedCertificate('runner')];
  const options = { ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true };
  const collector = await startCollector(accept, (listener) => createTlsServer(options, listener));
  onTestFinished(collector.close);
  const files = { 'ca.pem': server.cert, 'cert.pem': client.cert, 'key.pem': client.key };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(job.workspace, name), content);
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${collector.port}`,
    OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem',
    OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: 'cert.pem',
    OTEL_EXPORTER_OTLP_CLIENT_KEY: 'key.pem',
  };
  await job.step(traced('build', writeStandIn(job.temp, '')), env);
  expect(spansOf(collector.requests)).toHaveLength(3);
});

test('a collector that is well again in time gets the trace', async () => {
  const { job, endpoint, collector } = await newScene((response, request, count) => {
    if (count === 1) response.writeHead(503, { 'retry-after': '1' }).end();
    else accept(response, request, count);
  });
  const step = await job.step(traced('build', writeStandIn(job.temp, '')), endpoint);
  expect(noticesOf(step.stdout)).toEqual([]);
  expect(collector.requests).toHaveLength(2);
  expect(collector.requests[0]?.body).toEqual(collector.requests[1]?.body);
});

test('a time limit of its own holds', async () => {
  const { job, endpoint } = await newScene(() => undefined);
  const env = { ...endpoint, OTEL_EXPORTER_OTLP_TIMEOUT: '1' };
  const step = await job.step(traced('build', writeStandIn(job.temp, '')), env);
  expect(noticesOf(step.stdout)).toEqual([expect.stringContaining('did not reach the collector at 127.0.0.1')]);
});
