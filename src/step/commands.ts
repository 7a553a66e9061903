// Composition: the commands of a step, one after the other, up to the first failure or a cancellation.

import { commandName } from '../command/name.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ReadyWerf } from '../prepare/prepare.ts';
import type { ReadyCommand } from '../prepare/ready-commands.ts';
import { expectReports } from '../reports/expected-reports.ts';
import { watchRollout } from '../reports/watch-rollout.ts';
import type { CommandResult } from '../results/command-result.ts';
import type { Cancellation } from '../system/cancellation.ts';
import { withVariables } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import type { StepTelemetry } from '../telemetry/reported-command.ts';
import type { OutputFile } from '../werf/output-file.ts';
import { ErrorTail } from '../werf/output-tail.ts';
import { startWerf } from '../werf/process.ts';

export interface CommandsContext {
  readonly host: Host;
  readonly inputs: Inputs;
  readonly werf: ReadyWerf;
  /** What also gets werf's stdout, if anything. */
  readonly outputFile: OutputFile | undefined;
  readonly folder: PrivateFolder;
  readonly telemetry: StepTelemetry;
  readonly cancellation: Cancellation;
  /** Called once, as soon as the first werf runs, or at once where there is no command. */
  readonly started: () => void;
}

/** How the commands ended, up to the last that ran, and why there is no further one where it could not be started. */
export interface CommandResults {
  readonly results: readonly CommandResult[];
  readonly error?: unknown;
}

/** Runs the commands. Never throws, so that what is known of those that ran is not lost. */
export async function runCommands(context: CommandsContext): Promise<CommandResults> {
  const { host, werf, cancellation } = context;
  const { commands } = werf;
  const results: CommandResult[] = [];
  if (commands.length === 0) context.started();
  for (const [index, command] of commands.entries()) {
    if (cancellation.cancelledBy() !== undefined || results.at(-1)?.failed === true) break;
    const group =
      commands.length > 1 ? `${commandName(command.words)} (${index + 1} of ${commands.length})` : undefined;
    if (group !== undefined) host.log.startGroup(group);
    try {
      results.push(await runCommand(context, command, index));
    } catch (error) {
      return { results, error };
    } finally {
      if (group !== undefined) endGroup(host, group, results[index]);
    }
  }
  return { results };
}

async function runCommand(context: CommandsContext, command: ReadyCommand, index: number): Promise<CommandResult> {
  const { host, inputs, werf, outputFile, folder, telemetry, cancellation, started } = context;
  const { workingDirectory, allowedExitCodes } = inputs;
  const { words, env, userEnv } = command;
  const commandTelemetry = telemetry.command();
  const reports = await expectReports(words, userEnv, workingDirectory, folder, index);
  const errorTail = new ErrorTail();
  const rollout = watchRollout(words, userEnv, host.elapsed);
  const startedAt = host.now();
  const startedElapsed = host.elapsed();
  host.log.otherWrites();
  const running = await startWerf({
    path: werf.path,
    words,
    workingDirectory,
    env: withVariables(env, reports.variables, commandTelemetry.variables),
    platform: host.platform,
    cancellation,
    stdout: [outputFile?.write, rollout?.write].filter((sink) => sink !== undefined),
    stderr: [(chunk) => errorTail.push(chunk)],
  });
  if (index === 0) started();
  commandTelemetry.started({
    words,
    startedAt,
    userEnv,
    workingDirectory,
    version: werf.version.ask(),
  });

  const exitCode = await running.ended;
  host.log.otherEnded();
  const durationMs = Math.round(host.elapsed() - startedElapsed);
  commandTelemetry.ended({ endedAt: host.now(), exitCode, durationMs });
  const cancelled = cancellation.cancelledBy() !== undefined;
  return {
    words,
    exitCode,
    durationMs,
    failed: !allowedExitCodes.has(exitCode),
    cancelled,
    reports,
    errorTail,
    rollout: await rollout?.end(),
    userEnv,
  };
}

function endGroup({ log }: Host, title: string, result: CommandResult | undefined): void {
  log.endGroup();
  if (result === undefined) return;
  log.info(`${title} ended with exit code ${result.exitCode} after ${(result.durationMs / 1000).toFixed(1)} s.`);
}
