// Effect: what of werf's output goes to the job log, and in which form. Loaded once it prints something.
import type { Writable } from 'node:stream';
import { commandSpotter } from './command-spotter.ts';
import { LineMerger } from './line-merger.ts';
import { type LogEnd, type LogWriter, writeToLog } from './log-writer.ts';

/** Where werf's streams go. */
export interface LogTarget {
  /** The log's stream for stdout, and the one for stderr. Where they are the same, each line stays whole. */
  readonly streams: readonly [Writable, Writable];
  /** Gets the names of the workflow commands that werf prints; undefined where it may give some. */
  readonly spotted: Set<string> | undefined;
}

export interface OutputLog {
  /** Takes a chunk of stdout (0) or stderr (1), whose memory is given back once it is written. */
  push(from: 0 | 1, chunk: Buffer): void;
  /** Whether so much waits for the log's reader that nothing more should be read. */
  isFull(): boolean;
  /** Takes more than before, because werf has ended. */
  takeTheRest(): void;
  /** Hands all to the log's streams, so that what is printed next comes after it. */
  end(): LogEnd & { readonly lineIsOpen: boolean };
}

/** @param hasRoom called when there is room again */
export function outputLog({ streams, spotted }: LogTarget, hasRoom: () => void): OutputLog {
  const writers = [...new Set(streams)].map((log) => writeToLog(log, hasRoom));
  const [first, second = first] = writers as [LogWriter, LogWriter?];
  const lines = first === second ? new LineMerger(first.write) : undefined;
  const spotters = spotted === undefined ? undefined : ([commandSpotter(spotted), commandSpotter(spotted)] as const);
  let last: number | undefined;
  return {
    push: (from, chunk) => {
      spotters?.[from](chunk);
      if (lines !== undefined) {
        lines.push(from, chunk);
        return;
      }
      if (from === 0) last = chunk.at(-1);
      (from === 0 ? first : second).write(chunk, chunk);
    },
    isFull: () => writers.some((writer) => writer.isFull()),
    takeTheRest: () => {
      for (const writer of writers) writer.takeTheRest();
    },
    end: () => {
      const lineIsOpen = lines?.end() ?? (last !== undefined && last !== 0x0a);
      const ends = writers.map((writer) => writer.close());
      return {
        lineIsOpen,
        missing: ends.reduce((sum, { missing }) => sum + missing, 0),
        failure: ends.find(({ failure }) => failure !== undefined)?.failure,
      };
    },
  };
}
