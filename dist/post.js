// src/inputs/names.ts
var INPUT_NAMES = [
  "command",
  "working-directory",
  "werf-path",
  "version",
  "version-file",
  "group",
  "channel",
  "trdl-url",
  "trdl-root-version",
  "trdl-root-sha512",
  "ci-env",
  "kubeconfig",
  "github-token",
  "comment-on-pr",
  "comment-id",
  "telemetry",
  "telemetry-url",
  "telemetry-log-file",
  "traces",
  "output-file",
  "allowed-exit-codes",
  "summary",
  "workflow-commands"
];

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};
function errorCode(error2) {
  return error2 instanceof Error && "code" in error2 ? String(error2.code) : String(error2);
}
var MAX_SHOWN_CHARACTERS = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}

// src/inputs/command-values.ts
function wordsOf(line, env, platform) {
  const value = valueIn(env, platform);
  return line.words.map(
    ({ parts }) => parts.map((part) => "text" in part ? part.text : value(part.variable) ?? "").join("")
  );
}
function valueIn(env, platform) {
  if (platform !== "win32") return (name) => Object.hasOwn(env, name) ? env[name] : void 0;
  const byUpperCase = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  return (name) => byUpperCase.get(name.toUpperCase());
}

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

// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/system/redact-url.ts
function redactUrl(text) {
  const scheme = /^(?:https?|ftp):\/\//i.exec(text)?.[0] ?? "";
  const [place = "", ...queryAndFragment] = text.slice(scheme.length).split(/[?#]/);
  if (queryAndFragment.some((part) => part.includes("@"))) return `${scheme}***`;
  return `${scheme}${place.replace(/^.*@/s, "***@")}${queryAndFragment.length > 0 ? "?***" : ""}`;
}

// src/inputs/scanned-line.ts
var OpenLine = class {
  texts = [];
  #words = [];
  openMark;
  #operator;
  #parts = [];
  #bare = "";
  #isBare = true;
  isStarted = false;
  /** Of all blanks, a shell lets a space and a tab end a word, and no other. */
  blank(character) {
    if (character === " " || character === "	") this.finishWord();
    else this.bare(character);
  }
  bare(text) {
    if (this.#isBare) this.#bare += text;
    this.#append(text);
  }
  quoted(text) {
    this.#isBare = false;
    this.#append(text);
  }
  variable(name) {
    this.isStarted = true;
    this.#isBare = false;
    this.#parts.push({ variable: name });
  }
  operator(text) {
    const descriptor = this.#isBare && /^[<>]/.test(text) ? /^\d+$/.exec(this.#bare)?.[0] : void 0;
    this.#operator ??= `${descriptor ?? ""}${text}`;
    this.isStarted = true;
  }
  finishWord() {
    if (this.isStarted) this.#words.push({ parts: this.#parts, bare: this.#bare, isBare: this.#isBare });
    this.#parts = [];
    this.#bare = "";
    this.#isBare = true;
    this.isStarted = false;
  }
  scanned() {
    return {
      text: this.texts.filter((text) => text !== "").join(" "),
      words: this.#words,
      operator: this.#operator,
      openMark: this.openMark
    };
  }
  #append(text) {
    this.isStarted = true;
    const last = this.#parts.at(-1);
    if (last !== void 0 && "text" in last) this.#parts[this.#parts.length - 1] = { text: last.text + text };
    else this.#parts.push({ text });
  }
};

// src/inputs/line-scanner.ts
function scanLines(text) {
  return new Scanner(text).lines();
}
var NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
var BRACED_NAME = /\{([A-Za-z_][A-Za-z0-9_]*)\}/y;
var OPERATOR = /&>>?|[<>]&[0-9]*-?|>>|>\||<<<|<<-?|<>|<\(|>\(|&&|\|\||\|&|;;|[&|;<>]/y;
var WORD_START = /#|~(?:[+-]|[A-Za-z_][\w-]*)?(?![^\s/])/y;
var LINE_BREAK = /\r\n|\r|\n/y;
var BLANKS = /[^\S\r\n]+/y;
var LINE = /[^\r\n]*/y;
var Scanner = class {
  #text;
  #at = 0;
  #lines = [];
  constructor(text) {
    this.#text = text;
  }
  lines() {
    let continues = false;
    while (this.#at < this.#text.length) {
      if (this.#match(LINE_BREAK) !== void 0 || this.#skipBlankOrComment()) continue;
      const previous = this.#lines.at(-1);
      const isOpen = previous !== void 0 && (continues || this.#text.charAt(this.#at) === "-");
      const line = isOpen ? previous : new OpenLine();
      if (!isOpen) this.#lines.push(line);
      continues = this.#readLine(line);
    }
    return this.#lines.map((line) => line.scanned()).filter(isSomething);
  }
  /** Whether the line had nothing but blanks and a comment from here on, and was skipped. */
  #skipBlankOrComment() {
    this.#match(BLANKS);
    const isComment = this.#text.charAt(this.#at) === "#";
    if (isComment) this.#match(LINE);
    return isComment || this.#isLineEnd();
  }
  /** Reads words up to a line break outside of quotes. @returns whether a trailing `\` stood before it */
  #readLine(line) {
    const start = this.#at;
    let continues = false;
    while (!this.#isLineEnd() && !continues) {
      continues = this.#text.charAt(this.#at) === "\\" && this.#isLineEnd(1);
      if (!continues) this.#readCharacter(line, start);
    }
    line.finishWord();
    if (line.openMark === void 0) line.texts.push(this.#text.slice(start, this.#at).trim());
    if (continues) this.#at += 1;
    return continues;
  }
  #readCharacter(line, start) {
    const character = this.#text.charAt(this.#at);
    const blanks = this.#match(BLANKS);
    if (blanks !== void 0) {
      if (!this.#isLineEnd()) for (const blank of blanks) line.blank(blank);
    } else if (character === "'") this.#singleQuoted(line, start);
    else if (character === '"') this.#doubleQuoted(line, start);
    else if (character === "\\") {
      line.quoted(this.#text.charAt(this.#at + 1));
      this.#at += 2;
    } else if (character === "$" || character === "`") this.#expansion(line, false);
    else {
      const operator = (line.isStarted ? void 0 : this.#match(WORD_START)) ?? this.#match(OPERATOR);
      if (operator !== void 0) line.operator(operator);
      else line.bare(character);
      if (operator === "#") this.#match(LINE);
      this.#at += operator === void 0 ? 1 : 0;
    }
  }
  #singleQuoted(line, start) {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close === -1) this.#neverCloses(line, "'", start);
    else {
      line.quoted(this.#text.slice(this.#at + 1, close));
      this.#at = close + 1;
    }
  }
  #doubleQuoted(line, start) {
    const open = this.#at;
    line.quoted("");
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (character === '"') {
        this.#at += 1;
        return;
      }
      if (character === "$" || character === "`") this.#expansion(line, true);
      else if (character === "\\" && this.#isLineEnd(1)) {
        this.#at += 1;
        this.#match(LINE_BREAK);
      } else if (character === "\\" && next !== "" && '$`"\\'.includes(next)) {
        line.quoted(next);
        this.#at += 2;
      } else {
        line.quoted(character);
        this.#at += 1;
      }
    }
    this.#at = open;
    this.#neverCloses(line, '"', start);
  }
  /** Shows the line that the mark stands on: all that follows may have been meant to be outside of it. */
  #neverCloses(line, mark, start) {
    const [first = ""] = this.#text.slice(this.#at).split(/\r|\n/, 1);
    line.openMark = mark;
    line.texts.push(this.#text.slice(start, this.#at + first.length).trim());
    this.#at = this.#text.length;
  }
  /** A dollar that no name follows is one. What else a shell would expand is noted. */
  #expansion(line, inQuotes) {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    const name = character === "$" ? this.#match(NAME) ?? this.#match(BRACED_NAME) : void 0;
    const opening = /^[({']/.exec(this.#text.charAt(this.#at))?.[0] ?? "";
    if (name !== void 0) line.variable(name.replace(/^\{|\}$/g, ""));
    else if (character === "`") line.operator(character);
    else if (opening !== "" && !(opening === "'" && inQuotes)) {
      this.#at += 1;
      line.operator(`${character}${opening}`);
    } else if (inQuotes) line.quoted(character);
    else line.bare(character);
  }
  #isLineEnd(offset = 0) {
    const character = this.#text.charAt(this.#at + offset);
    return character === "\n" || character === "\r" || character === "";
  }
  /** What a sticky expression matches here, if anything; then it is read. */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }
};
function isSomething({ words, operator, openMark }) {
  return words.length > 0 || operator !== void 0 || openMark !== void 0;
}

// src/inputs/shell-habits.ts
var WORDS_BY_KIND = {
  variables: ". source eval unset declare local readonly typeset env let read",
  folder: "cd pushd popd",
  settings: "set shopt trap umask ulimit",
  prefix: "sudo time exec command builtin nohup nice timeout xargs",
  control: "if then elif else fi for while until do done case esac select function return exit break continue test [ [[ (( ! { } ( ) : true false wait sleep",
  program: "echo printf cat tee ls pwd mkdir cp mv rm ln touch chmod chown find grep sed awk cut sort head tail jq yq tar unzip gzip base64 envsubst curl wget git gh docker docker-compose podman buildah crane skopeo cosign trdl multiwerf bash sh zsh pwsh python python3 pip node npm npx yarn pnpm go make terraform aws gcloud az doctl yc apt apt-get apk yum dnf brew ssh scp rsync openssl gpg sops vault"
};
var SHELL_WORDS = new Map(
  Object.entries(WORDS_BY_KIND).flatMap(
    ([kind, words]) => words.split(" ").map((word) => [word, kind])
  )
);
function shellHabit(line) {
  return shellsWord(line) ?? line.operator;
}
function shellsWord({ words: [first, second] }) {
  if (first === void 0) return void 0;
  const assignment = assigned(first.bare);
  if (assignment !== void 0) return assignment;
  if (!first.isBare) return void 0;
  if (first.bare === "export") return assigned(second?.bare ?? "") === void 0 ? void 0 : "export";
  if (SHELL_WORDS.has(first.bare)) return first.bare;
  return /^\(|\(\)$/.test(first.bare) ? first.bare : void 0;
}
function assigned(bare) {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.exec(bare)?.[0];
}

// src/inputs/command-lines.ts
function parseCommandLines(text) {
  const lines = scanLines(text);
  const isRefused = (line) => shellHabit(line) !== void 0 || line.openMark !== void 0;
  return {
    commands: lines.filter((line) => !isRefused(line)).map((line) => ({ text: line.text, words: withoutName(line.words) })),
    refused: lines.filter(isRefused)
  };
}
function withoutName(words) {
  const [first] = words[0]?.parts ?? [];
  const isName = words[0]?.parts.length === 1 && first !== void 0 && "text" in first && first.text === "werf";
  return isName ? words.slice(1) : words;
}

// src/inputs/trace-url.ts
var DEFAULT_TRACE_URL = "https://telemetry.werf.io/v1/traces";
function parseTraceUrl(text) {
  if (!/^https?:\/\/[^/\\?#]/i.test(text) || !URL.canParse(text)) return void 0;
  const { protocol, host: host2, pathname } = new URL(text);
  const hasPath = /^https?:\/\/[^/?#]*\//i.test(text);
  const path = pathname === "/" ? pathname : pathname.replace(/\/+$/, "");
  return new URL(`${protocol}//${host2}${hasPath ? path : "/v1/traces"}`);
}

// src/inputs/inputs.ts
async function readInputs(input, env, workspace) {
  const workingDirectory = absolute(workspace, input("working-directory") || ".");
  const inWorkingDirectory = (path) => path === "" ? void 0 : absolute(workingDirectory, path);
  const werfPath = input("werf-path");
  const release = await readRelease(input);
  if (werfPath !== "" && release !== void 0) {
    throw inputError(
      "werf-path",
      werfPath,
      "either werf-path, or version, group and channel, which ask for an install."
    );
  }
  const versionFile = input("version-file");
  if (versionFile !== "" && (release !== void 0 || werfPath !== "")) {
    throw inputError("version-file", versionFile, "either version-file, or version, group and channel, or werf-path.");
  }
  return {
    commands: await readCommands(input("command")),
    workingDirectory,
    werfPath: werfPath === "" ? void 0 : absolute(workspace, werfPath),
    release,
    versionFile: versionFile === "" ? void 0 : absolute(workspace, versionFile),
    tufRepository: await readRepository(input),
    ciEnv: boolean("ci-env", input("ci-env")),
    kubeconfig: input("kubeconfig"),
    githubToken: input("github-token"),
    commentOnPr: boolean("comment-on-pr", input("comment-on-pr")) ?? false,
    commentId: input("comment-id"),
    telemetryEndpoint: telemetryEndpoint(input("telemetry-url"), env),
    telemetryLogFile: inWorkingDirectory(input("telemetry-log-file") || (env["WERF_TELEMETRY_LOG_FILE"] ?? "")),
    traces: boolean("traces", input("traces")) ?? false,
    outputFile: inWorkingDirectory(input("output-file")),
    allowedExitCodes: allowedExitCodes(input("allowed-exit-codes")),
    summary: boolean("summary", input("summary")) ?? true,
    workflowCommands: boolean("workflow-commands", input("workflow-commands")) ?? false
  };
}
async function readCommands(text) {
  const { commands, refused } = parseCommandLines(text);
  if (refused.length > 0) throw (await import("./chunks/refused-lines.js")).refusal(refused);
  return commands;
}
async function readRelease(input) {
  const given = { version: input("version"), group: input("group"), channel: input("channel") };
  if (!isAnyGiven(given)) return void 0;
  return (await import("./chunks/release-request.js")).releaseRequest(given);
}
async function readRepository(input) {
  const given = {
    trdlUrl: input("trdl-url"),
    trdlRootVersion: input("trdl-root-version"),
    trdlRootSha512: input("trdl-root-sha512")
  };
  if (!isAnyGiven(given)) return void 0;
  return (await import("./chunks/release-request.js")).tufRepository(given);
}
var isAnyGiven = (inputs) => Object.values(inputs).some((value) => value !== "");
function absolute(folder, path) {
  return isAbsolute(path) ? path : join(folder, path);
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

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
function appendWhole(path, text, mode) {
  const create = mode === void 0 ? 0 : constants.O_CREAT | O_NOFOLLOW;
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND | O_NONBLOCK | create, mode);
  try {
    const before = fstatSync(file);
    if (!before.isFile() && !before.isCharacterDevice()) throw new Error(`${path} is not a file`);
    writeOrTakeBack(file, before, Buffer.from(text));
  } finally {
    closeSync(file);
  }
}
function writeOrTakeBack(file, before, bytes) {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written);
  } catch (error2) {
    if (before.isFile() && fstatSync(file).size === before.size + written) ftruncateSync(file, before.size);
    throw error2;
  }
}
function overwriteFile(path, text) {
  const file = openSync(path, constants.O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.nlink > 1) throw new Error(`${path} is not a file of ours`);
    ftruncateSync(file);
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
function isOwn({ uid }) {
  return process.getuid === void 0 || uid === process.getuid();
}

// builtin:os
var { EOL, constants: constants2, homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/system/runner-temp.ts
function runnerTemp(env) {
  return env["RUNNER_TEMP"] || tmpdir();
}

// src/net/unreachable.ts
var STATES = {
  telemetry: "telemetry-unreachable",
  repository: "repository-unreachable",
  traces: "traces-unreachable"
};
function forgetUnreachable(host2) {
  for (const state of Object.values(STATES)) forget(host2, host2.state(state));
}
function forget(host2, name) {
  if (!/^run-werf-unreachable-[0-9a-f]{16}$/.test(name)) return;
  try {
    rmSync(join(runnerTemp(host2.env), name), { force: true });
  } catch (error2) {
    host2.log.debug(`${name} could not be removed: ${String(error2)}`);
  }
}

// src/prepare/docker-config.ts
function isDockerConfigCopy(path) {
  return /^werf-.*docker-config-[^/\\]*$/.test(path.split(/[/\\]/).at(-1) ?? "");
}

// src/system/cancellation.ts
function watchCancellation(platform) {
  const listeners = /* @__PURE__ */ new Set();
  const arrived = [];
  const controller = new AbortController();
  const names = platform === "win32" ? ["SIGINT", "SIGTERM", "SIGBREAK"] : ["SIGINT", "SIGTERM", "SIGHUP"];
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

// src/system/removal.ts
function isOwnFolder(path) {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() && isOwn(stats);
  } catch {
    return false;
  }
}
function removeAll(path, platform) {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: platform === "win32" ? 5 : 0, retryDelay: 100 });
    return [];
  } catch {
    return removeOneByOne(path);
  }
}
function removeOneByOne(path) {
  let left = [];
  try {
    const stats = lstatSync(path);
    if (!stats.isDirectory()) {
      unlinkSync(path);
      return [];
    }
    if ((stats.mode & 448) !== 448 && isOwn(stats)) chmodSync(path, 448);
    for (const name of readdirSync(path)) left = left.concat(removeOneByOne(join(path, name)));
    rmdirSync(path);
    return [];
  } catch (error2) {
    if (errorCode(error2) === "ENOENT") return [];
    return left.length > 0 ? left : [path];
  }
}

// src/system/private-folder.ts
var STATE = "private-folder";
var CLEANUP_STATE = "cleanup-folders";
var NAME2 = /^run-werf-\w{6}$/;
function savedPrivateFolder(host2) {
  const saved = host2.state(STATE);
  if (saved === "") return void 0;
  const path = join(runnerTemp(host2.env), basename(saved));
  if (NAME2.test(basename(saved)) && saved === path && isOwnFolder(path)) return path;
  host2.log.debug(`${saved} is not this step's private folder, and stays`);
  return void 0;
}
function savedCleanupFolders(host2, isExpected) {
  try {
    const paths = JSON.parse(host2.state(CLEANUP_STATE) || "[]");
    if (!Array.isArray(paths)) return [];
    return paths.filter(
      // Resolving a path takes `..` as text, and the system does not: both must come to the same.
      (path) => typeof path === "string" && path === resolve(path) && isExpected(path) && isOwnFolder(path) && path === withoutLinks(path)
    );
  } catch {
    return [];
  }
}
function withoutLinks(path) {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}
function emptyFolder(host2, folder, needed) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const inOrder = entries.sort((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()));
    const paths = inOrder.map(({ name }) => join(folder, name)).filter((path) => !needed.includes(path));
    for (const path of paths) removeAll(path, host2.platform);
  } catch (error2) {
    host2.log.debug(`${folder} could not be looked at: ${String(error2)}`);
  }
}
var MAX_NAMED = 5;
function removeFolders(host2, folders) {
  const left = folders.flatMap((folder) => removeAll(folder, host2.platform));
  if (left.length === 0) return;
  for (const path of left) {
    try {
      overwriteFile(path, "");
    } catch {
    }
  }
  const more = left.length > MAX_NAMED ? `, and ${left.length - MAX_NAMED} more` : "";
  host2.log.notice(
    `These files of the step could not be removed from the runner, and may hold secrets: ${left.slice(0, MAX_NAMED).join(", ")}${more}. Remove them by hand.`
  );
}

// src/telemetry/destination.ts
var STATE2 = "telemetry-destination";
function savedDestination(host2) {
  try {
    const { endpoint: url, logFile } = JSON.parse(host2.state(STATE2) || "{}");
    const endpoint = typeof url === "string" ? parseTraceUrl(url) : void 0;
    if (endpoint === void 0) return void 0;
    return { endpoint, logFile: typeof logFile === "string" && isAbsolute(logFile) ? logFile : void 0 };
  } catch {
    return void 0;
  }
}

// src/telemetry/record-files.ts
var spoolIn = (folder) => `${folder}/telemetry.jsonl`;
var startNotesIn = (folder) => `${folder}/begun.jsonl`;

// src/step/post-step.ts
async function finishStep(host2) {
  const folder = savedPrivateFolder(host2);
  const { aborted } = watchCancellation(host2.platform);
  if (folder !== void 0) emptyFolder(host2, folder, [spoolIn(folder), startNotesIn(folder)]);
  removeFolders(host2, savedCleanupFolders(host2, isDockerConfigCopy));
  try {
    if (folder !== void 0) await finishTelemetry(host2, folder, aborted);
  } catch (error2) {
    host2.log.debug(`The telemetry spool was not delivered: ${String(error2)}`);
  } finally {
    forgetUnreachable(host2);
    if (folder !== void 0) removeFolders(host2, [folder]);
    host2.log.flush();
  }
}
async function finishTelemetry(host2, folder, cancelled) {
  if (!decideConsent(host2.input("telemetry"), host2.env).on || !hasLeftEvents(folder)) return;
  const destination = savedDestination(host2);
  if (destination === void 0) return;
  const { deliverSpooledEvents } = await import("./chunks/redelivery.js");
  await deliverSpooledEvents(host2, { ...destination, ...await commandsOf(host2) }, folder, cancelled);
}
async function commandsOf(host2) {
  const inputs = await readInputs(host2.input, host2.env, host2.cwd).catch(() => NO_COMMANDS);
  const { commands, workingDirectory } = inputs;
  const words = commands.map((line) => orUndefined(() => wordsOf(line, host2.env, host2.platform)));
  return { commands: words, workingDirectory: workingDirectory ?? host2.cwd };
}
var NO_COMMANDS = { commands: [] };
function orUndefined(read) {
  try {
    return read();
  } catch {
    return void 0;
  }
}
var hasLeftEvents = (folder) => existsSync(spoolIn(folder)) || existsSync(startNotesIn(folder));

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
  process.stdout.write(cmd.toString() + EOL);
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
var AHEAD_BYTES = 512;
var ahead = new Uint8Array();
function randomBytes(length) {
  if (process.platform === "win32") return cryptoBytes(length);
  try {
    if (ahead.length < length) ahead = readRandomDevice(Math.max(AHEAD_BYTES, length));
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
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  appendFileSync(filePath, `${toCommandValue(message)}${EOL}`, {
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
  return `${key}<<${delimiter2}${EOL}${convertedValue}${EOL}${delimiter2}`;
}

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
  process.env["PATH"] = `${inputPath}${delimiter}${process.env["PATH"]}`;
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
  process.stdout.write(EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + EOL);
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

// src/system/inert-line.ts
var BLANK = "[\\s\\u0085]";
var COMMAND_START = new RegExp(`^${BLANK}*::(?:${BLANK}|::)*`);
function inertLine(message) {
  return message.replaceAll(/[\r\n]+/g, " ").replaceAll("##[", "## [").replace(COMMAND_START, "");
}

// src/system/log.ts
var ATTEMPTS = 20;
var PAUSE_MS = 50;
function createLog(debugs) {
  let isUnread = false;
  process.stdout.on("error", () => {
    isUnread = true;
  });
  const keptBack = [];
  let otherIsWriting = false;
  let closeFence = () => {
  };
  const flush = () => {
    for (const print2 of keptBack.splice(0)) print2();
  };
  const print = (write) => {
    keptBack.push(write);
    if (!otherIsWriting) flush();
  };
  return {
    debug: (message) => {
      if (debugs) print(() => isUnread ? debugElsewhere(message) : debug(message));
    },
    info: (message) => print(() => info(inertLine(message))),
    notice: (message, title) => print(() => notice(message, title === void 0 ? {} : { title })),
    warning: (message, title) => print(() => warning(message, title === void 0 ? {} : { title })),
    error: (message, title) => print(() => error(message, title === void 0 ? {} : { title })),
    startGroup: (title) => print(() => startGroup(title)),
    endGroup: () => print(endGroup),
    mask: (secret) => print(() => setSecret(secret)),
    otherWrites: (fence) => {
      otherIsWriting = true;
      if (fence !== void 0) closeFence = openFence(fence);
    },
    otherEnded: (lineIsOpen) => {
      if (lineIsOpen) info("");
      closeFence();
      closeFence = () => {
      };
      otherIsWriting = false;
      flush();
    },
    flush
  };
}
function openFence(token) {
  const lastThing = () => writeAtTheEnd(`
::${token}::
`);
  process.once("exit", lastThing);
  info(`::stop-commands::${token}`);
  return () => {
    process.off("exit", lastThing);
    info(`::${token}::`);
  };
}
var stderr;
function standardError() {
  stderr ??= process.stderr.on("error", () => {
  });
  return stderr;
}
function debugElsewhere(message) {
  standardError().write(`::debug::${message.replaceAll(/[\r\n]+/g, " ")}
`);
}
function writeAtTheEnd(text) {
  const waits = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      writeSync(process.stdout.fd, text);
      return;
    } catch (error2) {
      if (errorCode(error2) !== "EAGAIN") return;
      Atomics.wait(waits, 0, 0, PAUSE_MS);
    }
  }
}

// src/system/runner-files.ts
function heredoc(name, value) {
  const delimiter2 = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter2}${EOL}${value}${EOL}${delimiter2}${EOL}`;
}
function tellRunner(variable, what, text) {
  const path = process.env[variable];
  if (!path) return false;
  try {
    appendWhole(path, text);
    return true;
  } catch (error2) {
    const reason = error2 instanceof Error ? error2.message : String(error2);
    throw new StepError(`${what} cannot be written to the file that ${variable} names: ${reason}.`);
  }
}

// src/system/host.ts
function createHost(inputNames) {
  const outputs = [];
  const noted = /* @__PURE__ */ new Set();
  return {
    env: readEnvironment(process.env, process.platform, inputNames),
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    log: createLog(process.env["RUNNER_DEBUG"] === "1"),
    input: (name) => getInput(name),
    setOutput: (name, value) => {
      outputs.push([name, value]);
      noted.add(name);
    },
    hasOutput: (name) => noted.has(name),
    writeOutputs: () => {
      const waiting = outputs.splice(0);
      if (waiting.length === 0) return;
      const what = waiting.length === 1 ? `The output ${waiting[0]?.[0]}` : "The outputs";
      const text = waiting.map(([name, value]) => heredoc(name, value)).join("");
      if (!tellRunner("GITHUB_OUTPUT", what, text)) for (const [name, value] of waiting) setOutput(name, value);
    },
    saveState: (name, value) => {
      const written = tellRunner("GITHUB_STATE", `The state ${name}`, heredoc(name, value));
      if (!written) saveState(name, value);
    },
    state: getState,
    exportVariable: (name, value) => {
      const written = tellRunner("GITHUB_ENV", `The variable ${name}`, heredoc(name, value));
      if (!written) exportVariable(name, value);
    },
    appendSummary: (markdown) => {
      tellRunner("GITHUB_STEP_SUMMARY", "The job summary", markdown);
    },
    addPath: (folder) => {
      if (!tellRunner("GITHUB_PATH", `The folder ${folder}`, `${folder}${EOL}`)) addPath(folder);
    },
    now: Date.now,
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    uuid: randomUUID,
    random: randomBytes
  };
}

// src/system/side-work.ts
function forgiveSideWork(log) {
  process.on("uncaughtException", (error2) => {
    log.debug(`Failed beside the step: ${error2 instanceof Error ? error2.stack : error2}`);
  });
}

// src/post.ts
var host = createHost(INPUT_NAMES);
forgiveSideWork(host.log);
await finishStep(host);
