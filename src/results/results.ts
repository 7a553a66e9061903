// Composition: what the step shows of its commands: the reports, the summary, the outputs and the annotation.

import { commandName } from '../command/name.ts';
import type { ExpectedReport } from '../reports/expected-reports.ts';
import { mayHavePlanFile } from '../reports/plan-command.ts';
import { readReport } from '../reports/report-files.ts';
import { buildReport, deployReport, endedReport } from '../reports/reports.ts';
import type { Environment } from '../system/environment.ts';
import type { Host, Log } from '../system/host.ts';
import { pullRequestEvent } from '../system/workflow-event.ts';
import { errorText, failureText, saysCrash } from '../werf/error-text.ts';
import { isSignal, KILLED } from '../werf/exit-code.ts';
import { gitHint } from '../werf/git-hint.ts';
import { isRegistryRefusal, registryHint } from '../werf/registry-hint.ts';
import { stdoutEnd, stdoutText } from '../werf/stdout-text.ts';
import { annotationOf } from './annotation.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { CommandResult } from './command-result.ts';
import type { SecretSources } from './known-secrets.ts';
import { hasLongReason, maskReasons, valuesOf, valuesRedact } from './long-reasons.ts';
import { lostPlan, lostPlanWarning } from './lost-plan.ts';
import { OUTPUT_NAMES, type OutputName } from './output-names.ts';
import { outcomeOutputs } from './outputs.ts';
import type { PublicPlan } from './public-plan.ts';
import type { GetRedact } from './redactor.ts';
import { renderSummary } from './summary/summary.ts';
import { type PlanPart, withPlan } from './with-plan.ts';

/** A host that outputs can be set on. */
type ResultsHost = Host<never, OutputName>;

export interface ShownStep {
  /** Whether the job summary is written. */
  readonly summary: boolean;
  /** Absolute. */
  readonly workingDirectory: string;
  /** The exit codes of werf that do not fail the step. */
  readonly allowedExitCodes: ReadonlySet<number>;
  readonly redact: GetRedact;
  /** Where `redact` has its secrets from. */
  readonly secrets: SecretSources;
}

/**
 * Shows how the commands ended. A report or a summary that cannot be had costs itself and nothing else.
 * @returns what is known of each command
 */
export async function showResults(
  host: ResultsHost,
  results: readonly CommandResult[],
  step: ShownStep,
): Promise<readonly CommandOutcome[]> {
  const hasPlan = ({ plan, words, userEnv }: CommandResult) => plan !== undefined || mayHavePlanFile(words, userEnv);
  const plans = results.some(hasPlan) ? await loadPlans(host.log) : undefined;
  const outcomes: CommandOutcome[] = [];
  for (const result of results) {
    const part = plans === undefined ? partWithoutPlans(result) : await plans.planPart(host, result, step);
    const outcome = await outcomeOf(result, part?.plan, host.log);
    outcomes.push(withPlan(await withoutSecrets(outcome, result, host.env, step.redact), part));
  }
  setOutputs(host, outcomes);
  const last = results.at(-1);
  if (last !== undefined) host.setOutput('stdout', await stdoutOf(last, host.env, step.secrets));
  for (const outcome of outcomes) {
    await annotate(host, outcome);
    plans?.annotatePlan(host.log, outcome, step.allowedExitCodes);
    const warning = lostPlanWarning(outcome);
    if (warning !== undefined) host.log.warning(warning, outcome.command);
  }
  if (step.summary) await writeSummary(host, outcomes);
  return outcomes;
}

async function loadPlans(log: Log): Promise<typeof import('./plans.ts') | undefined> {
  try {
    return await import('./plans.ts');
  } catch (error) {
    log.debug(`Plans cannot be read: ${error}`);
    return undefined;
  }
}

function partWithoutPlans(result: CommandResult): PlanPart | undefined {
  return result.plan === undefined ? undefined : { plan: lostPlan(result) };
}

async function outcomeOf(result: CommandResult, plan: PublicPlan | undefined, log: Log): Promise<CommandOutcome> {
  const { words, exitCode, durationMs, reports, stderrTail, stdoutTail } = result;
  const ended = howItEnded(result, plan);
  const command = commandName(words);
  const outcome: CommandOutcome = {
    command,
    result: ended,
    exitCode,
    durationMs,
    build: buildReport(read(reports.build, log)),
    deploy: endedReport(deployReport(read(reports.deploy, log)), command, exitCode),
    errorTail: ended === 'success' ? '' : failureText(errorText(stderrTail), errorText(stdoutTail)),
  };
  return ended === 'success' ? outcome : { ...outcome, ...(await why(result, outcome)) };
}

/** What a step knows to be secret is asked for only where the output starts inside of a line. */
async function stdoutOf(
  { stdoutTail, words, userEnv }: CommandResult,
  env: Environment,
  secrets: SecretSources,
): Promise<string> {
  const end = stdoutEnd(stdoutTail);
  if (end.cut === 'nothing' || end.cut === 'line') return stdoutText(end);
  try {
    const { startOutsideSecrets } = await import('./stdout-start.ts');
    return stdoutText(end, await startOutsideSecrets(end, secrets, valuesOf(words, env, userEnv)));
  } catch {
    return '';
  }
}

/** Of a reason that may have to be cut inside of a word. */
async function withoutSecrets(
  outcome: CommandOutcome,
  { words, userEnv }: CommandResult,
  env: Environment,
  redact: GetRedact,
): Promise<CommandOutcome> {
  if (!hasLongReason(outcome)) return outcome;
  try {
    const { redactor } = await import('./redact.ts');
    const redactValues = valuesRedact(valuesOf(words, env, userEnv), redactor);
    return { ...outcome, ...maskReasons(outcome, await redact(), redactValues) };
  } catch {
    return { ...outcome, failure: undefined, problems: undefined };
  }
}

/** Why a command did not succeed; nothing where that cannot be told. */
async function why(
  result: CommandResult,
  outcome: CommandOutcome,
): Promise<Pick<CommandOutcome, 'failure' | 'problems'>> {
  try {
    const { whyNot } = await import('./failure/explain.ts');
    const { rolloutLimits } = await import('../reports/rollout-options.ts');
    const { cancelled, rollout, words, userEnv } = result;
    const { errorTail, deploy } = outcome;
    const { exitCode } = outcome;
    const ended = {
      killed: exitCode === KILLED,
      signalled: isSignal(exitCode),
      // On stdout, it is an application whose log werf shows.
      crashed: saysCrash(errorText(result.stderrTail)),
    };
    return whyNot({ cancelled, ...ended, limits: rolloutLimits(words, userEnv), rollout, errorTail, deploy });
  } catch {
    return {};
  }
}

function howItEnded(
  { failed, cancelled, exitCode }: CommandResult,
  plan: PublicPlan | undefined,
): CommandOutcome['result'] {
  if (cancelled) return 'cancelled';
  if (failed) return 'failure';
  return exitCode === 0 || plan?.saysChanges === true ? 'success' : 'allowed';
}

function read(report: ExpectedReport | undefined, log: Log): unknown {
  if (report === undefined) return undefined;
  return readReport(report.path, report.markBefore, () =>
    log.notice(`A report of werf is too large to be read, and is left out: ${report.path}`),
  );
}

function setOutputs(host: ResultsHost, outcomes: readonly CommandOutcome[]): void {
  const { values, omittedImages, omittedChanges, unreadChanges } = outcomeOutputs(outcomes);
  for (const name of OUTPUT_NAMES) {
    const value = values[name];
    if (value !== undefined) host.setOutput(name, value);
  }
  if (omittedImages > 0) {
    host.log.notice(`The output images is at its limit of 64 kB: ${omittedImages} images are left out of it.`);
  }
  if (omittedChanges > 0) {
    host.log.notice(`The output changes is at its limit of 64 kB: ${omittedChanges} resources are left out of it.`);
  }
  if (unreadChanges > 0) {
    host.log.notice(
      `The output changes does not name all that is planned: werf counts ${unreadChanges} resources more than could be read.`,
    );
  }
}

async function annotate(host: Host, outcome: CommandOutcome): Promise<void> {
  const { command, errorTail = '' } = outcome;
  const text = annotationOf(outcome);
  if (text === '') return;
  // The step is green, and yet it must be seen.
  if (outcome.result === 'allowed') host.log.warning(text, command);
  else host.log.error(text, command);
  const hint = await hintAt(host, errorTail);
  if (hint !== undefined) host.log.notice(hint, command);
}

async function hintAt({ env, log }: Host, output: string): Promise<string | undefined> {
  if (!isRegistryRefusal(output, env)) return gitHint(output);
  const event = await pullRequestEvent(env, log);
  return registryHint(output, { env, isFromFork: event?.isFromFork === true });
}

async function writeSummary(host: Host, outcomes: readonly CommandOutcome[]): Promise<void> {
  try {
    const details = outcomes.some(hasDetails) ? await import('./summary/command-details.ts') : undefined;
    host.appendSummary(renderSummary(outcomes, details?.renderDetails));
  } catch (error) {
    host.log.debug(`The job summary could not be written: ${String(error)}`);
  }
}

function hasDetails({ result, build, deploy, failure, plan, errorTail = '' }: CommandOutcome): boolean {
  if (failure !== undefined || plan !== undefined || build !== undefined || deploy !== undefined) return true;
  return result !== 'success' && errorTail !== '';
}
