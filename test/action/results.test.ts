// What a user sees of werf's reports: the summary, the outputs, the annotation and the log groups.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeReportingWerf } from '../support/recorded-werf.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.77.1');

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const reportingWerf = (recording: string, rest?: string) => writeReportingWerf(job.temp, recording, rest);

test('a deploy that succeeded: summary, images and release', async () => {
  const werf = reportingWerf('converge-ok');
  const { exitCode, outputs, summary, stdout } = await job.step({
    command: 'converge',
    'werf-path': werf,
    telemetry: 'false',
  });
  expect(exitCode).toBe(0);
  expect(summary).toMatch(/^### ✅ `werf converge` succeeded in /);
  expect(summary).toContain('| `shop-prod` | `shop-prod` | 1 | `deployed` | 1 | 0 | 0 |');
  expect(outputs).toMatchObject({
    release: 'shop-prod',
    namespace: 'shop-prod',
    revision: '1',
    'deploy-status': 'deployed',
  });
  const images = JSON.parse(outputs['images'] ?? '');
  expect(Object.keys(images).sort()).toEqual(['backend', 'frontend']);
  expect(images.backend).toEqual({
    reference: expect.stringMatching(/^127\.0\.0\.1:5000\/shop2@sha256:[0-9a-f]{64}$/),
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    repository: '127.0.0.1:5000/shop2',
    tag: expect.stringMatching(/^[0-9a-f]{56}-[0-9]{13}$/),
    rebuilt: false,
  });
  expect(stdout).not.toMatch(/::(error|group|notice)/);
});

test("a deploy that failed: the cause first, and one annotation with werf's own error", async () => {
  const output = join(GOLDEN, 'converge-failed/output.txt');
  const werf = reportingWerf('converge-failed', `printf '\\033[31m' >&2; cat '${output}' >&2; exit 1`);
  const { exitCode, outputs, summary, stdout } = await job.step({ command: 'converge', 'werf-path': werf });
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`\u001b[31m${readFileSync(output, 'utf8')}`);
  const errors = stdout.split('\n').filter((line) => line.startsWith('::error'));
  expect(errors).toEqual([
    expect.stringMatching(
      /^::error title=werf converge::ConfigMap\/Bad_Name: ConfigMap "Bad_Name" is invalid: .+%0AError: release install: failed release/,
    ),
  ]);
  expect(errors[0]).not.toContain('\u001b');
  expect(summary).toMatch(
    /^### ❌ `werf converge` failed after .+ \(exit code 1\)\n\n> \[!CAUTION\]\n> `ConfigMap\/Bad_Name` was refused by the cluster\.\n>\n> `ConfigMap "Bad_Name" is invalid/,
  );
  expect(outputs).toMatchObject({ release: 'shop-prod', revision: '2', 'deploy-status': 'failed', images: '{}' });
});

test('several commands: a group and a time for each, and a block for each', async () => {
  const werf = reportingWerf('build-rebuilt', '[ "$1" != render ] || exit 4');
  const inputs = { command: 'build --dev\nconfig render\nrender', 'werf-path': werf, 'allowed-exit-codes': '4' };
  const { summary, stdout, outputs } = await job.step(inputs);
  expect(stdout.match(/^::group::.+$/gm)).toEqual([
    '::group::werf build (1 of 3)',
    '::group::werf config render (2 of 3)',
    '::group::werf render (3 of 3)',
  ]);
  expect(stdout.match(/^werf .+ ended with exit code \d after \d+\.\d s\.$/gm)).toHaveLength(3);
  expect(summary.match(/^### .+$/gm)).toEqual([
    expect.stringContaining('`werf render` ended with exit code 4, which `allowed-exit-codes` allows, after'),
    expect.stringContaining('`werf build` succeeded'),
    expect.stringContaining('`werf config render` succeeded'),
  ]);
  expect(summary).toContain('```mermaid');
  expect(Object.keys(JSON.parse(outputs['images'] ?? ''))).toHaveLength(2);
});

test('summary: false costs the summary, and not the outputs', async () => {
  const inputs = { command: 'build', 'werf-path': reportingWerf('build-rebuilt'), summary: 'false' };
  const { summary, outputs } = await job.step(inputs);
  expect(summary).toBe('');
  expect(Object.keys(JSON.parse(outputs['images'] ?? ''))).toHaveLength(2);
});

describe('reports', () => {
  const variables = (stdout: string) => stdout.match(/^WERF_(SAVE|BUILD|DEPLOY)_.+$/gm)?.sort() ?? [];

  test('are asked for only of commands that know them', async () => {
    const werf = writeStandIn(job.temp, 'env');
    const converge = await job.step({ command: 'converge', 'werf-path': werf });
    expect(variables(converge.stdout)).toEqual([
      expect.stringMatching(/^WERF_BUILD_REPORT_PATH=.+\/1-build-report\.json$/),
      expect.stringMatching(/^WERF_DEPLOY_REPORT_PATH=.+\/1-deploy-report\.json$/),
      'WERF_SAVE_BUILD_REPORT=1',
      'WERF_SAVE_DEPLOY_REPORT=1',
    ]);
    const render = await job.step({ command: 'config render', 'werf-path': werf });
    expect(variables(render.stdout)).toEqual([]);
  });

  test('that the user asked for are read and left in place; an old one is not taken for new', async () => {
    writeFileSync(join(job.workspace, 'mine.json'), readFileSync(join(GOLDEN, 'build-cached/build-report.json')));
    const env = { WERF_BUILD_REPORT_PATH: 'mine.json' };
    const unwritten = await job.step({ command: 'build', 'werf-path': writeStandIn(job.temp, 'exit 1') }, env);
    expect(unwritten.outputs['images']).toBe('{}');
    const written = await job.step({ command: 'build', 'werf-path': reportingWerf('build-rebuilt') }, env);
    expect(written.summary).toContain('**built**');
    expect(existsSync(join(job.workspace, 'mine.json'))).toBe(true);
  });

  test.each([
    ['missing', ''],
    ['broken', `printf '{' > "$WERF_BUILD_REPORT_PATH"`],
    ['of another shape', `printf '[{"Images": 7}]' > "$WERF_BUILD_REPORT_PATH"`],
    ['a folder', `mkdir "$WERF_BUILD_REPORT_PATH"`],
    ['a pipe that nobody writes', `mkfifo "$WERF_BUILD_REPORT_PATH"`],
  ])('%s: cost their part and nothing else', async (_, body) => {
    const { exitCode, outputs, summary, stdout } = await job.step({
      command: 'build',
      'werf-path': writeStandIn(job.temp, body),
    });
    expect({ exitCode, images: outputs['images'] }).toEqual({ exitCode: 0, images: '{}' });
    expect(summary).toMatch(/^### ✅ `werf build` succeeded in .+\n$/);
    expect(stdout).not.toMatch(/::(error|warning|notice)/);
  });

  test('leave nothing behind after the post step', async () => {
    const step = await job.step(
      { command: 'converge', 'werf-path': reportingWerf('converge-ok') },
      { WERF_TELEMETRY: '0' },
    );
    const left = () => readdirSync(job.temp).filter((name) => name !== 'bin');
    expect(left()).toHaveLength(1);
    await job.post(step);
    expect(left()).toEqual([]);
  });

  test('go without where RUNNER_TEMP cannot be written', async () => {
    mkdirSync(join(job.temp, 'bin'), { recursive: true });
    writeFileSync(join(job.temp, 'file'), '');
    const { exitCode, summary, stdout } = await job.step(
      { command: 'converge', 'werf-path': reportingWerf('converge-ok'), telemetry: 'false' },
      { RUNNER_TEMP: join(job.temp, 'file') },
    );
    expect(exitCode).toBe(0);
    expect(summary).toMatch(/^### ✅ `werf converge` succeeded in .+\n$/);
    expect(stdout).not.toMatch(/::(error|warning|notice)/);
  });
});
