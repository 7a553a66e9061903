// Effect: what git says about the working directory.
import type { HelperResult } from '../helper-process.ts';

/** Runs git with arguments, and returns undefined where it could not be run. */
export type RunGit = (args: readonly string[]) => Promise<HelperResult | undefined>;

/**
 * The first URL of the remote `origin` in the repository's own configuration, which is where werf 2.77.1 looks.
 * @returns undefined where there is no git, no repository or no origin
 */
export async function readOriginUrl(git: RunGit): Promise<string | undefined> {
  const result = await git(['config', '--local', '--null', '--get-all', 'remote.origin.url']);
  const url = result?.exitCode === 0 ? result.stdout.split('\0')[0] : undefined;
  return url === '' ? undefined : url;
}
