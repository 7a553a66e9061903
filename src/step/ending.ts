// Composition: what a step does once its commands have ended: outputs and summary first, then all else beside each other.
import type { Inputs } from '../inputs/inputs.ts';
import type { ReadyWerf } from '../prepare/prepare.ts';
import type { ReadyCommand } from '../prepare/ready-commands.ts';
import type { CommandOutcome } from '../results/command-outcome.ts';
import type { SecretSources } from '../results/known-secrets.ts';
import { type GetRedact, lateRedactor } from '../results/redactor.ts';
import { showResults } from '../results/results.ts';
import type { StepTelemetry } from '../telemetry/reported-command.ts';
import type { StepTraces } from '../traces/traces.ts';
import type { CommandResults } from './commands.ts';
import type { StepHost } from './step-host.ts';
import { traceFacts } from './trace-facts.ts';

export interface EndingStep {
  readonly host: StepHost;
  readonly inputs: Inputs;
  readonly werf: ReadyWerf;
  readonly ran: CommandResults;
  readonly telemetry: StepTelemetry;
  readonly traces: StepTraces | undefined;
  /** Whether the output file is not whole. */
  readonly isTruncated: boolean;
  /** Aborts where the step is cancelled. */
  readonly cancelled: AbortSignal;
}

/**
 * Shows how the commands ended, and lets go of everything. The outputs are set before anything is sent anywhere.
 * @throws StepError where an output cannot be set
 */
export async function endStep(step: EndingStep): Promise<void> {
  const { host, inputs, werf, telemetry, cancelled } = step;
  const { commands } = werf;
  const secrets = { ...inputs, commands };
  const redact = lateRedactor(secrets);
  let comment: Promise<void> | undefined;
  try {
    let outcomes: readonly CommandOutcome[] = [];
    try {
      outcomes = await show(step, redact, secrets);
      host.writeOutputs();
      if (inputs.commentOnPr) comment = commentOn({ host, inputs, commands, outcomes, redact, cancelled });
    } finally {
      // Both at the same time, because a cancelled step has little of it.
      await Promise.all([finishTelemetry(host, telemetry), finishTraces(step, outcomes)]);
    }
    host.setOutput('werf-path', werf.path);
    host.setOutput('werf-version', (await werf.version.whenKnown()) ?? '');
    host.writeOutputs();
  } finally {
    werf.version.close();
    await werf.save?.();
    await comment;
  }
}

async function show(
  { host, inputs, ran }: EndingStep,
  redact: GetRedact,
  secrets: SecretSources,
): Promise<readonly CommandOutcome[]> {
  const last = ran.results.at(-1);
  if (last === undefined) return [];
  host.setOutput('exit-code', String(last.exitCode));
  host.setOutput('duration-ms', String(last.durationMs));
  return showResults(host, ran.results, { ...inputs, redact, secrets });
}

async function finishTelemetry(host: StepHost, telemetry: StepTelemetry): Promise<void> {
  const { delivery, executionId, projectId } = await telemetry.finish();
  host.setOutput('telemetry-delivery', delivery);
  host.setOutput('execution-id', executionId);
  host.setOutput('project-id', projectId);
}

async function finishTraces(step: EndingStep, outcomes: readonly CommandOutcome[]): Promise<void> {
  const { ran, werf, traces, isTruncated, cancelled } = step;
  await traces?.finish(traceFacts(ran, outcomes, isTruncated, cancelled.aborted), werf.version.ask());
}

interface Commented {
  readonly host: StepHost;
  readonly inputs: Inputs;
  readonly commands: readonly ReadyCommand[];
  readonly outcomes: readonly CommandOutcome[];
  readonly redact: GetRedact;
  readonly cancelled: AbortSignal;
}

async function commentOn({ host, inputs, ...step }: Commented): Promise<void> {
  try {
    const { commentOnStep } = await import('../results/comment.ts');
    host.setOutput('comment-url', await commentOnStep(host, { ...inputs, ...step }));
    host.writeOutputs();
  } catch (error) {
    host.log.debug(`The output comment-url could not be set: ${String(error)}`);
  }
}
