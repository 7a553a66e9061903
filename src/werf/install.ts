// Effect: gets a verified werf: from the tool cache, from GitHub's cache, or from the TUF repository.
import { chmod, copyFile, mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment, Log } from '../host.ts';
import { runnerTemp } from '../runner-temp.ts';
import { type CacheEntry, type CacheOptions, offersCache, restoreEntry, saveEntry } from './actions-cache.ts';
import { type Binary, findKept, isGenuine, keep } from './binary-store.ts';
import { HttpClient, TooLongError } from './http-client.ts';
import { progressLines } from './progress.ts';
import type { TufRepository } from './published-root.ts';
import { executableName, type Platform, type ReleaseRequest } from './release.ts';
import { openRepository, type TrustedRepository } from './tuf.ts';
import { unreachable, untrusted } from './tuf-errors.ts';
import { loadMetadata, repositoryId, timestampVersion } from './tuf-store.ts';

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
  /** Milliseconds to wait before each further attempt at a broken connection. */
  readonly retryDelays?: readonly number[] | undefined;
  /** Milliseconds between two lines of progress; 5,000 where not given. */
  readonly progressInterval?: number | undefined;
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

/** How long GitHub's cache may take, in milliseconds. The binary could as well be downloaded, which takes about as long. */
const METADATA_LIMIT = 10_000;
const BINARY_LIMIT = 60_000;
const SAVE_LIMIT = 30_000;

/** The paths of one installation. They are the same in every job, because GitHub's cache knows an entry by them. */
interface Folders {
  readonly temporary: string;
  readonly metadata: string;
  readonly download: string;
}

/**
 * Installs the release that is asked for. Its length and hash are checked against signed metadata on every run, wherever
 * it comes from, before it can be run.
 * @throws StepError where it cannot be had or is not the signed one; then no executable is left behind
 */
export async function installWerf(options: InstallOptions): Promise<InstalledWerf> {
  const { request, repository, platform, env, log, signal, retryDelays } = options;
  const folders = await freshFolders(env);
  const http = new HttpClient({ env, log, signal, retryDelays });
  try {
    const entry = metadataEntry(repository, folders);
    const trusted = await openRepository(repository, {
      http,
      log,
      signal,
      store: storeOf(repository, folders, env),
      work: folders.metadata,
      publishDelay: retryDelays?.[0] ?? 5_000,
      restore: offersCache(env)
        ? async () => void (await restoreEntry(entry, cacheOptions(options, METADATA_LIMIT), entry.key))
        : undefined,
    });
    const version =
      request.kind === 'version' ? request.version : await trusted.channelVersion(request.group, request.channel);
    const binary: Binary = { version, platform, file: await trusted.release(version, platform) };
    const kept = await findKept(binary, env, log);
    const found =
      kept === undefined ? await fetchBinary(binary, trusted, http, folders, options) : { path: kept, cached: true };
    const save = () => saveAll(binary, found, folders, options);
    return {
      ...found,
      version,
      ...(request.kind === 'channel' ? { groupChannel: `${request.group} ${request.channel}` } : {}),
      // A runner that keeps werf itself keeps the metadata too; one that starts empty gets both from GitHub's cache.
      ...(kept === undefined && trusted.unreachable === undefined && offersCache(env) ? { save } : {}),
      ...(trusted.unreachable === undefined ? {} : { notice: offlineNotice(repository, version, trusted.unreachable) }),
    };
  } finally {
    await http.close();
    await removeFolders(folders);
  }
}

async function fetchBinary(
  binary: Binary,
  trusted: TrustedRepository,
  http: HttpClient,
  folders: Folders,
  options: InstallOptions,
): Promise<{ path: string; cached: boolean }> {
  const { repository, env, log } = options;
  const path = join(folders.download, executableName(binary.platform));
  const cached = await restoreBinary(binary, path, folders, options);
  options.signal?.throwIfAborted();
  if (!cached) {
    if (trusted.unreachable !== undefined) {
      throw unreachable(repository, trusted.unreachable, `werf ${binary.version} is in no cache`);
    }
    await download(binary, path, http, options);
  }
  return { path: await keep(binary, path, folders.temporary, env, log), cached };
}

/** Whether the signed executable came from GitHub's cache to `path`. */
async function restoreBinary(
  binary: Binary,
  path: string,
  folders: Folders,
  options: InstallOptions,
): Promise<boolean> {
  const { env, log } = options;
  if (!offersCache(env)) return false;
  const found = await restoreEntry(binaryEntry(binary, folders), cacheOptions(options, BINARY_LIMIT));
  if (found && (await isGenuine(path, binary))) return true;
  if (found) log.info(`werf ${binary.version} in GitHub's cache is not the signed one: it is thrown away`);
  await freshFolder(folders.download);
  return false;
}

/** Downloads and verifies; the file has no run bit yet. */
async function download(binary: Binary, path: string, http: HttpClient, options: InstallOptions): Promise<void> {
  const { repository, log, signal, elapsed, progressInterval = 5_000 } = options;
  const { target, url } = binary.file;
  const line = progressLines(`werf ${binary.version}`, target.length, elapsed(), progressInterval);
  try {
    await http.getFile(url, path, target.length, (received) => {
      const text = line(received, elapsed());
      if (text !== undefined) log.info(text);
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TooLongError) throw untrusted(repository, new Error(`${target.path} is ${error.message}`));
    throw unreachable(
      repository,
      `${target.path}: ${error instanceof Error ? error.message : error}`,
      'no cache has it',
    );
  }
  if (!(await isGenuine(path, binary))) {
    throw untrusted(repository, new Error(`${target.path} has another length or hash than the signed one`));
  }
}

/**
 * Saves the metadata, for the day on which the repository is out of reach, and a binary that came from the repository.
 * GitHub's cache knows an entry by its paths, so both are put where they are restored to.
 */
async function saveAll(
  binary: Binary,
  { path, cached }: { path: string; cached: boolean },
  folders: Folders,
  options: InstallOptions,
): Promise<void> {
  const { env, log, signal } = options;
  if (signal?.aborted) return;
  try {
    await makeFolders(folders);
    const saved = [saveMetadata(folders, options)];
    if (!cached) saved.push(saveBinary(binary, path, folders, options));
    await Promise.all(saved);
  } catch (error) {
    log.debug(`werf ${binary.version} was not saved to GitHub's cache: ${error}`);
  } finally {
    await removeFolders(folders).catch((error) => log.debug(`${env['RUNNER_TEMP']} was not tidied up: ${error}`));
  }
}

async function saveMetadata(folders: Folders, options: InstallOptions): Promise<void> {
  const { repository, env } = options;
  await loadMetadata(storeOf(repository, folders, env), folders.metadata);
  const version = await timestampVersion(folders.metadata);
  if (version === undefined) return;
  const entry = metadataEntry(repository, folders);
  await saveEntry({ ...entry, key: `${entry.key}${version}` }, cacheOptions(options, SAVE_LIMIT));
}

async function saveBinary(binary: Binary, path: string, folders: Folders, options: InstallOptions): Promise<void> {
  const copy = join(folders.download, executableName(binary.platform));
  await copyFile(path, copy);
  await chmod(copy, 0o600);
  // The commands ran in between. An entry never changes, so a wrong one would stand in the way of the right one.
  if (!(await isGenuine(copy, binary))) return;
  await saveEntry(binaryEntry(binary, folders), cacheOptions(options, SAVE_LIMIT));
}

function cacheOptions({ env, log, signal, platform: { os } }: InstallOptions, limit: number): CacheOptions {
  return { env, log, signal, platform: os === 'windows' ? 'win32' : os, limit };
}

/** The folder in which the runner keeps verified metadata between runs. */
function storeOf(repository: TufRepository, { temporary }: Folders, env: Environment): string {
  return join(env['RUNNER_TOOL_CACHE'] || temporary, 'run-werf', repositoryId(repository));
}

function metadataEntry(repository: TufRepository, { metadata }: Folders): CacheEntry {
  return { key: `run-werf-tuf-${repositoryId(repository)}-`, paths: [metadata] };
}

/** The signed hash is part of the key, so that a binary that was saved under a wrong one never stands in the way. */
function binaryEntry({ version, platform, file }: Binary, { download }: Folders): CacheEntry {
  const hash = (file.target.hashes['sha512'] ?? file.target.hashes['sha256'] ?? '').slice(0, 32);
  return { key: `run-werf-${version}-${platform.os}-${platform.arch}-${hash}`, paths: [download] };
}

function offlineNotice({ url }: TufRepository, version: string, reason: string): string {
  return `${url} could not be reached (${reason}): werf ${version} comes from the cache, verified against metadata kept from an earlier run, so it may not be the newest one`;
}

async function freshFolders(env: Environment): Promise<Folders> {
  const temporary = join(runnerTemp(env), 'run-werf');
  const folders = { temporary, metadata: join(temporary, 'tuf'), download: join(temporary, 'download') };
  await makeFolders(folders);
  return folders;
}

async function makeFolders({ temporary, metadata, download }: Folders): Promise<void> {
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await freshFolder(metadata);
  await freshFolder(download);
}

async function removeFolders({ temporary, metadata, download }: Folders): Promise<void> {
  await rm(metadata, { recursive: true, force: true });
  await rm(download, { recursive: true, force: true });
  // Stays where it holds a werf that no tool cache took.
  await rmdir(temporary).catch(() => undefined);
}

async function freshFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o700 });
}
