// Effect: what git says about a working directory. All questions to git go through here.
import { type HelperOptions, type HelperResult, runHelper } from './child-process.ts';

/** Whether the history was cut off when it was cloned; undefined where git cannot tell. */
export async function askShallowClone(options: HelperOptions): Promise<boolean | undefined> {
  const answer = (await askGit(['rev-parse', '--is-shallow-repository'], options))?.trim();
  return answer === 'true' || answer === 'false' ? answer === 'true' : undefined;
}

/**
 * The parents of the checked-out commit, first parent first; undefined where git cannot tell. They are read from the
 * commit itself, because in a shallow clone `git log` and `git rev-list` hide the parents that were not fetched.
 */
export async function parentsOfHead(options: HelperOptions): Promise<readonly string[] | undefined> {
  const commit = await askGit(['cat-file', 'commit', 'HEAD'], options);
  const [header] = commit?.split('\n\n', 1) ?? [];
  return header?.split('\n').flatMap((line) => /^parent ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
}

/** When the checked-out commit was made, in seconds since the epoch; undefined where git cannot tell. */
export async function timeOfHead(options: HelperOptions): Promise<number | undefined> {
  const [header = ''] = (await askGit(['cat-file', 'commit', 'HEAD'], options))?.split('\n\n', 1) ?? [];
  const seconds = /(?:^|\n)committer [^\n]* (\d{1,12}) [+-]\d{4}(?:\n|$)/.exec(header)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Whether git refuses to work with the repository because of its owner; not where it cannot tell. */
export async function refusesOwner(options: HelperOptions): Promise<boolean> {
  let output = '';
  const inEnglish = { ...options, env: { ...options.env, LC_ALL: 'C' }, onOutput: (text: string) => (output += text) };
  await runGit(['rev-parse', '--git-dir'], inEnglish);
  return /dubious ownership|unsafe repository/.test(output);
}

/**
 * In a partial clone git fetches what is missing, by a command that the repository's configuration may name. It must not,
 * just to answer: newer versions take the first word for it, and all of them the second (git(1)).
 */
const FETCH_NOTHING = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** How long git may take for an answer that is there within milliseconds, in milliseconds. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * What git prints for a question about the working directory.
 * @returns undefined where there is no git, no work tree, or one that git does not trust, and where the signal or the
 *   time limit of 10 seconds ended it
 */
export async function askGit(args: readonly string[], options: HelperOptions): Promise<string | undefined> {
  const result = await runGit(args, options);
  return result?.exitCode === 0 ? result.stdout : undefined;
}

function runGit(args: readonly string[], options: HelperOptions): Promise<HelperResult | undefined> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  return runHelper('git', args, { ...options, env: { ...options.env, ...FETCH_NOTHING }, signal });
}
