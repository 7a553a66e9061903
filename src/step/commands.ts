// Composition: the commands of a step, one after the other, up to the first failure or a cancellation.

import type { CommandWords } from '../command/words.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ReadyWerf } from '../prepare/prepare.ts';
import type { ReadyCommand } from '../prepare/ready-commands.ts';
import type { PipeMaker } from '../programs/output-pipes.ts';
import { expectReports } from '../reports/expected-reports.ts';
import { planOrDeploy } from '../reports/plan-command.ts';
import type { PlanReader } from '../reports/plan-reader.ts';
import { watchRollout } from '../reports/watch-rollout.ts';
import type { CommandResult } from '../results/command-result.ts';
import type { Cancellation } from '../system/cancellation.ts';
import { type Environment, withVariables } from '../system/environment.ts';
import type { Host, Log } from '../system/host.ts';
import type { PrivateFolder } from '../system/private-folder.ts';
import { within } from '../system/time-limit.ts';
import type { StepTelemetry } from '../telemetry/reported-command.ts';
import type { StepTraces } from '../traces/traces.ts';
import { LateReader } from '../werf/late-reader.ts';
import type { OutputFile } from '../werf/output-file.ts';
import { OutputTail, STDOUT_TAIL_BYTES } from '../werf/output-tail.ts';
import { startWerf, type WerfEnd } from '../werf/process.ts';

export interface CommandsContext {
  readonly host: Host;
  readonly inputs: Inputs;
  readonly werf: ReadyWerf;
  /** What also gets werf's stdout, if anything. */
  readonly outputFile: OutputFile | undefined;
  readonly folder: PrivateFolder;
  readonly pipes: PipeMaker;
  readonly telemetry: StepTelemetry;
  readonly traces: StepTraces | undefined;
  readonly cancellation: Cancellation;
  /** Called once, as soon as the first werf has run for a moment or has ended, or at once where there is no command. */
  readonly started: () => void;
}

/** Milliseconds in which a command that has hardly anything to do ends. */
const SETTLING_MS = 10;

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
  const spotted = new Set<string>();
  if (commands.length === 0) context.started();
  for (const [index, command] of commands.entries()) {
    if (cancellation.cancelledBy() !== undefined || results.at(-1)?.failed === true) break;
    let group: string | undefined;
    try {
      group = commands.length > 1 ? await groupTitle(command, index, commands.length) : undefined;
      if (group !== undefined) host.log.startGroup(group);
      results.push(await runCommand(context, command, index, spotted));
    } catch (error) {
      return { results, error };
    } finally {
      if (group !== undefined) endGroup(host, group, results[index]);
    }
  }
  if (spotted.size > 0) await sayWhatWasSpotted(host.log, spotted);
  return { results };
}

async function sayWhatWasSpotted(log: Log, spotted: ReadonlySet<string>): Promise<void> {
  try {
    log.notice((await import('../werf/command-spotter.ts')).spottedNotice(spotted));
  } catch (error) {
    log.debug(`What werf printed as workflow commands cannot be named: ${error}`);
  }
}

/** The names of commands are loaded only where they are shown. */
async function groupTitle({ words }: ReadyCommand, index: number, count: number): Promise<string> {
  const { commandName } = await import('../command/name.ts');
  return `${commandName(words)} (${index + 1} of ${count})`;
}

/** @param spotted gets the names of the workflow commands that werf prints, where it may not give any */
async function runCommand(
  context: CommandsContext,
  command: ReadyCommand,
  index: number,
  spotted: Set<string>,
): Promise<CommandResult> {
  const { host, inputs, werf, outputFile, folder, telemetry, traces, cancellation, started } = context;
  const { workingDirectory, allowedExitCodes, workflowCommands } = inputs;
  const { words, env, userEnv } = command;
  const commandTelemetry = telemetry.command();
  const reports = await expectReports(words, userEnv, workingDirectory, folder, index);
  const pipes = await context.pipes.take();
  const stderrTail = new OutputTail();
  const stdoutTail = new OutputTail(STDOUT_TAIL_BYTES);
  const rollout = watchRollout(words, userEnv, host.elapsed);
  const plan = planReader(words, userEnv, host.elapsed);
  const startedAt = host.now();
  const startedElapsed = host.elapsed();
  const trace = traces?.command(words, startedAt);
  const end = await writingToLog(context, async () => {
    const running = await startWerf({
      path: werf.path,
      words,
      workingDirectory,
      env: withVariables(env, reports.variables, commandTelemetry.variables, trace ?? {}),
      platform: host.platform,
      cancellation,
      pipes,
      spotted: workflowCommands ? undefined : spotted,
      stdout: [tailOf(stdoutTail), outputFile?.write, rollout?.push, plan?.push].filter((sink) => sink !== undefined),
      stderr: [tailOf(stderrTail)],
      wholeStdout: outputFile !== undefined,
    });
    // Starting a program and loading code take milliseconds each, in which the end of a short command would not be seen.
    const settled = within(SETTLING_MS, running.ended).catch(() => undefined);
    if (index === 0) void settled.then(started);
    const version = settled.then(() => werf.version.ask());
    commandTelemetry.started({ words, startedAt, userEnv, workingDirectory, version });
    return running.ended;
  });
  const { exitCode } = end;
  const durationMs = Math.round(host.elapsed() - startedElapsed);
  commandTelemetry.ended({ endedAt: host.now(), exitCode, durationMs });
  if (!end.wholeStdout) outputFile?.cutShort();
  sayHowItEnded(host, end);
  const cancelled = cancellation.cancelledBy() !== undefined;
  return {
    words,
    exitCode,
    startedAt,
    startedElapsed,
    durationMs,
    pid: end.pid,
    failed: !allowedExitCodes.has(exitCode),
    cancelled,
    reports,
    stderrTail,
    stdoutTail,
    rollout: await rollout?.read((reader) => reader.end(host.elapsed())),
    userEnv,
    plan,
  };
}

/**
 * Lets werf write to the log. Unless the input `workflow-commands` allows it, no line of its is a workflow command: what it
 * prints comes from applications, registries and clusters too.
 */
async function writingToLog({ host, inputs }: CommandsContext, run: () => Promise<WerfEnd>): Promise<WerfEnd> {
  host.log.otherWrites(inputs.workflowCommands ? undefined : Buffer.from(host.random(16)).toString('hex'));
  let lineIsOpen = false;
  try {
    const end = await run();
    lineIsOpen = end.lineIsOpen;
    return end;
  } finally {
    host.log.otherEnded(lineIsOpen);
  }
}

function sayHowItEnded({ log }: Host, { notes, missing, failure }: WerfEnd): void {
  for (const note of notes) log.notice(note);
  if (missing > 0)
    log.notice(`${missing} bytes of what werf printed are not in this log: nobody read it for too long.`);
  if (failure !== undefined)
    log.debug(`The log could not be written any more, most often for want of a reader: ${failure}`);
}

const tailOf = (tail: OutputTail) => (chunk: Buffer) => tail.push(chunk);

/** Reads what a planning command prints; undefined for every other command. */
function planReader(words: CommandWords, env: Environment, elapsed: () => number): LateReader<PlanReader> | undefined {
  if (planOrDeploy(words) !== 'plan') return undefined;
  return new LateReader(async () => (await import('../reports/plan-reader.ts')).planReaderOf(words, env), elapsed);
}

function endGroup({ log }: Host, title: string, result: CommandResult | undefined): void {
  log.endGroup();
  if (result === undefined) return;
  log.info(`${title} ended with exit code ${result.exitCode} after ${(result.durationMs / 1000).toFixed(1)} s.`);
}
