// Effect: whether the history of the clone was cut off, told without starting git where that is possible.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HelperOptions } from '../system/child-process.ts';

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
  const { askShallowClone } = await import('../system/git.ts');
  return askShallowClone(options);
}

interface Repository {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The nearest `.git`, from a folder upwards. */
function nearestRepository(folder: string): Repository | undefined {
  const path = join(folder, '.git');
  if (existsSync(path)) return { path, isFolder: statSync(path).isDirectory() };
  return dirname(folder) === folder ? undefined : nearestRepository(dirname(folder));
}
