// src/results.ts
import { describeCommand } from "../shared/options.js";

// src/text.ts
var CUT = " \u2026 ";
function byteLength(text2) {
  return Buffer.byteLength(text2);
}
function shorten(text2, limit) {
  if (text2.length * 3 <= limit || byteLength(text2) <= limit) return text2;
  const bytes = Buffer.from(text2);
  const kept = limit - byteLength(CUT);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  return bytes.toString("utf8", 0, head) + CUT + bytes.toString("utf8", tail);
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/outputs.ts
var MAX_IMAGES_BYTES = 64e3;
var OMITTED = "(omitted)";
var OMITTED_BYTES = 100;
var PLAIN_WORD = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/;
function reportOutputs(commands) {
  const images = /* @__PURE__ */ new Map();
  for (const { build } of commands) {
    for (const image of build?.images ?? []) images.set(image.name, image);
  }
  const { json, omitted } = imagesJson([...images.values()]);
  const deploy = commands.findLast((command) => command.deploy !== void 0)?.deploy;
  return {
    values: {
      images: json,
      release: plainWord(deploy?.release),
      namespace: plainWord(deploy?.namespace),
      revision: deploy?.revision === void 0 ? "" : String(deploy.revision),
      "deploy-status": plainWord(deploy?.status)
    },
    omittedImages: omitted
  };
}
function imagesJson(images) {
  const entries = images.map(entry);
  const bytes = entries.map((text2) => byteLength(text2) + 1);
  if (sum(bytes) + 1 <= MAX_IMAGES_BYTES) return { json: `{${entries.join(",")}}`, omitted: 0 };
  const kept = /* @__PURE__ */ new Set();
  let rest = MAX_IMAGES_BYTES - OMITTED_BYTES;
  for (const index of mostWanted(images)) {
    const size = bytes[index] ?? 0;
    if (size > rest) continue;
    kept.add(index);
    rest -= size;
  }
  const omitted = images.length - kept.size;
  const marker = `${JSON.stringify(OMITTED)}:${JSON.stringify({ reference: "", digest: "", rebuilt: false, omitted })}`;
  return { json: `{${[...entries.filter((_, index) => kept.has(index)), marker].join(",")}}`, omitted };
}
function entry({ name, reference = "", digest = "", rebuilt }) {
  return `${JSON.stringify(name)}:${JSON.stringify({ reference, digest, rebuilt })}`;
}
function mostWanted(images) {
  return [...images.entries()].sort(
    ([, a], [, b]) => Number(b.rebuilt) - Number(a.rebuilt) || (b.seconds ?? 0) - (a.seconds ?? 0) || (b.size ?? 0) - (a.size ?? 0)
  ).map(([index]) => index);
}
function plainWord(text2) {
  return text2 !== void 0 && PLAIN_WORD.test(text2) ? text2 : "";
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// src/werf/error-text.ts
import { StringDecoder } from "node:string_decoder";

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/werf/error-text.ts
var MAX_LINE_BYTES = 4e3;
function errorText(tail) {
  const bytes = tail.bytes();
  let start = 0;
  while (tail.cut && isContinuation(bytes[start])) start += 1;
  const text2 = new StringDecoder("utf8").write(Buffer.from(bytes.subarray(start)));
  const firstLineEnd = tail.cut ? text2.indexOf("\n") : -1;
  return clean(text2.slice(firstLineEnd + 1));
}
function lastErrorLine(tail) {
  const lines = tail.split("\n").filter((line2) => line2.trim() !== "");
  const line = lines.findLast((candidate) => /^(?:Error|panic|fatal error): /.test(candidate)) ?? lines.at(-1) ?? "";
  return shorten(line.trim(), MAX_LINE_BYTES);
}
function clean(text2) {
  return stripVTControlCharacters(text2).split("\n").map((line) => {
    const shown = line.trimEnd();
    return shown.slice(shown.lastIndexOf("\r") + 1).replace(CONTROL, "");
  }).join("\n").trimEnd();
}
var CONTROL = /[^\P{Cc}\t]/gu;

// src/werf/registry-hint.ts
function registryHint(output) {
  const isRefusal = /\b(?:40[13]\b|forbidden|denied|unauthorized|permission_denied)/i.test(output);
  if (!isRefusal || !/\bghcr\.io\b/.test(output)) return void 0;
  return 'ghcr.io refused the token. A job that pushes or removes images needs "permissions: packages: write" ("packages: read" to pull only), and the package must give this repository access';
}

// builtin:fs
var { accessSync, appendFileSync, closeSync, constants, existsSync, fstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/werf/report-files.ts
var MAX_BYTES = 128 * 1024 * 1024;
function reportMark(path) {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return void 0;
  }
}
function readReport(path, markBefore) {
  try {
    if (markBefore !== void 0 && reportMark(path) === markBefore) return void 0;
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const text2 = readBounded(file);
      return text2 === void 0 ? void 0 : JSON.parse(text2);
    } finally {
      closeSync(file);
    }
  } catch {
    return void 0;
  }
}
function readBounded(file) {
  const stats = fstatSync(file);
  const { size } = stats;
  if (!stats.isFile() || size > MAX_BYTES) return void 0;
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const bytesRead = readSync(file, bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const text2 = new TextDecoder().decode(bytes.subarray(0, length));
  bytes.buffer.transfer(0);
  return text2;
}

// src/werf/reports.ts
var PATH_PART = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
var HOST = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?";
var REPOSITORY = `(?:${HOST}/)?${PATH_PART}(?:/${PATH_PART})*`;
var IS_REPOSITORY = new RegExp(`^${REPOSITORY}$`);
var IS_TAGGED = new RegExp(`^(${REPOSITORY}):[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$`);
var IS_DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
var MAX_REFERENCE = 512;
var MAX_SECONDS = 365 * 24 * 60 * 60;
function buildReport(value) {
  const images = record(record(value)?.["Images"]);
  if (images === void 0) return void 0;
  return {
    images: Object.entries(images).flatMap(([name, image]) => {
      const fields = record(image);
      return fields === void 0 ? [] : [imageReport(name, fields)];
    })
  };
}
function deployReport(value) {
  const fields = record(value);
  if (fields === void 0) return void 0;
  const revision = count(fields["revision"]);
  const report = {
    release: text(fields["release"]),
    namespace: text(fields["namespace"]),
    revision: revision !== void 0 && Number.isInteger(revision) ? revision : void 0,
    status: text(fields["status"]),
    completed: texts(fields["completedOperations"]),
    canceled: texts(fields["canceledOperations"]),
    failed: texts(fields["failedOperations"])
  };
  const known = Object.values(report).some((part) => Array.isArray(part) ? part.length > 0 : part !== void 0);
  return known ? report : void 0;
}
function imageReport(name, fields) {
  const stages = fields["Stages"];
  const digest = text(fields["DockerImageDigest"]);
  const validDigest = digest !== void 0 && IS_DIGEST.test(digest) ? digest : void 0;
  return {
    name,
    reference: imageReference(text(fields["DockerRepo"]), text(fields["DockerImageName"]), validDigest),
    digest: validDigest,
    rebuilt: fields["Rebuilt"] === true,
    size: count(fields["Size"]),
    seconds: seconds(fields["BuildTime"]),
    stages: Array.isArray(stages) ? stages.flatMap(stageReport) : []
  };
}
function stageReport(value) {
  const fields = record(value);
  if (fields === void 0) return [];
  return [
    {
      name: text(fields["Name"]) ?? "",
      rebuilt: fields["Rebuilt"] === true,
      size: count(fields["Size"]),
      seconds: seconds(fields["BuildTime"]),
      savedAt: savedAt(fields)
    }
  ];
}
function imageReference(repository, tagged, digest) {
  const name = tagged !== void 0 && tagged.length <= MAX_REFERENCE ? IS_TAGGED.exec(tagged) : null;
  if (digest === void 0) return name?.[0];
  const repositoryIsValid = repository !== void 0 && repository.length <= MAX_REFERENCE && IS_REPOSITORY.test(repository);
  const base = repositoryIsValid ? repository : name?.[1];
  return base === void 0 ? void 0 : `${base}@${digest}`;
}
function savedAt(fields) {
  const tagTime = /-([0-9]{13})$/.exec(text(fields["DockerTag"]) ?? "")?.[1];
  if (tagTime !== void 0) return Number(tagTime);
  const created = fields["CreatedAt"];
  return typeof created === "number" && created > 0 && created < 1e19 ? Math.round(created / 1e6) : void 0;
}
function seconds(value) {
  const number = typeof value === "string" && /^[0-9]{1,9}(?:\.[0-9]{1,9})?$/.test(value) ? Number(value) : value;
  const valid = count(number);
  return valid !== void 0 && valid <= MAX_SECONDS ? valid : void 0;
}
function count(value) {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : void 0;
}
function text(value) {
  return typeof value === "string" ? value : void 0;
}
function texts(value) {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
function record(value) {
  return isRecord(value) ? value : void 0;
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/results.ts
async function showResults(host, results, summary) {
  const reports = results.map((result) => readReports(host, result));
  setOutputs(host, reports);
  for (const report of reports) annotate(host, report);
  if (summary) await writeSummary(host, reports);
}
function readReports(host, result) {
  const { words, exitCode, durationMs, failed, cancelled, reports, errorTail } = result;
  const outcome = failed ? "failure" : "success";
  return {
    command: describeCommand(words, {}, host.platform).command,
    result: cancelled ? "cancelled" : outcome,
    exitCode,
    durationMs,
    build: buildReport(read(reports.build)),
    deploy: deployReport(read(reports.deploy)),
    errorTail: errorText(errorTail)
  };
}
function read(report) {
  return report === void 0 ? void 0 : readReport(report.path, report.markBefore);
}
function setOutputs(host, reports) {
  const { values, omittedImages } = reportOutputs(reports);
  for (const [name, value] of Object.entries(values)) host.setOutput(name, value);
  if (omittedImages > 0) {
    host.log.notice(`The output images is at its limit of 64 kB: ${omittedImages} images are left out of it.`);
  }
}
function annotate(host, { command, result, exitCode, errorTail = "" }) {
  if (result !== "failure") return;
  host.log.error(lastErrorLine(errorTail) || `${command} failed with exit code ${exitCode}.`, command);
  const hint = registryHint(errorTail);
  if (hint !== void 0) host.log.notice(hint, command);
}
async function writeSummary(host, reports) {
  try {
    const { renderSummary } = await import("./summary.js");
    host.appendSummary(renderSummary(reports));
  } catch (error) {
    host.log.debug(`The job summary could not be written: ${String(error)}`);
  }
}
export {
  showResults
};
