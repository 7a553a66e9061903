// Pure: the end of what werf printed as text, and the line in it that says what went wrong.
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { isContinuation, shorten } from '../system/text.ts';
import type { ErrorTail } from './output-tail.ts';

/** The most that `lastErrorLine` gives: 4 kB, in bytes of UTF-8. */
const MAX_LINE_BYTES = 4000;

/**
 * The last whole lines as a person would have seen them: no colours, no overwritten progress, no control characters. Of a
 * line that alone is longer than what was kept, the words that are whole.
 */
export function errorText(tail: ErrorTail): string {
  const bytes = tail.bytes();
  let start = 0;
  while (tail.cut && isContinuation(bytes[start])) start += 1;
  // The decoder keeps back a character whose last bytes are still to come.
  const text = new StringDecoder('utf8').write(Buffer.from(bytes.subarray(start)));
  if (!tail.cut) return clean(text);
  const wholeLines = text.includes('\n') ? clean(text.slice(text.indexOf('\n') + 1)) : '';
  return wholeLines || clean(text.replace(/^\S*\s*/, ''));
}

/**
 * The line that says why werf failed, at most 4 kB; empty where nothing was printed. werf ends with `Error: …` at the
 * start of a line (its `logging` package), a crash of it with Go's `panic: …`. Where neither is found, the last line serves.
 * @param tail what `errorText` gave
 */
export function lastErrorLine(tail: string): string {
  const lines = tail.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((candidate) => /^(?:Error|panic|fatal error): /.test(candidate)) ?? lines.at(-1) ?? '';
  return shorten(line.trim(), MAX_LINE_BYTES);
}

function clean(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => {
      const shown = line.trimEnd();
      return shown.slice(shown.lastIndexOf('\r') + 1).replace(CONTROL, '');
    })
    .join('\n')
    .trimEnd();
}

// Every control character but the tab.
const CONTROL = /[^\P{Cc}\t]/gu;
