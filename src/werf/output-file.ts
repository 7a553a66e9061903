// Effect: the file that werf's stdout is also written to.
import { closeSync, openSync, writeSync } from 'node:fs';
import { errorCode, inputError, StepError } from '../system/errors.ts';
import { statOf } from '../system/files.ts';
import type { OutputSink } from './output-sink.ts';

export interface OutputFile {
  readonly write: OutputSink;
  /** Notes that not all of werf's stdout could be read. */
  cutShort(): void;
  /** @returns an error where not all could be written: a manifest cut short must not pass for a whole one */
  close(): StepError | undefined;
}

/**
 * Opens the file, empty. All commands of a step write to it, one after the other.
 * @throws StepError where it cannot be written
 */
export function openOutputFile(path: string): OutputFile {
  const file = open(path);
  let hasFailed = false;
  let reason: string | undefined;
  return {
    write: (chunk) => {
      if (hasFailed) return;
      try {
        for (let written = 0; written < chunk.length; ) written += writeSync(file, chunk, written);
      } catch (error) {
        hasFailed = true;
        reason ??= errorCode(error);
      }
    },
    cutShort: () => {
      reason ??= 'not all of stdout could be read, most often because a process that werf left behind still holds it';
    },
    close: () => {
      closeSync(file);
      if (reason === undefined) return undefined;
      return new StepError(`Input output-file: ${path} could not be written whole: ${reason}.`);
    },
  };
}

function open(path: string): number {
  const stats = statOf(path);
  // Opening a named pipe would wait for a reader, and for no signal.
  if (stats?.isFIFO() || stats?.isSocket()) {
    throw inputError('output-file', path, 'a file that can be written, not a pipe or a socket.');
  }
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw inputError('output-file', path, `a file that can be written, in an existing folder (${errorCode(error)}).`);
  }
}
