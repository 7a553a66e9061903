// Folders that nobody may enter, and reports without end: what the step says, and that the rest of it stands.
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasLimits } from '../support/platform.ts';
import { createJob, type Job, type JobOptions, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

function newJob(options: JobOptions = {}): Job {
  const job = createJob({ unprivileged: true, ...options });
  onTestFinished(() => job.remove());
  return job;
}

const errorsOf = ({ stdout }: StepResult) => stdout.match(/^::error.*/gm) ?? [];

test('a working directory that cannot be entered is what the error names, before werf and between commands', async () => {
  const job = newJob();
  const app = join(job.workspace, 'app');
  mkdirSync(app);
  job.give(job.workspace);
  const werf = writeStandIn(job.workspace, `chmod 0 '${app}'`);
  const inputs = { 'werf-path': werf, 'working-directory': 'app', telemetry: 'off' };
  const between = await job.step({ ...inputs, command: 'build\nconverge' });
  expect([between.exitCode, between.outputs['exit-code']]).toEqual([1, '0']);
  expect(errorsOf(between)).toEqual([expect.stringMatching(/its working directory .*\/app may not be entered/)]);
  const before = await job.step({ ...inputs, command: 'build' });
  chmodSync(app, 0o700);
  expect(before.exitCode).toBe(1);
  expect(errorsOf(before)).toEqual([expect.stringMatching(/Input working-directory: .*\/app.* may enter/)]);
});

test('a report of millions of images is left out, and the step says all the rest', async () => {
  const job = newJob();
  const images = `awk 'BEGIN { printf "{\\"Images\\":{\\"0\\":{}"; for (i = 1; i < 1000000; i++) printf ",\\"%d\\":{}", i; print "}}" }'`;
  const werf = writeStandIn(
    job.workspace,
    `${images} > "$WERF_BUILD_REPORT_PATH"; echo 'Error: the cause' >&2; exit 3`,
  );
  const result = await job.step({ command: 'build', 'werf-path': werf, telemetry: 'off' });
  expect([result.exitCode, result.outputs['exit-code'], result.outputs['images']]).toEqual([3, '3', '{}']);
  expect(errorsOf(result)).toEqual(['::error title=werf build::Error: the cause']);
  expect(result.stdout).toMatch(/^::notice::A report of werf is too large to be read, and is left out: .*\.json$/m);
  expect(result.summary).toContain('the cause');
});

test.runIf(hasLimits)(
  'a kubeconfig that the disk cannot take is what the error names, and its secret is not',
  async () => {
    const job = newJob({ launcher: ['prlimit', '--fsize=1000'] });
    const kubeconfig = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: 'https://k.example' } }],
      users: [{ name: 'u', user: { token: 'sesame-open-1'.repeat(200) } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    });
    const werf = writeStandIn(job.workspace, 'echo ran');
    const result = await job.step({ command: 'build', 'werf-path': werf, kubeconfig, telemetry: 'off' });
    expect(result.exitCode).toBe(1);
    expect(errorsOf(result)).toEqual([expect.stringMatching(/\/kubeconfig cannot be written: EFBIG: .* RUNNER_TEMP /)]);
    expect(errorsOf(result).join()).not.toContain('sesame');
  },
);
