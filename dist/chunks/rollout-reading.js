// src/werf/terminal-line.ts
var CONTROL = /[^\P{Cc}\t]/gu;
function terminalLine(line) {
  const text = line.trimEnd();
  return text.slice(text.lastIndexOf("\r") + 1).replace(CONTROL, "");
}

// src/reports/rollout/border.ts
var TOP = 140;
var SIDE = 130;
var BOTTOM = 148;
var BRANCH = 156;
var FIRST_BYTE = 226;
var SECOND_BYTE = 148;
var BORDER_BYTES = 3;
var ESCAPE = 27;
var LINE_BREAK = 10;
var BRACKET = 91;
var LETTER_M = 109;
var MAX_STAMP_BYTES = 120;
var NONE = { kind: 0, at: 0, textAt: 0 };
var SIDE_AT_START = { kind: SIDE, at: 0, textAt: BORDER_BYTES };
function borderOf(bytes, start, end, stamped) {
  if (isBorder(bytes, start, end) && bytes[start + 2] === SIDE) return SIDE_AT_START;
  let at = afterColors(bytes, start, end);
  if (stamped) {
    const limit = Math.min(end, start + MAX_STAMP_BYTES);
    while (at < limit && !isBorder(bytes, at, end)) at += 1;
  }
  if (!isBorder(bytes, at, end)) return NONE;
  const last = bytes[at + 2] ?? 0;
  const kind = last === BRANCH ? SIDE : last;
  return { kind, at: at - start, textAt: at + BORDER_BYTES - start };
}
function afterSides(bytes, start, end) {
  let at = start;
  while (at < end && bytes[at] === FIRST_BYTE && bytes[at + 1] === SECOND_BYTE && bytes[at + 2] === SIDE) {
    at = bytes.indexOf(LINE_BREAK, at) + 1;
  }
  return at;
}
function isBorder(bytes, at, end) {
  if (at + BORDER_BYTES > end || bytes[at] !== FIRST_BYTE || bytes[at + 1] !== SECOND_BYTE) return false;
  const last = bytes[at + 2];
  return last === SIDE || last === TOP || last === BOTTOM || last === BRANCH;
}
function afterColors(bytes, start, end) {
  let at = start;
  while (at + 2 < end && bytes[at] === ESCAPE && bytes[at + 1] === BRACKET) {
    let last = at + 2;
    while (last < end && (bytes[last] ?? 0) >= 48 && (bytes[last] ?? 0) <= 59) last += 1;
    if (bytes[last] !== LETTER_M) return at;
    at = last + 1;
  }
  return at;
}

// src/reports/rollout/box-tail.ts
var TAIL_BYTES = 16 * 1024;
var LINE_BREAK2 = 10;
var BREAK = Uint8Array.of(LINE_BREAK2);
var BoxTail = class {
  #ring = new Uint8Array(TAIL_BYTES);
  #seen = 0;
  clear() {
    this.#seen = 0;
  }
  /** Adds a line, or its last bytes. */
  add(bytes, start, end) {
    this.addLines(bytes, Math.max(start, end - (TAIL_BYTES - 1)), end);
    this.addLines(BREAK, 0, 1);
  }
  /** Adds lines that end with a line break, or the last bytes of them. */
  addLines(bytes, start, end) {
    const from = Math.max(start, end - TAIL_BYTES);
    const at = (this.#seen + from - start) % TAIL_BYTES;
    const upToEnd = bytes.subarray(from, Math.min(end, from + TAIL_BYTES - at));
    this.#ring.set(upToEnd, at);
    if (from + upToEnd.length < end) this.#ring.set(bytes.subarray(from + upToEnd.length, end), 0);
    this.#seen += end - start;
  }
  /**
   * The last lines that are whole, each as its bytes without its line break, and whether there were more.
   * @param limit lines at the most
   */
  last(limit) {
    const all = this.#ordered();
    const isCut = this.#seen > TAIL_BYTES;
    const lines = [];
    let end = all.length - 1;
    while (end >= 0 && lines.length < limit) {
      const start = end === 0 ? 0 : all.lastIndexOf(LINE_BREAK2, end - 1) + 1;
      if (start === 0 && isCut) break;
      lines.push(all.subarray(start, end));
      end = start - 1;
    }
    return { lines: lines.reverse(), cut: isCut || end >= 0 };
  }
  #ordered() {
    if (this.#seen <= TAIL_BYTES) return this.#ring.slice(0, this.#seen);
    const oldest = this.#seen % TAIL_BYTES;
    const all = new Uint8Array(TAIL_BYTES);
    all.set(this.#ring.subarray(oldest));
    all.set(this.#ring.subarray(0, oldest), TAIL_BYTES - oldest);
    return all;
  }
};

// src/reports/rollout/boxes.ts
var LOGS = /^Logs for ([^\s/]+\/[^\s,]+), (.+?)(?:, namespace: (\S+))?$/;
var EVENTS = /^Events for ([^\s/]+\/[^\s,]+)(?:, namespace: (\S+))?$/;
var OPERATIONS = /^(Completed|Canceled|Failed) operations$/;
var PROGRESS = "Progress status";
var LISTS = { Completed: "completed", Canceled: "canceled", Failed: "failed" };
var OTHER = { kind: "other" };
function boxOf(title) {
  if (title === PROGRESS) return { kind: "progress" };
  const list = OPERATIONS.exec(title)?.[1];
  if (list !== void 0) return { kind: "operations", list: LISTS[list] };
  const logs = LOGS.exec(title);
  if (logs !== null) {
    return { kind: "lines", of: "logs", resource: logs[1] ?? "", source: logs[2] ?? "", namespace: logs[3] };
  }
  const events = EVENTS.exec(title);
  if (events === null) return OTHER;
  return { kind: "lines", of: "events", resource: events[1] ?? "", source: "", namespace: events[2] };
}
var END = /^(?: \(\d+(?:\.\d+)? seconds\))?( FAILED)?$/;
function closing(title, line) {
  const end = line.startsWith(title) ? END.exec(line.slice(title.length)) : null;
  return end === null ? void 0 : { failed: end[1] !== void 0 };
}

// src/reports/rollout/plain-lines.ts
var STARTED = /^(?:Start|Starting|Delete|Deleting|Start rollback of|Starting rollback of) release "([^"]{1,300})"(?: *\(namespace: "([^"]{1,300})"\))?/;
var LOCKED = /^Waiting for locked "([^"]{1,300})"/;
var INTERRUPTED = /^Signal: (?:interrupt|terminated)\s*$/;
function said(line) {
  const started = STARTED.exec(line);
  if (started !== null) return { what: "started", release: started[1] ?? "", namespace: started[2] };
  const locked = LOCKED.exec(line);
  if (locked !== null) return { what: "locked", lock: locked[1] ?? "" };
  return INTERRUPTED.test(line) ? { what: "interrupted" } : void 0;
}
var WRAPPED = /( *) ↵$/;
function wrappedStart(line) {
  const mark = WRAPPED.exec(line);
  if (mark === null) return void 0;
  return line.slice(0, mark.index) + (mark[1] === "" ? "" : " ");
}

// src/reports/rollout/failed-build.ts
var IMAGE = /\bimage (\S+)$/;
var STAGE = /^[┌] Building stage (\S+)/u;
var STAGE_END = /^[├└] /u;
var MAX_LINES = 40;
function failedBuild(title, lines) {
  const image = IMAGE.exec(title)?.[1];
  if (image === void 0) return void 0;
  const begin = lines.findLastIndex((line) => STAGE.test(line));
  const stage = begin === -1 ? void 0 : STAGE.exec(lines[begin] ?? "")?.[1];
  const inside = lines.slice(begin + 1).filter((line) => !STAGE_END.test(line)).map((line) => withoutLabel(line.replace(/^│ ?/, ""), stage));
  const whole = unwrapped(inside);
  while (whole.at(-1)?.trim() === "") whole.pop();
  return { image, stage, lines: whole.slice(-MAX_LINES) };
}
function unwrapped(lines) {
  const whole = [];
  let start;
  for (const line of lines) {
    if (start !== void 0) whole.pop();
    whole.push((start ?? "") + line);
    start = wrappedStart(whole.at(-1) ?? "");
  }
  return whole;
}
function withoutLabel(line, stage) {
  const label = `${stage}  `;
  return stage !== void 0 && line.startsWith(label) ? line.slice(label.length) : line;
}

// src/reports/rollout/info-width.ts
var MAX_BLANKS = 2;
function wider(a, b) {
  if (a.characters !== b.characters) return a.characters > b.characters ? a : b;
  return { characters: a.characters, lines: a.lines + b.lines };
}
var FRAME_COLUMNS = 15;
var MAX_COLUMNS = 202;
var DEFAULT_COLUMNS = 140;
function fullLine(seen, terminalWidth2, stampWidth) {
  const width2 = Math.min((terminalWidth2 ?? DEFAULT_COLUMNS) - stampWidth, MAX_COLUMNS);
  const likely = Math.floor((width2 - FRAME_COLUMNS) * 0.4);
  const lost = likely - seen.characters;
  const isLikely = lost > 0 && lost <= MAX_BLANKS && (terminalWidth2 !== void 0 || seen.lines < 2);
  return isLikely ? likely : seen.characters;
}

// src/reports/rollout/line-splitter.ts
var LINE_BREAK3 = 10;
var CARRIAGE_RETURN = 13;
var MAX_LINE_BYTES = 16 * 1024;
var LineSplitter = class {
  #onLine;
  #takeLines;
  /** The start of a line whose end is still to come. */
  #open = new Uint8Array(MAX_LINE_BYTES);
  #openBytes = 0;
  /** @param takeLines for lines that need not be looked at one by one */
  constructor(onLine, takeLines) {
    this.#onLine = onLine;
    this.#takeLines = takeLines;
  }
  push(chunk) {
    let start = 0;
    if (this.#openBytes > 0) {
      const end = chunk.indexOf(LINE_BREAK3);
      this.#keep(chunk.subarray(0, end === -1 ? chunk.length : end));
      if (end === -1) return;
      this.end();
      start = end + 1;
    }
    const whole = chunk.lastIndexOf(LINE_BREAK3) + 1;
    while (start < whole) {
      start = this.#takeLines(chunk, start, whole);
      if (start >= whole) break;
      const end = chunk.indexOf(LINE_BREAK3, start);
      this.#give(chunk, start, Math.min(end, start + MAX_LINE_BYTES));
      start = end + 1;
    }
    this.#keep(chunk.subarray(whole));
  }
  /** Hands on what came after the last line break, if anything. */
  end() {
    const bytes = this.#openBytes;
    this.#openBytes = 0;
    if (bytes > 0) this.#give(this.#open, 0, bytes);
  }
  #give(bytes, start, end) {
    const endsAsOnWindows = end > start && bytes[end - 1] === CARRIAGE_RETURN;
    this.#onLine(bytes, start, endsAsOnWindows ? end - 1 : end);
  }
  #keep(part) {
    const kept = part.subarray(0, MAX_LINE_BYTES - this.#openBytes);
    this.#open.set(kept, this.#openBytes);
    this.#openBytes += kept.length;
  }
};

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/reports/rollout/plain.ts
var ESCAPE2 = "\x1B";
var MANGLED_ESCAPE = `%!${ESCAPE2}(MISSING)`;
var DECODER = new TextDecoder();
function plainText(bytes, start, end) {
  const text = DECODER.decode(bytes.subarray(start, end));
  return text.includes(ESCAPE2) ? stripVTControlCharacters(text.replaceAll(MANGLED_ESCAPE, `%${ESCAPE2}`)) : text;
}
var MISSING = /%!(.)\(MISSING\)/gsu;
var NO_VERB = /%!\(NOVERB\)/g;
var MANGLED = /%!(?:.\(MISSING\)|\(NOVERB\))/su;
var MANGLED_END = /%!$/;
var MANGLED_START = "(MISSING)";
function isMangled(text) {
  return text.includes("%!") && MANGLED.test(text);
}
function mended(text) {
  return isMangled(text) ? text.replace(MISSING, "%$1").replace(NO_VERB, "%") : text;
}
function mendedLines(lines, title) {
  const whole = [];
  for (const line of withoutMangledEnd(lines, title)) {
    const last = whole.length - 1;
    const before = whole[last];
    if (before !== void 0 && MANGLED_END.test(before) && line.startsWith(MANGLED_START)) {
      whole[last] = before.slice(0, -1);
      whole.push(line.slice(MANGLED_START.length));
    } else {
      whole.push(line);
    }
  }
  return whole.map(mended);
}
function withoutMangledEnd(lines, title) {
  const end = lines.findLastIndex((line) => line !== "");
  const before = lines[end - 1];
  if (before === void 0 || !MANGLED_END.test(before) || lines[end] !== MANGLED_START + title) return lines;
  return [...lines.slice(0, end - 1), before.slice(0, -1)];
}

// src/reports/rollout/columns.ts
var WIDE = /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
var ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;
var NARROW = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u22ff\u2500-\u257f]*$/;
function width(text) {
  if (NARROW.test(text)) return text.length;
  let columns2 = 0;
  for (const character of text) columns2 += widthOf(character);
  return columns2;
}
function characters(text) {
  if (NARROW.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
function isWide(text) {
  const first = text.codePointAt(0);
  return first !== void 0 && widthOf(String.fromCodePoint(first)) === 2;
}
function columns(text, from, to = Number.POSITIVE_INFINITY) {
  if (NARROW.test(text)) return text.slice(from, to);
  let at = 0;
  let part = "";
  for (const character of text) {
    if (at >= to) break;
    if (at >= from) part += character;
    at += widthOf(character);
  }
  return part;
}
function widthOf(character) {
  if (WIDE.test(character)) return 2;
  return ZERO.test(character) ? 0 : 1;
}

// src/reports/rollout/go-quoting.ts
var SIMPLE = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'"
};
var ESCAPE3 = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu;
var END2 = /^(?:[^"\\]|\\.)*/su;
var MAX_CODE_POINT = 1114111;
function unquoted(text) {
  const quoted = END2.exec(text)?.[0] ?? "";
  if (!quoted.includes("\\")) return quoted;
  return quoted.replace(ESCAPE3, (whole, byte, short, long, letter) => {
    const code = byte ?? short ?? long;
    if (code === void 0) return SIMPLE[letter] ?? whole;
    const point = Number.parseInt(code, 16);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : whole;
  });
}

// src/reports/rollout/info-cell.ts
var NEXT = '(?=\\s*(?:Status:|Ready:\\d|Tracking:"|Errors:\\d|LastError:"|$))';
var NAMESPACE = new RegExp(`^Namespace:(\\S*?)${NEXT}\\s*`);
var STATUS = new RegExp(`^Status:((?:.*?\\S)??)${NEXT}\\s*`, "s");
var READY = /^Ready:(\d{1,9})\/(\d{1,9})\s*/;
var TRACKING = /^Tracking:"(.*?)"(?=\s*(?:Errors:\d|$))\s*/s;
var ERRORS = /^Errors:(\d{1,9})\s*/;
var LAST_ERROR = /^LastError:"/;
function parseInfo(text) {
  let rest = text;
  const take = (pattern) => {
    const match = pattern.exec(rest) ?? void 0;
    if (match !== void 0) rest = rest.slice(match[0].length);
    return match;
  };
  const namespace = take(NAMESPACE)?.[1];
  const status = take(STATUS)?.[1];
  const ready = take(READY);
  const tracking = take(TRACKING)?.[1];
  const errors = take(ERRORS)?.[1];
  const lastError = take(LAST_ERROR) === void 0 ? void 0 : asShown(unquoted(rest));
  return {
    namespace: namespace || void 0,
    status: status || void 0,
    ready: ready === void 0 ? void 0 : { now: Number(ready[1]), wanted: Number(ready[2]) },
    tracking: tracking === void 0 ? void 0 : unquoted(tracking),
    errors: errors === void 0 ? 0 : Number(errors),
    lastError: lastError || void 0
  };
}
function asShown(text) {
  return stripVTControlCharacters(text).replaceAll(/(?<!\r)\r+(?=\n|$)/g, "");
}

// src/reports/rollout/progress-table.ts
var HEADING = /^R[^ ]*(?: \(?→?[A-Z]*\)?)? +STATE {2,}INFO$/;
var GOALS = { READY: "ready", PRESENT: "present", ABSENT: "absent" };
var GROUP = /^RESOURCE \(→([A-Z]+)\)$/;
var POD = " \u2022 ";
var RESOURCE = /^[^\s/]+\/\S+$/;
var BREAK2 = " \u21B5";
var BLANKS = "\0";
var ERROR = 'LastError:"';
var GAP = 2;
var MAX_ROWS = 4e3;
var MAX_CELL_UNITS = 6e3;
var MAX_TABLE_UNITS = 15e5;
var MAX_CELL_UNITS_BEYOND = 200;
var ProgressTable = class {
  #rows = [];
  #stateAt = 0;
  #infoAt = 0;
  /** Whether lines are filled up with blanks. Where they are not, blanks at an end belong to a text in colour. */
  #isFilledUp = false;
  /** Units kept of all cells. */
  #kept = 0;
  /** The start of a line that werf broke once more, between two words of INFO, because the terminal is narrow. */
  #broken;
  /** @param text a line without the box's border and without colours */
  add(text) {
    if (this.#stateAt === 0) {
      if (HEADING.test(text.trimEnd())) this.#readHeading(text);
      return;
    }
    if (this.#isRow(text)) this.#endBroken();
    const whole = this.#broken === void 0 ? text : rejoined(this.#broken, text, this.#infoAt);
    this.#broken = whole.length < MAX_CELL_UNITS && whole.endsWith(BREAK2) ? whole.slice(0, -1).trimEnd() : void 0;
    if (this.#broken === void 0) this.#addWhole(whole);
  }
  /** What ends as a broken line does, and is followed by another row or none, was not broken. */
  #endBroken() {
    const broken = this.#broken;
    this.#broken = void 0;
    if (broken !== void 0) this.#addWhole(broken);
  }
  /** Whether a line has the columns of a row. */
  #isRow(text) {
    const isBlank = (from, to) => columns(text, from, to).trim() === "";
    return isBlank(this.#stateAt - GAP, this.#stateAt) && !isBlank(this.#stateAt, this.#infoAt);
  }
  #addWhole(whole) {
    const line = this.#unmangled(this.#isFilledUp ? whole.trimEnd() : whole);
    const state = columns(line, this.#stateAt, this.#infoAt).trim();
    const resource = columns(line, 0, this.#stateAt).trimEnd();
    const info = columns(line, this.#infoAt);
    if (state !== "") this.#begin(resource, state, info);
    else if (resource !== "" || info.trim() !== "") this.#continue(resource, info);
  }
  /** How long a full line of INFO is, as far as this table tells. */
  infoWidth() {
    let told = { characters: 0, lines: 0 };
    for (const { info } of this.#rows) {
      const last = info.lines.findLastIndex((line) => line !== "");
      for (const [index, line] of info.lines.slice(0, last + 1).entries()) {
        if (isMangled(line) || MANGLED_END.test(line) || line.includes(BLANKS)) continue;
        told = wider(told, { characters: characters(line), lines: index < last ? 1 : 0 });
      }
    }
    return told;
  }
  /**
   * The rows, each pod with its resource.
   * @param full characters of a full line of INFO
   * @param whole false where the table was cut off: then its last row may be half a row, and is left out
   */
  rows(full, whole) {
    this.#endBroken();
    const rows = [];
    let goal = "ready";
    const count = whole ? this.#rows.length : this.#rows.length - 1;
    for (const open of this.#rows.slice(0, count)) {
      const name = joined(open.resource.lines, this.#stateAt - GAP);
      if (open.state === "STATE") {
        goal = GOALS[GROUP.exec(name)?.[1] ?? ""] ?? goal;
        continue;
      }
      const isPod = name.startsWith(POD);
      const resource = isPod ? name.slice(POD.length) : name;
      if (!RESOURCE.test(resource)) continue;
      const row = {
        resource,
        state: open.state,
        ...parseInfo(joined(open.info.lines, full))
      };
      if (isPod) rows.at(-1)?.pods.push(row);
      else rows.push({ ...row, goal, pods: [] });
    }
    return rows;
  }
  #readHeading(heading) {
    const text = heading.trimEnd();
    this.#isFilledUp = text !== heading;
    this.#infoAt = width(text) - "INFO".length;
    this.#stateAt = width(text.slice(0, text.lastIndexOf("STATE")));
    this.#begin(columns(text, 0, this.#stateAt).trimEnd(), "STATE", "");
  }
  #begin(resource, state, info) {
    if (this.#rows.length >= MAX_ROWS) return;
    this.#rows.push({ resource: { lines: [], size: 0 }, state, info: { lines: [], size: 0 } });
    this.#continue(resource, info);
  }
  #continue(resource, info) {
    const row = this.#rows.at(-1);
    if (row === void 0) return;
    this.#keep(row.resource, resource);
    this.#keep(row.info, info);
  }
  #keep(cell, line) {
    const limit = this.#kept > MAX_TABLE_UNITS ? MAX_CELL_UNITS_BEYOND : MAX_CELL_UNITS;
    if (cell.size >= limit) return;
    cell.lines.push(line);
    cell.size += line.length + 1;
    this.#kept += line.length + 1;
  }
  /** Puts a `%` right that stood at the end of the line before: the line break became its letter. */
  #unmangled(text) {
    const info = this.#rows.at(-1)?.info.lines;
    const before = info?.at(-1);
    if (info === void 0 || before === void 0) return text;
    if (!MANGLED_END.test(before) || !text.startsWith(MANGLED_START)) return text;
    info[info.length - 1] = before.slice(0, -1);
    return text.slice(MANGLED_START.length);
  }
};
function joined(pieces, full) {
  let end = pieces.length;
  while (end > 0 && pieces[end - 1] === "") end -= 1;
  let text = "";
  for (const [index, broken] of pieces.slice(0, end).entries()) {
    const piece = filled(broken, text);
    text += mended(piece);
    const next = pieces[index + 1];
    if (index === end - 1 || next === void 0 || isMangled(piece)) continue;
    text += " ".repeat(lostBlanks(piece, next, full));
  }
  return text;
}
function rejoined(start, rest, infoAt) {
  if (rest.trim() === "") return start;
  const at = width(start.startsWith(MANGLED_START) ? start.slice(MANGLED_START.length) : start);
  const gap = at <= infoAt - GAP ? " ".repeat(infoAt - at) : BLANKS;
  return start + gap + rest;
}
function filled(piece, before) {
  const isError = (before + piece.slice(0, piece.indexOf(BLANKS))).includes(ERROR);
  return piece.replaceAll(BLANKS, " ".repeat(isError ? 1 : GAP));
}
function lostBlanks(piece, next, full) {
  const lost = Math.max(0, full - characters(piece));
  const wide = width(piece);
  if (lost <= MAX_BLANKS || wide > full || wide <= characters(piece)) return lost;
  return full - wide === 1 && isWide(next) ? 0 : full - wide;
}

// src/reports/rollout/shown-lines.ts
var MAX_SHOWN_LINES = 40;
var MAX_LINE_UNITS = 8e3;
var MAX_SOURCES = 200;
var ShownLinesBook = class {
  #entries = /* @__PURE__ */ new Map();
  /**
   * @param lines new lines, without colours and control characters
   * @param cut whether there were more before them
   */
  add(of, lines, cut) {
    const { resource, source, namespace } = of;
    const key = `${namespace ?? ""} ${resource} ${source}`;
    const entry = this.#entries.get(key) ?? { resource, source, namespace, lines: [], cut: false };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const all = cut ? [...lines] : [...entry.lines, ...lines];
    entry.lines = lastLines(all);
    entry.cut ||= cut || entry.lines.length < all.length;
    if (this.#entries.size > MAX_SOURCES) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
  }
  all() {
    return [...this.#entries.values()];
  }
};
function lastLines(lines) {
  let from = Math.max(0, lines.length - MAX_SHOWN_LINES);
  let units = 0;
  for (let index = lines.length - 1; index >= from; index -= 1) {
    units += lines[index]?.length ?? 0;
    if (units > MAX_LINE_UNITS) {
      from = Math.min(index + 1, lines.length - 1);
      break;
    }
  }
  return lines.slice(from);
}

// src/reports/rollout/rollout.ts
var DONE = /* @__PURE__ */ new Set(["READY", "PRESENT", "ABSENT"]);
function isDone({ state }) {
  return DONE.has(state);
}

// src/reports/rollout/tracked-resources.ts
var MAX_RESOURCES = 2e3;
var MAX_PODS = 20;
var MAX_ERROR_UNITS = 2e6;
var MAX_UNITS_BEYOND = 200;
var PLAIN_STATUS = /^(?:|Pending|ContainerCreating|PodInitializing|Running|Completed|Succeeded|Terminating|Unknown|CrashLoopBackOff|(?:Init:)?(?:ErrImagePull|ImagePullBackOff)|(?:Init:)?\d+\/\d+)$/;
var TrackedResources = class {
  #entries = /* @__PURE__ */ new Map();
  /** Units kept of all errors. */
  #units = 0;
  /** Takes in one table. */
  update(rows, sinceMs) {
    const groups = /* @__PURE__ */ new Map();
    for (const row of rows) {
      const key = `${row.goal} ${row.namespace ?? ""} ${row.resource}`;
      const group = groups.get(key);
      if (group === void 0) groups.set(key, [row]);
      else group.push(row);
    }
    for (const [key, group] of groups) {
      const before = this.#entries.get(key);
      if (before === void 0 && this.#entries.size >= MAX_RESOURCES && !this.#makeRoom(group)) continue;
      const readyElsewhere = isReadyElsewhere(group, before);
      const rows2 = group.map((row, index) => tracked(row, before?.rows[index], readyElsewhere, sinceMs));
      this.#keep(key, { readyElsewhere, rows: rows2 });
    }
  }
  #keep(key, entry) {
    this.#units -= unitsOf(this.#entries.get(key));
    const kept = this.#units + unitsOf(entry) > MAX_ERROR_UNITS ? { ...entry, rows: entry.rows.map(shortened) } : entry;
    this.#units += unitsOf(kept);
    this.#entries.set(key, kept);
  }
  /** In the order in which the tables first had them. */
  all() {
    return [...this.#entries.values()].flatMap(({ rows }) => rows);
  }
  /** Lets one resource go that is done, for one that is not. */
  #makeRoom(group) {
    if (group.every(isDone)) return false;
    for (const [key, { rows }] of this.#entries) {
      if (!rows.every(isDone)) continue;
      this.#units -= unitsOf(this.#entries.get(key));
      return this.#entries.delete(key);
    }
    return false;
  }
};
function unitsOf(entry) {
  const errorsOf = ({ lastError = "", pods }) => pods.reduce((sum, pod) => sum + (pod.lastError?.length ?? 0) + (pod.pullError?.length ?? 0), lastError.length);
  return entry?.rows.reduce((sum, row) => sum + errorsOf(row), 0) ?? 0;
}
function shortened(row) {
  const start = (error) => error === void 0 ? void 0 : Buffer.from(error.slice(0, MAX_UNITS_BEYOND)).toString();
  const pods = row.pods.map((pod) => ({
    ...pod,
    lastError: start(pod.lastError),
    pullError: start(pod.pullError)
  }));
  return { ...row, lastError: start(row.lastError), pods };
}
function isReadyElsewhere(group, before) {
  if (group.length > 1 && group.some(isDone)) return true;
  if (before?.readyElsewhere !== true) return false;
  return group.length <= before.rows.filter((row) => !isDone(row)).length;
}
function tracked(row, before, readyElsewhere, sinceMs) {
  const statuses = new Map(before?.pods.map((pod) => [podKey(pod), pod]));
  const pods = isDone(row) ? [] : mostTroubled(row.pods).map((pod) => withHistory(pod, statuses.get(podKey(pod))));
  return {
    ...row,
    pods,
    mayBePartlyReady: mayBePartlyReady(row),
    readyElsewhere: readyElsewhere && !isDone(row),
    waitedSinceMs: before === void 0 || isDone(before) ? sinceMs : before.waitedSinceMs
  };
}
function mayBePartlyReady({ ready, pods }) {
  if (ready === void 0 || ready.now > 0 || ready.wanted < 2) return false;
  return pods.length < ready.wanted || pods.some(({ status }) => status === "Running" || status === void 0);
}
function withHistory(pod, before) {
  const last = before?.status !== pod.status && !PLAIN_STATUS.test(before?.status ?? "") ? before?.status : void 0;
  const earlierStatus = last ?? before?.earlierStatus;
  return {
    ...pod,
    earlierStatus: earlierStatus === pod.status ? void 0 : earlierStatus,
    pullError: pullErrorOf(pod, before)
  };
}
function pullErrorOf(pod, before) {
  if (before === void 0 || !pod.lastError?.startsWith("ImagePullBackOff: ")) return void 0;
  return before.lastError?.startsWith("ErrImagePull: ") === true ? before.lastError : before.pullError;
}
function mostTroubled(pods) {
  if (pods.length <= MAX_PODS) return pods;
  return pods.toSorted((a, b) => Number(b.errors > 0) - Number(a.errors > 0)).slice(0, MAX_PODS);
}
function podKey({ resource, namespace = "" }) {
  return `${namespace} ${resource}`;
}

// src/reports/rollout/rollout-book.ts
var MAX_BUILDS = 5;
var MAX_OPERATIONS = 4e3;
var MAX_OPERATION_UNITS = 400;
var RolloutBook = class {
  #release;
  #namespace;
  #startedMs;
  #hasTable = false;
  #resources = new TrackedResources();
  #logs = new ShownLinesBook();
  #events = new ShownLinesBook();
  #operations = { completed: [], canceled: [], failed: [] };
  #builds = [];
  #lock;
  #interrupted = false;
  /** What werf says outside of all boxes. */
  hear(news, nowMs) {
    if (news.what === "interrupted") this.#interrupted = true;
    else if (news.what === "locked") this.#lock ??= { name: news.lock, sinceMs: nowMs, obtainedMs: void 0 };
    else this.#start(news.release, news.namespace, nowMs);
  }
  /** What came before, of a build for example, is no rollout. */
  #start(release, namespace, nowMs) {
    if (this.#startedMs !== void 0) return;
    this.#release = release;
    this.#namespace = namespace;
    this.#startedMs = nowMs;
    this.#hasTable = false;
    this.#resources = new TrackedResources();
    this.#logs = new ShownLinesBook();
    this.#events = new ShownLinesBook();
    this.#operations = { completed: [], canceled: [], failed: [] };
  }
  /** werf goes on with its work, so nobody holds it up any longer. */
  goOn(nowMs) {
    if (this.#lock === void 0 || this.#lock.obtainedMs !== void 0) return;
    this.#lock.obtainedMs = nowMs;
    this.#startedMs = nowMs;
  }
  /** What the first table shows has been waited for since the release was begun; werf shows a table every few seconds. */
  addTable(rows, nowMs) {
    const sinceMs = this.#hasTable ? nowMs : this.#startedMs ?? nowMs;
    this.#hasTable = true;
    this.#resources.update(rows, sinceMs);
  }
  /** @param cut whether there were more lines before them */
  addLines(box, lines, cut) {
    (box.of === "logs" ? this.#logs : this.#events).add(box, lines, cut);
  }
  addOperation(list, text) {
    const operations = this.#operations[list];
    if (text !== "" && operations.length < MAX_OPERATIONS) operations.push(text.slice(0, MAX_OPERATION_UNITS));
  }
  addBuild(build) {
    if (this.#builds.length < MAX_BUILDS) this.#builds.push(build);
  }
  /** All of it. */
  rollout(nowMs) {
    return {
      release: this.#release,
      namespace: this.#namespace,
      startedMs: this.#startedMs,
      endedMs: nowMs,
      resources: this.#resources.all(),
      logs: this.#logs.all(),
      events: this.#events.all(),
      operations: this.#operations,
      failedBuilds: this.#builds,
      lock: this.#lockWait(nowMs),
      interrupted: this.#interrupted
    };
  }
  #lockWait(nowMs) {
    if (this.#lock === void 0) return void 0;
    const { name, sinceMs, obtainedMs } = this.#lock;
    return { name, waitedMs: (obtainedMs ?? nowMs) - sinceMs, obtained: obtainedMs !== void 0 };
  }
};

// src/reports/time-stamp.ts
function isTimeStamp(text) {
  return /^(?=[^│┌└]*\d)[^│┌└]{1,80} $/u.test(text);
}

// src/reports/rollout/stamps.ts
var BEGIN = /(?<= )(?:Start|Starting|Delete|Deleting)(?: rollback of)? release "/;
var Stamps = class {
  /** Words of the stamp, 0 for none; undefined until a line told. */
  #words;
  #width = 0;
  /** Whether a line may begin with one. */
  get expected() {
    return this.#words !== 0;
  }
  /** Columns that a stamp takes. */
  get width() {
    return this.#width;
  }
  /** Whether a box begins at the start of its line, by what stands before it. */
  isAtStart(before) {
    const words = before === "" ? 0 : wordsOf(before);
    if (words === void 0 || words > 0 && (this.#words ?? words) !== words) return false;
    this.#learn(words, before.length);
    return true;
  }
  /** A plain line without its stamp. */
  without(line) {
    if (this.#words === void 0) this.#learnFrom(line);
    return this.#words ? line.replace(new RegExp(`^ *(?:[^ ]+ +){${this.#words}}`), "") : line;
  }
  #learnFrom(line) {
    if (said(line) !== void 0) {
      this.#learn(0, 0);
      return;
    }
    const at = line.search(BEGIN);
    const words = at === -1 ? void 0 : wordsOf(line.slice(0, at));
    if (words !== void 0) this.#learn(words, at);
  }
  #learn(words, width2) {
    this.#words = words;
    this.#width = words === 0 ? 0 : width2;
  }
};
function wordsOf(text) {
  return isTimeStamp(text) ? text.trim().split(/ +/).length : void 0;
}

// src/reports/rollout/wrapped-lines.ts
var DEFAULT_COLUMNS2 = 140;
var MAX_COLUMNS2 = 250;
var FRAME_COLUMNS2 = 2;
var MAX_LINE_UNITS2 = 4e3;
function unwrapped2(lines, terminalWidth2, stampWidth) {
  const room = Math.min((terminalWidth2 ?? DEFAULT_COLUMNS2) - stampWidth - FRAME_COLUMNS2, MAX_COLUMNS2);
  if (lines.some((line) => characters(line) > room)) return lines;
  const whole = [];
  let goesOn = false;
  for (const line of lines) {
    const before = goesOn ? whole.pop() ?? "" : "";
    whole.push(before + line);
    goesOn = characters(line) === room && before.length < MAX_LINE_UNITS2;
  }
  return whole;
}

// src/reports/rollout/rollout-reader.ts
var MAX_STAGE_LINES = 200;
var MAX_PLAIN_BYTES = 1024;
var MAX_TITLE_BYTES = 2048;
var MAX_ROW_BYTES = 2048;
var FIRST_LETTERS = new Set([..."SDW"].map((letter) => letter.charCodeAt(0)));
var ESCAPE4 = 27;
var RolloutReader = class {
  #splitter = new LineSplitter(
    (bytes, start, end) => this.#line(bytes, start, end),
    (bytes, start, end) => this.#lines(bytes, start, end)
  );
  #tail = new BoxTail();
  #terminalWidth;
  #nowMs = 0;
  #open;
  #stamps = new Stamps();
  /** The start of a plain line that goes on. */
  #wrapped = "";
  #infoWidth = { characters: 0, lines: 0 };
  #book = new RolloutBook();
  /** @param terminalWidth what werf was told, in columns, if anything */
  constructor(terminalWidth2) {
    this.#terminalWidth = terminalWidth2;
  }
  /** @param nowMs the time on any clock that only goes forward, in milliseconds */
  push(chunk, nowMs) {
    this.#nowMs = nowMs;
    this.#splitter.push(chunk);
  }
  /** Takes in what was left of the output, and tells what there was. */
  end(nowMs) {
    this.#nowMs = nowMs;
    this.#splitter.end();
    this.#closeBox(false, false);
    return this.#book.rollout(nowMs);
  }
  /** Takes the lines of a log or a build at once, because there may be very many. */
  #lines(bytes, start, end) {
    const kind = this.#open?.box.kind;
    if (this.#stamps.expected || kind !== "lines" && kind !== "other") return start;
    const after = afterSides(bytes, start, end);
    this.#tail.addLines(bytes, start, after);
    return after;
  }
  #line(bytes, start, end) {
    const border = borderOf(bytes, start, end, this.#stamps.expected);
    if (this.#open !== void 0 && border.kind === SIDE) {
      this.#content(bytes, start + border.at, end);
    } else if (border.kind === BOTTOM && this.#open !== void 0) {
      this.#bottom(bytes, start + border.textAt, end);
    } else if (border.kind === TOP && this.#stamps.isAtStart(plainText(bytes, start, start + border.at))) {
      this.#closeBox(false, false);
      this.#top(bytes, start + border.textAt, end);
    } else {
      this.#plain(bytes, start, end);
    }
  }
  #top(bytes, start, end) {
    const title = titleText(bytes, start, end);
    const box = boxOf(title);
    if (box.kind !== "other") this.#book.goOn(this.#nowMs);
    this.#tail.clear();
    this.#open = { box, title, table: box.kind === "progress" ? new ProgressTable() : void 0 };
  }
  /** @param start where the border stands */
  #content(bytes, start, end) {
    const box = this.#open?.box;
    if (box === void 0) return;
    if (box.kind === "lines" || box.kind === "other") {
      this.#tail.add(bytes, start, end);
    } else if (box.kind === "progress") {
      this.#open?.table?.add(sideText(bytes, start, Math.min(end, start + MAX_ROW_BYTES)));
    } else {
      this.#book.addOperation(box.list, sideText(bytes, start, end));
    }
  }
  #bottom(bytes, start, end) {
    const ending = closing(this.#open?.title ?? "", titleText(bytes, start, end));
    this.#closeBox(ending !== void 0, ending?.failed ?? false);
  }
  /** @param whole false where the box was cut off */
  #closeBox(whole, failed) {
    const open = this.#open;
    this.#open = void 0;
    if (open === void 0) return;
    const { box, title, table } = open;
    if (table !== void 0) {
      this.#infoWidth = wider(this.#infoWidth, table.infoWidth());
      const full = fullLine(this.#infoWidth, this.#terminalWidth, this.#stamps.width);
      this.#book.addTable(table.rows(full, whole), this.#nowMs);
    } else if (box.kind === "lines") {
      const { lines, cut } = this.#tailLines(MAX_SHOWN_LINES + 1);
      this.#book.addLines(box, this.#unwrapped(mendedLines(lines, title)), cut);
    } else if (failed) {
      const build = failedBuild(title, this.#tailLines(MAX_STAGE_LINES).lines);
      if (build !== void 0) this.#book.addBuild(build);
    }
  }
  #tailLines(limit) {
    const { lines, cut } = this.#tail.last(limit);
    return { lines: lines.map((line) => terminalLine(sideText(line, 0, line.length))), cut };
  }
  #unwrapped(lines) {
    return unwrapped2(lines, this.#terminalWidth, this.#stamps.width);
  }
  #plain(bytes, start, end) {
    const first = bytes[start] ?? 0;
    if (!this.#stamps.expected && this.#wrapped === "" && first !== ESCAPE4 && !FIRST_LETTERS.has(first)) return;
    const text = plainText(bytes, start, Math.min(end, start + MAX_PLAIN_BYTES)).trimEnd();
    const line = this.#wrapped + this.#stamps.without(text);
    this.#wrapped = (line.length < MAX_PLAIN_BYTES ? wrappedStart(line) : void 0) ?? "";
    if (this.#wrapped !== "" || line === "") return;
    const news = said(line);
    if (news !== void 0) this.#book.hear(news, this.#nowMs);
  }
};
function sideText(bytes, start, end) {
  return boxText(bytes, start + borderOf(bytes, start, end, false).textAt, end);
}
function boxText(bytes, start, end) {
  const text = plainText(bytes, start, end);
  return text.startsWith(" ") ? text.slice(1) : text;
}
function titleText(bytes, start, end) {
  return boxText(bytes, start, Math.min(end, start + MAX_TITLE_BYTES)).trim();
}

// src/command/words.ts
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}

// src/command/flags.ts
function optionValue(words, option) {
  const flags = untilDoubleDash(words);
  const index = lastIndex(flags, option);
  return index === -1 ? void 0 : ownValue(flags[index]) ?? flags[index + 1] ?? "";
}
function variableName(option) {
  return `WERF_${option.toUpperCase().replaceAll("-", "_")}`;
}
function positiveInteger(value) {
  const number = value !== void 0 && /^[0-9]{1,9}$/.test(value.trim()) ? Number(value) : 0;
  return number > 0 ? number : void 0;
}
function lastIndex(words, option) {
  return words.findLastIndex((word) => word === `--${option}` || word.startsWith(`--${option}=`));
}
function ownValue(word = "") {
  const equals = word.indexOf("=");
  return equals === -1 ? void 0 : word.slice(equals + 1);
}

// src/reports/terminal-width.ts
var OPTION = "log-terminal-width";
function terminalWidth(words, env) {
  return positiveInteger(optionValue(words, OPTION) ?? env[variableName(OPTION)]);
}

// src/reports/rollout-reading.ts
function readerOf(words, env) {
  return new RolloutReader(terminalWidth(words, env));
}
export {
  readerOf
};
