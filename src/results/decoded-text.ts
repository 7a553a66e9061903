// Pure: a text as it reads once its encodings are taken off, and where each of its bytes came from.

/** A text in UTF-8, with the places in the source that each of its bytes stands for. */
export interface DecodedText {
  readonly bytes: Buffer;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

const LINE_FEED = 0x0a;
const PLUS = 0x2b;
const MINUS = 0x2d;
/** The mark of a line that werf wrapped, `↵`. */
const WRAP_MARK = Buffer.from('↵');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", plus: '+' };
/** What a backslash makes of a letter in JSON, YAML and Go, where that is a blank or a control character. */
const CONTROLS = 'nrtbfave0';

/** The encodings: percent-encoding, the backslashes of JSON, YAML and Go, and HTML's references to characters. */
export const ESCAPES: readonly RegExp[] = [
  /%[0-9A-Fa-f]{2}/g,
  /\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\[^uUx]/gs,
  /&(?:[a-z]{2,4}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});/g,
];

/**
 * A text without marks of wrapped lines.
 * @param source UTF-8
 * @param withSigns whether the signs at the start of a diff's lines stay
 */
export function viewOf(source: Buffer, withSigns: boolean): DecodedText {
  const all = { bytes: source, start: new Int32Array(source.length), end: new Int32Array(source.length) };
  for (let at = 0; at < source.length; at += 1) {
    all.start[at] = at;
    all.end[at] = at + 1;
  }
  const builder = new Builder(source.length);
  let copied = 0;
  for (let at = source.indexOf(WRAP_MARK); at !== -1; at = source.indexOf(WRAP_MARK, copied)) {
    builder.copy(all, copied, at);
    copied = at + WRAP_MARK.length;
  }
  builder.copy(all, copied, source.length);
  const whole = builder.result();
  return withSigns ? whole : filtered(whole, (byte, before) => !isSign(byte) || before !== LINE_FEED);
}

/** The text without blanks and line breaks: what is broken up by them is whole in it. */
export function withoutBlanks(view: DecodedText): DecodedText {
  return filtered(view, (byte) => byte !== 0x20 && byte !== LINE_FEED && byte !== 0x09 && byte !== 0x0d);
}

/** The text with each escape sequence of one encoding taken for what it means, once; undefined where it has none. */
export function decodeOnce(view: DecodedText, escapes: RegExp): DecodedText | undefined {
  const { bytes, start, end } = view;
  const text = bytes.toString('latin1');
  // A character that is written as a number takes no more bytes than its number has digits.
  const builder = new Builder(bytes.length);
  let copied = 0;
  let high: number | undefined;
  for (const { 0: sequence, index } of text.matchAll(escapes)) {
    const meaning = decode(sequence);
    if (meaning === undefined) continue;
    builder.copy(view, copied, index);
    copied = index + sequence.length;
    // The two halves of a character beyond 16 bits, as JSON writes it.
    const isLow = typeof meaning === 'number' && meaning >= 0xdc00 && meaning <= 0xdfff;
    const pair = high !== undefined && isLow ? 0x10000 + (high - 0xd800) * 0x400 + (meaning - 0xdc00) : undefined;
    high = typeof meaning === 'number' && meaning >= 0xd800 && meaning <= 0xdbff ? meaning : undefined;
    if (high !== undefined) continue;
    const decoded = typeof meaning === 'string' ? Buffer.from(meaning, 'latin1') : utf8(pair ?? meaning);
    for (const byte of decoded) builder.add(byte, start[index] ?? 0, end[copied - 1] ?? 0);
  }
  if (copied === 0) return undefined;
  builder.copy(view, copied, bytes.length);
  return builder.result();
}

/** A byte as text, or the number of a character; undefined where it is no escape sequence after all. */
function decode(sequence: string): string | number | undefined {
  const kind = sequence.charAt(0);
  if (kind === '%') return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  if (kind === '&') {
    const name = sequence.slice(1, -1);
    if (/^#[xX]/.test(name)) return codePoint(Number.parseInt(name.slice(2), 16));
    return name.startsWith('#') ? codePoint(Number(name.slice(1))) : ENTITIES[name];
  }
  if (sequence.length > 2) return codePoint(Number.parseInt(sequence.slice(2), 16));
  const letter = sequence.charAt(1);
  return CONTROLS.includes(letter) ? ' ' : letter;
}

function codePoint(value: number): number | undefined {
  return value <= 0x10ffff ? value : undefined;
}

function utf8(value: number): Buffer {
  return Buffer.from(String.fromCodePoint(value));
}

function isSign(byte: number): boolean {
  return byte === PLUS || byte === MINUS;
}

/** The text without some bytes, in one pass: blanks are every fifth byte of a manifest. */
function filtered(view: DecodedText, keeps: (byte: number, before: number) => boolean): DecodedText {
  const { length } = view.bytes;
  const bytes = Buffer.allocUnsafe(length);
  const start = new Int32Array(length);
  const end = new Int32Array(length);
  let kept = 0;
  let before = LINE_FEED;
  for (let at = 0; at < length; at += 1) {
    const byte = view.bytes[at] ?? 0;
    if (keeps(byte, before)) {
      bytes[kept] = byte;
      start[kept] = view.start[at] ?? 0;
      end[kept] = view.end[at] ?? 0;
      kept += 1;
    }
    before = byte;
  }
  return { bytes: bytes.subarray(0, kept), start: start.subarray(0, kept), end: end.subarray(0, kept) };
}

class Builder {
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  readonly #bytes: Buffer;
  #length = 0;

  constructor(capacity: number) {
    this.#start = new Int32Array(capacity);
    this.#end = new Int32Array(capacity);
    this.#bytes = Buffer.alloc(capacity);
  }

  add(byte: number, start: number, end: number): void {
    this.#start[this.#length] = start;
    this.#end[this.#length] = end;
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** Adds a part of another text as it is. */
  copy({ bytes, start, end }: DecodedText, from: number, to: number): void {
    if (to <= from) return;
    this.#start.set(start.subarray(from, to), this.#length);
    this.#end.set(end.subarray(from, to), this.#length);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  result(): DecodedText {
    const length = this.#length;
    return {
      bytes: this.#bytes.subarray(0, length),
      start: this.#start.subarray(0, length),
      end: this.#end.subarray(0, length),
    };
  }
}
