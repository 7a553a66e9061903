// Pure: what is said of a command that failed where its reason is not known.
import { lastErrorLine, saysError } from '../werf/error-text.ts';
import { isSignal, KILLED } from '../werf/exit-code.ts';
import type { CommandOutcome } from './command-outcome.ts';

/**
 * The line in which werf says what went wrong, or its last one. A werf that a signal ended has not said anything: what it
 * printed last, such as a warning, is no reason then.
 */
export function lastWords(outcome: Pick<CommandOutcome, 'command' | 'exitCode' | 'errorTail' | 'result'>): string {
  const { command, exitCode, errorTail = '', result } = outcome;
  if (!isSignal(exitCode) || result === 'cancelled' || saysError(errorTail)) return lastErrorLine(errorTail);
  const killed = exitCode === KILLED ? ' Something killed werf, most often the system for want of memory.' : '';
  return `${command} ${result === 'allowed' ? 'ended' : 'failed'} with exit code ${exitCode}.${killed}`;
}
