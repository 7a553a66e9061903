// Pure: the job's environment under the names that the action asks for.
import type { Environment } from './host.ts';

/** What users set themselves, and may write in any case on Windows. The runner's own variables have fixed names. */
const ASKED_FOR = /^(?:WERF_\w+|DO_NOT_TRACK)$/i;

/**
 * On Windows a variable is the same in upper and lower case, so `werf_telemetry: 0` in a workflow opts out there, as it
 * does for werf itself. All others keep their spelling, because a shell that werf starts may tell them apart.
 */
export function readEnvironment(env: Environment, platform: NodeJS.Platform): Environment {
  if (platform !== 'win32') return { ...env };
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [ASKED_FOR.test(name) ? name.toUpperCase() : name, value]),
  );
}
