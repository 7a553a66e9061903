// Effect: the origin of the project that werf runs in.
import { join } from 'node:path';
import type { HelperOptions } from '../programs/child-process.ts';
import { askGit } from '../programs/git.ts';
import { untrustedRepository } from '../programs/git-repository.ts';

const QUESTION = ['--null', '--get-all', 'remote.origin.url'];

/**
 * The first URL of the remote `origin` in the repository's own configuration, which is where werf 2.77.1 looks. Where git
 * does not trust the repository, its file is read: another repository's origin would be wrong.
 * @returns undefined where there is no git, no repository or no origin
 */
export async function readOriginUrl(options: HelperOptions): Promise<string | undefined> {
  const urls = (await askGit(['config', '--local', ...QUESTION], options)) ?? (await askFile(options));
  return urls?.split('\0')[0] || undefined;
}

async function askFile(options: HelperOptions): Promise<string | undefined> {
  const repository = await untrustedRepository(options);
  if (!repository?.isFolder) return undefined;
  return askGit(['config', '--file', join(repository.path, 'config'), ...QUESTION], options);
}
