import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isShallowClone } from '../../../src/prepare/shallow-clone.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const never = new AbortController().signal;
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

  expect(await isShallowClone(join(folder, 'shallow'), env, never)).toBe(true);
  expect(await isShallowClone(join(folder, 'shallow/app/backend'), env, never)).toBe(true);
  expect(await isShallowClone(join(folder, 'linked'), env, never)).toBe(true);
  expect(await isShallowClone(join(folder, 'origin'), env, never)).toBe(false);
  expect(await isShallowClone(folder, { ...env, GIT_DIR: join(folder, 'shallow/.git') }, never)).toBe(true);
  expect(await isShallowClone(folder, env, never)).toBeUndefined();
  symlinkSync('.git', join(folder, '.git'));
  expect(await isShallowClone(folder, env, never)).toBeUndefined();
});
