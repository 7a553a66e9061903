// Pure: the end of what werf printed, and the line in it that says what went wrong.
import { stripVTControlCharacters } from 'node:util';
import { isContinuation, shorten } from '../text.ts';

const TAIL_BYTES = 64 * 1024;

/** The most that `lastErrorLine` gives: 4 kB, in bytes of UTF-8. */
const MAX_LINE_BYTES = 4000;

/** Keeps the last bytes of a stream, in one buffer of fixed size, however much passes. */
export class ErrorTail {
  readonly #limit: number;
  #ring: Uint8Array | undefined;
  /** Bytes seen so far. The next one goes to this number modulo the limit. */
  #seen = 0;

  /** @param limit bytes to keep, at least 1 */
  constructor(limit: number = TAIL_BYTES) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    // Copied, because a small chunk of a Node stream keeps the large buffer alive that it is a part of.
    this.#ring ??= new Uint8Array(this.#limit);
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#limit));
    const start = (this.#seen + chunk.length - kept.length) % this.#limit;
    const upToEnd = kept.subarray(0, this.#limit - start);
    this.#ring.set(upToEnd, start);
    this.#ring.set(kept.subarray(upToEnd.length), 0);
    this.#seen += chunk.length;
  }

  /** The last whole lines as a person would have seen them: no colours, no overwritten progress, no control characters. */
  text(): string {
    const bytes = this.#bytes();
    const cut = this.#seen > this.#limit;
    let start = 0;
    while (cut && isContinuation(bytes[start])) start += 1;
    // With `stream`, a character whose last bytes are still to come is left out.
    const text = new TextDecoder().decode(bytes.subarray(start), { stream: true });
    const firstLineEnd = cut ? text.indexOf('\n') : -1;
    return clean(text.slice(firstLineEnd + 1));
  }

  #bytes(): Uint8Array {
    if (this.#ring === undefined) return new Uint8Array();
    if (this.#seen <= this.#limit) return this.#ring.subarray(0, this.#seen);
    const oldest = this.#seen % this.#limit;
    return Buffer.concat([this.#ring.subarray(oldest), this.#ring.subarray(0, oldest)]);
  }
}

/**
 * The line that says why werf failed, at most 4 kB; empty where nothing was printed. werf ends with `Error: …` at the
 * start of a line (its `logging` package), a crash of it with Go's `panic: …`. Where neither is found, the last line serves.
 * @param tail what `ErrorTail.text` gave
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
