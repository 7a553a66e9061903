// Effect: the files through which a step tells the runner something: outputs, state, variables, the path, the summary.
import { EOL } from 'node:os';
import { StepError } from './errors.ts';
import { appendWhole } from './files.ts';
import { randomUUID } from './random.ts';

/**
 * A name and its value in the runner's format for several lines. The delimiter is random, so no value can end it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function heredoc(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`;
}

/**
 * Appends to the file that a variable of the runner names, whole or not at all: the runner refuses a file that ends inside
 * of a value.
 * @param what is written, as the start of a sentence
 * @returns false where the runner names none, as an old one does
 * @throws StepError where it cannot be written; then nothing of the text is there
 */
export function tellRunner(variable: string, what: string, text: string): boolean {
  const path = process.env[variable];
  if (!path) return false;
  try {
    appendWhole(path, text);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(`${what} cannot be written to the file that ${variable} names: ${reason}.`);
  }
}
