// Pure: a text of ours as a line of the log that the runner takes for no workflow command.

/** What the runner skips at the start of a line: the white space of .NET, which has one character more than that of JavaScript. */
const BLANK = '[\\s\\u0085]';
const COMMAND_START = new RegExp(`^${BLANK}*::(?:${BLANK}|::)*`);

/**
 * A message as one line that is no workflow command, in either way to write one, whatever a value that it names holds: the
 * toolkit escapes that in annotations, and prints the rest as it is.
 */
export function inertLine(message: string): string {
  return message
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('##[', '## [')
    .replace(COMMAND_START, '');
}
