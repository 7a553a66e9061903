// Effect: gets a verified werf: from the tool cache, from GitHub's cache, or from the TUF repository.
import type { TufRepository } from '../inputs/published-root.ts';
import type { ReleaseRequest } from '../inputs/release-request.ts';
import { HttpClient } from '../net/http-client.ts';
import { ConnectionError } from '../net/http-errors.ts';
import type { Environment } from '../system/environment.ts';
import { isStepError } from '../system/errors.ts';
import type { Log } from '../system/host.ts';
import { runnerTemp } from '../system/runner-temp.ts';
import type { EarlyHash } from './early-hash.ts';
import { type FetchedBinary, fetchBinary } from './fetch-binary.ts';
import { type InstallCache, installCache } from './install-cache.ts';
import { type Folders, folderBelow, makeFolders, removeInstallFolders, storeNames } from './install-folders.ts';
import type { InstallTimeouts } from './install-timeouts.ts';
import { type Binary, findKept, keep } from './kept-binary.ts';
import { channelTarget, type Platform } from './release-files.ts';
import type { TrustedRepository } from './trusted-repository.ts';
import { type Outage, openRepository, type TufOptions } from './tuf.ts';
import { diskFailure, unreachable } from './tuf-errors.ts';

export interface InstallOptions {
  readonly request: ReleaseRequest;
  readonly repository: TufRepository;
  readonly platform: Platform;
  /** The runner's folders, proxies and cache are read from it. */
  readonly env: Environment;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. */
  elapsed(): number;
  /** Ends the installation; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly timeouts: InstallTimeouts;
  /** What was hashed of a kept werf before this was called. */
  readonly early?: EarlyHash | undefined;
  /** What earlier steps of this job found out about the repository. */
  readonly outage?: Outage | undefined;
  /** The program that talks to GitHub's cache, where it is not the usual one. */
  readonly cacheProgram?: string | undefined;
}

export interface InstalledWerf {
  /** The verified executable. */
  readonly path: string;
  /** Without a leading `v`. */
  readonly version: string;
  /** The value of `TRDL_USE_WERF_GROUP_CHANNEL`, such as `2 stable`, where a channel was asked for. */
  readonly groupChannel?: string;
  /** Whether no executable was downloaded from the repository. */
  readonly cached: boolean;
  /** What the user should know, as one line. */
  readonly notice?: string;
  /**
   * Saves what is new to GitHub's cache, for later jobs. To be called once nothing waits for it any more: it takes up to
   * 30 seconds, and does nothing after the signal. Never throws.
   */
  readonly save?: () => Promise<void>;
}

/**
 * Installs the release that is asked for. Its length and hash are checked against signed metadata on every run, wherever
 * it comes from, before it can be run.
 * @throws StepError where it cannot be had or is not the signed one; then no executable is left behind
 */
export async function installWerf(options: InstallOptions): Promise<InstalledWerf> {
  const { request, repository, platform, env, log, signal, elapsed, timeouts, cacheProgram } = options;
  const http = new HttpClient({ env, log, elapsed, signal, retryDelays: timeouts.retryDelays });
  let folders: Folders | undefined;
  try {
    folders = await makeFolders(env);
    const store = await storeOf(repository, env, log);
    const cache = await installCache({ repository, platform, folders, store, env, log, signal, cacheProgram });
    const tuf = {
      http,
      log,
      signal,
      store,
      work: folders.metadata,
      publishDelay: timeouts.publishDelay,
      restore: cache?.restoreMetadata,
      wanted: request.kind === 'channel' ? channelTarget(request.group, request.channel) : undefined,
      outage: options.outage,
    };
    // Both attempts share the time that metadata may take.
    const startedAt = elapsed();
    const places = { cache, folders, metadataSpent: () => elapsed() - startedAt };
    const first = await findRelease(options, { ...tuf, hasty: timeouts.hasty }, places);
    // What kept metadata names may be in no cache: then the repository gets all the time that there is.
    const isLost = first.found === undefined && first.trusted.unreachable !== undefined;
    const { trusted, binary, found } = isLost
      ? await findRelease(options, { ...tuf, hasty: undefined }, places)
      : first;
    const { version } = binary;
    if (found === undefined) {
      throw unreachable(repository, trusted.unreachable ?? '', `werf ${version} is in no cache`);
    }
    const { path, cached, kept } = found;
    // A runner that keeps werf itself keeps the metadata too; one that starts empty gets both from GitHub's cache.
    const isNew = !kept && trusted.unreachable === undefined;
    return {
      path,
      cached,
      version,
      ...(request.kind === 'channel' ? { groupChannel: `${request.group} ${request.channel}` } : {}),
      ...(isNew && cache !== undefined ? { save: () => cache.save(binary, cached ? undefined : path) } : {}),
      ...(trusted.unreachable === undefined ? {} : { notice: offlineNotice(repository, version, trusted.unreachable) }),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw isStepError(error) ? error : (diskFailure(error, runnerTemp(env)) ?? error);
  } finally {
    await http.close();
    if (folders !== undefined) await removeInstallFolders(folders);
  }
}

async function versionOf(request: ReleaseRequest, trusted: TrustedRepository, platform: Platform): Promise<string> {
  if (request.kind === 'version') return request.version;
  if (request.kind === 'prefix') return trusted.newestVersion(request.prefix, platform);
  return trusted.channelVersion(request.group, request.channel);
}

/** The time that metadata may take, which is told of while it passes. */
function waitForMetadata({ repository, log, timeouts }: InstallOptions, spent: number) {
  const controller = new AbortController();
  const seconds = timeouts.metadata / 1000;
  let waited = 0;
  const news = setInterval(() => {
    waited += timeouts.news;
    log.info(`${repository.url}: waiting for its metadata for ${waited / 1000} s, of at most ${seconds} s`);
  }, timeouts.news);
  const end = () => controller.abort(new ConnectionError(`its metadata did not come within ${seconds} s`));
  const timer = setTimeout(end, timeouts.metadata - spent);
  const stop = () => {
    clearInterval(news);
    clearTimeout(timer);
  };
  controller.signal.addEventListener('abort', stop);
  return { limit: controller.signal, stop };
}

interface FoundRelease {
  readonly trusted: TrustedRepository;
  readonly binary: Binary;
  /** The executable, with its run bit; undefined where no cache has it and the repository is out of reach. */
  readonly found: (FetchedBinary & { readonly kept: boolean }) | undefined;
}

interface Places {
  readonly cache: InstallCache | undefined;
  readonly folders: Folders;
  /** Milliseconds of the time for metadata that are gone. */
  readonly metadataSpent: () => number;
}

async function findRelease(
  options: InstallOptions,
  tuf: Omit<TufOptions, 'limit'>,
  places: Places,
): Promise<FoundRelease> {
  const { request, repository, platform, env, log, early } = options;
  const wait = waitForMetadata(options, places.metadataSpent());
  const trust = async () => {
    const trusted = await openRepository(repository, { ...tuf, limit: wait.limit });
    const version = await versionOf(request, trusted, platform);
    return { trusted, binary: { repository, version, platform, file: await trusted.release(version, platform) } };
  };
  const { trusted, binary } = await trust().finally(wait.stop);
  const isReachable = trusted.unreachable === undefined;
  const path = await findKept(binary, env, log, early);
  if (path !== undefined) return { trusted, binary, found: { path, cached: true, kept: true } };
  const fetched = await fetchBinary(binary, { ...options, ...places, http: tuf.http, isReachable });
  options.signal?.throwIfAborted();
  if (fetched === undefined) return { trusted, binary, found: undefined };
  const kept = await keep(binary, fetched.path, places.folders.own, env, log);
  return { trusted, binary, found: { path: kept, cached: fetched.cached, kept: false } };
}

/** The folder in which the runner keeps verified metadata between runs; undefined where none is to be had. */
async function storeOf(repository: TufRepository, env: Environment, log: Log): Promise<string | undefined> {
  try {
    return await folderBelow(env['RUNNER_TOOL_CACHE'] || runnerTemp(env), ...storeNames(repository));
  } catch (error) {
    log.debug(`No TUF metadata is kept: ${error}`);
    return undefined;
  }
}

function offlineNotice({ url }: TufRepository, version: string, reason: string): string {
  return `${url} could not be reached (${reason}): werf ${version} comes from the cache, verified against metadata kept from an earlier run, so it may not be the newest one`;
}
