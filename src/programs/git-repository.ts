// Effect: the repository of a folder, as far as it can be told without starting git.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOwn } from '../system/files.ts';
import type { HelperOptions } from './child-process.ts';

export interface GitRepository {
  /** The path of `.git`. */
  readonly path: string;
  /** False in a linked work tree and in a submodule, where it is a file. */
  readonly isFolder: boolean;
}

/** The nearest `.git`, from a folder upwards. */
export function nearestRepository(folder: string): GitRepository | undefined {
  const path = join(folder, '.git');
  if (existsSync(path)) return { path, isFolder: statSync(path).isDirectory() };
  return dirname(folder) === folder ? undefined : nearestRepository(dirname(folder));
}

/**
 * The repository that git refuses to work with, because it belongs to another user and is not in `safe.directory`, as in a
 * job that runs in a container. git is asked only where owners differ.
 */
export async function untrustedRepository(options: HelperOptions): Promise<GitRepository | undefined> {
  const { cwd, env } = options;
  // Whoever names the repository trusts it.
  const repository = env['GIT_DIR'] ? undefined : nearestRepository(cwd);
  if (repository === undefined || isAllOwn(repository)) return undefined;
  const { refusesOwner } = await import('./git.ts');
  return (await refusesOwner(options)) ? repository : undefined;
}

/** Whether this user owns all that git looks at. */
function isAllOwn({ path }: GitRepository): boolean {
  return [path, dirname(path)].every((part) => isOwn(statSync(part)));
}
