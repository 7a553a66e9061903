// Pure: the name of a command line's command, for people, told without the catalogue of options.
import aliases from './aliases.json' with { type: 'json' };
import names from './names.json' with { type: 'json' };
import { type CommandWords, isOneOf, isSurely } from './words.ts';

/**
 * The longest known command that a command line names, such as `werf bundle publish`; `werf` where it names none.
 * Telemetry tells it more exactly, with the options of the command; that would load far more.
 */
export function commandName(words: CommandWords): string {
  const given = new Set(words);
  const [named] = [...names, ...Object.keys(aliases)]
    .filter((spelling) => spelling.split(' ').every((word) => given.has(word)) && isOneOf(words, [spelling]))
    .sort((a, b) => rank(words, b) - rank(words, a) || b.split(' ').length - a.split(' ').length);
  const command = Object.entries(aliases).find(([alias]) => alias === named)?.[1] ?? named;
  return command === undefined ? 'werf' : `werf ${command}`;
}

function rank(words: CommandWords, spelling: string): number {
  return isSurely(words, spelling) ? 1 : 0;
}
