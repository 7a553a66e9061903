// Effect: the file that names the version of werf, for this action and for people's own machines alike.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { versionInFile } from '../inputs/pinned-version.ts';
import type { ReleaseRequest } from '../inputs/release-request.ts';
import { errorCode, inputError } from '../system/errors.ts';
import { statOf } from '../system/files.ts';

/** Bytes; such a file has some lines. */
const MAX_FILE_BYTES = 1_000_000;

/**
 * The release that the input `version-file` names.
 * @param path absolute
 * @throws StepError where it cannot be read, or names no version of werf
 */
export async function readVersionFile(path: string): Promise<ReleaseRequest> {
  const stats = statOf(path);
  if (stats?.isFile() !== true || stats.size > MAX_FILE_BYTES) {
    throw inputError('version-file', path, 'an existing file, such as .tool-versions. Is the repository checked out?');
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw inputError('version-file', path, `a file that can be read (${errorCode(error)}).`);
  }
  return versionInFile(basename(path), text);
}
