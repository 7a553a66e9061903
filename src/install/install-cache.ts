// Effect: what GitHub's cache carries of an installation from job to job: the metadata and the binary.
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { type CacheEntry, type CacheOptions, offersCache, restoreEntry, saveEntry } from './actions-cache.ts';
import { type Folders, freshFolder, makeFolders, removeFolders } from './install-folders.ts';
import { type Binary, isGenuine } from './kept-binary.ts';
import { executableName, type Platform } from './release-files.ts';
import { loadMetadata, repositoryId, timestampVersion } from './tuf-store.ts';

export interface InstallCacheOptions {
  readonly repository: TufRepository;
  readonly platform: Platform;
  readonly folders: Folders;
  /** The folder in which the runner keeps verified metadata. */
  readonly store: string;
  readonly env: Environment;
  readonly log: Log;
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined;
}

export interface InstallCache {
  /** Restores the newest metadata that was saved, unverified. */
  restoreMetadata(): Promise<void>;
  /** Whether the signed executable came to `path`. What else came is thrown away. */
  restoreBinary(binary: Binary, path: string): Promise<boolean>;
  /**
   * Saves the metadata, for the day on which the repository is out of reach, and the executable at `path`, if any. It
   * takes up to 30 seconds, and does nothing after the signal. Never throws.
   */
  save(binary: Binary, path: string | undefined): Promise<void>;
}

/** How long GitHub's cache may take, in milliseconds. The binary could as well be downloaded, which takes about as long. */
const METADATA_LIMIT = 10_000;
const BINARY_LIMIT = 60_000;
const SAVE_LIMIT = 30_000;

/** GitHub's cache of an installation; undefined where the runner offers none. */
export function installCache(options: InstallCacheOptions): InstallCache | undefined {
  const { repository, folders, store, env, log, signal } = options;
  if (!offersCache(env)) return undefined;
  const metadata = metadataEntry(repository, folders);

  const saveMetadata = async () => {
    await loadMetadata(store, folders.metadata);
    const version = await timestampVersion(folders.metadata);
    if (version === undefined) return;
    await saveEntry({ ...metadata, key: `${metadata.key}${version}` }, cacheOptions(options, SAVE_LIMIT));
  };
  const saveBinary = async (binary: Binary, path: string) => {
    // GitHub's cache knows an entry by its paths, so it is put where it is restored to.
    const copy = join(folders.download, executableName(binary.platform));
    await copyFile(path, copy);
    await chmod(copy, 0o600);
    // The commands ran in between. An entry never changes, so a wrong one would stand in the way of the right one.
    if (!(await isGenuine(copy, binary))) return;
    await saveEntry(binaryEntry(binary, folders), cacheOptions(options, SAVE_LIMIT));
  };

  return {
    restoreMetadata: async () => {
      await restoreEntry(metadata, cacheOptions(options, METADATA_LIMIT), metadata.key);
    },
    restoreBinary: async (binary, path) => {
      const found = await restoreEntry(binaryEntry(binary, folders), cacheOptions(options, BINARY_LIMIT));
      if (found && (await isGenuine(path, binary))) return true;
      if (found) log.info(`werf ${binary.version} in GitHub's cache is not the signed one: it is thrown away`);
      await freshFolder(folders.download);
      return false;
    },
    save: async (binary, path) => {
      if (signal?.aborted) return;
      try {
        await makeFolders(folders);
        await Promise.all([saveMetadata(), path === undefined ? undefined : saveBinary(binary, path)]);
      } catch (error) {
        log.debug(`werf ${binary.version} was not saved to GitHub's cache: ${error}`);
      } finally {
        await removeFolders(folders).catch((error) => log.debug(`${env['RUNNER_TEMP']} was not tidied up: ${error}`));
      }
    },
  };
}

function cacheOptions({ env, log, signal, platform: { os } }: InstallCacheOptions, limit: number): CacheOptions {
  return { env, log, signal, platform: os === 'windows' ? 'win32' : os, limit };
}

function metadataEntry(repository: TufRepository, { metadata }: Folders): CacheEntry {
  return { key: `run-werf-tuf-${repositoryId(repository)}-`, paths: [metadata] };
}

/** The signed hash is part of the key, so that a binary that was saved under a wrong one never stands in the way. */
function binaryEntry({ version, platform, file }: Binary, { download }: Folders): CacheEntry {
  const hash = (file.target.hashes['sha512'] ?? file.target.hashes['sha256'] ?? '').slice(0, 32);
  return { key: `run-werf-${version}-${platform.os}-${platform.arch}-${hash}`, paths: [download] };
}
