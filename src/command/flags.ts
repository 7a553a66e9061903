// Pure: what a command line and its variables say of one option, without the catalogue, which is not loaded before werf runs.
import type { Environment } from '../system/environment.ts';
import { type CommandWords, untilDoubleDash } from './words.ts';

/** `--flag=VALUE`, as werf's library for flags (spf13/pflag) reads it with Go's `strconv.ParseBool`. */
const YES_OF_A_FLAG: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const NO_OF_A_FLAG: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);
/** What werf takes for yes in a variable (`GetBoolEnvironmentDefaultFalse` in its source, 1.2 to 3): just these, in lower case. */
const YES_OF_A_VARIABLE: ReadonlySet<string> = new Set(['1', 'true', 'yes']);

/**
 * The value that an option has on a command line, the last one where it is given several times, as pflag has it; empty
 * where the command line ends before it, undefined where it is not given.
 * @param option one that takes a value, without dashes
 */
export function optionValue(words: CommandWords, option: string): string | undefined {
  const flags = untilDoubleDash(words);
  const index = lastIndex(flags, option);
  return index === -1 ? undefined : (ownValue(flags[index]) ?? flags[index + 1] ?? '');
}

/** A Boolean flag as it stands on a command line, the last one where it is given several times: `--dev`, `--dev=false`. */
export function flagWord(words: CommandWords, flag: string): string | undefined {
  const flags = untilDoubleDash(words);
  return flags[lastIndex(flags, flag)];
}

/**
 * Whether a Boolean flag is on or off: by the command line, else by its variable; undefined where neither says, because
 * werf takes an empty variable for one that is not set.
 */
export function flagSetting(words: CommandWords, env: Environment, flag: string): boolean | undefined {
  const word = flagWord(words, flag);
  if (word !== undefined) return flagValue(ownValue(word)) === true;
  const variable = env[variableName(flag)];
  return variable === undefined || variable === '' ? undefined : isYesOfVariable(variable);
}

/**
 * Whether a Boolean flag that is given is on; undefined for a value that is neither yes nor no, with which werf does not run.
 * @param value after `=`; undefined, as well as empty, where there is none
 */
export function flagValue(value: string | undefined): boolean | undefined {
  if (value === undefined || value === '' || YES_OF_A_FLAG.has(value)) return true;
  return NO_OF_A_FLAG.has(value) ? false : undefined;
}

/** Whether the variable of a Boolean flag turns it on. */
export function isYesOfVariable(value: string | undefined): boolean {
  return value !== undefined && YES_OF_A_VARIABLE.has(value);
}

/** The variable that sets an option, as werf names most of them: `WERF_SAVE_BUILD_REPORT` for `save-build-report`. */
export function variableName(option: string): string {
  return `WERF_${option.toUpperCase().replaceAll('-', '_')}`;
}

/** The value of an option that counts something; undefined where it is none above 0, which sets no limit. */
export function positiveInteger(value: string | undefined): number | undefined {
  const number = value !== undefined && /^[0-9]{1,9}$/.test(value.trim()) ? Number(value) : 0;
  return number > 0 ? number : undefined;
}

/** Where an option stands for the last time; -1 where it does not. It may be the value of another: only the catalogue tells. */
function lastIndex(words: CommandWords, option: string): number {
  return words.findLastIndex((word) => word === `--${option}` || word.startsWith(`--${option}=`));
}

/** What a word says after `=`; undefined where it has none. */
function ownValue(word = ''): string | undefined {
  const equals = word.indexOf('=');
  return equals === -1 ? undefined : word.slice(equals + 1);
}
