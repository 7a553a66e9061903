// Effect: reads werf's report files.
import { existsSync, statSync } from 'node:fs';
import { fromRegularFile, readOpenFile } from '../system/files.ts';

/** A build of 4,000 images with 20 stages each reports some 65 MB; more than double that is no report. */
const MAX_BYTES = 128 * 1024 * 1024;
/** The same build has some 90,000 objects and lists, and 1.5 million values in them. */
const MAX_OBJECTS = 250_000;
const MAX_VALUES = 2_000_000;

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
 * The JSON value in a report file; undefined where the file is missing, unchanged since `markBefore`, no regular file,
 * unreadable or no JSON. Never throws, because a report must not fail a step.
 * @param markBefore what `reportMark` gave before the command ran
 * @param onTooLarge told where there is more than 128 MiB, or more in it than a build can report; then there is no value
 */
export function readReport(path: string, markBefore?: string, onTooLarge: () => void = () => undefined): unknown {
  // Told first, because an error of openSync costs more, and most commands end without a report.
  if (!existsSync(path)) return undefined;
  if (markBefore !== undefined && reportMark(path) === markBefore) return undefined;
  return fromRegularFile(path, { followsLinks: true }, (file, { size }) => {
    const bytes = size > MAX_BYTES ? undefined : readOpenFile(file, size);
    if (bytes !== undefined && !isTooMuch(bytes)) return parsed(bytes);
    onTooLarge();
    return undefined;
  });
}

function parsed(bytes: Uint8Array<ArrayBuffer>): unknown {
  const text = new TextDecoder().decode(bytes);
  // Gives the memory back at once: for a large report, waiting for the garbage collector would cost as much again.
  bytes.buffer.transfer(0);
  return JSON.parse(text);
}

/**
 * Whether a text of JSON would make more objects or values than a report has: 110 MB of empty images take 4 GB of memory
 * and most of a minute. It is counted before anything is made of it, by what stands before each of them; what stands in
 * texts counts too, as it does no harm.
 */
function isTooMuch(bytes: Uint8Array): boolean {
  let objects = 0;
  let values = 0;
  for (const byte of bytes) {
    if (byte === COMMA) values += 1;
    else if (byte === BRACE || byte === BRACKET) objects += 1;
    else continue;
    if (objects > MAX_OBJECTS || values > MAX_VALUES) return true;
  }
  return false;
}

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
