// Effect: ends a transfer that brings too little to be waited for.
import { SlowError } from './http-errors.ts';

/** The least that has to come. */
export interface Pace {
  /** Milliseconds over which it is measured, again and again. */
  readonly window: number;
  /** Bytes within each of these times. */
  readonly bytes: number;
}

export interface PaceWatch {
  /** Aborts, with a `SlowError`, once too little came within a window: also where nothing came at all. */
  readonly signal: AbortSignal;
  received(bytes: number): void;
  /** Lets go of the timer. To be called in the end, whatever the end is. */
  stop(): void;
}

/** How many pieces a window slides by. */
const PIECES = 6;

/** Watches a transfer from now on. */
export function watchPace({ window, bytes }: Pace): PaceWatch {
  const controller = new AbortController();
  const pieces: number[] = [];
  let now = 0;
  const timer = setInterval(() => {
    pieces.push(now);
    now = 0;
    const last = pieces.slice(-PIECES);
    const came = last.reduce((sum, piece) => sum + piece, 0);
    if (last.length < PIECES || came >= bytes) return;
    clearInterval(timer);
    controller.abort(
      new SlowError(`too slow: ${came} bytes came within ${window / 1000} s, and at least ${bytes} have to`),
    );
  }, window / PIECES);
  return {
    signal: controller.signal,
    received: (count) => {
      now += count;
    },
    stop: () => clearInterval(timer),
  };
}
