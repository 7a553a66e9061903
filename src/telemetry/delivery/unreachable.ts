// Effect: remembers for the rest of the job that an endpoint did not answer, so that later steps do not wait for it.
import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { overwriteFile, readRegularFile } from '../../system/files.ts';
import type { Host } from '../../system/host.ts';
import { runnerTemp } from '../../system/runner-temp.ts';

const STATE = 'telemetry-unreachable';
const AT_END = 'post';

/** Whether an earlier step of the job found that the endpoint does not answer. */
export function isUnreachable(host: Host, endpoint: URL): boolean {
  return existsSync(markerPath(host, endpoint));
}

/** Remembers that the endpoint does not answer. Never throws: a later step would then find out by itself. */
export function rememberUnreachable(host: Host, endpoint: URL): void {
  try {
    const path = markerPath(host, endpoint);
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
    try {
      host.saveState(STATE, basename(path));
    } catch (error) {
      rmSync(path);
      throw error;
    }
  } catch (error) {
    host.log.debug(`The unreachable telemetry endpoint is not remembered: ${String(error)}`);
  }
}

/** Remembers that a post step spent its whole time on the endpoint, so that the ones after it do not. */
export function rememberUnreachableAtEnd(host: Host, endpoint: URL): void {
  try {
    overwriteFile(markerPath(host, endpoint), AT_END);
  } catch (error) {
    host.log.debug(`The unreachable telemetry endpoint is not remembered: ${String(error)}`);
  }
}

/** Whether another post step of the job spent its whole time on the endpoint. */
export function wasUnreachableAtEnd(host: Host, endpoint: URL): boolean {
  return String(readRegularFile(markerPath(host, endpoint), AT_END.length)) === AT_END;
}

/**
 * Forgets it, in the post step of the step that remembered it: the first of the job, whose post step is the last. Never
 * throws.
 */
export function forgetUnreachable(host: Host): void {
  const name = host.state(STATE);
  // Any program of the step can write to the file of its state.
  if (!/^run-werf-unreachable-[0-9a-f]{16}$/.test(name)) return;
  try {
    rmSync(join(runnerTemp(host.env), name), { force: true });
  } catch (error) {
    host.log.debug(`${name} could not be removed: ${String(error)}`);
  }
}

function markerPath(host: Host, endpoint: URL): string {
  const name = createHash('sha256').update(endpoint.href).digest('hex').slice(0, 16);
  return join(runnerTemp(host.env), `run-werf-unreachable-${name}`);
}
