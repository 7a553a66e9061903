// Effect: files in places where somebody else may have put something else: a pipe that holds whoever opens it, a link, a
// file without end.
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { StepError } from './errors.ts';

/** Neither waits for the other end of a named pipe, nor, on systems that have that flag, follows a link. */
const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
/** How a file is opened to be read where both may be in its place. */
export const TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;

/**
 * Reads from a regular file.
 * @param use what is done with it while it is open
 * @returns undefined where it is missing, unreadable or anything but a regular file, and where `use` throws
 */
export function fromRegularFile<T>(
  path: string,
  { followsLinks }: { readonly followsLinks: boolean },
  use: (file: number, stats: Stats) => T,
): T | undefined {
  try {
    const file = openSync(path, followsLinks ? TO_READ & ~O_NOFOLLOW : TO_READ);
    try {
      const stats = fstatSync(file);
      return stats.isFile() ? use(file, stats) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/**
 * The content of a regular file.
 * @param limit bytes
 * @returns undefined where it is missing, longer, unreadable, or anything but a regular file: a link too, because what it
 * leads to may be a secret that would be copied to where others read it
 */
export function readRegularFile(path: string, limit: number): Buffer | undefined {
  return fromRegularFile(path, { followsLinks: false }, (file, { size }) =>
    size <= limit ? readOpenFile(file, size) : undefined,
  );
}

/** As much of an open file as it had: one call may give less than it is asked for. */
export function readOpenFile(file: number, size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/**
 * Appends a text whole, or not at all: where only a part of it fits, that part is taken away again.
 * @param mode makes the file where it is missing, with these rights; it has to be there where not given
 * @throws Node's error where it cannot be written, or an error that says that there is something else
 */
export function appendWhole(path: string, text: string, mode?: number): void {
  const create = mode === undefined ? 0 : constants.O_CREAT | O_NOFOLLOW;
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND | O_NONBLOCK | create, mode);
  try {
    const before = fstatSync(file);
    // A device is taken: somebody may want to see the summary in a terminal.
    if (!before.isFile() && !before.isCharacterDevice()) throw new Error(`${path} is not a file`);
    writeOrTakeBack(file, before, Buffer.from(text));
  } finally {
    closeSync(file);
  }
}

function writeOrTakeBack(file: number, before: Stats, bytes: Buffer): void {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written);
  } catch (error) {
    // Unless somebody else has written behind it.
    if (before.isFile() && fstatSync(file).size === before.size + written) ftruncateSync(file, before.size);
    throw error;
  }
}

/**
 * Writes a new file that only this user can read.
 * @throws StepError where it cannot be written whole, or something is there already
 */
export function writePrivateFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(`${path} cannot be written: ${reason}. RUNNER_TEMP has to name a folder with room for it.`);
  }
}

/** Puts a text in place of the content of a file of this user that is there. @throws where that is not to be had */
export function overwriteFile(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const stats = fstatSync(file);
    // Of several names, another may be somebody's own file.
    if (!stats.isFile() || stats.nlink > 1) throw new Error(`${path} is not a file of ours`);
    ftruncateSync(file);
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Whether something is this user's. On Windows that cannot be told so, and then it is. */
export function isOwn({ uid }: Stats): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

/** What a path leads to; undefined for whatever cannot be looked at, also for a path that is too long or holds a NUL. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
