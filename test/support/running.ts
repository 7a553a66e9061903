// Whether a process is still there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Also false for a process that has ended and that nobody has asked about. @throws where there is no way to tell */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !stateOf(pid).startsWith('Z');
  } catch (error) {
    if (hasGone(error)) return false;
    throw error;
  }
}

/** Waits until a process has ended: a kill is carried out a moment after it was sent. */
export async function whenEnded(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** As `ps` says it, which small images do not have. */
function stateOf(pid: number): string {
  if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name before it is in brackets, and may hold anything.
  return status.slice(status.lastIndexOf(')') + 2);
}

/** What `kill`, a file of /proc and `ps` say of a process that is no longer there. */
function hasGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown };
  return code === 'ESRCH' || (code === 'ENOENT' && String(error.message).includes('/proc/')) || status === 1;
}
