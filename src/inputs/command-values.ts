// Pure: puts the values of variables into the words of command lines.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { inputError } from '../system/errors.ts';
import type { CommandLine } from './command-lines.ts';
import type { WordPart } from './scanned-line.ts';

/**
 * The words of a command line, each variable replaced by its value: as a part of its one word, whatever it holds. A
 * variable that is not set is empty.
 * @param platform on `win32`, names of variables are the same in upper and lower case
 */
export function wordsOf(line: CommandLine, env: Environment, platform: NodeJS.Platform): CommandWords {
  const value = valueIn(env, platform);
  return line.words.map(({ parts }) =>
    parts.map((part) => ('text' in part ? part.text : (value(part.variable) ?? ''))).join(''),
  );
}

/**
 * Refuses command lines with a variable that is not set.
 * @param mayCome whether a variable may still be set before the commands run
 * @throws StepError that names the line and the variable, and no value
 */
export function requireVariables(
  lines: readonly CommandLine[],
  env: Environment,
  platform: NodeJS.Platform,
  mayCome: (name: string) => boolean = () => false,
): void {
  for (const line of lines) {
    const name = unsetVariables(line, env, platform).find((unset) => !mayCome(unset));
    if (name === undefined) continue;
    throw inputError(
      'command',
      line.text,
      `variables that are set, and ${name} is not. Set it under "env:" of the step (it may be empty), or write \\$${name} to pass the dollar to werf.`,
    );
  }
}

/** The variables of a command line that are not set. */
export function unsetVariables(line: CommandLine, env: Environment, platform: NodeJS.Platform): readonly string[] {
  const value = valueIn(env, platform);
  return line.words
    .flatMap(({ parts }): readonly WordPart[] => parts)
    .flatMap((part) => ('variable' in part && value(part.variable) === undefined ? [part.variable] : []));
}

function valueIn(env: Environment, platform: NodeJS.Platform): (name: string) => string | undefined {
  if (platform !== 'win32') return (name) => (Object.hasOwn(env, name) ? env[name] : undefined);
  const byUpperCase = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  return (name) => byUpperCase.get(name.toUpperCase());
}
