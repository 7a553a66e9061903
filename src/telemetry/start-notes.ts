// Effect: notes of the commands that were about to start, for a step that is killed before it could keep their events.
import { rmSync } from 'node:fs';
import { appendWhole, readRegularFile } from '../system/files.ts';

/** A command that was about to start. What it is, the post step knows from the same inputs. */
export interface StartNote {
  /** Which of the step's commands it is, from 0. */
  readonly index: number;
  readonly executionID: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Far more than a step's notes take. */
const MAX_BYTES = 1024 * 1024;

/** @throws where the note cannot be written */
export function writeStartNote(path: string, command: StartNote): void {
  appendWhole(path, `${JSON.stringify(command)}\n`, 0o600);
}

/** The notes, still unchecked; none where there is no file or it cannot be read. Never throws. */
export function readStartNotes(path: string): readonly Partial<StartNote>[] {
  try {
    return String(readRegularFile(path, MAX_BYTES) ?? '')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => ({ ...JSON.parse(line) }));
  } catch {
    return [];
  }
}

/** Forgets the notes, once the commands' events are kept or will not be. Never throws. */
export function removeStartNotes(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The post step removes the folder.
  }
}
