// Effect: notes of the commands that were about to start, for a step that is killed before it could keep their events.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';

/** A command that was about to start. What it is, the post step knows from the same inputs. */
export interface StartNote {
  /** Which of the step's commands it is, from 0. */
  readonly index: number;
  readonly executionID: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** @throws where the note cannot be written */
export function writeStartNote(path: string, command: StartNote): void {
  appendFileSync(path, `${JSON.stringify(command)}\n`, { mode: 0o600 });
}

/** The notes, still unchecked; none where there is no file or it cannot be read. Never throws. */
export function readStartNotes(path: string): readonly Partial<StartNote>[] {
  try {
    return readFileSync(path, 'utf8')
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
