// Pure: takes known secrets out of foreign text, in whatever encoding they stand there.
import { type DecodedText, decodeOnce, ESCAPES, viewOf, withoutBlanks } from './decoded-text.ts';
import { indexOf, longestAt, MIN_SECRET_CHARACTERS, type Needle, type NeedleIndex, Steps } from './needles.ts';

/** Gives a text back with `***` in the place of each secret. */
export type Redact = (text: string) => string;

/** What stands in the place of a secret. The runner's log has the same. */
const MASK = '***';
/** From here on a secret is also found where blanks, line breaks or the signs of a diff stand between its characters. */
const MIN_BROKEN_SECRET_CHARACTERS = 6;
/** A line of a secret of several lines that is as short is none by itself. */
const MIN_LINE_CHARACTERS = 8;
/** How many encodings may be put into each other: a URL in JSON. */
const MAX_DEPTH = 2;

const BLANK = /[ \t\r\n]/g;
/** What is left out of the text that is searched: blanks, and the mark of wrapped lines. */
const LEFT_OUT = /[ \t\r\n↵]+/;

const NO_GAPS: ReadonlySet<number> = new Set();

/**
 * Makes what takes the secrets out: as they are, and as percent-encoding, JSON, YAML, HTML, hexadecimal and base64 write
 * them, also in base64 of a longer text (`user:password`) or of base64, also several of these in each other.
 * @param secrets as they are; of several lines, each line is one too
 */
export function redactor(secrets: Iterable<string>): Redact {
  const find = secretFinder(secrets);
  return (text) => {
    const source = Buffer.from(text);
    const ranges = find(source);
    return ranges.length === 0 ? text : cutOut(source, ranges);
  };
}

/** From a byte on, up to another. */
export type Range = readonly [start: number, end: number];

/**
 * Makes what finds the secrets in a text of UTF-8, in all the ways in which `redactor` takes them out. Places may overlap.
 * @param secrets as `redactor` takes them
 * @param maxSteps where a text takes more, of some 0.2 microseconds each, the search throws: one of a few characters that
 *   repeat in it and in the secrets
 */
export function secretFinder(secrets: Iterable<string>, maxSteps = Infinity): (source: Buffer) => readonly Range[] {
  const whole = new Set([...secrets].map((secret) => secret.trim()).filter((secret) => secret !== ''));
  const short = [...whole].filter((secret) => dense(secret).length < MIN_SECRET_CHARACTERS);
  const index = indexOf([...whole].flatMap(needlesFor));
  return (source) => [...findAll(source, index, new Steps(maxSteps)), ...findWords(source, short)];
}

function findAll(source: Buffer, index: NeedleIndex, steps: Steps): readonly Range[] {
  if (index.byStart.size === 0) return [];
  const ranges: Range[] = [];
  const search = (view: DecodedText | undefined, depth: number) => {
    if (view === undefined) return;
    find(withoutBlanks(view), index, ranges, steps);
    if (depth < MAX_DEPTH) for (const escapes of ESCAPES) search(decodeOnce(view, escapes), depth + 1);
  };
  const whole = viewOf(source, true);
  search(whole, 0);
  // Where a line was wrapped, an escape sequence may be broken up itself.
  if (whole.bytes.length < source.length) search(withoutBlanks(whole), 1);
  // A key or certificate of many lines, in a diff.
  if (/\n[+-]/.test(source.toString('latin1'))) search(viewOf(source, false), MAX_DEPTH - 1);
  return ranges;
}

function find(view: DecodedText, { byStart, firstTwo }: NeedleIndex, ranges: Range[], steps: Steps): void {
  const { bytes } = view;
  // The place behind the last run of base64: what stands in it is found with the run.
  let runEnd = 0;
  for (let at = 0; at + MIN_SECRET_CHARACTERS <= bytes.length; at += 1) {
    if (firstTwo[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 0) continue;
    const alike = byStart.get(bytes.readUInt32BE(at));
    if (alike === undefined) continue;
    for (let needle = longestAt(bytes, at, alike, steps), isFound = false; needle !== undefined; ) {
      steps.take(1);
      const end = at + needle.bytes.length;
      if (end <= runEnd) break;
      if (needle.bytes.length >= MIN_BROKEN_SECRET_CHARACTERS || isUnbroken(view, at, end - 1, needle.gaps)) {
        isFound = true;
        const [from, to] = needle.isEncoded ? wholeRun(view, at, end - 1) : [at, end - 1];
        if (needle.isEncoded) runEnd = to + 1;
        ranges.push(rangeOf(view, from, to));
      }
      // Of shorter ones, only the run around an encoded one may reach further.
      needle = isFound ? needle.shorterEncoded : needle.shorter;
    }
  }
}

function rangeOf({ start, end }: DecodedText, first: number, last: number): Range {
  return [start[first] ?? 0, end[last] ?? 0];
}

/** Base64 of a longer text has more of it on both sides, of which the nearest characters still hold a part of the secret. */
function wholeRun(view: DecodedText, first: number, last: number): readonly [first: number, last: number] {
  const isDigit = (at: number) => /[\w+/=-]/.test(String.fromCharCode(view.bytes[at] ?? 0));
  let from = first;
  let to = last;
  while (from > 0 && isDigit(from - 1) && isUnbroken(view, from - 1, from)) from -= 1;
  while (to + 1 < view.bytes.length && isDigit(to + 1) && isUnbroken(view, to, to + 1)) to += 1;
  return [from, to];
}

/** Whether nothing was left out between two characters, but where a gap may be. */
function isUnbroken({ start, end }: DecodedText, first: number, last: number, gaps = NO_GAPS): boolean {
  for (let at = first; at < last; at += 1) if (end[at] !== start[at + 1] && !gaps.has(at - first)) return false;
  return true;
}

function findWords(source: Buffer, words: readonly string[]): readonly Range[] {
  const isWord = (byte: number | undefined) =>
    byte !== undefined && (byte >= 0x80 || /\w/.test(String.fromCharCode(byte)));
  const ranges: Range[] = [];
  for (const word of words) {
    const bytes = Buffer.from(word);
    for (let at = source.indexOf(bytes); at !== -1; at = source.indexOf(bytes, at + 1)) {
      const end = at + bytes.length;
      const isPart = (isWord(source[at - 1]) && isWord(bytes[0])) || (isWord(source[end]) && isWord(bytes.at(-1)));
      if (!isPart) ranges.push([at, end]);
    }
  }
  return ranges;
}

function cutOut(source: Buffer, ranges: readonly Range[]): string {
  const parts: Buffer[] = [];
  const mask = Buffer.from(MASK);
  let kept = 0;
  let maskedTo = -1;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (end <= maskedTo) continue;
    if (start > maskedTo) parts.push(source.subarray(kept, start), mask);
    kept = end;
    maskedTo = end;
  }
  return Buffer.concat([...parts, source.subarray(kept)]).toString();
}

function needlesFor(secret: string): readonly Needle[] {
  const lines = secret.split('\n').map((line) => line.trim());
  const isLine = (line: string) => line.length >= MIN_LINE_CHARACTERS && !line.startsWith('-----');
  const texts = new Set([secret, ...(lines.length > 1 ? lines.filter(isLine) : [])]);
  return [...texts].flatMap((text) => {
    const bytes = Buffer.from(text);
    // The mark of wrapped lines is left out of the text, but not where an encoding hides it: a secret may have that sign.
    const plain = [text, text.replaceAll(' ', '+'), text.replaceAll("'", "''")].flatMap((form) => [
      plainNeedle(form, LEFT_OUT),
      plainNeedle(form, BLANK),
    ]);
    const once = [bytes, Buffer.from(`${text}\n`)].flatMap(base64Parts);
    const twice = once.flatMap((part) => base64Parts(Buffer.from(part)));
    const hex = bytes.toString('hex');
    const encoded = [...once, ...twice].flatMap((part) => [part, part.replaceAll('+', '-').replaceAll('/', '_')]);
    return [
      ...plain,
      ...[...encoded, hex, hex.toUpperCase()].map((form) => ({
        bytes: Buffer.from(form),
        isEncoded: true,
        gaps: NO_GAPS,
      })),
    ];
  });
}

/** A secret as it is, but without some of its characters, and where those stood. */
function plainNeedle(form: string, leftOut: RegExp): Needle {
  const parts = form.split(leftOut).map((part) => Buffer.from(part));
  const gaps = new Set<number>();
  let length = 0;
  for (const part of parts) {
    length += part.length;
    gaps.add(length - 1);
  }
  return { bytes: Buffer.concat(parts), isEncoded: false, gaps };
}

/** What base64 makes of some bytes wherever they stand in a longer text: by three positions, without what others share. */
function base64Parts(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
    return own.length < MIN_SECRET_CHARACTERS ? [] : [own];
  });
}

function dense(text: string): string {
  return text.split(LEFT_OUT).join('');
}
