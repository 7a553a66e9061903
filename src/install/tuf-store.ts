// Effect: the TUF metadata kept between runs, and the chain of trusted roots in it.

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Metadata, MetadataKind } from '@tufjs/models';
import type { Fetcher } from 'tuf-js';
import type { TufRepository } from '../inputs/published-root.ts';
import { StepError } from '../system/errors.ts';

const metadataFile = /^[A-Za-z0-9][A-Za-z0-9._%-]{0,200}$/;
/** Bytes; tuf-js reads no metadata that is longer. */
const maxFileLength = 5_000_000;

/** The name of a repository's folder: other roots of the same URL are another repository. */
export function repositoryId({ url, rootVersion, rootSha512 }: TufRepository): string {
  return createHash('sha256').update(`${url}\n${rootVersion}\n${rootSha512}`).digest('hex').slice(0, 16);
}

/** Copies kept metadata to where this run works on it; other runs on the same machine may change the kept one. */
export async function loadMetadata(store: string, work: string): Promise<void> {
  for (const name of await readdir(store).catch(() => [])) {
    const source = join(store, name);
    const found = await stat(source).catch(() => undefined);
    if (!metadataFile.test(name) || !found?.isFile() || found.size > maxFileLength) continue;
    await copyFile(source, join(work, name));
  }
}

/**
 * Keeps this run's metadata for the next one, file by file and each in one step. Where another run meanwhile kept newer
 * metadata, that stays: a version that was seen once must never be forgotten (TUF specification 5.4.3).
 */
export async function saveMetadata(work: string, store: string): Promise<void> {
  await mkdir(store, { recursive: true, mode: 0o700 });
  const [kept, current] = await Promise.all([timestampVersion(store), timestampVersion(work)]);
  if (current === undefined || (kept !== undefined && kept > current)) return;
  for (const name of await readdir(work)) {
    // The newest root is found again through its chain.
    if (name === 'root.json' || !metadataFile.test(name)) continue;
    const temporary = join(store, `.${name}.${process.pid}`);
    await copyFile(join(work, name), temporary);
    await rename(temporary, join(store, name));
  }
}

/** The version of the timestamp metadata in a folder; undefined where there is none. */
export async function timestampVersion(folder: string): Promise<number | undefined> {
  try {
    const { signed } = JSON.parse(await readFile(join(folder, 'timestamp.json'), 'utf8'));
    return Number.isSafeInteger(signed?.version) ? signed.version : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Puts the newest root that is trusted without asking the repository at `root.json` in `work`, where tuf-js starts
 * from: the pinned one, known by its hash, and then every kept one that the root before it signed and that signed
 * itself (TUF specification 5.3.4 and 5.3.5). So no cache has to be trusted. Kept roots that do not fit are removed.
 * @throws StepError where the pinned root has another hash; the fetcher's error where it cannot be had
 */
export async function writeTrustedRoot(repository: TufRepository, work: string, fetcher: Fetcher): Promise<void> {
  const pinned = await pinnedRoot(repository, work, fetcher);
  let trusted = Metadata.fromJSON(MetadataKind.Root, JSON.parse(pinned.toString('utf8')));
  let newest = pinned;
  for (let version = repository.rootVersion + 1; ; version++) {
    const path = join(work, `${version}.root.json`);
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes === undefined) break;
    try {
      const next = Metadata.fromJSON(MetadataKind.Root, JSON.parse(bytes.toString('utf8')));
      if (next.signed.version !== version) throw new Error(`root ${version} says version ${next.signed.version}`);
      trusted.verifyDelegate(MetadataKind.Root, next);
      next.verifyDelegate(MetadataKind.Root, next);
      trusted = next;
      newest = bytes;
    } catch {
      await rm(path);
      break;
    }
  }
  await writeFile(join(work, 'root.json'), newest, { mode: 0o600 });
}

async function pinnedRoot(repository: TufRepository, work: string, fetcher: Fetcher): Promise<Buffer> {
  const name = `${repository.rootVersion}.root.json`;
  const path = join(work, name);
  const kept = await readFile(path).catch(() => undefined);
  if (kept !== undefined && sha512(kept) === repository.rootSha512) return kept;
  const bytes = await fetcher.downloadBytes(`${repository.url}/${name}`, maxRootLength);
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
const maxRootLength = 512_000;

function sha512(bytes: Buffer): string {
  return createHash('sha512').update(bytes).digest('hex');
}
