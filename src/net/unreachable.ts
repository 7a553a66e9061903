// Effect: remembers for the rest of the job that a server did not answer, so that later steps do not wait for it.
import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { overwriteFile, readRegularFile } from '../system/files.ts';
import type { Host } from '../system/host.ts';
import { runnerTemp } from '../system/runner-temp.ts';

/** What a server is for. */
type Purpose = 'telemetry' | 'repository' | 'traces';

const STATES: Readonly<Record<Purpose, string>> = {
  telemetry: 'telemetry-unreachable',
  repository: 'repository-unreachable',
  traces: 'traces-unreachable',
};
const AT_END = 'post';

/** Whether an earlier step of the job found that the server does not answer. */
export function isUnreachable(host: Host, endpoint: URL, purpose?: Purpose): boolean {
  return existsSync(markerPath(host, endpoint, purpose));
}

/** Remembers that the server does not answer. Never throws: a later step would then find out by itself. */
export function rememberUnreachable(host: Host, endpoint: URL, purpose: Purpose): void {
  try {
    const path = markerPath(host, endpoint, purpose);
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
    try {
      host.saveState(STATES[purpose], basename(path));
    } catch (error) {
      rmSync(path);
      throw error;
    }
  } catch (error) {
    host.log.debug(`The unreachable ${purpose} server is not remembered: ${String(error)}`);
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

/** Forgets it at once: the server answers again. Never throws. */
export function forgetServer(host: Host, endpoint: URL, purpose: Purpose): void {
  forget(host, basename(markerPath(host, endpoint, purpose)));
}

/**
 * Forgets it, in the post step of the step that remembered it: the first of the job, whose post step is the last. Never
 * throws.
 */
export function forgetUnreachable(host: Host): void {
  for (const state of Object.values(STATES)) forget(host, host.state(state));
}

function forget(host: Host, name: string): void {
  // Any program of the step can write to the file of its state.
  if (!/^run-werf-unreachable-[0-9a-f]{16}$/.test(name)) return;
  try {
    rmSync(join(runnerTemp(host.env), name), { force: true });
  } catch (error) {
    host.log.debug(`${name} could not be removed: ${String(error)}`);
  }
}

/**
 * The name says nothing of the address, which may hold a token. Traces have a mark of their own also where the address is
 * that of telemetry: what one of the two can't have, for its headers or certificates, the other may get.
 */
function markerPath(host: Host, { href }: URL, purpose?: Purpose): string {
  const key = purpose === 'traces' ? `traces ${href}` : href;
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return join(runnerTemp(host.env), `run-werf-unreachable-${name}`);
}
