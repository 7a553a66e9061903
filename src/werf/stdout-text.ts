// Pure: what a command wrote to stdout, as an output of the step.
import { byteLength, isContinuation } from '../system/text.ts';
import type { OutputTail } from './output-tail.ts';

/** The most that the output takes, in bytes of UTF-8. GitHub takes 1 MiB for all outputs of a job. */
const MAX_BYTES = 64_000;

/**
 * The end of stdout, without the line breaks at its own end, as a shell's `$(…)` gives it. Where something must go, what is
 * left starts with a whole line, or at least with a whole word: the runner masks a secret only where it stands whole.
 */
export function stdoutText(tail: OutputTail): string {
  const bytes = Buffer.from(tail.bytes());
  const text = tail.cut ? withoutFirstLine(bytes) : bytes.toString('utf8');
  // A byte that is no UTF-8 becomes a character of three.
  const bounded = byteLength(text) > MAX_BYTES ? withoutFirstLine(Buffer.from(text).subarray(-MAX_BYTES)) : text;
  let end = bounded.length;
  while (end > 0 && '\r\n'.includes(bounded.charAt(end - 1))) end -= 1;
  return bounded.slice(0, end);
}

function withoutFirstLine(bytes: Buffer): string {
  let start = 0;
  while (isContinuation(bytes[start])) start += 1;
  const text = bytes.toString('utf8', start);
  const lineBreak = text.indexOf('\n');
  const rest = text.slice(lineBreak + 1);
  return lineBreak >= 0 && rest.trim() !== '' ? rest : text.replace(/^\S*\s?/, '');
}
