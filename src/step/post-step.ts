// Composition: the post step, which finishes what the main step left.
import { existsSync } from 'node:fs';
import { wordsOf } from '../inputs/command-values.ts';
import { decideConsent } from '../inputs/consent.ts';
import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { forgetUnreachable } from '../net/unreachable.ts';
import { isDockerConfigCopy } from '../prepare/docker-config.ts';
import { watchCancellation } from '../system/cancellation.ts';
import { emptyFolder, removeFolders, savedCleanupFolders, savedPrivateFolder } from '../system/private-folder.ts';
import { savedDestination } from '../telemetry/destination.ts';
import { spoolIn, startNotesIn } from '../telemetry/record-files.ts';
import type { RedeliverySettings } from '../telemetry/redelivery.ts';
import type { StepHost } from './step-host.ts';

/** Delivers what waits in the spool, and removes what the step left on the runner. Never throws. */
export async function finishStep(host: StepHost): Promise<void> {
  const folder = savedPrivateFolder(host);
  const { aborted } = watchCancellation(host.platform);
  // Secrets before telemetry, which can take seconds.
  if (folder !== undefined) emptyFolder(host, folder, [spoolIn(folder), startNotesIn(folder)]);
  removeFolders(host, savedCleanupFolders(host, isDockerConfigCopy));
  try {
    if (folder !== undefined) await finishTelemetry(host, folder, aborted);
  } catch (error) {
    host.log.debug(`The telemetry spool was not delivered: ${String(error)}`);
  } finally {
    forgetUnreachable(host);
    if (folder !== undefined) removeFolders(host, [folder]);
    host.log.flush();
  }
}

async function finishTelemetry(host: StepHost, folder: string, cancelled: AbortSignal): Promise<void> {
  if (!decideConsent(host.input('telemetry'), host.env).on || !hasLeftEvents(folder)) return;
  const destination = savedDestination(host);
  if (destination === undefined) return;
  const { deliverSpooledEvents } = await import('../telemetry/redelivery.ts');
  await deliverSpooledEvents(host, { ...destination, ...(await commandsOf(host)) }, folder, cancelled);
}

/**
 * The step's commands, for events that are not in the spool. What this environment does not say, such as a variable that
 * ci-env gave to the commands, costs these events alone.
 */
async function commandsOf(host: StepHost): Promise<Pick<RedeliverySettings, 'commands' | 'workingDirectory'>> {
  const inputs = await readInputs(host.input, host.env, host.cwd).catch(() => NO_COMMANDS);
  const { commands, workingDirectory } = inputs;
  const words = commands.map((line) => orUndefined(() => wordsOf(line, host.env, host.platform)));
  return { commands: words, workingDirectory: workingDirectory ?? host.cwd };
}

const NO_COMMANDS: Partial<Inputs> & Pick<Inputs, 'commands'> = { commands: [] };

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const hasLeftEvents = (folder: string) => existsSync(spoolIn(folder)) || existsSync(startNotesIn(folder));
