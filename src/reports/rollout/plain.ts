// Pure: a line of werf's as plain text: without colours, and with what werf's second formatting did to it mended.
import { stripVTControlCharacters } from 'node:util';

const ESCAPE = '\u001b';
/** What becomes of a `%` that stands before a colour, see `mended`. What is left of it would be read as another sequence. */
const MANGLED_ESCAPE = `%!${ESCAPE}(MISSING)`;

const DECODER = new TextDecoder();

/** The text of a part of a buffer, without colours. Bytes that are no UTF-8 become `�`. */
export function plainText(bytes: Uint8Array, start: number, end: number): string {
  const text = DECODER.decode(bytes.subarray(start, end));
  return text.includes(ESCAPE) ? stripVTControlCharacters(text.replaceAll(MANGLED_ESCAPE, `%${ESCAPE}`)) : text;
}

/** How Go's `fmt` shows a `%` that no argument follows: with the letter that came next, whatever it was. */
const MISSING = /%!(.)\(MISSING\)/gsu;
const NO_VERB = /%!\(NOVERB\)/g;
const MANGLED = /%!(?:.\(MISSING\)|\(NOVERB\))/su;

/** What a line ends with whose `%` stood at its very end: the break became the letter. */
export const MANGLED_END = /%!$/;
/** What then stands at the start of the next line. */
export const MANGLED_START = '(MISSING)';

/** Whether `mended` would change a text. */
export function isMangled(text: string): boolean {
  return text.includes('%!') && MANGLED.test(text);
}

/**
 * werf 2 formats logs, events, errors and notes once more, so that `100%` comes out as `100%!d(MISSING)`. What stood
 * between the `%` and the letter, such as a blank, is lost.
 */
export function mended(text: string): string {
  return isMangled(text) ? text.replace(MISSING, '%$1').replace(NO_VERB, '%') : text;
}

/**
 * The same for the lines of a box.
 * @param title of the box, which its end repeats
 */
export function mendedLines(lines: readonly string[], title: string): readonly string[] {
  const whole: string[] = [];
  for (const line of withoutMangledEnd(lines, title)) {
    const last = whole.length - 1;
    const before = whole[last];
    if (before !== undefined && MANGLED_END.test(before) && line.startsWith(MANGLED_START)) {
      whole[last] = before.slice(0, -1);
      whole.push(line.slice(MANGLED_START.length));
    } else {
      whole.push(line);
    }
  }
  return whole.map(mended);
}

/** Lines of a box without its end, which became one of them where a `%` stood at the end of the last one. */
function withoutMangledEnd(lines: readonly string[], title: string): readonly string[] {
  const end = lines.findLastIndex((line) => line !== '');
  const before = lines[end - 1];
  if (before === undefined || !MANGLED_END.test(before) || lines[end] !== MANGLED_START + title) return lines;
  return [...lines.slice(0, end - 1), before.slice(0, -1)];
}
