// Whole workflows on a runner: the action as `uses: ./`, what later steps see of it, and what arrives at a collector.
//
// A stand-in plays recorded runs of werf. `WERF=/path/to/werf npm run test:runner` takes a real one where it can.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tool } from '../../scripts/tools.ts';
import { type ActRunner, startActRunner } from '../support/act.ts';
import { accept, type Collector, decodeEvents, type ReceivedEvent, startCollector } from '../support/collector.ts';
import { type FileServer, filesOf, serveFiles } from '../support/file-server.ts';
import { HEAD, JOB_TOKEN, REPOSITORY, serveGithub } from '../support/github.ts';
import { writeRecordedWerf, writeReportingWerf } from '../support/recorded-werf.ts';
import { startRotel } from '../support/rotel.ts';
import { spansOf } from '../support/spans.ts';
import { writeStandIn } from '../support/stand-in.ts';

const act = await tool('act');
const rotel = await tool('rotel').catch((reason: Error) => {
  process.stderr.write(`Not read by a collector of others: ${reason.message}.\n`);
  return undefined;
});

let runner: ActRunner;
let collector: Collector;
/** While it is there, the collector is not available. */
let outage: string;
/** There once the collector has refused something. */
let refusal: string;
/** The bodies of what it refused, in hexadecimal. */
let refused: string[];
/** The events of the requests that the collector accepted. */
let arrived: ReceivedEvent[];
beforeEach(async () => {
  arrived = [];
  refused = [];
  runner = await startActRunner(act);
  outage = join(runner.folder, 'outage');
  refusal = join(runner.folder, 'refusal');
  collector = await startCollector((response, request, count) => {
    if (existsSync(outage)) {
      refused.push(request.body.toString('hex'));
      response.writeHead(503).end();
      writeFileSync(refusal, '');
    } else {
      arrived.push(...decodeEvents(request.body));
      accept(response, request, count);
    }
  });
});
afterEach(async () => {
  await collector.close();
  await runner.remove();
  expect(runner.asked, 'what was asked of the network').toEqual([]);
});

/** Puts a werf on `PATH`, which fails where its configuration is to be missing.yaml. */
function installWerf(): void {
  const real = process.env['WERF'];
  if (real === undefined) {
    const recorded = writeRecordedWerf(join(runner.folder, 'recorded'));
    writeStandIn(
      runner.folder,
      `case "$*" in *missing.yaml*) echo 'Error: missing.yaml does not exist' >&2; exit 1 ;; esac\nexec '${recorded}' "$@"`,
    );
  } else {
    mkdirSync(join(runner.folder, 'bin'));
    symlinkSync(real, join(runner.folder, 'bin/werf'));
  }
}

const telemetry = () => ({ TELEMETRY_URL: collector.url });
const arrivedTypes = () => arrived.map(({ event }) => event.eventType);
const PAIR = ['CommandStarted', 'CommandExited'];
/** The projectID of the golden records for https://github.com/acme/shop.git. */
const PROJECT_ID = 'd949837e4d72e4983fdb495497ccf263e505bd41ce885b3fe6323a9c0caad01c';

test('a plain command', async () => {
  installWerf();
  const run = await runner.run('plain.yml', telemetry());
  const { log, outputs, summary, result, postResult } = run.step('werf');
  expect({ job: run.result, result, postResult }).toEqual({ job: 'success', result: 'success', postResult: 'success' });
  expect(log).toContain('Telemetry: on');
  expect(log).toContain('project: shop');
  expect(summary).toMatch(/^### ✅ `werf config render` succeeded in /);
  expect(outputs).toMatchObject({
    'exit-code': '0',
    'project-id': PROJECT_ID,
    telemetry: 'on',
    'telemetry-delivery': 'delivered',
    'werf-path': join(runner.folder, 'bin/werf'),
    'werf-version': expect.stringMatching(/^v2\./),
  });
  expect(arrivedTypes()).toEqual(PAIR);
  for (const { event } of arrived) {
    expect(event).toMatchObject({
      command: 'werf config render',
      executionID: outputs['execution-id'],
      projectID: PROJECT_ID,
      attributes: { ci: true, ciName: 'github-actions', version: outputs['werf-version'] },
    });
  }
  expect(arrived.map(({ event }) => event.eventData)).toEqual([
    { commandOptions: [{ name: 'dev', asCli: true, asEnv: false, count: 1 }] },
    { exitCode: 0, durationMs: Number(outputs['duration-ms']) },
  ]);
});

test('two commands', async () => {
  installWerf();
  const run = await runner.run('two-commands.yml', telemetry());
  expect(run.result).toBe('success');
  expect(
    run.step('werf').log.match(/^werf config render \(\d of 2\) ended with exit code 0 after .+ s\.$/gm),
  ).toHaveLength(2);
  expect(arrivedTypes()).toEqual([...PAIR, ...PAIR]);
  expect(new Set(arrived.map(({ event }) => event.executionID)).size).toBe(2);
  expect(arrived[2]?.event.eventData.commandOptions).toEqual([{ name: 'env', asCli: true, asEnv: false, count: 1 }]);
});

test('a failure that the workflow allows, with outputs for a later step', async () => {
  installWerf();
  const run = await runner.run('failure.yml', telemetry());
  const { result, outputs, summary } = run.step('werf');
  expect({ job: run.result, result }).toEqual({ job: 'success', result: 'failure' });
  expect(summary).toMatch(/^### ❌ `werf config render` failed after .+ \(exit code 1\)/);
  expect(run.step('later').log).toBe(`ended with 1 after ${outputs['duration-ms']} ms, telemetry delivered\n`);
  expect(arrivedTypes()).toEqual(PAIR);
  expect(arrived[1]?.event.eventData.exitCode).toBe(1);
});

test('what werf prints is no command to the runner, unless the workflow says so, and our own are in each case', async () => {
  const hostile = ['::error::forged', '::set-output name=forged::yes', '::stop-commands::x', 'printed'];
  const lines = hostile.map((line) => `'${line}'`).join(' ');
  writeStandIn(runner.folder, `printf '%s\\n' ${lines}; printf '::error::open' >&2; printf 'Error: boom' >&2; exit 4`);
  const run = await runner.run('fence.yml');
  const fenced = run.step('fenced');
  expect(fenced.errors).toEqual([expect.stringContaining('Error: boom')]);
  expect(fenced.outputs['exit-code']).toBe('4');
  expect(fenced.outputs).not.toHaveProperty('forged');
  expect(fenced.log).toContain('printed\n');
  const open = run.step('open');
  expect(open.errors[0]).toContain('forged');
  expect(open.outputs['forged']).toBe('yes');
});

describe('telemetry is turned off', () => {
  const steps = ['by-input', 'by-env', 'by-variable'];
  beforeEach(() => {
    writeStandIn(runner.folder, `echo "werf's own: $WERF_TELEMETRY $WERF_TELEMETRY_TRACE_URL"`);
  });

  test('by the input, by the environment and by a repository variable', async () => {
    const run = await runner.run('opt-out.yml', { ...telemetry(), WERF_TELEMETRY: '0' });
    expect(run.result).toBe('success');
    for (const id of steps) {
      const { log, outputs } = run.step(id);
      expect(log).toMatch(/^Telemetry: off .*\nwerf's own: 0 \n$/);
      expect(outputs).toMatchObject({ telemetry: 'off', 'telemetry-delivery': 'none', 'execution-id': '' });
    }
    expect(collector.requests).toEqual([]);
  });

  test('and not by a repository variable that is not set', async () => {
    const run = await runner.run('opt-out.yml', telemetry());
    expect(steps.map((id) => run.step(id).outputs['telemetry'])).toEqual(['off', 'off', 'on']);
    expect(arrivedTypes()).toEqual(PAIR);
  });
});

describe('werf is installed from a TUF repository', () => {
  const GOLDEN = resolve(import.meta.dirname, '../golden/trdl-repository');
  let repository: FileServer;
  const variables = () => ({
    ...telemetry(),
    TRDL_URL: repository.url,
    TRDL_ROOT_SHA512: createHash('sha512')
      .update(readFileSync(join(GOLDEN, '1.root.json')))
      .digest('hex'),
  });
  const downloads = () => repository.requests.filter((path) => path.startsWith('/targets/releases/'));
  beforeEach(async () => {
    repository = await serveFiles(filesOf(GOLDEN));
  });
  afterEach(() => repository.close());

  test('for the step and for later ones, and is kept for the next job', async () => {
    for (const job of ['first', 'second']) {
      const run = await runner.run('install.yml', variables());
      expect({ job, result: run.result }).toEqual({ job, result: 'success' });
      const { outputs } = run.step('channel');
      expect(outputs['werf-version']).toBe('v2.75.3');
      expect(run.step('later').log).toBe(`${outputs['werf-path']}\nwerf 2.75.3: render\nchannel 2 stable\n`);
      expect(run.step('found').outputs['werf-path']).toBe(outputs['werf-path']);
      expect(run.step('version').log).toContain('werf 1.2.339+fix1: config render\n');
      expect(run.step('version').outputs['werf-version']).toBe('v1.2.339+fix1');
      expect(downloads()).toHaveLength(2);
    }
    expect(arrived.slice(0, 4).map(({ event }) => [event.eventType, event.attributes])).toEqual(
      [{ version: 'v2.75.3', groupChannel: '2 stable' }, { version: 'v1.2.339+fix1' }].flatMap((attributes) =>
        PAIR.map((type) => [type, expect.objectContaining(attributes)]),
      ),
    );
  });

  test('and a changed one is refused before it runs', async () => {
    const [path = ''] = [...filesOf(GOLDEN).keys()].filter((file) => /2\.75\.3.linux-amd64/.test(file));
    repository.handlers.set(path, (_, response) => response.end('#!/bin/sh\necho changed\n'));
    const run = await runner.run('install.yml', variables());
    expect(run.result).toBe('failure');
    expect(run.step('channel').errors).toEqual([expect.stringContaining('2.75.3')]);
    expect(run.step('later').result).toBeUndefined();
    expect(arrived).toEqual([]);
    expect(run.leftInTemp).toEqual([]);
  });
});

test('what was built and deployed, in the summary and for a later step', async () => {
  writeReportingWerf(runner.folder, 'converge-ok');
  const run = await runner.run('outputs.yml', telemetry());
  expect(run.result).toBe('success');
  expect(run.step('werf').summary).toContain('| `shop-prod` | `shop-prod` | 1 | `deployed` | 1 | 0 | 0 |');
  expect(run.step('later').log).toMatch(
    /^sign 127\.0\.0\.1:5000\/shop2@sha256:[0-9a-f]{64} of shop-prod in shop-prod, revision 1\n$/,
  );
});

test('a trace of the job at a collector of the user', async () => {
  writeReportingWerf(runner.folder, 'converge-ok');
  const own = await startCollector();
  try {
    const run = await runner.run('traces.yml', { OTEL_ENDPOINT: `http://127.0.0.1:${own.port}` });
    expect(run.result).toBe('success');
    const spans = spansOf(own.requests);
    const [id] = new Set(spans.map(({ traceId }) => traceId));
    expect(spans.map(({ name }) => name).filter((name) => /^(?:run-werf|werf \w+)$/.test(name))).toEqual([
      'run-werf',
      'werf build',
      'run-werf',
      'werf converge',
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(run.step('later').log).toBe(`trace ${id}\n`);
    expect(spans[0]?.resource).toMatchObject({ 'cicd.pipeline.name': 'Traces', 'vcs.provider.name': 'github' });
    expect(collector.requests).toEqual([]);
  } finally {
    await own.close();
  }
});

/** A werf that fails once the collector has refused its start: what waits then goes out in more than one request. */
function installSlowWerf(): void {
  const untilRefused = `until [ -e '${refusal}' ]; do sleep 0.02; done`;
  writeStandIn(runner.folder, `${untilRefused}; echo 'Error: missing.yaml does not exist' >&2; exit 1`);
}

test.each([
  // The start waits for the version: a real werf has failed before it has said it, and all goes out in one request.
  { how: 'as fast as it can', install: installWerf, requests: 1 },
  { how: 'after its start was refused', install: installSlowWerf, requests: 2 },
])('the post step, where werf failed $how, sends what is left, and leaves nothing', async ({ install, requests }) => {
  install();
  writeFileSync(outage, '');
  const run = await runner.run('post.yml', { ...telemetry(), OUTAGE: outage });
  expect(run.result).toBe('failure');
  expect(run.step('later').log).toBe('telemetry spooled\n');
  expect(run.step('werf')).toMatchObject({ result: 'failure', postResult: 'success' });
  expect(refused).not.toEqual([]);
  const accepted = collector.requests.slice(refused.length).map(({ body }) => body.toString('hex'));
  expect(accepted, 'what was refused comes again as it was').toEqual(expect.arrayContaining(refused));
  expect(accepted.length).toBeGreaterThanOrEqual(requests);
  expect(arrivedTypes()).toEqual(PAIR);
  expect(arrived[1]?.event.eventData.exitCode).toBe(1);
  expect(run.leftInTemp).toEqual([]);
});

test.skipIf(rotel === undefined)('a collector that this project did not write reads the events', async () => {
  installWerf();
  const other = await startRotel(rotel ?? '', runner.folder);
  try {
    const run = await runner.run('plain.yml', { TELEMETRY_URL: other.url });
    const { outputs } = run.step('werf');
    expect(outputs['telemetry-delivery']).toBe('delivered');
    const printed = await other.printed('-> schemaVersion: Int(1)', 2);
    const [resource = '', ...spans] = printed.split(/^Span #\d+\n/m);
    expect(resource).toMatch(/-> service\.name: Str\(.+\)/);
    expect(spans).toHaveLength(2);
    for (const span of spans) {
      expect(span).toMatch(/Name {11}: telemetry\.werf\.io\n/);
      expect(span).toContain(`-> executionID: Str(${outputs['execution-id']})`);
      expect(span).toContain(`-> projectID: Str(${PROJECT_ID})`);
      expect(span).toContain('-> command: Str(werf config render)');
      expect(span).toMatch(/-> ts: Int\(\d{13}\)/);
      expect(span).toMatch(/-> attributes: Str\(\{.*"ciName":"github-actions".*\}\)/);
    }
    expect(spans[0]).toContain('-> eventType: Str(CommandStarted)');
    expect(spans[0]).toContain('-> eventData: Str({"commandOptions":[{"name":"dev",');
    expect(spans[1]).toContain('-> eventType: Str(CommandExited)');
    expect(spans[1]).toContain(`-> eventData: Str({"exitCode":0,"durationMs":${outputs['duration-ms']}})`);
  } finally {
    await other.close();
  }
});

test('a plan and its deploy on a pull request: one comment, first with the changes, then with the outcome', async () => {
  const plans = resolve(import.meta.dirname, '../golden/werf-2.70.0');
  const play = (recording: string, code: number) =>
    `cat '${plans}/${recording}/stdout.txt'; cat '${plans}/${recording}/stderr.txt' >&2; exit ${code}`;
  writeStandIn(
    runner.folder,
    `case "$1" in plan) ${play('plan-exit-code', 2)} ;; converge) ${play('converge-use-plan', 0)} ;; esac`,
  );
  await using github = await serveGithub();
  const bodies: string[] = [];
  github.fault = ({ method, body }) => {
    if (method === 'POST' || method === 'PATCH') bodies.push(body);
    return undefined;
  };
  const pullRequest = { number: 7, head: { sha: HEAD, repo: { full_name: REPOSITORY } } };
  const event = { name: 'pull_request', payload: { pull_request: pullRequest, repository: { full_name: REPOSITORY } } };
  const run = await runner.run('pull-request.yml', { API_URL: github.url, TOKEN: JOB_TOKEN }, event);
  expect(run.result).toBe('success');
  expect(run.step('approval').log).toContain('"update":4');
  expect(github.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('`werf converge` succeeded');
  expect(run.step('plan').outputs['comment-url']).toBe(run.step('deploy').outputs['comment-url']);
});
