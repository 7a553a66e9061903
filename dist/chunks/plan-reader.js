// src/system/text.ts
function withoutLastWord(text) {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
function compareTexts(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/reports/plan.ts
var MAX_CHANGES = 5e3;
var CHANGES = ["create", "recreate", "update", "blind-apply", "delete"];
function noChanges() {
  return { create: 0, recreate: 0, update: 0, "blind-apply": 0, delete: 0 };
}
function compareChanges(a, b) {
  return CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || compareTexts(a.resource, b.resource) || compareTexts(a.namespace ?? "", b.namespace ?? "") || compareTexts(a.diff.join("\n"), b.diff.join("\n"));
}

// src/reports/printed-lines.ts
import { StringDecoder } from "node:string_decoder";

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/reports/time-stamp.ts
function isTimeStamp(text) {
  return /^(?=[^│┌└]*\d)[^│┌└]{1,80} $/u.test(text);
}

// src/reports/printed-lines.ts
var MAX_LINE_UNITS = 64 * 1024;
var WRAP_MARK = " \u21B5";
var LOST = "\uFFFD";
var PrintedLines = class {
  #each;
  #decoder = new StringDecoder("utf8");
  #open = "";
  /** The first parts of a line that was wrapped. */
  #wrapped;
  /** What werf counts of a line that was wrapped: the terminal's width. A line of another width ends with that mark by itself. */
  #width;
  /** @param width the terminal's, where it is known */
  constructor(each, width) {
    this.#each = each;
    this.#width = width;
  }
  push(chunk) {
    const text = this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      this.#add(text.slice(start, end));
      this.#end();
      start = end + 1;
    }
    this.#add(text.slice(start));
  }
  /** Takes what was printed last for a whole line. */
  end() {
    if (this.#open !== "") this.#end();
    this.#giveWrapped();
  }
  #add(text) {
    if (this.#open.length < MAX_LINE_UNITS) this.#open += text.slice(0, MAX_LINE_UNITS - this.#open.length);
  }
  #end() {
    const raw = this.#open.length < MAX_LINE_UNITS ? this.#open : `${withoutLastWord(this.#open)}\u2026`;
    this.#open = "";
    const plain = raw.includes("\x1B") ? stripVTControlCharacters(raw) : raw;
    const shown = plain.endsWith("\r") ? plain.slice(0, -1) : plain;
    this.#line(shown.slice(shown.lastIndexOf("\r") + 1));
  }
  #line(line) {
    const wraps = this.#wraps(line);
    const part = parse(line);
    const before = this.#wrapped;
    if (before !== void 0 && before.border !== part.border) this.#giveWrapped();
    const joined = this.#wrapped === void 0 ? part : { ...this.#wrapped, text: together(this.#wrapped.text, part.text) };
    this.#wrapped = void 0;
    if (wraps && joined.text.length < MAX_LINE_UNITS) this.#wrapped = { ...joined, text: withoutMark(joined.text) };
    else this.#each(joined);
  }
  #giveWrapped() {
    const line = this.#wrapped;
    this.#wrapped = void 0;
    if (line !== void 0) this.#each(line);
  }
  #wraps(line) {
    if (!line.endsWith(WRAP_MARK)) return false;
    const width = countedByWerf(line);
    this.#width ??= width;
    return width === this.#width;
  }
};
function countedByWerf(line) {
  const characters = [...line].length;
  const content = line.slice(0, -WRAP_MARK.length);
  const letters = [...content.slice(content.lastIndexOf(" ") + 1)];
  const bytes = letters.reduce((sum2, letter) => sum2 + (letter === LOST ? 1 : Buffer.byteLength(letter)), 0);
  return characters - letters.length + bytes;
}
function together(before, after) {
  if (!before.endsWith(LOST) || !after.startsWith(LOST)) return before + after;
  return `${before.replace(/\ufffd{1,3}$/, "")}${LOST}${after.replace(/^\ufffd{1,3}/, "")}`;
}
function parse(line) {
  const at = line.search(/[┌│└]/u);
  const stamp = line.slice(0, Math.max(at, 0));
  if (at === -1 || !(stamp === "" || isTimeStamp(stamp))) return { border: "", text: line, stamp: "" };
  const border = line.charAt(at);
  const text = line.slice(at + 1);
  return { border: border === "\u250C" || border === "\u2514" ? border : "\u2502", text: text.replace(/^ /, ""), stamp };
}
function withoutMark(text) {
  const content = text.slice(0, -WRAP_MARK.length);
  const words = content.trimEnd();
  return words.length === content.length ? content : `${words} `;
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

// src/reports/plan-reader.ts
var MAX_DIFFS_UNITS = 15e5;
var MAX_DIFF_UNITS = 25e4;
var TITLE = /^(Create|Recreate|Update|Blind apply|Blindly apply|Delete) (\w+\/[^\s()]+)(?: \(namespace=([^\s()]+)\))?(?:, then (.+)| and (delete) it(?: on (?:success|failure))?)?$/su;
var HEADER = /^Planning release (?:install )?"([^"]*)" \(namespace: "([^"]*)"\)/u;
var NOTHING = /^No (?:resource )?changes planned(, but (?:still must install|will create))?(?: for)? release "([^"]*)" \(namespace: "([^"]*)"\)(?: because (.*))?$/su;
var SUMMARY = /^Planned changes summary for release "([^"]*)" \(namespace: "([^"]*)"\):/u;
var COUNT = /^- (create|recreate|update|blind apply|blindly apply|delete): (\d{1,9}) resource/u;
var REASON = /^<(?:blind apply|blindly apply) reason: /u;
var MAX_REASON_UNITS = 16e3;
function planReaderOf(words, env) {
  return new PlanReader(terminalWidth(words, env));
}
var PlanReader = class {
  #lines;
  #changes = [];
  #seen = noChanges();
  #summary;
  #summaryIsOpen = false;
  #nothing;
  #release;
  #length = 0;
  #box;
  /** Whether lines begin with a time; undefined as long as no header was seen, which `--show-plan` has none of. */
  #isStamped;
  /** @param width of the terminal that werf assumes, where it is known */
  constructor(width) {
    this.#lines = new PrintedLines((line) => this.#read(line), width);
  }
  push(chunk) {
    this.#lines.push(chunk);
  }
  /** The plan; undefined where nothing of one was printed. How werf ended tells whether it is whole. */
  plan() {
    this.#lines.end();
    const counts = this.#summary ?? this.#seen;
    const total = sum(counts);
    const [release, namespace] = this.#release ?? [];
    if (this.#summary === void 0 && this.#nothing === void 0 && total === 0) return void 0;
    const changes = this.#changes.toSorted(compareChanges);
    return {
      release,
      namespace,
      kind: total > 0 ? "changes" : this.#nothing?.[1] === void 0 ? "none" : "release-only",
      because: this.#nothing?.[4] ?? "",
      counts,
      changes,
      omittedChanges: Math.max(0, total - changes.length)
    };
  }
  #read(line) {
    if (line.border === "") this.#readOutside(line.text);
    else if (this.#isStamped === false && line.stamp !== "") return;
    else if (line.border === "\u2502") this.#readInside(line.text);
    else {
      this.#closeBox();
      const title = line.border === "\u250C" ? TITLE.exec(line.text.trimEnd()) : null;
      if (title === null) return;
      this.#box = { title, change: changeOf(title[1] ?? ""), diff: [], reason: void 0, length: 0, omittedLines: 0 };
    }
  }
  #readInside(text) {
    const box = this.#box;
    if (box === void 0) return;
    const begins = box.reason === void 0 && box.change === "blind-apply" && REASON.test(text);
    if (begins) box.reason = text.replace(REASON, "");
    else if (box.reason !== void 0 && box.reason.length < MAX_REASON_UNITS) box.reason += `
${text}`;
    if (box.reason !== void 0) return;
    const size = text.length + 1;
    const fits = box.length + size <= MAX_DIFF_UNITS && this.#length + size <= MAX_DIFFS_UNITS;
    if (!fits || box.omittedLines > 0) {
      box.omittedLines += 1;
      return;
    }
    box.diff.push(flat(text));
    box.length += size;
    this.#length += size;
  }
  #closeBox() {
    const box = this.#box;
    this.#box = void 0;
    if (box === void 0) return;
    const [, , resource = "", namespace, then, alone] = box.title;
    const { change, diff, omittedLines, reason = "" } = box;
    this.#seen[change] += 1;
    if (this.#changes.length >= MAX_CHANGES) return;
    this.#changes.push({
      change,
      resource: flat(resource),
      namespace: namespace === void 0 ? void 0 : flat(namespace),
      afterwards: flat(then ?? alone ?? ""),
      diff,
      omittedLines,
      reason: flat(reason.replace(/>$/, ""))
    });
  }
  #readOutside(line) {
    const { text, stamped } = withoutStamp(line);
    const count = this.#summaryIsOpen ? COUNT.exec(text) : null;
    if (count !== null && this.#summary !== void 0) {
      this.#summary[changeOf(count[1] ?? "")] = Number(count[2]);
      return;
    }
    this.#summaryIsOpen = false;
    const header = HEADER.exec(text);
    if (header !== null) {
      this.#restart(stamped);
      this.#release = [header[1] ?? "", header[2] ?? ""];
      return;
    }
    if (stamped && this.#isStamped === false) return;
    const summary = SUMMARY.exec(text);
    if (summary !== null) {
      this.#summary = noChanges();
      this.#summaryIsOpen = true;
      this.#release = [summary[1] ?? "", summary[2] ?? ""];
      return;
    }
    const nothing = NOTHING.exec(text);
    if (nothing === null) return;
    this.#nothing = nothing;
    this.#release = [nothing[2] ?? "", nothing[3] ?? ""];
  }
  /** What was printed before the header, such as a build's own output, is no part of the plan. */
  #restart(isStamped) {
    this.#changes = [];
    this.#seen = noChanges();
    this.#summary = void 0;
    this.#nothing = void 0;
    this.#box = void 0;
    this.#length = 0;
    this.#isStamped = isStamped;
  }
};
function flat(text) {
  return Buffer.from(text).toString();
}
function changeOf(type) {
  const name = type.toLowerCase().replace(/^blind(?:ly)? apply$/, "blind-apply");
  return CHANGES.find((change) => change === name) ?? "update";
}
function withoutStamp(line) {
  const at = /(?:Planning release |Planned changes summary |No (?:resource )?changes planned|- [a-z ]+: \d)/u.exec(
    line
  );
  const stamp = line.slice(0, at?.index ?? 0);
  if (!isTimeStamp(stamp)) return { text: line, stamped: false };
  return { text: line.slice(stamp.length), stamped: true };
}
function sum(counts) {
  return CHANGES.reduce((total, change) => total + counts[change], 0);
}
export {
  PlanReader,
  planReaderOf
};
