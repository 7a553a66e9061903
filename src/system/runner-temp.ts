// Effect: where temporary files of the job go.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.ts';
import { errorCode, StepError } from './errors.ts';

/** `RUNNER_TEMP`, which the runner empties before each job; outside of a runner the system's own folder. */
export function runnerTemp(env: Environment): string {
  return env['RUNNER_TEMP'] || tmpdir();
}

/** A new folder there that only this user can enter, with a random name. @throws StepError where it cannot be made */
export function makeTemporaryFolder(env: Environment, prefix: string): string {
  const parent = runnerTemp(env);
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error) {
    throw new StepError(
      `No folder can be made in ${parent} (${errorCode(error)}). RUNNER_TEMP has to name one that can be written.`,
    );
  }
}
