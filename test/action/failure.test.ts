// Why a rollout failed, as a user sees it: in the annotation, in the output, in the summary; and werf's output untouched.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPage } from '../support/markdown.ts';
import { drawTable } from '../support/progress-table.ts';
import { writeRolloutWerf } from '../support/recorded-werf.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0');

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const play = (run: string, inputs: Readonly<Record<string, string>> = {}, env: NodeJS.ProcessEnv = {}) =>
  job.step({ command: 'converge', 'werf-path': writeRolloutWerf(job.temp, run), telemetry: 'false', ...inputs }, env);

const annotations = (stdout: string) => stdout.split('\n').filter((line) => /^::(?:error|warning|notice)/.test(line));

test('a crash: its reason comes first in the annotation, in the output and in the summary, and its log is there', async () => {
  const { exitCode, stdout, outputs, summary } = await play('converge-crash-loop');
  expect(exitCode).toBe(1);
  expect(stdout).toContain(readFileSync(join(GOLDEN, 'converge-crash-loop/stdout.txt'), 'utf8'));
  expect(stdout).toContain(readFileSync(join(GOLDEN, 'converge-crash-loop/stderr.txt'), 'utf8'));
  const reason =
    'CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-92f62_shop-converge-crash-loop(2e08dbbd-a2fa-48e9-aca0-3bd368ca14d9)';
  expect(annotations(stdout)).toEqual([
    expect.stringMatching(
      /^::error title=werf converge::Deployment\/web: CrashLoopBackOff: .+ \(0 of 1 ready\)%0AError: release install/,
    ),
  ]);
  expect(JSON.parse(outputs['failed-resources'] ?? '')).toEqual([
    { resource: 'Deployment/web', state: 'FAILED', reason },
  ]);
  const page = readPage(summary);
  expect(page.quotes.join('\n')).toContain(reason);
  expect(page.tables[0]).toEqual({
    header: ['Resource', 'State', 'Ready', 'Reason'],
    rows: [['Deployment/web', '❌ FAILED', '0 of 1', reason]],
  });
  expect(page.blocks[0]?.text).toContain('panic: dial tcp 10.96.0.12:5432: connect: connection refused');
});

test.each([
  ['rollback-reported', 0, 'deployed'],
  // werf itself reports `deployed` of this one too.
  ['rollback-unanswered', 1, 'failed'],
])('%s: the release that was rolled back, and its status', async (run, code, status) => {
  const { exitCode, outputs } = await play(run, { command: 'rollback --revision 1' });
  const { release, namespace } = JSON.parse(readFileSync(join(GOLDEN, run, 'rollback-report.json'), 'utf8'));
  expect([exitCode, outputs['release'], outputs['namespace'], outputs['revision'], outputs['deploy-status']]).toEqual([
    code,
    release,
    namespace,
    '3',
    status,
  ]);
});

test.each([
  ['bundle apply --tag 1.4.0', 'bundle-apply-failed'],
  ['rollback --revision 1', 'converge-crash-loop'],
])('%s is read too', async (command, run) => {
  const { outputs, summary } = await play(run, { command });
  expect(outputs['failed-resources']).toContain(
    '"resource":"Deployment/web","state":"FAILED","reason":"CrashLoopBackOff:',
  );
  expect(summary).toContain('did not become ready: a container keeps exiting after its start.');
});

test.each(['TERM', 'SEGV'])(
  'a rollout that failed before SIG%s ended werf: its reason, as after an error',
  async (name) => {
    const stdout = join(GOLDEN, 'converge-crash-loop/stdout.txt');
    const werf = writeStandIn(job.temp, `cat '${stdout}'; kill -${name} $$`);
    const seen = await job.step({ command: 'converge', 'werf-path': werf, telemetry: 'false' });
    const exitCode = 128 + constants.signals[`SIG${name}` as NodeJS.Signals];
    expect(seen.exitCode).toBe(exitCode);
    expect(annotations(seen.stdout)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^::error title=werf converge::Deployment/web: CrashLoopBackOff: .+%0Awerf converge failed with exit code ${exitCode}\\.$`,
        ),
      ),
    ]);
    expect(seen.summary).toContain(
      '> `Deployment/web` did not become ready: a container keeps exiting after its start.',
    );
    expect(seen.summary).toContain('| `Deployment/web` | ❌ **FAILED** | 0 of 1 |');
  },
);

test('a panic that an application printed is none of werf’s', async () => {
  const stdout = join(GOLDEN, 'converge-crash-loop/stdout.txt');
  const werf = writeStandIn(job.temp, `echo 'panic: no database'; cat '${stdout}'; exit 124`);
  const seen = await job.step({ command: 'converge', 'werf-path': werf, telemetry: 'false' });
  expect(annotations(seen.stdout)).toEqual([
    expect.stringMatching(/^::error title=werf converge::Deployment\/web: CrashLoopBackOff: /),
  ]);
  expect(seen.summary).toContain('| `Deployment/web` | ❌ **FAILED** | 0 of 1 |');
});

test('a build that failed, as `werf build` prints it: the last lines of its stage', async () => {
  const { stdout, outputs, summary } = await play('converge-build-failed', { command: 'build' });
  expect(annotations(stdout)).toEqual([
    expect.stringMatching(
      /^::error title=werf build::image backend, stage backend\/dockerfile: building at STEP "COPY missing.txt \/missing.txt": .+no such file or directory%0ASTEP 1\/4: FROM scratch%0A/,
    ),
  ]);
  expect(outputs['failed-resources']).toBe('[]');
  expect(readPage(summary).blocks[0]?.text).toContain('STEP 3/4: COPY missing.txt /missing.txt');
});

test('after a success the list is empty, and the summary is as short as ever', async () => {
  const { exitCode, stdout, outputs, summary } = await play('converge-ok');
  expect(exitCode).toBe(0);
  expect(outputs['failed-resources']).toBe('[]');
  expect(annotations(stdout)).toEqual([]);
  expect(summary).toContain('<summary>Completed operations</summary>');
  expect(summary).not.toContain('Reason');
});

test('a cancellation says what was waited for, for how long, and with which last status', async () => {
  const table = readFileSync(join(GOLDEN, 'converge-timeout/stdout.txt'), 'utf8').split('┌ Completed')[0] ?? '';
  writeFileSync(join(job.workspace, 'table'), table);
  const werf = writeStandIn(
    job.temp,
    `trap 'exit 130' INT\nmkfifo '${job.workspace}/pipe'\nexec 9<>'${job.workspace}/pipe'\ncat '${job.workspace}/table'\necho werf waits\nread -r _ <&9`,
  );
  const step = job.start({ command: 'converge', 'werf-path': werf, telemetry: 'false' });
  await step.printed('werf waits');
  step.process.kill('SIGINT');
  const { exitCode, outputs, summary } = await step.result;
  expect(exitCode).toBe(130);
  expect(JSON.parse(outputs['failed-resources'] ?? '')).toEqual([
    { resource: 'Deployment/web', state: 'WAITING', reason: 'Pending' },
  ]);
  expect(readPage(summary).quotes.join('\n')).toMatch(
    /^\[!WARNING\]\nCancelled while werf waited for Deployment\/web for [\d.]+ m?s\.\nIts last status: Pending, 0 of 3 ready\./,
  );
});

test.each<[string, string, NodeJS.ProcessEnv, string]>([
  ['the command line', 'converge --timeout=90', {}, 'within 1 min 30 s (`--timeout`)'],
  ['its variable', 'converge', { WERF_TIMEOUT: '12' }, 'within 12 s (`--timeout`)'],
  ['the clock, where none was set', 'converge', {}, 'did not become ready within '],
])('the limit of a timeout comes from %s', async (_, command, env, expected) => {
  expect((await play('converge-timeout', { command }, env)).summary).toContain(expected);
});

test.each([
  ['that the step knows', 'API_TOKEN'],
  ['that only the runner knows', 'FOO'],
])('a long reason without blanks is shown, and cut inside of no secret %s', async (_, name) => {
  const secret = 'Tr0ub4dor&3';
  const reason = `FailedCreate: {"code":403,"message":"${'x'.repeat(300)}","body":"${secret.repeat(200)}","end":"${'y'.repeat(300)}"}`;
  const info = (error: string) => `Errors:1  LastError:${JSON.stringify(error)}`;
  const table = drawTable([['READY', [{ resource: 'Deployment/web', state: 'FAILED', info: info(reason) }]]], {
    width: 140,
  });
  writeFileSync(join(job.workspace, 'table'), `Start release "shop" (namespace: "shop")\n${table}`);
  const werf = writeStandIn(
    job.temp,
    `cat table\necho 'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: waiting for resource "shop/Deployment/web" readiness failed' >&2\nexit 1`,
  );
  const inputs = { command: 'converge', 'werf-path': werf, telemetry: 'false', 'ci-env': 'false' };
  const { stdout, outputs, summary } = await job.step(inputs, { [name]: secret });
  const [annotation = ''] = annotations(stdout);
  expect(annotation).toMatch(
    /^::error title=werf converge::Deployment\/web: FailedCreate: \{"code":403,"message":"x{300}".+y{300}"\}%0A/,
  );
  for (const shown of [annotation, outputs['failed-resources'] ?? '', summary]) {
    expect(shown).toContain('x'.repeat(150));
    expect(shown).not.toMatch(/Tr0ub|dor&3/);
  }
});

describe('werf is none the worse for it', () => {
  test('every byte of its stdout passes, whatever it holds', async () => {
    const bytes = Buffer.alloc(3_000_000, 0);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 2_654_435_761) >>> 24;
    const pieces = [
      Buffer.from('Start release "a" (namespace: "b")\n┌ Progress status\n│ RESOURCE (→READY)  STATE  INFO\n│ '),
      bytes,
    ];
    writeFileSync(join(job.workspace, 'bytes'), Buffer.concat(pieces));
    const werf = writeStandIn(job.temp, `cat '${job.workspace}/bytes'; exit 3`);
    const { exitCode, outputs } = await job.step({
      command: 'converge',
      'werf-path': werf,
      telemetry: 'false',
      'output-file': 'copy',
    });
    expect(exitCode).toBe(3);
    expect(outputs['failed-resources']).toBe('[]');
    const hash = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(job.workspace, name)))
        .digest('hex');
    expect(hash('copy')).toBe(hash('bytes'));
  });

  test.each([
    ['is quiet', 'converge-crash-loop-quiet', 1, 'Error: release install'],
    ['crashes', 'converge-panic', 2, 'panic: runtime error'],
  ])('where it %s, the end is as before', async (_, run, code, line) => {
    const { exitCode, stdout, summary } = await play(run);
    expect(exitCode).toBe(code);
    expect(annotations(stdout)).toEqual([expect.stringContaining(`::error title=werf converge::${line}`)]);
    expect(readPage(summary).quotes).toEqual([expect.stringContaining(`[!CAUTION]\n${line}`)]);
  });
});
