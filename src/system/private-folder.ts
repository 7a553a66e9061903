// Effect: the step's private folder on the runner, made when first needed and removed by the post step.
import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { overwriteFile } from './files.ts';
import type { Host } from './host.ts';
import { isOwnFolder, removeAll } from './removal.ts';
import { makeTemporaryFolder, runnerTemp } from './runner-temp.ts';

const STATE = 'private-folder';
const CLEANUP_STATE = 'cleanup-folders';
const PREFIX = 'run-werf-';
/** What `mkdtemp` makes of the prefix. */
const NAME = /^run-werf-\w{6}$/;

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
        const folder = makeTemporaryFolder(host.env, PREFIX);
        // Whatever the post step is not told of would stay on the runner, with the secrets in it.
        saveOrRemove(host, STATE, folder, [folder]);
        path = folder;
      }
      return path;
    },
  };
}

/**
 * The folder that the main step made, for the post step; undefined where it made none. Any program of the step can write
 * to the file of its state, and what is named here is removed: so only the name counts, the path is built from it again,
 * and a text that is not just that path is refused.
 */
export function savedPrivateFolder(host: Host): string | undefined {
  const saved = host.state(STATE);
  if (saved === '') return undefined;
  const path = join(runnerTemp(host.env), basename(saved));
  if (NAME.test(basename(saved)) && saved === path && isOwnFolder(path)) return path;
  host.log.debug(`${saved} is not this step's private folder, and stays`);
  return undefined;
}

/**
 * Names folders outside of the private one that the post step removes too, in place of those named before.
 * @throws StepError where it cannot be told; then they are removed at once
 */
export function saveCleanupFolders(host: Host, paths: readonly string[]): void {
  if (paths.length > 0) saveOrRemove(host, CLEANUP_STATE, JSON.stringify(paths.map(withoutLinks)), paths);
}

function saveOrRemove(host: Host, state: string, value: string, folders: readonly string[]): void {
  try {
    host.saveState(state, value);
  } catch (error) {
    removeFolders(host, folders);
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
      // Resolving a path takes `..` as text, and the system does not: both must come to the same.
      (path) =>
        typeof path === 'string' &&
        path === resolve(path) &&
        isExpected(path) &&
        isOwnFolder(path) &&
        path === withoutLinks(path),
    );
  } catch {
    return [];
  }
}

/** The same folder by a path on which no folder is a link; the path as it is where it cannot be followed. */
function withoutLinks(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

/**
 * Removes what is in the private folder, but for files that are still needed. What may be a secret goes first, whatever
 * else stands in the way. Never throws.
 */
export function emptyFolder(host: Host, folder: string, needed: readonly string[]): void {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    // Files first: the kubeconfig is one, and folders can take long.
    const inOrder = entries.sort((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()));
    const paths = inOrder.map(({ name }) => join(folder, name)).filter((path) => !needed.includes(path));
    for (const path of paths) removeAll(path, host.platform);
  } catch (error) {
    host.log.debug(`${folder} could not be looked at: ${String(error)}`);
  }
}

/** How many paths that could not be removed are named. */
const MAX_NAMED = 5;

/**
 * Removes folders with all that is in them, and says what stays, because it may be a secret. Of that, what can still be
 * written is made empty. Never throws.
 */
export function removeFolders(host: Host, folders: readonly string[]): void {
  const left = folders.flatMap((folder) => removeAll(folder, host.platform));
  if (left.length === 0) return;
  for (const path of left) {
    try {
      overwriteFile(path, '');
    } catch {
      // It is said below.
    }
  }
  const more = left.length > MAX_NAMED ? `, and ${left.length - MAX_NAMED} more` : '';
  host.log.notice(
    `These files of the step could not be removed from the runner, and may hold secrets: ${left.slice(0, MAX_NAMED).join(', ')}${more}. Remove them by hand.`,
  );
}
