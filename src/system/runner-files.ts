// Effect: the files through which a step tells the runner something: outputs, state, variables, the path, the summary.
import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { EOL } from 'node:os';
import { StepError } from './errors.ts';
import { randomUUID } from './random.ts';

/**
 * Appends a text to a file that is there, whole or not at all: where only a part of it fits, that part is taken away
 * again, because the runner reads an open heredoc as the end of all that the step said. A named pipe at the path holds
 * nobody up.
 * @throws Node's error where it cannot be written, or an error that says that the path is no file
 */
export function appendWhole(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NONBLOCK ?? 0));
  try {
    const before = fstatSync(file);
    // A device is taken: somebody may want to see the summary in a terminal.
    if (!before.isFile() && !before.isCharacterDevice()) throw new Error(`${path} is not a file`);
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(file, bytes, written);
    } catch (error) {
      // Unless somebody else has written behind it.
      if (before.isFile() && fstatSync(file).size === before.size + written) ftruncateSync(file, before.size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}

/**
 * A name and its value in the runner's format for several lines. The delimiter is random, so no value can end it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function heredoc(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`;
}

/**
 * Appends to the file that a variable of the runner names.
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
