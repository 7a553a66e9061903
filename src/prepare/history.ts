// Pure: which commands stumble over a shallow clone.
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

/** Whether one of the commands does nothing right without the history. */
export function needsHistory(commands: readonly CommandWords[]): boolean {
  return commands.some((words) => isOneOf(words, NEED_HISTORY));
}

/** Whether git has to be asked whether the clone is shallow. */
export function usesHistory(commands: readonly CommandWords[]): boolean {
  return commands.some((words) => isOneOf(words, [...NEED_HISTORY, ...MAY_NEED_HISTORY]));
}
