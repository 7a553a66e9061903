// Pure: the heading of a command in the summary.
import type { CommandOutcome } from '../command-outcome.ts';
import { code } from './markdown.ts';
import { formatSeconds } from './units.ts';

const MAX_COMMAND_BYTES = 200;

/**
 * One line: the command, how it ended, after what time.
 * @param position such as `2 of 3`; empty where the command is the only one
 */
export function renderHeading({ command, result, exitCode, durationMs }: CommandOutcome, position: string): string {
  const words = {
    success: ['✅', 'succeeded in'],
    failure: ['❌', 'failed after'],
    cancelled: ['🛑', 'was cancelled after'],
  } as const;
  const [sign, verb] = words[result];
  const duration = formatSeconds(Math.max(0, durationMs) / 1000);
  const notes = [position === '' ? '' : `command ${position}`, exitCode === 0 ? '' : `exit code ${exitCode}`];
  const note = notes.filter((text) => text !== '').join(', ');
  return `### ${sign} ${code(command, MAX_COMMAND_BYTES)} ${verb} ${duration}${note === '' ? '' : ` (${note})`}\n`;
}
