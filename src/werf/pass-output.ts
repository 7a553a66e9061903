// Effect: passes a stream of werf's on to the job log, byte for byte and as it comes, and to one more place.
import type { Readable, Writable } from 'node:stream';
import type { OutputSink } from './output-sink.ts';

/** How often, in milliseconds, to look whether a stream that somebody else holds open still gives anything. */
const IDLE_CHECK = 100;
/** How often at most, after werf's end. */
const MAX_IDLE_CHECKS = 50;
/** The same for a step that was cancelled, and that the runner kills when it takes too long. */
const MAX_IDLE_CHECKS_CANCELLED = 2;

export interface PassedOutput {
  /**
   * Resolves when all that werf wrote has been passed on, after werf has ended.
   * @param cancelled whether the step was
   */
  finish(cancelled: boolean): Promise<void>;
}

/** Passes a child's stream on, no faster than the log takes it, so that memory stays bounded. */
export function passOn(source: Readable, log: Writable, sink: OutputSink): PassedOutput {
  let passed = 0;
  const ended = new Promise<void>((resolve) => source.once('close', resolve));
  source.on('data', (chunk: Buffer) => {
    passed += chunk.length;
    sink(chunk);
    // By the callback instead of `drain`, which does not come where nobody reads the log any more.
    const isFull = !log.write(chunk, () => {
      release(chunk);
      if (isFull) source.resume();
    });
    if (isFull) source.pause();
  });
  source.on('error', () => source.destroy());
  return {
    // A process that werf left behind can keep the stream open for ever: it ends when nothing comes any longer.
    finish: async (cancelled) => {
      const maxChecks = cancelled ? MAX_IDLE_CHECKS_CANCELLED : MAX_IDLE_CHECKS;
      let seen = -1;
      const isIdle = () => seen === passed && !source.isPaused();
      for (let check = 0; check < maxChecks && !isIdle() && !source.closed; check += 1) {
        seen = passed;
        const timer = Promise.withResolvers<void>();
        const timeout = setTimeout(timer.resolve, IDLE_CHECK);
        await Promise.race([ended, timer.promise]);
        clearTimeout(timeout);
      }
      source.destroy();
    },
  };
}

/** Gives a chunk's memory back at once: the garbage collector lets a hundred megabytes of chunks pile up first. */
function release(chunk: Buffer): void {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && !buffer.detached && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
}
