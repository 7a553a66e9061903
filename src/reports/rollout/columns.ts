// Pure: the width of text in a terminal, and the columns of werf's tables.

// What takes two columns: East Asian scripts, by the blocks that are wide as a whole, and emoji.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
// What takes none: marks that join the character before them, and characters of format.
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** All of these take one column: Latin, Greek, Cyrillic, arrows, the bullet of a pod, box characters. */
const NARROW = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u22ff\u2500-\u257f]*$/;

/** Columns that a text takes. */
export function width(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Characters of a text, those of two UTF-16 units counted once. */
export function characters(text: string): number {
  if (NARROW.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function isWide(text: string): boolean {
  const first = text.codePointAt(0);
  return first !== undefined && widthOf(String.fromCodePoint(first)) === 2;
}

/** The part of a line from one column up to another, or up to its end. */
export function columns(text: string, from: number, to: number = Number.POSITIVE_INFINITY): string {
  if (NARROW.test(text)) return text.slice(from, to);
  let at = 0;
  let part = '';
  for (const character of text) {
    if (at >= to) break;
    if (at >= from) part += character;
    at += widthOf(character);
  }
  return part;
}

function widthOf(character: string): number {
  if (WIDE.test(character)) return 2;
  return ZERO.test(character) ? 0 : 1;
}
