// Pure: texts cut to a size without breaking a character, or a word.

const CUT = '…';

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
  return withoutMiddle(text, limit - byteLength(` ${CUT} `), byteLength, false);
}

/** Characters: longer words may be cut inside. */
export const MAX_WHOLE_WORD = 200;

/**
 * A text of at most `limit` characters, without its middle. It is cut at blanks, as `shortenBytes` does; where less than
 * half of the limit would be left, inside of words of more than 200 characters as well: JSON without blanks, or a language
 * that writes none. So the caller has taken out of such words what is secret.
 * @param limit in characters (code points), at least 8
 */
export function shortenCharacters(text: string, limit: number): string {
  if (text.length <= limit || (text.length <= limit * 2 && [...text].length <= limit)) return text;
  const cut = (inWords: boolean) => withoutMiddle(text, limit - ` ${CUT} `.length, () => 1, inWords);
  const whole = cut(false);
  return [...whole].length * 2 >= limit ? whole : cut(true);
}

/**
 * The ends of a text, with a mark between.
 * @param kept how much of it, in what `size` says of a character
 * @param inWords whether long words may be cut inside
 */
function withoutMiddle(text: string, kept: number, size: (character: string) => number, inWords: boolean): string {
  // Of a long text only its ends matter; a character has at most two UTF-16 units.
  const window = (kept + MAX_WHOLE_WORD) * 2;
  const first = [...text.slice(0, window)];
  const last = [...text.slice(-window)];
  const head = Math.ceil(kept / 2);
  const start = cutPlace(first, fitting(first, head, size), -1, inWords);
  const end = cutPlace(last, last.length - fitting(last.toReversed(), kept - head, size), 1, inWords);
  const before = first.slice(0, start.at).join('').trimEnd();
  const after = last.slice(end.at).join('').trimStart();
  return `${before}${before === '' || start.isInside ? '' : ' '}${CUT}${after === '' || end.isInside ? '' : ' '}${after}`;
}

/** How many characters fit, from the first on. */
function fitting(characters: readonly string[], limit: number, size: (character: string) => number): number {
  let rest = limit;
  const over = characters.findIndex((character) => {
    rest -= size(character);
    return rest < 0;
  });
  return over === -1 ? characters.length : over;
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
  if (inWords && end - start > MAX_WHOLE_WORD) return { at, isInside: true };
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
  return `${start.replace(/\S+$/, '')}${CUT}`;
}

/** Sorts texts by their UTF-16 units. Not `localeCompare`, which would sort differently from runner to runner. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a byte is inside a character of UTF-8 instead of at its start. */
export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
