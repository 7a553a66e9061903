// Pure: a command's outcome together with its plan, which may say more than the exit code.
import type { CommandOutcome } from './command-outcome.ts';

/** What is known of a command's plan: the one that it made, and why it could not use one. */
export type PlanPart = Pick<CommandOutcome, 'plan' | 'planTrouble'>;

/** The outcome with what is known of its plan. */
export function withPlan(outcome: CommandOutcome, part: PlanPart = {}): CommandOutcome {
  const { plan, planTrouble } = part;
  // That something would change is no failure, whatever the exit code.
  if (plan?.saysChanges === true) return { ...outcome, plan, failure: undefined, problems: [] };
  const { failure } = outcome;
  if (planTrouble === undefined || failure === undefined) return { ...outcome, ...part };
  return { ...outcome, ...part, failure: { ...failure, headline: [planTrouble], todo: undefined } };
}
