// Command lines as a step takes them.
import { type CommandLine, parseCommandLines } from '../../src/inputs/command-lines.ts';
import { refusal } from '../../src/inputs/refused-lines.ts';

/** @throws StepError where lines of the text are refused */
export function acceptedLines(text: string): readonly CommandLine[] {
  const { commands, refused } = parseCommandLines(text);
  if (refused.length > 0) throw refusal(refused);
  return commands;
}
