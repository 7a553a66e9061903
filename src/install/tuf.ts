// Effect: the TUF client: trusted metadata of a repository, from its server or kept from earlier runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Updater } from 'tuf-js';
import type { TufRepository } from '../inputs/published-root.ts';
import type { HttpClient } from '../net/http-client.ts';
import { StepError } from '../system/errors.ts';
import { readRegularFile } from '../system/files.ts';
import { type TrustedRepository, trustedRepository } from './trusted-repository.ts';
import { diskFailure, isExpired, isMixed, unreachable, untrusted } from './tuf-errors.ts';
import { folderFetcher, httpFetcher, type OnlineFetcher, type RepositoryFetcher } from './tuf-fetcher.ts';
import {
  keepMetadata,
  loadMetadata,
  MAX_FILE_BYTES,
  type MetadataFolders,
  newestKeptRoot,
  snapshotVersion,
  writeTrustedRoot,
} from './tuf-store.ts';

export interface TufOptions extends MetadataFolders {
  readonly http: HttpClient;
  readonly signal?: AbortSignal | undefined;
  /** Ends all that is asked of the repository, with the reason why; what is kept may serve then. */
  readonly limit: AbortSignal;
  /** Milliseconds after which metadata of mixed versions is read once more. */
  readonly publishDelay: number;
  /** Asks for metadata kept elsewhere, put into `work`; called only where the repository is out of reach. */
  readonly restore?: (() => Promise<void>) | undefined;
  /** A target that will be asked for together with the metadata that names it. */
  readonly wanted?: string | undefined;
  /** Milliseconds of the one attempt that is enough where kept metadata serves; undefined for all the time there is. */
  readonly hasty: number | undefined;
  /** What earlier steps of this job found out about the repository. */
  readonly outage?: Outage | undefined;
}

/** Remembers for the rest of the job that the repository is out of reach. */
export interface Outage {
  isKnown(): boolean;
  remember(): void;
}

/**
 * Updates the metadata of a repository by the TUF client workflow (specification 5.2 to 5.6, done by tuf-js) from the
 * pinned root on. Where the repository is out of reach, metadata of earlier runs serves as long as it has not expired.
 * @throws StepError where metadata cannot be had or does not verify
 */
export async function openRepository(repository: TufRepository, options: TufOptions): Promise<TrustedRepository> {
  const { store, work, outage, restore } = options;
  if (store !== undefined) await loadMetadata(store, work);
  const isKept = hasMetadata(work);
  const hasty = isKept || restore !== undefined ? options.hasty : undefined;
  try {
    if (hasty !== undefined && isKept && outage?.isKnown()) {
      const reason = 'it did not answer an earlier step of this job';
      const offline = await openOffline(repository, options, reason).catch(() => undefined);
      if (offline !== undefined) return offline;
    }
    return await openOnline(repository, { ...options, hasty });
  } finally {
    await keepMetadata(repository, options);
  }
}

const hasMetadata = (work: string) => existsSync(join(work, 'timestamp.json'));

async function openOnline(repository: TufRepository, options: TufOptions): Promise<TrustedRepository> {
  const { http, work, limit, hasty, outage } = options;
  const kept = readRegularFile(join(work, 'timestamp.json'), MAX_FILE_BYTES);
  const online = httpFetcher(http, repository, {
    folder: work,
    limit,
    hasty,
    onTimestamp: (bytes) => {
      // What comes next is asked for before the timestamp is verified: it is verified itself.
      if (kept !== undefined && snapshotVersion(bytes) !== snapshotVersion(kept)) online.ask(changing(options));
    },
  });
  try {
    return trustedRepository(repository, options, await refreshTwice(repository, options, online), online, undefined);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof StepError) throw error;
    const { failure } = online;
    if (failure === undefined) throw diskFailure(error, work) ?? untrusted(repository, error);
    try {
      const offline = await openOffline(repository, options, failure.message);
      if (hasty !== undefined) outage?.remember();
      return offline;
    } catch (error) {
      if (hasty === undefined) throw error;
      // Nothing else serves, so the repository gets all the time that there is.
      return await openOnline(repository, { ...options, hasty: undefined, restore: undefined });
    }
  }
}

/** The files that are new where anything is. */
const changing = ({ wanted }: TufOptions): readonly string[] => [
  'snapshot.json',
  'targets.json',
  ...(wanted === undefined ? [] : [`targets/${wanted}`]),
];

async function openOffline(repository: TufRepository, options: TufOptions, reason: string): Promise<TrustedRepository> {
  const { work, restore } = options;
  if (!hasMetadata(work)) await restore?.();
  const offline = folderFetcher(work);
  try {
    return trustedRepository(repository, options, await refresh(repository, work, offline), offline, reason);
  } catch (error) {
    const metadata = isExpired(error)
      ? 'the metadata kept from an earlier run has expired'
      : 'no usable metadata is kept';
    throw unreachable(repository, reason, metadata);
  }
}

/** Again where the metadata was being published in between. */
async function refreshTwice(repository: TufRepository, options: TufOptions, fetcher: OnlineFetcher): Promise<Updater> {
  const { publishDelay, signal, limit } = options;
  try {
    return await refreshOnline(repository, options, fetcher);
  } catch (error) {
    if (!isMixed(error)) throw error;
    fetcher.forget();
    const ending = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    await sleep(publishDelay, undefined, { signal: ending }).catch(() => undefined);
    return refreshOnline(repository, options, fetcher);
  }
}

/** tuf-js wants one file after the other. Those that it is sure to want, or likely, are on their way by then. */
async function refreshOnline(repository: TufRepository, options: TufOptions, fetcher: OnlineFetcher): Promise<Updater> {
  const { work } = options;
  const newest = await newestKeptRoot(repository, work);
  const isKept = newest !== undefined && hasMetadata(work);
  fetcher.ask([
    ...(newest === undefined ? [`${repository.rootVersion}.root.json`] : []),
    `${(newest ?? repository.rootVersion) + 1}.root.json`,
    'timestamp.json',
    ...(isKept ? [] : changing(options)),
  ]);
  return refresh(repository, work, fetcher);
}

async function refresh(repository: TufRepository, work: string, fetcher: RepositoryFetcher): Promise<Updater> {
  await writeTrustedRoot(repository, work, fetcher);
  const updater = new Updater({ metadataDir: work, metadataBaseUrl: repository.url, fetcher });
  await updater.refresh();
  return updater;
}
