// The files through which the runner is told, on a disk that is full, and where something else stands in their place.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasFullDevice, hasLimits } from '../support/platform.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const kubeconfig = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'c', cluster: { server: 'https://k.example' } }],
  users: [{ name: 'u', user: { token: 'sesame-open-1' } }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
});

function newJob(): Job {
  const job = createJob();
  onTestFinished(() => job.remove());
  return job;
}

const errorsOf = ({ stdout }: StepResult) => stdout.match(/^::error.*/gm) ?? [];

/** From here on no file of the step's process grows beyond so many bytes: what fits of a write is written. */
const fillDisk = (bytes: number) => `prlimit --pid $PPID --fsize=${bytes}`;

test.runIf(hasLimits).for([
  [0, 1],
  [3, 3],
])(
  'a disk that is full when werf has ended with %i: its error, its exit code, no half output',
  async ([code, exit]) => {
    const job = newJob();
    const werf = writeStandIn(job.workspace, `${fillDisk(400)}; echo 'Error: the cause' >&2; exit ${code}`);
    const outputs = join(job.temp, 'outputs');
    writeFileSync(outputs, '');
    const inputs = { command: 'converge', 'werf-path': werf, telemetry: 'off' };
    const result = await job.step(inputs, { GITHUB_OUTPUT: outputs });
    expect(result.exitCode).toBe(exit);
    const ours = expect.stringMatching(/^::error::The outputs cannot be written .* GITHUB_OUTPUT names: EFBIG: /);
    const werfs = '::error title=werf converge::Error: the cause';
    expect(errorsOf(result)).toEqual(code === 0 ? [ours] : [werfs, ours]);
    expect(readFileSync(outputs, 'utf8')).toMatch(/^telemetry<<(\S+)\noff\n\1\n$/);
  },
);

test.runIf(hasLimits)('a summary that does not fit is left out whole', async () => {
  const job = newJob();
  const werf = writeStandIn(
    job.workspace,
    `${fillDisk(2_500)}; yes 'a line that is long enough to fill what is left of this small disk' | head -90 >&2; exit 3`,
  );
  const summary = join(job.temp, 'summary');
  writeFileSync(summary, 'before\n');
  const result = await job.step(
    { command: 'converge', 'werf-path': werf, telemetry: 'off' },
    { GITHUB_STEP_SUMMARY: summary },
  );
  expect([result.exitCode, result.outputs['exit-code']]).toEqual([3, '3']);
  expect(readFileSync(summary, 'utf8')).toBe('before\n');
});

test.runIf(hasFullDevice)('a full disk for the state: no folder is left behind, and a secret is not kept', async () => {
  const job = newJob();
  const werf = writeStandIn(job.workspace, 'echo ran');
  const env = { GITHUB_STATE: '/dev/full' };
  const inputs = { command: 'converge', 'werf-path': werf };
  const plain = await job.step({ ...inputs, telemetry: 'off' }, env);
  expect([plain.exitCode, readdirSync(job.temp)]).toEqual([0, []]);
  const secret = await job.step({ ...inputs, kubeconfig }, env);
  expect([secret.exitCode, readdirSync(job.temp)]).toEqual([1, []]);
  expect(errorsOf(secret)).toEqual([
    expect.stringMatching(/^::error::The state private-folder .* GITHUB_STATE names: ENOSPC: no space left on device/),
  ]);
});

test.runIf(hasFullDevice).for(['GITHUB_OUTPUT', 'GITHUB_PATH'])('a full disk for %s is named', async (name) => {
  const job = newJob();
  const werf = writeStandIn(job.workspace, 'echo ran');
  const result = await job.step({ command: 'build', 'werf-path': werf, telemetry: 'off' }, { [name]: '/dev/full' });
  expect(result.exitCode).toBe(1);
  expect(errorsOf(result)).toEqual([expect.stringMatching(new RegExp(`^::error::The .* ${name} names: ENOSPC: `))]);
  expect(result.stdout).not.toContain('ran\n');
});

test.each([
  ['GITHUB_OUTPUT', 1],
  ['GITHUB_STATE', 0],
  ['GITHUB_PATH', 1],
  ['GITHUB_STEP_SUMMARY', 0],
])('a named pipe in the place of %s holds nobody up', async (name, exitCode) => {
  const job = newJob();
  const pipe = join(job.temp, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const werf = writeStandIn(job.workspace, 'echo ran');
  const inputs = { command: 'build', 'werf-path': werf, telemetry: 'off' };
  const step = job.start(inputs, { [name]: pipe });
  onTestFinished(() => void step.process.kill('SIGKILL'));
  const result = await step.result;
  expect(result.exitCode).toBe(exitCode);
  expect(result.stdout).not.toContain('failed inside');
  expect(statSync(pipe).isFIFO()).toBe(true);
});
