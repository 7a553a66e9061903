import { describe, expect, it } from 'vitest';
import { commentTarget } from '../../../../src/results/pull-request/comment-target.ts';
import { commentTrouble } from '../../../../src/results/pull-request/comment-trouble.ts';

const SHA = 'a1'.repeat(20);
const env = (event: string) => ({
  GITHUB_EVENT_NAME: event,
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: 'ee'.repeat(20),
});
const payload = (change: Readonly<Record<string, unknown>> = {}) => ({
  pull_request: { number: 7, head: { sha: SHA, repo: { full_name: 'acme/shop' } }, ...change },
});

describe('which pull request a run may comment on', () => {
  it('that of its event, and its head, not the merge commit', () => {
    for (const event of ['pull_request', 'pull_request_review']) {
      expect(commentTarget(env(event), payload())).toEqual({ kind: 'pull-request', number: 7, commit: SHA });
    }
  });

  it('GitHub does not care for the case of a repository', () => {
    const target = commentTarget(
      env('pull_request'),
      payload({ head: { sha: SHA, repo: { full_name: 'Acme/Shop' } } }),
    );
    expect(target.kind).toBe('pull-request');
  });

  it('that of a pushed commit', () => {
    expect(commentTarget(env('push'), undefined)).toEqual({ kind: 'commit', commit: 'ee'.repeat(20) });
  });

  it.each(['pull_request_target', 'workflow_run', 'issue_comment', 'issues', 'discussion_comment'])(
    'none for %s, with a notice that says why',
    (event) => {
      const target = commentTarget(env(event), payload());
      expect(target).toMatchObject({ kind: 'none', isNotice: true });
      expect(target.kind === 'none' && target.message).toContain('credentials');
    },
  );

  it.each([
    ['of a fork', payload({ head: { sha: SHA, repo: { full_name: 'mallory/shop' } } }), /fork/],
    ['of a fork that is gone', payload({ head: { sha: SHA, repo: null } }), /fork/],
    ['without a number', payload({ number: '7' }), /does not name/],
    ['without a head', payload({ head: { sha: 'main', repo: { full_name: 'acme/shop' } } }), /does not name/],
    ['of a broken event', undefined, /does not name/],
  ])('none for a pull request %s', (_, event, said) => {
    const target = commentTarget(env('pull_request'), event);
    expect(target).toMatchObject({ kind: 'none', isNotice: true });
    expect(target.kind === 'none' && target.message).toMatch(said);
  });

  it.each(['schedule', 'workflow_dispatch', 'merge_group', 'release', ''])(
    'none for %j, as a line in the log',
    (event) => {
      expect(commentTarget(env(event), {})).toMatchObject({ kind: 'none', isNotice: false });
    },
  );
});

describe('what is said of a comment that could not be written', () => {
  it.each([
    [403, 'Resource not accessible by integration', /pull-requests: write/],
    [403, 'You have exceeded a secondary rate limit', /no more requests/],
    [403, 'issue is locked', /locked/],
    [401, 'Bad credentials', /github-token/],
    [404, 'Not Found', /404/],
    [410, 'Gone', /gone/],
    [422, 'Validation Failed', /422/],
    [429, '', /no more requests/],
    [500, 'x', /500/],
    [undefined, 'connect ECONNREFUSED', /cannot be reached. \(connect ECONNREFUSED\)/],
    [undefined, 'the API answered with a redirect (302)', /written: the API answered with a redirect \(302\)\. The/],
  ])('%s %s', (status, message, said) => {
    expect(commentTrouble({ status, message, isTooLate: false })).toMatch(said);
  });

  it.each([
    [500, 'Server Error', false, 'the API answered with status 500. (Server Error)'],
    [500, '', false, 'the API answered with status 500.'],
    [undefined, 'the API answered with a page', false, 'the API answered with a page.'],
    [undefined, 'connect ECONNREFUSED', false, 'the API cannot be reached. (connect ECONNREFUSED)'],
    [undefined, 'connect ECONNREFUSED', true, 'the API did not answer in time.'],
  ])('says once what it knows: %s, %j', (status, message, isTooLate, said) => {
    expect(commentTrouble({ status, message, isTooLate })).toBe(
      `The comment on the pull request could not be written: ${said} The log of the step has everything.`,
    );
  });

  it('has no line break and no end', () => {
    const text = commentTrouble({ status: 500, message: `a\n::error::b ${'x'.repeat(10_000)}`, isTooLate: false });
    expect(text).not.toContain('\n');
    expect(text.length).toBeLessThan(1000);
  });
});
