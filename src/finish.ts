// Composition: the post step.
import type { Host } from './host.ts';

/** Finishes what the main step left. */
export async function finish(_host: Host): Promise<void> {}
