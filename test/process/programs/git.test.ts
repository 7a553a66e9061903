import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { askShallowClone, parentsOfHead, refusesOwner, timeOfHead } from '../../../src/programs/git.ts';
import type { Environment } from '../../../src/system/environment.ts';
import { whenEnded } from '../../support/running.ts';
import { slack } from '../../support/slack.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const never = new AbortController().signal;
const at = (cwd: string, env: Environment, signal: AbortSignal) => ({ cwd, env, platform: process.platform, signal });
let root: string;
let origin: string;
let env: Record<string, string | undefined>;
const git = (cwd: string, ...argv: string[]) => execFileSync('git', argv, { cwd, env, encoding: 'utf8' }).trim();
const commit = (message: string) => git(origin, 'commit', '-q', '--allow-empty', '-m', message);

beforeEach(() => {
  root = temporaryFolder();
  origin = join(root, 'origin');
  mkdirSync(origin);
  env = {
    PATH: process.env['PATH'],
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  git(origin, 'init', '-q', '-b', 'main');
  commit('first');
  git(origin, 'checkout', '-q', '-b', 'feature');
  commit('feature\n\nparent 0123456789012345678901234567890123456789');
});

test('the parents of GitHub’s merge commit, also in the shallow clone of a checkout', async () => {
  git(origin, 'checkout', '-q', 'main');
  commit('second');
  git(origin, 'merge', '-q', '--no-ff', '-m', 'Merge', 'feature');
  const parents = [git(origin, 'rev-parse', 'HEAD^1'), git(origin, 'rev-parse', 'feature')];
  expect(await parentsOfHead(at(origin, env, never))).toEqual(parents);
  expect(await askShallowClone(at(origin, env, never))).toBe(false);

  git(root, 'clone', '-q', '--depth=1', pathToFileURL(origin).href, 'clone');
  const clone = join(root, 'clone');
  expect(git(clone, 'rev-list', '--parents', '-n', '1', 'HEAD').split(' ')).toHaveLength(1);
  expect(await parentsOfHead(at(clone, env, never))).toEqual(parents);
  expect(await askShallowClone(at(clone, env, never))).toBe(true);
});

test('a commit of one parent, whatever its message says, and one of none', async () => {
  expect(await parentsOfHead(at(origin, env, never))).toEqual([git(origin, 'rev-parse', 'main')]);
  git(origin, 'checkout', '-q', 'main');
  expect(await parentsOfHead(at(origin, env, never))).toEqual([]);
});

test('when the commit was made, whatever its author and its message say', async () => {
  const names = { GIT_COMMITTER_NAME: 'a\u2028committer x <x> 1 +0000\u2028', GIT_COMMITTER_DATE: '1795000000 -0330' };
  env = { ...env, ...names, GIT_AUTHOR_DATE: '1700000000 +0000' };
  commit('one\n\ncommitter x <x> 2 +0000');
  expect(await timeOfHead(at(origin, env, never))).toBe(1_795_000_000);
});

test('nothing is known without a work tree, a commit or git', async () => {
  const empty = join(root, 'empty');
  mkdirSync(empty);
  expect(await parentsOfHead(at(empty, env, never))).toBeUndefined();
  expect(await timeOfHead(at(empty, env, never))).toBeUndefined();
  expect(await askShallowClone(at(empty, env, never))).toBeUndefined();
  git(empty, 'init', '-q');
  expect(await parentsOfHead(at(empty, env, never))).toBeUndefined();
  expect(await askShallowClone(at(join(root, 'none'), env, never))).toBeUndefined();
});

test('whether git refuses a repository for its owner is told by what it says, in English', async () => {
  expect(await refusesOwner(at(origin, env, never))).toBe(false);
  expect(await refusesOwner(at(join(root, 'none'), env, never))).toBe(false);
  const says = (words: string) => writeFileSync(join(root, 'git'), `#!/bin/sh\n${words}\nexit 128\n`, { mode: 0o755 });
  const replaced = at(origin, { ...env, LC_ALL: 'de_DE.UTF-8', PATH: `${root}:${env['PATH']}` }, never);
  says(`[ "$LC_ALL" = C ] && echo "fatal: detected dubious ownership in repository at '$PWD'" >&2`);
  expect(await refusesOwner(replaced)).toBe(true);
  says('echo "fatal: something else" >&2');
  expect(await refusesOwner(replaced)).toBe(false);
});

test('a git that hangs ends with the signal, and so does what it started', async () => {
  const pids = join(root, 'pids');
  writeFileSync(join(root, 'git'), `#!/bin/sh\nsleep 20 &\necho $$ $! > ${pids}\nwait\n`, { mode: 0o755 });
  const cancellation = new AbortController();
  const asked = parentsOfHead(at(origin, { ...env, PATH: `${root}:${env['PATH']}` }, cancellation.signal));
  await expect.poll(() => existsSync(pids) && readFileSync(pids, 'utf8')).toMatch(/\d\n/);
  // Another child of this process stays.
  const other = spawn('sleep', ['20'], { stdio: 'ignore' });
  const startedAt = performance.now();
  cancellation.abort();
  expect(await asked).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(1_000 + slack());
  const [git, grandchild] = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
  await Promise.all([git, grandchild].map((pid) => whenEnded(Number(pid))));
  expect(other.exitCode ?? other.signalCode).toBeNull();
  other.kill();
  expect(await askShallowClone(at(origin, env, cancellation.signal))).toBeUndefined();
  expect(await refusesOwner(at(origin, env, cancellation.signal))).toBe(false);
});
