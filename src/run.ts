// Composition: the step, from its inputs to its exit code.
import type { Host } from './host.ts';

/** Runs the step and returns the exit code of its process. */
export async function run(_host: Host): Promise<number> {
  return 0;
}
