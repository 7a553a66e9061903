// Pure: what werf's output told of a rollout -> the span of the release, and of the objects that kept it waiting.
import type { DeployReport } from '../reports/reports.ts';
import { type ErrorType, EVENT_ATTRIBUTE, SPAN, SPAN_NAME } from './attributes.ts';
import { type Attributes, known } from './resource.ts';
import type { SpanContent } from './span.ts';

/** A rollout, as far as times of it are known. */
export interface RolloutFacts {
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  /** When werf began with the release, or got its lock, in milliseconds since the epoch. */
  readonly startTime: number;
  /** In milliseconds since the epoch. */
  readonly endTime: number;
  /** How long the lock was waited for, in milliseconds. */
  readonly lockWaitedMs: number | undefined;
  /** What was not ready in the end. */
  readonly waiting: readonly WaitingObject[];
}

export interface FailedObject {
  /** Kind and name, such as `Deployment/web`. */
  readonly name: string;
  readonly state: string;
  /** Begins with the cluster's word, such as `CrashLoopBackOff: back-off 40s restarting …`. */
  readonly reason: string;
}

export interface WaitingObject extends FailedObject {
  readonly goal: string;
  /** Since when, in milliseconds since the epoch. */
  readonly startTime: number;
}

/** More objects than these tell nothing more. */
const MAX_OBJECTS = 500;

/**
 * The span of a release, from where werf began with it to its end. Of the objects that were ready in the end, werf's
 * output does not say when each became so; of the others it says since when they were waited for, and that to the end.
 * @param errorType why the command failed, if it did
 */
export function releaseSpan(
  rollout: RolloutFacts,
  deploy: DeployReport | undefined,
  errorType: ErrorType | undefined,
): SpanContent {
  const release = deploy?.release ?? rollout.release;
  const { startTime, endTime } = rollout;
  return {
    name: SPAN_NAME.release(release ?? '').trimEnd(),
    type: 'release',
    startTime,
    endTime,
    attributes: known({
      [SPAN.releaseName]: release,
      [SPAN.namespace]: deploy?.namespace ?? rollout.namespace,
      [SPAN.releaseRevision]: deploy?.revision,
      [SPAN.releaseStatus]: deploy?.status,
      [SPAN.lockWaited]: rollout.lockWaitedMs === undefined ? undefined : Math.round(rollout.lockWaitedMs),
    }),
    errorType,
    children: rollout.waiting.slice(0, MAX_OBJECTS).map((object) => objectSpan(object, endTime, errorType)),
  };
}

function objectSpan(object: WaitingObject, endTime: number, errorType: ErrorType | undefined): SpanContent {
  return {
    name: SPAN_NAME.object(object.name),
    type: 'object',
    startTime: Math.min(object.startTime, endTime),
    endTime,
    attributes: { ...objectAttributes(object), [SPAN.objectGoal]: object.goal },
    // What was still waited for has not failed by itself.
    errorType: object.state === 'FAILED' ? (errorType ?? 'not_ready') : undefined,
  };
}

/** Of the reason just the first word: what follows is free text, in which an application may have put anything. */
export function objectAttributes({ name, state, reason }: FailedObject): Attributes {
  return known({
    [EVENT_ATTRIBUTE.objectName]: name,
    [EVENT_ATTRIBUTE.objectState]: state,
    [EVENT_ATTRIBUTE.objectReason]: /^[A-Za-z][A-Za-z0-9_-]{0,63}(?=:|$)/.exec(reason)?.[0],
  });
}
