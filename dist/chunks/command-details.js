// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/system/text.ts
var CUT = "\u2026";
var BLANK = 32;
function byteLength(text) {
  return Buffer.byteLength(text);
}
function shortenBytes(text, limit) {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const kept = limit - byteLength(` ${CUT} `);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  const start = bytes.toString("utf8", 0, head);
  const end = bytes.toString("utf8", tail);
  const wholeStart = bytes[head] === BLANK ? start : withoutLastWord(start).trimEnd();
  const wholeEnd = bytes[tail - 1] === BLANK ? end : end.replace(/^\S*/, "").trimStart();
  return [wholeStart, CUT, wholeEnd].filter((part) => part !== "").join(" ");
}
var MAX_WHOLE_WORD_CHARACTERS = 200;
function shortenCharacters(text, limit) {
  if (text.length <= limit || text.length <= limit * 2 && [...text].length <= limit) return text;
  const window = (limit + MAX_WHOLE_WORD_CHARACTERS) * 2;
  const first = [...text.slice(0, window)];
  const last = [...text.slice(-window)];
  const kept = limit - 3;
  const head = Math.ceil(kept / 2);
  const cut2 = (inWords) => {
    const start = cutPlace(first, head, -1, inWords);
    const end = cutPlace(last, last.length - (kept - head), 1, inWords);
    const before = first.slice(0, start.at).join("").trimEnd();
    const after = last.slice(end.at).join("").trimStart();
    return `${before}${before === "" || start.isInside ? "" : " "}${CUT}${after === "" || end.isInside ? "" : " "}${after}`;
  };
  const whole = cut2(false);
  return [...whole].length * 2 >= limit ? whole : cut2(true);
}
function cutPlace(characters, at, step, inWords) {
  const isBlank = (place) => /^[ \t\n]?$/.test(characters[place] ?? "");
  let start = at;
  let end = at;
  while (!isBlank(start - 1)) start -= 1;
  while (!isBlank(end)) end += 1;
  if (start === at || end === at) return { at, isInside: false };
  if (inWords && end - start > MAX_WHOLE_WORD_CHARACTERS) return { at, isInside: true };
  return { at: step < 0 ? start : end, isInside: false };
}
function firstBytes(text, limit) {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  let end = limit - byteLength(CUT);
  while (isContinuation(bytes[end])) end -= 1;
  const start = bytes.toString("utf8", 0, end);
  return `${withoutLastWord(start)}${CUT}`;
}
function withoutLastWord(text) {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
function compareTexts(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/werf/error-text.ts
var MAX_TAIL_BYTES = 64 * 1024;
var MAX_LINE_BYTES = 4e3;
var STAMP_PART = "(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)";
var ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  "s"
);
function lastErrorLine(tail) {
  const lines = tail.split("\n").filter((line) => line.trim() !== "");
  return shortenBytes((errorLineIn(lines) ?? lines.at(-1) ?? "").trim(), MAX_LINE_BYTES);
}
function saysError(tail) {
  return errorLineIn(tail.split("\n")) !== void 0;
}
function errorLineIn(lines) {
  for (const line of lines.toReversed()) {
    const error = errorOf(line);
    if (error !== void 0) return error;
  }
  return void 0;
}
function errorOf(line) {
  return ERROR_LINE.exec(line)?.[1]?.trimEnd();
}

// src/werf/exit-code.ts
var KILLED = 137;
function isSignal(exitCode) {
  return exitCode > 128 && exitCode < 160;
}

// src/results/last-words.ts
function lastWords(outcome) {
  const { command, exitCode, errorTail = "", result: result2 } = outcome;
  if (!isSignal(exitCode) || result2 === "cancelled" || saysError(errorTail)) return lastErrorLine(errorTail);
  const killed = exitCode === KILLED ? " Something killed werf, most often the system for want of memory." : "";
  return `${command} ${result2 === "allowed" ? "ended" : "failed"} with exit code ${exitCode}.${killed}`;
}

// src/results/failure/readiness.ts
function readyWords({ ready, row }, what = " ready") {
  if (ready === void 0) return "";
  const byWhom = row?.mayBePartlyReady === true ? ", as werf counts" : "";
  return `${ready.now} of ${ready.wanted}${what}${byWhom}`;
}

// src/results/failure/reason.ts
var NO_STATUS = { ready: "not ready yet", present: "not there yet", absent: "still there" };
function isNoStatus(reason) {
  return Object.values(NO_STATUS).includes(reason);
}

// src/results/summary/markdown.ts
var MAX_NAME = { maxBytes: 512 };
var UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
var PLAIN = /^[ -~]*$/;
function visible(text, limit = MAX_NAME) {
  return cut(showable(text), limit);
}
function visibleLine(line, limit) {
  return cut(wholeLine(line), limit);
}
function wholeLine(line) {
  return showable(line.replaceAll("	", "    "));
}
function cut(text, limit) {
  return "maxBytes" in limit ? shortenBytes(text, limit.maxBytes) : shortenCharacters(text, limit.maxCharacters);
}
function showable(text) {
  return PLAIN.test(text) ? text : text.replace(UNSHOWABLE, "\uFFFD");
}
function oneLine(text) {
  const lines = text.split("\n").map((line) => line.replaceAll("	", " ").trim());
  return lines.filter((line) => line !== "").join(" ");
}
function code(text, limit) {
  const shown = visible(text, limit);
  if (shown === "") return "\u2013";
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) && /[^ ]/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}
function codeCell(text, limit) {
  return code(text, limit).replaceAll("|", "\\|");
}
function htmlCode(text) {
  const entities = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;"
  };
  return `<code>${visible(text).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)}</code>`;
}
function codeBlock(lines, language = "text") {
  const text = lines.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}
${text}
${fence}`;
}
function details(title, body, open = false) {
  return `<details${open ? " open" : ""}>
<summary>${title}</summary>

${body}

</details>
`;
}
function fitting(items, line, budget) {
  const lines = [];
  let used = 0;
  for (const item of items) {
    const text = line(item);
    used += byteLength(text) + 1;
    if (used > budget) break;
    lines.push(text);
  }
  return lines;
}
function cutNote(shown, total, which, plural) {
  return shown >= total ? "" : `_Shown: the ${which} ${count(shown)} of ${count(total)} ${plural}; the rest is cut._
`;
}
function count(value) {
  return value.toLocaleString("en-US");
}
function longestRun(text) {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

// src/results/summary/failed-command.ts
var MAX_REASON = { maxCharacters: 1500 };
var MAX_CELL = { maxCharacters: 500 };
var MAX_LINES = 30;
var MAX_BLOCK_BYTES = 5e3;
var MAX_REASON_LINE = { maxCharacters: 1e3 };
var MAX_LINE = { maxBytes: 1e3 };
var MAX_SOURCES = 10;
var MAX_SOURCE_BYTES = 8e3;
var FRAME_BYTES = 400;
var NOTHING = { text: "", cut: false };
function renderCause(failure, isError = true) {
  const { kind, headline: headline2, note, todo } = failure;
  const parts = [markdown(headline2), why(failure), note, todo];
  const shownParts = parts.map((part) => typeof part === "object" ? markdown(part) : part ?? "");
  const box = `[!${kind === "stopped" || !isError ? "WARNING" : "CAUTION"}]
${shownParts.filter((part) => part !== "").join("\n\n")}`;
  return box.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n").concat("\n");
}
function why({ kind, main, reason }) {
  const text = reason.trim();
  const isStatus = (kind === "timeout" || kind === "stopped") && main?.state === "WAITING" && main.isStatus;
  const count2 = main === void 0 ? "" : readyWords(main);
  if (text === "" || isStatus && isNoStatus(text)) return count2 === "" ? "" : `${count2}.`;
  const lines = text.split("\n");
  if (lines.length > 1) return codeBlock(shownLines(lines, MAX_BLOCK_BYTES));
  const words = code(text, MAX_REASON);
  return isStatus ? `Its last status: ${words}${count2 === "" ? "" : `, ${count2}`}.` : words;
}
function renderCauses({ causes, problems }, budget) {
  const told = new Set(problems.map(({ resource, reason }) => `${resource} ${reason}`));
  if (causes.every(({ resource, text }) => told.has(`${resource} ${text}`))) return NOTHING;
  const line = ({ resource, text }) => `- ${resource === void 0 ? "" : `${code(resource)}: `}${code(oneLine(text), MAX_REASON)}`;
  const items = fitting(causes, line, budget - FRAME_BYTES);
  const note = cutNote(items.length, causes.length, "first", "errors");
  return { text: `**All errors:**

${items.join("\n")}
${note === "" ? "" : `
${note}`}`, cut: note !== "" };
}
function renderProblems({ problems, main }, budget) {
  if (problems.length === 0) return NOTHING;
  const rows = fitting(problems, (problem) => problemRow(problem, problem === main), budget - FRAME_BYTES);
  const note = cutNote(rows.length, problems.length, "first", "resources that were not ready");
  const header = "| Resource | State | Ready | Reason |\n| :-- | :-- | :-- | :-- |\n";
  return { text: `${header}${rows.join("\n")}
${note === "" ? "" : `
${note}`}`, cut: note !== "" };
}
function problemRow(problem, isMain) {
  const { resource, namespace, state, goal, inTrouble, reason } = problem;
  const where = namespace === void 0 ? "" : ` in ${codeCell(namespace, MAX_CELL)}`;
  const what = { ready: "", present: " to be there", absent: " to be gone" }[goal];
  const mark = state === "FAILED" ? "\u274C **FAILED**" : `${state}${what}${inTrouble ? `, \u26A0\uFE0F ${isMain ? "" : "also "}in trouble` : ""}`;
  const count2 = readyWords(problem, "") || "\u2013";
  return `| ${[`${codeCell(resource, MAX_CELL)}${where}`, mark, count2, codeCell(oneLine(reason), MAX_CELL)].join(" | ")} |`;
}
function renderBuild({ build }, budget) {
  if (build === void 0 || build.lines.length === 0) return "";
  const stage = build.stage === void 0 ? "" : `, stage ${code(build.stage)}`;
  return `The last lines of image ${code(build.image)}${stage}:

${codeBlock(lastLines(build.lines, budget))}
`;
}
function renderLines({ logs, events }, budget) {
  const parts = [sources("Last lines of the logs", logs, budget / 2), sources("Last events", events, budget / 2)];
  return {
    text: parts.map(({ text }) => text).filter((text) => text !== "").join("\n"),
    cut: parts.some(({ cut: cut2 }) => cut2)
  };
}
function sources(title, all, budget) {
  const blocks = fitting(all.slice(0, MAX_SOURCES), sourceBlock, budget - FRAME_BYTES);
  if (blocks.length === 0) return { text: "", cut: all.length > 0 };
  const note = cutNote(blocks.length, all.length, "first", "sources");
  return { text: details(title, [...blocks, ...note === "" ? [] : [note]].join("\n").trimEnd()), cut: note !== "" };
}
function sourceBlock({ resource, source, namespace, lines, cut: cut2 }) {
  const names = [code(resource), ...source === "" ? [] : [code(source)]].join(", ");
  const where = namespace === void 0 ? "" : ` in ${code(namespace)}`;
  const end = lines.findLastIndex((line) => line.trim() !== "") + 1;
  const last = lines.slice(Math.max(0, end - MAX_LINES), end);
  const more = cut2 || last.length < end ? ", its last lines" : "";
  return `${names}${where}${more}:

${codeBlock(lastLines(last, MAX_SOURCE_BYTES))}
`;
}
function renderDone({ done }, budget) {
  const items = fitting(
    done,
    ({ name, gone }) => `- ${code(name)}${gone ? ", gone as it should be" : ""}`,
    budget - FRAME_BYTES
  );
  if (items.length === 0) return { text: "", cut: done.length > 0 };
  const note = cutNote(items.length, done.length, "first", "resources that were ready");
  return {
    text: details("Ready", `${items.join("\n")}${note === "" ? "" : `

${note.trimEnd()}`}`),
    cut: note !== ""
  };
}
function markdown(sentence) {
  return sentence.map((part) => typeof part === "string" ? part : code(part.code)).join("");
}
function shownLines(lines, budget) {
  const shown = (line) => visibleLine(line, MAX_REASON_LINE);
  return fitting(lines.slice(0, MAX_LINES), shown, budget - FRAME_BYTES);
}
function lastLines(lines, budget) {
  const shown = (line) => visibleLine(line, MAX_LINE);
  return fitting(lines.slice(-MAX_LINES).toReversed(), shown, budget - FRAME_BYTES).toReversed();
}

// src/reports/stage-times.ts
var CLOCK_TOLERANCE_MS = 2e3;
function buildTime({ rebuilt, savedAt, seconds }) {
  if (!rebuilt || savedAt === void 0 || seconds === void 0) return void 0;
  return { startMs: savedAt - Math.round(seconds * 1e3), endMs: savedAt };
}
function bySlowness(a, b) {
  return (b.seconds ?? 0) - (a.seconds ?? 0) || (b.size ?? 0) - (a.size ?? 0);
}

// src/results/summary/units.ts
var SIZES = ["B", "kB", "MB", "GB", "TB", "PB"];
function formatSize(bytes) {
  if (bytes === void 0) return "\u2013";
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < SIZES.length - 1) {
    value /= 1e3;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${SIZES[unit]}`;
}
function formatSeconds(seconds) {
  if (seconds === void 0) return "\u2013";
  if (seconds < 0.9995) return `${Math.round(seconds * 1e3)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value) => String(value).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

// src/results/summary/images.ts
var OPEN_ROWS = 50;
var FRAME_BYTES2 = 800;
var NO_BREAK_SPACE = "\xA0";
function slowestFirst(images) {
  return images.toSorted((a, b) => bySlowness(a, b) || compareTexts(a.name, b.name));
}
function renderImages(images, budget) {
  if (images.length === 0 || budget < FRAME_BYTES2) return { text: "", cut: images.length > 0 };
  const built = images.filter(({ rebuilt }) => rebuilt).length;
  const head = `**Images:** ${count(built)} built, ${count(images.length - built)} from cache

`;
  const rows = fitting(images, imageRow, budget - FRAME_BYTES2);
  const header = "| Image | Result | Size | Time | Reference |\n| :-- | :-- | --: | --: | :-- |\n";
  let text = `${head}${header}${rows.slice(0, OPEN_ROWS).join("\n")}
`;
  const folded = rows.slice(OPEN_ROWS);
  if (folded.length > 0) {
    text += `
${details(`${count(folded.length)} more images`, `${header}${folded.join("\n")}`)}`;
  }
  const note = cutNote(rows.length, images.length, "slowest", "images");
  return { text: note === "" ? text : `${text}
${note}`, cut: note !== "" };
}
function renderStages(images, budget) {
  const stages = [];
  for (const image of images) {
    for (const stage of image.stages) stages.push({ image, stage, position: stages.length });
  }
  if (stages.length === 0 || budget < FRAME_BYTES2) return { text: "", cut: stages.length > 0 };
  const slowest = stages.toSorted((a, b) => bySlowness(a.stage, b.stage));
  const rows = fitting(slowest, ({ image, stage }) => stageRow(image, stage), budget - FRAME_BYTES2);
  const inOrder = rows.map((row, index) => ({ row, position: slowest[index]?.position ?? 0 })).sort((a, b) => a.position - b.position);
  const header = "| Image | Stage | Result | Size | Time |\n| :-- | :-- | :-- | --: | --: |\n";
  const note = cutNote(rows.length, stages.length, "slowest", "stages");
  const table = `${header}${inOrder.map(({ row }) => row).join("\n")}`;
  return { text: details("Stages", note === "" ? table : `${note}
${table}`), cut: note !== "" };
}
function imageRow({ name, rebuilt, size, seconds, reference }) {
  const cells = [
    codeCell(name),
    result(rebuilt),
    unbroken(formatSize(size)),
    unbroken(formatSeconds(seconds)),
    reference === void 0 ? "\u2013" : code(reference)
  ];
  return `| ${cells.join(" | ")} |`;
}
function stageRow(image, { name, rebuilt, size, seconds }) {
  const cells = [
    codeCell(image.name),
    codeCell(name),
    result(rebuilt),
    unbroken(formatSize(size)),
    unbroken(formatSeconds(seconds))
  ];
  return `| ${cells.join(" | ")} |`;
}
function result(rebuilt) {
  return rebuilt ? "**built**" : "from cache";
}
function unbroken(text) {
  return text.replaceAll(" ", NO_BREAK_SPACE);
}

// src/results/summary/part.ts
var Parts = class {
  #texts = [];
  #rest;
  #cut = false;
  /** @param budget bytes of UTF-8 */
  constructor(budget) {
    this.#rest = budget;
  }
  /** Bytes that are left. */
  get rest() {
    return this.#rest;
  }
  /** Adds a part, or a text that is whole. What is too large for the rest is left out whole. */
  add(added) {
    const { text, cut: cut2 } = typeof added === "string" ? { text: added, cut: false } : added;
    const bytes = byteLength(text) + 1;
    const fits = bytes <= this.#rest;
    if (fits && text !== "") {
      this.#texts.push(text);
      this.#rest -= bytes;
    }
    this.#cut ||= cut2 || !fits;
  }
  whole() {
    return { text: this.#texts.join("\n"), cut: this.#cut };
  }
};

// src/reports/plan.ts
var MAX_CHANGES = 5e3;
var CHANGES = ["create", "recreate", "update", "blind-apply", "delete"];
function unreadChanges({ changes, omittedChanges }) {
  return changes.length < MAX_CHANGES ? omittedChanges : 0;
}

// src/results/summary/planned-changes.ts
var WORDS = {
  create: "create",
  recreate: "recreate",
  update: "update",
  "blind-apply": "apply blindly",
  delete: "delete"
};
var FRAME_BYTES3 = 600;
var MAX_REASON2 = { maxBytes: 1500 };
var MAX_LINE_BYTES2 = 2e3;
var MAX_WARNINGS = 10;
function countsInWords({ counts }) {
  return CHANGES.flatMap((change) => counts[change] > 0 ? [`${count(counts[change])} to ${WORDS[change]}`] : []).join(
    ", "
  );
}
function renderPlan(report, budget, maxDiff) {
  const { plan } = report;
  if (plan === void 0) return { text: withoutPlan(report), cut: false };
  const doubt = report.isUnproven ? "_What was planned before the other error. The exit code may stand for either, so the output `has-changes` is empty._\n" : "";
  const head = [headline(plan), doubt, warnings(plan)].filter((part) => part !== "").join("\n");
  const unread = unreadChanges(plan);
  if (plan.changes.length === 0) return { text: unread === 0 ? head : `${head}
${unreadNote(unread)}`, cut: false };
  const rest = budget - byteLength(head);
  const table = renderTable(plan, rest / 2);
  const note = report.hidesDiffs ? "\n_No diffs are shown here: `--show-sensitive-diffs` has werf print secrets in clear._\n" : "";
  const diffs = report.hidesDiffs ? { text: "", cut: false } : renderDiffs(plan, rest - byteLength(table.text) - byteLength(note), maxDiff);
  return { text: `${head}
${table.text}${note}${diffs.text}`, cut: table.cut || diffs.cut };
}
function withoutPlan({ hasChanges, isLost = false }) {
  if (hasChanges === false) return "**No changes** are planned.\n";
  if (isLost) {
    const start = hasChanges === void 0 ? "**Changes may be planned.**" : "**Changes are planned.**";
    return `${start} Which ones cannot be shown here: the log has what werf printed.
`;
  }
  if (hasChanges === void 0) return "";
  return "**Changes are planned.** Which ones cannot be told: werf printed nothing of them that can be read.\n";
}
function headline(plan) {
  const release = plan.release === void 0 ? "" : ` for release ${code(plan.release)} (namespace ${code(plan.namespace ?? "")})`;
  if (plan.kind === "changes") return `**${countsInWords(plan)}**${release}
`;
  if (plan.kind === "none") return `**No changes**${release}.
`;
  const because = plan.because === "" ? "" : `, because ${code(plan.because)}`;
  return `**No resource changes**${release}: only the record of the release would be written${because}.
`;
}
function warnings({ changes }) {
  const blind = changes.filter(({ change }) => change === "blind-apply");
  if (blind.length === 0) return "";
  const lines = blind.slice(0, MAX_WARNINGS).map(({ resource, reason }) => {
    const why2 = reason === "" ? "werf does not say why" : code(oneLine(reason), MAX_REASON2);
    return `> - ${code(resource)}: ${why2}`;
  });
  const more = blind.length - lines.length;
  return [
    "> [!WARNING]",
    "> The API server refused to try these, so that a deploy will probably fail for the same reason:",
    ...lines,
    ...more > 0 ? [`> - and ${count(more)} more`] : [],
    ""
  ].join("\n");
}
function renderTable(plan, budget) {
  const { changes, omittedChanges } = plan;
  const hasNamespaces = changes.some(({ namespace }) => namespace !== void 0);
  const hasMore = changes.some(({ afterwards }) => afterwards !== "");
  const columns = (cells) => `| ${[cells[0], cells[1], ...hasNamespaces ? [cells[2]] : [], ...hasMore ? [cells[3]] : []].join(" | ")} |`;
  const rows = fitting(
    changes,
    ({ change, resource, namespace, afterwards }) => columns([
      WORDS[change],
      codeCell(resource),
      namespace === void 0 ? "" : codeCell(namespace),
      afterwards === "" ? "" : codeCell(afterwards)
    ]),
    budget - FRAME_BYTES3
  );
  const head = [columns(["Change", "Resource", "Namespace", "Then"]), columns([":--", ":--", ":--", ":--"])];
  const unread = unreadChanges(plan);
  const cut2 = cutNote(rows.length, changes.length + omittedChanges - unread, "first", "resources");
  const notes = [cut2, unread === 0 ? "" : unreadNote(unread)].filter((note) => note !== "");
  return { text: `${[...head, ...rows].join("\n")}
${notes.map((note) => `
${note}`).join("")}`, cut: cut2 !== "" };
}
function unreadNote(unread) {
  return `_werf counts ${count(unread)} resources more than could be read: the log has all that it printed._
`;
}
function renderDiffs(plan, budget, maxDiff) {
  const { changes: all } = plan;
  const omittedChanges = plan.omittedChanges - unreadChanges(plan);
  const changes = all.filter(({ diff, omittedLines }) => diff.length > 0 || omittedLines > 0);
  if (changes.length === 0) return { text: "", cut: false };
  const parts = [];
  let rest = budget - FRAME_BYTES3;
  let cut2 = omittedChanges > 0;
  for (const change of changes) {
    const diff = renderDiff(change, maxDiff);
    const bytes = byteLength(diff.text);
    if (bytes > rest) break;
    parts.push(diff.text);
    rest -= bytes;
    cut2 ||= diff.cut;
  }
  const note = cutNote(parts.length, changes.length + omittedChanges, "first", "diffs");
  return { text: `
${parts.join("")}${note === "" ? "" : `
${note}`}`, cut: cut2 || note !== "" };
}
function renderDiff({ change, resource, namespace, diff, omittedLines }, budget) {
  const title = `${WORDS[change]} ${htmlCode(namespace === void 0 ? resource : `${resource} (${namespace})`)}`;
  const lines = fitting(diff, shownLine, budget);
  const left = diff.length - lines.length + omittedLines;
  const note = left === 0 ? "" : `

_${count(left)} more lines are cut._`;
  return { text: details(title, `${codeBlock(lines, "diff")}${note}`), cut: left > 0 };
}
function shownLine(line) {
  return firstBytes(wholeLine(line), MAX_LINE_BYTES2);
}

// src/results/summary/release.ts
var FRAME_BYTES4 = 400;
var NEUTRAL = { completed: "Completed", canceled: "Cancelled", failed: "Failed" };
var BESIDE_FAILURE = { completed: "Applied", canceled: "Not begun", failed: "Failed to apply" };
function renderSkipped({ release, namespace }) {
  return `**Nothing to change:** release ${foreign(release)} in namespace ${foreign(namespace)} is already as desired.
`;
}
function renderRelease(deploy, besideFailure = false) {
  const words = besideFailure ? BESIDE_FAILURE : NEUTRAL;
  const { release, namespace, revision, status, completed, canceled, failed } = deploy;
  if (status === "skipped") return renderSkipped(deploy);
  const cells = [
    foreign(release),
    foreign(namespace),
    revision ?? "\u2013",
    foreign(status),
    completed.length,
    canceled.length,
    failed.length
  ];
  return [
    `| Release | Namespace | Revision | Status | ${words.completed} | ${words.canceled} | ${words.failed} |`,
    "| :-- | :-- | --: | :-- | --: | --: | --: |",
    `| ${cells.join(" | ")} |
`
  ].join("\n");
}
function renderFailedOperations({ failed }, budget) {
  const { text, cut: cut2 } = list(failed, budget, "failed operations");
  return { text: text === "" ? "" : `**Failed operations:**

${text}`, cut: cut2 };
}
function renderOtherOperations(deploy, budget) {
  const canceled = list(deploy.canceled, budget / 2, "cancelled operations");
  const completed = list(deploy.completed, budget - byteLength(canceled.text) - FRAME_BYTES4, "completed operations");
  const parts = [
    canceled.text === "" ? "" : details("Cancelled operations", canceled.text.trimEnd()),
    completed.text === "" ? "" : details("Completed operations", completed.text.trimEnd())
  ];
  return { text: parts.filter((part) => part !== "").join("\n"), cut: canceled.cut || completed.cut };
}
function renderOperationsBesideFailure({ failed, canceled, completed }, budget) {
  const titles = [
    ["Failed to apply, or cut off", failed, "operations that failed or were cut off"],
    ["Not begun", canceled, "operations not begun"],
    ["Applied, ready or not", completed, "applied operations"]
  ];
  const lists = titles.map(([title, operations, plural]) => ({ title, ...list(operations, budget / 3, plural) }));
  const shown = lists.filter(({ text }) => text !== "");
  return {
    text: shown.map(({ title, text }) => details(title, text.trimEnd())).join("\n"),
    cut: lists.some(({ cut: cut2 }) => cut2)
  };
}
function list(operations, budget, plural) {
  const items = fitting(operations, (operation) => `- ${code(operation)}`, budget - FRAME_BYTES4);
  const note = cutNote(items.length, operations.length, "first", plural);
  const text = items.length === 0 ? "" : `${items.join("\n")}
`;
  return { text: note === "" || text === "" ? text : `${text}
${note}`, cut: note !== "" };
}
function foreign(text) {
  return text === void 0 ? "\u2013" : codeCell(text);
}

// src/results/summary/timeline.ts
var MAX_BARS = 40;
var MAX_NAME_CHARACTERS = 60;
var TICKS = [
  [1, "1second"],
  [2, "2second"],
  [5, "5second"],
  [10, "10second"],
  [30, "30second"],
  [60, "1minute"],
  [120, "2minute"],
  [300, "5minute"],
  [600, "10minute"],
  [1800, "30minute"],
  [3600, "1hour"],
  [10800, "3hour"],
  [43200, "12hour"]
];
function renderTimeline(images, durationMs) {
  if (images.length < 2) return "";
  const chosen = images.slice(0, MAX_BARS);
  const placed = placedBars(chosen, durationMs);
  const bars = placed ?? chosen.map((image) => barFromStart(image));
  const end = Math.max(...bars.map(({ endMs }) => endMs));
  const chart = [
    "gantt",
    "    dateFormat x",
    // Seconds since the start. Clock times would be those of the reader's time zone, and of 1970.
    "    axisFormat %s s",
    `    tickInterval ${tickInterval(end / 1e3)}`,
    ...section("Built", bars, true),
    ...section("From cache", bars, false)
  ].join("\n");
  const notes = [
    cutNote(bars.length, images.length, "slowest", "images"),
    placed === void 0 ? "_Each bar starts at zero: werf reported no usable times of these stages._\n" : ""
  ].filter((note) => note !== "");
  const body = [`\`\`\`mermaid
${chart}
\`\`\``, ...notes].join("\n\n").trimEnd();
  return details(
    "Timeline",
    body,
    bars.some(({ rebuilt }) => rebuilt)
  );
}
function placedBars(images, durationMs) {
  const spans = images.map(span);
  const starts = spans.flatMap((times) => times === void 0 ? [] : [times.startMs]);
  const ends = spans.flatMap((times) => times === void 0 ? [] : [times.endMs]);
  const zero = Math.min(...starts);
  if (starts.length > 0 && Math.max(...ends) - zero > durationMs + CLOCK_TOLERANCE_MS) return void 0;
  const bars = images.map((image, index) => {
    const times = spans[index];
    if (times === void 0) return image.rebuilt ? void 0 : barFromStart(image);
    return { ...barFromStart(image), startMs: times.startMs - zero, endMs: times.endMs - zero };
  });
  return bars.every((bar) => bar !== void 0) ? bars : void 0;
}
function span({ rebuilt, stages }) {
  const built = stages.filter((stage) => rebuilt && stage.rebuilt);
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = 0;
  for (const stage of built) {
    const time = buildTime(stage);
    if (time === void 0) return void 0;
    startMs = Math.min(startMs, time.startMs);
    endMs = Math.max(endMs, time.endMs);
  }
  return built.length === 0 ? void 0 : { startMs, endMs };
}
function barFromStart({ name, rebuilt, seconds = 0 }) {
  return { name, rebuilt, seconds, startMs: 0, endMs: Math.round(seconds * 1e3) };
}
function section(title, bars, rebuilt) {
  const chosen = bars.filter((bar) => bar.rebuilt === rebuilt).toSorted((a, b) => a.startMs - b.startMs);
  if (chosen.length === 0) return [];
  return [`    section ${title}`, ...chosen.map(task)];
}
function task({ name, rebuilt, seconds, startMs, endMs }) {
  const tag = rebuilt ? "" : "done, ";
  return `    ${formatSeconds(seconds)} \xB7 ${taskName(name)} :${tag}${startMs}, ${Math.max(endMs, startMs + 1)}`;
}
function taskName(name) {
  const safe = name.replace(/[^\p{L}\p{M}\p{N} ._/@+()=-]/gu, "_");
  const characters = [...safe.slice(0, 2 * MAX_NAME_CHARACTERS)];
  return characters.length > MAX_NAME_CHARACTERS ? `${characters.slice(0, MAX_NAME_CHARACTERS).join("")}\u2026` : safe;
}
function tickInterval(seconds) {
  return TICKS.find(([step]) => seconds / step <= 10)?.[1] ?? "1day";
}

// src/results/summary/command-details.ts
var MAX_CAUSE = { maxBytes: 1500 };
var MAX_TAIL_BYTES2 = 16e3;
var MAX_TAIL_LINES = 50;
var MAX_LINE2 = { maxBytes: 4e3 };
var MAX_DIFF_BYTES = 1e5;
function renderDetails(outcome, budget) {
  const { build, durationMs, failure, plan } = outcome;
  const parts = new Parts(budget);
  if (failure !== void 0) addFailure(parts, failure, outcome);
  else if (plan?.saysChanges !== true) addEnd(parts, outcome);
  if (plan !== void 0) parts.add(renderPlan(plan, parts.rest * 0.9, MAX_DIFF_BYTES));
  if (build !== void 0) {
    const images = slowestFirst(build.images);
    parts.add(renderImages(images, parts.rest * 0.75));
    parts.add(renderTimeline(images, durationMs));
    parts.add(renderStages(images, parts.rest));
  }
  return parts.whole();
}
function addEnd(parts, outcome) {
  const { deploy, result: result2 } = outcome;
  if (result2 !== "success") parts.add(cause(outcome));
  if (deploy !== void 0) parts.add(renderFailedOperations(deploy, parts.rest / 4));
  if (result2 !== "success") parts.add(errorLines(outcome, parts.rest / 4));
  if (deploy !== void 0) parts.add(renderRelease(deploy));
  if (deploy !== void 0) parts.add(renderOtherOperations(deploy, parts.rest / 4));
}
function addFailure(parts, failure, outcome) {
  const { deploy } = failure;
  parts.add(renderCause(failure, outcome.result === "failure"));
  parts.add(renderCauses(failure, parts.rest / 4));
  parts.add(renderProblems(failure, parts.rest / 4));
  parts.add(renderBuild(failure, parts.rest / 4));
  parts.add(renderLines(failure, parts.rest / 4));
  parts.add(errorLines(outcome, parts.rest / 4));
  if (deploy !== void 0) parts.add(renderRelease(deploy, true));
  if (deploy !== void 0) parts.add(renderOperationsBesideFailure(deploy, parts.rest / 4));
  parts.add(renderDone(failure, parts.rest / 4));
}
function cause(outcome) {
  const { result: result2, planTrouble } = outcome;
  const line = lastWords(outcome);
  if (line === "") return "";
  const plain = planTrouble === void 0 ? "" : `> ${code(planTrouble, MAX_CAUSE)}
>
`;
  return `> [!${result2 === "failure" ? "CAUTION" : "WARNING"}]
${plain}> ${code(line, MAX_CAUSE)}
`;
}
function errorLines({ errorTail = "" }, budget) {
  const lines = errorTail.trim().split("\n").slice(-MAX_TAIL_LINES).reverse();
  const shown = (line) => visibleLine(line, MAX_LINE2);
  const kept = fitting(lines, shown, Math.min(budget, MAX_TAIL_BYTES2)).toReversed();
  if (errorTail.trim() === "") return "";
  return details("The last lines of werf's output", codeBlock(kept));
}
export {
  renderDetails
};
