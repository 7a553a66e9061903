// Pure: the resources that were not ready when a command ended, as plain data: those that failed first.
import type { Cause, CauseKind, FinalError } from '../../reports/failure/final-error.ts';
import type { DeployReport } from '../../reports/reports.ts';
import { type Goal, isDone, type Rollout, type TrackedResource } from '../../reports/rollout/rollout.ts';
import { failingEvent } from './failing-event.ts';
import { isTroubled, reasonOf } from './reason.ts';

/** A resource that was not what it should be. */
export interface Problem {
  /** `Kind/name`. */
  readonly resource: string;
  /** Only where it is not the release's. */
  readonly namespace: string | undefined;
  /** `FAILED`, or `WAITING` for one that werf still waited for. */
  readonly state: 'FAILED' | 'WAITING';
  readonly goal: Goal;
  readonly ready: { readonly now: number; readonly wanted: number } | undefined;
  /** In the words of werf, Kubernetes or the API server. Never empty. */
  readonly reason: string;
  /** Whether it has errors or a status out of the ordinary, although it is not the one that failed. */
  readonly inTrouble: boolean;
  /** Whether the reason is no error, but only the last status. */
  readonly isStatus: boolean;
  /** The row of werf's table; undefined where none had it. */
  readonly row: TrackedResource | undefined;
}

/** What is known of a command that did not succeed. */
export interface Known {
  readonly error: FinalError | undefined;
  readonly rollout: Rollout | undefined;
  readonly deploy: DeployReport | undefined;
}

/** Kinds of causes in which the resource that the error names has failed. */
const FAILED_KINDS = new Set([
  'not-ready',
  'refused',
  'unanswered',
  'webhook',
  'unknown-kind',
  'immutable',
  'adoption',
]);

/**
 * All resources that were not ready, each once: first what the error names, then what failed, then what has errors, then
 * what was only waited for.
 */
export function problemsOf(known: Known): readonly Problem[] {
  const rows = unfinished(known);
  const named = (known.error?.causes ?? []).flatMap((cause) => namedBy(cause, known, rows));
  const others = rows.filter((row) => !isSuperseded(row)).map((row) => fromRow(row, row.state === 'FAILED', known));
  const rank = ({ state, inTrouble }: Problem): number => (state === 'FAILED' ? 0 : inTrouble ? 1 : 2);
  return unique([...named, ...others.toSorted((a, b) => rank(a) - rank(b))]);
}

/** Kinds of causes that tell of one resource where they name it, and of none that werf still waited for. */
const NAMING_KINDS = new Set<CauseKind>(['refused', 'unanswered', 'webhook', 'unknown-kind', 'immutable', 'adoption']);

/**
 * The resource that the first cause of an error is about; undefined where it is about none. What another cause names is
 * told by that one, and what was only waited for is not why the cluster refused something.
 * @param problems what `problemsOf` gave
 */
export function aboutFirstCause(known: Known, problems: readonly Problem[]): Problem | undefined {
  const [cause, ...others] = known.error?.causes ?? [];
  const rows = unfinished(known);
  const isNamed = (cause: Cause) => namedBy(cause, known, rows).length > 0;
  // Those that causes name stand first, in the order of the causes.
  if (cause === undefined || isNamed(cause)) return problems[0];
  if (NAMING_KINDS.has(cause.kind)) return undefined;
  const named = new Set(others.flatMap((other) => namedBy(other, known, rows)).map(keyOf));
  return problems.find((problem) => !named.has(keyOf(problem)));
}

/** The causes of an error, those that only say which resource was not ready with its reason. */
export function reasonedCauses(known: Known): readonly Cause[] {
  const rows = unfinished(known);
  return (known.error?.causes ?? []).map((cause) => {
    const [problem] = namedBy(cause, known, rows);
    return problem?.row === undefined ? cause : { ...cause, text: problem.reason };
  });
}

function unfinished({ rollout }: Known): readonly TrackedResource[] {
  return (rollout?.resources ?? []).filter((row) => !isDone(row));
}

/** A row that stays when the same resource became ready in another, as after a rollback. */
function isSuperseded({ state, readyElsewhere }: TrackedResource): boolean {
  return state !== 'FAILED' && readyElsewhere;
}

function namedBy(cause: Cause, known: Known, rows: readonly TrackedResource[]): readonly Problem[] {
  const failed = FAILED_KINDS.has(cause.kind);
  if (!failed && cause.kind !== 'timeout' && cause.kind !== 'unwatched') return [];
  const home = homeNamespace(known);
  const problem = (resource: string, namespace: string | undefined, row?: TrackedResource): Problem => ({
    resource,
    namespace: namespace === home ? undefined : namespace,
    state: failed ? 'FAILED' : 'WAITING',
    goal: cause.goal,
    ready: undefined,
    reason: cause.text,
    inTrouble: false,
    isStatus: false,
    row,
  });
  if (cause.unknownKind !== undefined && cause.resource === undefined) {
    return operationsOf(cause.unknownKind, known).map(({ resource, namespace }) => problem(resource, namespace));
  }
  if (cause.resource === undefined) return [];
  const row = cause.kind === 'not-ready' || cause.kind === 'timeout' ? rowOf(cause, home, rows) : undefined;
  return [row === undefined ? problem(cause.resource, cause.namespace) : fromRow(row, failed, known)];
}

/** The release's namespace, where anything tells it. */
export function homeNamespace({ rollout, error, deploy }: Known): string | undefined {
  return rollout?.namespace ?? error?.namespace ?? deploy?.namespace;
}

function rowOf(cause: Cause, home: string | undefined, rows: readonly TrackedResource[]): TrackedResource | undefined {
  const same = rows.filter(({ resource, goal }) => resource === cause.resource && goal === cause.goal);
  const inNamespace = same.filter(({ namespace = home }) => namespace === cause.namespace);
  const candidates = inNamespace.length > 0 || home !== undefined ? inNamespace : same;
  // The rows of the rollback stand behind those of the rollout.
  const ordered = cause.inRollback ? candidates.toReversed() : candidates;
  return ordered.find(({ state }) => state === 'FAILED') ?? ordered[0];
}

function fromRow(row: TrackedResource, failed: boolean, { rollout }: Known): Problem {
  const { resource, namespace, goal, ready } = row;
  const hasErrors = row.errors > 0 || row.pods.some(({ errors }) => errors > 0);
  const events = rollout?.events.find((shown) => shown.resource === resource && shown.namespace === namespace);
  const event = hasErrors || goal !== 'ready' ? undefined : failingEvent(events?.lines ?? []);
  const inTrouble = !failed && (hasErrors || event !== undefined || row.pods.some(isTroubled));
  return {
    resource,
    namespace,
    state: failed ? 'FAILED' : 'WAITING',
    goal,
    ready,
    reason: reasonOf(row, event),
    inTrouble,
    isStatus: !hasErrors && event === undefined,
    row,
  };
}

/** `create: Kind/name (namespace=NS)`, in a report or, with a capital, in werf's list. */
const OPERATION = /^[A-Za-z][a-z ]*: ([^\s/]+)\/(\S+)(?: \(namespace=([^)\s]+)\))?/;

/** werf does not say which of its failed operations met a kind that the cluster does not know: all of that kind did. */
function operationsOf(kind: string, { deploy, rollout }: Known): readonly Pick<Problem, 'resource' | 'namespace'>[] {
  const failed = deploy?.failed.length ? deploy.failed : (rollout?.operations.failed ?? []);
  return failed.flatMap((operation) => {
    const [, ofKind, name, namespace] = OPERATION.exec(operation) ?? [];
    return ofKind === kind ? [{ resource: `${kind}/${name}`, namespace }] : [];
  });
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => !seen.has(keyOf(problem)) && seen.add(keyOf(problem)));
}

function keyOf({ resource, namespace = '', goal }: Problem): string {
  return `${goal} ${namespace} ${resource}`;
}
