// werf's output as a job meets it: devices, a log that is read late or not at all, and what is no workflow command.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, type TestContext, test, vi } from 'vitest';
import { hasProc } from '../support/platform.ts';
import { createJob, type Job, type RunningStep } from '../support/runner.ts';
import { obeyedCommands } from '../support/runner-commands.ts';
import { writeStandIn } from '../support/stand-in.ts';

interface Setup {
  readonly job: Job;
  /** The inputs for a step whose werf runs the script. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly file: (name: string) => string;
}

function setUp({ onTestFinished }: TestContext, script: string, more: Readonly<Record<string, string>> = {}): Setup {
  const job = createJob();
  onTestFinished(() => job.remove());
  const werf = writeStandIn(job.temp, script);
  const file = (name: string) => join(job.workspace, name);
  return {
    job,
    file,
    inputs: { command: 'render', 'werf-path': werf, telemetry: 'false', 'ci-env': 'false', ...more },
  };
}

/** What the step says when telemetry is off, and the commands of a step that succeeds: none. */
const commandsIn = (stdout: string) => obeyedCommands(stdout).map(({ name }) => name);
const outputOf = (stdout: string) => /::stop-commands::(\w{32})\n(.*)::\1::\n/s.exec(stdout)?.[2];

describe.concurrent('devices of a shell', () => {
  test.for([
    ['echo x > /dev/stderr', '', 'x\n'],
    ['echo x > /dev/stdout', 'x\n', ''],
    ['echo x | tee /dev/stderr', 'x\n', 'x\n'],
    ['echo x | tee /dev/stdout', 'x\nx\n', ''],
    ['echo x >> /proc/self/fd/2', '', 'x\n'],
    ['(echo x | tee /dev/stderr > /dev/null) 2>&1 | cat', 'x\n', ''],
  ] as const)('%s', async ([script, stdout, stderr], context) => {
    const { job, inputs, file } = setUp(context, script, { 'output-file': 'out' });
    const fenced = await job.step(inputs);
    expect({ exitCode: fenced.exitCode, output: outputOf(fenced.stdout) }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(/^(?:x\n)+$/),
    });
    expect(readFileSync(file('out'), 'utf8')).toBe(stdout);
    const plain = await job.step({ ...inputs, 'workflow-commands': 'true' });
    expect({
      stdout: plain.stdout
        .split('\n')
        .slice(1)
        .join('\n')
        .replace(/^werf ci-env does not run .*\n/, ''),
      stderr: plain.stderr,
    }).toEqual({ stdout, stderr });
  });

  test('of every command of a step', async (context) => {
    const { job, inputs } = setUp(context, 'echo "$1" > /dev/stderr; echo "$1" > /dev/stdout', {
      command: 'build\nplan\nrender',
    });
    const { exitCode, stdout } = await job.step(inputs);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^(build|plan|render)$/gm)).toEqual(['build', 'build', 'plan', 'plan', 'render', 'render']);
  });

  test('of werf ci-env, too, which a wrapper may run', async (context) => {
    const script = 'set -e; echo wrapped > /dev/stderr; echo "$1" | tee /dev/stderr > /dev/stdout';
    const { job, inputs } = setUp(context, script, { 'ci-env': 'true' });
    const { exitCode, stdout } = await job.step(inputs);
    expect({ exitCode, output: outputOf(stdout) }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('render\n'),
    });
  });

  test('are pipes, and leave nothing in RUNNER_TEMP', async (context) => {
    const { job, inputs } = setUp(context, 'stat -L -c %F /dev/fd/1 /dev/fd/2; ls "$RUNNER_TEMP"', {
      command: 'dismiss',
    });
    const { stdout } = await job.step(inputs);
    expect(outputOf(stdout)).toBe('fifo\nfifo\nbin\n');
  });

  test('are not there without mkfifo or a folder, and all else is', async (context) => {
    const { job, inputs } = setUp(context, 'echo out; echo err >&2; exit 3');
    const { exitCode, stdout } = await job.step(inputs, { RUNNER_TEMP: join(job.temp, 'bin/werf') });
    expect({ exitCode, output: outputOf(stdout)?.split('\n').sort() }).toEqual({
      exitCode: 3,
      output: ['', 'err', 'out'],
    });
  });
});

/** A werf that prints lines, and a cause on stderr, and fails. */
const LINES = 3_600;
const printer = (lines: number) =>
  `i=0; while [ $i -lt ${lines} ]; do echo "line $i ......................................"; i=$((i+1)); done; echo "Error: the cause" >&2; : > ended; exit 7`;

const wholeFile = (path: string, lines: number) =>
  vi.waitFor(() => expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(lines + 1), { timeout: 20_000 });
const untilThere = (path: string) => vi.waitFor(() => statSync(path), { timeout: 20_000 });

/** Starts a step whose log nobody reads. */
function startUnread({ job, inputs }: Setup): RunningStep {
  const step = job.start(inputs);
  step.process.stdout?.pause();
  step.process.stderr?.pause();
  return step;
}

describe.concurrent('a log that nobody reads for a while', () => {
  test.for(['false', 'true'])(
    'misses nothing, nor does the file (workflow-commands: %s)',
    async (workflowCommands, context) => {
      const setup = setUp(context, printer(LINES), { 'output-file': 'out', 'workflow-commands': workflowCommands });
      const step = startUnread(setup);
      await untilThere(setup.file('ended'));
      await wholeFile(setup.file('out'), LINES);
      // The step itself is through, but for what its log has not taken.
      await vi.waitFor(
        () => expect(readFileSync(join(setup.job.temp, '../step-1/GITHUB_OUTPUT'), 'utf8')).toMatch(/werf-version/),
        {
          timeout: 20_000,
        },
      );
      step.process.stdout?.resume();
      step.process.stderr?.resume();
      const { exitCode, stdout, stderr } = await step.result;
      expect(exitCode).toBe(7);
      expect(stdout.match(/^line \d+ /gm)).toHaveLength(LINES);
      expect(workflowCommands === 'true' ? stderr : stdout).toContain(
        '\nError: the cause\n'.slice(workflowCommands === 'true' ? 1 : 0),
      );
      expect(stdout).toContain('::error title=werf render::Error: the cause');
    },
  );

  test('holds werf up where it prints more than is kept, and still misses nothing', async (context) => {
    const size = 12_000_000;
    const setup = setUp(context, `head -c ${size} /dev/zero; : > ended`, { 'output-file': 'out' });
    const step = startUnread(setup);
    await vi.waitFor(() => expect(statSync(setup.file('out')).size).toBeGreaterThan(4_000_000), { timeout: 20_000 });
    expect(() => statSync(setup.file('ended'))).toThrow();
    step.process.stdout?.resume();
    const { exitCode, stdout } = await step.result;
    expect(exitCode).toBe(0);
    expect(stdout.split('\0')).toHaveLength(size + 1);
    expect(statSync(setup.file('out')).size).toBe(size);
  });

  test('for longer has a gap that is told, and the file has none', { timeout: 90_000 }, async (context) => {
    const size = 12_000_000;
    const setup = setUp(context, `head -c ${size} /dev/zero; : > ended`, { 'output-file': 'out' });
    const step = startUnread(setup);
    await vi.waitFor(() => statSync(setup.file('ended')), { timeout: 60_000, interval: 500 });
    await vi.waitFor(() => expect(statSync(setup.file('out')).size).toBe(size), { timeout: 20_000 });
    step.process.stdout?.resume();
    const { exitCode, stdout } = await step.result;
    expect(exitCode).toBe(0);
    const missing = Number(/^::notice::(\d+) bytes of what werf printed are not in this log/m.exec(stdout)?.[1]);
    expect(stdout.split('\0').length - 1 + missing).toBe(size);
    expect(missing).toBeGreaterThan(0);
  });

  test('for good, also on stdout, is no failure, but a line for whoever debugs', async (context) => {
    const setup = setUp(context, 'echo first; while [ ! -e go ]; do sleep 0.05; done; echo second; exit 4');
    const step = setup.job.start(setup.inputs, { RUNNER_DEBUG: '1' });
    await step.printed('first\n');
    step.process.stdout?.destroy();
    writeFileSync(setup.file('go'), '');
    const { exitCode, stderr } = await step.result;
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^::debug::.*EPIPE/m);
  });

  test('for good is no failure, but a line for whoever debugs', async (context) => {
    const setup = setUp(context, 'echo first; while [ ! -e go ]; do sleep 0.05; done; echo second >&2; echo third', {
      'workflow-commands': 'true',
    });
    const step = setup.job.start(setup.inputs, { RUNNER_DEBUG: '1' });
    await step.printed('first\n');
    step.process.stderr?.destroy();
    writeFileSync(setup.file('go'), '');
    const { exitCode, stdout } = await step.result;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^::debug::.*EPIPE/m);
    expect(stdout).toContain('third\n');
  });
});

describe.concurrent('a file that is not whole', () => {
  // It ends with the job's folder at the latest.
  const LEFT_BEHIND = `sh -c 'while [ -d "$0" ] && [ ! -e "$0/stop" ]; do sleep 0.1; done; echo late' "$PWD" & echo now`;

  test('because something that werf left behind still holds its stdout fails the step, and says so', async (context) => {
    const { job, inputs, file } = setUp(context, LEFT_BEHIND, { 'output-file': 'out' });
    const result = await job.step(inputs);
    writeFileSync(file('stop'), '');
    expect(result.exitCode).toBe(1);
    expect(result.outputs['exit-code']).toBe('0');
    expect(obeyedCommands(result.stdout)).toEqual([
      {
        name: 'error',
        data: expect.stringMatching(/Input output-file: .*\/out could not be written whole: .*left behind/),
      },
    ]);
  });

  test('is waited for a while', async (context) => {
    const { job, inputs, file } = setUp(context, `(sleep 1; echo late) & echo now`, { 'output-file': 'out' });
    expect((await job.step(inputs)).exitCode).toBe(0);
    expect(readFileSync(file('out'), 'utf8')).toBe('now\nlate\n');
  });

  test('is waited for a while, also where werf itself prints nothing, and stands in the log then', async (context) => {
    const { job, inputs, file } = setUp(context, '(sleep 1; echo late) &', { 'output-file': 'out' });
    const { exitCode, stdout } = await job.step(inputs);
    expect([exitCode, readFileSync(file('out'), 'utf8'), outputOf(stdout)]).toEqual([0, 'late\n', 'late\n']);
  });

  test('without a file, nobody waits for what was left behind', async (context) => {
    const { job, inputs, file } = setUp(context, LEFT_BEHIND);
    const result = await job.step(inputs);
    writeFileSync(file('stop'), '');
    expect(result.exitCode).toBe(0);
  });
});

const HOSTILE = [
  '::add-mask::e',
  '::save-state name=x::y',
  '::set-output name=exit-code::0',
  '::stop-commands::x',
  '::x::',
  '::group::never closed',
  '::error::forged',
  '##[add-matcher]matcher.json',
  '  ::warning::indented',
];

describe.concurrent('what werf prints', () => {
  test('is taken for no workflow command, on neither stream, and is there byte for byte', async (context) => {
    const text = `${HOSTILE.join('\n')}\n`;
    const { job, inputs, file } = setUp(context, 'cat hostile; cat hostile >&2');
    writeFileSync(file('hostile'), text);
    const { stdout, stderr } = await job.step(inputs);
    expect(obeyedCommands(stdout)).toEqual([
      { name: 'notice', data: expect.stringMatching(/add-mask.*workflow-commands: true/) },
    ]);
    expect(obeyedCommands(stderr)).toEqual([]);
    expect(outputOf(stdout)).toHaveLength(2 * text.length);
  });

  test('has a fence of its own for each command, inside of its group', async (context) => {
    const { job, inputs } = setUp(context, 'echo "::error::$1"', { command: 'build\nplan' });
    const { stdout } = await job.step(inputs);
    const tokens = [...stdout.matchAll(/^::stop-commands::(\w{32})$/gm)].map(([, token]) => token);
    expect(new Set(tokens).size).toBe(2);
    expect(commandsIn(stdout)).toEqual(['group', 'endgroup', 'group', 'endgroup', 'notice']);
    expect(obeyedCommands(stdout).at(-1)?.data).toMatch(/\(::error::\)/);
  });

  test.for([
    ['stdout', `printf '::error::x'`],
    ['stderr', `printf '::error::x' >&2`],
    ['both', `printf '::error::x'; printf '::error::y' >&2`],
    ['a carriage return', `printf 'x\\r'`],
  ])('with no end of its last line on %s leaves our own commands alive', async ([, script], context) => {
    const { job, inputs } = setUp(context, `${script}; exit 3`);
    expect(commandsIn((await job.step(inputs)).stdout)).toContain('error');
    const shown = await job.step(inputs);
    expect(obeyedCommands(shown.stdout).filter(({ name }) => name === 'error')).toHaveLength(1);
  });

  test('may be commands where workflow-commands is true, without a notice', async (context) => {
    const { job, inputs } = setUp(context, 'echo ::warning::mine; echo ::error::yours >&2', {
      'workflow-commands': 'true',
    });
    const { stdout, stderr } = await job.step(inputs);
    expect(obeyedCommands(stdout)).toEqual([{ name: 'warning', data: 'mine' }]);
    expect(obeyedCommands(stderr)).toEqual([{ name: 'error', data: 'yours' }]);
    expect(stdout).not.toContain('stop-commands');
  });

  test.for([
    ['a signal', 'SIGINT', 130],
    ['a lost terminal', 'SIGHUP', 129],
  ] as const)('leaves our own commands alive after %s, which werf gets too', async ([, signal, exitCode], context) => {
    const name = signal.slice(3);
    const { job, inputs } = setUp(
      context,
      `trap 'echo got ${name}; exit 5' ${name}; echo runs; while :; do sleep 0.1; done`,
    );
    const step = job.start(inputs);
    await step.printed('runs\n');
    step.process.kill(signal);
    const result = await step.result;
    expect({ exitCode: result.exitCode, output: result.outputs['exit-code'] }).toEqual({ exitCode, output: '5' });
    expect(result.stdout).toContain(`got ${name}\n`);
    expect(commandsIn(result.stdout)).not.toContain('stopped for good');
  });

  test('leaves them alive where the binary cannot be started', async (context) => {
    const { job, inputs } = setUp(context, '');
    writeFileSync(join(job.temp, 'bin/werf'), '#!/no/such/interpreter');
    expect(commandsIn((await job.step(inputs)).stdout)).toEqual(['error']);
  });

  test('leaves them alive where the action itself breaks', async (context) => {
    const { job, inputs, file } = setUp(context, 'echo "runs as $$"; printf open; while :; do sleep 0.1; done');
    writeFileSync(file('preload.cjs'), `process.once('SIGUSR2', () => process.exit(9));`);
    const step = job.start(inputs, { NODE_OPTIONS: `--require=${file('preload.cjs')}` });
    await step.printed('runs as');
    step.process.kill('SIGUSR2');
    const { exitCode, stdout } = await step.result;
    expect(exitCode).toBe(9);
    expect(obeyedCommands(`${stdout}\n::warning::a later step's`)).toEqual([
      { name: 'warning', data: "a later step's" },
    ]);
    process.kill(Number(/runs as (\d+)/.exec(stdout)?.[1]));
  });

  test('is taken for none, whatever it is', { timeout: 60_000 }, async (context) => {
    const { job, inputs, file } = setUp(
      context,
      'while read -r name; do cat "$name.out"; cat "$name.err" >&2; done < names; exit 3',
    );
    const text = fc
      .array(fc.constantFrom(...HOSTILE, '\n', '\r', '\r\n', ' ', '\u2028', '::', 'x'.repeat(70_000)), {
        maxLength: 20,
      })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 4 }), async (pieces) => {
        for (const [index, [out, err]] of pieces.entries()) {
          writeFileSync(file(`${index}.out`), out);
          writeFileSync(file(`${index}.err`), err);
        }
        writeFileSync(file('names'), pieces.map((_, index) => `${index}\n`).join(''));
        const { exitCode, stdout } = await job.step(inputs);
        expect(exitCode).toBe(3);
        const names = commandsIn(stdout);
        expect(names.filter((name) => name === 'error')).toHaveLength(1);
        expect(names.filter((name) => name !== 'error' && name !== 'notice')).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describe.concurrent('a signal without a name', () => {
  /**
   * A werf that ends once `werf version` is over, which the file `asked` tells of: of children that end in the same moment,
   * one may end unseen (docs/adr/0011-signals-without-a-name.md).
   */
  const ALONE = 'until [ -s asked ] && ! kill -0 "$(cat asked)" 2>/dev/null; do sleep 0.05; done';
  const TELLS_VERSION = '[ "$1" != version ] || { echo v2.77.1; echo $$ > asked; exit; }';

  test.runIf(hasProc).for([
    ['kill -40 $$', 168],
    ['echo hi; echo ho >&2; kill -34 $$', 162],
    ['head -c 300000 /dev/zero; kill -64 $$', 192],
  ] as const)('that ends werf is no success: %s', async ([script, exitCode], context) => {
    const { job, inputs, file } = setUp(context, '');
    writeFileSync(join(job.temp, 'bin/werf'), `#!/bin/sh\n${TELLS_VERSION}\n${ALONE}\n${script}\n`);
    for (const more of [{}, { 'output-file': 'out' }, { 'workflow-commands': 'true' }]) {
      rmSync(file('asked'), { force: true });
      const result = await job.step({ ...inputs, ...more });
      expect({ exitCode: result.exitCode, output: result.outputs['exit-code'] }).toEqual({
        exitCode,
        output: String(exitCode),
      });
    }
  });

  test.runIf(hasProc)('that ends werf ci-env is no success', async (context) => {
    const { job, inputs } = setUp(context, '[ "$1" != ci-env ] || kill -40 $$; echo ran', { 'ci-env': 'true' });
    const { exitCode, stdout } = await job.step(inputs);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/::error::werf ci-env github was ended by signal 40/);
    expect(stdout).not.toContain('ran\n');
  });
});
