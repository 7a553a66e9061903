// What a hostile job, machine or project does to a step, by kinds. Its streams have a file of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Collector, encodeEvents, startCollector } from '../support/collector.ts';
import { writeGatedWerf } from '../support/gated-werf.ts';
import { knock } from '../support/knock.ts';
import { leaksOf } from '../support/leaks.ts';
import { hasProc } from '../support/platform.ts';
import { wayToRoot } from '../support/root.ts';
import { createJob, type Job } from '../support/runner.ts';
import { isRunning } from '../support/running.ts';
import { overload } from '../support/slack.ts';
import { writeStandIn } from '../support/stand-in.ts';

function newJob(user?: number): Job {
  const job = createJob({ user });
  onTestFinished(() => job.remove());
  return job;
}

async function newCollector(): Promise<Collector> {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  return collector;
}

const eventTypes = (collector: Collector) => collector.events().map(({ event }) => event.eventType);

/** A tag that git takes, and what ci-env writes for it. */
const TAG = 'v1.0.0#\u2028LD_PRELOAD=evil.so\u2029WERF_REPO=evil';
const CI_ENV_FILE = `# REPO\nWERF_REPO=ghcr.io/acme/shop/shop\nWERF_ADD_ANNOTATION_CI_GIT_TAG=ci.werf.io/git-tag=${TAG}\nNODE_OPTIONS=--require=evil\nWERF_LOG_PROJECT_DIR=1\n`;

test.each(['', 'dismiss'])(
  'a tag sets no variable of its choosing, for werf or for later steps (command: "%s")',
  async (command) => {
    const job = newJob();
    execFileSync('git', ['init', '--quiet'], { cwd: job.workspace });
    // Git itself takes it.
    expect(spawnSync('git', ['check-ref-format', `refs/tags/${TAG}`]).status).toBe(0);
    writeFileSync(join(job.workspace, 'file'), CI_ENV_FILE);
    const werf = writeStandIn(job.temp, `if [ "$1" = ci-env ]; then cat file >> "$5"; else env -0 > environment; fi`);
    const { exitCode, exported } = await job.step({ command, 'werf-path': werf, 'ci-env': 'true' });
    expect(exitCode).toBe(0);
    const own = command === '' ? exported : environmentIn(join(job.workspace, 'environment'));
    expect(own).toMatchObject({
      WERF_REPO: 'ghcr.io/acme/shop/shop',
      WERF_ADD_ANNOTATION_CI_GIT_TAG: `ci.werf.io/git-tag=${TAG}`,
      WERF_LOG_PROJECT_DIR: '1',
    });
    expect(own).not.toHaveProperty('LD_PRELOAD');
    expect(own).not.toHaveProperty('NODE_OPTIONS');
  },
);

/** What `env -0` wrote. */
function environmentIn(path: string): Readonly<Record<string, string>> {
  const entries = readFileSync(path, 'utf8').split('\0').slice(0, -1);
  return Object.fromEntries(
    entries.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
}

const OTEL = {
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer canary-header',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
  OTEL_RESOURCE_ATTRIBUTES: 'team=canary-attribute',
  OTEL_SERVICE_NAME: 'canary-service',
  otel_lower: 'canary-lower',
};

test('werf sees the same environment with telemetry on and off, its own variables aside', async () => {
  const job = newJob();
  const collector = await newCollector();
  const werf = writeStandIn(job.temp, 'env -0 > environment');
  const environments: Array<Readonly<Record<string, string>>> = [];
  for (const telemetry of ['true', 'false']) {
    const inputs = { command: 'dismiss', 'werf-path': werf, 'telemetry-url': collector.url, telemetry };
    await job.step(inputs, { ...OTEL, WERF_TELEMETRY_LOG_FILE: 'log' });
    const all = environmentIn(join(job.workspace, 'environment'));
    const ofTheRun = /^(?:WERF_TELEMETRY.*|GITHUB_(?:OUTPUT|ENV|PATH|STEP_SUMMARY))$/;
    environments.push(Object.fromEntries(Object.entries(all).filter(([name]) => !ofTheRun.test(name))));
  }
  expect(environments[0]).toEqual(environments[1]);
  expect(environments[0]).toMatchObject(OTEL);
});

test('what the job has werf’s exporter add ends at the relay', async () => {
  const job = newJob();
  const collector = await newCollector();
  const werf = writeGatedWerf(job);
  const step = job.start({ command: 'build', 'werf-path': werf.path, 'telemetry-url': collector.url }, OTEL);
  const { WERF_TELEMETRY_TRACE_URL: url = '' } = await werf.started(step);
  const body = encodeEvents([buildStarted(7)], 'canary-attribute');
  const headers = {
    authorization: 'Bearer canary-header',
    'x-large': 'canary-large '.repeat(9_000),
    'content-encoding': 'gzip',
  };
  expect(await knock({ url, headers, body: gzipSync(body) })).toBe(200);
  await vi.waitFor(() => expect(eventTypes(collector)).toContain('BuildStarted'), { timeout: 20_000 });
  await werf.release();
  expect((await step.result).outputs['telemetry-delivery']).toBe('delivered');
  expect(eventTypes(collector)).toEqual(['CommandStarted', 'BuildStarted', 'CommandExited']);
  const sent = Buffer.concat(
    collector.requests.flatMap(({ rawHeaders, body: bytes }) => [Buffer.from(rawHeaders.join()), bytes]),
  );
  for (const canary of ['canary-header', 'canary-attribute', 'canary-service', 'canary-large', 'canary-lower']) {
    expect(leaksOf(canary, sent)).toEqual([]);
  }
});

/** An event of werf's own. */
const buildStarted = (imagesCount: number) => ({
  ts: 1_795_412_430_369,
  executionID: '9a9eb3c6-1c7e-46dc-a830-d3016d8d7097',
  userID: '',
  projectID: '',
  command: 'werf build',
  attributes: {
    arch: 'amd64',
    os: 'linux',
    version: 'v2.77.1',
    ci: true as const,
    ciName: 'github-actions',
    extra: {},
  },
  eventType: 'BuildStarted' as const,
  eventData: { imagesCount, containerBackend: 'docker', inContainer: false },
  schemaVersion: 2,
});

test.runIf(hasProc)(
  'a neighbour who opens a thousand connections stops neither the next command nor werf’s events',
  async () => {
    const job = newJob();
    const collector = await newCollector();
    const werf = writeGatedWerf(job);
    const step = job.start({ command: 'build\nplan', 'werf-path': werf.path, 'telemetry-url': collector.url });
    const { WERF_TELEMETRY_TRACE_URL: first = '' } = await werf.started(step, 'build');
    // The most files that the step's process may have open from here on.
    execFileSync('prlimit', [`--pid=${step.process.pid}`, '--nofile=256']);
    const neighbours: Socket[] = [];
    onTestFinished(() => {
      for (const socket of neighbours) socket.destroy();
    });
    for (let index = 0; index < 1_000; index += 1) {
      const socket = connect(Number(new URL(first).port), '127.0.0.1');
      socket.on('error', () => undefined);
      neighbours.push(socket);
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    }
    await werf.release();
    const { WERF_TELEMETRY_TRACE_URL: second = '' } = await werf.started(step, 'plan');
    expect(await knock({ url: second, body: encodeEvents([buildStarted(9)]) })).toBe(200);
    await vi.waitFor(() => expect(eventTypes(collector)).toContain('BuildStarted'), { timeout: 20_000 });
    await werf.release();
    const result = await step.result;
    expect(result.exitCode).toBe(0);
    expect(result.outputs['telemetry-delivery']).toBe('delivered');
    expect(eventTypes(collector)).toEqual([
      'CommandStarted',
      'CommandExited',
      'CommandStarted',
      'BuildStarted',
      'CommandExited',
    ]);
  },
);

/** A name of this machine that has to be looked up, which `localhost` has not. */
const ownName = readFileSync('/etc/hosts', 'utf8')
  .match(/^127\.0\.0\.1\s.*/gm)
  ?.flatMap((line) => line.split(/\s+/).slice(1))
  .find((name) => /^[a-z][\w-]*$/.test(name) && name !== 'localhost');

test.runIf(ownName !== undefined)('a preload of the job that prints breaks no look-up of a name', async () => {
  const job = newJob();
  const collector = await newCollector();
  const preload = join(job.temp, 'preload.cjs');
  writeFileSync(preload, `console.log('hello');`);
  const werf = writeGatedWerf(job);
  const url = collector.url.replace('127.0.0.1', ownName ?? '');
  const step = job.start(
    { command: 'build', 'werf-path': werf.path, 'telemetry-url': url },
    { NODE_OPTIONS: `--require=${preload}`, NODE_DEBUG: 'net' },
  );
  await werf.started(step);
  await vi.waitFor(() => expect(eventTypes(collector)).toEqual(['CommandStarted']), { timeout: 20_000 });
  await werf.release();
  expect((await step.result).exitCode).toBe(0);
});

const toRoot = wayToRoot();

test.runIf(toRoot !== undefined)(
  'a werf that cannot be ended is left, and said to be, with all outputs and the exit code of a cancelled step',
  { timeout: 40_000 },
  async () => {
    const job = newJob(toRoot?.user);
    const pid = join(job.temp, 'pid');
    // Root runs on until the test lets it end, or is over.
    const script = `echo $$ > '${pid}'; echo "werf runs"; while [ -d '${job.temp}' ] && [ ! -e '${job.temp}/end' ]; do sleep 0.1; done`;
    const werf = writeStandIn(job.temp, `exec ${toRoot?.prefix(job.temp)} sh -c '${script.replaceAll("'", `'\\''`)}'`);
    onTestFinished(() => writeFileSync(join(job.temp, 'end'), ''));
    const step = job.start({ command: 'converge', 'werf-path': werf, telemetry: 'false' });
    await step.printed('werf runs');
    const cancelledAt = performance.now();
    step.process.kill('SIGINT');
    await once(step.process, 'exit');
    expect(performance.now() - cancelledAt).toBeLessThan(10_000 + overload());
    expect(isRunning(Number(readFileSync(pid, 'utf8')))).toBe(true);
    writeFileSync(join(job.temp, 'end'), '');
    const { exitCode, signal, stdout, stderr, outputs } = await step.result;
    expect({ exitCode, signal, stderr }).toEqual({ exitCode: 130, signal: null, stderr: '' });
    expect(outputs).toMatchObject({ 'exit-code': '130', images: '{}', 'werf-path': werf });
    expect(stdout).toMatch(/^::notice::.*could not be sent.*EPERM/m);
    expect(stdout).toMatch(/^::notice::.*could not be ended/m);
  },
);

test('git runs no command of a promisor remote, just to say what the commit is', async () => {
  const job = newJob();
  const ran = join(job.temp, 'ran');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: job.workspace, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--allow-empty', '--message', 'x');
  const commit = git('rev-parse', 'HEAD');
  execFileSync('rm', ['-f', join(job.workspace, '.git/objects', commit.slice(0, 2), commit.slice(2))]);
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', job.workspace],
    ['remote.origin.uploadpack', `touch '${ran}';`],
  ] as const) {
    git('config', name, value);
  }
  expect(spawnSync('git', ['cat-file', 'commit', 'HEAD'], { cwd: job.workspace }).status).not.toBe(0);
  expect(existsSync(ran)).toBe(true);
  execFileSync('rm', [ran]);
  const event = join(job.temp, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 1, head: { sha: commit } } }));
  const werf = writeStandIn(job.temp, 'echo ran');
  const inputs = { command: 'dismiss', 'werf-path': werf, telemetry: 'false' };
  const { exitCode, stdout } = await job.step(inputs, { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event });
  expect({ exitCode, ran: existsSync(ran) }).toEqual({ exitCode: 0, ran: false });
  expect(stdout).toContain('ran\n');
});
