// Effect: the file in which a user sees every event, before it is sent.
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { TelemetryEvent } from '../event.ts';

export interface EventLog {
  /** Appends one event as a line of JSON, in the shape of the telemetry page. @throws where it cannot be written whole */
  append(event: TelemetryEvent): void;
  close(): void;
}

/**
 * The log at `path`, which is opened at the first event.
 * @param path absolute
 */
export function openEventLog(path: string): EventLog {
  // Not blocking, because a named pipe that nobody reads would otherwise hold the step.
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  let file: number | undefined;
  return {
    append: (event) => {
      file ??= openSync(path, flags, 0o644);
      writeWhole(file, `${JSON.stringify(event)}\n`);
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** Writes all of a text. @throws also where only a part of it fits */
export function writeWhole(file: number, text: string): void {
  const length = Buffer.byteLength(text);
  const written = writeSync(file, text);
  if (written !== length) throw new Error(`only ${written} of ${length} bytes could be written`);
}
