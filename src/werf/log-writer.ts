// Effect: writes what werf prints to a stream of the job log, and keeps what its reader has not taken yet, up to a bound.
import type { Writable } from 'node:stream';
import { errorCode } from '../system/errors.ts';

/** Bytes that may wait for the log's reader while werf runs. After that werf waits too, as it would for a slow terminal. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** More of them once werf has ended: what its pipes still hold has to be read, so that files get it. */
const LAST_BYTES = 4 * 1024 * 1024;
/** Milliseconds for which a reader may take nothing while werf waits for it. Then werf goes on, and the log has a gap. */
const STALLED_READER_TIMEOUT_MS = 30_000;
/** Bytes that are put together, so that what waits takes hardly more memory than it has bytes. */
const BLOCK_BYTES = 64 * 1024;

export interface LogWriter {
  /** @param whole a chunk whose memory can be given back once the bytes are written: they are the last part of it */
  write(bytes: Buffer, whole?: Buffer): void;
  /** Whether so much waits that nothing more should be read. */
  isFull(): boolean;
  /** Takes more than before, because werf has ended. */
  takeTheRest(): void;
  /** Hands all that waits to the log's stream, so that what is printed next comes after it. */
  close(): LogEnd;
}

export interface LogEnd {
  /** Bytes that are missing in the log, because nobody read it for too long. */
  readonly missing: number;
  /** Why nothing can be written any more, most often because the reader is gone; undefined where it can. */
  readonly failure: string | undefined;
}

/** Bytes that wait, with the chunk whose memory goes with them, or with the room that is left in their block. */
interface Waiting {
  bytes: Buffer;
  readonly whole: Buffer | undefined;
  readonly block: Buffer | undefined;
}

/** @param hasRoom called when there is room again */
export function writeToLog(log: Writable, hasRoom: () => void): LogWriter {
  const queue: Waiting[] = [];
  let waiting = 0;
  let limit = MAX_WAITING_BYTES;
  let missing = 0;
  let failure: string | undefined;
  let isWriting = false;
  let isStuck = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const isFull = () => waiting >= limit && !isStuck;
  const watch = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isFull() || isClosed) return;
    timer = setTimeout(() => {
      isStuck = true;
      hasRoom();
    }, STALLED_READER_TIMEOUT_MS);
  };
  const send = (bytes: Buffer, whole: Buffer | undefined) => {
    isWriting = true;
    const { length } = bytes;
    // By the callback instead of `drain`, which does not come where nobody reads the log any more.
    log.write(bytes, (error) => {
      if (error != null) failure ??= errorCode(error);
      if (whole !== undefined) release(whole);
      waiting -= length;
      isWriting = false;
      isStuck = false;
      const next = queue.shift();
      if (next !== undefined) send(next.bytes, next.whole);
      watch();
      if (!isFull() && !isClosed) hasRoom();
    });
  };
  return {
    write: (bytes, whole) => {
      if (waiting >= limit && isStuck) {
        missing += bytes.length;
        return;
      }
      waiting += bytes.length;
      if (isWriting) enqueue(queue, bytes, whole);
      else send(bytes, whole);
      if (timer === undefined) watch();
    },
    isFull,
    takeTheRest: () => {
      limit += LAST_BYTES;
      watch();
    },
    close: () => {
      isClosed = true;
      watch();
      for (const { bytes, whole } of queue.splice(0)) send(bytes, whole);
      return { missing, failure };
    },
  };
}

/** Many small writes become few large ones. */
function enqueue(queue: Waiting[], bytes: Buffer, whole: Buffer | undefined): void {
  if (bytes.length >= BLOCK_BYTES / 4) {
    queue.push({ bytes, whole, block: undefined });
    return;
  }
  const last = queue.at(-1);
  if (last?.block !== undefined && last.bytes.length + bytes.length <= BLOCK_BYTES) {
    bytes.copy(last.block, last.bytes.length);
    last.bytes = last.block.subarray(0, last.bytes.length + bytes.length);
    return;
  }
  const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  queue.push({ bytes: block.subarray(0, bytes.copy(block)), whole: undefined, block });
}

/** Gives a chunk's memory back at once: the garbage collector lets a hundred megabytes of chunks pile up first. */
function release(chunk: Buffer): void {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && !buffer.detached && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
}
