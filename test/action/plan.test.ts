// Plans as a user sees them: the summary, the outputs, the annotations, and saved plans.
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPage } from '../support/markdown.ts';
import { playing } from '../support/pull-request.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0');

let job: Job;
beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const OFF = { telemetry: 'false', 'ci-env': 'false' };
const play = (recording: string, exitCode: number, inputs: Readonly<Record<string, string>> = {}, before = '') =>
  job.step({ ...OFF, command: 'plan --exit-code', 'werf-path': playing(job, recording, exitCode, before), ...inputs });
const annotations = (stdout: string) => stdout.split('\n').filter((line) => /^::(?:notice|warning|error)/.test(line));

test('changes with an exit code that is allowed: nothing is annotated, and the summary has the plan', async () => {
  const { exitCode, outputs, stdout, summary } = await play('plan-exit-code', 2, { 'allowed-exit-codes': '0 2' });
  expect(exitCode).toBe(0);
  expect(annotations(stdout)).toEqual([]);
  expect(outputs).toMatchObject({ 'has-changes': 'true', 'exit-code': '2' });
  expect(JSON.parse(outputs['changes'] ?? '')).toMatchObject({ create: 1, recreate: 1, update: 4, delete: 1 });
  const page = readPage(summary);
  expect(summary).toMatch(
    /^### 📝 `werf plan` planned changes in .* \(exit code 2\)\n\n\*\*1 to create, 1 to recreate, 4 to update, 1 to delete\*\*/,
  );
  expect(page.tables[0]?.rows).toHaveLength(7);
  expect(page.blocks.map(({ language }) => language)).toEqual(Array(7).fill('diff'));
  expect(summary).not.toContain('Error: changes planned');
  expect(summary).not.toMatch(/hash [0-9a-f]{12}/);
});

test('changes with an exit code that is not allowed: the step fails, and a notice says how to go on', async () => {
  const { exitCode, stdout } = await play('plan-exit-code', 2);
  expect(exitCode).toBe(2);
  expect(annotations(stdout)).toEqual([expect.stringMatching(/^::notice title=werf plan::.*allowed-exit-codes: 0 2/)]);
});

test.each([
  ['0 2', '0 2 3'],
  ['17, 2', '0 2 3 17'],
  ['', '0 3'],
])('what %j allows stays in what the notice says to set', async (allowed, advised) => {
  const { exitCode, stdout } = await play('plan-detailed-exit-code', 3, { 'allowed-exit-codes': allowed });
  expect(exitCode).toBe(3);
  expect(annotations(stdout)).toEqual([expect.stringContaining(`set "allowed-exit-codes: ${advised}".`)]);
});

test('only the release record', async () => {
  const { outputs, summary } = await play('plan-detailed-exit-code', 3, { 'allowed-exit-codes': '0 2 3' });
  expect(outputs).toMatchObject({ 'has-changes': 'false' });
  expect(summary).toContain('**No resource changes** for release `shop-notes`');
  expect(summary).toContain('only the record of the release would be written');
});

test('no changes', async () => {
  const { outputs, summary } = await play('plan-none', 0);
  expect(outputs).toMatchObject({ 'has-changes': 'false' });
  expect(summary).toContain('**No changes** for release `shop-qa`');
});

test('a blind apply is a warning with its reason', async () => {
  const { stdout, summary } = await play('plan-blind-apply', 2, { 'allowed-exit-codes': '0 2' });
  expect(annotations(stdout)).toEqual([
    expect.stringMatching(/^::warning title=werf plan::Service\/web could not be tried.*expected numeric/),
  ]);
  expect(summary).toMatch(/> \[!WARNING\]\n.*\n> - `Service\/web`: `error: server-side dry-run apply/);
});

test('a crash with the exit code for changes: no changes, and a warning, also where 2 is allowed', async () => {
  const { exitCode, outputs, stdout } = await play('converge-panic', 2, { 'allowed-exit-codes': '0 2' });
  expect(exitCode).toBe(0);
  expect(outputs).toMatchObject({ 'has-changes': '', changes: '{}' });
  expect(annotations(stdout)).toEqual([expect.stringMatching(/^::warning title=werf plan::.*a crash ends so too/)]);
});

test.each([
  ['0', 2, ['error', 'warning']],
  ['0 2', 0, ['warning']],
])(
  'another error after the plan, where %j is allowed: the plan stays, with the doubt',
  async (allowed, code, kinds) => {
    const werf = writeStandIn(
      job.temp,
      `cat '${GOLDEN}/plan-exit-code/stdout.txt'; printf 'Error: changes planned\\nError: cleanup failed\\n' >&2; exit 2`,
    );
    const inputs = { ...OFF, command: 'plan --exit-code', 'werf-path': werf, 'allowed-exit-codes': allowed };
    const seen = await job.step(inputs);
    expect(seen.exitCode).toBe(code);
    expect(seen.outputs['has-changes']).toBe('');
    expect(JSON.parse(seen.outputs['changes'] ?? '')).toMatchObject({ create: 1, recreate: 1, update: 4, delete: 1 });
    const said = annotations(seen.stdout);
    expect(said.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual(kinds);
    expect(said.at(-1)).toContain(
      'after the words that changes are planned and another error: it may stand for either.',
    );
    for (const line of said) {
      const lines = line.replace(/^::.*?::/, '').split('%0A');
      expect(new Set(lines).size).toBe(lines.length);
    }
    expect(seen.summary).toContain('> Error: cleanup failed');
    expect(seen.summary).toContain('**1 to create, 1 to recreate, 4 to update, 1 to delete**');
    expect(seen.summary).toContain('_What was planned before the other error.');
    expect(readPage(seen.summary).tables[0]?.rows).toHaveLength(7);
  },
);

test('a plan that fails is an error', async () => {
  const { exitCode, outputs, stdout } = await play('plan-immutable', 1);
  expect(exitCode).toBe(1);
  expect(outputs).toMatchObject({ 'has-changes': '', changes: '{}' });
  expect(annotations(stdout)[0]).toMatch(
    /^::error title=werf plan::ConfigMap\/fixed: .*%0AError: release plan install/,
  );
});

test('resources that werf counts and whose boxes cannot be read: a notice says so, and speaks of no limit', async () => {
  const text = `Planning release install "a" (namespace: "a")

┌ Update ConfigMap/a
│ + b
└ Update ConfigMap/a

Planned changes summary for release "a" (namespace: "a"):
- update: 3 resources
`;
  writeFileSync(join(job.temp, 'plan.txt'), text);
  const werf = writeStandIn(job.temp, `cat '${join(job.temp, 'plan.txt')}'`);
  const { stdout, outputs, summary } = await job.step({ ...OFF, command: 'plan', 'werf-path': werf });
  expect(annotations(stdout)).toEqual([
    '::notice::The output changes does not name all that is planned: werf counts 2 resources more than could be read.',
  ]);
  expect(JSON.parse(outputs['changes'] ?? '')).toMatchObject({ update: 3, omitted: 2 });
  expect(summary).toContain('_werf counts 2 resources more than could be read: the log has all that it printed._');
  expect(summary).not.toContain('the rest is cut');
});

test('what werf prints comes through byte for byte', async () => {
  const { stdout } = await play('plan-changes-color', 0);
  const { readFileSync } = await import('node:fs');
  expect(stdout).toContain(readFileSync(join(GOLDEN, 'plan-changes-color/stdout.txt'), 'utf8'));
});

describe('saved plans', () => {
  const save = (recording: string, path: string) =>
    `cp '${GOLDEN}/${recording}/plan.gz' '${path}'; chmod 644 '${path}'`;

  test('one in the workspace is made private, and a notice says what is in it', async () => {
    const path = join(job.workspace, 'plan.gz');
    const { stdout } = await play(
      'plan-changes',
      0,
      { command: 'plan --save-plan plan.gz' },
      save('plan-changes', path),
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(stdout).toContain(
      `Saved the plan ${path}: revision 2 of release shop-qa (namespace shop-qa), not encrypted. Every user`,
    );
    expect(annotations(stdout)).toEqual([
      expect.stringMatching(/^::notice::The plan .* holds every Secret .* WERF_SECRET_KEY/),
    ]);
  });

  test('an encrypted one needs no notice', async () => {
    const path = join(job.workspace, 'plan.gz');
    const inputs = { command: 'plan --exit-code --save-plan=plan.gz', 'allowed-exit-codes': '0 2' };
    const { stdout } = await play('plan-save-encrypted', 2, inputs, save('plan-save-encrypted', path));
    expect(stdout).toContain('namespace shop-qa), encrypted.');
    expect(annotations(stdout)).toEqual([]);
  });

  test('one outside of the workspace neither', async () => {
    const path = join(job.temp, 'plan.gz');
    const { stdout } = await play(
      'plan-changes',
      0,
      { command: `plan --save-plan ${path}` },
      save('plan-changes', path),
    );
    expect(annotations(stdout)).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('one with a failed dry run: said when it is made', async () => {
    const path = join(job.temp, 'plan.gz');
    const { stdout } = await play(
      'plan-blind-save',
      0,
      { command: `plan --save-plan ${path}` },
      save('plan-blind-save', path),
    );
    expect(annotations(stdout).join('\n')).toContain('cannot be used later');
  });

  test('a quiet werf: the resources come from the plan that was saved', async () => {
    const path = join(job.temp, 'plan.gz');
    const werf = writeStandIn(job.temp, save('plan-changes', path));
    const { outputs, summary } = await job.step({ ...OFF, command: `plan --save-plan ${path}`, 'werf-path': werf });
    expect(JSON.parse(outputs['changes'] ?? '')).toMatchObject({ update: 3, delete: 1 });
    expect(summary).toContain('`Service/web`');
    expect(summary).not.toContain('```');
  });

  test('the log says which plan was used, and its age', async () => {
    const path = join(job.temp, 'plan.gz');
    copyFileSync(join(GOLDEN, 'plan-save-initial/plan.gz'), path);
    const { stdout, exitCode } = await play('converge-use-plan', 0, { command: `converge --use-plan ${path}` });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^The plan \S+plan\.gz: revision 1 of release shop-stage \(namespace shop-stage\), made .+ before\.$/m,
    );
  });

  describe('one that is only shown, by a quiet werf, which ends with 0 whatever is in it', () => {
    const QUIET = { WERF_LOG_QUIET: '1' };
    const show = (saved: string, command: string, env: NodeJS.ProcessEnv = {}) => {
      copyFileSync(join(GOLDEN, saved, 'plan.gz'), join(job.workspace, 'plan.gz'));
      const inputs = { ...OFF, command, 'werf-path': writeStandIn(job.temp, 'exit 0') };
      return job.step(inputs, { ...QUIET, ...env });
    };

    test.each([
      ['plan --exit-code --show-plan plan.gz', {}],
      ['plan --show-plan=plan.gz', { WERF_EXIT_CODE: '1' }],
      ['plan --exit-code', { WERF_SHOW_PLAN_PATH: 'plan.gz' }],
      ['bundle plan --exit-code --show-plan plan.gz', {}],
    ])('encrypted, %s %j: nobody knows whether there are changes', async (command, env) => {
      const { outputs, summary } = await show('plan-save-encrypted', command, env);
      expect(outputs).toMatchObject({ 'has-changes': '', changes: '{}', 'exit-code': '0' });
      expect(summary).not.toContain('No changes');
    });

    test('in clear: the file tells', async () => {
      const { outputs } = await show('plan-changes', 'plan --exit-code --show-plan plan.gz');
      expect(outputs['has-changes']).toBe('true');
    });

    test('one that is made and saved instead: 0 says that there are no changes', async () => {
      const { outputs } = await show('plan-save-encrypted', 'plan --exit-code --save-plan other.gz');
      expect(outputs['has-changes']).toBe('false');
    });
  });

  test.each([
    ['converge-use-plan-stale', 'plan-save-initial', /The plan is out of date/],
    ['converge-use-plan-expired', 'plan-save-initial', /The plan has expired/],
    ['converge-use-plan-unreadable', 'plan-blind-save', /The plan cannot be used/],
  ])('%s: the plain reason comes first', async (recording, saved, reason) => {
    const path = join(job.temp, 'plan.gz');
    copyFileSync(join(GOLDEN, saved, 'plan.gz'), path);
    const { stdout, summary, exitCode } = await play(recording, 1, { command: `converge --use-plan ${path}` });
    expect(exitCode).toBe(1);
    const errors = annotations(stdout);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^::error title=werf converge::${reason.source}.*Error: release install`));
    expect(summary).toMatch(reason);
  });
});
