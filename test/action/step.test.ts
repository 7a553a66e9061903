// The step as a user sees it: commands, exit codes, outputs, errors.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { OUTPUT_NAMES } from '../../src/results/output-names.ts';
import { accept, type Collector, startCollector } from '../support/collector.ts';
import { eventsAt, stepWithPost } from '../support/delivered.ts';
import { hasFullDevice, hasProc } from '../support/platform.ts';
import { actionNode, createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

/** The most memory that a process has had, in kB, as its status says. */
const residentOf = (status: string) => Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]);
const bareNode = () =>
  spawnSync(actionNode(), ['-p', `require('node:fs').readFileSync('/proc/self/status', 'utf8')`]).stdout.toString();
const errorsOf = ({ stdout }: StepResult) => stdout.split('\n').filter((line) => line.startsWith('::error'));

/** A stand-in that writes its words to a file, one call a line, and then does what `body` says. */
function recordingWerf(body = ''): { readonly path: string; calls(): readonly string[] } {
  const file = join(job.temp, 'calls');
  const path = writeStandIn(
    job.temp,
    `for word in "$@"; do printf '[%s]' "$word" >> '${file}'; done; echo >> '${file}'\n${body}`,
  );
  return { path, calls: () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []) };
}

describe('commands', () => {
  test('run in order, with the words of a shell and no shell', async () => {
    const werf = recordingWerf();
    const command = `werf build --set 'a=b c' '#' no comment in a#line
      # a comment

      converge --repo "ghcr.io/acme/$SHOP"
        --env production \\
        backend`;
    const { exitCode } = await job.step({ command, 'werf-path': werf.path }, { SHOP: 'shop' });
    expect(exitCode).toBe(0);
    expect(werf.calls()).toEqual([
      '[build][--set][a=b c][#][no][comment][in][a#line]',
      '[converge][--repo][ghcr.io/acme/shop][--env][production][backend]',
    ]);
  });

  test('have the home folder from its variable, and no comment behind them', async () => {
    const werf = recordingWerf();
    const inputs = { 'werf-path': werf.path };
    const refused = await job.step({ command: 'render --kube-config ~/.kube/config\nbuild # all', ...inputs });
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain('so ~ means nothing here: write "$HOME"');
    expect(refused.stdout).toContain('so # means nothing here: give a comment a line of its own, under "command: |"');
    expect(werf.calls()).toEqual([]);
    const { exitCode } = await job.step(
      { command: 'render --kube-config "$HOME/.kube/config"\n# all\nbuild', ...inputs },
      { HOME: job.temp },
    );
    expect(exitCode).toBe(0);
    expect(werf.calls()).toEqual([`[render][--kube-config][${job.temp}/.kube/config]`, '[build]']);
  });

  test('end with the first that fails, and with its exit code', async () => {
    const werf = recordingWerf('[ "$1" != build ] || exit 7');
    const { exitCode, outputs } = await job.step({ command: 'plan\nbuild\nconverge', 'werf-path': werf.path });
    expect(werf.calls()).toEqual(['[plan]', '[build]']);
    expect(exitCode).toBe(7);
    expect(outputs).toMatchObject({ 'exit-code': '7' });
  });

  test('go on after an exit code that is allowed, and leave the step green', async () => {
    const werf = recordingWerf('[ "$1" != plan ] || exit 2');
    const inputs = { command: 'build\nplan --exit-code', 'werf-path': werf.path, 'allowed-exit-codes': '0 2' };
    const { exitCode, outputs } = await job.step(inputs);
    expect(exitCode).toBe(0);
    expect(outputs['exit-code']).toBe('2');
  });

  test('that a signal ends give 128 + the signal', async () => {
    const werf = recordingWerf('kill -SEGV $$');
    const { exitCode, outputs } = await job.step({ command: 'build', 'werf-path': werf.path });
    expect(exitCode).toBe(139);
    expect(outputs['exit-code']).toBe('139');
  });

  test('run in the working directory, from which a relative werf-path does not start', async () => {
    mkdirSync(join(job.workspace, 'app'));
    writeStandIn(job.workspace, 'pwd');
    const { stdout, outputs } = await job.step({
      command: 'build',
      'working-directory': 'app',
      'werf-path': 'bin/werf',
    });
    expect(stdout).toContain(join(job.workspace, 'app'));
    expect(outputs['werf-path']).toBe(join(job.workspace, 'bin/werf'));
  });

  test('use the first werf on PATH', async () => {
    const path = writeStandIn(job.temp, 'echo from PATH');
    const { exitCode, stdout, outputs } = await job.step(
      { command: 'build' },
      { PATH: `${join(job.temp, 'bin')}:${process.env['PATH']}` },
    );
    expect({ exitCode, werf: outputs['werf-path'] }).toEqual({ exitCode: 0, werf: path });
    expect(stdout).toContain('from PATH');
  });

  test('get no token that the runner gives to actions only', async () => {
    const werf = writeStandIn(job.temp, 'env');
    const env = {
      ACTIONS_RUNTIME_TOKEN: 'hunter2',
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:9',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'kept',
    };
    const { stdout } = await job.step({ command: 'dismiss', 'werf-path': werf }, env);
    expect(stdout.match(/^ACTIONS_\w+/gm)).toEqual(['ACTIONS_ID_TOKEN_REQUEST_URL']);
  });

  test('see the environment of a run: step, without the inputs of the action', async () => {
    const werf = writeStandIn(job.temp, 'env');
    const { stdout } = await job.step(
      { command: 'build', 'werf-path': werf, telemetry: 'false' },
      { MINE: 'yes', INPUT_OTHER: 'kept' },
    );
    expect(stdout).toContain('MINE=yes');
    expect(stdout).toContain('INPUT_OTHER=kept');
    expect(stdout).not.toMatch(/^INPUT_(COMMAND|WERF-PATH|TELEMETRY)=/m);
  });

  test('get nothing on stdin, so that none waits for it', async () => {
    const werf = writeStandIn(job.temp, 'cat; echo read to the end');
    const { stdout } = await job.step({ command: 'helm secret encrypt', 'werf-path': werf });
    expect(stdout).toContain('read to the end');
  });

  test('may be none: then werf is only looked for', async () => {
    const werf = recordingWerf();
    const { exitCode, outputs } = await job.step({ 'werf-path': werf.path });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ 'werf-path': werf.path, 'werf-version': 'v2.77.1', 'telemetry-delivery': 'none' });
    expect(outputs['exit-code']).toBe('');
    expect(werf.calls()).toEqual([]);
  });
});

describe('a command that cannot be started', () => {
  test('leaves the results of the ones before it, and closes its group', async () => {
    const werf = writeStandIn(job.temp, `rm '${join(job.temp, 'bin/werf')}'`);
    const result = await job.step({ command: 'plan\nconverge', 'werf-path': werf });
    expect(result.exitCode).toBe(1);
    expect(result.outputs).toMatchObject({ 'exit-code': '0', images: '{}', 'telemetry-delivery': expect.any(String) });
    expect(result.summary).toContain('`werf plan` succeeded');
    expect(result.stdout.match(/^::(end)?group::/gm)).toHaveLength(4);
    expect(errorsOf(result)).toEqual([expect.stringMatching(/werf could not be started/)]);
  });

  test('because its folder is gone says so', async () => {
    mkdirSync(join(job.workspace, 'app'));
    const werf = writeStandIn(job.temp, `rmdir '${join(job.workspace, 'app')}'`);
    const result = await job.step({ command: 'plan\nplan', 'werf-path': werf, 'working-directory': 'app' });
    expect(errorsOf(result)).toEqual([expect.stringMatching(/its working directory .+\/app is gone/)]);
  });
});

describe('output', () => {
  test.each([
    ['an annotation', { command: 'dismiss' }, '::error title=werf dismiss::Error: boom'],
    ['the end of a group', { command: 'build\ndismiss' }, '::endgroup::'],
  ])('whose last line is open does not swallow %s', async (_, inputs, line) => {
    const werf = writeStandIn(job.temp, `printf open; [ "$1" != dismiss ] || { printf 'Error: boom' >&2; exit 3; }`);
    const { stdout } = await job.step({ ...inputs, 'werf-path': werf });
    expect(stdout.split('\n')).toContain(line);
  });

  test.each(['', '1'])('is not broken by telemetry in trouble (RUNNER_DEBUG: "%s")', async (debug) => {
    const refused = await startCollector();
    await refused.close();
    const werf = writeStandIn(job.temp, `printf 'Building... '; sleep 0.3; echo done`);
    const inputs = { command: 'dismiss', 'werf-path': werf, 'telemetry-url': refused.url };
    const { stdout } = await job.step(inputs, { RUNNER_DEBUG: debug });
    expect(stdout).toContain('Building... done\n');
    expect(/^::debug::.*ECONNREFUSED/m.test(stdout)).toBe(debug === '1');
  });

  test('reaches the log byte for byte, stdout and stderr, and the file as well', async () => {
    const werf = writeStandIn(
      job.temp,
      `printf 'a\\r\\033[31mred\\033[0m\\0\\n'; echo no-newline-at-end >&2; printf end`,
    );
    const inputs = { command: 'render', 'werf-path': werf, 'output-file': 'out.yaml' };
    const { stdout, stderr } = await job.step(inputs);
    expect(stdout).toContain('\na\r\u001b[31mred\u001b[0m\0\n');
    expect(stdout).toContain('\nend\n');
    expect(stdout).toContain('\nno-newline-at-end\n');
    expect(stderr).toBe('');
    expect(readFileSync(join(job.workspace, 'out.yaml'), 'latin1')).toBe('a\r\u001b[31mred\u001b[0m\0\nend');
  });

  test('of all commands goes to one file, which starts empty', async () => {
    mkdirSync(join(job.workspace, 'app'));
    writeFileSync(join(job.workspace, 'app/out.txt'), 'old');
    const werf = writeStandIn(job.temp, 'echo "$1"');
    const inputs = {
      command: 'build\nrender',
      'werf-path': werf,
      'working-directory': 'app',
      'output-file': 'out.txt',
    };
    await job.step(inputs);
    expect(readFileSync(join(job.workspace, 'app/out.txt'), 'utf8')).toBe('build\nrender\n');
  });

  test('cannot go to a file whose name is too long, which is said of the input', async () => {
    const werf = writeStandIn(job.temp, 'echo ran');
    const { exitCode, stdout } = await job.step({
      command: 'render',
      'werf-path': werf,
      'output-file': 'x'.repeat(300),
      telemetry: 'off',
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error::Input output-file: "[^"]*x+" is not valid\. Allowed: .*ENAMETOOLONG/m);
    expect(stdout).not.toContain('ran\n');
  });

  test('is not there where the runner takes no outputs: werf does not start', async () => {
    const ran = join(job.temp, 'ran');
    const werf = writeStandIn(job.temp, `touch '${ran}'`);
    const outputs = join(job.temp, 'outputs');
    mkdirSync(outputs);
    const inputs = { command: 'render', 'werf-path': werf, telemetry: 'off' };
    const { exitCode, stdout } = await job.step(inputs, { GITHUB_OUTPUT: outputs });
    expect(exitCode).toBe(1);
    expect(stdout.match(/^::error::.*/gm)).toEqual([expect.stringContaining('The output telemetry cannot be written')]);
    expect(existsSync(ran)).toBe(false);
  });

  test('is not buffered: a line is there while werf still runs', async () => {
    const go = join(job.temp, 'go');
    const werf = writeStandIn(job.temp, `echo first; while [ ! -e '${go}' ]; do sleep 0.05; done; echo second`);
    const step = job.start({ command: 'build', 'werf-path': werf, 'output-file': 'out' });
    await step.printed('first\n');
    writeFileSync(go, '');
    expect((await step.result).stdout).toContain('first\nsecond\n');
  });

  test.runIf(hasProc).each(['', 'out'])(
    'of 150 MB passes whole and in bounded memory (output-file: "%s")',
    async (outputFile) => {
      // What the step holds is seen by werf itself: its parent's resident memory, at its end.
      const werf = writeStandIn(
        job.temp,
        `head -c 150000000 /dev/zero; grep VmHWM /proc/$PPID/status > '${job.temp}/memory'`,
      );
      const step = job.start({ command: 'render', 'werf-path': werf, 'output-file': outputFile });
      let zeros = 0;
      step.process.stdout?.removeAllListeners('data').setEncoding('latin1');
      step.process.stdout?.on('data', (text: string) => {
        for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === 0) zeros += 1;
      });
      const { exitCode } = await step.result;
      expect({ exitCode, zeros }).toEqual({ exitCode: 0, zeros: 150_000_000 });
      const memory = readFileSync(join(job.temp, 'memory'), 'utf8');
      expect(residentOf(memory) - residentOf(bareNode())).toBeLessThan(57_500);
      if (outputFile !== '') expect(readFileSync(join(job.workspace, outputFile))).toHaveLength(150_000_000);
    },
  );

  test('that nobody reads any more ends neither werf nor the step', async () => {
    const go = join(job.temp, 'go');
    const werf = writeStandIn(
      job.temp,
      `echo first; while [ ! -e '${go}' ]; do sleep 0.05; done; head -c 1000000 /dev/zero; exit 3`,
    );
    const step = job.start({ command: 'render', 'werf-path': werf, 'output-file': 'out' });
    await step.printed('first\n');
    step.process.stdout?.destroy();
    writeFileSync(go, '');
    const { exitCode, stderr, outputs } = await step.result;
    expect({ exitCode, stderr, output: outputs['exit-code'] }).toEqual({ exitCode: 3, stderr: '', output: '3' });
    expect(readFileSync(join(job.workspace, 'out'))).toHaveLength('first\n'.length + 1_000_000);
  });

  test.runIf(hasFullDevice)('that the file cannot take fails the step', async () => {
    const werf = writeStandIn(job.temp, 'echo something');
    const result = await job.step({ command: 'render', 'werf-path': werf, 'output-file': '/dev/full' });
    expect(result.exitCode).toBe(1);
    expect(result.outputs['exit-code']).toBe('0');
    expect(errorsOf(result)).toEqual(['::error::Input output-file: /dev/full could not be written whole: ENOSPC.']);
  });
});

describe('an input that makes no sense', () => {
  const table: ReadonlyArray<readonly [name: string, inputs: Record<string, string>, parts: readonly string[]]> = [
    ['an open quotation mark', { command: `build 'x` }, ['Input command', `build 'x`, 'quotation mark']],
    ['a shell operator', { command: 'build && converge' }, ['Input command', 'build && converge', 'no shell']],
    ['a redirection', { command: 'render > out.yaml' }, ['Input command', 'output-file']],
    [
      'a working directory that is not there',
      { command: 'build', 'working-directory': 'no' },
      ['Input working-directory', '/no'],
    ],
    [
      'a working directory that is a file',
      { command: 'build', 'working-directory': 'file' },
      ['Input working-directory'],
    ],
    ['a binary that is not there', { command: 'build', 'werf-path': 'no/werf' }, ['Input werf-path', 'no/werf']],
    ['a binary that is a folder', { command: 'build', 'werf-path': '.' }, ['Input werf-path']],
    ['a binary that may not be executed', { command: 'build', 'werf-path': 'file' }, ['Input werf-path', 'chmod']],
    [
      'a telemetry URL that is none',
      { command: 'build', 'telemetry-url': 'collector:4318' },
      ['Input telemetry-url', 'collector:4318', 'http'],
    ],
    [
      'an exit code that is none',
      { command: 'build', 'allowed-exit-codes': '0 two' },
      ['Input allowed-exit-codes', '0 two', '0 to 255'],
    ],
    [
      'an output file in no folder',
      { command: 'build', 'output-file': 'no/out' },
      ['Input output-file', 'no/out', 'ENOENT'],
    ],
    ['a NUL character in a path', { command: 'build', 'werf-path': 'a%00b' }, ['Input werf-path']],
  ];
  test.each(table)('%s: one error that names it, and werf does not start', async (_, inputs, parts) => {
    const werf = recordingWerf();
    writeFileSync(join(job.workspace, 'file'), '', { mode: 0o644 });
    chmodSync(join(job.workspace, 'file'), 0o644);
    spawnSync('mkfifo', [join(job.workspace, 'pipe')]);
    const result = await job.step({ 'werf-path': werf.path, ...inputs });
    expect(result.exitCode).toBe(1);
    const errors = errorsOf(result);
    expect(errors).toHaveLength(1);
    for (const part of parts) expect(errors[0]).toContain(part);
    expect(result.stdout + result.stderr).not.toMatch(/\n\s+at /);
    expect(werf.calls()).toEqual([]);
    expect(result.outputs).toMatchObject({ telemetry: 'on', 'telemetry-delivery': 'none', 'exit-code': '' });
    expect(JSON.parse(result.outputs['images'] ?? '')).toEqual({});
    expect(Object.keys(result.outputs).sort()).toEqual([...OUTPUT_NAMES].sort());
  });

  test('a URL with a password: the error does not show it', async () => {
    const result = await job.step({ command: 'build', 'telemetry-url': 'ftp://me:hunter2@host/x?token=hunter3' });
    expect(errorsOf(result)).toHaveLength(1);
    expect(result.stdout).not.toMatch(/hunter/);
  });

  test.each(['ci-env, which comes first', 'the command'])(
    'a binary that is no program: one error of %s',
    async (what) => {
      const broken = join(job.temp, 'werf');
      writeFileSync(broken, '#!/no/such/interpreter', { mode: 0o755 });
      if (what !== 'the command') writeFileSync(join(job.workspace, 'werf.yaml'), 'project: shop\nconfigVersion: 1\n');
      const result = await job.step({ command: 'build', 'werf-path': broken });
      expect(result.exitCode).toBe(1);
      expect(errorsOf(result)).toEqual([expect.stringMatching(/werf could not be started .*ENOENT.*interpreter/)]);
    },
  );
});

describe('telemetry', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(() => collector.close());

  const git = (...args: string[]) => spawnSync('git', args, { cwd: job.workspace });
  const eventsOf = () => eventsAt(collector).map(({ event }) => event);

  test('sends the two events of the page, which also stand in the log file', async () => {
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://x-access-token:secret@github.com/acme/shop.git');
    const werf = writeStandIn(job.temp, 'exit 3');
    const inputs = {
      command: 'converge --repo x --set a=b --set=c=d',
      'werf-path': werf,
      'telemetry-url': collector.url,
    };
    const { outputs, exitCode } = await stepWithPost(
      job,
      { ...inputs, 'telemetry-log-file': 'telemetry.log' },
      { WERF_ENV: 'production', WERF_SET_1: 'e=f', TRDL_USE_WERF_GROUP_CHANNEL: '2 stable' },
    );
    expect(exitCode).toBe(3);
    const shared = {
      executionID: outputs['execution-id'],
      projectID: 'd949837e4d72e4983fdb495497ccf263e505bd41ce885b3fe6323a9c0caad01c',
      command: 'werf converge',
      attributes: {
        arch: expect.any(String),
        os: 'linux',
        groupChannel: '2 stable',
        version: 'v2.77.1',
        ci: true,
        ciName: 'github-actions',
      },
      schemaVersion: 1,
    };
    const options = [
      { name: 'env', asCli: false, asEnv: true, count: 1 },
      { name: 'repo', asCli: true, asEnv: false, count: 1 },
      { name: 'set', asCli: true, asEnv: true, count: 3 },
    ];
    const expected = [
      { ...shared, ts: expect.any(Number), eventType: 'CommandStarted', eventData: { commandOptions: options } },
      {
        ...shared,
        ts: expect.any(Number),
        eventType: 'CommandExited',
        eventData: { exitCode: 3, durationMs: Number(outputs['duration-ms']) },
      },
    ];
    expect(eventsOf()).toEqual(expected);
    const lines = readFileSync(join(job.workspace, 'telemetry.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(expected);
    expect(Object.keys(lines[0])).toEqual([
      'ts',
      'executionID',
      'projectID',
      'command',
      'attributes',
      'eventType',
      'eventData',
      'schemaVersion',
    ]);
    expect(outputs).toMatchObject({
      telemetry: 'on',
      'telemetry-delivery': 'delivered',
      'project-id': shared.projectID,
    });
  });

  test('of several commands has a pair each, in order, under an id each', async () => {
    const werf = writeStandIn(job.temp, '');
    const inputs = { command: 'build\nplan\nconverge', 'werf-path': werf, 'telemetry-url': collector.url };
    const { outputs } = await stepWithPost(job, inputs);
    const events = eventsOf();
    expect(events.map(({ command, eventType }) => `${command} ${eventType}`)).toEqual(
      ['build', 'plan', 'converge'].flatMap((word) => [`werf ${word} CommandStarted`, `werf ${word} CommandExited`]),
    );
    expect(new Set(events.map(({ executionID }) => executionID)).size).toBe(3);
    expect(outputs['execution-id']).toBe(events.at(-1)?.executionID);
  });

  test.each(['version', 'completion bash', 'synchronization', 'help converge', 'converge --help', 'converge -h'])(
    'of `%s` is not reported',
    async (command) => {
      const werf = writeStandIn(job.temp, '');
      const { outputs, exitCode } = await stepWithPost(job, {
        command,
        'werf-path': werf,
        'telemetry-url': collector.url,
      });
      expect(exitCode).toBe(0);
      expect(collector.requests).toEqual([]);
      expect(outputs).toMatchObject({ 'telemetry-delivery': 'none', 'execution-id': '', 'project-id': '' });
    },
  );

  test('of an unknown command says just werf, and none of its words', async () => {
    const werf = writeStandIn(job.temp, '');
    await stepWithPost(job, {
      command: 'conveerge --secret-option',
      'werf-path': werf,
      'telemetry-url': collector.url,
    });
    expect(eventsOf().map(({ command, eventData }) => [command, eventData])).toEqual([
      ['werf', {}],
      ['werf', expect.objectContaining({ exitCode: 0 })],
    ]);
  });

  test.each([
    [
      'the workflow repository where there is no origin',
      {},
      'd949837e4d72e4983fdb495497ccf263e505bd41ce885b3fe6323a9c0caad01c',
    ],
    ['nothing where there is no repository either', { GITHUB_REPOSITORY: '' }, ''],
  ])('identifies the project by %s', async (_, env, projectId) => {
    const werf = writeStandIn(job.temp, '');
    const inputs = { command: 'build', 'werf-path': werf, 'telemetry-url': collector.url };
    const { outputs } = await stepWithPost(job, inputs, { GIT_CEILING_DIRECTORIES: job.temp, ...env });
    expect(eventsOf().map(({ projectID }) => projectID)).toEqual([projectId, projectId]);
    expect(outputs['project-id']).toBe(projectId);
  });

  test('leaves out a version that does not look like one, and a group and channel that nobody publishes', async () => {
    const werf = writeStandIn(job.temp, '', 'my secret build');
    const inputs = { command: 'build', 'werf-path': werf, 'telemetry-url': collector.url };
    const { outputs } = await stepWithPost(job, inputs, { TRDL_USE_WERF_GROUP_CHANNEL: '9 secret' });
    for (const { attributes } of eventsOf())
      expect(Object.keys(attributes).sort()).toEqual(['arch', 'ci', 'ciName', 'os']);
    expect(outputs['werf-version']).toBe('my secret build');
  });

  test('still has both events where the binary does not tell its version in time', async () => {
    const werf = join(job.temp, 'werf');
    writeFileSync(werf, '#!/bin/sh\n[ "$1" != version ] || exec sleep 60\n', { mode: 0o755 });
    const both = Promise.withResolvers<true>();
    const versions = () => new Map(own.events().map(({ event }) => [event.eventType, event.attributes.version]));
    const own = await startCollector((...request) => {
      accept(...request);
      if (versions().size === 2) both.resolve(true);
    });
    onTestFinished(own.close);
    const inputs = { command: 'build', 'werf-path': werf, 'telemetry-url': own.url };
    const step = job.start(inputs);
    // The version is waited for first, and what is left of telemetry's second can be too little on a busy machine.
    const inTime = await Promise.race([both.promise, step.result.then(() => false)]);
    if (inTime) step.process.kill('SIGINT');
    const result = await step.result;
    expect(result.exitCode).toBe(inTime ? 130 : 0);
    await job.post(result, inputs);
    expect([...versions()]).toEqual([
      ['CommandStarted', undefined],
      ['CommandExited', undefined],
    ]);
  });

  test.each([
    ['input', { telemetry: 'false' }, {}],
    ['WERF_TELEMETRY', {}, { WERF_TELEMETRY: 'off' }],
    ['DO_NOT_TRACK', {}, { DO_NOT_TRACK: '1' }],
    ['a word that nobody defined', { telemetry: 'flase' }, {}],
  ])('is off by %s: nothing is sent or written, and werf is told', async (_, inputs, env) => {
    const werf = writeStandIn(job.temp, 'env | grep TELEMETRY');
    const { outputs, stdout, state, exitCode } = await stepWithPost(
      job,
      {
        command: 'dismiss',
        'werf-path': werf,
        'telemetry-url': collector.url,
        'telemetry-log-file': 'log',
        ...inputs,
      },
      { WERF_TELEMETRY_TRACE_URL: collector.url, ...env },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Telemetry: off \(.+\)\..+WERF_TELEMETRY=0/m);
    expect(stdout).toContain('\nWERF_TELEMETRY=0\n');
    expect(outputs).toMatchObject({
      telemetry: 'off',
      'telemetry-delivery': 'none',
      'execution-id': '',
      'project-id': '',
    });
    expect(collector.requests).toEqual([]);
    expect(existsSync(join(job.workspace, 'log'))).toBe(false);
    expect(state).toEqual({});
    expect(stdout.includes('::notice')).toBe('telemetry' in inputs && inputs.telemetry === 'flase');
  });

  test('goes where WERF_TELEMETRY_TRACE_URL says, and a bad one costs only the delivery', async () => {
    const werf = writeStandIn(job.temp, '');
    const good = await stepWithPost(
      job,
      { command: 'build', 'werf-path': werf },
      { WERF_TELEMETRY_TRACE_URL: collector.url },
    );
    expect(good.outputs['telemetry-delivery']).toBe('delivered');
    const bad = await stepWithPost(
      job,
      { command: 'build', 'werf-path': werf },
      { WERF_TELEMETRY_TRACE_URL: 'not a url' },
    );
    expect(bad).toMatchObject({ exitCode: 0, outputs: { 'telemetry-delivery': 'failed' } });
    expect(bad.stdout).not.toMatch(/::(warning|error|notice)/);
  });

  test('carries nothing of the exporter variables of the job', async () => {
    const werf = writeStandIn(job.temp, '');
    await stepWithPost(
      job,
      { command: 'build', 'werf-path': werf, 'telemetry-url': collector.url },
      {
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer hunter2',
        OTEL_RESOURCE_ATTRIBUTES: 'team=hunter2',
        OTEL_SERVICE_NAME: 'hunter2',
      },
    );
    expect(eventsOf()).toHaveLength(2);
    const bytes = collector.requests.map(({ rawHeaders, body }) => rawHeaders.join() + body.toString('latin1')).join();
    expect(bytes).not.toContain('hunter2');
    expect(collector.events()[0]?.resource).toEqual({ 'service.name': 'run-werf' });
  });

  test('works from a folder whose path has blanks, by a link', async () => {
    const folder = join(job.workspace, 'my project');
    mkdirSync(folder);
    symlinkSync(writeStandIn(job.temp, 'echo ok'), join(folder, 'werf'));
    const inputs = { command: 'build', 'werf-path': 'my project/werf', 'working-directory': 'my project' };
    const { exitCode, outputs } = await stepWithPost(job, { ...inputs, 'telemetry-url': collector.url });
    expect({ exitCode, delivery: outputs['telemetry-delivery'] }).toEqual({ exitCode: 0, delivery: 'delivered' });
  });
});
