// Pure: what happened in one plain sentence.
import type { Cause } from '../../reports/failure/final-error.ts';
import type { FailedBuild, LockWait, ShownLines } from '../../reports/rollout/rollout.ts';
import { formatSeconds } from '../summary/units.ts';
import type { Failure } from './failure.ts';
import { meaningOf } from './plain-words.ts';
import type { Problem } from './problems.ts';
import type { Sentence } from './sentence.ts';

/** What a headline is made of. */
export interface Facts {
  readonly kind: Failure['kind'];
  readonly cause: Cause | undefined;
  readonly main: Problem | undefined;
  readonly build: FailedBuild | undefined;
  readonly lock: LockWait | undefined;
  readonly cancelled: boolean;
  readonly killed: boolean;
  /** Of an end without an error of werf's: whether a signal was it. */
  readonly signalled: boolean;
  readonly waitedSeconds: number | undefined;
  /** Of a timeout whose limit is known. */
  readonly timeoutSeconds: number | undefined;
  /** Whether the resource became ready again after an automatic rollback. */
  readonly rolledBack: boolean;
  /** Whether werf deleted the resource in the end. */
  readonly deleted: boolean;
  readonly causes: readonly Cause[];
  readonly logs: readonly ShownLines[];
  /** The release's. */
  readonly namespace: string | undefined;
}

export function headlineOf(facts: Facts): Sentence {
  const { kind, main, causes } = facts;
  if (kind === 'stopped') return stopped(facts);
  if (kind === 'timeout' && main !== undefined) return timedOut(facts, main);
  if (kind === 'adoption' && causes.length > 1) return [`${causes.length} resources belong to another release.`];
  if (kind === 'unwatched' && main !== undefined) return ['werf could not watch ', ...resource(main), '.'];
  const [named, tells] = main === undefined ? about(facts) : [resource(main), failed(kind, main)];
  const others = otherErrors(causes);
  return [...named, `${tells}.${others}${afterwards(facts)}`];
}

/** What became of the resource. */
function afterwards({ rolledBack, deleted }: Facts): string {
  if (rolledBack) return ' werf rolled back, and it became ready again.';
  return deleted ? ' werf deleted it.' : '';
}

function otherErrors(causes: readonly Cause[]): string {
  const others = causes.slice(1);
  if (others.length > 0 && others.every(({ inRollback }) => inRollback)) return ' The rollback failed too.';
  return causes.length > 1 ? ` werf met ${causes.length} errors.` : '';
}

function stopped({ main, lock, cancelled, killed, signalled, waitedSeconds }: Facts): Sentence {
  const by = killed ? 'Something killed werf' : signalled ? 'A signal stopped werf' : 'werf ended';
  const verb = `${cancelled ? 'Cancelled while werf' : `${by} while it`} waited`;
  if (main !== undefined) {
    return [`${verb} for `, ...resource(main), `${goalWords(main)}${after(waitedSeconds)}.`];
  }
  const name = lock?.name ?? '';
  return [verb, after(lockSeconds(lock)), ' for the lock ', { code: name }, ', which another deployment holds.'];
}

function timedOut(facts: Facts, main: Problem): Sentence {
  const { waitedSeconds, timeoutSeconds, causes } = facts;
  const failed = { ready: ' did not become ready', present: ' was not there', absent: ' was not gone' }[main.goal];
  const within = waitedSeconds === undefined ? ' in time' : ` within ${limit(waitedSeconds)}`;
  const option: Sentence = timeoutSeconds === undefined ? [] : [' (', { code: '--timeout' }, ')'];
  return [
    ...resource(main),
    failed,
    within,
    ...option,
    `${because(main.reason)}.${otherErrors(causes)}${afterwards(facts)}`,
  ];
}

function failed(kind: Facts['kind'], { reason, resource }: Problem): string {
  if (kind === 'refused') return ' was refused by the cluster';
  if (kind === 'unanswered') return ' was not applied, as far as werf knows: the cluster did not answer as it should';
  if (kind === 'webhook') return ' was not applied: a webhook of the cluster did not answer';
  if (kind === 'unknown-kind') return ' is of a kind that the cluster does not know';
  if (kind === 'immutable') return ' cannot be changed: a field is immutable';
  if (kind === 'adoption') return ' belongs to another release';
  const verb = resource.startsWith('Job/') ? ' failed' : ' did not become ready';
  return `${verb}${because(reason)}`;
}

function because(reason: string): string {
  const meaning = meaningOf(reason);
  return meaning === '' ? '' : `: ${meaning}`;
}

/** What failed before any resource could. */
function about({ kind, cause, build }: Facts): readonly [Sentence, string] {
  const image = build?.image ?? cause?.image;
  if (kind === 'build' && image !== undefined) {
    const stage: Sentence = build?.stage === undefined ? [] : [' in its stage ', { code: build.stage }];
    return [['Image ', { code: image }, ' failed', ...stage], ''];
  }
  const words: Partial<Record<Facts['kind'], string>> = {
    template: 'The chart could not be rendered',
    refused: 'The cluster refused what werf asked for',
    unanswered: 'The cluster did not answer as it should',
    webhook: 'A webhook of the cluster did not answer',
    invalid: "The chart's resources did not pass werf's validation",
    config: 'werf.yaml could not be used',
    build: 'The images could not be built',
    registry: 'werf could not work with the registry',
    cluster: 'werf could not work with the Kubernetes cluster',
    plan: 'The saved plan could not be used',
    lock: 'werf could not lock the release',
    'unknown-kind': 'The cluster does not know a kind',
    immutable: 'A resource cannot be changed: a field is immutable',
  };
  return [[words[kind] ?? 'werf failed'], ''];
}

function resource({ resource, namespace }: Problem): Sentence {
  return namespace === undefined ? [{ code: resource }] : [{ code: resource }, ' in ', { code: namespace }];
}

function goalWords({ goal }: Problem): string {
  return { ready: '', present: ' to be there', absent: ' to be gone' }[goal];
}

/** A limit that somebody set is a whole number. */
function limit(seconds: number): string {
  return seconds < 60 && Number.isInteger(seconds) ? `${seconds} s` : formatSeconds(seconds);
}

function after(seconds: number | undefined): string {
  return seconds === undefined ? '' : ` for ${formatSeconds(seconds)}`;
}

function lockSeconds(lock: LockWait | undefined): number | undefined {
  return lock === undefined ? undefined : lock.waitedMs / 1000;
}

/** How Go says that nobody answered at an address. */
const UNREACHABLE = /\bdial tcp\b.{0,300}?\b(?:connection refused|no route to host|i\/o timeout|no such host)\b/s;

/** What else there was to it. */
export function noteOf(facts: Facts): Sentence | undefined {
  // Who did not answer a webhook's call is another than the cluster.
  const isLost = facts.causes.some(
    ({ kind, text }) => kind === 'unanswered' || (kind !== 'webhook' && UNREACHABLE.test(text)),
  );
  const isStale = facts.main?.row !== undefined && isLost;
  return isStale
    ? ['When werf ended, the cluster did not answer any more: what is shown may be of before.']
    : lockNote(facts);
}

/** What held werf up before, where another deployment's lock did. */
function lockNote({ kind, main, lock }: Facts): Sentence | undefined {
  if (lock === undefined || (kind === 'stopped' && main === undefined)) return undefined;
  const time = lock.waitedMs < 1000 ? '' : after(lock.waitedMs / 1000);
  return [`Before that, werf waited${time} for the lock `, { code: lock.name }, ', which another deployment held.'];
}
