// Effect: what GitHub's cache carries of an installation from job to job: the metadata and the binary.
import { chmod, copyFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { type CacheEntry, type CacheOptions, offersCache, restoreEntry, saveEntry } from './actions-cache.ts';
import { type ExchangeFolders, exchangeFolders, type Folders, freshFolder, storeNames } from './install-folders.ts';
import { type Binary, isGenuine } from './kept-binary.ts';
import { executableName, type Platform } from './release-files.ts';
import { keptVersion, loadMetadata } from './tuf-store.ts';

export interface InstallCacheOptions {
  readonly repository: TufRepository;
  readonly platform: Platform;
  readonly folders: Folders;
  /** The folder in which the runner keeps verified metadata, if there is one. */
  readonly store: string | undefined;
  readonly env: Environment;
  readonly log: Log;
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined;
  /** The program that talks to the cache, where it is not the usual one. */
  readonly cacheProgram?: string | undefined;
}

export interface InstallCache {
  /** Restores the newest metadata that was saved, unverified. */
  restoreMetadata(): Promise<void>;
  /** Whether the signed executable came to `path`. What else came is removed. The signal ends it. Never rejects. */
  restoreBinary(binary: Binary, path: string, ended: AbortSignal): Promise<boolean>;
  /**
   * Saves the metadata, for the day on which the repository is out of reach, and the executable at `path`, if any. It
   * takes up to 30 seconds, and does nothing after the signal. Never throws.
   */
  save(binary: Binary, path: string | undefined): Promise<void>;
}

/** How long GitHub's cache may take, in milliseconds. The binary could as well be downloaded, which takes about as long. */
const METADATA_TIMEOUT_MS = 10_000;
const BINARY_TIMEOUT_MS = 60_000;
const SAVE_TIMEOUT_MS = 30_000;

/** GitHub's cache of an installation; undefined where the runner offers none, or no folder for it can be had. */
export async function installCache(options: InstallCacheOptions): Promise<InstallCache | undefined> {
  const { repository, folders, store, env, log, signal } = options;
  const exchange = offersCache(env) ? await exchangeFolders(env) : undefined;
  if (exchange === undefined) return undefined;
  const metadata = metadataEntry(repository, exchange);

  const makeFresh = async (folder: string) => {
    if ((await exchangeFolders(env)) === undefined) throw new Error(`${dirname(folder)} is not a folder of ours`);
    await freshFolder(folder);
  };
  const saveMetadata = async () => {
    if (store === undefined) return;
    await makeFresh(exchange.metadata);
    await loadMetadata(store, exchange.metadata);
    const version = keptVersion(repository, exchange.metadata);
    if (version === undefined) return;
    await saveEntry({ ...metadata, key: `${metadata.key}${version}` }, cacheOptions(options, SAVE_TIMEOUT_MS));
  };
  const saveBinary = async (binary: Binary, path: string) => {
    // GitHub's cache knows an entry by its paths, so it is put where it is restored to.
    await makeFresh(exchange.download);
    const copy = join(exchange.download, executableName(binary.platform));
    await copyFile(path, copy);
    await chmod(copy, 0o600);
    // The commands ran in between. An entry never changes, so a wrong one would stand in the way of the right one.
    if (!(await isGenuine(copy, binary))) return;
    await saveEntry(binaryEntry(binary, exchange), cacheOptions(options, SAVE_TIMEOUT_MS));
  };
  /** Restores into a fresh folder of the exchange, uses what came, and takes it away again. */
  const exchanging = async <T>(folder: string, use: () => Promise<T>): Promise<T | undefined> => {
    try {
      await makeFresh(folder);
      return await use();
    } catch (error) {
      log.debug(`GitHub's cache is left out: ${error}`);
      return undefined;
    } finally {
      await tidyUp(folder, log);
    }
  };

  return {
    restoreMetadata: async () => {
      await exchanging(exchange.metadata, async () => {
        await restoreEntry(metadata, cacheOptions(options, METADATA_TIMEOUT_MS), metadata.key);
        await loadMetadata(exchange.metadata, folders.metadata);
      });
    },
    restoreBinary: async (binary, path, ended) => {
      const restored = await exchanging(exchange.download, async () => {
        const found = await restoreEntry(
          binaryEntry(binary, exchange),
          cacheOptions({ ...options, signal: ended }, BINARY_TIMEOUT_MS),
        );
        if (!found) return false;
        // Verified where nobody else writes to it.
        await rename(join(exchange.download, executableName(binary.platform)), path).catch(() => undefined);
        if (await isGenuine(path, binary)) return true;
        log.info(`werf ${binary.version} in GitHub's cache is not the signed one and is removed`);
        await rm(path, { recursive: true, force: true });
        return false;
      });
      return restored === true;
    },
    save: async (binary, path) => {
      if (signal?.aborted) return;
      try {
        await Promise.all([saveMetadata(), path === undefined ? undefined : saveBinary(binary, path)]);
      } catch (error) {
        log.debug(`werf ${binary.version} was not saved to GitHub's cache: ${error}`);
      } finally {
        await tidyUp(exchange.metadata, log);
        await tidyUp(exchange.download, log);
      }
    },
  };
}

/** Removes a folder of the exchange, and the one around it where nothing else is in it. */
async function tidyUp(folder: string, log: Log): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await rmdir(dirname(folder)).catch(() => undefined);
  } catch (error) {
    log.debug(`${folder} was not tidied up: ${error}`);
  }
}

function cacheOptions(options: InstallCacheOptions, limit: number): CacheOptions {
  const { env, log, signal, platform, cacheProgram: program } = options;
  return { env, log, signal, platform: platform.os === 'windows' ? 'win32' : platform.os, limit, program };
}

function metadataEntry(repository: TufRepository, { metadata }: ExchangeFolders): CacheEntry {
  return { key: `run-werf-tuf-${storeNames(repository)[1]}-`, paths: [metadata] };
}

/** The signed hash is part of the key, so that a binary that was saved under a wrong one never stands in the way. */
function binaryEntry({ version, platform, file }: Binary, { download }: ExchangeFolders): CacheEntry {
  const hash = (file.target.hashes['sha512'] ?? file.target.hashes['sha256'] ?? '').slice(0, 32);
  return { key: `run-werf-${version}-${platform.os}-${platform.arch}-${hash}`, paths: [download] };
}
