// Effect: hands what werf prints to whoever wants it, as it comes, and to the job log, as fast as that takes it.
import type { Readable, Writable } from 'node:stream';
import { LineMerger } from './line-merger.ts';
import { type LogEnd, type LogWriter, writeToLog } from './log-writer.ts';
import type { OutputSink } from './output-sink.ts';

/** How often, in milliseconds, to look whether a stream that somebody else holds open still gives anything. */
const IDLE_CHECK = 100;
/** How often at most, after werf's end. */
const MAX_IDLE_CHECKS = 50;
/** The same for a step that was cancelled, and that the runner kills when it takes too long. */
const MAX_IDLE_CHECKS_CANCELLED = 2;

/** A stream of werf's, and who gets it besides the log. */
export interface WerfStream {
  readonly source: Readable;
  readonly sink: OutputSink;
}

export interface PassedOutput {
  /**
   * Resolves when all that werf wrote has been passed on, after werf has ended. The log's reader may still have to take
   * the end of it; what is printed next comes after that.
   */
  finish(patience: Patience): Promise<OutputEnd>;
}

export interface Patience {
  /** Whether the step was cancelled. */
  readonly cancelled: boolean;
  /** Whether what a process that werf left behind still writes is waited for, too. */
  readonly wholeStdout: boolean;
}

export interface OutputEnd extends LogEnd {
  /** Whether the last line in the log has no end. */
  readonly lineIsOpen: boolean;
  /** Whether all of stdout was read, up to its end. */
  readonly wholeStdout: boolean;
}

/**
 * Passes werf's streams on. Where both go to one stream of the log, each line stays whole.
 * @param logs the log's stream for stdout, and the one for stderr
 */
export function passOn(stdout: WerfStream, stderr: WerfStream, logs: readonly [Writable, Writable]): PassedOutput {
  const streams = [stdout, stderr] as const;
  const resume = () => {
    for (const { source } of streams) if (source.isPaused()) source.resume();
  };
  const writers = [...new Set(logs)].map((log) => writeToLog(log, resume));
  const [first, second = first] = writers as [LogWriter, LogWriter?];
  const lines = first === second ? new LineMerger(first.write) : undefined;
  let last: number | undefined;
  const toLog = (index: 0 | 1, chunk: Buffer) => {
    if (lines !== undefined) return lines.push(index, chunk);
    if (index === 0) last = chunk.at(-1);
    (index === 0 ? first : second).write(chunk, chunk);
  };
  const readers = streams.map(({ source, sink }, index) =>
    read(source, (chunk) => {
      sink(chunk);
      toLog(index as 0 | 1, chunk);
      if (writers.some((writer) => writer.isFull())) for (const stream of streams) stream.source.pause();
    }),
  );
  return {
    finish: async ({ cancelled, wholeStdout }) => {
      for (const writer of writers) writer.takeTheRest();
      resume();
      const maxChecks = cancelled ? MAX_IDLE_CHECKS_CANCELLED : MAX_IDLE_CHECKS;
      const ended = await Promise.all(
        readers.map((reader, index) => reader.finish(maxChecks, wholeStdout && index === 0)),
      );
      const lineIsOpen = lines?.end() ?? (last !== undefined && last !== 0x0a);
      const ends = writers.map((writer) => writer.close());
      return {
        lineIsOpen,
        wholeStdout: ended[0] === true,
        missing: ends.reduce((sum, { missing }) => sum + missing, 0),
        failure: ends.find(({ failure }) => failure !== undefined)?.failure,
      };
    },
  };
}

/** Reads a stream. */
function read(source: Readable, take: (chunk: Buffer) => void) {
  let length = 0;
  let isOver = false;
  const ended = new Promise<void>((resolve) => source.once('close', resolve));
  source.on('data', (chunk: Buffer) => {
    // What was left behind may still write, and would be killed by a pipe without a reader.
    if (isOver) return;
    length += chunk.length;
    take(chunk);
  });
  source.on('error', () => source.destroy());
  return {
    /**
     * A process that werf left behind can keep the stream open for ever: it ends when nothing comes any longer.
     * @param patient whether to wait for its end all the same, as long as there is time
     * @returns whether its end has come
     */
    finish: async (maxChecks: number, patient: boolean): Promise<boolean> => {
      let seen = -1;
      const isIdle = () => !patient && seen === length && !source.isPaused();
      for (let check = 0; check < maxChecks && !isIdle() && !source.closed; check += 1) {
        seen = length;
        const timer = Promise.withResolvers<void>();
        const timeout = setTimeout(timer.resolve, IDLE_CHECK);
        await Promise.race([ended, timer.promise]);
        clearTimeout(timeout);
      }
      isOver = true;
      if (source.readableEnded || source.closed) return source.readableEnded && source.errored === null;
      source.resume();
      if ('unref' in source && typeof source.unref === 'function') source.unref();
      return false;
    },
  };
}
