// Pure: whether `werf ci-env` has to log in to GitHub's registry for a command.
import { flagSetting, optionValue } from '../command/flags.ts';
import { takesRepo, worksWithoutRepo } from '../command/kinds.ts';
import { type CommandWords, untilDoubleDash } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

/** The registries that ci-env logs in to; the second one in place of the first where `WERF_REPO` is there. */
const GITHUB_REGISTRY = /^(?:[a-z]+:\/\/)?(?:ghcr\.io|docker\.pkg\.github\.com)(?:[:/]|$)/i;

/** Whether a repository is for ci-env to choose, by the project at ghcr.io: a command's, or without one, later steps'. */
function leavesRepoToCiEnv(words: CommandWords, env: Environment): boolean {
  return repoOf(words, env) === '' && (words.length === 0 || takesRepo(words)) && !isLocal(words, env);
}

/** Whether a command works on this machine alone: it names no repository, needs none, and `--dev` says so. */
export function isLocal(words: CommandWords, env: Environment): boolean {
  return repoOf(words, env) === '' && worksWithoutRepo(words) && flagSetting(words, env, 'dev') === true;
}

/**
 * Whether a command needs a login to ghcr.io: its repository, or any other that its options or variables name, is there, or
 * is for ci-env to choose.
 * @param words none where later steps' commands are not known
 */
export function needsGithubLogin(words: CommandWords, env: Environment): boolean {
  if (leavesRepoToCiEnv(words, env)) return true;
  const given = untilDoubleDash(words).map((word) => (word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word));
  const isOverridden = optionValue(words, 'repo') !== undefined;
  const inVariables = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('WERF_') && value !== undefined && !(name === 'WERF_REPO' && isOverridden) ? [value] : [],
  );
  return [...given, ...inVariables].some((value) => GITHUB_REGISTRY.test(value));
}

function repoOf(words: CommandWords, env: Environment): string {
  return optionValue(words, 'repo') ?? env['WERF_REPO'] ?? '';
}
