// Pure: the end of what werf printed as text, and the line in it that says what went wrong.
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { isContinuation, shortenBytes } from '../system/text.ts';
import type { OutputTail } from './output-tail.ts';
import { terminalLine } from './terminal-line.ts';

/** The most that is read, in bytes. */
const MAX_TAIL_BYTES = 64 * 1024;
/** The most that `lastErrorLine` gives: 4 kB, in bytes of UTF-8. */
const MAX_LINE_BYTES = 4000;

/**
 * A line that says what went wrong: werf ends with `Error: …` at the start of a line (its `logging` package), a crash of it
 * with Go's `panic: …`. With `WERF_LOG_TIME`, a time stamp of any format stands before it.
 */
const STAMP_PART = '(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)';
const ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  's',
);

/** What a trace of Go starts with. */
const TRACE = /^goroutine \d+ (?:\w+=\S+ )*\[/;

/**
 * The last whole lines, of at most 64 KiB, as a person would have seen them: no colours, no overwritten progress, no
 * control characters. Of a line that alone is longer than that, the words that are whole.
 */
export function errorText(tail: OutputTail): string {
  const kept = tail.bytes();
  const bytes = kept.subarray(-MAX_TAIL_BYTES);
  const isCut = tail.cut || bytes.length < kept.length;
  let start = 0;
  while (isCut && isContinuation(bytes[start])) start += 1;
  // The decoder keeps back a character whose last bytes are still to come.
  const text = new StringDecoder('utf8').write(Buffer.from(bytes.subarray(start)));
  if (!isCut) return clean(text);
  const wholeLines = text.includes('\n') ? clean(text.slice(text.indexOf('\n') + 1)) : '';
  return wholeLines || clean(text.replace(/^\S*\s*/, ''));
}

/**
 * The line that says why werf failed, without a time stamp, at most 4 kB; empty where nothing was printed. Where none says
 * so, the last line serves.
 * @param tail what `errorText` gave
 */
export function lastErrorLine(tail: string): string {
  const lines = tail.split('\n').filter((line) => line.trim() !== '');
  return shortenBytes((errorLineIn(lines) ?? lines.at(-1) ?? '').trim(), MAX_LINE_BYTES);
}

/**
 * What a failed command said: the end of its stderr, or that of its stdout, where an error stands in that alone.
 * @param stderr what `errorText` gave of it
 * @param stdout the same of the other stream
 */
export function failureText(stderr: string, stdout: string): string {
  return !saysError(stderr) && saysError(stdout) ? stdout : stderr;
}

/** Whether a text has a line that says what went wrong. */
export function saysError(tail: string): boolean {
  return errorLineIn(tail.split('\n')) !== undefined;
}

/** Whether a text has the words of a program in Go that crashed, or the traces that it leaves. */
export function saysCrash(tail: string): boolean {
  return tail.split('\n').some((line) => /^(?:panic|fatal error): /.test(errorOf(line) ?? '') || isStackTrace(line));
}

/** Whether a line begins the stack of one of Go's goroutines, which a crash prints. */
export function isStackTrace(line: string): boolean {
  return TRACE.test(line);
}

function errorLineIn(lines: readonly string[]): string | undefined {
  for (const line of lines.toReversed()) {
    const error = errorOf(line);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** The words of a line that says what went wrong, such as `Error: …`, without a time stamp; undefined for any other. */
export function errorOf(line: string): string | undefined {
  return ERROR_LINE.exec(line)?.[1]?.trimEnd();
}

function clean(text: string): string {
  return stripVTControlCharacters(text).split('\n').map(terminalLine).join('\n').trimEnd();
}
