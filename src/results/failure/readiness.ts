// Pure: how many pods of a resource were ready, as far as that is known.
import type { Problem } from './problems.ts';

/**
 * Such as `0 of 1`; empty where nothing is counted. werf 2 counts no pod as ready before all of them are: where some run,
 * that none is ready cannot be said.
 */
export function readyWords({ ready, row }: Pick<Problem, 'ready' | 'row'>): string {
  if (ready === undefined) return '';
  return row?.mayBePartlyReady === true ? `not all of ${ready.wanted}` : `${ready.now} of ${ready.wanted}`;
}
