// Pure: explains why a command failed, from werf's error, what it printed of the rollout, and its report.
import { type Cause, type CauseKind, type FinalError, finalError } from '../../reports/failure/final-error.ts';
import type { DeployReport } from '../../reports/reports.ts';
import { type FailedBuild, isDone, type Rollout, type ShownLines } from '../../reports/rollout/rollout.ts';
import type { RolloutLimits } from '../../reports/rollout-options.ts';
import { saysCrash } from '../../werf/error-text.ts';
import type { Failure } from './failure.ts';
import { headlineOf, noteOf } from './headline.ts';
import { aboutFirstCause, homeNamespace, type Known, type Problem, problemsOf, reasonedCauses } from './problems.ts';
import { suspectPods } from './reason.ts';
import { todoFor } from './todo.ts';

/** How a command ended that did not succeed. */
export interface Ending extends Known {
  /** Whether the step was cancelled. */
  readonly cancelled: boolean;
  /** Whether something killed werf. */
  readonly killed: boolean;
  /** Whether a signal ended werf, of whatever kind. */
  readonly signalled: boolean;
  /** Whether werf's last words are those of a crash, which say best where it is to be mended. */
  readonly crashed: boolean;
  readonly limits: RolloutLimits;
}

/** Kinds whose cause the error alone tells. */
const TOLD_BY_ERROR = new Set<CauseKind>([
  'refused',
  'unanswered',
  'unwatched',
  'webhook',
  'unknown-kind',
  'immutable',
  'adoption',
  'invalid',
  'template',
  'config',
  'build',
  'registry',
  'cluster',
  'plan',
  'lock',
]);

/** `Recreate: Kind/name`, in werf's list or, in small letters, in its report. */
const RECREATION = /^recreate: (\S+)/i;

/** Why a command did not succeed, and what was not ready, from all that is left of it. */
export function whyNot(
  left: Pick<Ending, 'cancelled' | 'limits' | 'rollout'> & {
    readonly errorTail?: string | undefined;
    readonly deploy?: DeployReport | undefined;
    readonly killed?: boolean;
    readonly signalled?: boolean;
    readonly crashed?: boolean;
  },
): { readonly failure: Failure | undefined; readonly problems: readonly Problem[] } {
  const { cancelled, killed = false, signalled = killed, limits, rollout, deploy, errorTail = '' } = left;
  const { crashed = saysCrash(errorTail) } = left;
  const ending = { cancelled, killed, signalled, crashed, limits, rollout, deploy, error: finalError(errorTail) };
  return { failure: explain(ending), problems: problemsOf(ending) };
}

/**
 * Explains an end. Undefined where nothing is known but what werf's last line says: it was quiet, it crashed, or its
 * words are not known here, and no table says what was not ready.
 */
export function explain(ending: Ending): Failure | undefined {
  const problems = problemsOf(ending);
  const { error } = ending;
  const cause = error?.causes[0];
  if (error === undefined || cause === undefined || ending.cancelled) return explainedByTables(ending, problems);
  const main = problems[0];
  // Of an error of several lines the first most often only introduces the others.
  const isTold = TOLD_BY_ERROR.has(cause.kind) || main?.row !== undefined || error.whole.includes('\n');
  return isTold ? explained(ending, problems, cause.kind, cause, error) : undefined;
}

/** What was not ready, of a werf that did not come to an error of its own, whatever ended it. */
function explainedByTables(ending: Ending, problems: readonly Problem[]): Failure | undefined {
  const { rollout, cancelled, killed, crashed } = ending;
  const isStopped = cancelled || killed || rollout?.interrupted === true;
  const isKnown = problems.some(({ row }) => row !== undefined) || rollout?.lock?.obtained === false;
  if (!isKnown || (crashed && !isStopped)) return undefined;
  const kind = !isStopped && problems[0]?.state === 'FAILED' ? 'not-ready' : 'stopped';
  return explained(ending, problems, kind, undefined, undefined);
}

function explained(
  ending: Ending,
  problems: readonly Problem[],
  kind: Failure['kind'],
  cause: Cause | undefined,
  error: FinalError | undefined,
): Failure {
  const { rollout } = ending;
  const first = cause === undefined || kind === 'other' ? problems[0] : aboutFirstCause(ending, problems);
  const main = isAboutResource(kind, first) ? first : undefined;
  const build = rollout?.failedBuilds.find(({ image }) => image === cause?.image) ?? rollout?.failedBuilds[0];
  const lock = rollout?.lock;
  const facts = {
    kind,
    cause,
    main,
    build: kind === 'build' ? build : undefined,
    lock,
    cancelled: ending.cancelled,
    killed: ending.killed,
    signalled: ending.signalled || rollout?.interrupted === true,
    namespace: homeNamespace(ending),
    waitedSeconds: waited(ending, kind, main),
    timeoutSeconds: kind === 'timeout' ? ending.limits.timeoutSeconds : undefined,
    rolledBack: ending.limits.autoRollback && main?.row?.readyElsewhere === true,
    deleted: isDeleted(main, ending),
    causes: error === undefined || error.causes.length < 2 ? [] : reasonedCauses(ending),
    ...linesOf(problems, ending),
  };
  return {
    ...facts,
    subject: subjectOf(kind, cause, main, facts.build),
    headline: headlineOf(facts),
    reason: main?.reason ?? cause?.text ?? '',
    problems,
    todo: todoFor(facts),
    note: noteOf(facts),
    error: error?.whole ?? '',
    deploy: ending.deploy ?? printedDeploy(rollout),
    done: doneOf(rollout, problems),
  };
}

/** What became ready, or gone; not what failed and was rolled back or deleted afterwards. */
function doneOf(rollout: Rollout | undefined, problems: readonly Problem[]): Failure['done'] {
  const failed = new Set(problems.map(nameOf));
  const rows = (rollout?.resources ?? []).filter((row) => isDone(row) && !failed.has(nameOf(row)));
  return rows.map((row) => ({ name: nameOf(row), gone: row.goal === 'absent' }));
}

/**
 * Whether werf deleted a resource after it had failed, as `hook-delete-policy` may say. One that was made anew was gone
 * before.
 */
function isDeleted(main: Problem | undefined, { rollout, deploy }: Ending): boolean {
  if (main === undefined || rollout === undefined) return false;
  const operations = [rollout.operations, deploy].flatMap((lists) => [
    ...(lists?.completed ?? []),
    ...(lists?.failed ?? []),
  ]);
  if (operations.some((operation) => RECREATION.exec(operation)?.[1] === main.resource)) return false;
  return rollout.resources.some((row) => row.goal === 'absent' && isDone(row) && nameOf(row) === nameOf(main));
}

/** What werf printed of the release, where it wrote no report, as `rollback` does not. */
function printedDeploy(rollout: Rollout | undefined): DeployReport | undefined {
  if (rollout?.release === undefined) return undefined;
  const { release, namespace, operations } = rollout;
  return { release, namespace, revision: undefined, status: undefined, ...operations };
}

function nameOf({ resource, namespace }: Pick<Problem, 'resource' | 'namespace'>): string {
  return namespace === undefined ? resource : `${resource} in ${namespace}`;
}

/** A wait for a lock is about no resource, nor is what fails before the rollout. */
function isAboutResource(kind: Failure['kind'], first: Problem | undefined): boolean {
  if (first === undefined) return false;
  if (kind === 'other') return first.state === 'FAILED';
  return [
    'not-ready',
    'timeout',
    'stopped',
    'refused',
    'unanswered',
    'unwatched',
    'webhook',
    'unknown-kind',
    'immutable',
    'adoption',
  ].includes(kind);
}

function subjectOf(
  kind: Failure['kind'],
  cause: Cause | undefined,
  main: Problem | undefined,
  build: FailedBuild | undefined,
): string | undefined {
  if (main !== undefined) return nameOf(main);
  if (kind === 'build') {
    const image = build?.image ?? cause?.image;
    if (image === undefined) return undefined;
    return build?.stage === undefined ? `image ${image}` : `image ${image}, stage ${build.stage}`;
  }
  const subjects: Partial<Record<Failure['kind'], string>> = {
    cluster: 'Kubernetes cluster',
    registry: 'registry',
    config: 'werf.yaml',
  };
  return subjects[kind];
}

function waited({ rollout, limits }: Ending, kind: Failure['kind'], main: Problem | undefined): number | undefined {
  if (kind === 'timeout' && limits.timeoutSeconds !== undefined) return limits.timeoutSeconds;
  if (kind !== 'timeout' && kind !== 'stopped') return undefined;
  const since = main?.row?.waitedSinceMs;
  if (rollout === undefined || since === undefined) return undefined;
  return Math.max(0, rollout.endedMs - since) / 1000;
}

/**
 * The logs and events of the resources that failed or have errors, and of their pods in trouble; of all, where none is
 * singled out. What a pod without trouble printed would be read as the cause.
 */
function linesOf(problems: readonly Problem[], { rollout }: Ending): Pick<Failure, 'logs' | 'events'> {
  if (rollout === undefined) return { logs: [], events: [] };
  const singled = problems.filter(({ state, inTrouble }) => state === 'FAILED' || inTrouble);
  const keys = new Map<string, number>();
  for (const { row } of singled.length > 0 ? singled : problems) {
    for (const part of row === undefined ? [] : [row, ...suspectPods(row.pods)]) {
      const key = `${part.namespace ?? ''} ${part.resource}`;
      if (!keys.has(key)) keys.set(key, keys.size);
    }
  }
  const reasons = singled.map(({ reason }) => reason).join('\n');
  const rank = (lines: ShownLines): number | undefined => {
    const place = keys.get(`${lines.namespace ?? ''} ${lines.resource}`);
    return place === undefined || isNamed(lines, reasons) ? place : place + 0.5;
  };
  const chosen = (all: readonly ShownLines[]): readonly ShownLines[] =>
    all.filter((lines) => rank(lines) !== undefined).sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0));
  return { logs: chosen(rollout.logs), events: chosen(rollout.events) };
}

/** Whether it is the log of the container that crashed, which stands before those beside it. */
function isNamed({ resource, source }: ShownLines, reasons: string): boolean {
  return reasons.includes(`${source.replace('container/', 'container=')} pod=${resource.replace('Pod/', '')}_`);
}
