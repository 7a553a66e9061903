// Pure: what a planning command found, from what it printed and how it ended.
import { errorOf, saysCrash } from '../werf/error-text.ts';
import type { Plan } from './plan.ts';

/** What is known of a command that plans. */
export interface PlanOutcome {
  /** Undefined where nothing was planned, where werf printed nothing that can be read, or where it crashed. */
  readonly plan: Plan | undefined;
  /** Whether resources would change, with or without the release's record; undefined where that is not known. */
  readonly hasChanges: boolean | undefined;
  /** Whether the exit code only says that something would change (`--exit-code`), and so is no failure of the plan. */
  readonly saysChanges: boolean;
  /**
   * Whether werf ended with the exit code for changes without its words for it: a crash of a Go program has the same. With
   * another error behind the words there still is a plan, and nobody knows whose the code is.
   */
  readonly isUnproven: boolean;
}

export interface PlanEnd {
  /** What was read of stdout. */
  readonly plan: Plan | undefined;
  readonly exitCode: number;
  /** The end of stderr, as `errorText` gives it. */
  readonly errorText: string;
  /** Whether `--exit-code` was given to a command that heeds it, so that 0 means that nothing would change. */
  readonly asksForExitCode: boolean;
}

const CHANGES_PLANNED = 2;
const RELEASE_PLANNED = 3;
/** werf's words for both, of werf 2 and since 3. */
export const CHANGES_WORDS = /^Error: (?:resource )?changes planned$/;
export const RELEASE_WORDS = /^Error: no resource changes planned, but still must install release/;

/**
 * Judges a plan. The exit codes 2 and 3 count only with werf's own line on stderr: `Error: changes planned`, since 3
 * `Error: resource changes planned`, and `Error: no resource changes planned, but still must install release`. werf says
 * one error and ends: a late warning may follow, but with another error after it nobody knows whose the code is. The plan
 * was whole by then, and stays.
 */
export function planOutcome({ plan, exitCode, errorText, asksForExitCode }: PlanEnd): PlanOutcome {
  const says = (words: RegExp) => wordsIn(errorText, words) === 'last';
  if (exitCode === 0) {
    const hasChanges = plan === undefined ? (asksForExitCode ? false : undefined) : plan.kind === 'changes';
    return { plan, hasChanges, saysChanges: false, isUnproven: false };
  }
  if (exitCode === CHANGES_PLANNED && says(CHANGES_WORDS)) {
    // With nothing to read (`WERF_LOG_QUIET`), the code stands for itself: an approval too many is better than one too few.
    return { plan, hasChanges: plan === undefined || plan.kind === 'changes', saysChanges: true, isUnproven: false };
  }
  if (exitCode === RELEASE_PLANNED && says(RELEASE_WORDS)) {
    return { plan, hasChanges: false, saysChanges: true, isUnproven: false };
  }
  const isUnproven = exitCode === CHANGES_PLANNED;
  const isWhole = isUnproven && wordsIn(errorText, CHANGES_WORDS) === 'before another error';
  return { plan: isWhole ? plan : undefined, hasChanges: undefined, saysChanges: false, isUnproven };
}

/** Where werf's own line with these words stands among those that say what went wrong; undefined also before a crash. */
function wordsIn(text: string, words: RegExp): 'last' | 'before another error' | undefined {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => words.test(errorOf(line) ?? ''));
  const after = lines.slice(at + 1);
  if (at === -1 || saysCrash(after.join('\n'))) return undefined;
  return after.some((line) => errorOf(line) !== undefined) ? 'before another error' : 'last';
}
