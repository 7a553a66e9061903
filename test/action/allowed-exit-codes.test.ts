// What a user sees of a command that ended with an exit code other than 0 that is allowed: the step is green, and says why.
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GithubServer, serveGithub } from '../support/github.ts';
import { COMMENTING, playing, pullRequestRun } from '../support/pull-request.ts';
import { writeRolloutWerf } from '../support/recorded-werf.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0/converge-panic');

let job: Job;
let github: GithubServer;
beforeEach(async () => {
  job = createJob();
  github = await serveGithub();
});
afterEach(async () => {
  job.remove();
  await github[Symbol.asyncDispose]();
});

interface Seen extends StepResult {
  readonly annotations: readonly string[];
  readonly comment: string;
}

async function step(command: string, werf: string, allowed: string): Promise<Seen> {
  const inputs = { ...COMMENTING, command, 'werf-path': werf, 'allowed-exit-codes': allowed };
  const result = await job.step(inputs, pullRequestRun(job, github));
  const annotations = result.stdout.split('\n').filter((line) => /^::(?:notice|warning|error)/.test(line));
  return { ...result, annotations, comment: github.comments[0]?.body ?? '' };
}

const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('### '));
const PANIC = 'panic: runtime error: index out of range [1] with length 1';

test('a deploy that crashes with the exit code that plans have for changes', async () => {
  const crash = `cat '${GOLDEN}/stdout.txt'; cat '${GOLDEN}/stderr.txt' >&2; exit 2`;
  const werf = playing(job, 'plan-exit-code', 2, `[ "$1" = plan ] || { ${crash}; }`);
  const seen = await step('plan --exit-code --env qa\nconverge --env qa', werf, '0 2');
  expect(seen.exitCode).toBe(0);
  expect(seen.annotations).toEqual([
    expect.stringMatching(
      /^::warning title=werf converge::werf converge ended with exit code 2, which .+: a crash ends so too\.%0Apanic: runtime error: index/,
    ),
  ]);
  expect(headings(seen.summary)).toEqual([
    expect.stringMatching(
      /^### ⚠️ `werf converge` ended with exit code 2, which `allowed-exit-codes` allows, after .+ \(command 2 of 2\)$/,
    ),
    expect.stringMatching(/^### 📝 `werf plan` planned changes in .+ \(command 1 of 2, exit code 2\)$/),
  ]);
  expect(seen.summary).toContain(`> [!WARNING]\n> \`${PANIC}`);
  expect(headings(seen.comment)).toEqual([
    '### 📝 `werf plan`: changes planned',
    '### ⚠️ `werf converge` ended with exit code 2, which `allowed-exit-codes` allows',
  ]);
  expect(seen.comment).toContain(PANIC);
  expect(seen.outputs).toMatchObject({ 'exit-code': '2', 'has-changes': 'true' });
});

test('a plan that crashes so', async () => {
  const seen = await step('plan --exit-code --env qa', playing(job, 'converge-panic', 2), '0 2');
  expect(seen.exitCode).toBe(0);
  expect(seen.annotations).toEqual([
    expect.stringMatching(
      /^::warning title=werf plan::werf plan ended with exit code 2 and not with the words that changes are planned: a crash ends so too\. The output has-changes is empty\.%0Apanic: /,
    ),
  ]);
  expect(seen.summary).toMatch(
    /^### ⚠️ `werf plan` ended with exit code 2, which `allowed-exit-codes` allows, after .+\n/,
  );
  expect(seen.summary).toContain(`> [!WARNING]\n> \`${PANIC}`);
  expect(headings(seen.comment)).toEqual([
    '### ⚠️ `werf plan` made no plan: it ended with exit code 2, which `allowed-exit-codes` allows',
  ]);
  expect(seen.comment).toContain(PANIC);
  expect(seen.outputs).toMatchObject({ changes: '{}', 'has-changes': '' });
});

test('a deploy that fails: its reason is a warning, and stands in summary, comment and outputs as a failure’s does', async () => {
  const seen = await step('converge --env qa', writeRolloutWerf(job.temp, 'converge-crash-loop'), '0 1');
  expect(seen.exitCode).toBe(0);
  expect(seen.annotations).toEqual([
    expect.stringMatching(
      /^::warning title=werf converge::werf converge ended with exit code 1, which allowed-exit-codes allows\.%0ADeployment\/web: CrashLoopBackOff: .+ \(0 of 1 ready\)%0AError: release install/,
    ),
  ]);
  expect(seen.summary).toMatch(
    /^### ⚠️ `werf converge` ended with exit code 1, which `allowed-exit-codes` allows, after .+\n\n> \[!WARNING\]\n> `Deployment\/web` did not become ready: a container keeps exiting/,
  );
  expect(seen.summary).toContain('| `Deployment/web` | ❌ **FAILED** | 0 of 1 | `CrashLoopBackOff: ');
  expect(seen.summary).not.toContain('CAUTION');
  expect(headings(seen.comment)).toEqual([
    '### ⚠️ `werf converge` ended with exit code 1, which `allowed-exit-codes` allows',
  ]);
  expect(seen.comment).toContain('**What failed:**\n\n- `Deployment/web` (`FAILED`): `CrashLoopBackOff: ');
  expect(seen.comment).toContain("<summary>werf's error</summary>");
  expect(seen.outputs['deploy-status']).toBe('failed');
  expect(JSON.parse(seen.outputs['failed-resources'] ?? '')).toMatchObject([{ resource: 'Deployment/web' }]);
});

test('a command that says nothing of an error: what somebody meant needs no annotation', async () => {
  const seen = await step('render', writeStandIn(job.temp, 'echo "kind: List"; exit 4'), '4');
  expect(seen.exitCode).toBe(0);
  expect(seen.annotations).toEqual([]);
  expect(seen.summary).toMatch(
    /^### ⚠️ `werf render` ended with exit code 4, which `allowed-exit-codes` allows, after .+\n$/,
  );
});
