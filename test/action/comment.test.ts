// The comment on the pull request, as GitHub gets it from the built action.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GithubServer, HEAD, JOB_TOKEN, serveGithub } from '../support/github.ts';
import { readPage } from '../support/markdown.ts';
import { COMMENTING, playing, pullRequestRun } from '../support/pull-request.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0');

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

const plan = (recording = 'plan-exit-code', exitCode = 2) => ({
  ...COMMENTING,
  command: 'plan --exit-code --env qa',
  'werf-path': playing(job, recording, exitCode),
  'allowed-exit-codes': '0 2',
});

test('a plan with changes: one comment, which names the commit and links to the run', async () => {
  const { exitCode, outputs, stdout } = await job.step(plan(), pullRequestRun(job, github));
  expect(exitCode).toBe(0);
  expect(github.comments).toHaveLength(1);
  const [comment] = github.comments;
  expect(outputs['comment-url']).toBe(`https://github.com/acme/shop/pull/7#issuecomment-${comment?.id}`);
  expect(outputs['has-changes']).toBe('true');
  expect(stdout).not.toMatch(/::(?:error|notice|warning)/);
  const page = readPage(comment?.body ?? '');
  expect(page.headings).toEqual(['📝 werf plan: changes planned']);
  expect(page.tables[0]?.rows.map((row) => row.slice(0, 2))).toEqual([
    ['create', 'ConfigMap/tuned'],
    ['recreate', 'Job/seed'],
    ['update', 'ConfigMap/partly'],
    ['update', 'ConfigMap/settings'],
    ['update', 'Secret/token'],
    ['update', 'Service/web'],
    ['delete', 'ConfigMap/extra'],
  ]);
  expect(page.blocks.every(({ language }) => language === 'diff')).toBe(true);
  expect(comment?.body).toContain(`https://github.com/acme/shop/commit/${HEAD}`);
  expect(comment?.body).toContain('https://github.com/acme/shop/actions/runs/9000012');
  // A short secret can be found from its hash.
  expect(comment?.body).not.toContain('3be233c79181');
  expect(comment?.body).toContain('<hidden 17 sensitive bytes>');
});

test('the same again writes nothing, and a change updates the comment', async () => {
  const env = pullRequestRun(job, github);
  await job.step(plan(), env);
  await job.step(plan(), env);
  expect(github.writes().map(({ method }) => method)).toEqual(['POST']);
  await job.step(plan('plan-none', 0), env);
  expect(github.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('no resource changes');
  expect(github.comments[0]?.body).not.toContain('```diff');
});

test('no changes and no comment yet: none is made', async () => {
  const { outputs, exitCode } = await job.step(plan('plan-none', 0), pullRequestRun(job, github));
  expect(exitCode).toBe(0);
  expect(github.writes()).toEqual([]);
  expect(outputs).toMatchObject({ 'comment-url': '', 'has-changes': 'false' });
});

test('a plan that fails takes the old diff away', async () => {
  const env = pullRequestRun(job, github);
  await job.step(plan(), env);
  const { exitCode, outputs } = await job.step(plan('plan-immutable', 1), env);
  expect(exitCode).toBe(1);
  expect(outputs).toMatchObject({ changes: '{}', 'has-changes': '' });
  const body = github.comments[0]?.body ?? '';
  expect(body).toContain('made no plan');
  expect(body).toContain('immutable fields change in resource');
  expect(body).not.toContain('```diff');
});

test('another error after the plan: the plan stays, below the error', async () => {
  const inputs = plan();
  const errors = join(job.temp, 'errors.txt');
  writeFileSync(errors, 'Error: changes planned\nError: cleanup failed\n');
  const werf = writeStandIn(job.temp, `cat '${GOLDEN}/plan-exit-code/stdout.txt'; cat '${errors}' >&2; exit 2`);
  const { exitCode } = await job.step({ ...inputs, 'werf-path': werf }, pullRequestRun(job, github));
  expect(exitCode).toBe(0);
  const body = github.comments[0]?.body ?? '';
  expect(readPage(body).headings).toEqual(['⚠️ werf plan ended with another error after its plan']);
  expect(readPage(body).tables[0]?.rows).toHaveLength(7);
  expect(body).toContain('Error: cleanup failed');
  expect(body).toContain('_What was planned before the other error.');
});

test('a step that gets no werf ready says so in an old comment, and makes none', async () => {
  const env = pullRequestRun(job, github);
  const broken = { ...plan(), 'ci-env': 'true', 'werf-path': writeStandIn(job.temp, 'exit 3') };
  await job.step(broken, env);
  expect(github.comments).toHaveLength(0);
  await job.step(plan(), env);
  await job.step({ ...broken, 'werf-path': writeStandIn(job.temp, 'exit 3') }, env);
  expect(github.comments[0]?.body).toContain('did not run');
});

test.each([
  ['an output file that cannot be written', { 'output-file': 'missing/folder/plan' }],
  ['a working directory that is not there', { 'working-directory': 'missing' }],
])('%s is said in an old comment, too', async (_, wrong) => {
  const env = pullRequestRun(job, github);
  await job.step(plan(), env);
  expect((await job.step({ ...plan(), ...wrong }, env)).exitCode).toBe(1);
  expect(github.comments[0]?.body).toContain('did not run');
});

test.each([
  ['a value of another input that makes no sense', { 'allowed-exit-codes': 'x' }, 'Input allowed-exit-codes'],
  ['a variable that is not set, and names no comment', { command: 'plan --env qa --set a=$NOPE' }, 'NOPE is not'],
  ['an operator of the shell', { command: 'plan --env qa 2>&1 | tee plan.txt' }, 'no shell'],
  ['a script', { command: 'set -e\nwerf build && werf plan --env "qa"' }, 'no shell'],
])('%s is said in an old comment, too, and the error stays what it was', async (_, wrong, error) => {
  const env = pullRequestRun(job, github);
  await job.step(plan(), env);
  const { exitCode, stdout, outputs } = await job.step({ ...plan(), ...wrong }, env);
  expect(exitCode).toBe(1);
  expect(stdout.match(/^::error.*$/gm)).toEqual([expect.stringContaining(error)]);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('did not run');
  expect(github.comments[0]?.body).not.toContain('```diff');
  expect(outputs['comment-url']).toContain('#issuecomment-');
});

test('an input that makes no sense makes no comment, and none is asked for without comment-on-pr', async () => {
  const env = pullRequestRun(job, github);
  await job.step({ ...plan(), 'allowed-exit-codes': 'x' }, env);
  expect(github.comments).toHaveLength(0);
  await job.step(plan(), env);
  await job.step({ ...plan(), 'allowed-exit-codes': 'x', 'comment-on-pr': 'false' }, env);
  expect(github.comments[0]?.body).toContain('changes planned');
});

test.each(['plan --env "qa', 'cd infra\nwerf plan --exit-code --env qa', 'plan --env qa | tee $(date'])(
  'of %j the comment is certain by its id alone',
  async (command) => {
    const env = pullRequestRun(job, github);
    await job.step({ ...plan(), 'comment-id': 'stage' }, env);
    await job.step(plan(), env);
    await job.step({ ...plan(), command, 'comment-id': 'stage' }, env);
    expect(github.comments.map(({ body }) => body.includes('did not run'))).toEqual([true, false]);
  },
);

test('a command with a variable that is not set leaves the comments of others alone', async () => {
  const env = pullRequestRun(job, github);
  await job.step({ ...plan(), command: 'plan --exit-code' }, env);
  const { exitCode } = await job.step({ ...plan(), command: 'plan --exit-code --env "$STAGE"' }, env);
  expect(exitCode).toBe(1);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('changes planned');
});

test('a plan that succeeded and printed nothing is no failure, and no news', async () => {
  const env = pullRequestRun(job, github);
  const quiet = { ...plan(), command: 'plan --env qa --log-quiet', 'werf-path': writeStandIn(job.temp, 'exit 0') };
  await job.step(quiet, env);
  expect(github.comments).toHaveLength(0);
  await job.step(plan(), env);
  await job.step({ ...quiet, 'werf-path': writeStandIn(job.temp, 'exit 0') }, env);
  expect(github.comments[0]?.body).toContain('what it planned cannot be told');
  expect(github.comments[0]?.body).not.toContain('```diff');
});

test('the deploy writes into the comment of its plan', async () => {
  const env = pullRequestRun(job, github);
  writeFileSync(join(job.workspace, 'werf.yaml'), 'project: shop\nconfigVersion: 1\n');
  await job.step(plan(), env);
  const deploy = { ...COMMENTING, command: 'converge', 'werf-path': playing(job, 'converge-not-owner', 1) };
  await job.step(deploy, { ...env, WERF_ENV: 'qa' });
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain('`werf converge` failed');
  expect(github.comments[0]?.body).toContain('ConfigMap/settings');
  await job.step(deploy, { ...env, WERF_ENV: 'prod' });
  expect(github.comments).toHaveLength(2);
});

test('each of two commands has its comment where they differ, and one id joins them', async () => {
  const env = pullRequestRun(job, github);
  const two = { ...plan(), command: 'plan --exit-code --env qa\nplan --exit-code --env prod' };
  await job.step(two, env);
  expect(github.comments).toHaveLength(2);
  await job.step({ ...two, 'comment-id': 'all of it' }, env);
  expect(github.comments).toHaveLength(3);
  expect(github.comments[2]?.body.match(/### /g)).toHaveLength(2);
});

describe('whose comment it is', () => {
  test('one among 300, on pages of 30, and no forged one', async () => {
    await using pages = await serveGithub({ pageSize: 30 });
    const env = pullRequestRun(job, pages);
    await job.step(plan(), env);
    const own = pages.comments[0]?.body ?? '';
    pages.comments.splice(0);
    for (let index = 0; index < 150; index += 1) pages.add(`comment ${index}`, 'ann');
    pages.add(own, 'mallory');
    pages.add(`> quoted\n\n${own}`);
    pages.add(own.replace(/ [0-9a-f]{32} /, ` ${'0'.repeat(32)} `));
    for (let index = 0; index < 140; index += 1) pages.add(`comment ${index}`, 'ann');
    const before = pages.comments.map(({ body }) => body);
    await job.step(plan(), env);
    expect(pages.comments).toHaveLength(before.length + 1);
    expect(pages.comments.slice(0, -1).map(({ body }) => body)).toEqual(before);
    await job.step(plan('plan-changes', 0), env);
    expect(pages.comments).toHaveLength(before.length + 1);
    expect(pages.comments.at(-1)?.body).not.toBe(own);
    expect(pages.comments.slice(0, -1).map(({ body }) => body)).toEqual(before);
  });

  test.each([
    ['the job', JOB_TOKEN, 'github-actions[bot]', true],
    ['a person', 'ghp_personal_0123456789', 'ann', true],
    ['the job, without GraphQL', JOB_TOKEN, 'github-actions[bot]', false],
    ['a person, without GraphQL', 'ghp_personal_0123456789', 'ann', false],
  ])('that of the token: %s', async (_, token, author, hasGraphql) => {
    await using api = await serveGithub({ hasGraphql });
    const inputs = { ...plan(), 'github-token': token };
    await job.step(inputs, pullRequestRun(job, api));
    await job.step({ ...inputs, ...plan('plan-changes', 0), 'github-token': token }, pullRequestRun(job, api));
    expect(api.comments.map(({ user }) => user.login)).toEqual([author]);
    expect(api.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  test('two of our own become one', async () => {
    const env = pullRequestRun(job, github);
    await job.step(plan(), env);
    github.add(github.comments[0]?.body ?? '');
    await job.step(plan('plan-changes', 0), env);
    expect(github.comments).toHaveLength(1);
  });

  test('of several the oldest stays, with what the latest run wrote, which an earlier run leaves alone', async () => {
    const commit = 'c3'.repeat(20);
    github.pullRequestsOf.set(commit, ['acme/shop#7']);
    const run = (number: number) =>
      pullRequestRun(job, github, { event: 'push', head: commit, number, id: 9_000_000 + number });
    await job.step(plan(), run(20));
    const [first] = github.comments;
    const early = first?.body ?? '';
    const late = early.replaceAll('9000020', '9000022').replace(' push 20 ', ' push 22 ');
    const between = early.replaceAll('9000020', '9000021').replace(' push 20 ', ' push 21 ');
    github.add(late);
    github.add(between);
    // Another run is quicker in taking the second one away.
    github.fault = async ({ method }) => {
      if (method === 'DELETE' && github.comments.length === 3) github.comments.splice(1, 1);
      return undefined;
    };
    const { stdout, outputs } = await job.step(plan('plan-changes', 0), run(19));
    expect(github.comments.map(({ id, body }) => ({ id, body }))).toEqual([{ id: first?.id, body: late }]);
    expect(outputs['comment-url']).toContain(`#issuecomment-${first?.id}`);
    expect(stdout).not.toContain('::notice');
  });

  test('two runs that both make one end with one', async () => {
    // Both have seen an empty list before either writes.
    const lists: (() => void)[] = [];
    github.fault = async ({ method, path }) => {
      if (method !== 'GET' || !path.includes('/issues/7/comments') || github.comments.length > 0 || lists.length === 2)
        return undefined;
      await new Promise<void>((resolve) => {
        lists.push(resolve);
        if (lists.length === 2) for (const go of lists) go();
      });
      return undefined;
    };
    const runs = [12, 13].map((number) =>
      job.step(plan(), pullRequestRun(job, github, { number, id: 9_000_000 + number })),
    );
    await Promise.all(runs);
    expect(github.comments).toHaveLength(1);
  });
});

describe('which run has the last word', () => {
  test('not one of a commit that the pull request has left behind', async () => {
    await job.step(plan(), pullRequestRun(job, github));
    const before = github.comments[0]?.body;
    github.heads.set(7, HEAD);
    const old = pullRequestRun(job, github, { head: 'b2'.repeat(20), number: 11, id: 9_000_011 });
    const { exitCode, stdout } = await job.step(plan('plan-changes', 0), old);
    expect(exitCode).toBe(0);
    expect(github.comments.map(({ body }) => body)).toEqual([before]);
    expect(stdout).toContain('The pull request is at a1a1a1a now');
    expect(stdout).not.toContain('::notice');
  });

  test('for a push, the later number', async () => {
    const commit = 'c3'.repeat(20);
    // A fork's commits also belong to pull requests of the repository that it came from.
    github.pullRequestsOf.set(commit, ['upstream/shop#404', 'Acme/Shop#7']);
    const later = pullRequestRun(job, github, { event: 'push', head: commit, number: 21, id: 9_000_021 });
    await job.step(plan(), later);
    const before = github.comments.map(({ body }) => body);
    expect(before).toHaveLength(1);
    const earlier = pullRequestRun(job, github, { event: 'push', head: commit, number: 20, id: 9_000_020 });
    const { stdout } = await job.step(plan('plan-changes', 0), earlier);
    expect(github.comments.map(({ body }) => body)).toEqual(before);
    expect(stdout).toContain('A later run wrote the comment');
  });

  test.each([
    ['none', [], 'belongs to no pull request'],
    ['one of another repository', ['upstream/shop#7'], 'belongs to no pull request'],
    ['several', [7, 8], 'belongs to 2 pull requests'],
  ])('a push with %s is a line in the log', async (_, numbers, said) => {
    const commit = 'c3'.repeat(20);
    github.pullRequestsOf.set(commit, numbers);
    const { stdout, exitCode } = await job.step(plan(), pullRequestRun(job, github, { event: 'push', head: commit }));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(said);
    expect(stdout).not.toContain('::notice');
    expect(github.writes()).toEqual([]);
  });
});

describe('where it must not', () => {
  test.each(['pull_request_target', 'workflow_run', 'issue_comment'])(
    '%s is refused with one notice',
    async (event) => {
      const { exitCode, stdout } = await job.step(plan(), pullRequestRun(job, github, { event }));
      expect(exitCode).toBe(0);
      expect(stdout.match(/^::notice/gm)).toHaveLength(1);
      expect(stdout).toMatch(new RegExp(`::notice::comment-on-pr writes no comment for the event ${event}`));
      expect(github.requests).toEqual([]);
    },
  );

  test('a fork has no right to', async () => {
    const { stdout, summary } = await job.step(plan(), pullRequestRun(job, github, { source: 'mallory/shop' }));
    expect(stdout.match(/^::notice/gm)).toHaveLength(1);
    expect(stdout).toContain('comes from a fork');
    expect(summary).toContain('ConfigMap/tuned');
    expect(github.requests).toEqual([]);
  });

  test('another event is a line in the log', async () => {
    const { stdout } = await job.step(plan(), pullRequestRun(job, github, { event: 'schedule' }));
    expect(stdout).toContain('the event schedule belongs to no pull request');
    expect(stdout).not.toContain('::notice');
  });
});

describe('what it does not say', () => {
  test('no secret that the step knows, in whatever encoding', async () => {
    const key = 'b6f2c0d1e3a4958677665544332211ff';
    const password = 'pa55-w0rd/of+the=registry';
    const printed = [
      key,
      Buffer.from(key).toString('base64'),
      Buffer.from(`robot:${password}`).toString('base64'),
      encodeURIComponent(password),
      JSON.stringify(JSON.stringify({ password })),
      JOB_TOKEN,
    ];
    const box = printed.map((value) => `│ +   value: ${value}`).join('\n');
    const text = `Planning release install "shop" (namespace: "shop")\n\n┌ Create ConfigMap/leak\n${box}\n└ Create ConfigMap/leak\n\nPlanned changes summary for release "shop" (namespace: "shop"):\n- create: 1 resources\n`;
    writeFileSync(join(job.temp, 'plan.txt'), text);
    const { summary } = await job.step(
      { ...plan(), 'werf-path': writeStandIn(job.temp, `cat '${job.temp}/plan.txt'`) },
      { ...pullRequestRun(job, github), WERF_SECRET_KEY: key, REGISTRY_PASSWORD: password },
    );
    const bodies = github.writes().map(({ body }) => body);
    expect(bodies).toHaveLength(1);
    for (const value of printed) {
      expect(bodies[0]).not.toContain(value);
      expect(summary).not.toContain(value);
    }
    expect(github.comments[0]?.body).toContain('+   value: ***');
  });

  test('no secret of a file that a path from the working directory on names', async () => {
    const app = join(job.workspace, 'app');
    mkdirSync(join(app, 'docker'), { recursive: true });
    const secrets = ['token-of-the-variable', 'token-of-the-option', 'password-of-the-registry'];
    const kubeconfig = (token?: string) =>
      `clusters: [{ name: c, cluster: { server: https://example.com } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
users: [{ name: u, user: { token: ${token} } }]
`;
    writeFileSync(join(app, 'one'), kubeconfig(secrets[0]));
    writeFileSync(join(app, 'two'), kubeconfig(secrets[1]));
    const auth = Buffer.from(`robot:${secrets[2]}`).toString('base64');
    writeFileSync(join(app, 'docker/config.json'), JSON.stringify({ auths: { 'ghcr.io': { auth } } }));
    const box = secrets.map((value) => `│ +   value: ${value}`).join('\n');
    const text = `Planning release install "shop" (namespace: "shop")\n\n┌ Create ConfigMap/leak\n${box}\n└ Create ConfigMap/leak\n\nPlanned changes summary for release "shop" (namespace: "shop"):\n- create: 1 resources\n`;
    writeFileSync(join(job.temp, 'plan.txt'), text);
    await job.step(
      {
        ...plan(),
        command: 'plan --exit-code --kube-config two --docker-config=docker',
        'working-directory': 'app',
        'werf-path': writeStandIn(job.temp, `cat '${job.temp}/plan.txt'`),
      },
      { ...pullRequestRun(job, github), KUBECONFIG: 'one' },
    );
    const body = github.comments[0]?.body ?? '';
    expect(body.match(/\+ {3}value: \S+/g)).toEqual(['+   value: ***', '+   value: ***', '+   value: ***']);
  });

  test.each([
    ['plan --exit-code --show-sensitive-diffs', ''],
    ['plan --exit-code', '1'],
    ['--new1 --new2 plan --exit-code', '1'],
  ])(
    'no diff where werf shows what is sensitive, here or in the summary: %s, variable %j',
    async (command, variable) => {
      const { summary } = await job.step(
        { ...plan(), command },
        { ...pullRequestRun(job, github), WERF_SHOW_SENSITIVE_DIFFS: variable },
      );
      for (const text of [summary, github.comments[0]?.body ?? '']) {
        expect(text).toContain('ConfigMap/settings');
        expect(text).not.toContain('a: two');
        expect(text).not.toContain('```diff');
      }
    },
  );
});
