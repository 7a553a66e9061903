// Effect: the last net, under what fails and nobody waits for.
import type { Log } from './log.ts';

/**
 * Lets the step go on where something fails that nobody waits for: Node would end the process, and werf would run on with
 * nobody who passes signals to it and tells how it ended. What the step does wait for, it says itself.
 */
export function forgiveSideWork(log: Log): void {
  process.on('uncaughtException', (error: unknown) => {
    log.debug(`Failed beside the step: ${error instanceof Error ? error.stack : error}`);
  });
}
