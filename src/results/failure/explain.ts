// Pure: explains why a command failed, from werf's error, what it printed of the rollout, and its report.
import type { Cause, CauseKind, FinalError } from '../../reports/failure/final-error.ts';
import type { FailedBuild, ShownLines } from '../../reports/rollout/rollout.ts';
import type { Failure } from './failure.ts';
import { headlineOf, todoFor } from './headline.ts';
import { homeNamespace, type Known, type Problem, problemsOf } from './problems.ts';

/** How a command ended that did not succeed. */
export interface Ending extends Known {
  /** Whether the step was cancelled. */
  readonly cancelled: boolean;
  /** What `--timeout` or its variable allowed, in seconds; undefined where no limit was set. */
  readonly timeoutSeconds: number | undefined;
}

/** Kinds whose cause the error alone tells. */
const TOLD_BY_ERROR = new Set<CauseKind>([
  'refused',
  'unknown-kind',
  'immutable',
  'adoption',
  'template',
  'config',
  'build',
  'registry',
  'cluster',
  'plan',
  'lock',
]);

/**
 * Explains an end. Undefined where nothing is known but what werf's last line says: it was quiet, it crashed, or its
 * words are not known here.
 */
export function explain(ending: Ending): Failure | undefined {
  const problems = problemsOf(ending);
  const { error, rollout } = ending;
  const lock = rollout?.lock;
  const cause = error?.causes[0];
  if (error === undefined || cause === undefined) {
    const isStopped = ending.cancelled || rollout?.interrupted === true;
    const isKnown = problems.some(({ row }) => row !== undefined) || lock?.obtained === false;
    return isStopped && isKnown ? explained(ending, problems, 'stopped', undefined, undefined) : undefined;
  }
  const main = problems[0];
  const isTold = TOLD_BY_ERROR.has(cause.kind) || main?.row !== undefined || error.causes.length > 1;
  return isTold ? explained(ending, problems, cause.kind, cause, error) : undefined;
}

function explained(
  ending: Ending,
  problems: readonly Problem[],
  kind: Failure['kind'],
  cause: Cause | undefined,
  error: FinalError | undefined,
): Failure {
  const { rollout } = ending;
  const main = isAboutResource(kind, problems[0]) ? problems[0] : undefined;
  const build = rollout?.failedBuilds.find(({ image }) => image === cause?.image) ?? rollout?.failedBuilds[0];
  const lock = rollout?.lock;
  const facts = {
    kind,
    cause,
    main,
    build: kind === 'build' ? build : undefined,
    lock,
    cancelled: ending.cancelled,
    namespace: homeNamespace(ending),
    waitedSeconds: waited(ending, kind, main),
    timeoutSeconds: kind === 'timeout' ? ending.timeoutSeconds : undefined,
    causes: error === undefined || error.causes.length < 2 ? [] : error.causes,
    ...linesOf(problems, ending),
  };
  return {
    ...facts,
    subject: subjectOf(kind, cause, main, facts.build),
    headline: headlineOf(facts),
    reason: main?.reason ?? cause?.text ?? '',
    problems,
    todo: todoFor(facts),
    error: error?.whole ?? '',
  };
}

/** A wait for a lock is about no resource, nor is what fails before the rollout. */
function isAboutResource(kind: Failure['kind'], first: Problem | undefined): boolean {
  if (first === undefined) return false;
  if (kind === 'other') return first.state === 'FAILED';
  return ['not-ready', 'timeout', 'stopped', 'refused', 'unknown-kind', 'immutable', 'adoption'].includes(kind);
}

function subjectOf(
  kind: Failure['kind'],
  cause: Cause | undefined,
  main: Problem | undefined,
  build: FailedBuild | undefined,
): string | undefined {
  if (main !== undefined) return main.namespace === undefined ? main.resource : `${main.resource} in ${main.namespace}`;
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

function waited({ rollout, timeoutSeconds }: Ending, kind: Failure['kind'], main: Problem | undefined) {
  if (kind === 'timeout' && timeoutSeconds !== undefined) return timeoutSeconds;
  if (kind !== 'timeout' && kind !== 'stopped') return undefined;
  const since = main?.row?.waitedSinceMs;
  if (rollout === undefined || since === undefined) return undefined;
  return Math.max(0, rollout.endedMs - since) / 1000;
}

/** The logs and events of the resources that failed or have errors, and of their pods; of all, where none is singled out. */
function linesOf(problems: readonly Problem[], { rollout }: Ending): Pick<Failure, 'logs' | 'events'> {
  if (rollout === undefined) return { logs: [], events: [] };
  const singled = problems.filter(({ state, inTrouble }) => state === 'FAILED' || inTrouble);
  const keys = new Map<string, number>();
  for (const { row } of singled.length > 0 ? singled : problems) {
    for (const part of row === undefined ? [] : [row, ...row.pods]) {
      const key = `${part.namespace ?? ''} ${part.resource}`;
      if (!keys.has(key)) keys.set(key, keys.size);
    }
  }
  const rank = ({ namespace = '', resource }: ShownLines): number | undefined => keys.get(`${namespace} ${resource}`);
  const chosen = (all: readonly ShownLines[]): readonly ShownLines[] =>
    all.filter((lines) => rank(lines) !== undefined).sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0));
  return { logs: chosen(rollout.logs), events: chosen(rollout.events) };
}
