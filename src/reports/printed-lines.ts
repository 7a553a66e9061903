// Pure: a stream of werf's as plain lines: decoded, without colours, wrapped ones whole again, in bounded memory.
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { withoutLastWord } from '../system/text.ts';
import { isTimeStamp } from './time-stamp.ts';

/** A line of werf's, by the frame that it stands in. */
export interface PrintedLine {
  /** What opens, continues or closes a box; empty outside of one. */
  readonly border: '' | '┌' | '│' | '└';
  /** What stands behind the border and one blank. */
  readonly text: string;
  /** What stands before the border, or before everything: a time stamp where `WERF_LOG_TIME` is set. */
  readonly stamp: string;
}

/** Longer lines lose their end: one line must not be all memory. In UTF-16 units. */
const MAX_LINE_UNITS = 64 * 1024;

const WRAP_MARK = ' ↵';
/** What werf writes in the place of a byte that is no character. */
const LOST = '\ufffd';

/**
 * Calls back for each line. werf breaks what is wider than the terminal and marks it with ` ↵` (logboek's fitter): between
 * words, filled up with blanks, or in the middle of a word that alone is too long, and then without one. A character that
 * it parts between two of its bytes is lost.
 */
export class PrintedLines {
  readonly #each: (line: PrintedLine) => void;
  readonly #decoder = new StringDecoder('utf8');
  #open = '';
  /** The first parts of a line that was wrapped. */
  #wrapped: PrintedLine | undefined;
  /** What werf counts of a line that was wrapped: the terminal's width. A line of another width ends with that mark by itself. */
  #width: number | undefined;

  /** @param width the terminal's, where it is known */
  constructor(each: (line: PrintedLine) => void, width?: number) {
    this.#each = each;
    this.#width = width;
  }

  push(chunk: Uint8Array): void {
    const text = this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#add(text.slice(start, end));
      this.#end();
      start = end + 1;
    }
    this.#add(text.slice(start));
  }

  /** Takes what was printed last for a whole line. */
  end(): void {
    if (this.#open !== '') this.#end();
    this.#giveWrapped();
  }

  #add(text: string): void {
    if (this.#open.length < MAX_LINE_UNITS) this.#open += text.slice(0, MAX_LINE_UNITS - this.#open.length);
  }

  #end(): void {
    // Up to the last blank: half a secret could not be told any more.
    const raw = this.#open.length < MAX_LINE_UNITS ? this.#open : `${withoutLastWord(this.#open)}…`;
    this.#open = '';
    const plain = raw.includes('\u001b') ? stripVTControlCharacters(raw) : raw;
    const shown = plain.endsWith('\r') ? plain.slice(0, -1) : plain;
    // A progress that was overwritten.
    this.#line(shown.slice(shown.lastIndexOf('\r') + 1));
  }

  #line(line: string): void {
    const wraps = this.#wraps(line);
    const part = parse(line);
    const before = this.#wrapped;
    if (before !== undefined && before.border !== part.border) this.#giveWrapped();
    const joined =
      this.#wrapped === undefined ? part : { ...this.#wrapped, text: together(this.#wrapped.text, part.text) };
    this.#wrapped = undefined;
    if (wraps && joined.text.length < MAX_LINE_UNITS) this.#wrapped = { ...joined, text: withoutMark(joined.text) };
    else this.#each(joined);
  }

  #giveWrapped(): void {
    const line = this.#wrapped;
    this.#wrapped = undefined;
    if (line !== undefined) this.#each(line);
  }

  #wraps(line: string): boolean {
    if (!line.endsWith(WRAP_MARK)) return false;
    const width = countedByWerf(line);
    this.#width ??= width;
    return width === this.#width;
  }
}

/**
 * How long werf takes a wrapped line for: in characters, but in bytes for the word in the middle of which it breaks one
 * (logboek's `sequence.Slice`). What stands for a byte of a character that is lost is one.
 */
function countedByWerf(line: string): number {
  const characters = [...line].length;
  const content = line.slice(0, -WRAP_MARK.length);
  const letters = [...content.slice(content.lastIndexOf(' ') + 1)];
  const bytes = letters.reduce((sum, letter) => sum + (letter === LOST ? 1 : Buffer.byteLength(letter)), 0);
  return characters - letters.length + bytes;
}

/** Two parts of a line; the bytes of a character that was lost between them become one mark. */
function together(before: string, after: string): string {
  if (!before.endsWith(LOST) || !after.startsWith(LOST)) return before + after;
  return `${before.replace(/\ufffd{1,3}$/, '')}${LOST}${after.replace(/^\ufffd{1,3}/, '')}`;
}

function parse(line: string): PrintedLine {
  const at = line.search(/[┌│└]/u);
  const stamp = line.slice(0, Math.max(at, 0));
  if (at === -1 || !(stamp === '' || isTimeStamp(stamp))) return { border: '', text: line, stamp: '' };
  const border = line.charAt(at);
  const text = line.slice(at + 1);
  return { border: border === '┌' || border === '└' ? border : '│', text: text.replace(/^ /, ''), stamp };
}

/** A line that ends before the mark was broken between words, of which the blanks went. */
function withoutMark(text: string): string {
  const content = text.slice(0, -WRAP_MARK.length);
  const words = content.trimEnd();
  return words.length === content.length ? content : `${words} `;
}
