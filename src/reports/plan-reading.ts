// Pure: the reader of a plan for one command.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { PlanReader } from './plan.ts';
import { terminalWidth } from './terminal-width.ts';

/** A reader that knows how wide werf takes the terminal for. */
export function planReaderOf(words: CommandWords, env: Environment): PlanReader {
  return new PlanReader(terminalWidth(words, env));
}
