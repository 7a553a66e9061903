// Effect: reads werf's report files.
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** A build of 4,000 images with 20 stages each reports some 65 MB; more than double that is no report. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * What tells one version of a file from the next; undefined where there is none. werf writes a build report after a
 * success only, so a file of the user's may be an earlier command's: take the mark before a command and hand it to
 * `readReport` after it.
 */
export function reportMark(path: string): string | undefined {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}

/**
 * The JSON value in a report file; undefined where the file is missing, unchanged since `markBefore`, larger than
 * 128 MiB, no regular file, unreadable or no JSON. Never throws, because a report must not fail a step.
 * @param markBefore what `reportMark` gave before the command ran
 */
export function readReport(path: string, markBefore?: string): unknown {
  try {
    // Told first, because an error of openSync costs more, and most commands end without a report.
    if (!existsSync(path)) return undefined;
    if (markBefore !== undefined && reportMark(path) === markBefore) return undefined;
    // Without O_NONBLOCK a named pipe at this path would hold the step until someone writes to it.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const text = readBounded(file);
      return text === undefined ? undefined : JSON.parse(text);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function readBounded(file: number): string | undefined {
  const stats = fstatSync(file);
  const { size } = stats;
  if (!stats.isFile() || size > MAX_BYTES) return undefined;
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const bytesRead = readSync(file, bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, length));
  // Gives the memory back at once: for a large report, waiting for the garbage collector would cost as much again.
  bytes.buffer.transfer(0);
  return text;
}
