// Pure: the gate that every event from outside passes before it may leave: werf's own ones, and what a spool kept.
import { createHash } from 'node:crypto';
import { type CommandOption, isKnownCommand, isKnownOption } from '../command/options.ts';
import { type Fields, fieldsOf } from '../system/guards.ts';
import type { EventAttributes, EventType, TelemetryEvent } from './event.ts';
import type { SpanAttributes } from './otlp.ts';
import { CI_NAMES, isGoArch, isGoOs, isGroupChannel } from './run-context.ts';

/** What may pass of a field, given the command of its event. */
type Guard = (value: unknown, command: string) => unknown;

const CONTAINER_BACKENDS = ['docker', 'buildah'];
const CONFIG_TYPES = ['stapel', 'dockerfile', 'staged', 'unknown'];
const BASE_IMAGE_SOURCES = ['repo', 'secondary', ''];
const STAGES = [
  'from',
  'beforeInstall',
  'dependenciesBeforeInstall',
  'gitArchive',
  'install',
  'dependenciesAfterInstall',
  'beforeSetup',
  'dependenciesBeforeSetup',
  'setup',
  'dependenciesAfterSetup',
  'gitCache',
  'gitLatestPatch',
  'dockerInstructions',
  'dockerfile',
  'imageSpec',
  'manifest',
  'importsBeforeInstall',
  'importsAfterInstall',
  'importsBeforeSetup',
  'importsAfterSetup',
];
/** Docker's instructions (Dockerfile reference), which name the stages of a staged Dockerfile. */
const DOCKERFILE_INSTRUCTIONS =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';
const DOCKERFILE_STAGE = new RegExp(`^(?:\\d{1,6}-?)?(?:${DOCKERFILE_INSTRUCTIONS})(?:-?\\d{1,6})?$`);

/** The last millisecond whose nanoseconds fit into the 64 bits that OTLP has for them. */
const MAX_TIME_MS = 18_446_744_073_709;

const bool: Guard = (value) => (typeof value === 'boolean' ? value : undefined);
const count: Guard = (value) => (isCount(value) ? value : undefined);
const integer: Guard = (value) => (Number.isSafeInteger(value) ? value : undefined);
const emptied: Guard = (value) => (value === undefined ? undefined : '');
const versionText: Guard = (value) => (typeof value === 'string' && isVersion(value) ? value : '');
const oneOf =
  (allowed: readonly string[]): Guard =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? value : undefined;
const stage: Guard = (value) =>
  typeof value === 'string' && (STAGES.includes(value) || DOCKERFILE_STAGE.test(value)) ? value : undefined;
/** The name of an image that an event kept here holds: hashed when it came in. */
const image: Guard = (value) => (isHash(value) ? value : undefined);

/** The fields of each type of event, in werf's order, and what may pass in each. */
const EVENT_DATA: Readonly<Record<EventType, Readonly<Record<string, Guard>>>> = {
  CommandStarted: { commandOptions: (value, command) => commandOptions(value, command) },
  CommandExited: { exitCode: integer, durationMs: count },
  UnshallowFailed: { errorMessage: emptied, gitlabRunnerVersion: versionText, gitlabServerVersion: versionText },
  BuildStarted: { imagesCount: count, containerBackend: oneOf(CONTAINER_BACKENDS), inContainer: bool },
  BuildFinished: { durationMs: count, success: bool, imagesCount: count },
  ImageBuildFinished: { image, durationMs: count, rebuilt: bool, configType: oneOf(CONFIG_TYPES) },
  StageBuildFinished: {
    image,
    stage,
    durationMs: count,
    fromCache: bool,
    baseImageSource: oneOf(BASE_IMAGE_SOURCES),
    baseImagePulled: bool,
  },
};

/**
 * Whether a text looks like a version: what `werf version` prints, or GitLab's. Of words only these may be in it, because
 * who builds a werf of their own may write anything there, and of numbers only three, because four may be an address.
 */
export function isVersion(text: string): boolean {
  return (
    text === 'dev' ||
    /^v?\d{1,5}(?:\.\d{1,5}){1,2}(?:[-+](?:alpha|beta|ce|dev|ea|ee|fix|pre|rc)(?:[.-]?\d{1,4}(?:[.-]\d{1,4})?)?){0,2}$/.test(
      text,
    )
  );
}

/** Puts the attributes of a span of werf's into the shape of the telemetry page, still unchecked. */
export function eventOfSpan(span: SpanAttributes): Fields {
  return {
    ...Object.fromEntries(span),
    eventData: json(span.get('eventData')),
    attributes: json(span.get('attributes')),
  };
}

/**
 * Lets an event of werf's pass, as it came in a span. The names of images leave as a SHA-256.
 * @returns undefined for an event of unknown type or command, or without a usable id
 */
export function passWerfEvent(event: unknown): TelemetryEvent | undefined {
  const { command, eventData, ...rest } = fieldsOf(event);
  if (typeof command !== 'string' || !isKnownCommand(command)) return undefined;
  return passEvent({ ...rest, command, eventData: hashImage(fieldsOf(eventData)) });
}

/**
 * Lets an event pass that was kept in a spool, where the step itself put it, or that the step makes anew. A command of
 * the action's own events that the catalogue does not know is just `werf`.
 * @returns undefined for an event of unknown type or command, or without a usable id
 */
export function passKeptEvent(event: unknown): TelemetryEvent | undefined {
  const { command } = fieldsOf(event);
  const isKnown = typeof command === 'string' && (command === 'werf' || isKnownCommand(command));
  return isKnown ? passEvent(fieldsOf(event)) : undefined;
}

/**
 * Values from closed sets, numbers, Booleans and hashes only, in werf's shape and with werf's `schemaVersion`. Free text
 * is emptied, a field that does not fit is left out.
 */
function passEvent(event: Fields): TelemetryEvent | undefined {
  const { ts, executionID, userID, projectID, command, attributes, eventType, eventData, schemaVersion } = event;
  if (!isCount(ts) || ts > MAX_TIME_MS || !isUuid(executionID) || !isEventType(eventType)) return undefined;
  if (!isCount(schemaVersion) || schemaVersion > 99 || typeof command !== 'string') return undefined;
  return {
    ts,
    executionID,
    ...(userID !== undefined && { userID: '' }),
    projectID: isHash(projectID) ? projectID : '',
    command,
    attributes: passAttributes(fieldsOf(attributes)),
    eventType,
    eventData: passFields(fieldsOf(eventData), EVENT_DATA[eventType], command),
    schemaVersion,
  };
}

/** The data of an event of werf's, with the name of its image, if it has one, as a hash. */
function hashImage(data: Fields): Fields {
  const { image } = data;
  return typeof image === 'string' ? { ...data, image: createHash('sha256').update(image).digest('hex') } : data;
}

function passAttributes({ arch, os, groupChannel, version, ci, ciName, extra }: Fields): EventAttributes {
  return {
    ...(typeof arch === 'string' && isGoArch(arch) && { arch }),
    ...(typeof os === 'string' && isGoOs(os) && { os }),
    ...(typeof groupChannel === 'string' && isGroupChannel(groupChannel) && { groupChannel }),
    ...(typeof version === 'string' && isVersion(version) && { version }),
    ...(ci === true && { ci }),
    ...(typeof ciName === 'string' && CI_NAMES.has(ciName) && { ciName }),
    ...(extra !== undefined && { extra: {} }),
  };
}

function passFields(data: Fields, guards: Readonly<Record<string, Guard>>, command: string): Fields {
  const passed: Record<string, unknown> = {};
  for (const [name, guard] of Object.entries(guards)) {
    const value = guard(data[name], command);
    if (value !== undefined && Object.hasOwn(data, name)) passed[name] = value;
  }
  return passed;
}

function commandOptions(value: unknown, command: string): readonly CommandOption[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const passed = value.flatMap((option) => {
    const { name, asCli, asEnv, count: times } = fieldsOf(option);
    if (typeof name !== 'string' || !isKnownOption(command, name)) return [];
    return [{ name, asCli: asCli === true, asEnv: asEnv === true, count: isCount(times) ? times : 0 }];
  });
  // As werf does, none are left out and not listed as none.
  return passed.length > 0 ? passed : undefined;
}

function json(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function isEventType(value: unknown): value is EventType {
  return typeof value === 'string' && Object.hasOwn(EVENT_DATA, value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
