// The user's own traces and werf's telemetry are two things: nothing of the one is in what leaves for the other.
import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { type Collector, type ReceivedRequest, startCollector } from '../support/collector.ts';
import { stepWithPost } from '../support/delivered.ts';
import { leaksOf } from '../support/leaks.ts';
import { writeRecordedWerf } from '../support/recorded-werf.ts';
import { createJob, type StepResult } from '../support/runner.ts';
import { spansOf } from '../support/spans.ts';

const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

/** What the user says to the own collector, by where it is said. */
const FOR_TRACES = {
  header: 'canaryheaderqwertz',
  'name of a header': 'x-canaryheadername',
  'attribute of the resource': 'canaryresourceqwertz',
  'name of an attribute': 'canarykeyqwertz',
  service: 'canaryserviceqwertz',
  'state of the trace': 'canarystateqwertz',
};

/** What a job knows and a trace must not. */
const PRIVATE = {
  'value of an option': 'canaryvalueqwertz',
  argument: 'canaryargumentqwertz',
  variable: 'canaryvariableqwertz',
  author: 'canaryauthorqwertz',
  message: 'canarymessageqwertz',
  actor: 'canaryactorqwertz',
  token: 'canarytokenqwertz',
};

interface Played {
  readonly step: StepResult;
  readonly telemetry: Collector;
  readonly traces: Collector;
}

/** A step that reports to both, of a werf that reports too. */
async function play(inputs: Readonly<Record<string, string>> = {}): Promise<Played> {
  const job = createJob();
  onTestFinished(() => job.remove());
  const [telemetry, traces] = [await startCollector(), await startCollector()];
  onTestFinished(telemetry.close);
  onTestFinished(traces.close);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: job.workspace, stdio: 'ignore' });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  const author = ['-c', `user.name=${PRIVATE.author}`, '-c', `user.email=${PRIVATE.author}@example.org`];
  git(...author, 'commit', '--quiet', '--allow-empty', '--message', PRIVATE.message);
  const step = await stepWithPost(
    job,
    {
      command: `build --repo ${PRIVATE['value of an option']} ${PRIVATE.argument}`,
      'werf-path': writeRecordedWerf(job.temp),
      'telemetry-url': telemetry.url,
      'github-token': PRIVATE.token,
      traces: 'true',
      ...inputs,
    },
    {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${FOR_TRACES.header},${FOR_TRACES['name of a header']}=x`,
      OTEL_RESOURCE_ATTRIBUTES: `${FOR_TRACES['name of an attribute']}=${FOR_TRACES['attribute of the resource']}`,
      OTEL_SERVICE_NAME: FOR_TRACES.service,
      TRACEPARENT: `00-${PARENT.traceId}-${PARENT.spanId}-01`,
      TRACESTATE: `a=${FOR_TRACES['state of the trace']}`,
      WERF_SECRET_KEY: PRIVATE.variable,
      SOME_VARIABLE: PRIVATE.variable,
      GITHUB_ACTOR: PRIVATE.actor,
    },
  );
  return { step, telemetry, traces };
}

const bytesOf = ({ requests }: Collector) => Buffer.concat(requests.map(allBytes));
const allBytes = ({ method, url, rawHeaders, body }: ReceivedRequest) =>
  Buffer.concat([Buffer.from(`${method} ${url}\n${rawHeaders.join('\n')}\n`), body]);

/** An id in hex is plain bytes on the wire. */
function expectNoId(id: string, bytes: Buffer, what: string): void {
  expect(bytes.includes(Buffer.from(id.replaceAll('-', ''), 'hex')), what).toBe(false);
  expect(leaksOf(id, bytes), what).toEqual([]);
}

test('telemetry knows nothing of the trace', async () => {
  const { step, telemetry, traces } = await play();
  expect(step.outputs['telemetry-delivery'], step.stdout).toBe('delivered');
  const types = telemetry.events().map(({ event }) => event.eventType);
  // werf's own events came along, by way of the relay.
  expect(types).toEqual(expect.arrayContaining(['CommandStarted', 'ImageBuildFinished', 'CommandExited']));
  const bytes = bytesOf(telemetry);
  for (const [place, canary] of Object.entries(FOR_TRACES)) expect(leaksOf(canary, bytes), place).toEqual([]);
  expectNoId(PARENT.traceId, bytes, 'the trace');
  expectNoId(PARENT.spanId, bytes, 'its parent');
  for (const { spanId, name } of spansOf(traces.requests)) expectNoId(spanId, bytes, name);
  expect(telemetry.requests.flatMap(({ headers }) => headers['content-encoding'] ?? [])).toEqual([]);
});

test('the trace knows nothing of telemetry, and nothing private', async () => {
  const { step, telemetry, traces } = await play();
  const spans = spansOf(traces.requests);
  expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['run-werf', 'werf build', 'build backend']));
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([PARENT.traceId]));
  const bytes = bytesOf(traces);
  for (const [place, canary] of Object.entries(FOR_TRACES)) expect(leaksOf(canary, bytes), place).toContain('plain');
  for (const [place, canary] of Object.entries(PRIVATE)) expect(leaksOf(canary, bytes), place).toEqual([]);
  expectNoId(step.outputs['execution-id'] ?? '', bytes, 'executionID');
  expectNoId(step.outputs['project-id'] ?? '', bytes, 'projectID');
  for (const { spanId, traceId } of telemetry.events()) {
    expectNoId(spanId, bytes, 'a span of telemetry');
    expectNoId(traceId, bytes, 'a trace of telemetry');
  }
  expect(leaksOf('telemetry.werf.io', bytes)).toEqual([]);
  expect(leaksOf(`:${telemetry.port}/`, bytes)).toEqual([]);
});

test('each is turned off alone', async () => {
  const onlyTraces = await play({ telemetry: 'false' });
  expect(onlyTraces.telemetry.requests).toEqual([]);
  expect(spansOf(onlyTraces.traces.requests).length).toBeGreaterThan(0);

  const onlyTelemetry = await play({ traces: 'false' });
  expect(onlyTelemetry.traces.requests).toEqual([]);
  expect(onlyTelemetry.step.outputs['telemetry-delivery']).toBe('delivered');
});
