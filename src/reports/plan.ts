// Pure: a plan: the changes that a deploy would make, by werf's own words.
import { compareTexts } from '../system/text.ts';

/** Those that are kept. No release has as many resources: Kubernetes stores a release in one object of 1 MiB. */
export const MAX_CHANGES = 5_000;

/** What would happen to a resource, in the order of werf's own summary. */
export const CHANGES = ['create', 'recreate', 'update', 'blind-apply', 'delete'] as const;
export type Change = (typeof CHANGES)[number];

export interface PlannedChange {
  readonly change: Change;
  /** `Kind/name`. */
  readonly resource: string;
  /** Undefined where it is the release's. */
  readonly namespace: string | undefined;
  /** What follows, such as `delete` for a hook that is deleted once it succeeded; empty where nothing does. */
  readonly afterwards: string;
  /** Lines of a YAML diff, each with two columns for its sign; or the one line that werf shows instead. */
  readonly diff: readonly string[];
  /** Lines of the diff that were not kept. */
  readonly omittedLines: number;
  /** Why a blind apply is one: the API server's dry run refused it. Empty where it is none, or where werf says nothing. */
  readonly reason: string;
}

export interface Plan {
  /** Names as werf printed them; undefined where it printed none (`--show-plan` of a plan without changes). */
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  /** `release-only`: no resource changes, but the release's record would be written. */
  readonly kind: 'changes' | 'none' | 'release-only';
  /** Why the record would be written, in werf's words; empty where it does not say. */
  readonly because: string;
  readonly counts: Readonly<Record<Change, number>>;
  /** Sorted, because werf's own order within one kind of change differs from run to run. */
  readonly changes: readonly PlannedChange[];
  /** Changes that were counted and not kept. */
  readonly omittedChanges: number;
}

/** How many resources werf counts beyond those whose boxes could be read: a plan that is too large is another matter. */
export function unreadChanges({ changes, omittedChanges }: Plan): number {
  return changes.length < MAX_CHANGES ? omittedChanges : 0;
}

/** All counts at zero. */
export function noChanges(): Record<Change, number> {
  return { create: 0, recreate: 0, update: 0, 'blind-apply': 0, delete: 0 };
}

/** In the order of a plan: by what happens, then by the resource. */
export function compareChanges(a: PlannedChange, b: PlannedChange): number {
  return (
    CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
    compareTexts(a.resource, b.resource) ||
    compareTexts(a.namespace ?? '', b.namespace ?? '') ||
    compareTexts(a.diff.join('\n'), b.diff.join('\n'))
  );
}
