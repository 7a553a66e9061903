// Effect: the step's private folder on the runner, made when first needed and removed by the post step.
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { errorCode, StepError } from './errors.ts';
import type { Host } from './host.ts';
import { runnerTemp } from './runner-temp.ts';

const STATE = 'private-folder';
const CLEANUP_STATE = 'cleanup-folders';
const PREFIX = 'run-werf-';

export interface PrivateFolder {
  /** The folder's path. Only this user can enter it. @throws StepError where it cannot be made */
  path(): string;
}

/** The folder of this step, under `RUNNER_TEMP`. Nothing is written before its path is asked for. */
export function privateFolder(host: Host): PrivateFolder {
  let path: string | undefined;
  return {
    path: () => {
      if (path === undefined) {
        const folder = makeFolder(runnerTemp(host.env));
        // Whatever the post step is not told of would stay on the runner, with the secrets in it.
        keepOrRemove(host, STATE, folder, [folder]);
        path = folder;
      }
      return path;
    },
  };
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, PREFIX));
  } catch (error) {
    throw new StepError(
      `No folder can be made in ${parent} (${errorCode(error)}). RUNNER_TEMP has to name one that can be written.`,
    );
  }
}

/**
 * The folder that the main step made, for the post step; undefined where it made none. Any program of the step can write
 * to the file of its state, and what is named here is removed, so only a folder that looks like ours counts.
 */
export function savedPrivateFolder(host: Host): string | undefined {
  const path = host.state(STATE);
  if (path === '') return undefined;
  // What `mkdtemp` makes of the prefix.
  const isNamedSo = new RegExp(`^${PREFIX}\\w{6}$`).test(basename(path));
  const isOurs = dirname(resolve(path)) === resolve(runnerTemp(host.env)) && isNamedSo;
  if (isOurs && isOwnFolder(path)) return path;
  host.log.debug(`${path} is not this step's private folder, and stays`);
  return undefined;
}

/**
 * Names folders outside of the private one that the post step removes too.
 * @throws StepError where it cannot be told; then they are removed at once
 */
export function saveCleanupFolders(host: Host, paths: readonly string[]): void {
  if (paths.length > 0) keepOrRemove(host, CLEANUP_STATE, JSON.stringify(paths), paths);
}

function keepOrRemove(host: Host, state: string, value: string, folders: readonly string[]): void {
  try {
    host.saveState(state, value);
  } catch (error) {
    for (const folder of folders) removeFolder(host, folder);
    throw error;
  }
}

/**
 * What `saveCleanupFolders` was given in the main step; none where that cannot be read.
 * @param isExpected whether a path is one that it can have been given
 */
export function savedCleanupFolders(host: Host, isExpected: (path: string) => boolean): readonly string[] {
  try {
    const paths: unknown = JSON.parse(host.state(CLEANUP_STATE) || '[]');
    if (!Array.isArray(paths)) return [];
    return paths.filter(
      (path) => typeof path === 'string' && isAbsolute(path) && isExpected(path) && isOwnFolder(path),
    );
  } catch {
    return [];
  }
}

/** Whether a path is a folder, not a link to one, of this user. What cannot be looked at is none. */
function isOwnFolder(path: string): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && (process.getuid === undefined || stats.uid === process.getuid());
  } catch {
    return false;
  }
}

/** Removes a folder with all that is in it. Never throws: at the job's end nobody could act on it. */
export function removeFolder(host: Host, path: string): void {
  try {
    // On Windows a file cannot be removed while a virus scanner or an ending process has it open: 1.5 s at the most.
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    host.log.debug(`${path} could not be removed: ${String(error)}`);
  }
}
