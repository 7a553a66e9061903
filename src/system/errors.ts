// Pure: the one kind of error whose message is written for the person who meets it, and what others are called in it.

/** A failure of the step. Its message names the cause and what to do, holds no secret, and is shown as it is. */
export class StepError extends Error {
  override readonly name = 'StepError';

  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message: string) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
}

/** Whether an error is a `StepError`, by its name: each chunk of the bundle has a class of its own. */
export function isStepError(error: unknown): error is StepError {
  return error instanceof Error && error.name === 'StepError';
}

/** The short name that Node and the system give an error, such as `ENOENT`; its text where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** What the system says where a disk, the rights on it or the number of open files are not what a step needs. */
const MACHINE_TROUBLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE']);

/** Whether an error is one of the machine's, which nobody mends in this action. */
export function isMachineTrouble(error: unknown): error is Error {
  // Where Node reads its own files, it leaves the code out.
  return error instanceof Error && (MACHINE_TROUBLE.has(errorCode(error)) || /too many open files/.test(error.message));
}

/** Characters of a value that an error shows; an annotation holds 4 kB. */
const MAX_SHOWN_CHARACTERS = 2_000;

/**
 * An input that makes no sense.
 * @param input the input's name as in `action.yml`
 * @param value what was given; the caller leaves secrets out
 * @param allowed what is allowed, as the end of a sentence that starts with "Allowed:"
 */
export function inputError(input: string, value: string, allowed: string): StepError {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}

/** Whole or not at all: the runner masks a secret only where it stands whole. */
function shown(value: string): string {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}
