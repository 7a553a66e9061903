// Pure: the end of what a command wrote to stdout, for an output of the step.
import { isContinuation } from '../system/text.ts';
import type { OutputTail } from './output-tail.ts';

/** The most that the output takes, in bytes of UTF-8. GitHub takes 1 MiB for all outputs of a job. */
const MAX_BYTES = 64_000;
const LINE_FEED = 0x0a;

export interface StdoutEnd {
  /** All that was kept of it, in UTF-8. */
  readonly bytes: Buffer;
  /** Where the output starts, in bytes. */
  readonly start: number;
  /** What it starts after, where something was cut off. Inside of a line, that may be inside of a secret as well. */
  readonly cut: 'nothing' | 'line' | 'blank' | 'character';
}

/**
 * The last 64 kB of stdout. Where something must go, what is left starts with a whole line, in a single line with a whole
 * word, and in a single word with a whole character.
 */
export function stdoutEnd(tail: OutputTail): StdoutEnd {
  const kept = Buffer.from(tail.bytes());
  // A byte that is no UTF-8 becomes a character of three.
  const bytes = Buffer.from(kept.toString('utf8', tail.cut ? nextCharacter(kept, 0) : 0));
  if (!tail.cut && bytes.length <= MAX_BYTES) return { bytes, start: 0, cut: 'nothing' };
  const first = nextCharacter(bytes, Math.max(0, bytes.length - MAX_BYTES));
  const isLineStart = bytes[first - 1] === LINE_FEED;
  const line = isLineStart ? first : bytes.indexOf(LINE_FEED, first) + 1;
  if (line > 0 && hasText(bytes, line)) return { bytes, start: line, cut: 'line' };
  const blank = nextWord(bytes, first);
  if (blank !== undefined && hasText(bytes, blank)) return { bytes, start: blank, cut: 'blank' };
  return { bytes, start: first, cut: 'character' };
}

/**
 * The output: without the line breaks at its end, as a shell's `$(…)` gives it.
 * @param start in bytes, where it is not the one that was found
 */
export function stdoutText({ bytes, start: found }: StdoutEnd, start = found): string {
  const text = bytes.toString('utf8', start);
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The start of the nearest whole character, from a place on. */
export function nextCharacter(bytes: Buffer, at: number): number {
  let start = at;
  while (isContinuation(bytes[start])) start += 1;
  return start;
}

/** The place behind the first blank, from a place on; that place itself where a blank stands before it. */
function nextWord(bytes: Buffer, at: number): number | undefined {
  if (/[ \t]/.test(bytes.toString('latin1', Math.max(0, at - 1), at))) return at;
  const text = bytes.toString('utf8', at);
  const blank = /\s/.exec(text);
  return blank === null ? undefined : at + Buffer.byteLength(text.slice(0, blank.index)) + Buffer.byteLength(blank[0]);
}

function hasText(bytes: Buffer, start: number): boolean {
  return bytes.toString('utf8', start).trim() !== '';
}
