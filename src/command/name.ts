// Pure: the name of a command line's command, for people, told without the catalogue of options.
import aliases from './aliases.json' with { type: 'json' };
import names from './names.json' with { type: 'json' };
import { type CommandWords, likeliest } from './words.ts';

/**
 * The longest known command that a command line names, such as `werf bundle publish`; `werf` where it names none.
 * Telemetry tells it more exactly, with the options of the command; that would load far more.
 */
export function commandName(words: CommandWords): string {
  const named = likeliest(words, [...names, ...Object.keys(aliases)]);
  const command = Object.entries(aliases).find(([alias]) => alias === named)?.[1] ?? named;
  return command === undefined ? 'werf' : `werf ${command}`;
}
