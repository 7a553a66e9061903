// Pure: when a stage of a build was built, and which of several took most.
import type { ImageReport, StageReport } from './reports.ts';

/** How far, in milliseconds, a stage may lie outside of its command: werf rounds its duration, and saves it a moment later. */
export const CLOCK_TOLERANCE_MS = 2000;

export interface BuildTime {
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * When werf built a stage: it reports when it saved it, and how long it took. Undefined for one from the cache, and where
 * the report lacks either. A reproducible image is dated back: whether the time can be of this run is the caller's to ask.
 */
export function buildTime({ rebuilt, savedAt, seconds }: StageReport): BuildTime | undefined {
  if (!rebuilt || savedAt === undefined || seconds === undefined) return undefined;
  return { startMs: savedAt - Math.round(seconds * 1000), endMs: savedAt };
}

type Cost = Pick<ImageReport | StageReport, 'seconds' | 'size'>;

/** Sorts the slowest first, then the largest. */
export function bySlowness(a: Cost, b: Cost): number {
  return (b.seconds ?? 0) - (a.seconds ?? 0) || (b.size ?? 0) - (a.size ?? 0);
}

/** Sorts what was built before what came from the cache, then as `bySlowness`. */
export function byWorth(a: Cost & { readonly rebuilt: boolean }, b: Cost & { readonly rebuilt: boolean }): number {
  return Number(b.rebuilt) - Number(a.rebuilt) || bySlowness(a, b);
}
