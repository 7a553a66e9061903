// Pure: a plan that was made, and of which nothing can be told but what the exit code says.
import { planOutcome } from '../reports/plan-outcome.ts';
import { errorText } from '../werf/error-text.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { CommandResult } from './command-result.ts';
import type { PublicPlan } from './public-plan.ts';

/** What is known of a command that plans where nothing can read what it printed. */
export function lostPlan({ exitCode, stderrTail }: Pick<CommandResult, 'exitCode' | 'stderrTail'>): PublicPlan {
  // Without werf's words, 0 does not prove that nothing would change: `--exit-code` is not looked for.
  const end = { plan: undefined, exitCode, errorText: errorText(stderrTail), asksForExitCode: false };
  const outcome = planOutcome(end);
  return { ...outcome, hidesDiffs: false, isLost: wasMade(exitCode, outcome) };
}

/** Whether werf made the plan: it succeeded, or its exit code only says what would change. */
export function wasMade(exitCode: number, { saysChanges }: Pick<PublicPlan, 'saysChanges'>): boolean {
  return exitCode === 0 || saysChanges;
}

/** What to warn of where there may be changes that nobody sees: an approval may hang on it. Undefined where there are none. */
export function lostPlanWarning({ command, result, plan }: CommandOutcome): string | undefined {
  if (plan?.isLost !== true || plan.hasChanges === false || result === 'cancelled') return undefined;
  const known =
    plan.hasChanges === undefined
      ? 'there may be changes, of which the output has-changes says nothing'
      : 'there are changes, as the output has-changes says, but the output changes does not name them';
  return `What ${command} planned could not be read or not be shown: ${known}. The log has what werf printed.`;
}
