// Effect: werf's executables kept on the runner between steps and jobs.
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFile, find } from '@actions/tool-cache';
import type { Environment } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { executableName, type Platform, toolCacheVersion } from './release-files.ts';
import type { ReleaseFile } from './tuf.ts';

/** A release of werf for a platform, and what it has to be. */
export interface Binary {
  readonly version: string;
  readonly platform: Platform;
  readonly file: ReleaseFile;
}

const tool = 'werf';
/** Bytes that are read and hashed at a time. */
const PIECE = 1024 * 1024;

/** The path of a kept executable that was verified just now, or undefined. A changed one is thrown away. */
export async function findKept(binary: Binary, env: Environment, log: Log): Promise<string | undefined> {
  // The library throws where the runner has no tool cache.
  if (!env['RUNNER_TOOL_CACHE']) return undefined;
  const folder = find(tool, toolCacheVersion(binary.version), architecture(binary.platform));
  if (folder === '') return undefined;
  const path = join(folder, executableName(binary.platform));
  if (await isGenuine(path, binary)) return path;
  log.info(`werf ${binary.version} in the tool cache is not the signed one: it is thrown away`);
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}.complete`, { force: true });
  return undefined;
}

/**
 * Keeps a verified executable and gives it its run bit. Without a tool cache, or with one that cannot be written, it
 * goes to the job's temporary folder, where it serves the later steps of this job.
 * @returns where it is now
 */
export async function keep(binary: Binary, source: string, temporary: string, env: Environment, log: Log) {
  const name = executableName(binary.platform);
  await chmod(source, 0o755);
  if (env['RUNNER_TOOL_CACHE']) {
    try {
      const { version, platform } = binary;
      return join(await cacheFile(source, name, tool, toolCacheVersion(version), architecture(platform)), name);
    } catch (error) {
      log.debug(`werf was not kept in the tool cache: ${error}`);
    }
  }
  const folder = join(temporary, `${tool}-${toolCacheVersion(binary.version)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(source, join(folder, name));
  return join(folder, name);
}

/** Whether a file is a regular one of the signed length and hashes. */
export async function isGenuine(path: string, { file }: Binary): Promise<boolean> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size !== file.target.length) return false;
    return await hasHashes(path, file.target.hashes);
  } catch {
    return false;
  }
}

/**
 * Hashes through two buffers: one is read into while the other is hashed. A stream would leave a new one behind for every
 * piece.
 */
async function hasHashes(path: string, expected: Readonly<Record<string, string>>): Promise<boolean> {
  const hashes = Object.keys(expected).map((name) => ({ name, hash: createHash(name) }));
  const file = await open(path);
  try {
    let buffer = Buffer.allocUnsafe(PIECE);
    let spare = Buffer.allocUnsafe(PIECE);
    for (let { bytesRead } = await file.read(buffer, 0, PIECE); bytesRead > 0; ) {
      const next = file.read(spare, 0, PIECE);
      for (const { hash } of hashes) hash.update(buffer.subarray(0, bytesRead));
      [buffer, spare] = [spare, buffer];
      ({ bytesRead } = await next);
    }
  } finally {
    await file.close();
  }
  return hashes.length > 0 && hashes.every(({ name, hash }) => hash.digest('hex') === expected[name]);
}

/** The tool cache's third level; the operating system is part of it because a cache may be shared between runners. */
function architecture({ os, arch }: Platform): string {
  return `${os}-${arch}`;
}
