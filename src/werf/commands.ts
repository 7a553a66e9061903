// Composition: the commands of a step, one after the other, up to the first failure or a cancellation.
import type { CommandWords } from '../command/lines.ts';
import type { Host } from '../host.ts';
import { INPUT_NAMES, type Inputs } from '../inputs.ts';
import type { StepTelemetry } from '../telemetry/step-telemetry.ts';
import type { Cancellation } from './cancellation.ts';
import { werfEnvironment } from './environment.ts';
import type { OutputFile } from './output-file.ts';
import { startWerf } from './process.ts';
import type { WerfVersion } from './version.ts';

export interface CommandsContext {
  readonly host: Host;
  readonly inputs: Inputs;
  /** Path of the binary. */
  readonly werf: string;
  readonly version: WerfVersion;
  /** What also gets werf's stdout, if anything. */
  readonly outputFile: OutputFile | undefined;
  readonly telemetry: StepTelemetry;
  readonly cancellation: Cancellation;
  /** Called once, as soon as the first werf runs, or at once where there is no command. */
  readonly started: () => void;
}

/** How a command ended. */
export interface CommandResult {
  /** werf's exit code, or 128 + the signal that ended it. */
  readonly exitCode: number;
  /** Whole milliseconds. */
  readonly durationMs: number;
  /** Whether `allowed-exit-codes` does not name the exit code. */
  readonly failed: boolean;
}

/**
 * Runs the commands.
 * @returns how the last command that ran ended; undefined where none ran
 * @throws StepError where werf cannot be started
 */
export async function runCommands(context: CommandsContext): Promise<CommandResult | undefined> {
  const { inputs, cancellation } = context;
  let { started } = context;
  if (inputs.commands.length === 0) started();
  let result: CommandResult | undefined;
  for (const words of inputs.commands) {
    if (cancellation.signal() !== undefined || result?.failed === true) break;
    result = await runCommand({ ...context, started }, words);
    started = () => undefined;
  }
  return result;
}

async function runCommand(
  { host, inputs, werf, version, outputFile, telemetry, cancellation, started }: CommandsContext,
  words: CommandWords,
): Promise<CommandResult> {
  const { workingDirectory, allowedExitCodes } = inputs;
  const commandTelemetry = telemetry.command();
  const startedAt = host.now();
  const startedElapsed = host.elapsed();
  const process = await startWerf({
    path: werf,
    words,
    workingDirectory,
    env: werfEnvironment(host.env, INPUT_NAMES, commandTelemetry.variables),
    platform: host.platform,
    cancellation,
    ...(outputFile !== undefined && { stdout: outputFile.write }),
  });
  started();
  commandTelemetry.started({ words, startedAt, userEnv: host.env, workingDirectory, version: version.ask() });

  const exitCode = await process.ended;
  const durationMs = Math.round(host.elapsed() - startedElapsed);
  commandTelemetry.ended({ endedAt: host.now(), exitCode, durationMs });
  return { exitCode, durationMs, failed: !allowedExitCodes.has(exitCode) };
}
