// Composition: what the planning commands of the step found: read, made fit for the public, and annotated.
import { isFlagOn, settingOf } from '../command/options.ts';
import type { CommandWords } from '../command/words.ts';
import { type PlanArtifact, planOfArtifact } from '../reports/plan-artifact.ts';
import { mayHavePlanFile, PLAN_FILE_OPTIONS } from '../reports/plan-command.ts';
import { planOutcome } from '../reports/plan-outcome.ts';
import type { Environment } from '../system/environment.ts';
import type { Host, Log } from '../system/host.ts';
import { firstBytes } from '../system/text.ts';
import { errorText } from '../werf/error-text.ts';
import { doubtOf } from './annotation.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { CommandResult } from './command-result.ts';
import { lostPlan, wasMade } from './lost-plan.ts';
import { handlePlanFile, type SavedPlan } from './plan-files.ts';
import { mayShowSensitive, type PublicPlan, publicPlan } from './public-plan.ts';
import type { GetRedact } from './redactor.ts';
import { oneLine } from './summary/markdown.ts';
import type { PlanPart } from './with-plan.ts';

/** An annotation holds 4 kB. */
const MAX_REASON_BYTES = 800;
/** GitHub shows ten annotations of a kind for each step. */
const MAX_WARNINGS = 3;

interface PlanStep {
  readonly workingDirectory: string;
  readonly redact: GetRedact;
}

/** What is known of a command's plan, the one that it made and the one that it used. Never rejects. */
export async function planPart(
  host: Host,
  result: CommandResult,
  { workingDirectory, redact }: PlanStep,
): Promise<PlanPart> {
  let file: SavedPlan | undefined;
  try {
    if (mayHavePlanFile(result.words, result.userEnv)) file = handlePlanFile(host, result, workingDirectory);
    const plan = result.plan === undefined ? undefined : await readPlan(result, file?.artifact, redact);
    return { plan, planTrouble: file?.trouble };
  } catch (error) {
    host.log.debug(`The plan could not be read: ${error}`);
    const plan = result.plan === undefined ? undefined : lostPlan(result);
    return { plan, planTrouble: file?.trouble };
  }
}

/** What a planning command found, without what is secret in it. */
async function readPlan(
  { words, userEnv: env, exitCode, stderrTail, plan }: CommandResult,
  artifact: PlanArtifact | undefined,
  redact: GetRedact,
): Promise<PublicPlan> {
  // With `WERF_LOG_QUIET` nothing is printed, but what was saved tells the resources.
  const read = (await plan?.read((reader) => reader.plan())) ?? planOfArtifact(artifact);
  const outcome = planOutcome({
    plan: read,
    exitCode,
    errorText: errorText(stderrTail),
    asksForExitCode: isFlagOn(words, env, 'exit-code') && !showsPlan(words, env),
  });
  const hidesDiffs = mayShowSensitive(words, env);
  const isMade = wasMade(exitCode, outcome);
  try {
    const isLost = isMade && read === undefined && plan?.isLost === true;
    return { ...publicPlan(outcome, await redact(), hidesDiffs), isLost };
  } catch {
    // What cannot be made fit for the public is not shown; what the exit code says is still known.
    const isLost = isMade && (read !== undefined || plan?.isLost === true);
    return { ...outcome, plan: undefined, hidesDiffs, isLost };
  }
}

/** A plan that is only shown ends with 0 whatever it holds, also with `--exit-code`. */
function showsPlan(words: CommandWords, env: Environment): boolean {
  return settingOf(words, env, 'show-plan', PLAN_FILE_OPTIONS['show-plan']) !== undefined;
}

/**
 * Annotates what is doubtful in a plan. That something would change is no error.
 * @param allowed the exit codes of werf that do not fail the step
 */
export function annotatePlan(log: Log, outcome: CommandOutcome, allowed: ReadonlySet<number>): void {
  const { command, result, exitCode, plan } = outcome;
  if (plan === undefined) return;
  // Where the exit code is allowed, the command has its warning already.
  if (plan.isUnproven && result !== 'allowed') log.warning(doubtOf(outcome), command);
  if (plan.saysChanges && result === 'failure') {
    const codes = [...new Set([...allowed, exitCode])].toSorted((a, b) => a - b).join(' ');
    log.notice(
      `${command} ended with exit code ${exitCode}, which says what it planned. To let the step succeed, set "allowed-exit-codes: ${codes}".`,
      command,
    );
  }
  const blind = plan.plan?.changes.filter(({ change }) => change === 'blind-apply') ?? [];
  for (const { resource, reason } of blind.slice(0, MAX_WARNINGS)) {
    log.warning(
      `${resource} could not be tried, and will probably not deploy: ${firstBytes(oneLine(reason), MAX_REASON_BYTES)}`,
      command,
    );
  }
}
