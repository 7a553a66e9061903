// What the post step takes away, what it keeps its hands off, and what it finds in place of its own files. Steps run as a
// user without rights, in folders of the test.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { accept, type Collector, startCollector } from '../support/collector.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'c', cluster: { server: 'https://k.example' } }],
  users: [{ name: 'u', user: { token: 'sesame-open-1' } }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
});
const isRoot = process.getuid?.() === 0;
const unavailable = { 'retry-after': '2' };

function newJob({ onTestFinished }: TestContext): Job {
  const job = createJob({ unprivileged: true });
  onTestFinished(() => job.remove());
  return job;
}

/** A werf that ends once telemetry is loaded and has asked, which a busy machine takes its time for. */
const UNTIL_ASKED = 'until [ -e asked ]; do sleep 0.05; done; sleep 0.2';
const noteThatAsked = (job: Job) => writeFileSync(join(job.workspace, 'asked'), '');

async function newCollector(job: Job, { onTestFinished }: TestContext): Promise<Collector & { heal(): void }> {
  let healed = false;
  const collector = await startCollector((...args) => {
    noteThatAsked(job);
    if (healed) accept(...args);
    else args[0].writeHead(503, unavailable).end();
  });
  onTestFinished(collector.close);
  return Object.assign(collector, {
    heal: () => {
      healed = true;
    },
  });
}

const typesAt = (collector: Collector) => collector.events().map(({ event }) => event.eventType);
const BOTH = ['CommandStarted', 'CommandExited'];

test('a state that leads elsewhere by a link, by dots or by a slash removes nothing', async (context) => {
  const job = newJob(context);
  const outside = join(job.workspace, 'outside');
  const kept = ['run-werf-abcdef', 'werf-v2-docker-config-1'].map((name) => join(outside, name, 'keep'));
  for (const file of kept) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  mkdirSync(join(outside, 'sub'));
  symlinkSync(join(outside, 'run-werf-abcdef'), join(job.temp, 'run-werf-abcdef'));
  symlinkSync(join(outside, 'sub'), join(job.temp, 'link'));
  symlinkSync(outside, join(job.workspace, 'folder'));
  job.give(job.workspace);
  job.give(job.temp);
  const privateFolders = ['run-werf-abcdef', 'run-werf-abcdef/', 'run-werf-abcdef/.', 'link/../run-werf-abcdef'];
  const copies = [`${job.temp}/link/../`, `${job.workspace}/folder/`, `${outside}//`, `${outside}/sub/../`];
  for (const state of [
    ...privateFolders.map((path) => ({ 'private-folder': `${job.temp}/${path}` })),
    ...copies.map((path) => ({ 'cleanup-folders': JSON.stringify([`${path}werf-v2-docker-config-1`]) })),
    { 'cleanup-folders': JSON.stringify([`${outside}/werf-v2-docker-config-1/`]) },
  ]) {
    const { exitCode, stdout } = await job.post({ state });
    expect([exitCode, stdout, kept.filter((file) => !existsSync(file))], JSON.stringify(state)).toEqual([0, '', []]);
  }
});

test('the copy of the Docker configuration goes with each project, wherever werf made it', async (context) => {
  const job = newJob(context);
  const copies = join(job.workspace, 'copies');
  for (const folder of [copies, join(job.workspace, 'a'), join(job.workspace, 'b')]) mkdirSync(folder);
  for (const project of ['a', 'b']) writeFileSync(join(job.workspace, project, 'werf.yaml'), 'project: shop\n');
  // As a wrapper does that has a folder for temporary files of its own.
  const ciEnv = `copy='${copies}'/werf-v2-docker-config-$$; mkdir "$copy"; echo DOCKER_CONFIG="$copy" > "$5"`;
  const werf = writeStandIn(job.workspace, `[ "$1" != ci-env ] || { ${ciEnv}; }`);
  job.give(job.workspace);
  const command = 'build --dir a\nbuild --dir b';
  const step = await job.step({ command, 'werf-path': werf, 'ci-env': 'true', telemetry: 'off' });
  expect([step.exitCode, readdirSync(copies).length]).toEqual([0, 2]);
  const { exitCode, stdout } = await job.post(step);
  expect([exitCode, stdout, readdirSync(copies)]).toEqual([0, '', []]);
});

test('one obstacle keeps no secret, and what stays is said', async (context) => {
  const job = newJob(context);
  const body =
    'cd "$(dirname "$KUBECONFIG")" && mkdir -p a/b && touch a/b/c && chmod 0 a/b && chmod 500 a && chmod 500 .';
  const werf = writeStandIn(job.workspace, body);
  const step = await job.step({ command: 'converge', 'werf-path': werf, kubeconfig: KUBECONFIG, telemetry: 'off' });
  const folder = step.state['private-folder'] ?? '';
  expect([step.exitCode, existsSync(join(folder, 'kubeconfig'))]).toEqual([0, true]);
  // Another user's folder, which only root can make here.
  if (isRoot) {
    mkdirSync(join(folder, 'foreign'));
    writeFileSync(join(folder, 'foreign', 'file'), '');
  }
  const { exitCode, stdout } = await job.post(step);
  expect(exitCode).toBe(0);
  if (isRoot) {
    expect(stdout).toMatch(
      /^::notice::These files .*could not be removed .*\/foreign\/file\. Remove them by hand\.\n$/,
    );
    expect(readdirSync(folder)).toEqual(['foreign']);
  } else {
    expect([stdout, readdirSync(job.temp)]).toEqual(['', []]);
  }
});

test('secrets are gone before telemetry is sent', async (context) => {
  const job = newJob(context);
  const seen: string[][] = [];
  let folder = '';
  const collector = await startCollector((...args) => {
    noteThatAsked(job);
    if (folder !== '') seen.push(readdirSync(folder).sort());
    if (folder === '') args[0].writeHead(503).end();
    else accept(...args);
  });
  context.onTestFinished(collector.close);
  const werf = writeStandIn(job.workspace, UNTIL_ASKED);
  const inputs = { command: 'dismiss', 'werf-path': werf, kubeconfig: KUBECONFIG, 'telemetry-url': collector.url };
  const step = await job.step(inputs);
  folder = step.state['private-folder'] ?? '';
  await job.post(step, inputs);
  expect(seen).toEqual([['telemetry.jsonl'], ['telemetry.jsonl']]);
  expect(readdirSync(job.temp)).toEqual([]);
});

test.concurrent.for(['telemetry.jsonl', 'begun.jsonl'])(
  'a named pipe in place of %s holds no step',
  async (name, context) => {
    const { expect } = context;
    const job = newJob(context);
    const collector = await newCollector(job, context);
    const body = `cd "$(dirname "$KUBECONFIG")" && rm -f ${name} && mkfifo ${name}; sleep 0.2`;
    const werf = writeStandIn(job.workspace, body);
    const inputs = {
      command: 'dismiss\ndismiss',
      'werf-path': werf,
      kubeconfig: KUBECONFIG,
      'telemetry-url': collector.url,
    };
    const main = job.start(inputs);
    context.onTestFinished(() => void main.process.kill('SIGKILL'));
    const step = await main.result;
    expect(step.exitCode).toBe(0);
    const folder = step.state['private-folder'] ?? '';
    rmSync(join(folder, name), { force: true });
    execFileSync('mkfifo', [join(folder, name)]);
    job.give(folder);
    const post = job.startPost(step, inputs);
    context.onTestFinished(() => void post.process.kill('SIGKILL'));
    expect((await post.result).exitCode).toBe(0);
    expect(readdirSync(job.temp)).toEqual([]);
  },
);

test.concurrent('a named pipe in place of the mark of a dead endpoint holds no step', async (context) => {
  const { expect } = context;
  const job = newJob(context);
  const collector = await newCollector(job, context);
  const mark = createHash('sha256').update(new URL(collector.url).href).digest('hex').slice(0, 16);
  execFileSync('mkfifo', [join(job.temp, `run-werf-unreachable-${mark}`)]);
  job.give(job.temp);
  const werf = writeStandIn(job.workspace, 'sleep 0.2');
  const inputs = { command: 'dismiss', 'werf-path': werf, 'telemetry-url': collector.url };
  const step = await job.step(inputs);
  collector.heal();
  const post = job.startPost(step, inputs);
  context.onTestFinished(() => void post.process.kill('SIGKILL'));
  expect((await post.result).exitCode).toBe(0);
  expect(typesAt(collector)).toEqual(BOTH);
});

test.concurrent('where events go is decided in the main step: what later steps set does not move them', async (context) => {
  const { expect } = context;
  const job = newJob(context);
  const collector = await newCollector(job, context);
  const other = await startCollector();
  context.onTestFinished(other.close);
  const werf = writeStandIn(job.workspace, UNTIL_ASKED);
  const inputs = { command: 'dismiss', 'werf-path': werf };
  const step = await job.step(inputs, { WERF_TELEMETRY_TRACE_URL: collector.url });
  expect(step.outputs['telemetry-delivery']).toBe('spooled');
  collector.heal();
  const before = collector.requests.length;
  const log = join(job.workspace, 'log');
  await job.post(step, inputs, { WERF_TELEMETRY_TRACE_URL: other.url, WERF_TELEMETRY_LOG_FILE: log });
  expect(other.requests).toEqual([]);
  expect(collector.requests.length - before).toBe(2);
  expect(existsSync(log)).toBe(false);
});

test.concurrent('a variable that only the main step had loses no event that waits', async (context) => {
  const { expect } = context;
  const job = newJob(context);
  const collector = await newCollector(job, context);
  const werf = writeStandIn(job.workspace, UNTIL_ASKED);
  const inputs = { command: 'dismiss --env $STAGE', 'werf-path': werf, 'telemetry-url': collector.url };
  const step = await job.step(inputs, { STAGE: 'test' });
  expect(step.outputs['telemetry-delivery']).toBe('spooled');
  collector.heal();
  await job.post(step, inputs);
  expect(typesAt(collector).slice(-2)).toEqual(BOTH);
});

test.concurrent('a clock that steps back after a Retry-After loses no event', async (context) => {
  const { expect } = context;
  const job = newJob(context);
  const collector = await newCollector(job, context);
  const werf = writeStandIn(job.workspace, UNTIL_ASKED);
  const inputs = { command: 'dismiss', 'werf-path': werf, 'telemetry-url': collector.url };
  const step = await job.step(inputs);
  expect(step.outputs['telemetry-delivery']).toBe('spooled');
  collector.heal();
  const before = collector.requests.length;
  const preload = join(job.workspace, 'clock.mjs');
  writeFileSync(preload, 'const { now } = Date; Date.now = () => now() - 3_600_000;');
  await job.post(step, inputs, { NODE_OPTIONS: `--import=${preload}` });
  expect(collector.requests.length - before).toBe(2);
  expect(typesAt(collector).slice(-2)).toEqual(BOTH);
  expect(readFileSync(preload, 'utf8')).toContain('now');
});
