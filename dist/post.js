// src/inputs/names.ts
var INPUT_NAMES = [
  "command",
  "working-directory",
  "werf-path",
  "version",
  "group",
  "channel",
  "trdl-url",
  "trdl-root-version",
  "trdl-root-sha512",
  "ci-env",
  "kubeconfig",
  "github-token",
  "telemetry",
  "telemetry-url",
  "telemetry-log-file",
  "output-file",
  "allowed-exit-codes",
  "summary"
];

// builtin:fs
var { accessSync, appendFileSync, closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/inputs/consent.ts
var HOW_TO_TURN_OFF = "input telemetry: false, or WERF_TELEMETRY=0 or DO_NOT_TRACK=1 in the environment";
var INPUT = "input telemetry";
var OFF_WORDS = /* @__PURE__ */ new Set(["0", "false", "no", "off"]);
var ON_WORDS = /* @__PURE__ */ new Set(["1", "true", "yes", "on"]);
function decideConsent(input, env) {
  const sources = [
    source(INPUT, input, onOrOff),
    source("WERF_TELEMETRY", env["WERF_TELEMETRY"] ?? "", onOrOff),
    source("DO_NOT_TRACK", env["DO_NOT_TRACK"] ?? "", doNotTrack)
  ];
  const opposed = sources.filter(({ verdict }) => verdict === "off" || verdict === "unknown");
  const notices = sources.filter(({ verdict }) => verdict === "unknown").map(unknownWord);
  if (opposed.length > 0) {
    const reasons = opposed.map(({ name, value }) => `${name} is ${quote(value)}`).join(" and ");
    return {
      on: false,
      message: `Telemetry: off (${reasons}). Each of these turns it off: ${HOW_TO_TURN_OFF}.`,
      notices
    };
  }
  const supported = sources.filter(({ verdict }) => verdict === "on").map(supportOf);
  const reason = supported.length > 0 ? supported.join(" and ") : "by default";
  return { on: true, message: `Telemetry: on (${reason}). To turn it off: ${HOW_TO_TURN_OFF}.`, notices };
}
function supportOf({ name, value }) {
  return name === INPUT && value === "true" ? `${name} is "true", as by default` : `${name} is ${quote(value)}`;
}
function source(name, value, judge) {
  const word = value.trim().toLowerCase();
  return { name, value, verdict: word === "" ? "unset" : judge(word) };
}
function onOrOff(word) {
  if (OFF_WORDS.has(word)) return "off";
  return ON_WORDS.has(word) ? "on" : "unknown";
}
function doNotTrack(word) {
  return OFF_WORDS.has(word) ? "unset" : "off";
}
function unknownWord({ name, value }) {
  return `${name}: ${quote(value)} is neither on (1, true, yes, on) nor off (0, false, no, off), so telemetry is off.`;
}
function quote(value) {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}\u2026` : value);
}

// src/inputs/inputs.ts
import { isAbsolute, join } from "node:path";

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
};
var MAX_SHOWN = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN ? `a value of ${value.length} characters` : JSON.stringify(value);
}

// src/system/redact-url.ts
function redactUrl(text) {
  const scheme = /^(?:https?|ftp):\/\//i.exec(text)?.[0] ?? "";
  const [place = "", ...queryAndFragment] = text.slice(scheme.length).split(/[?#]/);
  if (queryAndFragment.some((part) => part.includes("@"))) return `${scheme}***`;
  return `${scheme}${place.replace(/^.*@/s, "***@")}${queryAndFragment.length > 0 ? "?***" : ""}`;
}

// src/inputs/command-lines.ts
var SHELL_OPERATORS = /* @__PURE__ */ new Set(["&&", "||", "|", ";", ">", ">>", "<", "&"]);
function parseCommandLines(text) {
  return joinLines(text).map((line) => {
    const words = splitWords(line);
    const operator = words.find(({ text: text2, quoted }) => !quoted && SHELL_OPERATORS.has(text2));
    if (operator !== void 0) throw noShell(line, operator.text);
    const texts = words.map((word) => word.text);
    return texts[0] === "werf" ? texts.slice(1) : texts;
  });
}
function joinLines(text) {
  const joined = [];
  let continues = false;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const continued = /(?<!\\)(?:\\\\)*\\$/.test(line);
    const content = continued ? line.slice(0, -1).trimEnd() : line;
    const previous = joined.at(-1);
    if (previous !== void 0 && (continues || line.startsWith("-")))
      joined[joined.length - 1] = `${previous} ${content}`;
    else joined.push(content);
    continues = continued;
  }
  return joined.filter((line) => line !== "");
}
function splitWords(line) {
  const words = [];
  let text = "";
  let started = false;
  let quoted = false;
  const finishWord = () => {
    if (started) words.push({ text, quoted });
    text = "";
    started = false;
    quoted = false;
  };
  for (let at = 0; at < line.length; ) {
    const character = line.charAt(at);
    if (character === " " || character === "	") {
      finishWord();
      at += 1;
      continue;
    }
    started = true;
    if (character === "'" || character === '"') {
      const { content, end } = character === "'" ? singleQuoted(line, at) : doubleQuoted(line, at);
      text += content;
      quoted = true;
      at = end;
    } else if (character === "\\") {
      text += line.charAt(at + 1);
      quoted = true;
      at += 2;
    } else {
      text += character;
      at += 1;
    }
  }
  finishWord();
  return words;
}
function singleQuoted(line, start) {
  const close = line.indexOf("'", start + 1);
  if (close === -1) throw notClosed(line, "'");
  return { content: line.slice(start + 1, close), end: close + 1 };
}
function doubleQuoted(line, start) {
  let content = "";
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '"') return { content, end: at + 1 };
    const next = line.charAt(at + 1);
    if (character === "\\" && next !== "" && '$`"\\'.includes(next)) {
      content += next;
      at += 1;
    } else {
      content += character;
    }
  }
  throw notClosed(line, '"');
}
function notClosed(line, mark) {
  return inputError(
    "command",
    line,
    `a quotation mark ${mark} that is opened is also closed on the same command line.`
  );
}
function noShell(line, operator) {
  return inputError(
    "command",
    line,
    `werf commands, one per line. There is no shell, so ${operator} means nothing here: give each command a line of its own, use the input output-file instead of a redirection, or quote the word ('${operator}') where werf shall get it.`
  );
}

// src/inputs/published-root.ts
var publishedRepository = {
  url: "https://tuf.werf.io",
  rootVersion: 12,
  rootSha512: "e1d3c7bcfdf473fe1466c5e9d9030bea0fed857d0563db1407754d2795256e4d063b099156807346cdcdc21d747326cc43f96fa2cacda5f1c67c8349fe09894d"
};

// src/inputs/release-request.ts
var defaultRelease = { kind: "channel", group: "2", channel: "stable" };
var versionPattern = /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
var groupPattern = /^\d{1,4}(?:\.\d{1,4})?$/;
var channelPattern = /^[a-z][a-z0-9-]{0,31}$/;
function releaseRequest(inputs) {
  const { version, group, channel } = inputs;
  if (version !== "") {
    if (group !== "") throw togetherError("version", version, "group", group);
    if (channel !== "") throw togetherError("version", version, "channel", channel);
    const exact = parseVersion(version);
    if (exact === void 0) throw inputError("version", version, "an exact version such as 2.75.3 or v2.75.3");
    return { kind: "version", version: exact };
  }
  if (group === "" && channel === "") return void 0;
  if (group !== "" && !groupPattern.test(group)) {
    throw inputError("group", group, "a release group such as 2 or 1.2");
  }
  if (channel !== "" && !channelPattern.test(channel)) {
    throw inputError("channel", channel, "a release channel: alpha, beta, ea, stable or rock-solid");
  }
  return { kind: "channel", group: group || defaultRelease.group, channel: channel || defaultRelease.channel };
}
function tufRepository(inputs) {
  const { trdlUrl, trdlRootVersion, trdlRootSha512 } = inputs;
  const given = { "trdl-url": trdlUrl, "trdl-root-version": trdlRootVersion, "trdl-root-sha512": trdlRootSha512 };
  const missing = Object.entries(given).flatMap(([name, value]) => value === "" ? [name] : []);
  if (missing.length === 3) return publishedRepository;
  if (missing.length > 0) {
    throw new StepError(
      `${missing.length > 1 ? "Inputs" : "Input"} ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing. Allowed: trdl-url, trdl-root-version and trdl-root-sha512 all three (as for "trdl add"), or none of them`
    );
  }
  if (!/^[1-9]\d{0,8}$/.test(trdlRootVersion)) {
    throw inputError("trdl-root-version", trdlRootVersion, "a positive whole number, as in the file name 12.root.json");
  }
  const rootSha512 = trdlRootSha512.toLowerCase();
  if (!/^[0-9a-f]{128}$/.test(rootSha512)) {
    throw inputError("trdl-root-sha512", trdlRootSha512, "a SHA-512 hash: 128 hexadecimal digits");
  }
  return { url: repositoryUrl(trdlUrl), rootVersion: Number(trdlRootVersion), rootSha512 };
}
function parseVersion(text) {
  const version = text.startsWith("v") ? text.slice(1) : text;
  return version.length <= 128 && versionPattern.test(version) ? version : void 0;
}
function repositoryUrl(text) {
  const allowed = "an http or https URL without user, query or fragment, such as https://tuf.example.com/werf";
  const url = URL.canParse(text) ? new URL(text) : void 0;
  if (url !== void 0 && (url.username !== "" || url.password !== "")) {
    throw inputError("trdl-url", `${url.protocol}//***@${url.host}`, allowed);
  }
  if (url === void 0 || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw inputError("trdl-url", redactUrl(text), allowed);
  }
  return url.href.replace(/\/+$/, "");
}
function togetherError(input, value, other, otherValue) {
  return inputError(
    input,
    value,
    `either ${input}, or group and channel; ${other} is ${JSON.stringify(otherValue.slice(0, 80))}`
  );
}

// src/inputs/trace-url.ts
var DEFAULT_TRACE_URL = "https://telemetry.werf.io/v1/traces";
function parseTraceUrl(text) {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return void 0;
  const { protocol, host, pathname } = new URL(text);
  const hasPath = /^https?:\/\/[^/?#]*\//i.test(text);
  const path2 = pathname === "/" ? pathname : pathname.replace(/\/+$/, "");
  return new URL(`${protocol}//${host}${hasPath ? path2 : "/v1/traces"}`);
}

// src/inputs/inputs.ts
function readInputs(input, env, workspace) {
  const workingDirectory = absolute(workspace, input("working-directory") || ".");
  const inWorkingDirectory = (path2) => path2 === "" ? void 0 : absolute(workingDirectory, path2);
  const werfPath = input("werf-path");
  const release = releaseRequest({ version: input("version"), group: input("group"), channel: input("channel") });
  if (werfPath !== "" && release !== void 0) {
    throw inputError(
      "werf-path",
      werfPath,
      "either werf-path, or version, group and channel, which ask for an install."
    );
  }
  return {
    commands: parseCommandLines(input("command")),
    workingDirectory,
    werfPath: werfPath === "" ? void 0 : absolute(workspace, werfPath),
    release,
    tufRepository: tufRepository({
      trdlUrl: input("trdl-url"),
      trdlRootVersion: input("trdl-root-version"),
      trdlRootSha512: input("trdl-root-sha512")
    }),
    ciEnv: boolean("ci-env", input("ci-env")),
    kubeconfig: input("kubeconfig"),
    githubToken: input("github-token"),
    telemetryEndpoint: telemetryEndpoint(input("telemetry-url"), env),
    telemetryLogFile: inWorkingDirectory(input("telemetry-log-file") || (env["WERF_TELEMETRY_LOG_FILE"] ?? "")),
    outputFile: inWorkingDirectory(input("output-file")),
    allowedExitCodes: allowedExitCodes(input("allowed-exit-codes")),
    summary: boolean("summary", input("summary")) ?? true
  };
}
function absolute(folder, path2) {
  return isAbsolute(path2) ? path2 : join(folder, path2);
}
function telemetryEndpoint(url, env) {
  if (url === "") return parseTraceUrl(env["WERF_TELEMETRY_TRACE_URL"] || DEFAULT_TRACE_URL);
  const endpoint = parseTraceUrl(url);
  if (endpoint === void 0) {
    throw inputError("telemetry-url", redactUrl(url), `a URL such as ${DEFAULT_TRACE_URL}, with https or http.`);
  }
  return endpoint;
}
function allowedExitCodes(text) {
  const codes = text.split(/[\s,]+/).filter((code) => code !== "");
  const wrong = codes.find((code) => !/^\d{1,3}$/.test(code) || Number(code) > 255);
  if (wrong !== void 0) {
    throw inputError("allowed-exit-codes", text, "whole numbers from 0 to 255 with blanks between, such as 0 2.");
  }
  return /* @__PURE__ */ new Set([0, ...codes.map(Number)]);
}
function boolean(name, text) {
  if (text === "") return void 0;
  const value = text.toLowerCase();
  if (value !== "true" && value !== "false") throw inputError(name, text, "true or false.");
  return value === "true";
}

// src/prepare/docker-config.ts
function isDockerConfigCopy(path2) {
  return /^werf-.*docker-config-[^/\\]*$/.test(path2.split(/[/\\]/).at(-1) ?? "");
}

// src/system/cancellation.ts
function watchCancellation(platform) {
  const listeners = /* @__PURE__ */ new Set();
  const arrived = [];
  const controller = new AbortController();
  const names = platform === "win32" ? ["SIGINT", "SIGTERM", "SIGBREAK"] : ["SIGINT", "SIGTERM"];
  for (const name of names) {
    process.on(name, () => {
      arrived.push(name);
      controller.abort();
      for (const listener of listeners) listener(name);
    });
  }
  return {
    cancelledBy: () => arrived[0],
    aborted: controller.signal,
    listen: (listener) => {
      for (const signal of arrived) listener(signal);
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}

// src/system/private-folder.ts
import { basename, dirname, isAbsolute as isAbsolute2, join as join2, resolve } from "node:path";

// src/system/runner-temp.ts
import { tmpdir } from "node:os";
function runnerTemp(env) {
  return env["RUNNER_TEMP"] || tmpdir();
}

// src/system/private-folder.ts
var STATE = "private-folder";
var CLEANUP_STATE = "cleanup-folders";
var PREFIX = "run-werf-";
function savedPrivateFolder(host) {
  const path2 = host.state(STATE);
  if (path2 === "") return void 0;
  const isNamedSo = new RegExp(`^${PREFIX}\\w{6}$`).test(basename(path2));
  const isOurs = dirname(resolve(path2)) === resolve(runnerTemp(host.env)) && isNamedSo;
  if (isOurs && isOwnFolder(path2)) return path2;
  host.log.debug(`${path2} is not this step's private folder, and stays`);
  return void 0;
}
function savedCleanupFolders(host, isExpected) {
  try {
    const paths = JSON.parse(host.state(CLEANUP_STATE) || "[]");
    if (!Array.isArray(paths)) return [];
    return paths.filter(
      (path2) => typeof path2 === "string" && isAbsolute2(path2) && isExpected(path2) && isOwnFolder(path2)
    );
  } catch {
    return [];
  }
}
function isOwnFolder(path2) {
  try {
    const stats = lstatSync(path2);
    return stats.isDirectory() && (process.getuid === void 0 || stats.uid === process.getuid());
  } catch {
    return false;
  }
}
function removeFolder(host, path2) {
  try {
    rmSync(path2, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error2) {
    host.log.debug(`${path2} could not be removed: ${String(error2)}`);
  }
}

// src/telemetry/delivery/unreachable.ts
import { basename as basename2, join as join3 } from "node:path";
var STATE2 = "telemetry-unreachable";
function forgetUnreachable(host) {
  const name = host.state(STATE2);
  if (!/^run-werf-unreachable-[0-9a-f]{16}$/.test(name)) return;
  try {
    rmSync(join3(runnerTemp(host.env), name), { force: true });
  } catch (error2) {
    host.log.debug(`${name} could not be removed: ${String(error2)}`);
  }
}

// src/telemetry/record-files.ts
var spoolIn = (folder) => `${folder}/telemetry.jsonl`;
var startNotesIn = (folder) => `${folder}/begun.jsonl`;

// src/step/post-step.ts
async function finishStep(host) {
  const folder = savedPrivateFolder(host);
  const { aborted } = watchCancellation(host.platform);
  try {
    if (folder !== void 0) await finishTelemetry(host, folder, aborted);
  } catch (error2) {
    host.log.debug(`The telemetry spool was not delivered: ${String(error2)}`);
  } finally {
    forgetUnreachable(host);
    for (const path2 of [folder ?? [], savedCleanupFolders(host, isDockerConfigCopy)].flat()) removeFolder(host, path2);
    host.log.flush();
  }
}
async function finishTelemetry(host, folder, cancelled) {
  if (!decideConsent(host.input("telemetry"), host.env).on || !hasLeftEvents(folder)) return;
  const inputs = readInputs(host.input, host.env, host.cwd);
  const { telemetryEndpoint: endpoint, telemetryLogFile: logFile } = inputs;
  if (endpoint === void 0) return;
  const { deliverSpooledEvents } = await import("./chunks/redelivery.js");
  await deliverSpooledEvents(host, { ...inputs, endpoint, logFile }, folder, cancelled);
}
var hasLeftEvents = (folder) => existsSync(spoolIn(folder)) || existsSync(startNotesIn(folder));

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// src/system/random.ts
var AHEAD = 512;
var ahead = new Uint8Array();
function randomBytes(length) {
  if (process.platform === "win32") return cryptoBytes(length);
  try {
    if (ahead.length < length) ahead = readRandomDevice(Math.max(AHEAD, length));
    const bytes = ahead.slice(0, length);
    ahead = ahead.subarray(length);
    return bytes;
  } catch {
    return cryptoBytes(length);
  }
}
function randomUUID() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] ?? 0) & 15 | 64;
  bytes[8] = (bytes[8] ?? 0) & 63 | 128;
  return Buffer.from(bytes).toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
function cryptoBytes(length) {
  return process.getBuiltinModule("node:crypto").randomBytes(length);
}
function readRandomDevice(length) {
  const bytes = new Uint8Array(length);
  const device = openSync("/dev/urandom", "r");
  try {
    for (let read = 0; read < length; ) {
      const count = readSync(device, bytes, read, length - read, null);
      if (count === 0) throw new Error("the device has an end");
      read += count;
    }
  } finally {
    closeSync(device);
  }
  return bytes;
}

// node_modules/@actions/core/lib/file-command.js
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter2 = `ghadelimiter_${randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter2)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter2}"`);
  }
  if (convertedValue.includes(delimiter2)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter2}"`);
  }
  return `${key}<<${delimiter2}${os2.EOL}${convertedValue}${os2.EOL}${delimiter2}`;
}

// node_modules/@actions/core/lib/core.js
import * as os3 from "os";
import * as path from "path";
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
  const convertedVal = toCommandValue(val);
  process.env[name] = convertedVal;
  const filePath = process.env["GITHUB_ENV"] || "";
  if (filePath) {
    return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
  }
  issueCommand("set-env", { name }, convertedVal);
}
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function addPath(inputPath) {
  const filePath = process.env["GITHUB_PATH"] || "";
  if (filePath) {
    issueFileCommand("PATH", inputPath);
  } else {
    issueCommand("add-path", {}, inputPath);
  }
  process.env["PATH"] = `${inputPath}${path.delimiter}${process.env["PATH"]}`;
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os3.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os3.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
function saveState(name, value) {
  const filePath = process.env["GITHUB_STATE"] || "";
  if (filePath) {
    return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
  }
  issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
  return process.env[`STATE_${name}`] || "";
}

// src/system/environment.ts
var ASKED_FOR = /^(?:WERF_\w+|DO_NOT_TRACK)$/i;
function readEnvironment(env, platform, inputNames) {
  const inputs = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
  const kept = Object.entries(env).filter(([name]) => !inputs.has(name));
  if (platform !== "win32") return Object.fromEntries(kept);
  return Object.fromEntries(kept.map(([name, value]) => [ASKED_FOR.test(name) ? name.toUpperCase() : name, value]));
}

// src/system/host.ts
function createHost(inputNames) {
  return {
    env: readEnvironment(process.env, process.platform, inputNames),
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    log: createLog(process.env["RUNNER_DEBUG"] === "1"),
    input: (name) => getInput(name),
    setOutput: (name, value) => {
      try {
        setOutput(name, value);
      } catch (error2) {
        throw new StepError(
          `The output ${name} cannot be written to the file that GITHUB_OUTPUT names: ${String(error2)}`
        );
      }
    },
    saveState,
    state: getState,
    exportVariable,
    appendSummary: (markdown) => {
      const file = process.env["GITHUB_STEP_SUMMARY"];
      if (file) appendFileSync(file, markdown);
    },
    addPath,
    now: Date.now,
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    uuid: randomUUID,
    random: randomBytes
  };
}
function createLog(debugs) {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {
  });
  const keptBack = [];
  let otherIsWriting = false;
  let lineMayBeOpen = false;
  const print = (write) => {
    if (lineMayBeOpen) info("");
    lineMayBeOpen = false;
    write();
  };
  const flush = () => {
    for (const message of keptBack.splice(0)) print(() => debug(message));
  };
  return {
    debug: (message) => {
      if (!debugs) return;
      keptBack.push(message);
      if (!otherIsWriting) flush();
    },
    info: (message) => print(() => info(message)),
    notice: (message, title) => print(() => notice(message, title === void 0 ? {} : { title })),
    error: (message, title) => print(() => error(message, title === void 0 ? {} : { title })),
    startGroup: (title) => print(() => startGroup(title)),
    endGroup: () => print(endGroup),
    mask: (secret) => print(() => setSecret(secret)),
    otherWrites: () => {
      otherIsWriting = true;
    },
    otherEnded: () => {
      otherIsWriting = false;
      lineMayBeOpen = true;
    },
    flush
  };
}

// src/post.ts
await finishStep(createHost(INPUT_NAMES));
