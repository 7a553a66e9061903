// Effect: where temporary files of the job go.
import { tmpdir } from 'node:os';
import type { Environment } from './environment.ts';

/** `RUNNER_TEMP`, which the runner empties before each job; outside of a runner the system's own folder. */
export function runnerTemp(env: Environment): string {
  return env['RUNNER_TEMP'] || tmpdir();
}
