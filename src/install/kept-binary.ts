// Effect: werf's executables kept on the runner between steps and jobs, where other jobs keep and use theirs meanwhile.
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  type FileHandle,
  lstat,
  mkdir,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { Environment } from '../system/environment.ts';
import { errorCode } from '../system/errors.ts';
import type { Log } from '../system/host.ts';
import type { EarlyHash } from './early-hash.ts';
import { type FileHashes, hashesOf, identityOf, openToRead } from './file-hashes.ts';
import { folderBelow } from './install-folders.ts';
import { executableName, type Platform, toolCacheFolders, toolCacheVersion } from './release-files.ts';
import type { ReleaseFile } from './trusted-repository.ts';

/** A release of werf for a platform, who signed it, and what it has to be. */
export interface Binary {
  readonly repository: TufRepository;
  readonly version: string;
  readonly platform: Platform;
  readonly file: ReleaseFile;
}

const TOOL = 'werf';
/** A copy under way in the tool cache, and the milliseconds after which one is a leftover of a job that was killed. */
const PART = /^\.part-[0-9a-f]{16}$/;
const LEFTOVER_AGE_MS = 3_600_000;

/**
 * The path of a kept executable that was verified just now and can be run, or undefined. A changed one loses its run bit,
 * but stays in its place: another job may be putting the right one there at this moment.
 * @param early what was hashed of it before it was known what the hash has to be
 */
export async function findKept(
  binary: Binary,
  env: Environment,
  log: Log,
  early?: EarlyHash,
): Promise<string | undefined> {
  const names = toolCacheFolders(binary.version, binary.platform, binary.repository);
  const root = env['RUNNER_TOOL_CACHE'];
  if (!root) return undefined;
  const path = join(root, ...names, executableName(binary.platform));
  const state = await lookAt(path, binary, early?.path === path ? early : undefined);
  if (state === 'usable') return path;
  if (state === 'changed') {
    log.info(`werf ${binary.version} in the tool cache is not the signed one and is not used`);
  } else if (state !== 'missing') {
    log.info(`werf ${binary.version} in the tool cache cannot be used (${state}): ${path}`);
  }
  return undefined;
}

/**
 * Keeps a verified executable and gives it its run bit. Without a tool cache, or with one that cannot be written, it
 * goes to a folder of this installation, where it serves the later steps of this job.
 * @param source the executable, in a folder that nobody else writes to
 * @param own the installation's folder
 * @returns where it is now
 */
export async function keep(binary: Binary, source: string, own: string, env: Environment, log: Log): Promise<string> {
  if (env['RUNNER_TOOL_CACHE']) {
    try {
      return await keepInToolCache(binary, source, env['RUNNER_TOOL_CACHE']);
    } catch (error) {
      log.debug(`werf was not kept in the tool cache: ${error}`);
    }
  }
  const path = join(own, `${TOOL}-${toolCacheVersion(binary.version)}`, executableName(binary.platform));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(source, 0o755);
  await rename(source, path);
  return path;
}

/** In one step, over whatever is there: other jobs find the one before or the new one, whole, and can run either. */
async function keepInToolCache(binary: Binary, source: string, root: string): Promise<string> {
  const folder = await folderBelow(root, ...toolCacheFolders(binary.version, binary.platform, binary.repository));
  const path = join(folder, executableName(binary.platform));
  // Another job may have been quicker, and may be running it already.
  if ((await lookAt(path, binary)) === 'usable') return path;
  try {
    await move(binary, source, path);
  } catch (error) {
    // On Windows one that runs cannot be replaced.
    if ((await lookAt(path, binary)) !== 'usable') throw error;
  }
  // The runner's own mark of an entry that is whole, for programs that go by it.
  await writeFile(`${folder}.complete`, '', { flag: 'wx' }).catch(() => undefined);
  return path;
}

async function move(binary: Binary, source: string, path: string): Promise<void> {
  await chmod(source, 0o755);
  try {
    return await rename(source, path);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
  }
  // From another file system it comes as a copy beside its place, which only then takes its name.
  const folder = dirname(path);
  // What was written just now has the time of now.
  await removeLeftovers(folder, (await lstat(source)).ctimeMs);
  const part = join(folder, `.part-${randomBytes(8).toString('hex')}`);
  try {
    await copyFile(source, part, constants.COPYFILE_EXCL);
    if ((await lookAt(part, binary)) !== 'usable') throw new Error(`${part} is not what was copied`);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** @param now milliseconds since the epoch */
async function removeLeftovers(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((name) => PART.test(name))) {
    const path = join(folder, name);
    const { mtimeMs } = await lstat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > LEFTOVER_AGE_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Whether a file is a regular one of the signed length and hashes. */
export async function isGenuine(path: string, binary: Binary): Promise<boolean> {
  const file = await openToRead(path).catch(() => undefined);
  if (file === undefined) return false;
  return isSigned(file, binary).finally(() => file.close());
}

/**
 * What stands at a path: an executable that is the signed one and can be run, or what keeps it from that. It is looked at,
 * and where it needs other rights changed, through one open file: whoever puts another one at the path meanwhile is not
 * met by it.
 * @returns a short word of the system's, such as `EACCES`, where it cannot be opened or run
 */
async function lookAt(
  path: string,
  binary: Binary,
  early?: EarlyHash,
): Promise<'usable' | 'changed' | 'missing' | (string & {})> {
  let file: FileHandle;
  try {
    file = await openToRead(path);
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? 'missing' : code;
  }
  try {
    const { mode } = await file.stat();
    if (!(await isSigned(file, binary, early))) {
      await file.chmod(mode & 0o666).catch(() => undefined);
      return 'changed';
    }
    if ((await runTrouble(path)) !== undefined) await file.chmod(0o755).catch(() => undefined);
    return (await runTrouble(path)) ?? 'usable';
  } finally {
    await file.close();
  }
}

/** Why a file cannot be run, if so. */
const runTrouble = (path: string): Promise<string | undefined> =>
  access(path, constants.X_OK).then(() => undefined, errorCode);

/** @param early what was hashed before; it counts where it is this very file, unchanged */
async function isSigned(file: FileHandle, { file: { target } }: Binary, early?: EarlyHash): Promise<boolean> {
  try {
    const found = await file.stat({ bigint: true });
    if (!found.isFile() || Number(found.size) !== target.length) return false;
    const known = await early?.taken;
    const algorithms = Object.keys(target.hashes);
    const isSame =
      known?.identity === identityOf(found) && algorithms.every((name) => Object.hasOwn(known.hashes, name));
    return matches(isSame ? known.hashes : await hashesOf(file, algorithms), target.hashes);
  } catch {
    return false;
  }
}

/** Whether hashes are the signed ones, of which there has to be one. */
export function matches(hashes: FileHashes['hashes'], signed: FileHashes['hashes']): boolean {
  const expected = Object.entries(signed);
  return expected.length > 0 && expected.every(([name, hash]) => hashes[name] === hash);
}
