// Effect: removes what a step leaves on the runner, past whatever stands in the way.
import { chmodSync, lstatSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './errors.ts';
import { isOwn } from './files.ts';

/** Whether a path is a folder, not a link to one, of this user. What cannot be looked at is none. */
export function isOwnFolder(path: string): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && isOwn(stats);
  } catch {
    return false;
  }
}

/**
 * Removes a file or a folder with all that is in it; a link is removed, never what it leads to. One entry that cannot be
 * removed keeps no other.
 * @returns the paths that are still there, without the folders around them
 */
export function removeAll(path: string, platform: NodeJS.Platform): readonly string[] {
  try {
    // On Windows a file cannot be removed while a virus scanner or an ending process has it open: 1.5 s at the most.
    rmSync(path, { recursive: true, force: true, maxRetries: platform === 'win32' ? 5 : 0, retryDelay: 100 });
    return [];
  } catch {
    // It stops at the first obstacle, and goes into no folder that its owner has closed.
    return removeOneByOne(path);
  }
}

function removeOneByOne(path: string): readonly string[] {
  let left: readonly string[] = [];
  try {
    const stats = lstatSync(path);
    if (!stats.isDirectory()) {
      unlinkSync(path);
      return [];
    }
    if ((stats.mode & 0o700) !== 0o700 && isOwn(stats)) chmodSync(path, 0o700);
    for (const name of readdirSync(path)) left = left.concat(removeOneByOne(join(path, name)));
    rmdirSync(path);
    return [];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    return left.length > 0 ? left : [path];
  }
}
