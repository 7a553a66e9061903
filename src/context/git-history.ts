// Effect: what git knows about the checked-out commit.
import { getExecOutput } from '@actions/exec';
import type { Environment } from '../host.ts';

/** Whether the history was cut off when it was cloned; undefined where git cannot tell. */
export async function askShallowClone(cwd: string, env: Environment): Promise<boolean | undefined> {
  const answer = (await git(['rev-parse', '--is-shallow-repository'], cwd, env))?.trim();
  return answer === 'true' || answer === 'false' ? answer === 'true' : undefined;
}

/**
 * The parents of the checked-out commit, first parent first; undefined where git cannot tell. They are read from the
 * commit itself, because in a shallow clone `git log` and `git rev-list` hide the parents that were not fetched.
 */
export async function parentsOfHead(cwd: string, env: Environment): Promise<readonly string[] | undefined> {
  const commit = await git(['cat-file', 'commit', 'HEAD'], cwd, env);
  const [header] = commit?.split('\n\n', 1) ?? [];
  return header?.split('\n').flatMap((line) => /^parent ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
}

/** What git prints; undefined where there is no git, no work tree, or one that git does not trust. */
async function git(argv: string[], cwd: string, env: Environment): Promise<string | undefined> {
  const defined = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  try {
    const { exitCode, stdout } = await getExecOutput('git', argv, {
      cwd,
      env: Object.fromEntries(defined),
      silent: true,
      ignoreReturnCode: true,
    });
    return exitCode === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}
