// The toolkit reads the event once, while it loads, so each case has a process of its own.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary.ts';

const commit = 'a'.repeat(40);

function read(name: string, content: string) {
  const file = join(temporaryFolder(), 'event.json');
  writeFileSync(file, content);
  const script = join(import.meta.dirname, '../../support/event-child.ts');
  const env = { PATH: process.env['PATH'], GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file };
  return JSON.parse(execFileSync(process.execPath, [script], { env, encoding: 'utf8' }));
}

const pullRequest = (head: string | undefined) => ({
  pull_request: {
    number: 1,
    head: { repo: head === undefined ? null : { full_name: head, fork: true } },
    base: { repo: { full_name: 'acme/shop' } },
  },
});

test.each([
  ['pull_request', { pull_request: { number: 1, head: { sha: commit } } }, { headCommit: commit, isFromFork: false }],
  ['pull_request', { pull_request: { number: 1 } }, { isFromFork: false }],
  ['pull_request', { pull_request: { number: 1, head: { sha: '--option' } } }, { isFromFork: false }],
  ['pull_request', pullRequest('acme/shop'), { isFromFork: false }],
  ['pull_request', pullRequest('octocat/shop'), { isFromFork: true }],
  ['pull_request', pullRequest(undefined), { isFromFork: true }],
  ['pull_request_target', { pull_request: { number: 1, head: { sha: commit } } }, undefined],
  ['push', { after: commit }, undefined],
  ['pull_request', {}, undefined],
])('%s with %j', (name, content, expected) => {
  expect(read(name, JSON.stringify(content)).event).toEqual(expected);
});

test('a broken file of the event is no failure', () => {
  const { event, debugs } = read('pull_request', '{');
  expect(event).toBeUndefined();
  expect(debugs.join()).toContain('could not be read');
});
