// Getting werf ready, as a user sees it: the install, ci-env, the kubeconfig, git, and what the post step removes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startCollector } from '../support/collector.ts';
import { eventsAt, stepWithPost } from '../support/delivered.ts';
import { type FileServer, filesOf, serveFiles } from '../support/file-server.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN_REPOSITORY = resolve(import.meta.dirname, '../golden/trdl-repository');

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const errorsOf = ({ stdout }: StepResult) => stdout.split('\n').filter((line) => line.startsWith('::error'));
const noticesOf = ({ stdout }: StepResult) => stdout.split('\n').filter((line) => line.startsWith('::notice'));
const git = (...args: string[]) => {
  const names = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  const { status, stdout, stderr } = spawnSync('git', [...names, ...args], { cwd: job.workspace, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
};

describe('installs', () => {
  let server: FileServer;
  let mirror: Record<string, string>;
  beforeEach(async () => {
    server = await serveFiles(filesOf(GOLDEN_REPOSITORY));
    const root = readFileSync(join(GOLDEN_REPOSITORY, '1.root.json'));
    mirror = {
      'trdl-url': server.url,
      'trdl-root-version': '1',
      'trdl-root-sha512': createHash('sha512').update(root).digest('hex'),
    };
  });
  afterEach(() => server.close());
  const binaries = () => server.requests.filter((path) => path.includes('/releases/'));

  test('the default channel where no werf is on PATH, verified, for this step and the later ones', async () => {
    const collector = await startCollector();
    const step = await stepWithPost(
      job,
      { ...mirror, command: 'build', 'telemetry-url': collector.url },
      { PATH: '/usr/bin:/bin' },
    );
    await collector.close();
    expect(step.exitCode).toBe(0);
    expect(step.stdout).toContain('werf 2.75.3: build');
    expect(step.outputs['werf-version']).toBe('v2.75.3');
    expect(step.addedPaths).toEqual([dirname(step.outputs['werf-path'] ?? '')]);
    expect(step.exported).toEqual({ TRDL_USE_WERF_GROUP_CHANNEL: '2 stable' });
    expect(collector.events()[0]?.event.attributes).toMatchObject({ groupChannel: '2 stable', version: 'v2.75.3' });
  });

  test.each([
    [{ version: 'v2.77.1' }, 'v2.77.1', {}],
    [{ version: '1.2.339+fix1' }, 'v1.2.339+fix1', {}],
    [{ channel: 'alpha' }, 'v2.77.1', { TRDL_USE_WERF_GROUP_CHANNEL: '2 alpha' }],
    [{ group: '1.2' }, 'v1.2.339+fix1', { TRDL_USE_WERF_GROUP_CHANNEL: '1.2 stable' }],
  ])('%j, also where another werf is on PATH', async (inputs, version, exported) => {
    writeStandIn(job.temp, 'echo not this one');
    const step = await job.step({ ...mirror, ...inputs }, { PATH: `${join(job.temp, 'bin')}:/usr/bin:/bin` });
    expect(step.exitCode).toBe(0);
    expect(step.outputs['werf-version']).toBe(version);
    expect(step.exported).toEqual(exported);
  });

  test('of an exact version takes away the channel that an earlier step installed', async () => {
    const collector = await startCollector();
    const inputs = { ...mirror, version: '1.2.339+fix1', command: 'build', 'telemetry-url': collector.url };
    const step = await stepWithPost(job, inputs, { TRDL_USE_WERF_GROUP_CHANNEL: '2 stable' });
    await collector.close();
    expect(step.exported).toEqual({ TRDL_USE_WERF_GROUP_CHANNEL: '' });
    expect(eventsAt(collector).map(({ event }) => event.attributes['groupChannel'])).toEqual([undefined, undefined]);
  });

  test('not where a werf is on PATH: that one is named, and that trdl-url is not used', async () => {
    const bin = join(job.workspace, 'bin');
    mkdirSync(bin);
    const werf = join(bin, 'werf');
    writeFileSync(werf, '#!/bin/sh\necho v9.9.9\n', { mode: 0o755 });
    const step = await job.step(mirror, { PATH: `${bin}:${process.env['PATH']}` });
    expect(step.exitCode).toBe(0);
    expect(step.outputs['werf-version']).toBe('v9.9.9');
    expect(step.stdout).toContain(`No command to run. werf is ready: ${werf}\n`);
    expect(step.outputs).toMatchObject({ images: '{}', changes: '{}', 'failed-resources': '[]', 'exit-code': '' });
    expect(step.stdout).toContain('::notice::Input trdl-url is not used: there is a werf on PATH.');
  });

  test('by a path under another name, of which later steps are told that it is not on PATH', async () => {
    const werf = join(job.workspace, 'werf-2.70');
    writeFileSync(werf, '#!/bin/sh\necho v2.70.0\n', { mode: 0o755 });
    const ready = await job.step({ 'werf-path': werf });
    expect([ready.exitCode, ready.addedPaths]).toEqual([0, []]);
    expect(ready.stdout).toMatch(/^::notice::Input werf-path: .* because werf-2\.70 is not called werf\./m);
    expect((await job.step({ 'werf-path': werf, command: 'build' })).stdout).not.toContain('::notice');
  });

  test('a repository that went away is tried once in a job, where a kept werf serves', async () => {
    const inputs = { ...mirror, version: '2.75.3' };
    await job.step(inputs);
    server.handlers.set('/timestamp.json', (_request, response) => response.destroy());
    const first = await job.step(inputs);
    server.handlers.clear();
    server.requests.length = 0;
    const second = await job.step(inputs);
    for (const step of [first, second]) {
      expect([step.exitCode, step.outputs['werf-version']]).toEqual([0, 'v2.75.3']);
      expect(step.stdout).not.toContain('trying again');
      expect(noticesOf(step)).toEqual([expect.stringContaining('could not be reached')]);
    }
    expect(server.requests).toEqual([]);
    // The next job on this runner asks again.
    for (const step of [second, first]) await job.post(step, inputs);
    expect(noticesOf(await job.step(inputs))).toEqual([]);
  });

  test('a proxy with an address that cannot be read is named, and its value is not', async () => {
    const step = await job.step({ ...mirror, version: '2.75.3' }, { http_proxy: 'user:hunter2@proxy:port' });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([expect.stringContaining('http_proxy is not the URL of an HTTP proxy')]);
    expect(step.stdout).not.toContain('hunter2');
    expect(step.stdout).not.toContain('trying again');
  });

  test('once: a second step downloads no binary, and throws a changed one away', async () => {
    const first = await job.step({ ...mirror, version: '2.75.3' });
    await job.step({ ...mirror, version: '2.75.3' });
    expect(binaries()).toHaveLength(1);
    writeFileSync(first.outputs['werf-path'] ?? '', '#!/bin/sh\necho hacked\n');
    const third = await job.step({ ...mirror, version: '2.75.3', command: 'build' });
    expect(third.stdout).toContain('werf 2.75.3: build');
    expect(third.stdout).not.toContain('hacked');
    expect(binaries()).toHaveLength(2);
  });

  test.each([
    ['no such version', { version: '2.99.0' }, '2.99.0'],
    ['no such channel', { channel: 'nightly' }, 'nightly'],
    ['a version that leads elsewhere', { version: '../../x' }, 'Input version'],
    ['a version and a channel', { version: '2.75.3', channel: 'stable' }, 'Input version'],
    ['a version and a binary', { version: '2.75.3', 'werf-path': 'werf' }, 'Input werf-path'],
    ['a wrong root', { version: '2.75.3', 'trdl-root-sha512': '0'.repeat(128) }, 'not the trusted root'],
    ['half a mirror', { 'trdl-root-version': '' }, 'trdl-root-version is missing'],
  ])('%s: one error, and nothing runs', async (_, inputs, part) => {
    const step = await job.step({ ...mirror, command: 'build', ...inputs }, { PATH: '/usr/bin:/bin' });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([expect.stringContaining(part)]);
    expect(step.stdout).not.toContain(': build');
    expect(step.stdout + step.stderr).not.toMatch(/\n\s+at /);
  });

  test('no repository that has it: an error that says how to go on', async () => {
    const empty = await serveFiles(new Map());
    const step = await job.step({ ...mirror, 'trdl-url': empty.url, command: 'build' }, { PATH: '/usr/bin:/bin' });
    await empty.close();
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([expect.stringMatching(/werf-path.+mirror/)]);
  });

  test('end at once where they are cancelled', async () => {
    const asked = Promise.withResolvers<void>();
    server.handlers.set('/timestamp.json', () => asked.resolve());
    const step = job.start({ ...mirror, version: '2.75.3', command: 'build' });
    await asked.promise;
    step.process.kill('SIGINT');
    const result = await step.result;
    expect(result.exitCode).toBe(130);
    expect(errorsOf(result)).toEqual([]);
  });
});

describe('ci-env', () => {
  /** A stand-in whose ci-env writes a Docker configuration and a file as the real one does. */
  const werfWithCiEnv = (rest = 'env') =>
    writeStandIn(
      job.temp,
      `if [ "$1" = ci-env ]; then
  while [ "$1" != --output-file-path ]; do shift; done
  mkdir "$WERF_TMP_DIR/werf-v2.77.1-docker-config-1"; echo '{}' > "$WERF_TMP_DIR/werf-v2.77.1-docker-config-1/config.json"
  echo "# DOCKER CONFIG
DOCKER_CONFIG=$WERF_TMP_DIR/werf-v2.77.1-docker-config-1
WERF_REPO=ghcr.io/acme/shop/shop
WERF_REPO_GITHUB_TOKEN=$GITHUB_TOKEN
WERF_LOG_TERMINAL_WIDTH=130" > "$2"
  echo "ci-env ran with WERF_TELEMETRY=$WERF_TELEMETRY" >> '${join(job.temp, 'calls')}'
  exit 0
fi
${rest}`,
    );
  const calls = () => (existsSync(join(job.temp, 'calls')) ? readFileSync(join(job.temp, 'calls'), 'utf8') : '');
  beforeEach(() => writeFileSync(join(job.workspace, 'werf.yaml'), 'project: shop\nconfigVersion: 1\n'));

  test('runs once for commands that take --repo in a project, for them alone, and leaves nothing behind', async () => {
    const collector = await startCollector();
    onTestFinished(collector.close);
    const inputs = {
      command: 'build\nconverge',
      'werf-path': werfWithCiEnv(),
      'github-token': 'hunter2-token',
      'telemetry-url': collector.url,
    };
    const step = await job.step(inputs);
    expect(step.exitCode).toBe(0);
    expect(calls()).toBe('ci-env ran with WERF_TELEMETRY=0\n');
    expect(step.stdout.match(/^WERF_REPO=ghcr\.io\/acme\/shop\/shop$/gm)).toHaveLength(2);
    expect(step.stdout.match(/^::add-mask::hunter2-token$/gm)?.length).toBeGreaterThan(0);
    expect(step.stdout.match(/^GITHUB_TOKEN=/gm)).toBeNull();
    expect(step.exported).toEqual({});
    const folder = step.state['private-folder'] ?? '';
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await job.post(step);
    expect(readdirSync(job.temp).filter((name) => name.startsWith('run-werf'))).toEqual([]);
  });

  test('counts what it sets as options that come from the environment', async () => {
    const collector = await startCollector();
    await stepWithPost(job, { command: 'build', 'werf-path': werfWithCiEnv(''), 'telemetry-url': collector.url });
    await collector.close();
    const options = collector.events()[0]?.event.eventData.commandOptions;
    expect(options).toContainEqual({ name: 'repo', asCli: false, asEnv: true, count: 1 });
    expect(JSON.stringify(options)).not.toMatch(/report/);
  });

  test.each([
    ['a command without --repo', { command: 'config render' }],
    ['ci-env: false', { command: 'build', 'ci-env': 'false' }],
    ['a folder without werf.yaml', { command: 'build', 'working-directory': 'other' }],
  ])('does not run for %s', async (_, inputs) => {
    mkdirSync(join(job.workspace, 'other'));
    const { exitCode } = await job.step({ 'werf-path': werfWithCiEnv(), ...inputs });
    expect({ exitCode, calls: calls() }).toEqual({ exitCode: 0, calls: '' });
  });

  test('with ci-env: true and no command goes to the later steps, secrets masked first', async () => {
    const inputs = { 'ci-env': 'true', 'werf-path': werfWithCiEnv(), 'github-token': 'hunter2-token' };
    const { exported, stdout } = await job.step(inputs);
    expect(exported).toMatchObject({ WERF_REPO: 'ghcr.io/acme/shop/shop', WERF_REPO_GITHUB_TOKEN: 'hunter2-token' });
    expect(stdout).toContain('::add-mask::hunter2-token');
  });

  test.runIf(existsSync('/proc/self/fd'))('makes pipes for a program that comes after it, where one does', async () => {
    const seen = join(job.temp, 'seen');
    /** @param patience how often it looks for both ends of a second pair, ten times a second */
    const body = (patience: number) => `[ "$1" = ci-env ] || exit 0
for try in $(seq ${patience}); do
  count=$(ls -l /proc/$PPID/fd | grep -c run-werf-pipes)
  [ "$count" -lt 6 ] || break
  sleep 0.1
done
echo "$count" > '${seen}'`;
    const pipes = async (command: string, patience: number) => {
      const inputs = { 'ci-env': 'true', 'werf-path': writeStandIn(job.temp, body(patience)) };
      expect((await job.step({ ...inputs, command })).exitCode).toBe(0);
      return Number(readFileSync(seen, 'utf8'));
    };
    // The ends to read from of its own pair; and both ends of the next one, for which a busy machine takes its time.
    expect(await pipes('', 10)).toBe(2);
    expect(await pipes('build', 200)).toBe(2 + 4);
  });

  test("that fails fails the step, with werf's message", async () => {
    const werf = writeStandIn(job.temp, 'echo "Error: unable to log in" >&2; exit 1');
    const step = await job.step({ command: 'build', 'werf-path': werf });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([
      expect.stringMatching(/ci-env github failed with exit code 1: Error: unable to log in/),
    ]);
  });
});

describe('kubeconfig', () => {
  const kubeconfig = `apiVersion: v1
kind: Config
current-context: a
clusters: [{ name: a, cluster: { server: "https://kubernetes.example.com" } }]
contexts: [{ name: a, context: { cluster: a, user: a } }]
users: [{ name: a, user: { token: hunter2-kube-token } }]
`;

  test.each([
    ['plain', kubeconfig],
    ['base64', Buffer.from(kubeconfig).toString('base64')],
  ])('%s reaches the commands as a private file, masked, and beats the variables', async (_, input) => {
    const werf = writeStandIn(
      job.temp,
      'cat "$WERF_KUBECONFIG"; echo; stat -c %a "$KUBECONFIG"; env | grep BASE64 || true',
    );
    const env = { WERF_KUBECONFIG_BASE64: 'other', WERF_KUBE_CONFIG_BASE64: 'other' };
    const collector = await startCollector();
    onTestFinished(collector.close);
    const inputs = { command: 'dismiss', 'werf-path': werf, kubeconfig: input, 'telemetry-url': collector.url };
    const step = await job.step(inputs, env);
    expect(step.stdout.indexOf('::add-mask::hunter2-kube-token')).toBeLessThan(step.stdout.indexOf('kind: Config'));
    expect(step.stdout).toContain(kubeconfig.trim());
    expect(step.stdout).toMatch(/^600$/m);
    expect(step.stdout).not.toContain('BASE64');
    await job.post(step);
    expect(readdirSync(job.temp).filter((name) => name.startsWith('run-werf'))).toEqual([]);
  });

  test.each(['no kubeconfig', 'kind: Secret\ndata: hunter2', ': : :'])(
    '%j: an error that does not print it',
    async (input) => {
      const step = await job.step({ command: 'dismiss', 'werf-path': writeStandIn(job.temp, ''), kubeconfig: input });
      expect(step.exitCode).toBe(1);
      expect(errorsOf(step)).toEqual([expect.stringContaining('Input kubeconfig')]);
      expect(step.stdout).not.toContain('hunter2');
    },
  );
});

describe('git', () => {
  const commit = (message: string) => git('commit', '--quiet', '--allow-empty', '--message', message);

  test('a shallow clone gets a notice with its cure, a whole one none', async () => {
    const origin = join(job.temp, 'origin');
    mkdirSync(origin);
    spawnSync('git', ['init', '--quiet', origin]);
    for (const message of ['one', 'two']) {
      const names = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
      spawnSync('git', ['-C', origin, ...names, 'commit', '--quiet', '--allow-empty', '--message', message]);
    }
    const clone = (...args: string[]) =>
      spawnSync('git', ['clone', '--quiet', ...args, `file://${origin}`, job.workspace]);
    const werf = writeStandIn(job.temp, '');
    clone('--depth=1');
    const shallow = await job.step({ command: 'cleanup', 'werf-path': werf });
    expect(noticesOf(shallow)).toEqual([expect.stringContaining('fetch-depth: 0')]);
    expect(noticesOf(await job.step({ command: 'config render', 'werf-path': werf }))).toEqual([]);
    git('fetch', '--quiet', '--unshallow');
    expect(noticesOf(await job.step({ command: 'cleanup', 'werf-path': werf }))).toEqual([]);
  });

  test('WERF_VIRTUAL_MERGE is set only on the merge commit of a pull request, for a werf that knows it', async () => {
    git('init', '--quiet', '--initial-branch=main');
    commit('base');
    git('checkout', '--quiet', '-b', 'feature');
    commit('feature');
    const head = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', 'main');
    commit('main');
    git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'feature');
    const event = join(job.temp, 'event.json');
    writeFileSync(event, JSON.stringify({ pull_request: { number: 1, head: { sha: head } } }));
    const pullRequest = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
    const merged = async (env: NodeJS.ProcessEnv, version = 'v2.77.1') => {
      const werf = writeStandIn(job.temp, 'echo "virtual merge: $WERF_VIRTUAL_MERGE"', version);
      return /^virtual merge: (.*)$/m.exec((await job.step({ command: 'build', 'werf-path': werf }, env)).stdout)?.[1];
    };
    expect(await merged(pullRequest)).toBe('1');
    expect(await merged(pullRequest, 'v1.2.339')).toBe('1');
    expect(await merged(pullRequest, 'v3.2.0')).toBe('');
    expect(await merged({ ...pullRequest, WERF_VIRTUAL_MERGE: '0' })).toBe('0');
    expect(await merged({ ...pullRequest, GITHUB_EVENT_NAME: 'push' })).toBe('');
    git('checkout', '--quiet', 'feature');
    expect(await merged(pullRequest)).toBe('');
  });
});

test('a registry that refuses the token: a hint that names the permission', async () => {
  const werf = writeStandIn(job.temp, 'echo "Error: PUT https://ghcr.io/v2/acme/shop: 403 Forbidden" >&2; exit 1');
  const step = await job.step({ command: 'build', 'werf-path': werf });
  expect(errorsOf(step)).toHaveLength(1);
  expect(noticesOf(step)).toEqual([expect.stringContaining('packages: write')]);
});

test('a werf that was killed: what most often does it', async () => {
  const werf = writeStandIn(job.temp, 'kill -9 $$');
  const step = await job.step({ command: 'build', 'werf-path': werf, telemetry: 'off' });
  expect(step.exitCode).toBe(137);
  expect(errorsOf(step)).toEqual([
    '::error title=werf build::werf build failed with exit code 137. Something killed werf, most often the system for want of memory.',
  ]);
});
