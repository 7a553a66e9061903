// Effect: finds werf on `PATH`, by a library that is loaded with this file.
import { resolve } from 'node:path';
import { which } from '@actions/io';

/** The first werf on `PATH`, as an absolute path; undefined where there is none. */
export async function findOnPath(): Promise<string | undefined> {
  const found = await which('werf');
  // A relative entry of PATH means the folder of this process, not the one that the commands run in.
  return found === '' ? undefined : resolve(found);
}
