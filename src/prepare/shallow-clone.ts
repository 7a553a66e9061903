// Effect: whether the history of the clone was cut off, told without starting git where that is possible.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HelperOptions } from '../programs/child-process.ts';
import { nearestRepository } from '../programs/git-repository.ts';

/**
 * Whether the repository of a working directory is a shallow clone: that is where `.git/shallow` stands
 * (gitrepository-layout). git is asked only where `.git` is no folder, as in a linked work tree, or where the
 * environment names the repository.
 * @returns undefined where git cannot tell
 */
export async function isShallowClone(options: HelperOptions): Promise<boolean | undefined> {
  const { cwd, env } = options;
  const repository = nearestRepository(cwd);
  if (!env['GIT_DIR'] && repository === undefined) return undefined;
  if (!env['GIT_DIR'] && repository?.isFolder) return existsSync(join(repository.path, 'shallow'));
  const { askShallowClone } = await import('../programs/git.ts');
  return askShallowClone(options);
}
