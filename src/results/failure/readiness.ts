// Pure: how many pods of a resource were ready, as far as that is known.
import type { Problem } from './problems.ts';

/**
 * Such as `0 of 1 ready`; empty where nothing is counted. werf 2 counts no pod as ready before all of them are: where some
 * may be, it says whose count that is.
 * @param what is counted
 */
export function readyWords({ ready, row }: Pick<Problem, 'ready' | 'row'>, what = ' ready'): string {
  if (ready === undefined) return '';
  const byWhom = row?.mayBePartlyReady === true ? ', as werf counts' : '';
  return `${ready.now} of ${ready.wanted}${what}${byWhom}`;
}
