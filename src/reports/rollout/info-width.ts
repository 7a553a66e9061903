// Pure: how many characters a full line of the column INFO has, which its wrapped lines show.

/** werf never has more blanks than that between two words of a cell, and so loses no more at the end of a line. */
export const MAX_BLANKS = 2;

/** The longest lines of the column that were seen. */
export interface InfoWidth {
  readonly characters: number;
  /** How many of that length went on in a further line, and so were full, but for blanks at their end. */
  readonly lines: number;
}

/** What two observations say together. */
export function wider(a: InfoWidth, b: InfoWidth): InfoWidth {
  if (a.characters !== b.characters) return a.characters > b.characters ? a : b;
  return { characters: a.characters, lines: a.lines + b.lines };
}

/** What werf's tables take of a terminal's width besides the texts of RESOURCE and INFO, which share the rest 6 to 4. */
const FRAME_COLUMNS = 15;
/** The width of a terminal beyond which werf's tables do not grow. */
const MAX_COLUMNS = 202;

/** What werf takes where it has no terminal. */
const DEFAULT_COLUMNS = 140;

/**
 * The length of a full line. The longest that was seen may have lost blanks at its end; then the terminal's width tells,
 * where it can be right. Where werf was told none, several long lines tell more than what it takes by default.
 * @param terminalWidth columns that werf was told
 * @param stampWidth columns of a time stamp
 */
export function fullLine(seen: InfoWidth, terminalWidth: number | undefined, stampWidth: number): number {
  const width = Math.min((terminalWidth ?? DEFAULT_COLUMNS) - stampWidth, MAX_COLUMNS);
  const likely = Math.floor((width - FRAME_COLUMNS) * 0.4);
  const lost = likely - seen.characters;
  const isLikely = lost > 0 && lost <= MAX_BLANKS && (terminalWidth !== undefined || seen.lines < 2);
  return isLikely ? likely : seen.characters;
}
