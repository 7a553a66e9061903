// Effect: the step's private folder on the runner, made when first needed and removed by the post step.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from './host.ts';

const STATE = 'private-folder';

export interface PrivateFolder {
  /** The folder's path. Only this user can enter it. @throws where it cannot be made */
  path(): string;
}

/** The folder of this step, under `RUNNER_TEMP`. Nothing is written before its path is asked for. */
export function privateFolder(host: Host): PrivateFolder {
  let path: string | undefined;
  return {
    path: () => {
      if (path === undefined) {
        path = mkdtempSync(join(host.env['RUNNER_TEMP'] || tmpdir(), 'run-werf-'));
        host.saveState(STATE, path);
      }
      return path;
    },
  };
}

/** The folder that the main step made, for the post step; undefined where it made none. */
export function savedPrivateFolder(host: Host): string | undefined {
  return host.state(STATE) || undefined;
}

/** Removes the folder with all that is in it. Never throws: at the job's end nobody could act on it. */
export function removePrivateFolder(host: Host, path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    host.log.debug(`${path} could not be removed: ${String(error)}`);
  }
}
