// Effect: gets a verified werf: from the tool cache, from GitHub's cache, or from the TUF repository.
import { join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { ReleaseRequest } from '../inputs/release-request.ts';
import { HttpClient } from '../net/http-client.ts';
import { ConnectionError, HttpStatusError, TooLongError } from '../net/http-errors.ts';
import type { Environment } from '../system/environment.ts';
import { isStepError } from '../system/errors.ts';
import type { Log } from '../system/host.ts';
import { runnerTemp } from '../system/runner-temp.ts';
import { type InstallCache, installCache } from './install-cache.ts';
import { type Folders, folderBelow, makeFolders, removeFolders } from './install-folders.ts';
import { type Binary, findKept, isGenuine, keep } from './kept-binary.ts';
import type { Patience } from './patience.ts';
import { progressLines } from './progress.ts';
import { executableName, type Platform } from './release-files.ts';
import { openRepository, type TrustedRepository } from './tuf.ts';
import { diskFailure, unreachable, untrusted } from './tuf-errors.ts';
import { repositoryId } from './tuf-store.ts';

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
  readonly patience: Patience;
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
  const { request, repository, platform, env, log, signal, elapsed, patience } = options;
  const http = new HttpClient({ env, log, elapsed, signal, retryDelays: patience.retryDelays });
  const metadataWait = waitForMetadata(options);
  let folders: Folders | undefined;
  try {
    folders = await makeFolders(env);
    const store = await storeOf(repository, env, log);
    const cache = await installCache({ repository, platform, folders, store, env, log, signal });
    const trusted = await openRepository(repository, {
      http,
      log,
      signal,
      limit: metadataWait.limit,
      store,
      work: folders.metadata,
      publishDelay: patience.publishDelay,
      restore: cache?.restoreMetadata,
    });
    const version = await versionOf(request, trusted, platform);
    const binary: Binary = { version, platform, file: await trusted.release(version, platform) };
    metadataWait.stop();
    const kept = await findKept(binary, env, log);
    const found =
      kept === undefined
        ? await fetchBinary(binary, { trusted, http, cache, folders }, options)
        : { path: kept, cached: true };
    // A runner that keeps werf itself keeps the metadata too; one that starts empty gets both from GitHub's cache.
    const isNew = kept === undefined && trusted.unreachable === undefined;
    return {
      ...found,
      version,
      ...(request.kind === 'channel' ? { groupChannel: `${request.group} ${request.channel}` } : {}),
      ...(isNew && cache !== undefined
        ? { save: () => cache.save(binary, found.cached ? undefined : found.path) }
        : {}),
      ...(trusted.unreachable === undefined ? {} : { notice: offlineNotice(repository, version, trusted.unreachable) }),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw isStepError(error) ? error : (diskFailure(error, runnerTemp(env)) ?? error);
  } finally {
    metadataWait.stop();
    await http.close();
    if (folders !== undefined) await removeFolders(folders);
  }
}

async function versionOf(request: ReleaseRequest, trusted: TrustedRepository, platform: Platform): Promise<string> {
  if (request.kind === 'version') return request.version;
  if (request.kind === 'prefix') return trusted.newestVersion(request.prefix, platform);
  return trusted.channelVersion(request.group, request.channel);
}

/** The time that metadata may take, which is told of while it passes. */
function waitForMetadata({ repository, log, patience }: InstallOptions) {
  const controller = new AbortController();
  const seconds = patience.metadata / 1000;
  let waited = 0;
  const news = setInterval(() => {
    waited += patience.news;
    log.info(`${repository.url}: waiting for its metadata for ${waited / 1000} s, of at most ${seconds} s`);
  }, patience.news);
  const end = () => controller.abort(new ConnectionError(`its metadata did not come within ${seconds} s`));
  const timer = setTimeout(end, patience.metadata);
  const stop = () => {
    clearInterval(news);
    clearTimeout(timer);
  };
  controller.signal.addEventListener('abort', stop);
  return { limit: controller.signal, stop };
}

interface Sources {
  readonly trusted: TrustedRepository;
  readonly http: HttpClient;
  readonly cache: InstallCache | undefined;
  readonly folders: Folders;
}

async function fetchBinary(
  binary: Binary,
  { trusted, http, cache, folders }: Sources,
  options: InstallOptions,
): Promise<{ path: string; cached: boolean }> {
  const { repository, env, log } = options;
  const path = join(folders.download, executableName(binary.platform));
  const cached = (await cache?.restoreBinary(binary, path)) === true;
  options.signal?.throwIfAborted();
  if (!cached) {
    if (trusted.unreachable !== undefined) {
      throw unreachable(repository, trusted.unreachable, `werf ${binary.version} is in no cache`);
    }
    await download(binary, path, http, options);
  }
  return { path: await keep(binary, path, folders.own, env, log), cached };
}

/** Downloads and verifies; the file has no run bit yet. */
async function download(binary: Binary, path: string, http: HttpClient, options: InstallOptions): Promise<void> {
  const { repository, log, signal, elapsed, patience } = options;
  const { target, url } = binary.file;
  const line = progressLines(`werf ${binary.version}`, target.length, elapsed(), patience.news);
  try {
    await http.getFile(url, path, {
      maxLength: target.length,
      pace: patience.binary,
      retryFor: patience.retryBinaryFor,
      onProgress: (received) => {
        const text = line(received, elapsed());
        if (text !== undefined) log.info(text);
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TooLongError) throw untrusted(repository, new Error(`${target.path} is ${error.message}`));
    // What is not the connection's is the disk's.
    if (!(error instanceof HttpStatusError || error instanceof ConnectionError)) throw error;
    throw unreachable(repository, `${target.path}: ${error.message}`, 'no cache has it');
  }
  if (!(await isGenuine(path, binary))) {
    throw untrusted(repository, new Error(`${target.path} has another length or hash than the signed one`));
  }
}

/** The folder in which the runner keeps verified metadata between runs; undefined where none is to be had. */
async function storeOf(repository: TufRepository, env: Environment, log: Log): Promise<string | undefined> {
  try {
    return await folderBelow(env['RUNNER_TOOL_CACHE'] || runnerTemp(env), 'run-werf', repositoryId(repository));
  } catch (error) {
    log.debug(`No TUF metadata is kept: ${error}`);
    return undefined;
  }
}

function offlineNotice({ url }: TufRepository, version: string, reason: string): string {
  return `${url} could not be reached (${reason}): werf ${version} comes from the cache, verified against metadata kept from an earlier run, so it may not be the newest one`;
}
