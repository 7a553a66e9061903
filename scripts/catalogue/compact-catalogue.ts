// Pure: werf's commands and options -> the compact texts of src/command/catalogue.json, names.json and aliases.json.
import { type Aliases, type CliData, type OptionEntry, sorted } from './cli-data.ts';

/**
 * The text of `src/command/catalogue.json`. Its form:
 *
 * - `options`: each distinct option once, written like a usage line: `--dev $` is a Boolean flag, `--values= -f` takes
 *   a value. `$NAME` is a variable that sets the option, a single `$` the one that its name implies (`WERF_DEV`).
 * - `commands`: `NAME|OPTIONS`, where OPTIONS are places in `options`, as numbers and ranges.
 * - `families`: the families of variables, those with the longest prefix first, and `familyExceptions`: the variables
 *   that have such a prefix and yet set an option by their own name.
 *
 * Options that belong to the same commands stand together, which makes the ranges long.
 */
export function compactCatalogue(data: CliData): string {
  const commands = sorted(Object.keys(data.commands));
  const users = new Map<string, number[]>();
  for (const [place, command] of commands.entries()) {
    for (const [name, option] of Object.entries(data.commands[command]?.options ?? {})) {
      const row = optionRow(name, option);
      const places = users.get(row);
      if (places === undefined) users.set(row, [place]);
      else places.push(place);
    }
  }
  // The most used options come first; those with the same users are sorted by name.
  const key = (row: string): string => (users.get(row) ?? []).map((place) => String(place).padStart(4, '0')).join();
  const rows = sorted([...users.keys()]).sort((left, right) =>
    key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0,
  );
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const lines = commands.map((command) => {
    const places = Object.entries(data.commands[command]?.options ?? {}).map(
      ([name, option]) => placeOf.get(optionRow(name, option)) ?? -1,
    );
    return `${command}|${ranges(places)}`;
  });
  const catalogue = { source: data.source, ...familiesOf(data), options: rows, commands: lines };
  return `${JSON.stringify(catalogue, null, 1)}\n`;
}

function familiesOf(data: CliData): { families: readonly string[]; familyExceptions: readonly string[] } {
  const options = Object.values(data.commands).flatMap((command) => Object.values(command.options));
  const variables = sorted([...new Set(options.flatMap(({ env = [] }) => env))]);
  const families = variables
    .filter((variable) => variable.endsWith('*'))
    .sort((left, right) => right.length - left.length);
  return {
    families,
    familyExceptions: variables.filter(
      (variable) => !variable.endsWith('*') && families.some((family) => variable.startsWith(family.slice(0, -1))),
    ),
  };
}

function optionRow(name: string, { takesValue, short, env = [] }: OptionEntry): string {
  const implied = `WERF_${name.toUpperCase().replaceAll('-', '_')}`;
  return [
    `--${name}${takesValue ? '=' : ''}`,
    ...(short === undefined ? [] : [`-${short}`]),
    ...env.map((variable) => (variable === implied ? '$' : `$${variable}`)),
  ].join(' ');
}

function ranges(numbers: readonly number[]): string {
  const parts: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const part = parts.at(-1);
    if (part !== undefined && part.last === number - 1) part.last = number;
    else parts.push({ first: number, last: number });
  }
  return parts.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
}

/** The names of all commands without the word `werf`, as JSON, one a line. */
export function commandNameList(data: CliData): string {
  const names = Object.keys(data.commands).map(withoutWerf);
  return `${JSON.stringify(names, null, 0).replaceAll(',', ',\n')}\n`;
}

/** Each other way to write a command, with the command, both without the word `werf`, as JSON, one a line. */
export function aliasList(data: CliData): string {
  const aliases = sorted(Object.keys(data.commands)).flatMap((command) =>
    spellings(command, data.aliases)
      .filter((spelling) => spelling !== command)
      .map((spelling) => [withoutWerf(spelling), withoutWerf(command)]),
  );
  return `${JSON.stringify(Object.fromEntries(aliases), null, 1)}\n`;
}

/** Every way to write a command: each of its words by its name or an alias. */
function spellings(command: string, aliases: Aliases): readonly string[] {
  const words = command.split(' ');
  return words.reduce<readonly string[]>(
    (starts, word, index) => {
      const names = [word, ...(aliases[words.slice(0, index + 1).join(' ')] ?? [])];
      return starts.flatMap((start) => names.map((name) => `${start} ${name}`.trimStart()));
    },
    [''],
  );
}

const withoutWerf = (command: string) => command.replace(/^werf /, '');
