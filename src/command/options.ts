// Pure: argv + environment -> which command of werf runs, and which of its options were used.
import type { Environment } from '../system/environment.ts';
import { COMMAND_NAMES, type KnownOption, optionsOf, SPELLED_COMMANDS, SPELLINGS, variableOf } from './catalogue.ts';
import { flagValue, isYesOfVariable, variableName } from './flags.ts';

/** An option that was used. Only its name leaves this file, never a value. */
export interface CommandOption {
  /** Without dashes, such as `repo`. */
  readonly name: string;
  /** Whether it was given on the command line. */
  readonly asCli: boolean;
  /** Whether a variable that is not empty gave it. */
  readonly asEnv: boolean;
  /** Times on the command line plus number of variables. */
  readonly count: number;
}

export interface CommandUse {
  /** The full name, such as `werf converge`; `werf` for a command that the catalogue does not know. */
  readonly command: string;
  /** False for what werf itself does not report either: its version, completion, help and the like. */
  readonly reported: boolean;
  /** Sorted by name. */
  readonly options: readonly CommandOption[];
}

/** An option of the command as it stands on the command line. */
interface GivenOption {
  readonly name: string;
  /** Undefined for a Boolean flag without `=VALUE`, and where the command line ends before the value. */
  readonly value: string | undefined;
}

interface ParsedCommand {
  readonly command: string;
  /** In the order in which they were given. */
  readonly given: readonly GivenOption[];
}

const UNKNOWN_COMMAND = 'werf';
/** What werf itself does not report either. */
export const UNREPORTED_COMMANDS: ReadonlySet<string> = new Set([
  'werf completion',
  'werf help',
  'werf synchronization',
  'werf version',
]);
/** Every command has it, and the reference of werf lists it nowhere. */
const HELP_OPTION: KnownOption = { name: 'help', short: 'h', takesValue: false, variables: [] };

/**
 * Names the command and the options that a werf started with `argv` in `env` would use. Never throws, whatever the
 * words are, and returns only names of the catalogue.
 * @param argv the words after `werf`
 * @param env variables that the user or ci-env set
 * @param platform on `win32`, names of variables are the same in upper and lower case
 */
export function describeCommand(argv: readonly string[], env: Environment, platform: NodeJS.Platform): CommandUse {
  const { command, given } = readCommandLine(argv);
  const onCommandLine = countEach(given.map(({ name }) => name));
  const inEnvironment = countEach(optionsInEnvironment(command, env, platform));
  const options: CommandOption[] = [];
  for (const name of optionsOf(command).keys()) {
    const asCli = onCommandLine.get(name) ?? 0;
    const asEnv = inEnvironment.get(name) ?? 0;
    if (asCli + asEnv > 0) options.push({ name, asCli: asCli > 0, asEnv: asEnv > 0, count: asCli + asEnv });
  }
  options.sort((left, right) => (left.name < right.name ? -1 : 1));
  return { command, reported: isReported(argv, command, given), options };
}

/** Whether the catalogue has a command of this full name, such as `werf converge`. */
export function isKnownCommand(command: string): boolean {
  return COMMAND_NAMES.includes(command);
}

/** Whether a command, named in full, has an option of this name, such as `repo`. False for an unknown command. */
export function isKnownOption(command: string, option: string): boolean {
  return optionsOf(command).has(option);
}

/**
 * The value of an option as its command reads it, from the command line, else from its variable; undefined where neither
 * gives one, and where the command does not have the option.
 * @param option without dashes, such as `namespace`
 */
export function settingOf(
  argv: readonly string[],
  env: Environment,
  option: string,
  variable?: string,
): string | undefined {
  return settingsOf(argv, env)(option, variable);
}

/** What gives the value of each option, as `settingOf` does, of a command line that is read once. */
export function settingsOf(
  argv: readonly string[],
  env: Environment,
): (option: string, variable?: string) => string | undefined {
  const { command, given } = readCommandLine(argv);
  const known = optionsOf(command);
  return (option, variable = variableName(option)) => {
    if (!known.has(option)) return undefined;
    return given.findLast(({ name }) => name === option)?.value ?? (env[variable] || undefined);
  };
}

/**
 * Whether a Boolean flag is on, by the command line, else by its variable. False where the command does not have it.
 * @param names of the flag; several where werf keeps them in one place, so that the last one given counts
 */
export function isFlagOn(argv: readonly string[], env: Environment, ...names: readonly string[]): boolean {
  const { command, given } = readCommandLine(argv);
  const last = given.findLast(({ name }) => names.includes(name));
  if (last !== undefined) return flagValue(last.value) === true;
  return names.some((name) => optionsOf(command).has(name) && isYesOfVariable(env[variableName(name)]));
}

/** Finds the longest known command that `argv` can be read as. */
function readCommandLine(argv: readonly string[]): ParsedCommand {
  const words = new Set(argv);
  let best: { readonly line: ParsedCommand; readonly length: number } | undefined;
  for (const { words: commandWords, command } of SPELLED_COMMANDS) {
    if (commandWords.length <= (best?.length ?? 0) || !commandWords.every((word) => words.has(word))) continue;
    const given = readAs(command, commandWords, argv);
    if (given !== undefined) best = { line: { command, given }, length: commandWords.length };
  }
  return best?.line ?? { command: UNKNOWN_COMMAND, given: readAs(UNKNOWN_COMMAND, [], argv) ?? [] };
}

/**
 * Reads `argv` with the options of one command, by the rules of the library that werf uses (spf13/cobra and pflag):
 * flags stand anywhere before a lone `--`, and only the words before that can name the command.
 * @returns undefined where the first words are not the command's
 */
function readAs(command: string, commandWords: readonly string[], argv: readonly string[]): GivenOption[] | undefined {
  const known = optionsOf(command);
  const given: GivenOption[] = [];
  let matched = 0;
  let position = 0;
  while (position < argv.length) {
    const word = argv[position++] ?? '';
    if (word === '--') break;
    const isFlag = word.startsWith('-') && word !== '-';
    if (isFlag) {
      const flags = word.startsWith('--') ? [readLongFlag(word, known)] : readShortFlags(word, known);
      for (const { option, value, isWhole } of flags) {
        let ownValue = value;
        if (ownValue === undefined && option?.takesValue) ownValue = argv[position++];
        if (option !== undefined) given.push({ name: option.name, value: ownValue });
        // Before the command is known, cobra takes a flag that it does not know for one with a value.
        else if (isWhole && matched < commandWords.length && argv[position]?.startsWith('-') === false) position++;
      }
    } else if (matched < commandWords.length && word !== '') {
      if (word !== commandWords[matched]) return undefined;
      matched++;
    }
  }
  return matched === commandWords.length ? given : undefined;
}

interface Flag {
  /** Undefined where the command does not have it. */
  readonly option: KnownOption | undefined;
  /** What stands in the same word; undefined where nothing does. */
  readonly value: string | undefined;
  /** Whether the flag is all of its word, so that a value could only be the next word. */
  readonly isWhole: boolean;
}

/** Reads `--name` or `--name=value`. */
function readLongFlag(word: string, known: ReadonlyMap<string, KnownOption>): Flag {
  const equals = word.indexOf('=');
  const name = word.slice('--'.length, equals < 0 ? undefined : equals);
  const option = known.get(name) ?? (name === HELP_OPTION.name ? HELP_OPTION : undefined);
  return { option, value: equals < 0 ? undefined : word.slice(equals + 1), isWhole: equals < 0 };
}

/** Reads `-n`, `-nVALUE`, `-n=VALUE` and joined ones such as `-it`. */
function readShortFlags(word: string, known: ReadonlyMap<string, KnownOption>): Flag[] {
  const flags: Flag[] = [];
  for (let position = 1; position < word.length; position++) {
    const letter = word.charAt(position);
    const rest = word.slice(position + 1);
    const option = shortOption(letter, known);
    if (rest.length > 1 && rest.startsWith('=')) return [...flags, { option, value: rest.slice(1), isWhole: false }];
    if (option?.takesValue && rest !== '') return [...flags, { option, value: rest, isWhole: false }];
    flags.push({ option, value: undefined, isWhole: word.length === 2 });
    // What follows a letter that the command does not have may be its value.
    if (option === undefined) break;
  }
  return flags;
}

function shortOption(letter: string, known: ReadonlyMap<string, KnownOption>): KnownOption | undefined {
  for (const option of known.values()) if (option.short === letter) return option;
  return letter === HELP_OPTION.short ? HELP_OPTION : undefined;
}

/** The options of the command that variables give, once for each variable. */
function optionsInEnvironment(command: string, env: Environment, platform: NodeJS.Platform): string[] {
  const optionsByVariable = new Map<string, string[]>();
  for (const { name, variables } of optionsOf(command).values()) {
    for (const variable of variables) {
      optionsByVariable.set(variable, [...(optionsByVariable.get(variable) ?? []), name]);
    }
  }
  const names = Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== '');
  const distinct = new Set(platform === 'win32' ? names.map(upperCase) : names);
  return [...distinct].flatMap((name) => optionsByVariable.get(variableOf(name)) ?? []);
}

/** Upper case of the letters that names of variables are made of; others, such as `ſ`, must not become one of them. */
function upperCase(name: string): string {
  return name.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

function isReported(argv: readonly string[], command: string, given: readonly GivenOption[]): boolean {
  // Without a word werf prints its help, and with the words of a group of commands the group's.
  if (argv.every((word) => word === '' || word === '--') || isGroup(argv)) return false;
  const help = given.findLast(({ name }) => name === HELP_OPTION.name);
  const asksForHelp = help !== undefined && flagValue(help.value) !== false;
  return !asksForHelp && !UNREPORTED_COMMANDS.has(command);
}

/** Whether `argv` is a group of commands, such as `helm repo`, and no command. */
function isGroup(argv: readonly string[]): boolean {
  const words = argv.filter((word) => word !== '' && !word.startsWith('-')).join(' ');
  return !SPELLINGS.has(words) && [...SPELLINGS.keys()].some((spelling) => spelling.startsWith(`${words} `));
}

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
