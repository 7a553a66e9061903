// What works beside werf, and all that comes after it, can fail: werf's own exit code is the step's all the same.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { hasLimits } from '../support/platform.ts';
import { playing } from '../support/pull-request.ts';
import { createJob, type JobOptions, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';
import { temporaryFolder } from '../support/temporary.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
const EXIT_CODE = 7;

/** Runs a step with telemetry and traces for a host that has to be looked up. */
async function runStep({ onTestFinished }: TestContext, options: JobOptions, body: string): Promise<StepResult> {
  const job = createJob(options);
  onTestFinished(() => job.remove());
  const inputs = {
    command: 'converge\nbuild',
    'werf-path': writeStandIn(job.workspace, `${body}; echo werf has ended; exit ${EXIT_CODE}`),
    'telemetry-url': 'http://collector.invalid:4318/v1/traces',
    traces: 'true',
  };
  return job.step(inputs, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.invalid:4318' });
}

/** werf's exit code comes through where it ran to its end, and otherwise an error says why it did not run. */
function expectItsEnd({ exitCode, signal, stdout, stderr }: StepResult): void {
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+|Unhandled|Please report it/m);
  expect(signal).toBeNull();
  if (stdout.includes('werf has ended')) expect(exitCode).toBe(EXIT_CODE);
  else {
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error::(werf could not be started|The runner does not let the step go on|The output)/m);
  }
}

// The first few are what Node itself needs to come to the step, and differ with its version.
const LIMITS = [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 36];

test.concurrent.for(LIMITS)('a step that may open %i files', async (limit, context) => {
  if (!hasLimits) return context.skip('this machine has no prlimit');
  const result = await runStep(context, { launcher: ['prlimit', `--nofile=${limit}`] }, 'echo builds; sleep 0.3');
  if (result.stdout === '') return context.skip('Node itself does not start');
  expectItsEnd(result);
});

test('forty files are enough', async (context) => {
  if (!hasLimits) return context.skip('this machine has no prlimit');
  const result = await runStep(context, { launcher: ['prlimit', '--nofile=40'] }, 'echo builds; sleep 0.3');
  expect(result.outputs).toMatchObject({ 'exit-code': String(EXIT_CODE), 'telemetry-delivery': 'spooled' });
  expectItsEnd(result);
});

/** What is loaded while werf runs, or after it, and what a step does without. */
const CHUNKS = [
  'traces',
  'output-log',
  'rollout-reading',
  'session',
  'relay-server',
  'sender',
  'git',
  'send-trace',
  'ending',
  'explain',
  'command-details',
];

test.concurrent.for(CHUNKS)('a step that finds no %s any more', async (chunk, context) => {
  const action = temporaryFolder();
  cpSync(DIST, join(action, 'dist'), { recursive: true });
  rmSync(join(action, 'dist/chunks', `${chunk}.js`));
  // More than waits for the log while it is loaded.
  const result = await runStep(context, { action }, 'yes builds an image | head -c 5000000; echo');
  expect(result.exitCode).toBe(EXIT_CODE);
  expect(result.stdout).toContain('werf has ended');
  expect(result.stdout.match(/^builds an image$/gm)).toHaveLength(312_500);
  if (chunk !== 'ending') expectItsEnd(result);
});

test.concurrent.for([
  ['plan-reader', 'plan-changes', 0, ''],
  ['plan-reader', 'plan-exit-code', 2, 'true'],
  ['plans', 'plan-changes', 0, ''],
  ['plans', 'plan-exit-code', 2, 'true'],
  ['known-secrets', 'plan-changes', 0, 'true'],
  ['known-secrets', 'plan-exit-code', 2, 'true'],
  ['redact', 'plan-changes', 0, 'true'],
  ['redact', 'plan-exit-code', 2, 'true'],
] as const)(
  'a plan that finds no %s any more (%s, exit code %i)',
  async ([chunk, recording, exitCode, hasChanges], context) => {
    const action = temporaryFolder();
    cpSync(DIST, join(action, 'dist'), { recursive: true });
    rmSync(join(action, 'dist/chunks', `${chunk}.js`));
    const job = createJob({ action });
    context.onTestFinished(() => job.remove());
    const command = exitCode === 0 ? 'plan' : 'plan --exit-code';
    const werf = playing(job, recording, exitCode);
    const inputs = { command, 'werf-path': werf, 'allowed-exit-codes': '0 2', 'ci-env': 'false' };
    const result = await job.step(inputs, { RUNNER_DEBUG: '1' });
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ 'exit-code': String(exitCode), 'has-changes': hasChanges, changes: '{}' });
    expect(result.stdout).not.toMatch(/^::error/m);
    expect(result.stdout.match(/^::warning.*/gm)).toEqual([
      expect.stringMatching(/^::warning title=werf plan::What werf plan planned .* has-changes /),
    ]);
    expect(result.summary).toMatch(hasChanges === '' ? /^### ❔ `werf plan` succeeded/ : /^### 📝 `werf plan` planned/);
    expect(result.summary).toContain('Which ones cannot be shown here: the log has what werf printed.');
  },
);

test.concurrent.for([
  ['a promise', `Promise.reject(new Error('beside'))`],
  ['a callback', `throw new Error('beside')`],
  ['an emitter', `new (require('node:events'))().emit('error', new Error('beside'))`],
] as const)('%s that fails and nobody waits for costs a debug line', async ([, failure], context) => {
  const job = createJob();
  const preload = join(job.temp, 'preload.cjs');
  const letEnd = `require('node:fs').writeFileSync('may-end', '')`;
  writeFileSync(preload, `process.once('SIGUSR2', () => { ${letEnd}; ${failure}; });`);
  context.onTestFinished(() => job.remove());
  const werf = writeStandIn(
    job.workspace,
    `echo runs; until [ -e may-end ]; do sleep 0.05; done; echo ends; exit ${EXIT_CODE}`,
  );
  const env = { NODE_OPTIONS: `--require=${preload}`, RUNNER_DEBUG: '1' };
  const step = job.start({ command: 'converge', 'werf-path': werf }, env);
  await step.printed('runs\n');
  step.process.kill('SIGUSR2');
  const result = await step.result;
  expect(result.exitCode).toBe(EXIT_CODE);
  expect(result.outputs['exit-code']).toBe(String(EXIT_CODE));
  expect(result.stdout).toMatch(/^ends$[\s\S]*^::debug::Failed beside the step: Error: beside/m);
  expect(result.stderr).toBe('');
});

test('a log that refuses a write, once, has all lines, and a notice', async (context) => {
  const job = createJob();
  context.onTestFinished(() => job.remove());
  const preload = join(job.temp, 'preload.cjs');
  writeFileSync(
    preload,
    `const { write } = process.stdout;
process.stdout.write = function (chunk, ...rest) {
  if (!Buffer.isBuffer(chunk) || !chunk.includes('second')) return write.call(this, chunk, ...rest);
  process.stdout.write = write;
  throw new Error('not this one');
};
`,
  );
  const werf = writeStandIn(job.workspace, `for line in first second third; do echo $line; sleep 0.1; done; exit 0`);
  const inputs = { command: 'converge', 'werf-path': werf };
  const { exitCode, stdout } = await job.step(inputs, { NODE_OPTIONS: `--require=${preload}` });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('\nfirst\nsecond\nthird\n::');
  expect(stdout.match(/^::notice.*/gm)).toEqual([
    '::notice::What werf printed may not be whole in this log: Error: not this one.',
  ]);
});

test('a step that loses what it waits for ends, fails and says so', async (context) => {
  const job = createJob();
  context.onTestFinished(() => job.remove());
  const werf = writeStandIn(job.workspace, 'echo never runs');
  const preload = join(job.temp, 'preload.cjs');
  // What starts werf gives a process of which nothing is ever heard, and something beside it fails.
  writeFileSync(
    preload,
    `const childProcess = require('node:child_process');
const { EventEmitter } = require('node:events');
const { spawn } = childProcess;
childProcess.spawn = (path, ...rest) => {
  if (path !== ${JSON.stringify(werf)}) return spawn(path, ...rest);
  setImmediate(() => { throw new Error('werf got lost'); });
  return Object.assign(new EventEmitter(), { pid: 2 ** 22 + 1, kill: () => false, unref: () => undefined });
};
require('node:module').syncBuiltinESMExports();
`,
  );
  const result = await job.step({ command: 'converge', 'werf-path': werf }, { NODE_OPTIONS: `--require=${preload}` });
  expect(result.exitCode).toBe(1);
  expect(result.stdout.match(/^::[0-9a-f]+::$/gm)).toHaveLength(1);
  expect(result.stdout.match(/^::error.*/gm)).toEqual([
    '::error::The step lost what it waited for, and ends: werf got lost. Run it again; with debug logging it says more.',
  ]);
});
