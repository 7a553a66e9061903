// Pure: two streams become one, line by line.

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A line that is longer, in bytes, is not held back until its end. */
const MAX_LINE_BYTES = 64 * 1024;
/** Bytes that wait for the end of such a line of the other stream. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * Takes bytes of the one stream.
 * @param whole the chunk that they are the last part of, if any, which nobody needs any more once they are written
 */
export type TakeBytes = (bytes: Buffer, whole?: Buffer) => void;

interface Stream {
  /** What has come and not gone on yet: the start of a line, or whatever waits for the other stream. */
  held: Buffer[];
  size: number;
  waits: boolean;
}

/**
 * Makes one stream of two, whose bytes stay in order. A line of the one does not stand within a line of the other: the log
 * is read line by line, and a secret in it is masked only where it stands whole. So the start of a line is held back until
 * its end comes; the log would not show it sooner. For lines, a carriage return ends one too, as it does for the runner.
 */
export class LineMerger {
  readonly #take: TakeBytes;
  readonly #streams: readonly [Stream, Stream] = [
    { held: [], size: 0, waits: false },
    { held: [], size: 0, waits: false },
  ];
  /** The stream whose line goes on in the output, if one does. */
  #open: Stream | undefined;
  #last: number | undefined;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  /** @param from 0 or 1, the stream that the chunk came from */
  push(from: 0 | 1, chunk: Buffer): void {
    this.#push(this.#streams[from], chunk, chunk);
    if (this.#open !== undefined) return;
    const other = this.#streams[from === 0 ? 1 : 0];
    if (other.waits) this.#push(other, unhold(other));
  }

  /**
   * Hands on all that is held back, each stream's on a line of its own.
   * @returns whether the last line has no line feed: act, unlike the runner, takes nothing else for an end
   */
  end(): boolean {
    const [first, second] = this.#streams;
    for (const stream of this.#open === second ? [second, first] : [first, second]) {
      if (stream.size === 0) continue;
      if (this.#lineIsOpen() && this.#open !== stream) this.#write(Buffer.from('\n'));
      this.#write(unhold(stream));
      this.#open = undefined;
    }
    return this.#last !== undefined && this.#last !== LINE_FEED;
  }

  #push(stream: Stream, chunk: Buffer, whole?: Buffer): void {
    const size = stream.size + chunk.length;
    if (this.#open !== undefined && this.#open !== stream && size <= MAX_WAITING_BYTES) {
      stream.waits = true;
      hold(stream, chunk);
      return;
    }
    if (endsWithReturn(stream) && chunk[0] !== LINE_FEED) this.#write(unhold(stream));
    const lineEnd = endOfLastLine(chunk);
    if (lineEnd === 0 && this.#open !== stream && size <= MAX_LINE_BYTES) {
      hold(stream, chunk);
      return;
    }
    const end = lineEnd === 0 ? chunk.length : lineEnd;
    if (stream.size > 0) this.#write(unhold(stream));
    // What remains is copied, because the chunk's memory goes with the part that is written.
    if (end < chunk.length) hold(stream, chunk.subarray(end));
    this.#write(chunk.subarray(0, end), whole);
    this.#open = this.#lineIsOpen() ? stream : undefined;
  }

  #write(bytes: Buffer, whole?: Buffer): void {
    this.#last = bytes.at(-1) ?? this.#last;
    this.#take(bytes, whole);
  }

  #lineIsOpen(): boolean {
    return this.#last !== undefined && this.#last !== LINE_FEED && this.#last !== CARRIAGE_RETURN;
  }
}

function hold(stream: Stream, bytes: Buffer): void {
  stream.held.push(Buffer.from(bytes));
  stream.size += bytes.length;
}

/** Takes out what is held back. */
function unhold(stream: Stream): Buffer {
  const [first] = stream.held;
  const bytes = first !== undefined && stream.held.length === 1 ? first : Buffer.concat(stream.held);
  stream.held = [];
  stream.size = 0;
  stream.waits = false;
  return bytes;
}

function endsWithReturn(stream: Stream): boolean {
  return stream.held.at(-1)?.at(-1) === CARRIAGE_RETURN;
}

/** Where the last whole line ends, 0 where none does. A carriage return at the end may be half of a line's end. */
function endOfLastLine(chunk: Buffer): number {
  return Math.max(chunk.lastIndexOf(LINE_FEED), chunk.lastIndexOf(CARRIAGE_RETURN, -2)) + 1;
}
