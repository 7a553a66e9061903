// Pure: the text of the input `command` -> command lines, and errors that say what to do where a shell was meant.
import { inputError, StepError } from '../system/errors.ts';
import { scanLines, type Word } from './line-scanner.ts';
import { shellHabit } from './shell-habits.ts';

/** One command of werf, as it stands in the input: the values of variables are still to be put in. */
export interface CommandLine {
  /** As it was written, for messages. */
  readonly text: string;
  /** Without a leading `werf`. */
  readonly words: readonly Word[];
}

/** Errors that one message shows: more would hide the first. */
const MAX_ERRORS = 10;

/**
 * Splits the input into commands, in the order in which they run. Lines are trimmed; blank ones and those that start with
 * `#` are skipped. A line that starts with `-`, or that follows a trailing `\`, continues the one before it. Words are
 * split by the quoting rules of the shell, and a quotation mark may close on a later line.
 * @throws StepError where a quotation mark is not closed, and for what only a shell could do: an operator, a line that
 *   starts with a shell's own word, and whatever it would expand but the plain value of a variable
 */
export function parseCommandLines(text: string): readonly CommandLine[] {
  const errors: StepError[] = [];
  const commands: CommandLine[] = [];
  for (const line of scanLines(text)) {
    const habit = shellHabit(line);
    if (habit !== undefined) errors.push(noShell(line.text, habit.what, habit.cure));
    else if (line.openMark !== undefined) errors.push(notClosed(line.text, line.openMark));
    else commands.push({ text: line.text, words: withoutName(line.words) });
  }
  if (errors.length > 0)
    throw new StepError(
      errors
        .slice(0, MAX_ERRORS)
        .map(({ message }) => message)
        .join('\n'),
    );
  return commands;
}

/** A value of a variable that happens to be `werf` stays: no value changes what the other words mean. */
function withoutName(words: readonly Word[]): readonly Word[] {
  const [first] = words[0]?.parts ?? [];
  const isName = words[0]?.parts.length === 1 && first !== undefined && 'text' in first && first.text === 'werf';
  return isName ? words.slice(1) : words;
}

function notClosed(line: string, mark: string): StepError {
  return inputError(
    'command',
    line,
    `a quotation mark ${mark} that is opened is also closed, here or on a later line.`,
  );
}

function noShell(line: string, what: string, cure: string): StepError {
  return inputError(
    'command',
    line,
    `werf commands, one per line. There is no shell, so ${what} means nothing here: ${cure}.`,
  );
}
