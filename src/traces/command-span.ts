// Pure: what is known of a command that ended -> its span.
import type { BuildReport, DeployReport } from '../reports/reports.ts';
import { type ErrorType, EVENT, EVENT_ATTRIBUTE, type Result, SPAN } from './attributes.ts';
import { errorTypeOf } from './error-type.ts';
import { imageSpans, omittedSpans, type TimeSpan } from './image-spans.ts';
import { type FailedObject, objectAttributes, type RolloutFacts, releaseSpan } from './release-span.ts';
import { type Attributes, known } from './resource.ts';
import type { SpanContent, SpanEvent } from './span.ts';

export interface CommandFacts {
  /** `werf` and the words of a known command, such as `werf converge`. */
  readonly command: string;
  readonly result: 'success' | 'failure' | 'cancelled';
  /** werf's, or 128 + the signal that ended it. */
  readonly exitCode: number;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly pid?: number | undefined;
  readonly version?: string | undefined;
  /** When the checked-out commit was made, in seconds since the epoch. */
  readonly commitTime?: number | undefined;
  readonly build?: BuildReport | undefined;
  readonly deploy?: DeployReport | undefined;
  /** The objects of the cluster that kept it from succeeding. */
  readonly failedObjects?: readonly FailedObject[] | undefined;
  /** What it printed of a rollout, if it came to one. */
  readonly rollout?: RolloutFacts | undefined;
  /** The end of what it wrote to stderr, without colours; only what kind of error it tells is used. */
  readonly errorText?: string | undefined;
}

const RESULT_OF: Readonly<Record<CommandFacts['result'], Result>> = {
  success: 'success',
  failure: 'failure',
  cancelled: 'cancellation',
};

/** More attributes than these would have to be looked for in the command line or the environment, which hold secrets. */
export function commandSpan(facts: CommandFacts): SpanContent {
  const { command, startedAt, durationMs, build, deploy, rollout } = facts;
  const errorType = errorTypeOfCommand(facts);
  const time = { startTime: startedAt, endTime: startedAt + durationMs };
  const images = imageSpans(build?.images ?? [], time);
  return {
    name: command,
    type: 'command',
    ...time,
    attributes: { ...processAttributes(facts), ...buildAttributes(build, images), ...releaseAttributes(deploy) },
    errorType,
    events: [...operationEvents(deploy), ...(facts.failedObjects ?? []).map(failedObject)],
    children: rollout === undefined ? images : [...images, releaseSpan(clippedTo(time, rollout), deploy, errorType)],
  };
}

/** The last of what a command printed can be read a moment after its end was seen; no span outlasts the one above it. */
function clippedTo({ startTime, endTime }: TimeSpan, rollout: RolloutFacts): RolloutFacts {
  const inside = (time: number) => Math.min(Math.max(startTime, time), endTime);
  return { ...rollout, startTime: inside(rollout.startTime), endTime: inside(rollout.endTime) };
}

/** Why a command failed; undefined where it did not, or was cancelled. */
export function errorTypeOfCommand({ result, exitCode, errorText = '' }: CommandFacts): ErrorType | undefined {
  return result === 'failure' ? errorTypeOf(exitCode, errorText) : undefined;
}

function processAttributes({ result, exitCode, pid, version, commitTime }: CommandFacts): Attributes {
  return known({
    [SPAN.executable]: 'werf',
    [SPAN.exitCode]: exitCode,
    [SPAN.pid]: pid,
    [SPAN.commandResult]: RESULT_OF[result],
    [SPAN.werfVersion]: version,
    [SPAN.commitTime]: commitTime,
  });
}

function buildAttributes(build: BuildReport | undefined, spans: readonly SpanContent[]): Attributes {
  if (build === undefined) return {};
  const stages = build.images.flatMap((image) => image.stages);
  return known({
    [SPAN.buildImages]: build.images.length,
    [SPAN.buildImagesRebuilt]: build.images.filter(({ rebuilt }) => rebuilt).length,
    [SPAN.buildStages]: stages.length,
    [SPAN.buildStagesRebuilt]: stages.filter(({ rebuilt }) => rebuilt).length,
    [SPAN.buildSpansOmitted]: omittedSpans(build.images, spans) || undefined,
  });
}

function releaseAttributes(deploy: DeployReport | undefined): Attributes {
  if (deploy === undefined) return {};
  return known({
    [SPAN.releaseName]: deploy.release,
    [SPAN.namespace]: deploy.namespace,
    [SPAN.releaseRevision]: deploy.revision,
    [SPAN.releaseStatus]: deploy.status,
    [SPAN.operationsCompleted]: deploy.completed.length,
    [SPAN.operationsCanceled]: deploy.canceled.length,
    [SPAN.operationsFailed]: deploy.failed.length,
  });
}

/** Those that failed come last: a span keeps the last 128 events. */
function operationEvents(deploy: DeployReport | undefined): readonly SpanEvent[] {
  const events = (result: string, operations: readonly string[] = []) =>
    operations.map((operation) => operationEvent(operation, result));
  return [
    ...events('completed', deploy?.completed),
    ...events('canceled', deploy?.canceled),
    ...events('failed', deploy?.failed),
  ];
}

/** `create: ConfigMap/shop` and the like. */
function operationEvent(operation: string, result: string): SpanEvent {
  const [, action, object = operation] = /^([a-z][a-z -]{0,30}): (.+)$/is.exec(operation) ?? [];
  return {
    name: EVENT.operation,
    attributes: known({
      [EVENT_ATTRIBUTE.operationAction]: action?.toLowerCase(),
      [EVENT_ATTRIBUTE.operationResult]: result,
      [EVENT_ATTRIBUTE.objectName]: object,
    }),
  };
}

const failedObject = (object: FailedObject): SpanEvent => ({
  name: EVENT.failedObject,
  attributes: objectAttributes(object),
});
