// Pure: what werf's output told of a rollout, as plain data.

/** What a resource is waited for: to be ready, to be there at all, or to be gone. */
export type Goal = 'ready' | 'present' | 'absent';

/** One row of werf's progress table. */
export interface TrackedRow {
  /** `Kind/name`. */
  readonly resource: string;
  /** Undefined for the release's own namespace. */
  readonly namespace: string | undefined;
  /** werf's word: `READY`, `PRESENT`, `ABSENT`, `WAITING`, `FAILED`; of a pod also `CREATED`, `DELETED`, `UNKNOWN`. */
  readonly state: string;
  /** Of a pod, such as `CrashLoopBackOff` or `Init:0/1`. */
  readonly status: string | undefined;
  /** Replicas that are ready and that are wanted. */
  readonly ready: { readonly now: number; readonly wanted: number } | undefined;
  /** Of a custom resource: the condition that is watched, with its value where it has one, such as `Ready=False`. */
  readonly tracking: string | undefined;
  readonly errors: number;
  /** The latest error of this row, without Go's quoting. */
  readonly lastError: string | undefined;
}

export interface TrackedPod extends TrackedRow {
  /** A status that an earlier table gave this pod, where that tells more than those that everything goes through. */
  readonly earlierStatus: string | undefined;
  /** Why its image cannot be pulled, where an earlier table had that and this one says only that it is tried again. */
  readonly pullError: string | undefined;
}

/** A resource as the last table showed it that had it. */
export interface TrackedResource extends TrackedRow {
  readonly goal: Goal;
  readonly pods: readonly TrackedPod[];
  /**
   * Whether some of its pods may be ready although `ready` counts none: werf 2 calls no pod ready before all of them are,
   * shows for all that run the same status, and of an update none of the old ones.
   */
  readonly mayBePartlyReady: boolean;
  /** Whether the same resource stood in the table once more and became ready, as after `--auto-rollback`. */
  readonly readyElsewhere: boolean;
  /** Since when it has been waited for, in milliseconds on the clock that the reader was given. */
  readonly waitedSinceMs: number;
}

/** The last lines that werf showed of one container's log, or of one resource's events. */
export interface ShownLines {
  /** `Kind/name`; of a log nearly always a pod. */
  readonly resource: string;
  /** Of a log, such as `container/web`; empty for events. */
  readonly source: string;
  readonly namespace: string | undefined;
  readonly lines: readonly string[];
  /** Whether there were more lines before them. */
  readonly cut: boolean;
}

/** The last lines of an image's build that failed. */
export interface FailedBuild {
  readonly image: string;
  /** Such as `backend/dockerfile`; undefined where no stage was begun. */
  readonly stage: string | undefined;
  readonly lines: readonly string[];
}

/** Another deployment's lock on the release. */
export interface LockWait {
  /** Such as `release/shop`. */
  readonly name: string;
  readonly waitedMs: number;
  /** Whether werf went on with its work, and so got the lock. */
  readonly obtained: boolean;
}

/** Operations as werf lists them at the end, such as `Create: Deployment/web`. */
export interface ListedOperations {
  readonly completed: readonly string[];
  readonly canceled: readonly string[];
  readonly failed: readonly string[];
}

export interface Rollout {
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  /** When werf began with the release, or got its lock; undefined where it did not come to that. */
  readonly startedMs: number | undefined;
  /** When the output ended. */
  readonly endedMs: number;
  readonly resources: readonly TrackedResource[];
  readonly logs: readonly ShownLines[];
  readonly events: readonly ShownLines[];
  readonly operations: ListedOperations;
  readonly failedBuilds: readonly FailedBuild[];
  readonly lock: LockWait | undefined;
  /** Whether werf said that a signal stopped it. */
  readonly interrupted: boolean;
}

const DONE = new Set(['READY', 'PRESENT', 'ABSENT']);

/** Whether a row says that all was reached that was waited for. */
export function isDone({ state }: TrackedRow): boolean {
  return DONE.has(state);
}
