// The recorded runs of a real werf, in test/golden/werf-2.77.1.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../golden/werf-2.77.1');

export interface RecordedRun {
  /** The command line, with the word `werf`. */
  readonly argv: readonly string[];
  /** Variables that this run had, as `NAME=value`. */
  readonly env: readonly string[];
  readonly exitCode: number;
}

/** An event as the official decoder read it. */
export interface RecordedEvent {
  /** The file of the request that it came in. */
  readonly request: string;
  readonly executionID: string;
  readonly command: string;
  readonly eventType: string;
  readonly eventData: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The names of all recorded runs. */
export const RECORDINGS: readonly string[] = readdirSync(FOLDER);

export function readRun(recording: string): RecordedRun {
  return JSON.parse(readFileSync(join(FOLDER, recording, 'run.json'), 'utf8'));
}

export function readEvents(recording: string): readonly RecordedEvent[] {
  return JSON.parse(readFileSync(join(FOLDER, recording, 'events.json'), 'utf8'));
}

/** The body of a recorded request. */
export function readRequest(recording: string, name: string): Buffer {
  return readFileSync(join(FOLDER, recording, 'requests', name));
}
