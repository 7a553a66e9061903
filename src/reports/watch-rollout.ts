// Composition: reads what a deploying werf prints, beside the log and without holding it up.
import { type CommandWords, isOneOf } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { LateReader } from '../werf/late-reader.ts';
import type { RolloutReader } from './rollout/rollout-reader.ts';

/** The commands that print progress tables, by werf 2 and 3; and those that only build, whose failed stage is read as well. */
export const READ_COMMANDS = ['build', 'bundle apply', 'bundle publish', 'converge', 'dismiss', 'plan', 'rollback'];

/** Whether what a command prints is read. */
export function isRead(words: CommandWords): boolean {
  return isOneOf(words, READ_COMMANDS);
}

/**
 * Watches a command that deploys or builds; undefined for any other.
 * @param elapsed milliseconds on a clock that only goes forward
 */
export function watchRollout(
  words: CommandWords,
  env: Environment,
  elapsed: () => number,
): LateReader<RolloutReader> | undefined {
  if (!isRead(words)) return undefined;
  return new LateReader(async () => (await import('./rollout-reading.ts')).readerOf(words, env), elapsed);
}
