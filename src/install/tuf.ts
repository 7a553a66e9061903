// Effect: the TUF client: trusted metadata of a repository, and the releases that it vouches for.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TargetFile, Updater } from 'tuf-js';
import type { TufRepository } from '../inputs/published-root.ts';
import type { HttpClient } from '../net/http-client.ts';
import { TooLongError } from '../net/http-errors.ts';
import { StepError } from '../system/errors.ts';
import { readRegularFile } from '../system/files.ts';
import { fieldsOf } from '../system/guards.ts';
import type { Log } from '../system/host.ts';
import { channelTarget, newestRelease, type Platform, parseChannel, releaseTargets } from './release-files.ts';
import { diskFailure, isExpired, isMixed, messageOf, unreachable, untrusted } from './tuf-errors.ts';
import { folderFetcher, httpFetcher, type RepositoryFetcher } from './tuf-fetcher.ts';
import { loadMetadata, maxFileLength, saveMetadata, writeTrustedRoot } from './tuf-store.ts';

export interface TufOptions {
  readonly http: HttpClient;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** Ends all that is asked of the repository, with the reason why; what is kept may serve then. */
  readonly limit: AbortSignal;
  /** The folder in which verified metadata is kept between runs, if there is one. */
  readonly store: string | undefined;
  /** An empty private folder for this run. */
  readonly work: string;
  /** Milliseconds after which metadata of mixed versions is read once more. */
  readonly publishDelay: number;
  /** Asks for metadata kept elsewhere, put into `work`; called only where the repository is out of reach. */
  readonly restore?: (() => Promise<void>) | undefined;
}

/** A file that the repository vouches for. */
export interface ReleaseFile {
  /** Its length and hashes; `verify` checks a stream against them and throws where it differs. */
  readonly target: TargetFile;
  readonly url: string;
}

/** A repository whose metadata was verified and has not expired. */
export interface TrustedRepository {
  /** Why the repository could not be reached, where kept metadata serves instead. */
  readonly unreachable: string | undefined;
  /** The version that a channel names. @throws StepError where there is no such channel */
  channelVersion(group: string, channel: string): Promise<string>;
  /** The newest release whose version starts so, such as `2.75`. @throws StepError where there is none for the platform */
  newestVersion(prefix: string, platform: Platform): Promise<string>;
  /** The executable of a release. @throws StepError where there is no such release for the platform */
  release(version: string, platform: Platform): Promise<ReleaseFile>;
}

/**
 * Updates the metadata of a repository by the TUF client workflow (specification 5.2 to 5.6, done by tuf-js) from the
 * pinned root on. Where the repository is out of reach, metadata of earlier runs serves as long as it has not expired.
 * @throws StepError where metadata cannot be had or does not verify
 */
export async function openRepository(repository: TufRepository, options: TufOptions): Promise<TrustedRepository> {
  const { http, store, work, limit } = options;
  if (store !== undefined) await loadMetadata(store, work);
  try {
    const online = httpFetcher(http, work, repository.rootVersion, limit);
    try {
      return trustedRepository(repository, options, await refreshTwice(repository, options, online), online, undefined);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof StepError) throw error;
      if (online.failure === undefined) throw diskFailure(error, work) ?? untrusted(repository, error);
      return await openOffline(repository, options, online.failure);
    }
  } finally {
    await keep(repository, options);
  }
}

/** Also after a failure: versions that were verified must not be forgotten. */
async function keep(repository: TufRepository, { work, store, log }: TufOptions): Promise<void> {
  if (store === undefined) return;
  await saveMetadata(repository, work, store).catch((error) => log.debug(`TUF metadata was not kept: ${error}`));
}

async function openOffline(repository: TufRepository, options: TufOptions, failure: Error): Promise<TrustedRepository> {
  const { work, restore } = options;
  if (!existsSync(join(work, 'timestamp.json'))) await restore?.();
  const offline = folderFetcher(work);
  try {
    return trustedRepository(repository, options, await refresh(repository, work, offline), offline, failure.message);
  } catch (error) {
    const metadata = isExpired(error)
      ? 'the metadata kept from an earlier run has expired'
      : 'no usable metadata is kept';
    throw unreachable(repository, failure.message, metadata);
  }
}

/** Again where the metadata was being published in between. */
async function refreshTwice(
  repository: TufRepository,
  { work, publishDelay, signal, limit }: TufOptions,
  fetcher: RepositoryFetcher,
): Promise<Updater> {
  try {
    return await refresh(repository, work, fetcher);
  } catch (error) {
    if (!isMixed(error)) throw error;
    const ending = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    await sleep(publishDelay, undefined, { signal: ending }).catch(() => undefined);
    return refresh(repository, work, fetcher);
  }
}

async function refresh(repository: TufRepository, work: string, fetcher: RepositoryFetcher): Promise<Updater> {
  await writeTrustedRoot(repository, work, fetcher);
  const updater = new Updater({ metadataDir: work, metadataBaseUrl: repository.url, fetcher });
  await updater.refresh();
  return updater;
}

function trustedRepository(
  repository: TufRepository,
  options: TufOptions,
  updater: Updater,
  fetcher: RepositoryFetcher,
  reason: string | undefined,
): TrustedRepository {
  const find = async (names: readonly string[]): Promise<ReleaseFile | undefined> => {
    for (const name of names) {
      const target = await updater.getTargetInfo(name);
      if (target === undefined) continue;
      if (!('sha256' in target.hashes || 'sha512' in target.hashes)) {
        throw untrusted(repository, new Error(`${name} has no SHA-256 or SHA-512`));
      }
      return { target, url: `${repository.url}/targets/${name}` };
    }
    return undefined;
  };
  return {
    unreachable: reason,
    async channelVersion(group, channel) {
      const name = channelTarget(group, channel);
      const file = await find([name]);
      if (file === undefined) {
        throw new StepError(
          `${repository.url} has no channel ${channel} in group ${group}. werf's groups are 1.2, 2 and 3; channels are alpha, beta, ea, stable and rock-solid`,
        );
      }
      const content = await channelContent(repository, file, fetcher, options, reason);
      return parseChannel(content, `${repository.url}: ${name}`);
    },
    async newestVersion(prefix, platform) {
      const targets = await signedTargets(options.work);
      const version = newestRelease(targets, prefix, platform);
      if (version !== undefined) return version;
      const unquoted = newestRelease(targets, `${prefix}0`, platform);
      const hint =
        unquoted === undefined ? '' : ` To YAML, ${prefix}0 is the number ${prefix}: quote it, '${prefix}0'.`;
      throw new StepError(
        `${repository.url} has no release of werf ${prefix} for ${platform.os}-${platform.arch}.${hint} Name a published version, see https://github.com/werf/werf/releases`,
      );
    },
    async release(version, platform) {
      const file = await find(releaseTargets(version, platform));
      if (file === undefined) {
        throw new StepError(
          `${repository.url} has no werf ${version} for ${platform.os}-${platform.arch}. Name a published version, see https://github.com/werf/werf/releases`,
        );
      }
      return file;
    },
  };
}

/** The paths of all targets, from the metadata that was just verified and written. */
async function signedTargets(work: string): Promise<readonly string[]> {
  const metadata: unknown = JSON.parse(String(readRegularFile(join(work, 'targets.json'), maxFileLength) ?? ''));
  return Object.keys(fieldsOf(fieldsOf(fieldsOf(metadata)['signed'])['targets']));
}

/** A channel's text: a kept copy where it is the signed one, else the repository's. */
async function channelContent(
  repository: TufRepository,
  { target, url }: ReleaseFile,
  fetcher: RepositoryFetcher,
  options: TufOptions,
  reason: string | undefined,
): Promise<string> {
  const path = join(options.work, target.path.replaceAll('/', '-'));
  const kept = readRegularFile(path, maxChannelLength);
  if (kept !== undefined && (await verifies(target, kept))) return kept.toString('utf8');
  let bytes: Buffer;
  try {
    bytes = await fetcher.downloadBytes(url, Math.min(target.length, maxChannelLength));
  } catch (error) {
    throw error instanceof TooLongError
      ? untrusted(repository, new Error(`${target.path} is ${error.message}`))
      : unreachable(repository, reason ?? messageOf(error), `${target.path} is not kept from an earlier run`);
  }
  if (!(await verifies(target, bytes))) {
    throw untrusted(repository, new Error(`${target.path} has another length or hash than the signed one`));
  }
  await writeFile(path, bytes, { mode: 0o600 });
  await keep(repository, options);
  return bytes.toString('utf8');
}

/** Bytes; a channel holds one version. */
const maxChannelLength = 4096;

async function verifies(target: TargetFile, bytes: Buffer): Promise<boolean> {
  return target.verify(Readable.from([bytes])).then(
    () => true,
    () => false,
  );
}
