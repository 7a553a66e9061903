import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isShallowClone } from '../../../src/prepare/shallow-clone.ts';
import type { Environment } from '../../../src/system/environment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const never = new AbortController().signal;
const at = (cwd: string, env: Environment, signal: AbortSignal) => ({ cwd, env, platform: process.platform, signal });
test('a clone is told shallow or whole, from below its root, in a linked work tree and by GIT_DIR', async () => {
  const folder = temporaryFolder();
  const git = (...args: string[]) => {
    const names = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    expect(spawnSync('git', [...names, ...args], { cwd: folder }).status).toBe(0);
  };
  git('init', '--quiet', 'origin');
  for (const message of ['one', 'two']) git('-C', 'origin', 'commit', '--quiet', '--allow-empty', '-m', message);
  git('clone', '--quiet', '--depth=1', `file://${folder}/origin`, 'shallow');
  git('-C', 'shallow', 'worktree', 'add', '--quiet', '../linked');
  mkdirSync(join(folder, 'shallow/app/backend'), { recursive: true });
  const env = { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: folder };

  expect(await isShallowClone(at(join(folder, 'shallow'), env, never))).toBe(true);
  expect(await isShallowClone(at(join(folder, 'shallow/app/backend'), env, never))).toBe(true);
  expect(await isShallowClone(at(join(folder, 'linked'), env, never))).toBe(true);
  expect(await isShallowClone(at(join(folder, 'origin'), env, never))).toBe(false);
  expect(await isShallowClone(at(folder, { ...env, GIT_DIR: join(folder, 'shallow/.git') }, never))).toBe(true);
  expect(await isShallowClone(at(folder, env, never))).toBeUndefined();
  symlinkSync('.git', join(folder, '.git'));
  expect(await isShallowClone(at(folder, env, never))).toBeUndefined();
});
