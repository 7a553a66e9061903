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
const FRAME = 15;
/** The width of a terminal beyond which werf's tables do not grow. */
const MAX_WIDTH = 202;

/**
 * The length of a full line. Two long lines tell, because both would have to end with as many blanks. A single one may
 * have lost some: then the terminal's width tells, unless it cannot be right.
 * @param terminalWidth columns, without those of a time stamp
 */
export function fullLine(seen: InfoWidth, terminalWidth: number): number {
  const likely = Math.floor((Math.min(terminalWidth, MAX_WIDTH) - FRAME) * 0.4);
  const lost = likely - seen.characters;
  return seen.lines < 2 && lost > 0 && lost <= MAX_BLANKS ? likely : seen.characters;
}
