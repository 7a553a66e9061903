// A comment that cannot be written: one notice, and nothing else of the step changes.
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, type GithubServer, serveGithub } from '../support/github.ts';
import { serveProxy } from '../support/proxy.ts';
import { COMMENTING, playing, pullRequestRun } from '../support/pull-request.ts';
import { createJob, type Job } from '../support/runner.ts';
import { overload } from '../support/slack.ts';

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

const plan = () => ({
  ...COMMENTING,
  command: 'plan --exit-code --env qa',
  'werf-path': playing(job, 'plan-exit-code', 2),
  'allowed-exit-codes': '0 2',
});
const step = (env: NodeJS.ProcessEnv = {}, inputs: Readonly<Record<string, string>> = {}) =>
  job.step({ ...plan(), ...inputs }, { ...pullRequestRun(job, github), ...env });
const notices = (stdout: string) => stdout.split('\n').filter((line) => /^::(?:notice|warning|error)/.test(line));
const answerWithPage: Fault = (_, response) => {
  response.end('<html>');
  return 'handled';
};
const breakConnection: Fault = (_, response) => {
  response.destroy();
  return 'handled';
};
const refuse = (response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }));
  return 'handled' as const;
};
/** Refuses what writes, every time. */
const onWrite =
  (status: number, message: string, headers: Record<string, string> = {}): Fault =>
  ({ method }, response) =>
    method === 'POST' || method === 'PATCH' ? refuse(response, status, message, headers) : undefined;

describe('what the API refuses', () => {
  test.each<[string, Fault, RegExp]>([
    ['no permission', onWrite(403, 'Resource not accessible by integration'), /403\).*pull-requests: write/],
    [
      'a locked conversation',
      onWrite(403, 'Unable to create comment because issue is locked.'),
      /conversation is locked/,
    ],
    ['a pull request that it does not show', onWrite(404, 'Not Found'), /no such pull request \(404\)/],
    ['a conversation that is gone', onWrite(410, 'Gone'), /conversation is gone/],
    ['a text that it does not take', onWrite(422, 'Validation Failed'), /refused its text \(422\)/],
    ['too many requests', onWrite(429, 'Too many requests', { 'retry-after': '60' }), /no more requests for now/],
    [
      'a secondary limit',
      onWrite(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '60' }),
      /no more requests for now/,
    ],
    ['an error of its own', onWrite(503, 'Unavailable'), /status 503/],
    ['a page that is no JSON', answerWithPage, /could not be written/],
    ['a connection that breaks', breakConnection, /cannot be reached/],
  ])('%s', async (_, fault, said) => {
    github.fault = fault;
    const { exitCode, outputs, stdout, summary } = await step();
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ 'exit-code': '2', 'has-changes': 'true', 'comment-url': '' });
    expect(notices(stdout)).toEqual([expect.stringMatching(said)]);
    expect(notices(stdout)[0]).toMatch(/^::notice::The comment on the pull request could not be written/);
    expect(summary).toContain('ConfigMap/settings');
  });

  test('a token that it does not know', async () => {
    const { exitCode, stdout } = await step({}, { 'github-token': 'ghs_of_nobody' });
    expect(exitCode).toBe(0);
    expect(notices(stdout)).toEqual([expect.stringMatching(/does not know the token \(401\)/)]);
    expect(stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('ghs_of_nobody');
  });

  test('a longer text than the server takes: the counts alone', async () => {
    await using small = await serveGithub({ maxComment: 1500 });
    const { stdout } = await job.step(plan(), pullRequestRun(job, small));
    expect(notices(stdout)).toEqual([]);
    expect(small.comments[0]?.body).toContain('changes planned');
    expect(small.comments[0]?.body).not.toContain('```');
    await job.step(plan(), pullRequestRun(job, small));
    expect(small.comments).toHaveLength(1);
  });
});

describe('what passes', () => {
  test.each<[string, Fault]>([
    [
      'one answer of 502',
      ({ method }, response, count) =>
        method === 'POST' && count < 6 && once() ? refuse(response, 502, 'Bad Gateway') : undefined,
    ],
    ['one connection that broke', (...all) => (all[2] === 1 ? breakConnection(...all) : undefined)],
    [
      'a secondary limit of a second',
      ({ path }, response) =>
        path.includes('/comments') && once()
          ? refuse(response, 403, 'You have exceeded a secondary rate limit.', { 'retry-after': '1' })
          : undefined,
    ],
  ])('%s', async (_, fault) => {
    waits = true;
    github.fault = fault;
    const { stdout } = await step();
    expect(notices(stdout)).toEqual([]);
    expect(github.comments).toHaveLength(1);
  });

  test('an answer that is lost does not make a second comment', async () => {
    waits = true;
    github.fault = ({ method, path, body }, response) => {
      if (method !== 'POST' || path === '/graphql' || !once()) return undefined;
      github.add(String(JSON.parse(body).body));
      response.destroy();
      return 'handled';
    };
    const { stdout } = await step();
    expect(notices(stdout)).toEqual([]);
    expect(github.comments).toHaveLength(1);
  });
});

let waits = false;
function once(): boolean {
  const was = waits;
  waits = false;
  return was;
}

describe('where it goes', () => {
  test('through the proxy that the runner names', async () => {
    await using proxy = await serveProxy();
    await step({ HTTP_PROXY: proxy.url });
    expect(github.comments).toHaveLength(1);
    expect(proxy.targets.length).toBeGreaterThan(2);
    expect(new Set(proxy.targets)).toEqual(new Set([new URL(github.url).host]));
  });

  test('a proxy that refuses is a notice', async () => {
    const { exitCode, stdout } = await step({ HTTP_PROXY: 'http://127.0.0.1:1' });
    expect(exitCode).toBe(0);
    expect(notices(stdout)).toEqual([expect.stringMatching(/cannot be reached/)]);
    expect(github.requests).toEqual([]);
  });

  test('not where a redirect or a page leads: the token stays with the API', async () => {
    await using other = await serveGithub();
    github.fault = ({ path }, response) => {
      if (!path.includes('/comments')) return undefined;
      response.writeHead(302, { location: `${other.url}${path}` });
      response.end();
      return 'handled';
    };
    const { stdout } = await step();
    expect(notices(stdout)).toEqual([expect.stringMatching(/redirect \(302\)/)]);
    expect(other.requests).toEqual([]);
  });
});

describe('how long it takes', () => {
  test('an API that does not answer: ten seconds, and a notice', async () => {
    github.fault = () => 'handled';
    const { exitCode, stdout, outputs, durationMs } = await step();
    expect(exitCode).toBe(0);
    expect(notices(stdout)).toEqual([expect.stringMatching(/did not answer in time/)]);
    expect(outputs).toMatchObject({ 'has-changes': 'true', 'exit-code': '2' });
    expect(durationMs).toBeGreaterThan(9_500);
  }, 40_000);

  test('after a cancellation, a second', async () => {
    const asked = Promise.withResolvers<void>();
    github.fault = () => {
      asked.resolve();
      return 'handled';
    };
    const running = job.start(plan(), pullRequestRun(job, github));
    await asked.promise;
    running.process.kill('SIGINT');
    const { exitCode, stdout, durationMs } = await running.result;
    expect(exitCode).toBe(130);
    expect(notices(stdout)).toEqual([expect.stringMatching(/did not answer in time/)]);
    // Less than without it, by far.
    expect(durationMs).toBeLessThan(9_000 + overload());
  }, 40_000);
});

test('a step that is not ready says why before it comments, and once, also where it is cancelled meanwhile', async () => {
  await step();
  const asked = Promise.withResolvers<void>();
  github.fault = () => {
    asked.resolve();
    return 'handled';
  };
  const unready = job.start({ ...plan(), 'werf-path': '/missing/werf' }, pullRequestRun(job, github));
  await asked.promise;
  unready.process.kill('SIGINT');
  const { exitCode, stdout } = await unready.result;
  expect(exitCode).toBe(130);
  expect(stdout.match(/^::error.*/gm)).toEqual([expect.stringContaining('/missing/werf')]);
});
