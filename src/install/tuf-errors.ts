// Pure: what a person is told when werf cannot be had from a TUF repository.

import type { TufRepository } from '../inputs/published-root.ts';
import { StepError } from '../system/errors.ts';

/** The repository answers, but with something that its root does not vouch for. */
export function untrusted(repository: TufRepository, error: unknown): StepError {
  const cure = isExpired(error)
    ? 'A mirror must be copied again before its metadata expires; also check the clock of the runner'
    : 'If this is a mirror, copy the whole repository again; else try later, or name a werf binary with werf-path';
  return new StepError(`${repository.url} cannot be trusted: ${messageOf(error)}. Nothing was installed. ${cure}`);
}

/** Nothing can be had from the repository, and nothing kept serves. */
export function unreachable(repository: TufRepository, reason: string, kept: string): StepError {
  return new StepError(
    `werf could not be installed from ${repository.url}: ${reason}; ${kept}. Try again later, name a werf binary with werf-path, or a mirror with trdl-url, trdl-root-version and trdl-root-sha512`,
  );
}

/** What the system says where a file cannot be written; tuf-js passes such errors on as text only. */
const DISK_TROUBLE =
  /\b(?:ENOSPC|EDQUOT|EROFS|EIO|EFBIG|EACCES|EPERM|EMFILE|ENFILE|ENOENT|ENOTDIR|EISDIR): [^,'\n]{0,200}/;

/** The files of an installation could not be written; undefined for any other error. */
export function diskFailure(error: unknown, folder: string): StepError | undefined {
  const [trouble] = DISK_TROUBLE.exec(error instanceof Error ? error.message : '') ?? [];
  if (trouble === undefined) return undefined;
  return new StepError(
    `werf could not be installed: its files cannot be written to ${folder} (${trouble}). RUNNER_TEMP has to name a folder with room for them, about 200 MB`,
  );
}

/** Whether tuf-js refused metadata because of its age; it tells so in words only. */
export function isExpired(error: unknown): boolean {
  return /expired/.test(messageOf(error));
}

/**
 * Whether files are of different ages: without consistent snapshots, that is what a client sees while the next version is
 * being published, file by file.
 */
export function isMixed(error: unknown): boolean {
  return /Expected (?:length|hash)|does(?:n't| not) match/.test(messageOf(error)) && !isExpired(error);
}

/** One short line, whatever tuf-js put around it. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^Unable to load (\w+)(?: metadata)? error (?:\w*Error: )?/, '$1: ')
    .split('\n', 1)
    .join('')
    .slice(0, 300);
}
