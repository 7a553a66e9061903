// Whether a process is still there.
import { execFileSync } from 'node:child_process';

/** Also false for a process that has ended and that nobody has asked about. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z') === false;
  } catch {
    return false;
  }
}
