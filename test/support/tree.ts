// The files of this repository, for tests that hold them to each other.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The text of a file. */
export const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The paths of the files in a folder and below it whose names end so, with slashes, from the root on. */
export const filesIn = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path).replaceAll('\\', '/'));
