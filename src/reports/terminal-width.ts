// Pure: how wide werf takes its terminal to be.
import { optionValue, positiveInteger, variableName } from '../command/flags.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

const OPTION = 'log-terminal-width';

/** The columns of the terminal that werf was told; undefined where it was told none. */
export function terminalWidth(words: CommandWords, env: Environment): number | undefined {
  return positiveInteger(optionValue(words, OPTION) ?? env[variableName(OPTION)]);
}
