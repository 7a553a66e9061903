// Pure: the value of one flag on a command line, without the catalogue.
import { type CommandWords, untilDoubleDash } from './words.ts';

/**
 * The last value that a flag is given, in any of the ways that werf reads: `--name value`, `--name=value`, `-n value`,
 * `-n=value`, `-nvalue`. Undefined where it is not given, or has no value.
 * @param short a single letter; undefined where the flag has none
 */
export function flagValue(words: CommandWords, name: string, short?: string): string | undefined {
  const flags = untilDoubleDash(words);
  let value: string | undefined;
  for (const [index, word] of flags.entries()) {
    if (word === `--${name}` || (short !== undefined && word === `-${short}`)) value = flags[index + 1];
    else if (word.startsWith(`--${name}=`)) value = word.slice(name.length + 3);
    else if (short !== undefined && word.startsWith(`-${short}`)) value = word.slice(2).replace(/^=/, '');
  }
  return value;
}
