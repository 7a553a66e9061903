// Effect: ends a process of Windows with all that it started, which no call of Node does there.
import type { ChildProcess } from 'node:child_process';
import { exec } from '@actions/exec';

/**
 * Ends a child and its descendants with `taskkill`, which is on every Windows, and the child alone where that fails.
 * Never rejects.
 */
export async function killWindowsProcessTree(child: ChildProcess): Promise<void> {
  try {
    await exec('taskkill', ['/pid', String(child.pid), '/t', '/f'], { silent: true, ignoreReturnCode: true });
  } catch {
    // There is none on the path.
  }
  child.kill('SIGKILL');
}
