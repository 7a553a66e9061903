// Pure: what the step tells telemetry of a command, and what telemetry answers: the types that its files share.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

/**
 * - `none`: there was no event;
 * - `delivered`: all were;
 * - `spooled`: some wait in the spool for the post step;
 * - `failed`: some were rejected, or could be neither logged nor kept.
 */
export type Delivery = 'none' | 'delivered' | 'spooled' | 'failed';

/** One command that runs, as telemetry needs to know it. */
export interface StartedCommand {
  readonly words: CommandWords;
  /** When werf was started, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** The environment that the user and ci-env set, for the options that come from it. */
  readonly userEnv: Environment;
  readonly workingDirectory: string;
  /** What the binary says of itself; undefined where it says nothing. Never rejects. */
  readonly version: Promise<string | undefined>;
}

/** How a command ended. */
export interface EndedCommand {
  /** When it ended, in milliseconds since the epoch. */
  readonly endedAt: number;
  readonly exitCode: number;
  readonly durationMs: number;
}

export interface CommandTelemetry {
  /** Variables for this command's werf; an undefined one is taken away. */
  readonly variables: Environment;
  started(command: StartedCommand): void;
  ended(command: EndedCommand): void;
}

/** What became of the step's telemetry; the ids are those of the last command that ran. */
export interface TelemetryResult {
  readonly delivery: Delivery;
  readonly executionId: string;
  readonly projectId: string;
}

export interface StepTelemetry {
  command(): CommandTelemetry;
  /** Waits until all is delivered, for at most 1 second, and lets go of everything. Only the first call counts. Never rejects. */
  finish(): Promise<TelemetryResult>;
}

export interface TelemetrySettings {
  /** Where events go; undefined where `WERF_TELEMETRY_TRACE_URL` is not a URL. */
  readonly endpoint: URL | undefined;
  /** Absolute path of the user's log file, if any. */
  readonly logFile: string | undefined;
}
