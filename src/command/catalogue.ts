// Pure: the commands and options that werf has, and which variables set which option.
import aliases from './aliases.json' with { type: 'json' };
import catalogue from './catalogue.json' with { type: 'json' };

/** An option of a command. */
export interface KnownOption {
  /** Without dashes, such as `repo`. */
  readonly name: string;
  /** The one-letter name without its dash; undefined where there is none. */
  readonly short: string | undefined;
  /** False for a Boolean flag, which never takes the next word. */
  readonly takesValue: boolean;
  /** Variables that set the option. One that ends in `_*` is a family: all variables with that prefix. */
  readonly variables: readonly string[];
}

/**
 * Prefixes that werf itself keeps out of the families around them: it never reads a variable that starts so as a
 * member of `WERF_SET_*` (the call of `PredefinedValuesByEnvNamePrefix` for `--set` in its source, 1.2 to 3.2.0).
 */
const NOT_IN_FAMILIES: readonly string[] = ['WERF_SET_DOCKER_CONFIG_JSON_VALUE'];

/** By command: the places of its options in the catalogue's list. */
const PLACES = new Map(
  catalogue.commands.map((line) => {
    const [name = '', places = ''] = line.split('|');
    return [name, places];
  }),
);
// Filled on demand: a step needs the options of a command or two.
const optionsByCommand = new Map<string, ReadonlyMap<string, KnownOption>>();

/** The full names of all known commands, such as `werf converge`, sorted. */
export const COMMAND_NAMES: readonly string[] = [...PLACES.keys()];

/** What names a command on a command line, such as `helm list` or `helm ls` -> the command's full name. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...COMMAND_NAMES.map((command) => [command.slice('werf '.length), command] as const),
  ...Object.entries(aliases).map(([spelling, command]) => [spelling, `werf ${command}`] as const),
]);

/** The same, each spelling as its words. */
export const SPELLED_COMMANDS: readonly { readonly words: readonly string[]; readonly command: string }[] = [
  ...SPELLINGS,
].map(([spelling, command]) => ({ words: spelling.split(' '), command }));

/** Which versions of werf the catalogue was made from, in words. */
export const CATALOGUE_SOURCE: string = catalogue.source;

/** The options of a command by name; none for an unknown command. */
export function optionsOf(command: string): ReadonlyMap<string, KnownOption> {
  const decoded = optionsByCommand.get(command);
  if (decoded !== undefined) return decoded;
  const options = new Map<string, KnownOption>();
  for (const range of PLACES.get(command)?.split(' ') ?? []) {
    if (range === '') continue;
    const [first = 0, last = first] = range.split('-').map(Number);
    for (const row of catalogue.options.slice(first, last + 1)) {
      const option = decodeOption(row);
      options.set(option.name, option);
    }
  }
  if (PLACES.has(command)) optionsByCommand.set(command, options);
  return options;
}

/**
 * The entry of `KnownOption.variables` that a variable comes under: its family, such as `WERF_SET_*`, or its own name.
 *
 * Families overlap. A variable that sets an option of any command by its own name belongs to no family, and among the
 * families of all commands the one with the longest prefix has it, so that `WERF_SET_STRING_1` never counts for
 * `--set`. werf itself reads `WERF_SET_JSON_1` for `--set` as well, an oversight that would count one use twice.
 */
export function variableOf(name: string): string {
  const isException =
    catalogue.familyExceptions.includes(name) || NOT_IN_FAMILIES.some((prefix) => name.startsWith(prefix));
  if (isException) return name;
  return catalogue.families.find((family) => name.startsWith(family.slice(0, -1))) ?? name;
}

/** Decodes a row as `scripts/catalogue/compact-catalogue.ts` describes it. */
function decodeOption(row: string): KnownOption {
  const [head = '', ...marks] = row.split(' ');
  const takesValue = head.endsWith('=');
  const name = head.slice('--'.length, takesValue ? -'='.length : undefined);
  const implied = `WERF_${name.toUpperCase().replaceAll('-', '_')}`;
  return {
    name,
    short: marks.find((mark) => mark.startsWith('-'))?.slice('-'.length),
    takesValue,
    variables: marks
      .filter((mark) => mark.startsWith('$'))
      .map((mark) => (mark === '$' ? implied : mark.slice('$'.length))),
  };
}
