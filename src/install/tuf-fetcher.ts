// Effect: what tuf-js reads a repository through: HTTP, or the metadata kept from earlier runs.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import type { TufRepository } from '../inputs/published-root.ts';
import type { HttpClient } from '../net/http-client.ts';
import { fileName } from '../net/http-connections.ts';
import { ConnectionError, HttpStatusError, TooLongError } from '../net/http-errors.ts';
import { readRegularFile } from '../system/files.ts';

/** A fetcher that remembers what it could not get, because tuf-js passes such errors on as text only. */
export interface RepositoryFetcher extends Fetcher {
  /** Why a file could not be had from the repository; undefined as long as every file came. */
  readonly failure: Error | undefined;
}

/** A fetcher that can ask for files before tuf-js wants them, which wants one after the other. */
export interface OnlineFetcher extends RepositoryFetcher {
  /** Asks for files now and at once. What comes is held until it is wanted. */
  ask(names: readonly string[]): void;
  /** Drops what was asked for and not wanted, because it may have changed since. */
  forget(): void;
}

export interface OnlineOptions {
  /** Where metadata is, and where root metadata is kept. */
  readonly folder: string;
  /** Ends all of it, with the reason why. */
  readonly limit: AbortSignal;
  /** Where one attempt at each file is enough: milliseconds that it may take to be answered. */
  readonly hasty: number | undefined;
  /** Called with the timestamp metadata as it came, not verified yet. */
  onTimestamp(bytes: Buffer): void;
}

/** Bytes; tuf-js's own limits. */
const MAX_BYTES_OF: Readonly<Record<string, number>> = {
  'timestamp.json': 16_384,
  'snapshot.json': 2_000_000,
  'targets.json': 5_000_000,
};
const MAX_ROOT_BYTES = 512_000;
/** Bytes; a channel holds one version. */
export const MAX_CHANNEL_BYTES = 4096;

const ROOT_FILE = /^\d+\.root\.json$/;

/**
 * Reads from the repository. Root metadata is kept in `folder`: each run verifies the whole chain from the pinned root
 * on, and a run without the repository needs it again.
 */
export function httpFetcher(
  http: HttpClient,
  { url: base, rootVersion }: TufRepository,
  { folder, limit, hasty, onTimestamp }: OnlineOptions,
): OnlineFetcher {
  const asked = new Map<string, Promise<Buffer>>();
  let failure: Error | undefined;
  return {
    get failure() {
      return failure;
    },
    ask(names) {
      if (http.isProxied(base)) return;
      for (const name of names) {
        const { href } = new URL(`${base}/${name}`);
        asked.set(href, http.ask(href, maxLengthOf(name), { limit, hasty }));
      }
    },
    forget: () => asked.clear(),
    async downloadBytes(url, maxLength) {
      const name = fileName(url);
      try {
        const { href } = new URL(url);
        const early = asked.get(href);
        asked.delete(href);
        const bytes = await http.getBytes(url, maxLength, { limit, hasty, asked: early });
        if (bytes.length > maxLength) throw new TooLongError(`longer than the ${maxLength} bytes that it may have`);
        if (name === 'timestamp.json') onTimestamp(bytes);
        if (ROOT_FILE.test(name)) await writeFile(join(folder, name), bytes, { mode: 0o600 });
        return bytes;
      } catch (error) {
        if (isUnavailable(error, name, `${rootVersion}.root.json`)) failure ??= error;
        throw forTuf(error);
      }
    },
    downloadFile: noFiles,
  };
}

/** A name that has no limit of its own is a channel's file. */
function maxLengthOf(name: string): number {
  return ROOT_FILE.test(name) ? MAX_ROOT_BYTES : (MAX_BYTES_OF[name] ?? MAX_CHANNEL_BYTES);
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
  const isNextRoot = ROOT_FILE.test(name) && name !== firstRoot;
  return !(isNextRoot && (error.status === 403 || error.status === 404));
}

/** tuf-js tells the end of the chain of roots by its own error class, which only its inner module exports. */
function forTuf(error: unknown): unknown {
  return error instanceof HttpStatusError ? new DownloadHTTPError(error.message, error.status) : error;
}

async function noFiles(): Promise<never> {
  throw new Error('targets are not downloaded through tuf-js');
}
