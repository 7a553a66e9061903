// Pure: the last state of each resource of a rollout, from all of its progress tables.
import type { TableRow } from './progress-table.ts';
import { isDone, type TrackedPod, type TrackedResource, type TrackedRow } from './rollout.ts';

/** More than the largest releases have. */
const MAX_RESOURCES = 2000;
/** Pods kept of a resource: those in trouble before the others. */
const MAX_PODS = 20;
/** UTF-16 units kept of all errors together; beyond that of each only the start. */
const MAX_ERROR_UNITS = 2_000_000;
const MAX_UNITS_BEYOND = 200;

/** What every pod goes through, or what only says that something is wrong: no news beside what comes after. */
const PLAIN_STATUS =
  /^(?:|Pending|ContainerCreating|PodInitializing|Running|Completed|Succeeded|Terminating|Unknown|CrashLoopBackOff|(?:Init:)?(?:ErrImagePull|ImagePullBackOff)|(?:Init:)?\d+\/\d+)$/;

interface Entry {
  readonly rows: readonly TrackedResource[];
  /** Whether a row of the same name became ready while the others were still there. */
  readonly readyElsewhere: boolean;
}

/** Keeps of each resource the rows of the last table that had it. */
export class TrackedResources {
  readonly #entries = new Map<string, Entry>();
  /** Units kept of all errors. */
  #units = 0;

  /** Takes in one table. */
  update(rows: readonly TableRow[], sinceMs: number): void {
    const groups = new Map<string, TableRow[]>();
    for (const row of rows) {
      const key = `${row.goal} ${row.namespace ?? ''} ${row.resource}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    for (const [key, group] of groups) {
      const before = this.#entries.get(key);
      if (before === undefined && this.#entries.size >= MAX_RESOURCES && !this.#makeRoom(group)) continue;
      const readyElsewhere = isReadyElsewhere(group, before);
      const rows = group.map((row, index) => tracked(row, before?.rows[index], readyElsewhere, sinceMs));
      this.#keep(key, { readyElsewhere, rows });
    }
  }

  #keep(key: string, entry: Entry): void {
    this.#units -= unitsOf(this.#entries.get(key));
    const kept = this.#units + unitsOf(entry) > MAX_ERROR_UNITS ? { ...entry, rows: entry.rows.map(shortened) } : entry;
    this.#units += unitsOf(kept);
    this.#entries.set(key, kept);
  }

  /** In the order in which the tables first had them. */
  all(): readonly TrackedResource[] {
    return [...this.#entries.values()].flatMap(({ rows }) => rows);
  }

  /** Lets one resource go that is done, for one that is not. */
  #makeRoom(group: readonly TableRow[]): boolean {
    if (group.every(isDone)) return false;
    for (const [key, { rows }] of this.#entries) {
      if (!rows.every(isDone)) continue;
      this.#units -= unitsOf(this.#entries.get(key));
      return this.#entries.delete(key);
    }
    return false;
  }
}

function unitsOf(entry: Entry | undefined): number {
  const errorsOf = ({ lastError = '', pods }: TrackedResource): number =>
    pods.reduce((sum, pod) => sum + (pod.lastError?.length ?? 0) + (pod.pullError?.length ?? 0), lastError.length);
  return entry?.rows.reduce((sum, row) => sum + errorsOf(row), 0) ?? 0;
}

function shortened(row: TrackedResource): TrackedResource {
  // Copied, because V8 keeps the whole of a text for a part of it.
  const start = (error: string | undefined): string | undefined =>
    error === undefined ? undefined : Buffer.from(error.slice(0, MAX_UNITS_BEYOND)).toString();
  const pods = row.pods.map((pod) => ({
    ...pod,
    lastError: start(pod.lastError),
    pullError: start(pod.pullError),
  }));
  return { ...row, lastError: start(row.lastError), pods };
}

/**
 * Whether a resource that stands in the table several times is ready in one of them. A row that became ready is left
 * out of later tables, and the others stay.
 */
function isReadyElsewhere(group: readonly TableRow[], before: Entry | undefined): boolean {
  if (group.length > 1 && group.some(isDone)) return true;
  if (before?.readyElsewhere !== true) return false;
  return group.length <= before.rows.filter((row) => !isDone(row)).length;
}

function tracked(
  row: TableRow,
  before: TrackedResource | undefined,
  readyElsewhere: boolean,
  sinceMs: number,
): TrackedResource {
  const statuses = new Map(before?.pods.map((pod) => [podKey(pod), pod]));
  const pods = isDone(row) ? [] : mostTroubled(row.pods).map((pod) => withHistory(pod, statuses.get(podKey(pod))));
  return {
    ...row,
    pods,
    mayBePartlyReady: mayBePartlyReady(row),
    readyElsewhere: readyElsewhere && !isDone(row),
    waitedSinceMs: before === undefined || isDone(before) ? sinceMs : before.waitedSinceMs,
  };
}

function mayBePartlyReady({ ready, pods }: TableRow): boolean {
  if (ready === undefined || ready.now > 0 || ready.wanted < 2) return false;
  // Of a pod that no update has reached yet werf shows no status at all.
  return pods.length < ready.wanted || pods.some(({ status }) => status === 'Running' || status === undefined);
}

function withHistory(pod: TrackedRow, before: TrackedPod | undefined): TrackedPod {
  const last = before?.status !== pod.status && !PLAIN_STATUS.test(before?.status ?? '') ? before?.status : undefined;
  const earlierStatus = last ?? before?.earlierStatus;
  return {
    ...pod,
    earlierStatus: earlierStatus === pod.status ? undefined : earlierStatus,
    pullError: pullErrorOf(pod, before),
  };
}

/** The kubelet says why a pull failed when it fails, and in between only that it waits. */
function pullErrorOf(pod: TrackedRow, before: TrackedPod | undefined): string | undefined {
  if (before === undefined || !pod.lastError?.startsWith('ImagePullBackOff: ')) return undefined;
  return before.lastError?.startsWith('ErrImagePull: ') === true ? before.lastError : before.pullError;
}

function mostTroubled(pods: readonly TrackedRow[]): readonly TrackedRow[] {
  if (pods.length <= MAX_PODS) return pods;
  return pods.toSorted((a, b) => Number(b.errors > 0) - Number(a.errors > 0)).slice(0, MAX_PODS);
}

function podKey({ resource, namespace = '' }: TrackedRow): string {
  return `${namespace} ${resource}`;
}
