// Effect: where the events of a step go, decided once in its main step and kept for its post step.
import { isAbsolute } from 'node:path';
import { parseTraceUrl } from '../inputs/trace-url.ts';
import type { Host } from '../system/host.ts';
import type { TelemetrySettings } from './reported-command.ts';

const STATE = 'telemetry-destination';

/**
 * Keeps it for the post step, whose environment has what later steps of the job added to it.
 * @throws StepError where the runner's file cannot be written
 */
export function saveDestination(host: Host, { endpoint, logFile }: TelemetrySettings): void {
  host.saveState(STATE, JSON.stringify({ endpoint: endpoint?.href, logFile }));
}

/** What the main step kept; undefined where it kept nothing, or no endpoint. */
export function savedDestination(host: Host): (TelemetrySettings & { readonly endpoint: URL }) | undefined {
  try {
    const { endpoint: url, logFile }: Readonly<Record<string, unknown>> = JSON.parse(host.state(STATE) || '{}');
    const endpoint = typeof url === 'string' ? parseTraceUrl(url) : undefined;
    if (endpoint === undefined) return undefined;
    return { endpoint, logFile: typeof logFile === 'string' && isAbsolute(logFile) ? logFile : undefined };
  } catch {
    return undefined;
  }
}
