// Pure: what is said of lines of `command` that are refused: what means nothing here, and how to do it instead.
import { inputError, StepError } from '../system/errors.ts';
import type { ScannedLine } from './scanned-line.ts';
import { SHELL_WORDS, type ShellWordKind, shellHabit, shellsWord } from './shell-habits.ts';

/** Errors that one message shows: more would hide the first. */
const MAX_ERRORS = 10;

/** What to do instead, as all cures the middle of a sentence. */
const CI_ENV =
  'leave that out, because "werf ci-env" runs by itself where a command takes --repo (input ci-env; with "ci-env: true" and no command, later steps get its variables)';
const INSTALL = 'leave that out, because this action itself installs werf (inputs version, group and channel)';

/** By what a line starts with. */
const WORD_CURES: Readonly<Record<ShellWordKind, string>> = {
  variables: 'set variables under "env:" of the step, and use them as "$NAME"',
  folder: 'use the input working-directory, or the option --dir',
  settings: 'leave this line out, because the first command that fails ends the step anyway',
  prefix: 'leave this word out, because werf is started directly',
  control: 'use "if:" of the step, or put the script into a "run:" step, where werf is on PATH',
  program: 'give other programs a "run:" step of their own, where werf is on PATH',
};

/** Operators and expansions, by how they start; the first that fits counts. */
const OPERATORS: readonly (readonly [start: RegExp, cure: string])[] = [
  [/^(?:&&|;)/, 'give each command a line of its own; the first that fails ends the step'],
  [/^\|\|/, 'use "continue-on-error:" or the input allowed-exit-codes, and "if:" of the next step'],
  [/^(?:\d*>>?&|&>|[02-9]\d*>)/, 'leave it out: the log has both streams, and the input output-file takes stdout'],
  [/^\d*>/, 'use the input output-file'],
  [/^\|/, 'use the input output-file or the output stdout, and go on with it in a "run:" step'],
  [/^\d*</, 'name a file with an option of the command, or put the text between quotation marks, which may span lines'],
  [/^&/, 'give each command a line of its own; they run one after the other'],
  [/^(?:\$\(|`)/, 'find the value out in a "run:" step before, hand it over under "env:", and use it as "$NAME"'],
  [/^\$\{/, `write $NAME or \${NAME}, and its default under "env:", such as \${{ vars.NAME || 'default' }}`],
  [/^#/, 'give a comment a line of its own, under "command: |"'],
  [/^~/, 'write "$HOME" or the whole path'],
  [/^\$'/, 'put the text between plain quotation marks, which may span lines'],
];

/** The error for lines that are refused: a sentence for each of the first ten. */
export function refusal(lines: readonly ScannedLine[]): StepError {
  return new StepError(
    lines
      .slice(0, MAX_ERRORS)
      .map((line) => refused(line).message)
      .join('\n'),
  );
}

function refused(line: ScannedLine): StepError {
  const what = shellHabit(line);
  const allowed =
    what === undefined
      ? `a quotation mark ${line.openMark} that is opened is also closed, here or on a later line.`
      : `werf commands, one per line. There is no shell, so ${what} means nothing here: ${cureOf(line, what)}.`;
  return inputError('command', line.text, allowed);
}

function cureOf(line: ScannedLine, what: string): string {
  if (/\bci-env\b/.test(line.text)) return CI_ENV;
  if (/\b(?:trdl|multiwerf)\b|werf\.io\/install/.test(line.text)) return INSTALL;
  const word = shellsWord(line);
  if (word !== undefined)
    return WORD_CURES[SHELL_WORDS.get(word) ?? (/^export$|=$/.test(word) ? 'variables' : 'control')];
  const cure = OPERATORS.find(([start]) => start.test(what))?.[1] ?? WORD_CURES.program;
  return `${cure}, or quote it ('${what}') to pass it to werf`;
}
