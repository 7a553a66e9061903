// Pure: the heading of a command in the summary.
import type { CommandOutcome } from '../command-outcome.ts';
import { code, type Limit } from './markdown.ts';
import { formatSeconds } from './units.ts';

const MAX_COMMAND: Limit = { maxBytes: 200 };

/**
 * One line: the command, how it ended, after what time.
 * @param position such as `2 of 3`; empty where the command is the only one
 */
export function renderHeading(outcome: CommandOutcome, position: string): string {
  const { command, result, exitCode, durationMs, plan } = outcome;
  const words = {
    success: ['✅', 'succeeded in'],
    failure: ['❌', 'failed after'],
    cancelled: ['🛑', 'was cancelled after'],
    allowed: ['⚠️', `ended with exit code ${exitCode}, which ${code('allowed-exit-codes')} allows, after`],
  } as const;
  // That something would change may be an exit code, and is no failure.
  const planned = plan?.hasChanges === true ? 'planned changes in' : 'planned no resource changes in';
  const isPlanned = plan?.hasChanges === true || plan?.saysChanges === true;
  const [sign, verb] = isPlanned && result !== 'cancelled' ? ['📝', planned] : words[result];
  // There may be changes, which a sign of success would hide.
  const isUnknown = result === 'success' && plan?.isLost === true && plan.hasChanges === undefined;
  const duration = formatSeconds(Math.max(0, durationMs) / 1000);
  const notes = [
    position === '' ? '' : `command ${position}`,
    exitCode === 0 || result === 'allowed' ? '' : `exit code ${exitCode}`,
  ];
  const note = notes.filter((text) => text !== '').join(', ');
  return `### ${isUnknown ? '❔' : sign} ${code(command, MAX_COMMAND)} ${verb} ${duration}${note === '' ? '' : ` (${note})`}\n`;
}
