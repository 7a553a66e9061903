// Pure: the name of a command line's command, for people, told without the catalogue of options.
import type { CommandWords } from './lines.ts';
import names from './names.json' with { type: 'json' };
import { isOneOf, isSurely } from './words.ts';

/**
 * The longest known command that a command line names, such as `werf bundle publish`; `werf` where it names none.
 * Telemetry tells it more exactly, with the options of the command; that would load far more.
 */
export function commandName(words: CommandWords): string {
  const given = new Set(words);
  const named = names
    .filter((name) => name.split(' ').every((word) => given.has(word)) && isOneOf(words, [name]))
    .sort((a, b) => rank(words, b) - rank(words, a) || b.split(' ').length - a.split(' ').length);
  return named[0] === undefined ? 'werf' : `werf ${named[0]}`;
}

function rank(words: CommandWords, name: string): number {
  return isSurely(words, name) ? 1 : 0;
}
