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

/**
 * Says so where the process ends before the step does, because what the step waits for was lost with something that failed.
 * @returns to be called when the step has come to its end
 */
export function expectEnd(log: Log): () => void {
  let firstFailure: unknown;
  process.on('uncaughtException', (error: unknown) => {
    firstFailure ??= error;
  });
  const noEnd = () => {
    // Nobody says any more that werf has ended.
    log.otherEnded(true);
    const why = firstFailure instanceof Error ? `: ${firstFailure.message}` : '';
    log.error(`The step lost what it waited for, and ends${why}. Run it again; with debug logging it says more.`);
  };
  process.once('beforeExit', noEnd);
  return () => {
    process.off('beforeExit', noEnd);
  };
}
