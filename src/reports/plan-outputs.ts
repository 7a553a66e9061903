// Pure: the outputs `changes` and `has-changes`.
import { byteLength } from '../system/text.ts';
import { CHANGES, type Change, noChanges, type PlannedChange, unreadChanges } from './plan.ts';
import type { PlanOutcome } from './plan-outcome.ts';

/** The most that the output `changes` takes, in bytes of UTF-8. */
const MAX_BYTES = 64_000;
/** Bytes kept for the counts and for what says how much was left out. */
const FRAME_BYTES = 300;

export interface PlanOutputs {
  /** By the outputs' names. */
  readonly values: { readonly changes: string; readonly 'has-changes': string };
  /** How many resources are too many for the output. */
  readonly omitted: number;
  /** How many resources werf counts beyond those whose boxes could be read. */
  readonly unread: number;
}

/**
 * `changes` is one JSON object: the counts by kind of change, and `resources`, each with `change` and `resource`
 * (`Kind/name`), and with `namespace` where that is not the release's; `omitted` says how many are left out at 64 kB, or could not be read. `{}`
 * where nothing was planned. `has-changes` is `true` or `false`, empty where nothing was planned, or where that is not known.
 * Of several commands, the counts add up; one with changes makes it `true`.
 */
export function planOutputs(outcomes: readonly PlanOutcome[]): PlanOutputs {
  const known = outcomes.filter(({ hasChanges }) => hasChanges !== undefined);
  const hasChanges = known.some((outcome) => outcome.hasChanges === true)
    ? 'true'
    : known.length === outcomes.length && known.length > 0
      ? 'false'
      : '';
  const plans = outcomes.flatMap(({ plan }) => plan ?? []);
  if (plans.length === 0 && known.every((outcome) => outcome.hasChanges === true)) {
    return { values: { changes: '{}', 'has-changes': hasChanges }, omitted: 0, unread: 0 };
  }
  const counts = noChanges();
  for (const plan of plans) for (const change of CHANGES) counts[change] += plan.counts[change];
  const { entries, omitted } = fitting(plans.flatMap(({ changes }) => changes));
  const unread = plans.reduce((total, plan) => total + unreadChanges(plan), 0);
  const left = omitted + plans.reduce((total, { omittedChanges }) => total + omittedChanges, 0);
  return {
    values: { changes: json(counts, entries, left), 'has-changes': hasChanges },
    omitted: left - unread,
    unread,
  };
}

function json(counts: Readonly<Record<Change, number>>, entries: readonly string[], omitted: number): string {
  const { create, update, delete: deleted, recreate } = counts;
  const numbers = JSON.stringify({ create, update, delete: deleted, recreate, 'blind-apply': counts['blind-apply'] });
  const rest = omitted === 0 ? '' : `,"omitted":${omitted}`;
  return `${numbers.slice(0, -1)},"resources":[${entries.join(',')}]${rest}}`;
}

function fitting(changes: readonly PlannedChange[]): { readonly entries: readonly string[]; readonly omitted: number } {
  const entries: string[] = [];
  let used = FRAME_BYTES;
  for (const { change, resource, namespace } of changes) {
    const entry = JSON.stringify({ change, resource, ...(namespace !== undefined && { namespace }) });
    used += byteLength(entry) + 1;
    if (used > MAX_BYTES) break;
    entries.push(entry);
  }
  return { entries, omitted: changes.length - entries.length };
}
