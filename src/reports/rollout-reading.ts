// Pure: a reader for what a command prints of its rollout.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { RolloutReader } from './rollout/rollout-reader.ts';
import { terminalWidth } from './terminal-width.ts';

/** A reader that knows how wide werf was told the terminal is. */
export function readerOf(words: CommandWords, env: Environment): RolloutReader {
  return new RolloutReader(terminalWidth(words, env));
}
