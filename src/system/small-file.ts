// Effect: reads a text that is expected to be short, such as a configuration, from a path that others name.
import { fromRegularFile, readOpenFile } from './files.ts';

/** Bytes; what is larger is no configuration. */
const MAX_BYTES = 1024 * 1024;

/**
 * The text of a file; empty where it cannot be read, is no regular file, or is larger than expected. Never throws, and
 * never waits: a named pipe would have the step wait for whoever writes to it.
 * @param maxLength bytes
 */
export function readSmallFile(path: string, maxLength = MAX_BYTES): string {
  return readSmallFileBytes(path, maxLength)?.toString('utf8') ?? '';
}

/** The same as bytes; undefined where the text would be empty. */
export function readSmallFileBytes(path: string, maxLength = MAX_BYTES): Buffer | undefined {
  return fromRegularFile(path, { followsLinks: true }, (file, { size }) =>
    size <= maxLength ? readOpenFile(file, size) : undefined,
  );
}
