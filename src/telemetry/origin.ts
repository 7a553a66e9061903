// Effect: what git says about the working directory.
import { type HelperOptions, runHelper } from '../system/child-process.ts';

/**
 * The first URL of the remote `origin` in the repository's own configuration, which is where werf 2.77.1 looks.
 * @returns undefined where there is no git, no repository or no origin
 */
export async function readOriginUrl(options: HelperOptions): Promise<string | undefined> {
  const args = ['config', '--local', '--null', '--get-all', 'remote.origin.url'];
  const result = await runHelper('git', args, options);
  const url = result?.exitCode === 0 ? result.stdout.split('\0')[0] : undefined;
  return url === '' ? undefined : url;
}
