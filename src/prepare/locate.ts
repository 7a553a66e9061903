// Effect: finds the werf binary and the working directory, and says what to do where they are not there.
import { accessSync, constants } from 'node:fs';
import { inputError } from '../system/errors.ts';
import { statOf } from '../system/files.ts';

/**
 * The binary that `werf-path` names; on Windows, as in its shells, without the ending `.exe` too.
 * @throws StepError where it is missing or cannot be run
 */
export function requireBinary(named: string, platform: NodeJS.Platform): string {
  const candidates = platform === 'win32' ? [named, `${named}.exe`] : [named];
  const path = candidates.find((candidate) => statOf(candidate)?.isFile());
  if (path === undefined) throw inputError('werf-path', named, 'the path of an existing werf binary.');
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw inputError('werf-path', path, 'a binary that may be executed (chmod +x).');
  }
  return path;
}

/** @throws StepError where the working directory is no folder */
export function checkWorkingDirectory(path: string): void {
  if (statOf(path)?.isDirectory() !== true) {
    throw inputError('working-directory', path, 'an existing folder. Is the repository checked out before this step?');
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw inputError('working-directory', path, 'a folder that this user may enter (chmod +x).');
  }
}

/** Whether there is anything at one of the paths. */
export function isAnyThere(paths: readonly string[]): boolean {
  return paths.some((path) => statOf(path) !== undefined);
}
