// What a machine under load adds to what a test measures.
import { availableParallelism, loadavg } from 'node:os';

/** Milliseconds, on a machine that runs the tests and nothing else. */
const SLACK = 4_000;
/** Processes for each core that want to run while the tests do. */
const OWN_LOAD = 2;

/**
 * How much longer than promised something may take here and now, in milliseconds. It grows with how many processes wanted
 * to run in the last minute, beyond those of the tests themselves: what then is late shows nothing.
 */
export function slack(): number {
  return SLACK + overload();
}

/** The part of it that other processes are to blame for: 0 on a machine that runs nothing else. */
export function overload(): number {
  const [lastMinute = 0] = loadavg();
  return SLACK * Math.max(0, lastMinute / availableParallelism() / OWN_LOAD - 1);
}
