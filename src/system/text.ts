// Pure: texts cut to a size without breaking a character, or a word.

const CUT = '…';
const BLANK = 0x20;

/** The number of bytes that a text takes in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * A text of at most `limit` bytes of UTF-8. Where something must go it is the middle, because werf chains its errors
 * from the outermost step to the cause: the start says what failed and the end says why. It is cut at blanks only, because
 * the runner masks a secret only where it stands whole: a word that does not fit is left out.
 * @param limit in bytes, at least 8
 */
export function shortenBytes(text: string, limit: number): string {
  // A UTF-16 unit never takes more than three bytes, so most texts need no counting.
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const kept = limit - byteLength(` ${CUT} `);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  const start = bytes.toString('utf8', 0, head);
  const end = bytes.toString('utf8', tail);
  const wholeStart = bytes[head] === BLANK ? start : withoutLastWord(start).trimEnd();
  const wholeEnd = bytes[tail - 1] === BLANK ? end : end.replace(/^\S*/, '').trimStart();
  return [wholeStart, CUT, wholeEnd].filter((part) => part !== '').join(' ');
}

/** Characters: longer words may be cut inside. */
export const MAX_WHOLE_WORD_CHARACTERS = 200;

/**
 * A text of at most `limit` characters, without its middle. It is cut at blanks, as `shortenBytes` does; where less than half of
 * the limit would be left, inside of words of more than 200 characters as well: JSON without blanks, or a language that
 * writes none. So the caller has taken out of such words what is secret.
 * @param limit in characters (code points), at least 8
 */
export function shortenCharacters(text: string, limit: number): string {
  if (text.length <= limit || (text.length <= limit * 2 && [...text].length <= limit)) return text;
  // Of a long text only its ends matter; a character has at most two UTF-16 units.
  const window = (limit + MAX_WHOLE_WORD_CHARACTERS) * 2;
  const first = [...text.slice(0, window)];
  const last = [...text.slice(-window)];
  const kept = limit - 3;
  const head = Math.ceil(kept / 2);
  const cut = (inWords: boolean): string => {
    const start = cutPlace(first, head, -1, inWords);
    const end = cutPlace(last, last.length - (kept - head), 1, inWords);
    const before = first.slice(0, start.at).join('').trimEnd();
    const after = last.slice(end.at).join('').trimStart();
    return `${before}${before === '' || start.isInside ? '' : ' '}${CUT}${after === '' || end.isInside ? '' : ' '}${after}`;
  };
  const whole = cut(false);
  return [...whole].length * 2 >= limit ? whole : cut(true);
}

/** The nearest place, in one direction, at which a word is not cut, or the place itself in a long one. */
function cutPlace(
  characters: readonly string[],
  at: number,
  step: 1 | -1,
  inWords: boolean,
): { readonly at: number; readonly isInside: boolean } {
  const isBlank = (place: number) => /^[ \t\n]?$/.test(characters[place] ?? '');
  let start = at;
  let end = at;
  while (!isBlank(start - 1)) start -= 1;
  while (!isBlank(end)) end += 1;
  if (start === at || end === at) return { at, isInside: false };
  if (inWords && end - start > MAX_WHOLE_WORD_CHARACTERS) return { at, isInside: true };
  return { at: step < 0 ? start : end, isInside: false };
}

/**
 * The start of a text, of at most `limit` bytes of UTF-8, with a mark where it was cut: at a blank, so that no secret is
 * cut in two.
 * @param limit in bytes, at least 8
 */
export function firstBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  let end = limit - byteLength(CUT);
  while (isContinuation(bytes[end])) end -= 1;
  const start = bytes.toString('utf8', 0, end);
  return `${withoutLastWord(start)}${CUT}`;
}

/** A text without the word that it ends in. Not by a pattern, which would try each place of a long word, up to its end. */
export function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Sorts texts by their UTF-16 units. Not `localeCompare`, which would sort differently from runner to runner. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a byte is inside a character of UTF-8 instead of at its start. */
export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
