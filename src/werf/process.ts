// Effect: one werf process, with its output, its signals and its exit code.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import type { Cancellation } from '../system/cancellation.ts';
import { killTree } from '../system/child-process.ts';
import type { Environment } from '../system/environment.ts';
import { errorCode, StepError } from '../system/errors.ts';
import { type OutputSink, toAll } from './output-sink.ts';
import { type PassedOutput, passOn } from './pass-output.ts';

export interface WerfOptions {
  /** Path of the binary. */
  readonly path: string;
  readonly words: readonly string[];
  readonly workingDirectory: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly cancellation: Cancellation;
  /** What else gets werf's stdout, besides the log. */
  readonly stdout: readonly OutputSink[];
  /** What else gets werf's stderr, besides the log. */
  readonly stderr: readonly OutputSink[];
}

/**
 * What a cancelled werf gets if it is still there, and when, in milliseconds after the cancellation: the runner's own
 * steps are SIGTERM at 7.5 s and a kill at 10 s.
 */
const TERMINATE_AFTER = 6_000;
const KILL_AFTER = 8_000;

export interface WerfProcess {
  /** Resolves to the exit code, or to 128 + the signal that ended werf. */
  readonly ended: Promise<number>;
}

/**
 * Starts werf. A signal that cancels the step goes to werf alone, and not to what it started: that is werf's to do. On
 * Windows every process on the console gets it from the runner.
 * @returns resolves once werf runs
 * @throws StepError where the binary cannot be started
 */
export async function startWerf(options: WerfOptions): Promise<WerfProcess> {
  const { path, words, workingDirectory, env, platform, cancellation } = options;
  const ownGroup = platform !== 'win32';
  const child = await spawned(path, words, {
    cwd: workingDirectory,
    env: { ...env },
    stdio: [
      'ignore',
      options.stdout.length === 0 ? 'inherit' : 'pipe',
      options.stderr.length === 0 ? 'inherit' : 'pipe',
    ],
    // A group of its own, so that all of it can be killed, and so that a terminal's Ctrl-C comes only through here.
    detached: ownGroup,
    // No `windowsHide`: where all output is piped, it gives werf a console of its own, which the runner's Ctrl-C misses.
  });
  const outputs = [
    ...(child.stdout === null ? [] : [passOn(child.stdout, process.stdout, toAll(options.stdout))]),
    ...(child.stderr === null ? [] : [passOn(child.stderr, process.stderr, toAll(options.stderr))]),
  ];
  return { ended: whenEnded(child, ownGroup, cancellation, outputs) };
}

function spawned(path: string, words: readonly string[], options: SpawnOptions): Promise<ChildProcess> {
  // Node makes a pipe of its own non-blocking when it first uses it. werf may share it, so that must come before.
  void process.stdout;
  void process.stderr;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(notStarted(path, options.cwd, error));
    try {
      const child = spawn(path, words, options);
      child.once('error', fail);
      child.once('spawn', () => resolve(child));
    } catch (error) {
      fail(error);
    }
  });
}

async function whenEnded(
  child: ChildProcess,
  ownGroup: boolean,
  cancellation: Cancellation,
  outputs: readonly PassedOutput[],
): Promise<number> {
  const timers: NodeJS.Timeout[] = [];
  const stopListening = cancellation.listen((signal) => {
    if (ownGroup) child.kill(signal);
    if (timers.length === 0) timers.push(...escalate(child, ownGroup));
  });
  const exitCode = await new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  stopListening();
  for (const timer of timers) clearTimeout(timer);
  await Promise.all(outputs.map((output) => output.finish(cancellation.cancelledBy() !== undefined)));
  return exitCode;
}

function escalate(child: ChildProcess, ownGroup: boolean): readonly NodeJS.Timeout[] {
  return [
    ...(ownGroup ? [setTimeout(() => child.kill('SIGTERM'), TERMINATE_AFTER)] : []),
    setTimeout(() => killTree(child, ownGroup), KILL_AFTER),
  ];
}

function notStarted(path: string, workingDirectory: SpawnOptions['cwd'], error: unknown): StepError {
  if (workingDirectory !== undefined && !existsSync(workingDirectory)) {
    return new StepError(`werf could not be started: its working directory ${workingDirectory} is gone.`);
  }
  const reason = errorCode(error);
  const hint: Record<string, string> = {
    EACCES: 'It is not executable by this user: chmod +x it.',
    ENOEXEC: 'It is no program of this platform.',
    ENOENT: 'It, or the interpreter that it names, is not there.',
    E2BIG: 'The command and its environment are too long.',
    // Windows:
    EINVAL: 'A .cmd or .bat file needs a shell. Name the .exe with the input werf-path.',
    ENAMETOOLONG: 'The command is too long.',
    UNKNOWN: 'It is no program of this platform.',
    ERR_INVALID_ARG_VALUE: 'The command or the environment holds a NUL character.',
  };
  return new StepError(`werf could not be started (${path}): ${reason}. ${hint[reason] ?? ''}`.trimEnd());
}
