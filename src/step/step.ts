// Composition: the step, from its inputs to its exit code.

import { type Consent, decideConsent } from '../inputs/consent.ts';
import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { getReady, type ReadyWerf } from '../prepare/prepare.ts';
import { pipeMaker } from '../programs/output-pipes.ts';
import { OUTPUT_DEFAULTS, OUTPUT_NAMES } from '../results/output-names.ts';
import { type Cancellation, cancelledExitCode, watchCancellation } from '../system/cancellation.ts';
import { isMachineTrouble, isStepError } from '../system/errors.ts';
import type { Host } from '../system/host.ts';
import { runUnseen } from '../system/phase.ts';
import { type PrivateFolder, privateFolder } from '../system/private-folder.ts';
import { runnerTemp } from '../system/runner-temp.ts';
import type { StepTelemetry } from '../telemetry/reported-command.ts';
import { startTelemetry, TELEMETRY_OFF } from '../telemetry/telemetry.ts';
import type { StepTraces } from '../traces/traces.ts';
import type { OutputFile } from '../werf/output-file.ts';
import { runCommands } from './commands.ts';
import type { StepHost } from './step-host.ts';

type Unready = typeof import('./unready.ts');

/** Runs the step and returns the exit code of its process. Never throws. */
export async function runStep(host: StepHost): Promise<number> {
  const cancellation = watchCancellation(host.platform);
  let exitCode: number;
  try {
    exitCode = await readyAndRun(host, cancellation);
  } catch (error) {
    exitCode = sayFailure(host, cancellation, error);
  }
  setRemainingOutputs(host);
  host.log.flush();
  const cancelledBy = cancellation.cancelledBy();
  return cancelledBy === undefined ? exitCode : cancelledExitCode(cancelledBy);
}

async function readyAndRun(host: StepHost, cancellation: Cancellation): Promise<number> {
  const startTime = host.now();
  const consent = decideConsent(host.input('telemetry'), host.env);
  announce(host, consent);
  // Before all else, so that a runner that takes no outputs is found out before werf runs.
  host.setOutput('telemetry', consent.on ? 'on' : 'off');
  host.writeOutputs();
  let inputs: Inputs;
  try {
    inputs = await readInputs(host.input, host.env, host.cwd);
  } catch (error) {
    return endEarly(host, cancellation, error, ({ endRefused }) => endRefused(host, startTime, cancellation.aborted));
  }
  const traces = inputs.traces ? await tryToTrace(host, startTime, cancellation.aborted) : undefined;
  if (traces !== undefined) {
    host.setOutput('trace-id', traces.traceId);
    host.writeOutputs();
  }
  try {
    return await runTraced(host, consent, inputs, cancellation, traces);
  } finally {
    // Of a step that failed before its commands; it has no effect on one that got further.
    await traces?.finish({ commands: [], failure: '_OTHER', cancelled: cancellation.aborted.aborted });
  }
}

async function runTraced(
  host: StepHost,
  consent: Consent,
  inputs: Inputs,
  cancellation: Cancellation,
  traces: StepTraces | undefined,
): Promise<number> {
  const folder = privateFolder(host);
  const pipes = pipeMaker(host, () => (consent.on ? folder.path() : runnerTemp(host.env)));
  const cancelled = cancellation.aborted;
  const phase = traces?.phase ?? runUnseen;
  // At once, because a program makes them while the step gets ready.
  if (inputs.commands.length > 0) pipes.prepare();
  const context = { host, inputs, folder, pipes, cancelled, phase };
  let outputFile: OutputFile | undefined;
  let werf: ReadyWerf;
  try {
    outputFile = inputs.outputFile === undefined ? undefined : await openOutput(inputs.outputFile);
    werf = await phase('ready', () => getReady(context));
  } catch (error) {
    return endEarly(host, cancellation, error, ({ endUnready }) => endUnready(host, inputs, cancelled));
  }
  if (inputs.commands.length === 0) host.log.info(`No command to run. werf is ready: ${werf.path}`);
  const telemetry =
    consent.on && inputs.commands.length > 0 ? await openTelemetry(host, inputs, folder) : TELEMETRY_OFF;
  // Called once werf runs: what takes milliseconds, and would delay its start.
  const started = () => {
    void werf.version.ask();
    loadEnding().catch(() => undefined);
    traces?.prepareToSend(inputs.workingDirectory);
  };
  const commands = { host, inputs, werf, outputFile, folder, pipes, telemetry, traces, cancellation, started };
  const ran = await runCommands(commands);
  const truncated = outputFile?.close();
  const failures = [ran.error];
  try {
    const { endStep } = await loadEnding();
    await endStep({ host, inputs, werf, ran, telemetry, traces, isTruncated: truncated !== undefined, cancelled });
  } catch (error) {
    failures.push(error);
    // Of an ending that could not be loaded; it has no effect on one that got so far.
    await telemetry.finish();
    werf.version.close();
  }
  failures.push(truncated);
  // What of ours went wrong is said as well, but how werf ended is what the step says first and last.
  const codes = failures.flatMap((failure) => (failure === undefined ? [] : sayFailure(host, cancellation, failure)));
  const last = ran.results.at(-1);
  return last?.failed === true ? last.exitCode : (codes[0] ?? 0);
}

/** A trace that cannot be had is no failure of the step. */
async function tryToTrace(host: StepHost, startTime: number, cancelled: AbortSignal): Promise<StepTraces | undefined> {
  try {
    return await (await import('../traces/traces.ts')).openTraces(host, startTime, cancelled);
  } catch (error) {
    host.log.notice(`No trace is sent: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** Loaded only where one is asked for. */
async function openOutput(path: string): Promise<OutputFile> {
  return (await import('../werf/output-file.ts')).openOutputFile(path);
}

/**
 * Ends a step whose commands never run: with its error first, because the pull request and a collector may take their
 * time, and a cancellation meanwhile would hide it. What goes wrong with these is no error of the step.
 * @param end leaves no old plan on the pull request as if it were current
 * @returns the exit code
 */
async function endEarly(
  host: StepHost,
  cancellation: Cancellation,
  error: unknown,
  end: (unready: Unready) => Promise<void>,
): Promise<number> {
  const exitCode = sayFailure(host, cancellation, error);
  try {
    await end(await import('./unready.ts'));
  } catch (trouble) {
    host.log.debug(String(trouble));
  }
  return exitCode;
}

/** Gives each output that has no value yet the one that says so. A runner that takes none was found out before. */
function setRemainingOutputs(host: StepHost): void {
  for (const name of OUTPUT_NAMES) if (!host.hasOutput(name)) host.setOutput(name, OUTPUT_DEFAULTS[name] ?? '');
  try {
    host.writeOutputs();
  } catch (error) {
    host.log.debug(String(error));
  }
}

/** Asked for while werf runs, so that it is there when werf ends. */
const loadEnding = () => import('./ending.ts');

function announce(host: Host, { message, notices }: Consent): void {
  host.log.info(message);
  for (const notice of notices) host.log.notice(notice);
}

function openTelemetry(host: Host, inputs: Inputs, folder: PrivateFolder): Promise<StepTelemetry> {
  const { telemetryEndpoint: endpoint, telemetryLogFile: logFile } = inputs;
  return startTelemetry(host, { endpoint, logFile }, folder);
}

/** What a cancellation interrupted has not failed by itself: that is for whoever debugs. @returns the exit code for it */
function sayFailure(host: Host, cancellation: Cancellation, error: unknown): number {
  if (cancellation.cancelledBy() === undefined) return showFailure(host, error);
  host.log.debug(`After the cancellation: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  return 1;
}

function showFailure(host: Host, error: unknown): number {
  if (isStepError(error)) {
    host.log.error(error.message);
  } else if (isMachineTrouble(error)) {
    host.log.error(`The runner does not let the step go on: ${error.message}. RUNNER_TEMP is ${runnerTemp(host.env)}.`);
  } else {
    host.log.error(
      `run-werf failed inside: ${error instanceof Error ? error.message : String(error)}. Please report it.`,
    );
    host.log.debug(error instanceof Error ? (error.stack ?? '') : '');
  }
  return 1;
}
