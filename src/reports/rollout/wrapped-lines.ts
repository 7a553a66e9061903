// Pure: the lines of logs and events that werf cut at the width of the terminal, put together again.
import { characters } from './columns.ts';

/** What werf takes where it has no terminal, and the most of it that a line of a log takes. */
const DEFAULT_COLUMNS = 140;
const MAX_COLUMNS = 250;
/** What the border takes. */
const FRAME_COLUMNS = 2;

/** UTF-16 units of a line that grows; werf's own lines have no such limit. */
const MAX_LINE_UNITS = 4000;

/**
 * A line that is exactly as long as there is room is taken to go on in the next one: werf leaves no mark. The runner masks
 * a secret only where it stands whole.
 * @param terminalWidth columns that werf was told
 * @param stampWidth columns of a time stamp
 */
export function unwrapped(
  lines: readonly string[],
  terminalWidth: number | undefined,
  stampWidth: number,
): readonly string[] {
  const room = Math.min((terminalWidth ?? DEFAULT_COLUMNS) - stampWidth - FRAME_COLUMNS, MAX_COLUMNS);
  // A line that is longer tells that the width is another one.
  if (lines.some((line) => characters(line) > room)) return lines;
  const whole: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const before: string = goesOn ? (whole.pop() ?? '') : '';
    whole.push(before + line);
    goesOn = characters(line) === room && before.length < MAX_LINE_UNITS;
  }
  return whole;
}
