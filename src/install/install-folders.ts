// Effect: the temporary folders of an installation.
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../system/environment.ts';
import { runnerTemp } from '../system/runner-temp.ts';

/** The paths of one installation. They are the same in every job, because GitHub's cache knows an entry by them. */
export interface Folders {
  readonly temporary: string;
  readonly metadata: string;
  readonly download: string;
}

/** Makes the folders of an installation, empty. */
export async function freshFolders(env: Environment): Promise<Folders> {
  const temporary = join(runnerTemp(env), 'run-werf');
  const folders = { temporary, metadata: join(temporary, 'tuf'), download: join(temporary, 'download') };
  await makeFolders(folders);
  return folders;
}

/** Makes them again, empty. */
export async function makeFolders({ temporary, metadata, download }: Folders): Promise<void> {
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await freshFolder(metadata);
  await freshFolder(download);
}

/** Removes them, with what is in them. */
export async function removeFolders({ temporary, metadata, download }: Folders): Promise<void> {
  await rm(metadata, { recursive: true, force: true });
  await rm(download, { recursive: true, force: true });
  // Stays where it holds a werf that no tool cache took.
  await rmdir(temporary).catch(() => undefined);
}

/** Makes one of them, empty. */
export async function freshFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o700 });
}
