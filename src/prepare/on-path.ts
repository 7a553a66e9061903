// Effect: finds werf on `PATH`, by a library that is loaded with this file, and says where a werf is not on it.
import { basename, resolve } from 'node:path';
import { which } from '@actions/io';

/** What to say where a repository is named, and nothing is installed from it. */
export const REPOSITORY_UNUSED =
  'Input trdl-url is not used: there is a werf on PATH. To install one, give channel or version.';

/**
 * The first werf on `PATH`, as an absolute path; undefined where there is none. The library reads `PATH` and `PATHEXT` of this
 * process: on Windows they have any case there, and a copy of the environment, as the host has one, tells cases apart.
 */
export async function findOnPath(): Promise<string | undefined> {
  const found = await which('werf');
  // A relative entry of PATH means the folder of this process, not the one that the commands run in.
  return found === '' ? undefined : resolve(found);
}

/** What to say of a werf under another name, where it was to be made ready for later steps. */
export function notOnPath(path: string): string {
  return `Input werf-path: later steps find no werf on PATH, because ${basename(path)} is not called werf. Rename it, or use the output werf-path there.`;
}
