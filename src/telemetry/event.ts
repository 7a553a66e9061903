// Pure: the telemetry events, in the shape of werf's telemetry page (schema version 1) and of werf 2.77.1 (version 2).
import type { CommandOption } from '../command/options.ts';
import type { RunContext } from './run-context.ts';

/** The environment of the run. A field that is not known is absent. */
export interface EventAttributes extends RunContext {
  /** What `werf version` prints, such as `v2.77.1`. Absent where it does not look like a version. */
  readonly version?: string;
  /** Always empty: what werf lets users add is free text. Only in schema version 2. */
  readonly extra?: Readonly<Record<string, never>>;
}

/** The data of each type of event. A field of werf's own events that did not pass the gate is absent. */
export interface EventData {
  readonly CommandStarted: {
    /** The options that were used, sorted by name. Absent where there are none. */
    readonly commandOptions?: readonly CommandOption[];
  };
  readonly CommandExited: {
    /** werf's exit code, or 128 + the number of the signal that ended it. */
    readonly exitCode?: number;
    /** How long the command ran, in milliseconds. */
    readonly durationMs?: number;
  };
  readonly UnshallowFailed: {
    /** Always empty: werf's text can hold paths and URLs. */
    readonly errorMessage?: '';
    /** GitLab's version of the runner; empty on GitHub. */
    readonly gitlabRunnerVersion?: string;
    /** GitLab's version of the server; empty on GitHub. */
    readonly gitlabServerVersion?: string;
  };
  readonly BuildStarted: {
    /** How many images are to be built. */
    readonly imagesCount?: number;
    /** `docker` or `buildah`. */
    readonly containerBackend?: string;
    /** Whether werf runs in a container. */
    readonly inContainer?: boolean;
  };
  readonly BuildFinished: {
    /** How long the build took, in milliseconds. */
    readonly durationMs?: number;
    /** Whether it succeeded. */
    readonly success?: boolean;
    /** How many images it had. */
    readonly imagesCount?: number;
  };
  readonly ImageBuildFinished: {
    /** SHA-256 of the image's name, which werf itself sends in clear. */
    readonly image?: string;
    /** How long the image took, in milliseconds. */
    readonly durationMs?: number;
    /** Whether any of it was built; otherwise it came from the cache. */
    readonly rebuilt?: boolean;
    /** How `werf.yaml` describes it: `stapel`, `dockerfile`, `staged` or `unknown`. */
    readonly configType?: string;
  };
  readonly StageBuildFinished: {
    /** SHA-256 of the image's name, which werf itself sends in clear. */
    readonly image?: string;
    /** One of werf's names of stages, such as `install`, or a Dockerfile instruction with its number, such as `COPY1`. */
    readonly stage?: string;
    /** How long the stage took, in milliseconds. */
    readonly durationMs?: number;
    /** Whether it came from the cache. */
    readonly fromCache?: boolean;
    /** Where its base image came from: `repo`, `secondary` or empty. */
    readonly baseImageSource?: string;
    /** Whether the base image was pulled. */
    readonly baseImagePulled?: boolean;
  };
}

export type EventType = keyof EventData;

/** One event. The order of the fields is the one of the telemetry page. */
export interface TelemetryEvent<Type extends EventType = EventType> {
  /** When it happened, in milliseconds since the epoch. */
  readonly ts: number;
  /** A random UUID, one for each werf command that runs. */
  readonly executionID: string;
  /** Always empty: werf hashes a network card's address. Only in schema version 2. */
  readonly userID?: '';
  /**
   * SHA-256 of the git origin's host and path, or, without an origin, of the repository that the workflow runs for. Empty
   * where there is neither.
   */
  readonly projectID: string;
  /** `werf` and the words of a known command, never an argument. */
  readonly command: string;
  /** The environment of the run. */
  readonly attributes: EventAttributes;
  /** What happened: one of the types below. */
  readonly eventType: Type;
  /** What is known of it: the fields of its type below. */
  readonly eventData: EventData[Type];
  /** 1 for the action's own events, what werf says for werf's. */
  readonly schemaVersion: number;
}

/** What all events of one command share. */
export interface Execution {
  readonly executionID: string;
  readonly projectID: string;
  readonly command: string;
  readonly attributes: EventAttributes;
}

/** The event of a command that starts. Options are left out where there are none, as werf does. */
export function commandStarted(
  execution: Execution,
  ts: number,
  options: readonly CommandOption[],
): TelemetryEvent<'CommandStarted'> {
  return event(execution, ts, 'CommandStarted', options.length > 0 ? { commandOptions: options } : {});
}

/**
 * The event of a command that ended.
 * @param exitCode the command's exit code, or 128 + the number of the signal that ended it
 * @param durationMs whole milliseconds
 */
export function commandExited(
  execution: Execution,
  ts: number,
  exitCode: number,
  durationMs: number,
): TelemetryEvent<'CommandExited'> {
  return event(execution, ts, 'CommandExited', { exitCode, durationMs });
}

function event<Type extends EventType>(
  { executionID, projectID, command, attributes }: Execution,
  ts: number,
  eventType: Type,
  eventData: EventData[Type],
): TelemetryEvent<Type> {
  const { arch, os, version, groupChannel, ci, ciName } = attributes;
  return {
    ts,
    executionID,
    projectID,
    command,
    attributes: {
      ...(arch !== undefined && { arch }),
      ...(os !== undefined && { os }),
      ...(groupChannel !== undefined && { groupChannel }),
      ...(version !== undefined && { version }),
      ...(ci !== undefined && { ci }),
      ...(ciName !== undefined && { ciName }),
    },
    eventType,
    eventData,
    schemaVersion: 1,
  };
}
