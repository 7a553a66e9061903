// Pure: which commands stumble over a shallow clone, and what to tell the user before they do.
import { type CommandWords, isOneOf } from '../command/words.ts';

/** `cleanup` keeps images by the commits, branches and tags that git knows, and fetches what is missing. */
export const NEED_HISTORY = ['cleanup'];

/** Images with git archives need history; werf fetches it by itself, which fails without credentials for git. */
export const MAY_NEED_HISTORY = [
  'build',
  'bundle export',
  'bundle publish',
  'compose run',
  'compose up',
  'converge',
  'export',
  'kube-run',
  'plan',
  'run',
];

const CURE = 'Check the whole history out: set fetch-depth: 0 for actions/checkout.';

/** What the user should know where git refuses the checkout; werf, which asks git, takes it for none at all. */
export const UNTRUSTED_NOTICE =
  'git does not trust this checkout, because it belongs to another user, as in a job that runs in a container. Trust it before this step: run git config --global --add safe.directory "$GITHUB_WORKSPACE"';

/** Whether git has to be asked whether the clone is shallow. */
export function usesHistory(commands: readonly CommandWords[]): boolean {
  return commands.some((words) => isOneOf(words, [...NEED_HISTORY, ...MAY_NEED_HISTORY]));
}

/** What the user should know before a command that uses history runs in a shallow clone. */
export function historyNotice(commands: readonly CommandWords[]): string {
  const needs = commands.some((words) => isOneOf(words, NEED_HISTORY));
  return needs
    ? `This clone is shallow, and werf cleanup needs the history of git. ${CURE}`
    : `This clone is shallow, and werf may need the history of git to build images. ${CURE}`;
}
