var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// src/results/plans.ts
import { isFlagOn, settingOf as settingOf2 } from "../shared/options.js";

// src/reports/plan-artifact.ts
import { crc32, inflateRawSync } from "node:zlib";

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}
function itemsOf(value) {
  return Array.isArray(value) ? value : [];
}

// src/system/text.ts
var CUT = "\u2026";
var BLANK = 32;
function byteLength(text2) {
  return Buffer.byteLength(text2);
}
function shortenBytes(text2, limit) {
  if (text2.length * 3 <= limit || byteLength(text2) <= limit) return text2;
  const bytes = Buffer.from(text2);
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
function shortenCharacters(text2, limit) {
  if (text2.length <= limit || text2.length <= limit * 2 && [...text2].length <= limit) return text2;
  const window = (limit + MAX_WHOLE_WORD_CHARACTERS) * 2;
  const first = [...text2.slice(0, window)];
  const last = [...text2.slice(-window)];
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
function firstBytes(text2, limit) {
  if (text2.length * 3 <= limit || byteLength(text2) <= limit) return text2;
  const bytes = Buffer.from(text2);
  let end = limit - byteLength(CUT);
  while (isContinuation(bytes[end])) end -= 1;
  const start = bytes.toString("utf8", 0, end);
  return `${withoutLastWord(start)}${CUT}`;
}
function withoutLastWord(text2) {
  let end = text2.length;
  while (end > 0 && /\S/.test(text2.charAt(end - 1))) end -= 1;
  return text2.slice(0, end);
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/reports/plan.ts
var CHANGES = ["create", "recreate", "update", "blind-apply", "delete"];
function noChanges() {
  return { create: 0, recreate: 0, update: 0, "blind-apply": 0, delete: 0 };
}

// src/reports/plan-artifact.ts
var MAX_JSON_BYTES = 128 * 1024 * 1024;
var MAX_TEXT_UNITS = 512;
function readPlanArtifact(bytes) {
  try {
    const json = gunzip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const outer = fieldsOf(json === void 0 ? void 0 : JSON.parse(json));
    const dataRaw = outer["dataRaw"];
    const release = fieldsOf(outer["release"]);
    if (!isFields(outer["release"]) || typeof dataRaw !== "string") return void 0;
    const isEncrypted = outer["encrypted"] === true;
    const data = isEncrypted ? void 0 : JSON.parse(dataRaw);
    const namespace = text(release["namespace"]);
    const revision = release["revision"];
    const madeAt = Date.parse(text(outer["timestamp"]));
    return {
      apiVersion: text(outer["apiVersion"]),
      isEncrypted,
      release: text(release["name"]),
      namespace,
      revision: typeof revision === "number" && Number.isSafeInteger(revision) ? revision : void 0,
      madeAt: Number.isNaN(madeAt) ? void 0 : madeAt,
      hasFailedDryRun: itemsOf(fieldsOf(data)["installableResourceInfos"]).some((info) => {
        const error = fieldsOf(info)["dryApplyErr"];
        return error !== void 0 && error !== null;
      }),
      changes: data === void 0 ? void 0 : itemsOf(fieldsOf(data)["changes"]).flatMap((change) => changeOf(change, namespace))
    };
  } catch {
    return void 0;
  }
}
function planOfArtifact(artifact) {
  if (artifact?.changes === void 0) return void 0;
  const counts = noChanges();
  for (const { change } of artifact.changes) counts[change] += 1;
  return {
    release: artifact.release,
    namespace: artifact.namespace,
    kind: artifact.changes.length > 0 ? "changes" : "none",
    because: "",
    counts,
    changes: artifact.changes.map((change) => ({ ...change, afterwards: "", diff: [], omittedLines: 0, reason: "" })),
    omittedChanges: 0
  };
}
function isGzip(bytes) {
  return bytes[0] === 31 && bytes[1] === 139 && bytes[2] === 8;
}
function gunzip(bytes) {
  const start = isGzip(bytes) ? headerLength(bytes) : void 0;
  if (start === void 0) return void 0;
  const { buffer, engine } = inflate(bytes.subarray(start));
  const end = start + engine.bytesWritten;
  if (bytes.length >= end + 4 && bytes.readUInt32LE(end) !== crc32(buffer)) return void 0;
  return buffer.toString("utf8");
}
function inflate(bytes) {
  const options = {
    maxOutputLength: MAX_JSON_BYTES,
    info: true
  };
  const result = inflateRawSync(bytes, options);
  return result;
}
function headerLength(bytes) {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return void 0;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at < bytes.length ? at : void 0;
}
function changeOf(value, releaseNamespace) {
  const fields = fieldsOf(value);
  const meta = fieldsOf(fields["resourceMeta"]);
  const kind = text(fieldsOf(meta["groupVersionKind"])["Kind"]);
  const name = text(meta["name"]);
  const type = text(fields["type"]).replace(" ", "-");
  const change = CHANGES.find((known) => known === type);
  if (change === void 0 || kind === "" || name === "") return [];
  const namespace = text(meta["namespace"]);
  const isOwn2 = namespace === "" || namespace === releaseNamespace;
  return [{ change, resource: `${kind}/${name}`, namespace: isOwn2 ? void 0 : namespace }];
}
function text(value) {
  return typeof value === "string" && value.length <= MAX_TEXT_UNITS ? value : "";
}

// src/command/words.ts
function isOneOf(words, commands) {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(" ")));
}
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}
function isCommand(words, command) {
  let found = 0;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? "";
    if (word === command[found]) found += 1;
    else if (!word.startsWith("-") && (!previous.startsWith("-") || previous.includes("="))) return false;
    if (found === command.length) return true;
  }
  return false;
}

// src/reports/plan-command.ts
var PLAN_COMMANDS = ["plan", "bundle plan"];
var DEPLOY_COMMANDS = ["converge", "bundle apply", "dismiss"];
function planOrDeploy(words) {
  if (isOneOf(words, PLAN_COMMANDS)) return "plan";
  return isOneOf(words, DEPLOY_COMMANDS) ? "deploy" : void 0;
}
var PLAN_FILE_OPTIONS = {
  "save-plan": "WERF_SAVE_PLAN_PATH",
  "use-plan": "WERF_USE_PLAN_PATH",
  "show-plan": "WERF_SHOW_PLAN_PATH"
};
function mayHavePlanFile(words, env) {
  if (planOrDeploy(words) === void 0) return false;
  return Object.entries(PLAN_FILE_OPTIONS).some(
    ([option, variable]) => Boolean(env[variable]) || words.some((word) => word.split("=")[0] === `--${option}`)
  );
}

// src/werf/error-text.ts
import { StringDecoder } from "node:string_decoder";

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/werf/terminal-line.ts
var CONTROL = /[^\P{Cc}\t]/gu;
function terminalLine(line) {
  const text2 = line.trimEnd();
  return text2.slice(text2.lastIndexOf("\r") + 1).replace(CONTROL, "");
}

// src/werf/error-text.ts
var MAX_TAIL_BYTES = 64 * 1024;
var STAMP_PART = "(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)";
var ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  "s"
);
var TRACE = /^goroutine \d+ (?:\w+=\S+ )*\[/;
function errorText(tail) {
  const kept = tail.bytes();
  const bytes = kept.subarray(-MAX_TAIL_BYTES);
  const isCut = tail.cut || bytes.length < kept.length;
  let start = 0;
  while (isCut && isContinuation(bytes[start])) start += 1;
  const text2 = new StringDecoder("utf8").write(Buffer.from(bytes.subarray(start)));
  if (!isCut) return clean(text2);
  const wholeLines = text2.includes("\n") ? clean(text2.slice(text2.indexOf("\n") + 1)) : "";
  return wholeLines || clean(text2.replace(/^\S*\s*/, ""));
}
function saysCrash(tail) {
  return tail.split("\n").some((line) => /^(?:panic|fatal error): /.test(errorOf(line) ?? "") || isStackTrace(line));
}
function isStackTrace(line) {
  return TRACE.test(line);
}
function errorOf(line) {
  return ERROR_LINE.exec(line)?.[1]?.trimEnd();
}
function clean(text2) {
  return stripVTControlCharacters(text2).split("\n").map(terminalLine).join("\n").trimEnd();
}

// src/reports/plan-outcome.ts
var CHANGES_PLANNED = 2;
var RELEASE_PLANNED = 3;
var CHANGES_WORDS = /^Error: (?:resource )?changes planned$/;
var RELEASE_WORDS = /^Error: no resource changes planned, but still must install release/;
function planOutcome({ plan, exitCode, errorText: errorText2, asksForExitCode }) {
  const says = (words) => wordsIn(errorText2, words) === "last";
  if (exitCode === 0) {
    const hasChanges = plan === void 0 ? asksForExitCode ? false : void 0 : plan.kind === "changes";
    return { plan, hasChanges, saysChanges: false, isUnproven: false };
  }
  if (exitCode === CHANGES_PLANNED && says(CHANGES_WORDS)) {
    return { plan, hasChanges: plan === void 0 || plan.kind === "changes", saysChanges: true, isUnproven: false };
  }
  if (exitCode === RELEASE_PLANNED && says(RELEASE_WORDS)) {
    return { plan, hasChanges: false, saysChanges: true, isUnproven: false };
  }
  const isUnproven = exitCode === CHANGES_PLANNED;
  const isWhole = isUnproven && wordsIn(errorText2, CHANGES_WORDS) === "before another error";
  return { plan: isWhole ? plan : void 0, hasChanges: void 0, saysChanges: false, isUnproven };
}
function wordsIn(text2, words) {
  const lines = text2.split("\n");
  const at = lines.findLastIndex((line) => words.test(errorOf(line) ?? ""));
  const after = lines.slice(at + 1);
  if (at === -1 || saysCrash(after.join("\n"))) return void 0;
  return after.some((line) => errorOf(line) !== void 0) ? "before another error" : "last";
}

// src/results/summary/markdown.ts
var MAX_NAME = { maxBytes: 512 };
var UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
var PLAIN = /^[ -~]*$/;
function visible(text2, limit = MAX_NAME) {
  return cut(showable(text2), limit);
}
function cut(text2, limit) {
  return "maxBytes" in limit ? shortenBytes(text2, limit.maxBytes) : shortenCharacters(text2, limit.maxCharacters);
}
function showable(text2) {
  return PLAIN.test(text2) ? text2 : text2.replace(UNSHOWABLE, "\uFFFD");
}
function oneLine(text2) {
  const lines = text2.split("\n").map((line) => line.replaceAll("	", " ").trim());
  return lines.filter((line) => line !== "").join(" ");
}

// src/results/annotation.ts
function doubtOf({ command, exitCode, plan }) {
  if (plan?.plan !== void 0) {
    return `${command} ended with exit code ${exitCode} after the words that changes are planned and another error: it may stand for either. The output has-changes is empty.`;
  }
  if (plan !== void 0) {
    return `${command} ended with exit code ${exitCode} and not with the words that changes are planned: a crash ends so too. The output has-changes is empty.`;
  }
  return `${command} ended with exit code ${exitCode}, which allowed-exit-codes allows. Only a plan says with it that there are changes: a crash ends so too.`;
}

// src/results/lost-plan.ts
function lostPlan({ exitCode, stderrTail }) {
  const end = { plan: void 0, exitCode, errorText: errorText(stderrTail), asksForExitCode: false };
  const outcome = planOutcome(end);
  return { ...outcome, hidesDiffs: false, isLost: wasMade(exitCode, outcome) };
}
function wasMade(exitCode, { saysChanges }) {
  return exitCode === 0 || saysChanges;
}

// builtin:path
var path_exports = {};
__export(path_exports, {
  basename: () => basename,
  delimiter: () => delimiter,
  dirname: () => dirname,
  extname: () => extname,
  isAbsolute: () => isAbsolute,
  join: () => join,
  relative: () => relative,
  resolve: () => resolve,
  sep: () => sep
});
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/results/plan-files.ts
import { settingOf } from "../shared/options.js";

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
function fromRegularFile(path, { followsLinks }, use) {
  try {
    const file = openSync(path, followsLinks ? TO_READ & ~O_NOFOLLOW : TO_READ);
    try {
      const stats = fstatSync(file);
      return stats.isFile() ? use(file, stats) : void 0;
    } finally {
      closeSync(file);
    }
  } catch {
    return void 0;
  }
}
function readOpenFile(file, size) {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
function isOwn({ uid }) {
  return process.getuid === void 0 || uid === process.getuid();
}

// src/reports/plan-file.ts
var MAX_COMPRESSED_BYTES = 64 * 1024 * 1024;
var OTHERS_READ = 4;
function readPlanFile(path, makePrivate) {
  return fromRegularFile(path, { followsLinks: !makePrivate }, (file, stats) => {
    const { mode, size } = stats;
    const bytes = size <= MAX_COMPRESSED_BYTES ? readOpenFile(file, size) : void 0;
    if (bytes === void 0 || !isGzip(bytes)) return void 0;
    const artifact = readPlanArtifact(bytes);
    const wasPublic = makePrivate && isOwn(stats) && artifact !== void 0 && (mode & OTHERS_READ) !== 0;
    if (wasPublic) fchmodSync(file, mode & 448);
    return { artifact, wasPublic };
  });
}

// src/reports/plan-trouble.ts
var PLAIN_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
var AGAIN = "Plan again, and use that plan.";
var FAILED_DRY_RUN = "The plan cannot be used: the API server refused a resource while it was made (a blind apply, or a recreation), and werf cannot read such a plan back. Mend that resource and plan again, or deploy without --use-plan.";
var RULES = [
  [
    /plan artifact release revision mismatch: expected (\d+), got (\d+)/,
    ([, expected, got], artifact) => {
      const release = PLAIN_NAME.test(artifact?.release ?? "") ? ` of release ${artifact?.release}` : "";
      return `The plan is out of date: it would make revision ${expected}${release}, and the next one is ${got} by now, because the release was deployed or rolled back since. ${AGAIN}`;
    }
  ],
  [
    /plan artifact expired: was valid for ([\d.hmsµn]+) until ([\dTZ:.+-]+)/,
    ([, lifetime, until]) => `The plan has expired: it was valid for ${lifetime}, until ${until}. ${AGAIN} With --plan-lifetime it may be older.`
  ],
  [
    /plan artifact (v\d{1,3}) is not supported by the current version/,
    ([, version]) => `The plan was made by another version of werf: its format is ${version}. ${AGAIN} Use the same werf for both.`
  ],
  [
    /artifact is encrypted but no secret key provided/,
    () => "The plan is encrypted, and there is no key: WERF_SECRET_KEY has to be the one that it was made with."
  ],
  [/decode artifact data json: .*\bdryApplyErr\b/, () => FAILED_DRY_RUN],
  [
    /(?:decode artifact data json|decrypt)/,
    (_, artifact) => {
      if (artifact?.isEncrypted === true)
        return "The plan is encrypted with another key: WERF_SECRET_KEY has to be the one that it was made with.";
      if (artifact?.hasFailedDryRun === true) return FAILED_DRY_RUN;
      return `The plan was made by another version of werf${!/^v\d{1,3}$/.test(artifact?.apiVersion ?? "") ? "" : ` (its format is ${artifact?.apiVersion})`}, or is broken. ${AGAIN} Use the same werf for both.`;
    }
  ],
  [
    /open plan artifact file: .*(?:no such file|cannot find)/i,
    () => "There is no plan at this path. An artifact is downloaded to the path that actions/download-artifact names."
  ],
  [
    /create gzip reader|decode plan artifact json|unexpected EOF/,
    () => `The file is no plan that werf saved, or not a whole one. ${AGAIN}`
  ],
  [
    /no installable resource information objects found/,
    () => "werf cannot use a plan that only deletes. Deploy without --use-plan."
  ]
];
function planTrouble(errorText2, artifact) {
  const line = errorText2.split("\n").findLast((text2) => text2.startsWith("Error: "));
  if (line === void 0 || !/plan artifact|artifact is encrypted|artifact data/.test(line)) return void 0;
  for (const [pattern, reason] of RULES) {
    const match = pattern.exec(line);
    if (match !== null) return reason(match, artifact);
  }
  return void 0;
}

// src/system/inside.ts
function isInside(folder, path, rules = path_exports) {
  const way = rules.relative(folder, path);
  return way !== ".." && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}

// src/results/summary/units.ts
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

// src/results/plan-files.ts
function handlePlanFile(host, result, workingDirectory) {
  const pathOf = (option) => {
    const path = settingOf(result.words, result.userEnv, option, PLAN_FILE_OPTIONS[option]);
    return path === void 0 ? void 0 : resolve(workingDirectory, path);
  };
  const read = pathOf("use-plan") ?? pathOf("show-plan");
  if (read !== void 0) return usedPlan(host, result, read);
  const saved = pathOf("save-plan");
  return { artifact: saved === void 0 ? void 0 : savedPlan(host, saved), trouble: void 0 };
}
function usedPlan(host, { durationMs, stderrTail, exitCode }, path) {
  const artifact = readPlanFile(path, false)?.artifact;
  if (artifact === void 0) host.log.info(`The plan ${path} cannot be read.`);
  else {
    const { madeAt } = artifact;
    const age = madeAt === void 0 ? void 0 : (host.now() - durationMs - madeAt) / 1e3;
    const made = age === void 0 ? "" : `, made ${formatSeconds(Math.max(0, age))} before`;
    host.log.info(`The plan ${path}: ${planned(artifact)}${made}.`);
  }
  return { artifact, trouble: exitCode === 0 ? void 0 : planTrouble(errorText(stderrTail), artifact) };
}
function savedPlan(host, path) {
  const file = readPlanFile(path, host.platform !== "win32");
  if (file?.artifact === void 0) return void 0;
  const { artifact, wasPublic } = file;
  host.log.info(
    `Saved the plan ${path}: ${planned(artifact)}, ${artifact.isEncrypted ? "encrypted" : "not encrypted"}.${wasPublic ? " Every user of this machine could read it; now only its owner can." : ""}`
  );
  if (!artifact.isEncrypted && isInside(host.cwd, path)) {
    host.log.notice(
      `The plan ${path} holds every Secret of the release in clear, and stands in the workspace, where an artifact or an image may take it along. Encrypt it with WERF_SECRET_KEY, or save it below \${{ runner.temp }}.`
    );
  }
  if (artifact.hasFailedDryRun) {
    host.log.warning(
      `The plan ${path} cannot be used later: the API server refused a resource while it was made, and werf cannot read such a plan back.`
    );
  }
  return artifact;
}
function planned({ release, namespace, revision }) {
  return `revision ${revision ?? "?"} of release ${visible(release)} (namespace ${visible(namespace)})`;
}

// src/command/flags.ts
var YES_OF_A_FLAG = /* @__PURE__ */ new Set(["1", "t", "T", "true", "TRUE", "True"]);
var NO_OF_A_FLAG = /* @__PURE__ */ new Set(["0", "f", "F", "false", "FALSE", "False"]);
var YES_OF_A_VARIABLE = /* @__PURE__ */ new Set(["1", "true", "yes"]);
function flagWord(words, flag) {
  const flags = untilDoubleDash(words);
  return flags[lastIndex(flags, flag)];
}
function flagSetting(words, env, flag) {
  const word = flagWord(words, flag);
  if (word !== void 0) return flagValue(ownValue(word)) === true;
  const variable = env[variableName(flag)];
  return variable === void 0 || variable === "" ? void 0 : isYesOfVariable(variable);
}
function flagValue(value) {
  if (value === void 0 || value === "" || YES_OF_A_FLAG.has(value)) return true;
  return NO_OF_A_FLAG.has(value) ? false : void 0;
}
function isYesOfVariable(value) {
  return value !== void 0 && YES_OF_A_VARIABLE.has(value);
}
function variableName(option) {
  return `WERF_${option.toUpperCase().replaceAll("-", "_")}`;
}
function lastIndex(words, option) {
  return words.findLastIndex((word) => word === `--${option}` || word.startsWith(`--${option}=`));
}
function ownValue(word = "") {
  const equals = word.indexOf("=");
  return equals === -1 ? void 0 : word.slice(equals + 1);
}

// src/results/public-plan.ts
var HASH = /(<hidden\s+\d+\s+sensitive\s+(?:bytes|entries)),\s*hash[\s↵]*[0-9a-f][0-9a-f\s↵]*>/g;
var SENSITIVE_FLAG = "show-sensitive-diffs";
var SENSITIVE = /^<hidden sensitive (?:changes|output)>$/;
var REFUSED_VALUE = /(\bgot |Invalid value: |\n[+-]).*$/s;
function mayShowSensitive(words, env) {
  return words.some(turnsSensitiveOn) || flagSetting(words, env, SENSITIVE_FLAG) === true;
}
function turnsSensitiveOn(word) {
  const [flag, ...value] = word.split("=");
  return flag === `--${SENSITIVE_FLAG}` && flagValue(value.join("=")) !== false;
}
function publicPlan(outcome, redact, showsSensitive) {
  return { ...outcome, plan: publicPart(outcome.plan, redact, showsSensitive), hidesDiffs: showsSensitive };
}
function publicPart(plan, redact, showsSensitive) {
  if (plan === void 0) return void 0;
  const optional = (text2) => text2 === void 0 ? void 0 : redact(text2);
  return {
    ...plan,
    release: optional(plan.release),
    namespace: optional(plan.namespace),
    because: redact(plan.because),
    changes: plan.changes.map((change) => publicChange(change, redact, showsSensitive))
  };
}
function publicChange(change, redact, showsSensitive) {
  const isSensitive = showsSensitive || change.diff.some((line) => SENSITIVE.test(line));
  return {
    ...change,
    resource: redact(change.resource),
    namespace: change.namespace === void 0 ? void 0 : redact(change.namespace),
    diff: showsSensitive || change.diff.length === 0 ? [] : publicText(change.diff.join("\n"), redact).split("\n"),
    omittedLines: showsSensitive ? 0 : change.omittedLines,
    reason: publicText(isSensitive ? change.reason.replace(REFUSED_VALUE, "$1***") : change.reason, redact)
  };
}
function publicText(text2, redact) {
  return redact(text2.replaceAll(HASH, "$1>"));
}

// src/results/plans.ts
var MAX_REASON_BYTES = 800;
var MAX_WARNINGS = 3;
async function planPart(host, result, { workingDirectory, redact }) {
  let file;
  try {
    if (mayHavePlanFile(result.words, result.userEnv)) file = handlePlanFile(host, result, workingDirectory);
    const plan = result.plan === void 0 ? void 0 : await readPlan(result, file?.artifact, redact);
    return { plan, planTrouble: file?.trouble };
  } catch (error) {
    host.log.debug(`The plan could not be read: ${error}`);
    const plan = result.plan === void 0 ? void 0 : lostPlan(result);
    return { plan, planTrouble: file?.trouble };
  }
}
async function readPlan({ words, userEnv: env, exitCode, stderrTail, plan }, artifact, redact) {
  const read = await plan?.read((reader) => reader.plan()) ?? planOfArtifact(artifact);
  const outcome = planOutcome({
    plan: read,
    exitCode,
    errorText: errorText(stderrTail),
    asksForExitCode: isFlagOn(words, env, "exit-code") && !showsPlan(words, env)
  });
  const hidesDiffs = mayShowSensitive(words, env);
  const isMade = wasMade(exitCode, outcome);
  try {
    const isLost = isMade && read === void 0 && plan?.isLost === true;
    return { ...publicPlan(outcome, await redact(), hidesDiffs), isLost };
  } catch {
    const isLost = isMade && (read !== void 0 || plan?.isLost === true);
    return { ...outcome, plan: void 0, hidesDiffs, isLost };
  }
}
function showsPlan(words, env) {
  return settingOf2(words, env, "show-plan", PLAN_FILE_OPTIONS["show-plan"]) !== void 0;
}
function annotatePlan(log, outcome, allowed) {
  const { command, result, exitCode, plan } = outcome;
  if (plan === void 0) return;
  if (plan.isUnproven && result !== "allowed") log.warning(doubtOf(outcome), command);
  if (plan.saysChanges && result === "failure") {
    const codes = [.../* @__PURE__ */ new Set([...allowed, exitCode])].toSorted((a, b) => a - b).join(" ");
    log.notice(
      `${command} ended with exit code ${exitCode}, which says what it planned. To let the step succeed, set "allowed-exit-codes: ${codes}".`,
      command
    );
  }
  const blind = plan.plan?.changes.filter(({ change }) => change === "blind-apply") ?? [];
  for (const { resource, reason } of blind.slice(0, MAX_WARNINGS)) {
    log.warning(
      `${resource} could not be tried, and will probably not deploy: ${firstBytes(oneLine(reason), MAX_REASON_BYTES)}`,
      command
    );
  }
}
export {
  annotatePlan,
  planPart
};
