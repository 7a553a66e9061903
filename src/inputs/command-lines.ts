// Pure: the text of the input `command` -> command lines, and those that are refused.
import { scanLines } from './line-scanner.ts';
import type { ScannedLine, Word } from './scanned-line.ts';
import { shellHabit } from './shell-habits.ts';

/** One command of werf, as it stands in the input: the values of variables are still to be put in. */
export interface CommandLine {
  /** As it was written, for messages. */
  readonly text: string;
  /** Without a leading `werf`. */
  readonly words: readonly Word[];
}

export interface CommandLines {
  /** In the order in which they run. */
  readonly commands: readonly CommandLine[];
  /** Those with what only a shell could do, or with a quotation mark that is not closed: with any, nothing may run. */
  readonly refused: readonly ScannedLine[];
}

/**
 * Splits the input into commands. Lines are trimmed; blank ones and those that start with `#` are skipped. A line that
 * starts with `-`, or that follows a trailing `\`, continues the one before it. Words are split by the quoting rules of the
 * shell, and a quotation mark may close on a later line.
 *
 * Refused is what only a shell could do: an operator, a line that starts with a shell's own word, and whatever it would
 * expand but the plain value of a variable.
 */
export function parseCommandLines(text: string): CommandLines {
  const lines = scanLines(text);
  const isRefused = (line: ScannedLine) => shellHabit(line) !== undefined || line.openMark !== undefined;
  return {
    commands: lines
      .filter((line) => !isRefused(line))
      .map((line) => ({ text: line.text, words: withoutName(line.words) })),
    refused: lines.filter(isRefused),
  };
}

/** A value of a variable that happens to be `werf` stays: no value changes what the other words mean. */
function withoutName(words: readonly Word[]): readonly Word[] {
  const [first] = words[0]?.parts ?? [];
  const isName = words[0]?.parts.length === 1 && first !== undefined && 'text' in first && first.text === 'werf';
  return isName ? words.slice(1) : words;
}
