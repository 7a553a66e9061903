// Pure: the shape of data/werf-cli.json, how it is read, written and brought up to date.

/** One option of one command, as werf's reference describes it. */
export interface OptionEntry {
  /** False for a Boolean flag, which never takes the next word. */
  readonly takesValue: boolean;
  /** The one-letter name, without its dash. */
  readonly short?: string;
  /** Variables that set the option; one that ends in `_*` stands for all variables with that prefix. */
  readonly env?: readonly string[];
}

export interface CommandEntry {
  /** The release groups whose werf has the command. */
  readonly groups: readonly string[];
  /** Options by name, without dashes. */
  readonly options: Readonly<Record<string, OptionEntry>>;
}

export interface CliData {
  /** Which versions of werf the data was taken from, in words. */
  readonly source: string;
  /** Other names for the last word of a command or a group of commands, by its full name. */
  readonly aliases: Aliases;
  /** Commands by their full name, such as `werf converge`. */
  readonly commands: Readonly<Record<string, CommandEntry>>;
}

export type Aliases = Readonly<Record<string, readonly string[]>>;

/** The commands of one version of werf, with their options. */
export type Reference = ReadonlyMap<string, Readonly<Record<string, OptionEntry>>>;

/**
 * Reads the text of `data/werf-cli.json`.
 * @throws where the text is not of that shape, naming the command
 */
export function readCliData(text: string): CliData {
  const data: unknown = JSON.parse(text);
  if (!isRecord(data) || typeof data['source'] !== 'string' || !isRecord(data['commands'])) {
    throw new Error('The data has to hold "source", "aliases" and "commands"');
  }
  const { aliases } = data;
  if (!isAliases(aliases)) throw new Error('The data has to hold, under "aliases", lists of words');
  const commands: Record<string, CommandEntry> = {};
  for (const [command, entry] of Object.entries(data['commands'])) {
    if (!isCommandEntry(entry)) throw new Error(`The data of ${command} has to hold "groups" and "options"`);
    commands[command] = entry;
  }
  return { source: data['source'], aliases, commands };
}

/** The text of `data/werf-cli.json`: sorted, one command a line, so that a change of one changes one line. */
export function writeCliData(data: CliData): string {
  const lines = sorted(Object.keys(data.commands)).map((command) => {
    const entry = data.commands[command];
    const options = Object.fromEntries(
      sorted(Object.keys(entry?.options ?? {})).map((option) => [option, entry?.options[option]]),
    );
    return `${JSON.stringify(command)}:${JSON.stringify({ groups: entry?.groups, options })}`;
  });
  const aliases = sorted(Object.keys(data.aliases)).map(
    (command) => `${JSON.stringify(command)}:${JSON.stringify(data.aliases[command])}`,
  );
  return `{"source":${JSON.stringify(data.source)},${record('aliases', aliases)},${record('commands', lines)}}\n`;
}

function record(name: string, lines: readonly string[]): string {
  return `"${name}":{\n${lines.join(',\n')}\n}`;
}

/**
 * The data with one group's commands brought up to date.
 *
 * A command that the group no longer has loses the group, and goes with its last one. The data does not say which
 * group an option, its short name, a variable or an alias comes from, so these are only ever added. Whether an option
 * takes a value is as `reference` says, because the reference is the newer of the two.
 */
export function updateGroup(data: CliData, group: string, reference: Reference, aliases: Aliases = {}): CliData {
  const commands: Record<string, CommandEntry> = {};
  for (const [command, { groups, options }] of Object.entries(data.commands)) {
    const others = groups.filter((other) => other !== group);
    if (others.length > 0 || reference.has(command)) commands[command] = { groups: others, options };
  }
  for (const [command, options] of reference) {
    const known = commands[command];
    commands[command] = {
      groups: sorted([...(known?.groups ?? []), group]),
      options: mergeOptions(known?.options ?? {}, options),
    };
  }
  return { source: data.source, aliases: mergeAliases(data.aliases, aliases), commands };
}

function mergeAliases(older: Aliases, newer: Aliases): Aliases {
  const merged: Record<string, readonly string[]> = { ...older };
  for (const [command, words] of Object.entries(newer)) {
    merged[command] = sorted([...new Set([...(older[command] ?? []), ...words])]);
  }
  return merged;
}

function mergeOptions(older: CommandEntry['options'], newer: CommandEntry['options']): CommandEntry['options'] {
  const merged: Record<string, OptionEntry> = { ...older };
  for (const [name, option] of Object.entries(newer)) {
    const env = sorted([...new Set([...(older[name]?.env ?? []), ...(option.env ?? [])])]);
    merged[name] = { ...older[name], ...option, ...(env.length === 0 ? {} : { env }) };
  }
  return merged;
}

/** Texts by their code units, the same on every machine. */
export function sorted(texts: readonly string[]): string[] {
  return [...texts].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

function isCommandEntry(value: unknown): value is CommandEntry {
  return (
    isRecord(value) &&
    isTexts(value['groups']) &&
    isRecord(value['options']) &&
    Object.values(value['options']).every(isOptionEntry)
  );
}

function isOptionEntry(value: unknown): value is OptionEntry {
  return (
    isRecord(value) &&
    typeof value['takesValue'] === 'boolean' &&
    (value['short'] === undefined || typeof value['short'] === 'string') &&
    (value['env'] === undefined || isTexts(value['env']))
  );
}

function isAliases(value: unknown): value is Aliases {
  return isRecord(value) && Object.values(value).every(isTexts);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
