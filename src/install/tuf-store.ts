// Effect: the TUF metadata kept between runs, and the chain of trusted roots in it.

import { createHash, randomBytes } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Metadata, MetadataKind, type Root } from '@tufjs/models';
import type { Fetcher } from 'tuf-js';
import type { TufRepository } from '../inputs/published-root.ts';
import { StepError } from '../system/errors.ts';
import { readRegularFile } from '../system/files.ts';
import { fieldsOf } from '../system/guards.ts';
import type { Log } from '../system/host.ts';

const METADATA_FILE = /^[A-Za-z0-9][A-Za-z0-9._%-]{0,200}$/;
/** Bytes; tuf-js reads no metadata that is longer. */
export const MAX_FILE_BYTES = 5_000_000;

/** Copies kept metadata to where this run works on it; other runs on the same machine may change the kept one. */
export async function loadMetadata(store: string, work: string): Promise<void> {
  for (const name of await readdir(store).catch(() => [])) {
    const bytes = METADATA_FILE.test(name) ? readRegularFile(join(store, name), MAX_FILE_BYTES) : undefined;
    if (bytes !== undefined) await writeFile(join(work, name), bytes, { mode: 0o600 });
  }
}

export interface MetadataFolders {
  /** The folder in which verified metadata is kept between runs, if there is one. */
  readonly store: string | undefined;
  /** The one in which this run works on it. */
  readonly work: string;
  readonly log: Log;
}

/** Keeps it also after a failure: versions that were verified must not be forgotten. Never throws. */
export async function keepMetadata(repository: TufRepository, { work, store, log }: MetadataFolders): Promise<void> {
  if (store === undefined) return;
  await saveMetadata(repository, work, store).catch((error) => log.debug(`TUF metadata was not kept: ${error}`));
}

/**
 * Keeps this run's metadata for the next one, file by file and each in one step. Where another run meanwhile kept newer
 * metadata that verifies, that stays: a version that was seen once must never be forgotten (TUF specification 5.4.3).
 * @param store an existing folder
 */
async function saveMetadata(repository: TufRepository, work: string, store: string): Promise<void> {
  const current = keptVersion(repository, work);
  const kept = keptVersion(repository, store, work);
  if (current === undefined || (kept !== undefined && kept > current)) return;
  for (const name of await readdir(work)) {
    // The newest root is found again through its chain.
    if (name === 'root.json' || !METADATA_FILE.test(name)) continue;
    const bytes = readRegularFile(join(work, name), MAX_FILE_BYTES);
    if (bytes === undefined) continue;
    const temporary = join(store, `.${name}.${randomBytes(8).toString('hex')}`);
    try {
      await writeFile(temporary, bytes, { flag: 'wx' });
      await rename(temporary, join(store, name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/**
 * The version of the timestamp metadata in a folder, by the signatures that its newest root asks for; undefined where
 * there is none that verifies from the pinned root on: any program on the machine can write a number there. Its age does
 * not count.
 * @param other a folder whose roots count too: a newer one takes back the keys of an older one
 */
export function keptVersion(repository: TufRepository, folder: string, other = folder): number | undefined {
  try {
    const bytes = readRegularFile(join(folder, 'timestamp.json'), MAX_FILE_BYTES);
    if (bytes === undefined) return undefined;
    const timestamp = Metadata.fromJSON(MetadataKind.Timestamp, JSON.parse(bytes.toString('utf8')));
    const roots = [folder, other].flatMap((place) => keptRoot(repository, place) ?? []);
    const [newest] = roots.sort((a, b) => b.signed.version - a.signed.version);
    newest?.verifyDelegate(MetadataKind.Timestamp, timestamp);
    return newest === undefined ? undefined : timestamp.signed.version;
  } catch {
    return undefined;
  }
}

/** The newest root in a folder that is trusted from the pinned one on. */
function keptRoot(repository: TufRepository, folder: string): Metadata<Root> | undefined {
  const pinned = readRegularFile(join(folder, `${repository.rootVersion}.root.json`), MAX_ROOT_BYTES);
  if (pinned === undefined || sha512(pinned) !== repository.rootSha512) return undefined;
  return newestRoot(repository, folder, pinned).root;
}

/** The version of the snapshot metadata that a timestamp names; undefined for what is no timestamp. Nothing is verified. */
export function snapshotVersion(timestamp: Buffer | undefined): unknown {
  try {
    const { signed } = fieldsOf(JSON.parse(String(timestamp)));
    return fieldsOf(fieldsOf(fieldsOf(signed)['meta'])['snapshot.json'])['version'];
  } catch {
    return undefined;
  }
}

/** The newest root up to which all kept ones are there; undefined where not even the pinned one is. Nothing is verified. */
export async function newestKeptRoot({ rootVersion }: TufRepository, work: string): Promise<number | undefined> {
  const names = new Set(await readdir(work));
  let newest: number | undefined;
  for (let version = rootVersion; names.has(`${version}.root.json`); version++) newest = version;
  return newest;
}

/**
 * Puts the newest root that is trusted without asking the repository at `root.json` in `work`, where tuf-js starts
 * from: the pinned one, known by its hash, and then every kept one that the root before it signed and that signed
 * itself (TUF specification 5.3.4 and 5.3.5). So no cache has to be trusted. Kept roots that do not fit are removed.
 * @throws StepError where the pinned root has another hash; the fetcher's error where it cannot be had
 */
export async function writeTrustedRoot(repository: TufRepository, work: string, fetcher: Fetcher): Promise<void> {
  const pinned = await pinnedRoot(repository, work, fetcher);
  const { bytes, unfit } = newestRoot(repository, work, pinned);
  if (unfit !== undefined) await rm(unfit, { force: true });
  await writeFile(join(work, 'root.json'), bytes, { mode: 0o600 });
}

interface NewestRoot {
  readonly root: Metadata<Root>;
  readonly bytes: Buffer;
  /** The path of the next one, where that is not signed as it must be. */
  readonly unfit?: string;
}

/** The last root of the chain in a folder that starts at the pinned one. */
function newestRoot({ rootVersion }: TufRepository, folder: string, pinned: Buffer): NewestRoot {
  let root = Metadata.fromJSON(MetadataKind.Root, JSON.parse(pinned.toString('utf8')));
  let bytes = pinned;
  for (let version = rootVersion + 1; ; version++) {
    const path = join(folder, `${version}.root.json`);
    const found = readRegularFile(path, MAX_ROOT_BYTES);
    if (found === undefined) return { root, bytes };
    try {
      const next = Metadata.fromJSON(MetadataKind.Root, JSON.parse(found.toString('utf8')));
      if (next.signed.version !== version) throw new Error(`root ${version} says version ${next.signed.version}`);
      root.verifyDelegate(MetadataKind.Root, next);
      next.verifyDelegate(MetadataKind.Root, next);
      root = next;
      bytes = found;
    } catch {
      return { root, bytes, unfit: path };
    }
  }
}

async function pinnedRoot(repository: TufRepository, work: string, fetcher: Fetcher): Promise<Buffer> {
  const name = `${repository.rootVersion}.root.json`;
  const path = join(work, name);
  const kept = readRegularFile(path, MAX_ROOT_BYTES);
  if (kept !== undefined && sha512(kept) === repository.rootSha512) return kept;
  const bytes = await fetcher.downloadBytes(`${repository.url}/${name}`, MAX_ROOT_BYTES);
  const actual = sha512(bytes);
  if (actual === repository.rootSha512) {
    await writeFile(path, bytes, { mode: 0o600 });
    return bytes;
  }
  await rm(path, { force: true });
  throw new StepError(
    `${repository.url}/${name} is not the trusted root: its SHA-512 is ${actual}, expected is ${repository.rootSha512}. Nothing was installed. Check trdl-url, trdl-root-version and trdl-root-sha512`,
  );
}

/** Bytes; tuf-js's own limit. */
const MAX_ROOT_BYTES = 512_000;

function sha512(bytes: Buffer): string {
  return createHash('sha512').update(bytes).digest('hex');
}
