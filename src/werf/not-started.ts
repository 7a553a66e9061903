// Effect: why a werf could not be started, in words that help.
import { accessSync, constants, existsSync } from 'node:fs';
import { errorCode, StepError } from '../system/errors.ts';

/** @param error what Node said */
export function notStarted(path: string, workingDirectory: string | URL | undefined, error: unknown): StepError {
  if (workingDirectory !== undefined && !existsSync(workingDirectory)) {
    return new StepError(`werf could not be started: its working directory ${workingDirectory} is gone.`);
  }
  const reason = errorCode(error);
  // The system says the same of a program without a run bit.
  if (reason === 'EACCES' && workingDirectory !== undefined && !canBeEntered(workingDirectory)) {
    return new StepError(
      `werf could not be started: its working directory ${workingDirectory} may not be entered by this user.`,
    );
  }
  const hint: Record<string, string> = {
    EACCES: 'It is not executable by this user: chmod +x it.',
    ENOEXEC: 'It is not a program for this platform.',
    ENOENT: 'It, or the interpreter that it names, is not there.',
    E2BIG: 'The command and its environment are too long.',
    // Windows:
    EINVAL: 'A .cmd or .bat file needs a shell. Name the .exe with the input werf-path.',
    ENAMETOOLONG: 'The command is too long.',
    UNKNOWN: 'It is not a program for this platform.',
    ERR_INVALID_ARG_VALUE: 'The command or the environment holds a NUL character.',
  };
  return new StepError(`werf could not be started (${path}): ${reason}. ${hint[reason] ?? ''}`.trimEnd());
}

function canBeEntered(folder: string | URL): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
