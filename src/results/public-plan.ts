// Pure: a plan as it may be shown on a page that anyone can read.
import { flagSetting, flagValue } from '../command/flags.ts';
import type { CommandWords } from '../command/words.ts';
import type { Plan, PlannedChange } from '../reports/plan.ts';
import type { PlanOutcome } from '../reports/plan-outcome.ts';
import type { Environment } from '../system/environment.ts';
import type { Redact } from './redact.ts';

/** A plan of which nothing secret that is known is left, for the summary and the comment. */
export interface PublicPlan extends PlanOutcome {
  /** Whether its diffs were taken out, because werf was told to print secrets in clear. */
  readonly hidesDiffs: boolean;
  /** Whether it was made and cannot be shown, because it could not be read, or secrets could not be taken out of it. */
  readonly isLost?: boolean;
}

/** What werf prints in the place of a value: of a short one, the hash can be found by trying. */
const HASH = /(<hidden\s+\d+\s+sensitive\s+(?:bytes|entries)),\s*hash[\s↵]*[0-9a-f][0-9a-f\s↵]*>/g;
const SENSITIVE_FLAG = 'show-sensitive-diffs';
const SENSITIVE = /^<hidden sensitive (?:changes|output)>$/;
/** How Kubernetes says which value it refuses, and how it shows two objects that differ. */
const REFUSED_VALUE = /(\bgot |Invalid value: |\n[+-]).*$/s;

/**
 * Whether werf may print secrets in clear: by the flag wherever its word stands, else by its variable. Not as the catalogue
 * reads the command line, because werf may know commands and options that the catalogue does not.
 */
export function mayShowSensitive(words: CommandWords, env: Environment): boolean {
  return words.some(turnsSensitiveOn) || flagSetting(words, env, SENSITIVE_FLAG) === true;
}

function turnsSensitiveOn(word: string): boolean {
  const [flag, ...value] = word.split('=');
  return flag === `--${SENSITIVE_FLAG}` && flagValue(value.join('=')) !== false;
}

/**
 * Takes out of a plan what is no matter for the public: the secrets that are known, the hashes that werf prints of hidden
 * values, and, where it was told to show sensitive diffs, all diffs.
 * @param showsSensitive what `mayShowSensitive` said
 */
export function publicPlan(outcome: PlanOutcome, redact: Redact, showsSensitive: boolean): PublicPlan {
  return { ...outcome, plan: publicPart(outcome.plan, redact, showsSensitive), hidesDiffs: showsSensitive };
}

function publicPart(plan: Plan | undefined, redact: Redact, showsSensitive: boolean): Plan | undefined {
  if (plan === undefined) return undefined;
  const optional = (text: string | undefined) => (text === undefined ? undefined : redact(text));
  return {
    ...plan,
    release: optional(plan.release),
    namespace: optional(plan.namespace),
    because: redact(plan.because),
    changes: plan.changes.map((change) => publicChange(change, redact, showsSensitive)),
  };
}

function publicChange(change: PlannedChange, redact: Redact, showsSensitive: boolean): PlannedChange {
  const isSensitive = showsSensitive || change.diff.some((line) => SENSITIVE.test(line));
  return {
    ...change,
    resource: redact(change.resource),
    namespace: change.namespace === undefined ? undefined : redact(change.namespace),
    diff: showsSensitive || change.diff.length === 0 ? [] : publicText(change.diff.join('\n'), redact).split('\n'),
    omittedLines: showsSensitive ? 0 : change.omittedLines,
    reason: publicText(isSensitive ? change.reason.replace(REFUSED_VALUE, '$1***') : change.reason, redact),
  };
}

/** Any text of werf's without secrets that are known, and without hashes of hidden values. */
export function publicText(text: string, redact: Redact): string {
  return redact(text.replaceAll(HASH, '$1>'));
}
