// Pure: foreign text in GitHub's Markdown, and lines that fit a number of bytes.
import { byteLength, shortenBytes, shortenCharacters } from '../../system/text.ts';

/** The most of a text that is shown: in bytes of UTF-8, for what has to fit a place, or in characters, for what people read. */
export type Limit = { readonly maxBytes: number } | { readonly maxCharacters: number };

/** A name longer than this is cut in the middle; an image reference has at most 255 + 1 + 135 characters. */
const MAX_NAME: Limit = { maxBytes: 512 };

// Control and format characters: what breaks a line, turns the direction of writing (U+202E), hides or is half a pair.
// Most texts are plain, and V8 takes a quarter of a millisecond to compile this expression.
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const PLAIN = /^[ -~]*$/;

/** Foreign text as it is shown: on one line, `�` for each character that shows nothing or misleads. */
export function visible(text: string, limit: Limit = MAX_NAME): string {
  return cut(showable(text), limit);
}

/** A line of foreign text, of which a tab is four blanks, as `visible` shows it. */
export function visibleLine(line: string, limit: Limit): string {
  return cut(wholeLine(line), limit);
}

/** The same without a limit, for who cuts it otherwise. */
export function wholeLine(line: string): string {
  return showable(line.replaceAll('\t', '    '));
}

/** A text within a limit, without its middle where it is longer, as `shortenBytes` and `shortenCharacters` cut it. */
export function cut(text: string, limit: Limit): string {
  return 'maxBytes' in limit ? shortenBytes(text, limit.maxBytes) : shortenCharacters(text, limit.maxCharacters);
}

function showable(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSHOWABLE, '�');
}

/** A text of several lines on one, in time that does not grow with the square of its blanks. */
export function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll('\t', ' ').trim());
  return lines.filter((line) => line !== '').join(' ');
}

/**
 * Foreign text as a code span. Of all that GitHub renders only code is left alone by each stage: Markdown, HTML, and
 * the links that are made of addresses, @names and #numbers afterwards.
 * https://github.github.com/gfm/#code-spans
 */
export function code(text: string, limit?: Limit): string {
  const shown = visible(text, limit);
  if (shown === '') return '–';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One blank at both ends is taken off again; without it a backtick or a blank of the text itself would be.
  const pad = /^[` ]|[` ]$/.test(shown) && /[^ ]/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/**
 * Foreign text as a code span in a table cell, where a pipe needs a backslash even inside of code.
 * https://github.github.com/gfm/#example-200
 */
export function codeCell(text: string, limit?: Limit): string {
  return code(text, limit).replaceAll('|', '\\|');
}

/** Foreign text as code in HTML, such as a folded part's title, which is no Markdown. */
export function htmlCode(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return `<code>${visible(text).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)}</code>`;
}

/**
 * Lines that went through `visible` as a block of code.
 * @param language by which GitHub colours it
 */
export function codeBlock(lines: readonly string[], language: 'text' | 'diff' = 'text'): string {
  const text = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * A folded part. The empty lines make GitHub read what is inside as Markdown.
 * @param title HTML: our own words, and what `htmlCode` made of others
 */
export function details(title: string, body: string, open = false): string {
  return `<details${open ? ' open' : ''}>\n<summary>${title}</summary>\n\n${body}\n\n</details>\n`;
}

/**
 * The lines of as many of the first items as fit `budget` bytes of UTF-8, each with its line break. No line is made that
 * comes after the first one that does not fit.
 */
export function fitting<T>(items: Iterable<T>, line: (item: T) => string, budget: number): readonly string[] {
  const lines: string[] = [];
  let used = 0;
  for (const item of items) {
    const text = line(item);
    used += byteLength(text) + 1;
    if (used > budget) break;
    lines.push(text);
  }
  return lines;
}

/**
 * A line on what was cut; empty where nothing was.
 * @param which such as `slowest`
 * @param plural what is counted
 */
export function cutNote(shown: number, total: number, which: string, plural: string): string {
  return shown >= total ? '' : `_Shown: the ${which} ${count(shown)} of ${count(total)} ${plural}; the rest is cut._\n`;
}

/** A whole number with separators, `4,000`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
