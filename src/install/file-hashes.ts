// Effect: the hashes of a large file, and which file it was.
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { TO_READ } from '../system/files.ts';

/** Bytes that are read and hashed at a time. */
const CHUNK_BYTES = 1024 * 1024;

export interface FileHashes {
  /** Tells the file that was read from any other, and from the same one after a change. */
  readonly identity: string;
  /** Hexadecimal digests by the names of their algorithms, such as `sha512`. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Follows no link, and does not wait for the other end of a named pipe. */
export function openToRead(path: string): Promise<FileHandle> {
  return open(path, TO_READ);
}

/** Hashes the regular file at a path. @returns undefined where there is none, or it cannot be read */
export async function hashFile(path: string, algorithms: readonly string[]): Promise<FileHashes | undefined> {
  const file = await openToRead(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) return undefined;
    return { identity: identityOf(stats), hashes: await hashesOf(file, algorithms) };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/**
 * Hashes an open file from its start, through two buffers: one is read into while the other is hashed. A stream would
 * leave a new one behind for every piece.
 * @param algorithms OpenSSL's names
 */
export async function hashesOf(file: FileHandle, algorithms: readonly string[]): Promise<FileHashes['hashes']> {
  const hashes = algorithms.map((name) => ({ name, hash: createHash(name) }));
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let spare = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES); bytesRead > 0; ) {
    const next = file.read(spare, 0, CHUNK_BYTES);
    for (const { hash } of hashes) hash.update(buffer.subarray(0, bytesRead));
    [buffer, spare] = [spare, buffer];
    ({ bytesRead } = await next);
  }
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash.digest('hex')]));
}

/** A file that is replaced has another inode, one that is written to another time of change. */
export function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
