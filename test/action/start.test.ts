// Starting werf as people write it: what of a workflow reaches werf, which project it is about, and what is refused.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCollector } from '../support/collector.ts';
import { stepWithPost } from '../support/delivered.ts';
import { type FileServer, filesOf, serveFiles } from '../support/file-server.ts';
import { isRoot } from '../support/platform.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN_REPOSITORY = resolve(import.meta.dirname, '../golden/trdl-repository');

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const errorsOf = ({ stdout }: StepResult) => stdout.split('\n').filter((line) => line.startsWith('::error'));

/** A stand-in that notes the words of each call, and whose ci-env names the project by the folder that it was given. */
function noteWords(): string {
  return writeStandIn(
    job.temp,
    `{ printf '%s\\037' "$@"; printf '\\036'; } >> '${join(job.temp, 'words')}'
if [ "$1" = ci-env ]; then
  file=$5; shift 5
  echo "ci-env login=\${WERF_LOGIN_TO_REGISTRY:-1} actor=\${GITHUB_ACTOR:-none} $*" >> '${join(job.temp, 'ci-env')}'
  echo "WERF_REPO=ghcr.io/acme/shop/$(echo "$*" | tr -c 'a-z\\n' -)" > "$file"
  exit 0
fi
echo "repo: $WERF_REPO"`,
  );
}
const read = (name: string) => (existsSync(join(job.temp, name)) ? readFileSync(join(job.temp, name), 'utf8') : '');
/** The words of each command, without ci-env. */
const calls = () =>
  read('words')
    .split('\x1e')
    .slice(0, -1)
    .map((call) => call.split('\x1f').slice(0, -1))
    .filter(([first]) => first !== 'ci-env');
const ciEnvCalls = () => read('ci-env').split('\n').slice(0, -1);
const project = (folder: string, name = 'werf.yaml') => {
  mkdirSync(join(job.workspace, folder), { recursive: true });
  writeFileSync(join(job.workspace, folder, name), 'project: shop\nconfigVersion: 1\n');
};

describe('values that nobody controls', () => {
  test('stay within their one word, whatever they hold', async () => {
    const TITLE = `a,image=evil" '$HOME \`id\`\ndismiss --env production\n&& $(id)`;
    const inputs = { command: 'converge --set-literal "title=$TITLE" --env $TITLE\nplan', 'werf-path': noteWords() };
    const step = await job.step(inputs, { TITLE });
    expect(step.exitCode).toBe(0);
    expect(calls()).toEqual([['converge', '--set-literal', `title=${TITLE}`, '--env', TITLE], ['plan']]);
  });

  test('leave in no event of telemetry, and options are told truthfully', async () => {
    const collector = await startCollector();
    const inputs = { command: 'converge $FLAG=$TITLE --set "a=$TITLE"', 'telemetry-url': collector.url };
    await stepWithPost(job, { ...inputs, 'werf-path': noteWords() }, { FLAG: '--env', TITLE: 'hunter2 --dev' });
    await collector.close();
    const [started] = collector.events();
    expect(started?.event.command).toBe('werf converge');
    expect(started?.event.eventData.commandOptions).toEqual([
      { name: 'env', asCli: true, asEnv: false, count: 1 },
      { name: 'set', asCli: true, asEnv: false, count: 1 },
    ]);
    expect(JSON.stringify(collector.events())).not.toContain('hunter2');
  });

  test("ci-env's variables are among them", async () => {
    project('.');
    const step = await job.step({ command: 'export --tag $WERF_REPO:1 app', 'werf-path': noteWords() });
    expect(step.exitCode).toBe(0);
    expect(calls()).toEqual([['export', '--tag', 'ghcr.io/acme/shop/:1', 'app']]);
  });

  test.each([
    ['one that is never set fails before anything runs', '$VERSION', ''],
    ['one that ci-env did not set fails before the first command', '$WERF_NO_SUCH', 'ci-env'],
  ])('%s', async (_, variable, ran) => {
    project('.');
    const step = await job.step({ command: `build\nconverge --set a=${variable}`, 'werf-path': noteWords() });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([expect.stringContaining(`${variable.slice(1)} is not. Set it under "env:"`)]);
    expect(calls()).toEqual([]);
    expect(ciEnvCalls().length > 0 ? 'ci-env' : '').toBe(ran);
  });
});

test('a pasted script is refused before anything runs, whole, in one annotation', async () => {
  project('.');
  const command = '. $(werf ci-env github --as-file)\nwerf converge > log';
  const step = await job.step({ command, 'werf-path': noteWords() });
  expect(step.exitCode).toBe(1);
  expect(errorsOf(step)).toEqual([expect.stringMatching(/"werf ci-env" runs by itself.*output-file/)]);
  expect(read('words')).toBe('');
});

test('quoted text of several lines keeps them', async () => {
  const script = '\n  make\n  -x\n# y\n';
  await job.step({ command: `run app -- sh -c '${script}'\nbuild`, 'werf-path': noteWords() });
  expect(calls()).toEqual([['run', 'app', '--', 'sh', '-c', script], ['build']]);
});

describe('the project where it is', () => {
  const LOGIN = 'ci-env login=1 actor=octocat ';
  const NO_LOGIN = 'ci-env login=0 actor=none ';
  test.each<readonly [string, string, NodeJS.ProcessEnv, readonly string[]]>([
    ['here', 'converge', {}, [LOGIN]],
    ['--dir', 'converge --dir docs', {}, [`${LOGIN}--dir=docs`]],
    ['WERF_DIR', 'converge', { WERF_DIR: 'docs' }, [LOGIN]],
    ['--dir with a variable', 'converge --dir "$WHERE"', { WHERE: 'docs' }, [`${LOGIN}--dir=docs`]],
    ['--config', 'cleanup --config ci/cleanup.yaml', {}, [`${LOGIN}--config=ci/cleanup.yaml`]],
    ['WERF_CONFIG', 'cleanup', { WERF_CONFIG: 'ci/cleanup.yaml' }, [LOGIN]],
    ['werf.yml', 'converge --dir yml', {}, [`${LOGIN}--dir=yml`]],
    ['two', 'build --dir docs\nbuild --dir yml', {}, [`${LOGIN}--dir=docs`, `${LOGIN}--dir=yml`]],
    ['one, twice', 'build --dir docs\nconverge --dir docs', {}, [`${LOGIN}--dir=docs`]],
    ['two environments', 'converge --env a\nconverge --env b', {}, [`${LOGIN}--env=a`]],
    ['another registry', 'converge --repo harbor.example.com/x', {}, [NO_LOGIN]],
    ['two registries', 'build --repo harbor.example.com/x\nbuild --repo ghcr.io/x', {}, [LOGIN]],
    ['--dev and no repository', 'render --dev', {}, [`${NO_LOGIN}--dev`]],
    ['a login of the user’s choice', 'build --repo x.io/y', { WERF_LOGIN_TO_REGISTRY: '1' }, [LOGIN]],
  ])('%s', async (_, command, env, expected) => {
    for (const folder of ['.', 'docs']) project(folder);
    project('yml', 'werf.yml');
    project('ci', 'cleanup.yaml');
    const step = await job.step({ command, 'werf-path': noteWords() }, { GITHUB_ACTOR: 'octocat', ...env });
    expect(step.stdout).not.toContain('::error');
    expect(ciEnvCalls()).toEqual(expected);
    expect(step.stdout).not.toContain('werf ci-env does not run');
  });

  test('each command gets the variables of its own', async () => {
    for (const folder of ['a', 'b']) project(folder);
    const command = 'build --dir a\nbuild --dir b\nkubectl get pods';
    const { stdout } = await job.step({ command, 'werf-path': noteWords() });
    expect(stdout.match(/^repo: .*/gm)).toEqual([
      'repo: ghcr.io/acme/shop/--dir-a',
      'repo: ghcr.io/acme/shop/--dir-b',
      'repo: ghcr.io/acme/shop/--dir-a',
    ]);
  });

  test('a command for this machine alone gets no repository of ci-env’s', async () => {
    project('.');
    const { stdout } = await job.step({ command: 'render --dev', 'werf-path': noteWords() });
    expect(stdout).toMatch(/^repo: $/m);
    expect(stdout).toContain('werf render --dev names no repository and needs none');
  });

  test.each([
    [
      'no werf.yaml where it looks',
      'converge --dir docs',
      {},
      /does not run for werf converge: there is no docs\/werf\.yaml or docs\/werf\.yml\./,
    ],
    ['no such file', 'cleanup --config x.yaml', {}, /does not run for werf cleanup: there is no x\.yaml\./],
    ['ci-env: false', 'converge', { 'ci-env': 'false' }, /does not run for werf converge: the input ci-env is false\./],
  ])('one line says why it does not run: %s', async (_, command, inputs, line) => {
    project('.');
    const { stdout } = await job.step({ command: `${command}\n${command}`, 'werf-path': noteWords(), ...inputs });
    expect(stdout.split('\n').filter((text) => text.startsWith('werf ci-env'))).toEqual([expect.stringMatching(line)]);
    expect(ciEnvCalls()).toEqual([]);
  });
});

test('what a line of the log names is no workflow command, whatever a variable holds', async () => {
  const PLACE = 'docs\n::add-mask::e\n##[set-env name=A]b';
  const inputs = { command: 'converge --dir "$PLACE"', 'werf-path': noteWords() };
  const { stdout } = await job.step(inputs, { PLACE });
  const [before = ''] = stdout.split('::stop-commands::');
  expect(before).toContain('there is no docs ::add-mask::e ## [set-env name=A]b/werf.yaml or ');
  expect(before).not.toMatch(/^\s*::(?!debug)|##\[/m);
});

describe('a kubeconfig', () => {
  const kubeconfig = `kind: Config
clusters: [{ name: a, cluster: { server: "https://kubernetes.example.com", certificate-authority: /no/such/ca.crt } }]
contexts: [{ name: a, context: { cluster: a, user: a } }]
users: [{ name: a, user: { token: hunter2-kube-token } }]
---
`;

  test('without a command serves later steps, private, until the post step', async () => {
    const env = { WERF_KUBE_CONFIG_BASE64: 'another', KUBECONFIG: '/another' };
    const step = await job.step({ kubeconfig, 'werf-path': noteWords() }, env);
    expect(step.exitCode).toBe(0);
    const path = step.exported['KUBECONFIG'] ?? '';
    expect(step.exported).toEqual({ KUBECONFIG: path, WERF_KUBECONFIG: path, WERF_KUBE_CONFIG_BASE64: '' });
    expect(readFileSync(path, 'utf8')).toBe(kubeconfig.trim());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(step.stdout).toContain('::add-mask::hunter2-kube-token');
    await job.post(step);
    expect(existsSync(path)).toBe(false);
  });

  test('with a command serves that alone', async () => {
    const step = await job.step({ kubeconfig, command: 'dismiss', 'werf-path': noteWords() });
    expect(step.exported).toEqual({});
  });

  test('that names files of another machine gets one notice with the cure', async () => {
    const step = await job.step({ kubeconfig, command: 'dismiss', 'werf-path': noteWords() });
    expect(step.stdout.match(/^::notice::.*/gm)).toEqual([
      expect.stringMatching(/\(certificate-authority\).*kubectl config view --flatten --raw/),
    ]);
    expect(step.stdout).not.toContain('/no/such');
  });
});

describe('versions as people name them', () => {
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

  test.each([
    ['2.75', 'v2.75.3', 'The newest 2.75 that the repository signed is 2.75.3.'],
    ['v2', 'v2.77.1', 'The newest 2 that the repository signed is 2.77.1.'],
    ['1.2', 'v1.2.339+fix1', 'The newest 1.2 that the repository signed is 1.2.339+fix1.'],
  ])('version: %s', async (version, installed, line) => {
    const step = await job.step({ ...mirror, version });
    expect(step.exitCode).toBe(0);
    expect(step.outputs['werf-version']).toBe(installed);
    expect(step.stdout).toContain(`${line}\n`);
    expect(step.exported).toEqual({});
  });

  test.each([
    [{ version: '2.7' }, 'has no release of werf 2.7 for'],
    [{ version: 'latest' }, 'Input version: "latest" is not valid'],
    [{ channel: 'latest' }, 'Input channel: "latest" is not valid'],
    [{ channel: 'early-access' }, 'This one is called ea'],
    [{ version: '2.75', 'version-file': '.tool-versions' }, 'either version-file, or version'],
    [{ 'version-file': '.tool-versions', 'werf-path': 'werf' }, 'either version-file, or version'],
    [{ 'version-file': 'none' }, 'Input version-file'],
  ])('%j: one error', async (inputs, part) => {
    const step = await job.step({ ...mirror, ...inputs });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual([expect.stringContaining(part)]);
    expect(step.stdout).not.toContain('trying again');
  });

  test.each([
    ['.tool-versions', 'nodejs 24.1.0\nwerf 2.75.3 1.2.339 # ours\n'],
    ['mise.toml', '[tools]\nnode = "24"\nwerf = "2.75.3"\n'],
    ['.werf-version', 'v2.75.3\n'],
  ])('version-file: %s', async (name, text) => {
    writeFileSync(join(job.workspace, name), text);
    writeStandIn(job.temp, 'echo not this one');
    const step = await job.step(
      { ...mirror, 'version-file': name },
      { PATH: `${join(job.temp, 'bin')}:/usr/bin:/bin` },
    );
    expect(step.stdout).not.toContain('::error');
    expect(step.outputs['werf-version']).toBe('v2.75.3');
  });
});

describe('what a command printed', () => {
  test('is an output, of the last command that ran, without the line break at its end', async () => {
    const werf = writeStandIn(job.temp, 'echo "$1 one"; echo two; echo three >&2');
    const step = await job.step({ command: 'build\nhelm get-namespace', 'werf-path': werf });
    expect(step.outputs['stdout']).toBe('helm one\ntwo');
    expect(step.stdout).toContain('build one\ntwo\n');
  });

  test('is bounded, from its end, in whole lines', async () => {
    const werf = writeStandIn(job.temp, 'seq 1 100000');
    const { stdout = '' } = (await job.step({ command: 'render', 'werf-path': werf })).outputs;
    expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(64_000);
    expect(Buffer.byteLength(stdout)).toBeGreaterThan(63_000);
    expect(stdout).toMatch(/^\d{5}\n.*\n100000$/s);
  });

  test('is cut at a character where it is a single word, and in no secret', async () => {
    const word = (length: number, character: string) => `head -c ${length} /dev/zero | tr '\\0' ${character}`;
    const werf = writeStandIn(
      job.temp,
      `${word(70_000, 'x')}; printf %s "$API_TOKEN"; ${word(63_965, 'y')}; printf ',%s\\n' "$API_TOKEN"`,
    );
    const run = (env: Readonly<Record<string, string>>) =>
      job.step({ command: 'render', 'werf-path': werf, telemetry: 'false' }, env);
    const token = 'token-of-23-characters!';
    const [plain, secret] = [await run({}), await run({ API_TOKEN: token })];
    expect(plain.outputs['stdout'] === `${'x'.repeat(33)}${'y'.repeat(63_965)},`).toBe(true);
    expect(secret.outputs['stdout'] === `${'y'.repeat(63_965)},${token}`).toBe(true);
  });

  test('cannot end its own output, or begin another', async () => {
    const werf = writeStandIn(job.temp, "printf 'EOF\\nghadelimiter_x\\nwerf-path=/evil\\nx<<y\\n'");
    const step = await job.step({ command: 'render', 'werf-path': werf });
    expect(step.outputs['stdout']).toBe('EOF\nghadelimiter_x\nwerf-path=/evil\nx<<y');
    expect(step.outputs['werf-path']).toBe(werf);
  });

  test.each([
    ['on stdout alone', 'echo building; echo "Error: no such image"; exit 1'],
    [
      'after a time stamp',
      'echo "2026-11-25T18:20:01Z Error: no such image" >&2; echo "2026-11-25T18:20:02Z bye" >&2; exit 1',
    ],
    ['on stdout, with a warning on stderr', 'echo "18:20:01 Error: no such image"; echo WARNING >&2; exit 1'],
  ])('reaches the annotation where the error is %s', async (_, script) => {
    const step = await job.step({ command: 'build', 'werf-path': writeStandIn(job.temp, script) });
    expect(errorsOf(step)).toEqual(['::error title=werf build::Error: no such image']);
  });
});

describe('hints that can be followed', () => {
  const failing = (line: string) => writeStandIn(job.temp, `echo "Error: ${line}" >&2; exit 1`);
  const noticesOf = ({ stdout }: StepResult) => stdout.match(/^::notice.*/gm) ?? [];

  test('a pull request from a fork is told about forks, and not about permissions', async () => {
    const event = join(job.temp, 'event.json');
    const head = { repo: { full_name: 'octocat/shop' } };
    writeFileSync(event, JSON.stringify({ pull_request: { head, base: { repo: { full_name: 'acme/shop' } } } }));
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
    const werf = failing('PUT https://ghcr.io/v2/acme/shop: DENIED: permission_denied: write_package');
    const step = await job.step({ command: 'build', 'werf-path': werf }, env);
    expect(noticesOf(step)).toEqual([expect.stringMatching(/from a fork it may only read/)]);
  });

  test('cleanup on ghcr.io names the token that it needs', async () => {
    const step = await job.step({ command: 'cleanup', 'werf-path': failing('gitHub packages forbidden: 403') });
    expect(noticesOf(step)).toEqual([expect.stringMatching(/WERF_REPO_GITHUB_TOKEN.*delete:packages/)]);
  });

  test('a cleanup that may not fetch names the credentials of the checkout', async () => {
    // As a real werf 2.70.0 and git print it.
    const werf = writeStandIn(
      job.temp,
      `printf '%s\\n' 'Error: synchronization failed: fetch failed: error running command "git fetch": exit status 128' Stdout: '' Stderr: "fatal: could not read Username for 'https://github.com': No such device or address" >&2; exit 1`,
    );
    const step = await job.step({ command: 'cleanup', 'werf-path': werf });
    expect(noticesOf(step)).toEqual([
      expect.stringMatching(/title=werf cleanup::git could not log in.*persist-credentials/),
    ]);
  });

  test('a registry that ci-env cannot reach names how to leave the login out', async () => {
    project('.');
    const werf = failing('unable to login into docker registry ghcr.io: dial tcp: lookup ghcr.io: no such host');
    const step = await job.step({ command: 'build', 'werf-path': werf });
    expect(errorsOf(step)).toEqual([expect.stringMatching(/no such host.*WERF_LOGIN_TO_REGISTRY=0/)]);
  });

  test.skipIf(!isRoot)(
    'a checkout that git does not trust is told apart from none, and no other project counts',
    async () => {
      const collector = await startCollector();
      project('.');
      const git = (...args: string[]) => expect(spawnSync('git', args, { cwd: job.workspace }).status).toBe(0);
      git('init', '--quiet');
      git('remote', 'add', 'origin', 'https://github.com/acme/other.git');
      const run = async (env: NodeJS.ProcessEnv = {}) => {
        const inputs = { command: 'build', 'ci-env': 'false', 'telemetry-url': collector.url };
        return job.step({ ...inputs, 'werf-path': writeStandIn(job.temp, '') }, { HOME: job.temp, ...env });
      };
      const trusted = await run();
      expect(noticesOf(trusted)).toEqual([]);
      for (const path of [job.workspace, join(job.workspace, '.git')]) chownSync(path, 12_345, 12_345);
      const untrusted = await run();
      expect(noticesOf(untrusted)).toEqual([expect.stringMatching(/safe\.directory "\$GITHUB_WORKSPACE"/)]);
      expect(untrusted.outputs['project-id']).toBe(trusted.outputs['project-id']);
      writeFileSync(join(job.temp, '.gitconfig'), `[safe]\n  directory = ${job.workspace}\n`);
      expect(noticesOf(await run())).toEqual([]);
      await collector.close();
      const without = createJob();
      const none = await without.step({ command: 'build', 'werf-path': writeStandIn(job.temp, '') });
      without.remove();
      expect(noticesOf(none)).toEqual([]);
    },
  );
});
