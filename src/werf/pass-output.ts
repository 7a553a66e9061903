// Effect: hands what werf prints to whoever wants it, as it comes, and to the job log, as fast as that takes it.
import type { Readable } from 'node:stream';
import { errorCode } from '../system/errors.ts';
import type { LogEnd } from './log-writer.ts';
import type { LogTarget, OutputLog } from './output-log.ts';
import type { OutputSink } from './output-sink.ts';

/** How often, in milliseconds, to look whether a stream that somebody else holds open still gives anything. */
const IDLE_CHECK_INTERVAL_MS = 100;
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
  finish(options: FinishOptions): Promise<OutputEnd>;
}

export interface FinishOptions {
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
  /** What went wrong while it was passed on, so that the log may lack a part; undefined where nothing did. */
  readonly trouble: string | undefined;
}

/** Chunks that may wait until the log's part is loaded, which takes a moment. */
const MAX_EARLY_CHUNKS = 64;

/** Bytes of a line that is not held back until its end, where the log's part cannot be loaded. */
const MAX_LINE_BYTES = 64 * 1024;

/** What the log has to say of a werf that printed nothing. */
const NOTHING_PRINTED = { lineIsOpen: false, missing: 0, failure: undefined };

/** Passes werf's streams on. */
export function passOn(stdout: WerfStream, stderr: WerfStream, target: LogTarget): PassedOutput {
  const streams = [stdout, stderr] as const;
  const pause = () => {
    for (const { source } of streams) source.pause();
  };
  const resume = () => {
    for (const { source } of streams) if (source.isPaused()) source.resume();
  };
  const early: Array<readonly [from: 0 | 1, chunk: Buffer]> = [];
  let log: OutputLog | undefined;
  let loaded: Promise<void> | undefined;
  let hasEnded = false;
  let trouble: string | undefined;
  const push = (from: 0 | 1, chunk: Buffer) => {
    try {
      log?.push(from, chunk);
    } catch (error) {
      // Of a stream's event nobody would hear: what fails there would cost lines of the log, and leave the step green.
      if (trouble !== undefined) return;
      trouble = errorCode(error);
      log = plainLog(target, log);
      push(from, chunk);
      resume();
    }
  };
  const load = async () => {
    const made = await import('./output-log.ts').then(
      ({ outputLog }) => outputLog(target, resume),
      () => plainLog(target),
    );
    if (hasEnded) made.takeTheRest();
    // Before them: without a log, werf would wait for ever behind one that cannot be taken.
    log = made;
    for (const [from, chunk] of early.splice(0)) push(from, chunk);
    resume();
  };
  const take = (from: 0 | 1, chunk: Buffer) => {
    streams[from].sink(chunk);
    // Only now, because a werf that ends at once has often nothing to print.
    loaded ??= load();
    if (log === undefined) early.push([from, chunk]);
    else push(from, chunk);
    if (log === undefined ? early.length > MAX_EARLY_CHUNKS : log.isFull()) pause();
  };
  const readers = [
    read(stdout.source, (chunk) => take(0, chunk)),
    read(stderr.source, (chunk) => take(1, chunk)),
  ] as const;
  return {
    finish: async ({ cancelled, wholeStdout }) => {
      await loaded;
      log?.takeTheRest();
      hasEnded = true;
      resume();
      const maxChecks = cancelled ? MAX_IDLE_CHECKS_CANCELLED : MAX_IDLE_CHECKS;
      const [isWhole] = await Promise.all([
        readers[0].finish(maxChecks, wholeStdout),
        readers[1].finish(maxChecks, false),
      ]);
      // Another process may have written after werf's end.
      await loaded;
      const end = log?.end() ?? NOTHING_PRINTED;
      return { ...end, wholeStdout: isWhole, trouble };
    },
  };
}

/**
 * A log that takes all at once, where the real one cannot be loaded for want of files, or fails: werf must not wait for it
 * for ever. Lines stay whole here too, because a secret is masked only where it stands in one.
 * @param failed the one whose place it takes; what that still holds comes first
 */
function plainLog({ streams }: LogTarget, failed?: OutputLog): OutputLog {
  try {
    failed?.end();
  } catch {
    // What it cannot hand on is lost.
  }
  const starts: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  return {
    push: (from, chunk) => {
      const bytes = Buffer.concat([starts[from], chunk]);
      const end = bytes.length > MAX_LINE_BYTES ? bytes.length : bytes.lastIndexOf('\n') + 1;
      streams[from].write(bytes.subarray(0, end));
      starts[from] = bytes.subarray(end);
    },
    isFull: () => false,
    takeTheRest: () => undefined,
    end: () => {
      for (const from of [0, 1] as const) if (starts[from].length > 0) streams[from].write(`${starts[from]}\n`);
      return NOTHING_PRINTED;
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
        const timeout = setTimeout(timer.resolve, IDLE_CHECK_INTERVAL_MS);
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
