// Effect: short helper commands whose output is wanted, and which can be ended at any time.
import {
  type ChildProcess,
  type ChildProcessByStdio,
  type SpawnOptionsWithStdioTuple,
  spawn,
} from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Environment } from './host.ts';

export interface HelperOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Ends the helper and whatever it started. */
  readonly signal: AbortSignal;
}

export interface HelperResult {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** At most the first 64 KiB. */
  readonly stdout: string;
}

const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Runs a helper command and returns what it printed. Not `@actions/exec`, which cannot end a command that hangs.
 * @returns undefined where it could not be started or was ended by the signal
 */
export function runHelper(
  file: string,
  args: readonly string[],
  options: HelperOptions,
): Promise<HelperResult | undefined> {
  const { cwd, env, platform, signal } = options;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    const ownGroup = platform !== 'win32';
    const child = tryToSpawn(file, args, {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: ownGroup,
    });
    if (child === undefined) return resolve(undefined);
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (result: HelperResult | undefined) => {
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const abort = () => {
      killTree(child, ownGroup);
      child.stdout.destroy();
      settle(undefined);
    };
    signal.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      if (length < MAX_OUTPUT_BYTES) chunks.push(chunk);
      length += chunk.length;
    });
    child.once('error', () => settle(undefined));
    child.once('close', (exitCode) => {
      settle({ exitCode, stdout: Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString('utf8') });
    });
  });
}

type Helper = ChildProcessByStdio<null, Readable, null>;
type HelperSpawnOptions = SpawnOptionsWithStdioTuple<'ignore', 'pipe', 'ignore'>;

/** Node reports some failures to start by an event, and others by throwing. */
function tryToSpawn(file: string, args: readonly string[], options: HelperSpawnOptions): Helper | undefined {
  try {
    return spawn(file, args, options);
  } catch {
    return undefined;
  }
}

/** Kills a child at once, and where it leads a process group of its own, the whole group. */
export function killTree(child: ChildProcess, ownGroup: boolean): void {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
}
