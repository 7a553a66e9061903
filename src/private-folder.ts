// Effect: the step's private folder on the runner, made when first needed and removed by the post step.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StepError } from './errors.ts';
import type { Host } from './host.ts';

const STATE = 'private-folder';
const CLEANUP_STATE = 'cleanup-folders';

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
        path = makeFolder(host.env['RUNNER_TEMP'] || tmpdir());
        host.saveState(STATE, path);
      }
      return path;
    },
  };
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'run-werf-'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StepError(
      `No folder can be made in ${parent} (${reason}). RUNNER_TEMP has to name one that can be written.`,
    );
  }
}

/** The folder that the main step made, for the post step; undefined where it made none. */
export function savedPrivateFolder(host: Host): string | undefined {
  return host.state(STATE) || undefined;
}

/** Names folders outside of the private one that the post step removes too. */
export function saveCleanupFolders(host: Host, paths: readonly string[]): void {
  if (paths.length > 0) host.saveState(CLEANUP_STATE, JSON.stringify(paths));
}

/** What `saveCleanupFolders` was given in the main step; none where that cannot be read. */
export function savedCleanupFolders(host: Host): readonly string[] {
  try {
    const paths: unknown = JSON.parse(host.state(CLEANUP_STATE) || '[]');
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
  } catch {
    return [];
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
