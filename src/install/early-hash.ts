// Effect: hashes the werf that is probably wanted before the repository has said what its hash has to be.
import { lstatSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TufRepository } from '../inputs/published-root.ts';
import { parseVersion, type ReleaseRequest } from '../inputs/release-request.ts';
import type { Environment } from '../system/environment.ts';
import { readRegularFile } from '../system/files.ts';
import type { FileHashes } from './file-hashes.ts';
import { storeNames } from './install-folders.ts';
import { keptTargets } from './kept-targets.ts';
import { executableName, keptChannelName, newestRelease, type Platform, toolCacheFolders } from './release-files.ts';

/** The hashes of a file that are being taken. They say what the file is, not whether it is the right one. */
export interface EarlyHash {
  readonly path: string;
  /** Undefined where it could not be hashed. Never rejects. */
  readonly taken: Promise<FileHashes | undefined>;
  /** Stops it. */
  end(): Promise<void>;
}

/** What werf's repository has for each file, and so does every one that trdl makes. */
const ALGORITHMS = ['sha512'];
/** Bytes that a kept channel's file may have. */
const MAX_CHANNEL_BYTES = 4096;

/**
 * Starts to hash the kept werf that a request names: the version, or the one that the channel or the prefix named when it
 * was last asked for. Which one it really is, and whether it may run, is decided later by signed metadata; a wrong guess
 * costs nothing but processor time.
 * @returns undefined where nothing is kept
 */
export function startEarlyHash(
  request: ReleaseRequest,
  repository: TufRepository,
  platform: Platform,
  env: Environment,
): EarlyHash | undefined {
  const root = env['RUNNER_TOOL_CACHE'];
  if (!root) return undefined;
  try {
    const version = likelyVersion(request, platform, join(root, ...storeNames(repository)));
    if (version === undefined) return undefined;
    const path = join(root, ...toolCacheFolders(version, platform, repository), executableName(platform));
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? hashInThread(path) : undefined;
  } catch {
    return undefined;
  }
}

/** What was right when the metadata was kept. It is not verified here. */
function likelyVersion(request: ReleaseRequest, platform: Platform, store: string): string | undefined {
  if (request.kind === 'version') return request.version;
  if (request.kind === 'prefix') return newestRelease(keptTargets(store), request.prefix, platform);
  const channel = readRegularFile(join(store, keptChannelName(request.group, request.channel)), MAX_CHANNEL_BYTES);
  return parseVersion(String(channel ?? '').trim());
}

/** A thread of its own: the main one loads the TUF client meanwhile, and checks signatures. */
function hashInThread(path: string): EarlyHash {
  // Made by the build next to the bundle that this module is part of (scripts/build/build.ts).
  const program = new URL(`./hash-job${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(program, { workerData: { path, algorithms: ALGORITHMS } });
  const taken = new Promise<FileHashes | undefined>((resolve) => {
    worker.once('message', resolve);
    // Without it, it is hashed later.
    worker.on('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
  return {
    path,
    taken,
    end: async () => {
      await worker.terminate();
    },
  };
}
