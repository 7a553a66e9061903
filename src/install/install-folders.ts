// Effect: the folders of an installation, each of which may be anything before it is looked at.
import { lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TufRepository } from '../inputs/published-root.ts';
import type { Environment } from '../system/environment.ts';
import { isOwnFolder } from '../system/removal.ts';
import { makeTemporaryFolder, runnerTemp } from '../system/runner-temp.ts';
import { repositoryId } from './release-files.ts';

/** Where one installation works. */
export interface Folders {
  /** A folder that this installation has to itself. */
  readonly own: string;
  readonly metadata: string;
  readonly download: string;
}

/** Makes the folders of an installation. @throws StepError where they cannot be made */
export async function makeFolders(env: Environment): Promise<Folders> {
  const own = makeTemporaryFolder(env, 'run-werf-install-');
  const folders = { own, metadata: join(own, 'tuf'), download: join(own, 'download') };
  await freshFolder(folders.metadata);
  await freshFolder(folders.download);
  return folders;
}

/** Removes them, with what is in them. */
export async function removeInstallFolders({ own, metadata, download }: Folders): Promise<void> {
  await rm(metadata, { recursive: true, force: true });
  await rm(download, { recursive: true, force: true });
  // Stays where it holds a werf that no tool cache took.
  await rmdir(own).catch(() => undefined);
}

/** Makes one of them, empty. */
export async function freshFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { mode: 0o700 });
}

/** Where files are handed to GitHub's cache and taken from it. */
export interface ExchangeFolders {
  readonly metadata: string;
  readonly download: string;
}

/**
 * The folders through which files come from GitHub's cache and go to it: the same in every job, because the cache knows an
 * entry by its paths.
 * @returns undefined where their place is taken by something else, such as a link
 */
export async function exchangeFolders(env: Environment): Promise<ExchangeFolders | undefined> {
  const folder = join(runnerTemp(env), 'run-werf');
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  if (!isOwnFolder(folder)) return undefined;
  return { metadata: join(folder, 'tuf'), download: join(folder, 'download') };
}

/** The levels of the folder in which the runner keeps the verified metadata of a repository. */
export function storeNames(repository: TufRepository): readonly [string, string] {
  return ['run-werf', repositoryId(repository)];
}

/**
 * A folder below a given one, each level of which is made where it is missing.
 * @throws Node's error where it cannot be made, or one that says that there is something else, such as a link
 */
export async function folderBelow(root: string, ...names: readonly string[]): Promise<string> {
  await mkdir(root, { recursive: true });
  let path = root;
  for (const name of names) {
    path = join(path, name);
    await mkdir(path).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await isFolder(path))) throw new Error(`${path} is not a folder`);
  }
  return path;
}

/** Whether a path is a folder and not a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
