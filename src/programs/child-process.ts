// Effect: short helper commands whose output is wanted, and which can be ended at any time.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Environment } from '../system/environment.ts';
import { errorCode } from '../system/errors.ts';
import { EXIT_GRACE_MS, watchSignal } from './exit-status.ts';
import type { OutputPipes } from './output-pipes.ts';

export interface HelperOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Ends the helper and whatever it started. */
  readonly signal: AbortSignal;
  /** Milliseconds that it gets to end by itself after a SIGTERM; it is killed at once where not given. */
  readonly grace?: number | undefined;
  /** Gets all it prints, also on stderr, as it comes; that is thrown away where not given. */
  readonly onOutput?: ((text: string) => void) | undefined;
  /** Whether an end by a signal without a name, which Node takes for a success, must not pass for one (docs/adr/0011). */
  readonly mustSucceed?: boolean;
  /** What it writes to, where that must be real pipes; Node's sockets where not given. */
  readonly pipes?: OutputPipes | undefined;
}

export interface HelperResult {
  /** Null where a signal ended it, or it was not started. */
  readonly exitCode: number | null;
  /** What ended it, by its name, or by its number where it has none. */
  readonly killedBy: string | null;
  /** At most the first 64 KiB. */
  readonly stdout: string;
  /** Why it could not be started. */
  readonly error?: Error;
}

const MAX_OUTPUT_BYTES = 64 * 1024;
/** Milliseconds that the output of a helper that has ended may still take: something that it started may keep it open. */
const DRAIN_TIMEOUT_MS = 500;

/**
 * Runs a helper command and returns what it printed. Not `@actions/exec`, which cannot end a command that hangs. On
 * Linux and macOS it leads a process group of its own, and the signal ends the whole group.
 * @returns undefined where the signal ended it; never rejects
 */
export function runHelper(
  file: string,
  args: readonly string[],
  options: HelperOptions,
): Promise<HelperResult | undefined> {
  const { platform, signal, grace, onOutput, pipes, mustSucceed = false } = options;
  return new Promise((resolve) => {
    const ownGroup = platform !== 'win32';
    const child = signal.aborted ? undefined : tryToSpawn(file, args, spawnOptions(options, ownGroup));
    pipes?.closeWriteEnds();
    if (child === undefined || child instanceof Error) {
      pipes?.close();
      return resolve(child && notStarted(child));
    }
    const streams = pipes?.read() ?? streamsOf(child);
    let timer: NodeJS.Timeout | undefined;
    const settle = (result: HelperResult | undefined) => {
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
      for (const stream of streams) stream.destroy();
      // One that could not be killed, because it became another user, does not keep this process.
      child.unref();
      resolve(result);
    };
    // Where it has started, what failed is a signal.
    child.on('error', (error) => {
      if (child.pid === undefined) settle(notStarted(error));
    });
    const kill = () => {
      killTree(child, ownGroup);
      settle(undefined);
    };
    const abort = () => {
      clearTimeout(timer);
      if (grace === undefined || hasEnded(child)) return kill();
      signalTree(child, ownGroup, 'SIGTERM');
      timer = setTimeout(kill, grace);
    };
    signal.addEventListener('abort', abort, { once: true });
    const stdout = keepStart(streams[0]);
    const signalNumber = watchSignal(child, streams, mustSucceed ? EXIT_GRACE_MS : 0);
    const isRead = readAll(streams, onOutput, () => endIfOver());
    const end = () => settle({ ...howItEnded(child, signalNumber()), stdout: stdout() });
    const endIfOver = () => {
      if (!isRead() || !hasEnded(child)) return;
      if (signal.aborted) kill();
      else end();
    };
    // Once it has ended, nobody waits long for a grandchild that keeps the output open; after the signal none is left.
    child.once('exit', () => {
      if (signal.aborted) kill();
      else timer = setTimeout(end, DRAIN_TIMEOUT_MS);
      endIfOver();
    });
  });
}

function spawnOptions({ cwd, env, onOutput, pipes }: HelperOptions, ownGroup: boolean): SpawnOptions {
  const stderr = onOutput === undefined ? 'ignore' : 'pipe';
  const stdio = pipes === undefined ? (['ignore', 'pipe', stderr] as const) : (['ignore', ...pipes.writeEnds] as const);
  return { cwd, env: { ...env }, stdio: [...stdio], detached: ownGroup };
}

const notStarted = (error: Error): HelperResult => ({ exitCode: null, killedBy: null, stdout: '', error });

/** @param signal the signal's number, where it is known: Node knows just those that have a name */
function howItEnded({ exitCode, signalCode }: ChildProcess, signal: number | undefined) {
  if (signal === undefined || signalCode !== null) return { exitCode, killedBy: signalCode };
  return { exitCode: null, killedBy: `signal ${signal}` };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Node reports some failures to start by an event, and others by throwing. */
function tryToSpawn(file: string, args: readonly string[], options: SpawnOptions): ChildProcess | Error {
  try {
    return spawn(file, args, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What is read of a child. Against its types, Node makes no streams at all where it has no files left for them. */
function streamsOf({ stdout, stderr }: ChildProcess): readonly Readable[] {
  const streams: ReadonlyArray<Readable | null | undefined> = [stdout, stderr];
  return streams.filter((stream) => stream !== null && stream !== undefined);
}

/** @returns whether all streams have come to their end, of which `closed` tells too */
function readAll(streams: readonly Readable[], onOutput: HelperOptions['onOutput'], closed: () => void): () => boolean {
  for (const stream of streams) {
    stream.on('error', () => stream.destroy());
    if (onOutput) stream.setEncoding('utf8').on('data', onOutput);
    stream.once('close', closed);
  }
  return () => streams.every((stream) => stream.closed);
}

/** Collects the start of what a stream gives. */
function keepStart(stream: Readable | undefined): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (data: Buffer | string) => {
    const chunk = Buffer.from(data);
    if (length < MAX_OUTPUT_BYTES) chunks.push(chunk);
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString('utf8');
}

/**
 * Kills a child with all that it started: where it leads a process group of its own at once, and on Windows, which has
 * no such groups, as soon as `taskkill` has done it.
 * @returns false where this user may not end it
 */
export function killTree(child: ChildProcess, ownGroup: boolean): boolean {
  if (ownGroup) return signalTree(child, ownGroup, 'SIGKILL');
  import('./windows-process-tree.ts').then(
    ({ killWindowsProcessTree }) => killWindowsProcessTree(child),
    () => child.kill('SIGKILL'),
  );
  return true;
}

function signalTree(child: ChildProcess, ownGroup: boolean, name: NodeJS.Signals): boolean {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, name);
    else child.kill(name);
    return true;
  } catch (error) {
    // Otherwise it has ended already.
    return errorCode(error) !== 'EPERM';
  }
}
