// Effect: finds the werf binary and the working directory, and says what to do where they are not there.
import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { inputError, StepError } from '../errors.ts';

/**
 * The werf binary: the one at `werfPath`, else the first on `PATH`.
 * @returns an absolute path
 * @throws StepError where it is missing or cannot be run
 */
export async function locateWerf(werfPath: string | undefined): Promise<string> {
  if (werfPath !== undefined) return checkBinary(werfPath);
  const { which } = await import('@actions/io');
  const found = await which('werf');
  if (found !== '') return found;
  throw new StepError(
    'werf was not found on PATH. Install it in an earlier step, or name a binary with the input werf-path.',
  );
}

/** @throws StepError where the working directory is no folder */
export function checkWorkingDirectory(path: string): void {
  if (statOf(path)?.isDirectory() !== true) {
    throw inputError('working-directory', path, 'an existing folder. Is the repository checked out before this step?');
  }
}

function checkBinary(path: string): string {
  if (statOf(path)?.isFile() !== true) {
    throw inputError('werf-path', path, 'the path of an existing werf binary.');
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw inputError('werf-path', path, 'a binary that may be executed (chmod +x).');
  }
  return path;
}

/** Undefined for whatever cannot be looked at, also for a path that is too long or holds a NUL character. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
