// Effect: fetches a signed werf from GitHub's cache or from the repository, whichever has it first.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { FileObserver, HttpClient } from '../net/http-client.ts';
import { ConnectionError, HttpStatusError, TooLongError } from '../net/http-errors.ts';
import type { Log } from '../system/host.ts';
import { within } from '../system/time-limit.ts';
import type { InstallCache } from './install-cache.ts';
import type { Folders } from './install-folders.ts';
import type { InstallTimeouts } from './install-timeouts.ts';
import { type Binary, matches } from './kept-binary.ts';
import { progressLines } from './progress.ts';
import { executableName } from './release-files.ts';
import { unreachable, untrusted } from './tuf-errors.ts';

export interface FetchOptions {
  readonly repository: TufRepository;
  readonly http: HttpClient;
  readonly cache: InstallCache | undefined;
  readonly folders: Folders;
  /** Whether the repository can be asked. */
  readonly isReachable: boolean;
  readonly log: Log;
  elapsed(): number;
  readonly signal?: AbortSignal | undefined;
  readonly timeouts: InstallTimeouts;
}

/** A verified executable that has no run bit yet. */
export interface FetchedBinary {
  readonly path: string;
  /** Whether it came from GitHub's cache. */
  readonly cached: boolean;
}

/**
 * Fetches and verifies an executable: from the cache, and from the repository too where the cache takes its time. The
 * repository is everybody's, and the cache is next door: one that has nothing says so within a second.
 * @returns undefined where the cache does not have it and the repository cannot be asked
 * @throws StepError where it cannot be had or is not the signed one
 */
export async function fetchBinary(binary: Binary, options: FetchOptions): Promise<FetchedBinary | undefined> {
  const { cache, folders, isReachable, signal, timeouts } = options;
  const path = join(folders.download, executableName(binary.platform));
  if (cache === undefined) {
    if (isReachable) await download(binary, path, options, signal);
    return isReachable ? { path, cached: false } : undefined;
  }
  const won = new AbortController();
  const loser = signal === undefined ? won.signal : AbortSignal.any([signal, won.signal]);
  const restored = cache
    .restoreBinary(binary, path, loser)
    .then((isRestored) => (isRestored ? { path, cached: true } : undefined));
  if (!isReachable) return restored;

  const downloading = (async () => {
    const answer = await within(
      timeouts.headStart ?? 0,
      restored.then((found) => ({ found })),
      signal,
    );
    signal?.throwIfAborted();
    if (answer?.found !== undefined) return undefined;
    // A cache that is still at it has the other name.
    const fetched = answer === undefined ? `${path}.fetched` : path;
    await download(binary, fetched, options, loser);
    return { path: fetched, cached: false };
  })();
  try {
    // A failed download is no reason to give up a cache that may still have it.
    const first = await Promise.race([restored, downloading.catch(() => restored)]);
    return first ?? (await downloading);
  } finally {
    won.abort();
    await Promise.allSettled([restored, downloading]);
  }
}

async function download(
  binary: Binary,
  path: string,
  { repository, http, log, signal, elapsed, timeouts }: FetchOptions,
  limit: AbortSignal | undefined,
): Promise<void> {
  const { target, url } = binary.file;
  const line = progressLines(`werf ${binary.version}`, target.length, elapsed(), timeouts.news);
  const observer = hashing(Object.keys(target.hashes), (received) => {
    const text = line(received, elapsed());
    if (text !== undefined) log.info(text);
  });
  try {
    await http.getFile(url, path, {
      maxLength: target.length,
      pace: timeouts.binary,
      retryFor: timeouts.retryBinaryFor,
      observer,
      limit,
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TooLongError) throw untrusted(repository, new Error(`${target.path} is ${error.message}`));
    // What is not the connection's is the disk's.
    if (!(error instanceof HttpStatusError || error instanceof ConnectionError)) throw error;
    throw unreachable(repository, `${target.path}: ${error.message}`, 'no cache has it');
  }
  const { length, hashes } = observer.result();
  if (length !== target.length || !matches(hashes, target.hashes)) {
    throw untrusted(repository, new Error(`${target.path} has another length or hash than the signed one`));
  }
}

/** Hashes a file while it comes. */
function hashing(algorithms: readonly string[], onProgress: (received: number) => void) {
  const create = () => algorithms.map((name) => ({ name, hash: createHash(name) }));
  let hashes = create();
  let length = 0;
  return {
    begin: () => {
      hashes = create();
      length = 0;
    },
    chunk: (chunk) => {
      length += chunk.length;
      for (const { hash } of hashes) hash.update(chunk);
      onProgress(length);
    },
    result: () => ({ length, hashes: Object.fromEntries(hashes.map(({ name, hash }) => [name, hash.digest('hex')])) }),
  } satisfies FileObserver & { result(): unknown };
}
