// The origin of a project, from real repositories.
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Environment } from '../../../src/system/environment.ts';
import { readOriginUrl } from '../../../src/telemetry/origin.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const SHOP = 'https://github.com/acme/shop.git';
const NOBODY = 65_534;

let project: string;
let env: Environment;
const git = (...argv: string[]) => execFileSync('git', argv, { cwd: project, env, encoding: 'utf8', stdio: 'pipe' });
const originOf = (cwd: string) =>
  readOriginUrl({ cwd, env, platform: process.platform, signal: new AbortController().signal });

beforeEach(() => {
  const root = temporaryFolder();
  project = join(root, 'shop');
  mkdirSync(project);
  env = { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  git('init', '-q');
});

test('the first URL of the remote origin, also from a folder within', async () => {
  git('remote', 'add', 'upstream', 'https://github.com/upstream/shop.git');
  git('remote', 'add', 'origin', SHOP);
  git('remote', 'set-url', '--add', 'origin', 'https://example.com/second.git');
  mkdirSync(join(project, 'web'));
  expect(await originOf(project)).toBe(SHOP);
  expect(await originOf(join(project, 'web'))).toBe(SHOP);
});

test('none where there is none, whatever the configuration of the user says', async () => {
  git('config', '--global', 'remote.origin.url', 'https://example.com/global.git');
  expect(await originOf(project)).toBeUndefined();
});

test('none of a folder without a repository, and none without git', async () => {
  expect(await originOf(join(project, '..'))).toBeUndefined();
  git('remote', 'add', 'origin', SHOP);
  env = { ...env, PATH: '/nonexistent' };
  expect(await originOf(project)).toBeUndefined();
});

// Only root can give a folder to another user.
test.skipIf(process.getuid?.() !== 0)(
  'of a repository that belongs to another user, its own file tells it',
  async () => {
    git('remote', 'add', 'origin', SHOP);
    chownSync(join(project, '.git'), NOBODY, NOBODY);
    chownSync(project, NOBODY, NOBODY);
    expect(() => git('config', '--local', 'remote.origin.url')).toThrow();
    expect(await originOf(project)).toBe(SHOP);
    writeFileSync(join(project, '.git/config'), '');
    expect(await originOf(project)).toBeUndefined();
  },
);
