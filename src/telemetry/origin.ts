// Effect: the origin of the project that werf runs in.
import type { HelperOptions } from '../system/child-process.ts';
import { askGit } from '../system/git.ts';

/**
 * The first URL of the remote `origin` in the repository's own configuration, which is where werf 2.77.1 looks.
 * @returns undefined where there is no git, no repository or no origin
 */
export async function readOriginUrl(options: HelperOptions): Promise<string | undefined> {
  const urls = await askGit(['config', '--local', '--null', '--get-all', 'remote.origin.url'], options);
  return urls?.split('\0')[0] || undefined;
}
