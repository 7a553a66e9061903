// Effect: what tuf-js reads a repository through: HTTP, or the metadata kept from earlier runs.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { fileName, type HttpClient } from '../net/http-client.ts';
import { ConnectionError, HttpStatusError } from '../net/http-errors.ts';
import { readRegularFile } from '../system/files.ts';

/** A fetcher that remembers what it could not get, because tuf-js passes such errors on as text only. */
export interface RepositoryFetcher extends Fetcher {
  /** Why a file could not be had from the repository; undefined as long as every file came. */
  readonly failure: Error | undefined;
}

const rootFile = /^\d+\.root\.json$/;

/**
 * Reads from the repository. Root metadata is kept in `folder`: each run verifies the whole chain from the pinned root
 * on, and a run without the repository needs it again.
 * @param firstRoot the version of the pinned root, which has to be there
 * @param limit ends all of it, with the reason why
 */
export function httpFetcher(
  http: HttpClient,
  folder: string,
  firstRoot: number,
  limit: AbortSignal,
): RepositoryFetcher {
  let failure: Error | undefined;
  return {
    get failure() {
      return failure;
    },
    async downloadBytes(url, maxLength) {
      const name = fileName(url);
      try {
        const bytes = await http.getBytes(url, maxLength, limit);
        if (rootFile.test(name)) await writeFile(join(folder, name), bytes, { mode: 0o600 });
        return bytes;
      } catch (error) {
        if (isUnavailable(error, name, `${firstRoot}.root.json`)) failure ??= error;
        throw forTuf(error);
      }
    },
    downloadFile: noFiles,
  };
}

/** Plays the repository with the files in `folder`, so that they pass exactly the same checks, expiry among them. */
export function folderFetcher(folder: string): RepositoryFetcher {
  return {
    failure: undefined,
    async downloadBytes(url, maxLength) {
      const name = fileName(url);
      const bytes = readRegularFile(join(folder, name), maxLength);
      if (bytes === undefined) throw forTuf(new HttpStatusError(404, name));
      return bytes;
    },
    downloadFile: noFiles,
  };
}

/** Whether a file could not be had. No next root is how a chain of roots ends (TUF specification 5.3.3): no failure. */
function isUnavailable(error: unknown, name: string, firstRoot: string): error is Error {
  if (!(error instanceof HttpStatusError)) return error instanceof ConnectionError;
  const isNextRoot = rootFile.test(name) && name !== firstRoot;
  return !(isNextRoot && (error.status === 403 || error.status === 404));
}

/** tuf-js tells the end of the chain of roots by its own error class, which only its inner module exports. */
function forTuf(error: unknown): unknown {
  return error instanceof HttpStatusError ? new DownloadHTTPError(error.message, error.status) : error;
}

async function noFiles(): Promise<never> {
  throw new Error('targets are not downloaded through tuf-js');
}
