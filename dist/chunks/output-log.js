// src/werf/command-spotter.ts
var COMMANDS = /* @__PURE__ */ new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning"
]);
var COMMAND = /(?:^|[\r\n])[^\S\r\n]*::([a-z-]+)(?: [^\r\n]*?)?::|##\[([a-z-]+)(?: [^\r\n\]]*)?(\]?)/gi;
var MARKS = ["::", "##["];
var MAX_START_CHARACTERS = 1024;
var MIDDLE = ".";
function commandSpotter(found) {
  let start = "";
  const look = (text) => {
    if (!MARKS.some((mark) => text.includes(mark))) return;
    for (const [, name, older = "", close = ""] of text.matchAll(COMMAND)) {
      const command = (name ?? (close === "" ? "" : older)).toLowerCase();
      if (COMMANDS.has(command)) found.add(command);
    }
  };
  return (chunk) => {
    if (MARKS.some((mark) => chunk.includes(mark))) look(start + chunk.toString("latin1"));
    else if (start !== "") look(start + chunk.toString("latin1", 0, MAX_START_CHARACTERS));
    const line = Math.max(chunk.lastIndexOf("\n"), chunk.lastIndexOf("\r")) + 1;
    const before = line === 0 ? start : "";
    const isLong = before.length + chunk.length - line > MAX_START_CHARACTERS;
    const tail = chunk.toString("latin1", isLong ? Math.max(line, chunk.length - MAX_START_CHARACTERS / 2) : line);
    start = isLong ? MIDDLE + tail : before + tail;
  };
}

// src/werf/line-merger.ts
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
var MAX_LINE_BYTES = 64 * 1024;
var MAX_WAITING_BYTES = 1024 * 1024;
var LineMerger = class {
  #take;
  #streams = [
    { held: [], size: 0, waits: false },
    { held: [], size: 0, waits: false }
  ];
  /** The stream whose line goes on in the output, if one does. */
  #open;
  #last;
  constructor(take) {
    this.#take = take;
  }
  /** @param from 0 or 1, the stream that the chunk came from */
  push(from, chunk) {
    this.#push(this.#streams[from], chunk, chunk);
    if (this.#open !== void 0) return;
    const other = this.#streams[from === 0 ? 1 : 0];
    if (other.waits) this.#push(other, unhold(other));
  }
  /**
   * Hands on all that is held back, each stream's on a line of its own.
   * @returns whether the last line has no line feed: act, unlike the runner, takes nothing else for an end
   */
  end() {
    const [first, second] = this.#streams;
    for (const stream of this.#open === second ? [second, first] : [first, second]) {
      if (stream.size === 0) continue;
      if (this.#lineIsOpen() && this.#open !== stream) this.#write(Buffer.from("\n"));
      this.#write(unhold(stream));
      this.#open = void 0;
    }
    return this.#last !== void 0 && this.#last !== LINE_FEED;
  }
  #push(stream, chunk, whole) {
    const size = stream.size + chunk.length;
    if (this.#open !== void 0 && this.#open !== stream && size <= MAX_WAITING_BYTES) {
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
    if (end < chunk.length) hold(stream, chunk.subarray(end));
    this.#write(chunk.subarray(0, end), whole);
    this.#open = this.#lineIsOpen() ? stream : void 0;
  }
  #write(bytes, whole) {
    this.#last = bytes.at(-1) ?? this.#last;
    this.#take(bytes, whole);
  }
  #lineIsOpen() {
    return this.#last !== void 0 && this.#last !== LINE_FEED && this.#last !== CARRIAGE_RETURN;
  }
};
function hold(stream, bytes) {
  stream.held.push(Buffer.from(bytes));
  stream.size += bytes.length;
}
function unhold(stream) {
  const [first] = stream.held;
  const bytes = first !== void 0 && stream.held.length === 1 ? first : Buffer.concat(stream.held);
  stream.held = [];
  stream.size = 0;
  stream.waits = false;
  return bytes;
}
function endsWithReturn(stream) {
  return stream.held.at(-1)?.at(-1) === CARRIAGE_RETURN;
}
function endOfLastLine(chunk) {
  return Math.max(chunk.lastIndexOf(LINE_FEED), chunk.lastIndexOf(CARRIAGE_RETURN, -2)) + 1;
}

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/werf/log-writer.ts
var MAX_WAITING_BYTES2 = 4 * 1024 * 1024;
var LAST_BYTES = 4 * 1024 * 1024;
var STALLED_READER_TIMEOUT_MS = 3e4;
var BLOCK_BYTES = 64 * 1024;
function writeToLog(log, hasRoom) {
  const queue = [];
  let waiting = 0;
  let limit = MAX_WAITING_BYTES2;
  let missing = 0;
  let failure;
  let isWriting = false;
  let isStuck = false;
  let isClosed = false;
  let timer;
  const isFull = () => waiting >= limit && !isStuck;
  const watch = () => {
    clearTimeout(timer);
    timer = void 0;
    if (!isFull() || isClosed) return;
    timer = setTimeout(() => {
      isStuck = true;
      hasRoom();
    }, STALLED_READER_TIMEOUT_MS);
  };
  const send = (bytes, whole) => {
    isWriting = true;
    const { length } = bytes;
    log.write(bytes, (error) => {
      if (error != null) failure ??= errorCode(error);
      if (whole !== void 0) release(whole);
      waiting -= length;
      isWriting = false;
      isStuck = false;
      const next = queue.shift();
      if (next !== void 0) send(next.bytes, next.whole);
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
      if (timer === void 0) watch();
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
    }
  };
}
function enqueue(queue, bytes, whole) {
  if (bytes.length >= BLOCK_BYTES / 4) {
    queue.push({ bytes, whole, block: void 0 });
    return;
  }
  const last = queue.at(-1);
  if (last?.block !== void 0 && last.bytes.length + bytes.length <= BLOCK_BYTES) {
    bytes.copy(last.block, last.bytes.length);
    last.bytes = last.block.subarray(0, last.bytes.length + bytes.length);
    return;
  }
  const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  queue.push({ bytes: block.subarray(0, bytes.copy(block)), whole: void 0, block });
}
function release(chunk) {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && !buffer.detached && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
}

// src/werf/output-log.ts
function outputLog({ streams, spotted }, hasRoom) {
  const writers = [...new Set(streams)].map((log) => writeToLog(log, hasRoom));
  const [first, second = first] = writers;
  const lines = first === second ? new LineMerger(first.write) : void 0;
  const spotters = spotted === void 0 ? void 0 : [commandSpotter(spotted), commandSpotter(spotted)];
  let last;
  return {
    push: (from, chunk) => {
      spotters?.[from](chunk);
      if (lines !== void 0) {
        lines.push(from, chunk);
        return;
      }
      if (from === 0) last = chunk.at(-1);
      (from === 0 ? first : second).write(chunk, chunk);
    },
    isFull: () => writers.some((writer) => writer.isFull()),
    takeTheRest: () => {
      for (const writer of writers) writer.takeTheRest();
    },
    end: () => {
      const lineIsOpen = lines?.end() ?? (last !== void 0 && last !== 10);
      const ends = writers.map((writer) => writer.close());
      return {
        lineIsOpen,
        missing: ends.reduce((sum, { missing }) => sum + missing, 0),
        failure: ends.find(({ failure }) => failure !== void 0)?.failure
      };
    }
  };
}
export {
  outputLog
};
