// Effect: one werf process, with its output, its signals and its exit code.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { killTree } from '../programs/child-process.ts';
import { EXIT_GRACE_MS, watchSignal } from '../programs/exit-status.ts';
import type { OutputPipes } from '../programs/output-pipes.ts';
import { type Cancellation, cancelledExitCode } from '../system/cancellation.ts';
import type { Environment } from '../system/environment.ts';
import { errorCode } from '../system/errors.ts';
import { standardError } from '../system/log.ts';
import { type OutputSink, toAll } from './output-sink.ts';
import { type OutputEnd, type PassedOutput, passOn } from './pass-output.ts';

export interface WerfOptions {
  /** Path of the binary. */
  readonly path: string;
  readonly words: readonly string[];
  readonly workingDirectory: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly cancellation: Cancellation;
  /** What werf writes to; Node's own where there are none. */
  readonly pipes: OutputPipes | undefined;
  /**
   * Gets the names of the workflow commands that werf prints where it may give none: all goes to the step's stdout then,
   * line by line. Where this is undefined, each stream goes to its own.
   */
  readonly spotted: Set<string> | undefined;
  /** What else gets werf's stdout, besides the log. */
  readonly stdout: readonly OutputSink[];
  /** What else gets werf's stderr, besides the log. */
  readonly stderr: readonly OutputSink[];
  /** Whether all of stdout is wanted, also what a process that werf left behind still writes. */
  readonly wholeStdout: boolean;
}

/**
 * What a cancelled werf gets if it is still there, and when, in milliseconds after the cancellation: the runner's own
 * steps are SIGTERM at 7.5 s and a kill at 10 s.
 */
const TERMINATE_AFTER_MS = 6_000;
const KILL_AFTER_MS = 8_000;
/** When a werf that is killed and still there is left alone. One that this user may not kill is left at once. */
const LEAVE_AFTER_MS = 8_600;

export interface WerfProcess {
  readonly ended: Promise<WerfEnd>;
}

export interface WerfEnd extends OutputEnd {
  /** The exit code, or 128 + the signal that ended werf. Of a werf that could not be ended, what a cancelled step has. */
  readonly exitCode: number;
  readonly pid: number | undefined;
  /** What there is to say of its end. */
  readonly notes: readonly string[];
}

/**
 * Starts werf. A signal that cancels the step goes to werf alone, and not to what it started: that is werf's to do. On
 * Windows every process on the console gets it from the runner.
 * @returns resolves once werf runs
 * @throws StepError where the binary cannot be started
 */
export async function startWerf(options: WerfOptions): Promise<WerfProcess> {
  const { path, words, workingDirectory, env, platform, cancellation, pipes, spotted, wholeStdout } = options;
  const ownGroup = platform !== 'win32';
  const notes = new Set<string>();
  const child = await spawned(path, words, notes, pipes, {
    cwd: workingDirectory,
    env: { ...env },
    stdio: ['ignore', ...(pipes?.writeEnds ?? ['pipe' as const, 'pipe' as const])],
    // A group of its own, so that all of it can be killed, and so that a terminal's Ctrl-C comes only through here.
    detached: ownGroup,
    // No `windowsHide`: where all output is piped, it gives werf a console of its own, which the runner's Ctrl-C misses.
  });
  const [stdout, stderr] = pipes?.read() ?? [child.stdout as Readable, child.stderr as Readable];
  const output = passOn(
    { source: stdout, sink: toAll(options.stdout) },
    { source: stderr, sink: toAll(options.stderr) },
    { streams: [process.stdout, spotted === undefined ? standardError() : process.stdout], spotted },
  );
  const signalNumber = watchSignal(child, [stdout, stderr], EXIT_GRACE_MS);
  return { ended: whenEnded({ child, ownGroup, cancellation, output, wholeStdout, notes, signalNumber }) };
}

function spawned(
  path: string,
  words: readonly string[],
  notes: Set<string>,
  pipes: OutputPipes | undefined,
  options: SpawnOptions,
): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      pipes?.close();
      // Loaded only where it is needed.
      import('./not-started.ts').then(
        ({ notStarted }) => reject(notStarted(path, options.cwd, error)),
        () => reject(error),
      );
    };
    try {
      const child = spawn(path, words, options);
      // Where it has started, what failed is a signal.
      child.on('error', (error) => {
        if (child.pid === undefined) fail(error);
        else notes.add(`A signal could not be sent to werf: ${errorCode(error)}.`);
      });
      child.once('spawn', () => resolve(child));
    } catch (error) {
      fail(error);
    } finally {
      pipes?.closeWriteEnds();
    }
  });
}

interface RunningWerf {
  readonly child: ChildProcess;
  readonly ownGroup: boolean;
  readonly cancellation: Cancellation;
  readonly output: PassedOutput;
  readonly wholeStdout: boolean;
  readonly notes: Set<string>;
  readonly signalNumber: () => number | undefined;
}

async function whenEnded(running: RunningWerf): Promise<WerfEnd> {
  const { child, cancellation, output, wholeStdout, notes, signalNumber } = running;
  const timers: NodeJS.Timeout[] = [];
  const exitCode = await new Promise<number>((resolve) => {
    child.once('exit', (code, name) => {
      const signal = signalNumber() ?? (name === null ? 0 : constants.signals[name]);
      resolve(signal === 0 && code !== null ? code : 128 + signal);
    });
    const stopListening = cancellation.listen((signal) => {
      if (running.ownGroup) child.kill(signal);
      if (timers.length === 0) timers.push(...escalate(running, () => resolve(cancelledExitCode(signal))));
    });
    child.once('exit', stopListening);
  });
  for (const timer of timers) clearTimeout(timer);
  const end = await output.finish({ cancelled: cancellation.cancelledBy() !== undefined, wholeStdout });
  if (end.trouble !== undefined) notes.add(`What werf printed may not be whole in this log: ${end.trouble}.`);
  return { ...end, exitCode, pid: child.pid, notes: [...notes] };
}

function escalate({ child, ownGroup, notes }: RunningWerf, left: () => void): readonly NodeJS.Timeout[] {
  const leave = () => {
    notes.add(`werf could not be ended and may still run, as process ${child.pid}.`);
    child.unref();
    left();
  };
  const kill = () => {
    if (!killTree(child, ownGroup)) leave();
  };
  return [
    ...(ownGroup ? [setTimeout(() => child.kill('SIGTERM'), TERMINATE_AFTER_MS)] : []),
    setTimeout(kill, KILL_AFTER_MS),
    setTimeout(leave, LEAVE_AFTER_MS),
  ];
}
