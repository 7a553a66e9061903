// Pure: the border of werf's boxes at the start of a line, in bytes, because most lines need no decoding.

/** `┌`, `│`, `└` and `├` by the last byte of their UTF-8; the first two are the same for all. */
export const TOP = 0x8c;
export const SIDE = 0x82;
export const BOTTOM = 0x94;
const BRANCH = 0x9c;

const FIRST_BYTE = 0xe2;
const SECOND_BYTE = 0x94;
const BORDER_BYTES = 3;
const ESCAPE = 0x1b;
const LINE_BREAK = 0x0a;
const BRACKET = 0x5b;
const LETTER_M = 0x6d;

/** The most bytes that a time stamp with its colours takes. */
const MAX_STAMP_BYTES = 120;

export interface Border {
  /** `TOP`, `SIDE` or `BOTTOM`; 0 where the line starts with none. */
  readonly kind: number;
  /** Where the border stands. */
  readonly at: number;
  /** Where the text begins behind the border. */
  readonly textAt: number;
}

const NONE: Border = { kind: 0, at: 0, textAt: 0 };
const SIDE_AT_START: Border = { kind: SIDE, at: 0, textAt: BORDER_BYTES };

/**
 * The border that a line starts with, colours aside.
 * @param stamped whether a time stamp may stand before it
 * @returns positions counted from the line's start
 */
export function borderOf(bytes: Uint8Array, start: number, end: number, stamped: boolean): Border {
  // By far the most frequent line of all, without an object for each.
  if (isBorder(bytes, start, end) && bytes[start + 2] === SIDE) return SIDE_AT_START;
  let at = afterColors(bytes, start, end);
  if (stamped) {
    const limit = Math.min(end, start + MAX_STAMP_BYTES);
    while (at < limit && !isBorder(bytes, at, end)) at += 1;
  }
  if (!isBorder(bytes, at, end)) return NONE;
  const last = bytes[at + 2] ?? 0;
  const kind = last === BRANCH ? SIDE : last;
  return { kind, at: at - start, textAt: at + BORDER_BYTES - start };
}

/**
 * Where the first line starts that does not begin with the border of a box's side.
 * @param end behind a line break
 */
export function afterSides(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === FIRST_BYTE && bytes[at + 1] === SECOND_BYTE && bytes[at + 2] === SIDE) {
    at = bytes.indexOf(LINE_BREAK, at) + 1;
  }
  return at;
}

function isBorder(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + BORDER_BYTES > end || bytes[at] !== FIRST_BYTE || bytes[at + 1] !== SECOND_BYTE) return false;
  const last = bytes[at + 2];
  return last === SIDE || last === TOP || last === BOTTOM || last === BRANCH;
}

/** Steps over `ESC [ … m`. */
function afterColors(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at + 2 < end && bytes[at] === ESCAPE && bytes[at + 1] === BRACKET) {
    let last = at + 2;
    // Digits, colons and semicolons.
    while (last < end && (bytes[last] ?? 0) >= 0x30 && (bytes[last] ?? 0) <= 0x3b) last += 1;
    if (bytes[last] !== LETTER_M) return at;
    at = last + 1;
  }
  return at;
}
