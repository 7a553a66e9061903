// Effect: whether the history of the clone was cut off, told without starting git where that is possible.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../host.ts';

/**
 * Whether the repository of a folder is a shallow clone. It is where `.git/shallow` stands (gitrepository-layout); git
 * is asked only where `.git` is no folder, as in a linked work tree, or where the environment names the repository.
 * @returns undefined where git cannot tell
 */
export async function isShallowClone(folder: string, env: Environment): Promise<boolean | undefined> {
  const repository = env['GIT_DIR'] ? undefined : repositoryOf(folder);
  if (repository !== undefined) return existsSync(join(repository, 'shallow'));
  const { askShallowClone } = await import('./git-history.ts');
  return askShallowClone(folder, env);
}

/** The nearest `.git` folder, from a folder upwards. */
function repositoryOf(folder: string): string | undefined {
  const candidate = join(folder, '.git');
  const isFolder = statSync(candidate, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder !== undefined) return isFolder ? candidate : undefined;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder));
}
