import {
  forgetUnreachable
} from "./chunks/chunk-DL75PODE.js";

// src/finish.ts
import { existsSync } from "node:fs";

// src/consent.ts
var HOW_TO_TURN_OFF = "input telemetry: false, or WERF_TELEMETRY=0 or DO_NOT_TRACK=1 in the environment";
var OFF_WORDS = /* @__PURE__ */ new Set(["0", "false", "no", "off"]);
var ON_WORDS = /* @__PURE__ */ new Set(["1", "true", "yes", "on"]);
function decideConsent(input, env) {
  const sources = [
    source("input telemetry", input, onOrOff),
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
  const supported = sources.filter(({ verdict }) => verdict === "on").map(({ name, value }) => `${name} is ${quote(value)}`);
  const reason = supported.length > 0 ? supported.join(" and ") : "by default";
  return { on: true, message: `Telemetry: on (${reason}). To turn it off: ${HOW_TO_TURN_OFF}.`, notices };
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

// src/inputs.ts
import { isAbsolute, join } from "node:path";

// src/errors.ts
var StepError = class extends Error {
  name = "StepError";
};
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${JSON.stringify(shorten(value))} is not valid. Allowed: ${allowed}`);
}
function shorten(value) {
  return value.length > 200 ? `${value.slice(0, 200)}\u2026` : value;
}

// src/command/lines.ts
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

// src/telemetry/endpoint.ts
var DEFAULT_TRACE_URL = "https://telemetry.werf.io/v1/traces";
function parseTraceUrl(text) {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return void 0;
  const { protocol, host, pathname } = new URL(text);
  const hasPath = /^https?:\/\/[^/?#]*\//i.test(text);
  const path2 = pathname === "/" ? pathname : pathname.replace(/\/+$/, "");
  return new URL(`${protocol}//${host}${hasPath ? path2 : "/v1/traces"}`);
}
function redactUrl(text) {
  return text.replace(/\/\/[^/]*@/, "//***@").replace(/[?#].*$/s, "?***");
}

// src/inputs.ts
function readInputs(input, env, workspace) {
  const workingDirectory = absolute(workspace, input("working-directory") || ".");
  const inWorkingDirectory = (path2) => path2 === "" ? void 0 : absolute(workingDirectory, path2);
  const werfPath = input("werf-path");
  return {
    commands: parseCommandLines(input("command")),
    workingDirectory,
    werfPath: werfPath === "" ? void 0 : absolute(workspace, werfPath),
    telemetryEndpoint: telemetryEndpoint(input("telemetry-url"), env),
    telemetryLogFile: inWorkingDirectory(input("telemetry-log-file") || (env["WERF_TELEMETRY_LOG_FILE"] ?? "")),
    outputFile: inWorkingDirectory(input("output-file")),
    allowedExitCodes: allowedExitCodes(input("allowed-exit-codes")),
    summary: isTrue("summary", input("summary") || "true")
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
function isTrue(name, text) {
  const value = text.toLowerCase();
  if (value !== "true" && value !== "false") throw inputError(name, text, "true or false.");
  return value === "true";
}

// src/private-folder.ts
import { mkdtempSync, rmSync } from "node:fs";
var STATE = "private-folder";
function savedPrivateFolder(host) {
  return host.state(STATE) || void 0;
}
function removePrivateFolder(host, path2) {
  try {
    rmSync(path2, { recursive: true, force: true });
  } catch (error2) {
    host.log.debug(`${path2} could not be removed: ${String(error2)}`);
  }
}

// src/werf/cancellation.ts
function watchCancellation(platform2) {
  const listeners = /* @__PURE__ */ new Set();
  const arrived = [];
  const names = platform2 === "win32" ? ["SIGINT", "SIGTERM", "SIGBREAK"] : ["SIGINT", "SIGTERM"];
  for (const name of names) {
    process.on(name, () => {
      arrived.push(name);
      for (const listener of listeners) listener(name);
    });
  }
  return {
    signal: () => arrived[0],
    listen: (listener) => {
      for (const signal of arrived) listener(signal);
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}

// src/finish.ts
async function finish(host) {
  const folder = savedPrivateFolder(host);
  if (folder === void 0) return;
  const cancelled = new AbortController();
  watchCancellation(host.platform).listen(() => cancelled.abort());
  try {
    await finishTelemetry(host, `${folder}/telemetry.jsonl`, cancelled.signal);
  } catch (error2) {
    host.log.debug(`The telemetry spool was not delivered: ${String(error2)}`);
  } finally {
    removePrivateFolder(host, folder);
  }
}
async function finishTelemetry(host, spool, cancelled) {
  if (!decideConsent(host.input("telemetry"), host.env).on) return;
  const { telemetryEndpoint: endpoint, telemetryLogFile: logFile } = readInputs(host.input, host.env, host.cwd);
  if (endpoint === void 0) return;
  if (existsSync(spool)) {
    const { deliverSpooledEvents } = await import("./chunks/redelivery-BXFL27RU.js");
    await deliverSpooledEvents(host, { endpoint, logFile }, spool, cancelled);
  }
  forgetUnreachable(host, endpoint);
}

// src/host.ts
import { appendFileSync as appendFileSync2 } from "node:fs";

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

// src/lazy-crypto.ts
var crypto = () => process.getBuiltinModule("node:crypto");
var randomUUID = () => crypto().randomUUID();
var randomBytes = (length) => crypto().randomBytes(length);

// node_modules/@actions/core/lib/file-command.js
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
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
import * as os4 from "os";
import * as path from "path";

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();

// node_modules/@actions/core/lib/platform.js
import os3 from "os";
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
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
  process.stdout.write(os4.EOL);
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
  process.stdout.write(message + os4.EOL);
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

// src/host.ts
function createHost() {
  return {
    env: { ...process.env },
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    log: {
      debug,
      info,
      notice: (message, title) => notice(message, title === void 0 ? {} : { title }),
      error: (message, title) => error(message, title === void 0 ? {} : { title }),
      startGroup,
      endGroup,
      mask: setSecret
    },
    input: (name) => getInput(name),
    setOutput,
    saveState,
    state: getState,
    exportVariable,
    appendSummary: (markdown) => {
      const file = process.env["GITHUB_STEP_SUMMARY"];
      if (file) appendFileSync2(file, markdown);
    },
    addPath,
    now: Date.now,
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    uuid: randomUUID,
    random: randomBytes
  };
}

// src/post.ts
await finish(createHost());
