// Effect: a folder for files with secrets, which the post step removes as a whole.
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../host.ts';

/**
 * Makes a new folder that only its owner can enter (mode 0700), below the job's temporary folder. Its path is told to
 * the post step before anything is written into it, so that a cancellation at any moment leaves nothing behind.
 */
export async function privateFolder(env: Environment): Promise<string> {
  const parent = join(env['RUNNER_TEMP'] || tmpdir(), 'run-werf');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  return mkdtemp(join(parent, 'private-'));
}
