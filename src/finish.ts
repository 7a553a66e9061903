// Composition: the post step, which finishes what the main step left.
import { existsSync } from 'node:fs';
import { decideConsent } from './consent.ts';
import type { Host } from './host.ts';
import type { InputName } from './input-names.ts';
import { readInputs } from './inputs.ts';
import { removeFolder, savedCleanupFolders, savedPrivateFolder } from './private-folder.ts';
import { begunIn, spoolIn } from './telemetry/files.ts';
import { forgetUnreachable } from './telemetry/unreachable.ts';
import { watchCancellation } from './werf/cancellation.ts';
import { isDockerConfigCopy } from './werf/docker-config.ts';

/** Delivers what waits in the spool, and removes what the step left on the runner. Never throws. */
export async function finish(host: Host<InputName>): Promise<void> {
  const folder = savedPrivateFolder(host);
  const { aborted } = watchCancellation(host.platform);
  try {
    if (folder !== undefined) await finishTelemetry(host, folder, aborted);
  } catch (error) {
    host.log.debug(`The telemetry spool was not delivered: ${String(error)}`);
  } finally {
    forgetUnreachable(host);
    for (const path of [folder ?? [], savedCleanupFolders(host, isDockerConfigCopy)].flat()) removeFolder(host, path);
    host.log.flush();
  }
}

async function finishTelemetry(host: Host<InputName>, folder: string, cancelled: AbortSignal): Promise<void> {
  if (!decideConsent(host.input('telemetry'), host.env).on || !hasLeftEvents(folder)) return;
  const inputs = readInputs(host.input, host.env, host.cwd);
  const { telemetryEndpoint: endpoint, telemetryLogFile: logFile } = inputs;
  if (endpoint === undefined) return;
  const { deliverSpooledEvents } = await import('./telemetry/redelivery.ts');
  await deliverSpooledEvents(host, { ...inputs, endpoint, logFile }, folder, cancelled);
}

const hasLeftEvents = (folder: string) => existsSync(spoolIn(folder)) || existsSync(begunIn(folder));
