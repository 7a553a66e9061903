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

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};
function isStepError(error2) {
  return error2 instanceof Error && error2.name === "StepError";
}
function errorCode(error2) {
  return error2 instanceof Error && "code" in error2 ? String(error2.code) : String(error2);
}
var MACHINE_TROUBLE = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EFBIG", "EACCES", "EPERM", "EMFILE", "ENFILE"]);
function isMachineTrouble(error2) {
  return error2 instanceof Error && (MACHINE_TROUBLE.has(errorCode(error2)) || /too many open files/.test(error2.message));
}
var MAX_SHOWN_CHARACTERS = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}

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

// src/inputs/command-values.ts
function wordsOf(line, env, platform) {
  const value = valueIn(env, platform);
  return line.words.map(
    ({ parts }) => parts.map((part) => "text" in part ? part.text : value(part.variable) ?? "").join("")
  );
}
function requireVariables(lines, env, platform, mayCome2 = () => false) {
  for (const line of lines) {
    const name = unsetVariables(line, env, platform).find((unset) => !mayCome2(unset));
    if (name === void 0) continue;
    throw inputError(
      "command",
      line.text,
      `variables that are set, and ${name} is not. Set it under "env:" of the step (it may be empty), or write \\$${name} to pass the dollar to werf.`
    );
  }
}
function unsetVariables(line, env, platform) {
  const value = valueIn(env, platform);
  return line.words.flatMap(({ parts }) => parts).flatMap((part) => "variable" in part && value(part.variable) === void 0 ? [part.variable] : []);
}
function valueIn(env, platform) {
  if (platform !== "win32") return (name) => Object.hasOwn(env, name) ? env[name] : void 0;
  const byUpperCase = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  return (name) => byUpperCase.get(name.toUpperCase());
}

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

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
function statOf(path) {
  try {
    return statSync(path);
  } catch {
    return void 0;
  }
}

// src/programs/git-repository.ts
function nearestRepository(folder) {
  const path = join(folder, ".git");
  if (existsSync(path)) return { path, isFolder: statSync(path).isDirectory() };
  return dirname(folder) === folder ? void 0 : nearestRepository(dirname(folder));
}
async function untrustedRepository(options) {
  const { cwd, env } = options;
  const repository = env["GIT_DIR"] ? void 0 : nearestRepository(cwd);
  if (repository === void 0 || isAllOwn(repository)) return void 0;
  const { refusesOwner } = await import("./chunks/git.js");
  return await refusesOwner(options) ? repository : void 0;
}
function isAllOwn({ path }) {
  return [path, dirname(path)].every((part) => isOwn(statSync(part)));
}

// src/system/environment.ts
var ASKED_FOR = /^(?:WERF_\w+|DO_NOT_TRACK)$/i;
function readEnvironment(env, platform, inputNames) {
  const inputs = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
  const kept = Object.entries(env).filter(([name]) => !inputs.has(name));
  if (platform !== "win32") return Object.fromEntries(kept);
  return Object.fromEntries(kept.map(([name, value]) => [ASKED_FOR.test(name) ? name.toUpperCase() : name, value]));
}
function withVariables(env, ...layers) {
  const merged = Object.assign({}, env, ...layers);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== void 0));
}

// src/system/time-limit.ts
async function within(milliseconds, promise, signal) {
  let stop = () => {
  };
  const over = new Promise((resolve2) => {
    const end = () => resolve2(void 0);
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    };
  });
  return Promise.race([promise, over]).finally(stop);
}
function untilAborted(signal) {
  return new Promise((resolve2) => {
    signal.addEventListener("abort", () => resolve2(), { once: true });
    if (signal.aborted) resolve2();
  });
}

// builtin:child_process
var { spawn } = process.getBuiltinModule("node:child_process");

// src/programs/exit-status.ts
var EXIT_GRACE_MS = 100;
var WATCHED = /* @__PURE__ */ Symbol.for("run-werf: watched children");
var SIGNAL_BITS = 127;
function watchSignal(child, streams, patience) {
  const open = new Set(streams.filter((stream) => stream !== null));
  if (process.platform !== "linux" || child.pid === void 0 || open.size === 0) return () => void 0;
  const file = statusFile(child.pid);
  let status;
  const isOver = () => status !== void 0 || child.exitCode !== null || child.signalCode !== null;
  const look = () => {
    if (!isOver()) status = file.read();
  };
  const all = watched();
  const lookAtAll = () => {
    for (const each of all) each();
  };
  all.add(look);
  for (const stream of open) {
    stream.on("data", lookAtAll);
    stream.once("end", () => {
      open.delete(stream);
      look();
      const until = elapsed() + patience;
      while (open.size === 0 && !isOver() && elapsed() < until) {
        pauseThread();
        look();
      }
      lookAtAll();
    });
  }
  child.once("exit", () => {
    all.delete(look);
    file.close();
  });
  return () => status === void 0 ? void 0 : status & SIGNAL_BITS || void 0;
}
function watched() {
  const holder = process;
  holder[WATCHED] ??= /* @__PURE__ */ new Set();
  return holder[WATCHED];
}
function statusFile(pid) {
  const bytes = Buffer.alloc(2048);
  let file;
  return {
    read: () => {
      try {
        file ??= openSync(`/proc/${pid}/stat`, "r");
        const text = bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0));
        const fields = text.slice(text.lastIndexOf(")") + 2).trimEnd().split(" ");
        return fields[0] === "Z" ? Number(fields.at(-1)) : void 0;
      } catch {
        return void 0;
      }
    },
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    }
  };
}
function pauseThread() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);
}
function elapsed() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// src/programs/child-process.ts
var MAX_OUTPUT_BYTES = 64 * 1024;
var DRAIN_TIMEOUT_MS = 500;
function runHelper(file, args, options) {
  const { platform, signal, grace, onOutput, pipes, mustSucceed = false } = options;
  return new Promise((resolve2) => {
    const ownGroup = platform !== "win32";
    const child = signal.aborted ? void 0 : tryToSpawn(file, args, spawnOptions(options, ownGroup));
    pipes?.closeWriteEnds();
    if (child === void 0 || child instanceof Error) {
      pipes?.close();
      return resolve2(child && notStarted(child));
    }
    const streams = pipes?.read() ?? streamsOf(child);
    let timer;
    const settle = (result) => {
      signal.removeEventListener("abort", abort);
      clearTimeout(timer);
      for (const stream of streams) stream.destroy();
      child.unref();
      resolve2(result);
    };
    child.on("error", (error2) => {
      if (child.pid === void 0) settle(notStarted(error2));
    });
    const kill = () => {
      killTree(child, ownGroup);
      settle(void 0);
    };
    const abort = () => {
      clearTimeout(timer);
      if (grace === void 0 || hasEnded(child)) return kill();
      signalTree(child, ownGroup, "SIGTERM");
      timer = setTimeout(kill, grace);
    };
    signal.addEventListener("abort", abort, { once: true });
    const stdout = keepStart(streams[0]);
    const signalNumber = watchSignal(child, streams, mustSucceed ? EXIT_GRACE_MS : 0);
    const isRead2 = readAll(streams, onOutput, () => endIfOver());
    const end = () => settle({ ...howItEnded(child, signalNumber()), stdout: stdout() });
    const endIfOver = () => {
      if (!isRead2() || !hasEnded(child)) return;
      if (signal.aborted) kill();
      else end();
    };
    child.once("exit", () => {
      if (signal.aborted) kill();
      else timer = setTimeout(end, DRAIN_TIMEOUT_MS);
      endIfOver();
    });
  });
}
function spawnOptions({ cwd, env, onOutput, pipes }, ownGroup) {
  const stderr2 = onOutput === void 0 ? "ignore" : "pipe";
  const stdio = pipes === void 0 ? ["ignore", "pipe", stderr2] : ["ignore", ...pipes.writeEnds];
  return { cwd, env: { ...env }, stdio: [...stdio], detached: ownGroup };
}
var notStarted = (error2) => ({ exitCode: null, killedBy: null, stdout: "", error: error2 });
function howItEnded({ exitCode, signalCode }, signal) {
  if (signal === void 0 || signalCode !== null) return { exitCode, killedBy: signalCode };
  return { exitCode: null, killedBy: `signal ${signal}` };
}
var hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;
function tryToSpawn(file, args, options) {
  try {
    return spawn(file, args, options);
  } catch (error2) {
    return error2 instanceof Error ? error2 : new Error(String(error2));
  }
}
function streamsOf({ stdout, stderr: stderr2 }) {
  const streams = [stdout, stderr2];
  return streams.filter((stream) => stream !== null && stream !== void 0);
}
function readAll(streams, onOutput, closed) {
  for (const stream of streams) {
    stream.on("error", () => stream.destroy());
    if (onOutput) stream.setEncoding("utf8").on("data", onOutput);
    stream.once("close", closed);
  }
  return () => streams.every((stream) => stream.closed);
}
function keepStart(stream) {
  const chunks = [];
  let length = 0;
  stream?.on("data", (data) => {
    const chunk = Buffer.from(data);
    if (length < MAX_OUTPUT_BYTES) chunks.push(chunk);
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString("utf8");
}
function killTree(child, ownGroup) {
  if (ownGroup) return signalTree(child, ownGroup, "SIGKILL");
  import("./chunks/windows-process-tree.js").then(
    ({ killWindowsProcessTree }) => killWindowsProcessTree(child),
    () => child.kill("SIGKILL")
  );
  return true;
}
function signalTree(child, ownGroup, name) {
  try {
    if (ownGroup && child.pid !== void 0) process.kill(-child.pid, name);
    else child.kill(name);
    return true;
  } catch (error2) {
    return errorCode(error2) !== "EPERM";
  }
}

// src/werf/version.ts
var VERSION_TIMEOUT_MS = 5e3;
function werfVersion(path, workingDirectory, env, platform, cancelled) {
  let ending;
  let isClosed = false;
  let answer;
  const close = () => {
    isClosed = true;
    ending?.abort("ended");
  };
  const ask = () => {
    answer ??= askNow().catch(() => void 0);
    return answer;
  };
  const askNow = async () => {
    if (isClosed || cancelled.aborted) return void 0;
    ending = new AbortController();
    cancelled.addEventListener("abort", close, { once: true });
    const options = { cwd: workingDirectory, env: { ...env, WERF_TELEMETRY: "0" }, platform, signal: ending.signal };
    const result = await runHelper(path, ["version"], options);
    return result?.exitCode === 0 ? result.stdout.trim().split("\n")[0] || void 0 : void 0;
  };
  return {
    ask,
    whenKnown: async () => {
      const timeout = setTimeout(() => ending?.abort("too late"), VERSION_TIMEOUT_MS);
      const version = await answer;
      clearTimeout(timeout);
      return version;
    },
    close
  };
}

// src/command/words.ts
function isOneOf(words, commands) {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(" ")));
}
function likeliest(words, commands) {
  const given = new Set(words);
  const rank = (command2) => isSurely(words, command2) ? 1 : 0;
  const [command] = commands.filter((command2) => command2.split(" ").every((word) => given.has(word)) && isOneOf(words, [command2])).sort((a, b) => rank(b) - rank(a) || b.split(" ").length - a.split(" ").length);
  return command;
}
function isSurely(words, command) {
  const commandWords = command.split(" ");
  const isFlag = (word = "") => word.startsWith("-") && !word.includes("=");
  return !untilDoubleDash(words).some((word, index, all) => commandWords.includes(word) && isFlag(all[index - 1]));
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

// src/prepare/history.ts
var NEED_HISTORY = ["cleanup"];
var MAY_NEED_HISTORY = [
  "build",
  "bundle export",
  "bundle publish",
  "compose run",
  "compose up",
  "converge",
  "export",
  "kube-run",
  "plan",
  "run"
];
function usesHistory(commands) {
  return commands.some((words) => isOneOf(words, [...NEED_HISTORY, ...MAY_NEED_HISTORY]));
}

// src/prepare/locate.ts
function requireBinary(named, platform) {
  const candidates = platform === "win32" ? [named, `${named}.exe`] : [named];
  const path = candidates.find((candidate) => statOf(candidate)?.isFile());
  if (path === void 0) throw inputError("werf-path", named, "the path of an existing werf binary.");
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw inputError("werf-path", path, "a binary that may be executed (chmod +x).");
  }
  return path;
}
function checkWorkingDirectory(path) {
  if (statOf(path)?.isDirectory() !== true) {
    throw inputError("working-directory", path, "an existing folder. Is the repository checked out before this step?");
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw inputError("working-directory", path, "a folder that this user may enter (chmod +x).");
  }
}
function isAnyThere(paths) {
  return paths.some((path) => statOf(path) !== void 0);
}

// src/command/kinds.ts
var REPO_COMMANDS = [
  "build",
  "bundle apply",
  "bundle download",
  "bundle export",
  "bundle plan",
  "bundle publish",
  "bundle render",
  "cleanup",
  "compose config",
  "compose down",
  "compose run",
  "compose up",
  "converge",
  "dismiss",
  "export",
  "helm get-autogenerated-values",
  "kube-run",
  "lint",
  "managed-images add",
  "managed-images ls",
  "managed-images rm",
  "meta-repo detach",
  "plan",
  "purge",
  "render",
  "run",
  "stages copy"
];
var LOCAL_COMMANDS = [
  "build",
  "compose config",
  "compose down",
  "compose run",
  "compose up",
  "export",
  "helm get-autogenerated-values",
  "lint",
  "plan",
  "render",
  "run"
];
function worksWithoutRepo(words) {
  return isOneOf(words, LOCAL_COMMANDS);
}
function takesRepo(words) {
  return isOneOf(words, REPO_COMMANDS);
}
function repoCommand(words) {
  return likeliest(words, REPO_COMMANDS);
}

// src/command/flags.ts
var YES_OF_A_FLAG = /* @__PURE__ */ new Set(["1", "t", "T", "true", "TRUE", "True"]);
var NO_OF_A_FLAG = /* @__PURE__ */ new Set(["0", "f", "F", "false", "FALSE", "False"]);
var YES_OF_A_VARIABLE = /* @__PURE__ */ new Set(["1", "true", "yes"]);
function optionValue(words, option) {
  const flags = untilDoubleDash(words);
  const index = lastIndex(flags, option);
  return index === -1 ? void 0 : ownValue(flags[index]) ?? flags[index + 1] ?? "";
}
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

// src/prepare/registry-login.ts
function isLocal(words, env) {
  return repoOf(words, env) === "" && worksWithoutRepo(words) && flagSetting(words, env, "dev") === true;
}
function repoOf(words, env) {
  return optionValue(words, "repo") ?? env["WERF_REPO"] ?? "";
}

// src/prepare/ci-env-reasons.ts
function ciEnvReasons(planned, settings) {
  const { ciEnv, cwd, env } = settings;
  const reasons = planned.flatMap(({ words, project, usesCiEnv }) => {
    const command = repoCommand(words);
    if (command === void 0) return [];
    if (usesCiEnv)
      return isLocal(words, env) ? [`werf ${command} --dev names no repository and needs none, so werf ci-env names none either.`] : [];
    const paths = project.configs.map((path) => relative(cwd, path)).join(" or ");
    const why = ciEnv === false ? "the input ci-env is false" : `there is no ${paths}`;
    return [`werf ci-env does not run for werf ${command}: ${why}.`];
  });
  return [...new Set(reasons)];
}

// src/prepare/project.ts
var VALUES = ["dir", "config", "config-templates-dir", "git-work-tree"];
var FLAGS = ["dev", "loose-giterminism"];
var CONFIG_NAMES = ["werf.yaml", "werf.yml"];
function projectOf(words, env, workingDirectory) {
  const absolute2 = (folder2, path) => isAbsolute(path) ? path : join(folder2, path);
  const folder = absolute2(workingDirectory, optionValue(words, "dir") ?? env["WERF_DIR"] ?? "");
  const config = optionValue(words, "config") ?? env["WERF_CONFIG"] ?? "";
  const given = (name) => {
    const value = optionValue(words, name);
    return value === void 0 ? [] : [`--${name}=${value}`];
  };
  return {
    configs: config === "" ? CONFIG_NAMES.map((name) => join(folder, name)) : [absolute2(workingDirectory, config)],
    options: [...VALUES.flatMap(given), ...FLAGS.flatMap((name) => flagWord(words, name) ?? [])],
    environment: given("env")
  };
}

// src/prepare/ready-commands.ts
function mayCome(name) {
  return /^(?:WERF_\w+|DOCKER_CONFIG|TRDL_USE_WERF_GROUP_CHANNEL)$/i.test(name);
}
async function readyCommands(context) {
  const { host: host2, inputs, env, userEnv, virtualMerge } = context;
  const planned = inputs.commands.map((line) => plan(context, wordsOf(line, env, host2.platform)));
  const variables = await ciEnvOfEach(context, planned);
  return inputs.commands.map((line, index) => {
    const ciEnv = variables[index] ?? {};
    const all = { ...env, ...ciEnv, ...virtualMerge };
    requireVariables([line], all, host2.platform);
    return { words: wordsOf(line, all, host2.platform), env: all, userEnv: { ...userEnv, ...ciEnv } };
  });
}
function plan({ inputs, env }, words) {
  const project = projectOf(words, env, inputs.workingDirectory);
  const hasRepo = takesRepo(words);
  const usesCiEnv = inputs.ciEnv ?? (hasRepo && isAnyThere(project.configs));
  return { words, project, takesRepo: hasRepo, usesCiEnv };
}
async function ciEnvOfEach(context, planned) {
  const { host: host2, inputs, env } = context;
  for (const reason of ciEnvReasons(planned, { ciEnv: inputs.ciEnv, cwd: host2.cwd, env })) host2.log.info(reason);
  const runs = planned.length === 0 ? inputs.ciEnv === true : planned.some(({ usesCiEnv }) => usesCiEnv);
  if (!runs) return [];
  const { runCiEnvs } = await import("./chunks/ci-env-runs.js");
  return runCiEnvs(context, planned);
}

// src/prepare/shallow-clone.ts
async function isShallowClone(options) {
  const { cwd, env } = options;
  const repository = nearestRepository(cwd);
  if (!env["GIT_DIR"] && repository === void 0) return void 0;
  if (!env["GIT_DIR"] && repository?.isFolder) return existsSync(join(repository.path, "shallow"));
  const { askShallowClone } = await import("./chunks/git.js");
  return askShallowClone(options);
}

// src/prepare/prepare.ts
var RUNNERS_OWN = {
  ACTIONS_RUNTIME_TOKEN: void 0,
  ACTIONS_RUNTIME_URL: void 0,
  ACTIONS_CACHE_URL: void 0,
  ACTIONS_RESULTS_URL: void 0,
  GITHUB_STATE: void 0
};
async function getReady(context) {
  const { host: host2, inputs, cancelled } = context;
  checkWorkingDirectory(inputs.workingDirectory);
  const kubeconfig = await useKubeconfig(context);
  const found = withVariables(host2.env, RUNNERS_OWN, kubeconfig);
  requireVariables(inputs.commands, found, host2.platform, mayCome);
  const { path, channel = {}, save } = await getBinary(context);
  const env = withVariables(found, channel);
  const version = werfVersion(path, inputs.workingDirectory, env, host2.platform, cancelled);
  const virtualMerge = await useVirtualMerge(context, env, version);
  await noticeCheckout(context, env);
  const userEnv = withVariables(host2.env, channel);
  const commands = await readyCommands({ ...context, werf: path, env, userEnv, virtualMerge });
  return { path, version, commands, save };
}
async function useKubeconfig({ host: host2, inputs, folder }) {
  if (inputs.kubeconfig === "") return {};
  const { writeKubeconfig } = await import("./chunks/kubeconfig-file.js");
  const { variables } = await writeKubeconfig(inputs.kubeconfig, folder.path(), host2.log);
  if (inputs.commands.length > 0) return variables;
  for (const [name, value] of Object.entries(variables))
    if (value !== void 0 || host2.env[name]) host2.exportVariable(name, value ?? "");
  return variables;
}
async function getBinary(context) {
  const { host: host2, inputs } = context;
  if (inputs.werfPath !== void 0) {
    const path2 = requireBinary(inputs.werfPath, host2.platform);
    if (/^werf(?:\.exe)?$/.test(basename(path2))) host2.addPath(dirname(path2));
    else if (inputs.commands.length === 0) host2.log.notice((await import("./chunks/on-path.js")).notOnPath(path2));
    return { path: path2 };
  }
  const named = inputs.release ?? await versionFromFile(inputs.versionFile);
  if (named !== void 0) return installed(context, named);
  const { findOnPath, REPOSITORY_UNUSED } = await import("./chunks/on-path.js");
  const path = await findOnPath();
  if (path === void 0) return installed(context);
  if (inputs.tufRepository !== void 0) host2.log.notice(REPOSITORY_UNUSED);
  return { path };
}
async function versionFromFile(path) {
  if (path === void 0) return void 0;
  const { readVersionFile } = await import("./chunks/version-file.js");
  return readVersionFile(path);
}
function installed(context, request) {
  return context.phase(
    "install",
    () => install(context, request),
    ({ details = {} }) => details
  );
}
async function install(context, request) {
  const { installFor } = await import("./chunks/installed-werf.js");
  return installFor(context, request);
}
async function useVirtualMerge(context, env, version) {
  const { host: host2, inputs, cancelled } = context;
  if (env["GITHUB_EVENT_NAME"] !== "pull_request" || env["WERF_VIRTUAL_MERGE"] || inputs.commands.length === 0)
    return {};
  const { readVirtualMerge } = await import("./chunks/merge-commit.js");
  const askVersion = () => within(VERSION_TIMEOUT_MS, version.ask(), cancelled);
  return readVirtualMerge(helperOptions(context, env), host2.log, askVersion);
}
async function noticeCheckout(context, env) {
  const { host: host2, inputs } = context;
  const commands = inputs.commands.map((line) => wordsOf(line, env, host2.platform));
  const options = helperOptions(context, env);
  if (commands.length > 0 && await untrustedRepository(options) !== void 0) {
    host2.log.notice((await import("./chunks/checkout-notices.js")).UNTRUSTED_NOTICE);
  }
  if (usesHistory(commands) && await isShallowClone(options)) {
    host2.log.notice((await import("./chunks/checkout-notices.js")).historyNotice(commands));
  }
}
function helperOptions({ host: host2, inputs, cancelled }, env) {
  return { cwd: inputs.workingDirectory, env, platform: host2.platform, signal: cancelled };
}

// builtin:net
var { BoundSocket, Socket, createServer, isIP, isIPv6 } = process.getBuiltinModule("node:net");

// src/programs/output-pipes.ts
var MKFIFO_TIMEOUT_MS = 1e3;
var PROGRAMS = ["/usr/bin/mkfifo", "/bin/mkfifo"];
function pipeMaker({ env, platform }, folder) {
  let prepared;
  const make = async () => platform === "win32" ? [] : await makePipes(folder, env).catch(() => []);
  return {
    prepare: () => {
      prepared ??= make();
    },
    take: async () => {
      const pipes = prepared ?? make();
      prepared = void 0;
      const [stdout, stderr2] = await pipes;
      return stdout === void 0 || stderr2 === void 0 ? void 0 : endsOf(stdout, stderr2);
    }
  };
}
function endsOf(stdout, stderr2) {
  let readEnds;
  const open = /* @__PURE__ */ new Set([stdout.writeEnd, stderr2.writeEnd]);
  const closeWriteEnds = () => {
    for (const end of open) closeSync(end);
    open.clear();
  };
  return {
    // Not before the program runs: streams take a millisecond to make, and would keep this process from ending.
    read: () => {
      readEnds ??= [readFrom(stdout), readFrom(stderr2)];
      return readEnds;
    },
    writeEnds: [stdout.writeEnd, stderr2.writeEnd],
    closeWriteEnds,
    close: () => {
      closeWriteEnds();
      if (readEnds === void 0) for (const { readEnd } of [stdout, stderr2]) closeSync(readEnd);
      else for (const stream of readEnds) stream.destroy();
    }
  };
}
var readFrom = ({ readEnd }) => new Socket({ fd: readEnd, readable: true, writable: false });
async function makePipes(folder, env) {
  const parent = mkdtempSync(join(folder(), "run-werf-pipes-"));
  const paths = ["stdout", "stderr"].map((name) => join(parent, name));
  try {
    return await makeNamedPipes(paths, env) ? openAll(paths) : [];
  } finally {
    for (const path of paths) attempt(() => unlinkSync(path));
    attempt(() => rmdirSync(parent));
  }
}
function attempt(removal) {
  try {
    removal();
  } catch {
  }
}
function makeNamedPipes(paths, env) {
  const program = PROGRAMS.find((path) => existsSync(path)) ?? "mkfifo";
  return new Promise((resolve2) => {
    const child = spawn(program, ["-m", "600", ...paths], { env: { PATH: env["PATH"] }, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), MKFIFO_TIMEOUT_MS);
    const end = (made) => {
      clearTimeout(timer);
      resolve2(made);
    };
    child.on("error", () => end(false));
    child.once("exit", (code) => end(code === 0));
  });
}
function openAll(paths) {
  const opened = [];
  const open = (path, flags) => {
    const file = openSync(path, flags);
    opened.push(file);
    return file;
  };
  try {
    return paths.map((path) => ({
      readEnd: open(path, constants.O_RDONLY | constants.O_NONBLOCK),
      writeEnd: open(path, constants.O_WRONLY)
    }));
  } catch {
    for (const file of opened) closeSync(file);
    return [];
  }
}

// src/results/output-names.ts
var OUTPUT_NAMES = [
  "exit-code",
  "duration-ms",
  "execution-id",
  "project-id",
  "telemetry",
  "telemetry-delivery",
  "trace-id",
  "werf-path",
  "werf-version",
  "images",
  "release",
  "namespace",
  "revision",
  "deploy-status",
  "failed-resources",
  "stdout",
  "changes",
  "has-changes",
  "comment-url"
];
var OUTPUT_DEFAULTS = {
  "telemetry-delivery": "none",
  images: "{}",
  changes: "{}",
  "failed-resources": "[]"
};

// src/system/cancellation.ts
var SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15, SIGBREAK: 15 };
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
function cancelledExitCode(signal) {
  return 128 + SIGNAL_NUMBERS[signal];
}

// src/system/phase.ts
var runUnseen = (_name, part) => part();

// src/system/removal.ts
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

// builtin:os
var { EOL, constants: constants2, homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/system/runner-temp.ts
function runnerTemp(env) {
  return env["RUNNER_TEMP"] || tmpdir();
}
function makeTemporaryFolder(env, prefix) {
  const parent = runnerTemp(env);
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error2) {
    throw new StepError(
      `No folder can be made in ${parent} (${errorCode(error2)}). RUNNER_TEMP has to name one that can be written.`
    );
  }
}

// src/system/private-folder.ts
var STATE = "private-folder";
var PREFIX = "run-werf-";
function privateFolder(host2) {
  let path;
  return {
    path: () => {
      if (path === void 0) {
        const folder = makeTemporaryFolder(host2.env, PREFIX);
        saveOrRemove(host2, STATE, folder, [folder]);
        path = folder;
      }
      return path;
    }
  };
}
function saveOrRemove(host2, state, value, folders) {
  try {
    host2.saveState(state, value);
  } catch (error2) {
    removeFolders(host2, folders);
    throw error2;
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
function saveDestination(host2, { endpoint, logFile }) {
  host2.saveState(STATE2, JSON.stringify({ endpoint: endpoint?.href, logFile }));
}

// src/telemetry/record-files.ts
var spoolIn = (folder) => `${folder}/telemetry.jsonl`;
var startNotesIn = (folder) => `${folder}/begun.jsonl`;

// src/telemetry/relay.ts
var MAX_STRANGERS = 32;
var QUIET_TURNS = 4;
var MAX_TURNS = 2e3;
async function openRelay() {
  const takers = /* @__PURE__ */ new Map();
  const early = [];
  const waiting = [];
  let http;
  let news = 0;
  const noteNews = () => {
    news += 1;
  };
  const connections = boundedConnections(noteNews);
  const take = (received) => {
    if ([...takers.values()].includes(void 0)) {
      early.push(received);
      return;
    }
    const { token, body, answer } = received;
    takers.get(token)?.(body);
    answer();
  };
  const handOver = (socket, server2) => {
    server2.emit("connection", socket);
    socket.resume();
  };
  const server = await listen((socket) => {
    connections.add(socket);
    if (http === void 0) waiting.push(socket);
    else handOver(socket, http);
  });
  const { port } = server.address();
  return {
    url: (token) => {
      takers.set(token, void 0);
      return `http://127.0.0.1:${port}/${token}/v1/traces`;
    },
    accept: async (token, taker) => {
      takers.set(token, taker);
      for (const waited of early.splice(0)) take(waited);
      if (http !== void 0) return;
      const { relayServer } = await import("./chunks/relay-server.js");
      http ??= relayServer({
        knows: (token2, socket) => {
          const known = takers.has(token2);
          if (known) connections.trust(socket);
          return known;
        },
        take,
        progress: noteNews
      });
      for (const socket of waiting.splice(0)) if (!socket.destroyed) handOver(socket, http);
    },
    settled: async () => {
      let seen = news;
      for (let quiet = 0, turns = 0; quiet < QUIET_TURNS && turns < MAX_TURNS; turns += 1) {
        await new Promise(setImmediate);
        quiet = news === seen ? quiet + 1 : 0;
        seen = news;
      }
    },
    close: () => {
      takers.clear();
      server.close();
      connections.drop();
    }
  };
}
function boundedConnections(changed) {
  const sockets = /* @__PURE__ */ new Set();
  const strangers = /* @__PURE__ */ new Set();
  return {
    add: (socket) => {
      changed();
      socket.unref();
      sockets.add(socket);
      strangers.add(socket);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        changed();
        sockets.delete(socket);
        strangers.delete(socket);
      });
      const [oldest] = strangers;
      if (strangers.size <= MAX_STRANGERS || oldest === void 0) return;
      strangers.delete(oldest);
      oldest.destroy();
    },
    /** Notes that a connection has shown a token that is known. */
    trust: (socket) => {
      strangers.delete(socket);
    },
    drop: () => {
      for (const socket of sockets) socket.destroy();
    }
  };
}
var boundSocket = () => BoundSocket;
function listen(connected) {
  return new Promise((resolve2, reject) => {
    const server = createServer({ pauseOnConnect: true }, connected);
    server.on("error", reject);
    const listening = () => resolve2(server.unref());
    const BoundSocket2 = boundSocket();
    if (BoundSocket2 === void 0) server.listen(0, "127.0.0.1", listening);
    else server.listen({ handle: new BoundSocket2({ host: "127.0.0.1", port: 0 }) }, listening);
  });
}

// src/telemetry/start-notes.ts
var MAX_BYTES = 1024 * 1024;
function writeStartNote(path, command) {
  appendWhole(path, `${JSON.stringify(command)}
`, 384);
}
function removeStartNotes(path) {
  try {
    rmSync(path, { force: true });
  } catch {
  }
}

// src/telemetry/telemetry.ts
var FINISH_TIMEOUT_MS = 950;
var SPOOL_GRACE_MS = 50;
var NO_RESULT = { delivery: "none", executionId: "", projectId: "" };
var TELEMETRY_OFF = {
  command: () => ({ variables: { WERF_TELEMETRY: "0" }, started: () => void 0, ended: () => void 0 }),
  finish: async () => NO_RESULT
};
async function startTelemetry(host2, settings, folder) {
  const relay = await tryTo(host2, "relay", openRelay);
  const path = await tryTo(host2, "spool", async () => {
    const made = folder.path();
    saveDestination(host2, settings);
    return made;
  });
  return new ReportedStep(host2, settings, relay, path);
}
var ReportedStep = class {
  #host;
  #settings;
  #relay;
  #spoolPath;
  #startNotesPath;
  /** Aborts when telemetry may hold the step no longer. */
  #ending = new AbortController();
  /** Loaded with the first command that runs. */
  #session;
  #work = Promise.resolve();
  #commandCount = 0;
  #lastExecutionId = "";
  #hasFailed = false;
  #hasEnded = false;
  #result;
  constructor(host2, settings, relay, folder) {
    this.#host = host2;
    this.#settings = settings;
    this.#relay = relay;
    this.#spoolPath = folder === void 0 ? void 0 : spoolIn(folder);
    this.#startNotesPath = folder === void 0 ? void 0 : startNotesIn(folder);
  }
  command() {
    const executionId = this.#host.uuid();
    const token = Buffer.from(this.#host.random(16)).toString("hex");
    this.#noteStart(executionId);
    return {
      variables: variablesOfWerf(this.#relay, token),
      started: (command) => this.#next(async (session) => {
        this.#lastExecutionId = await session.started(command, executionId, token) ? executionId : "";
      }),
      ended: (command) => this.#next((session) => session.ended(command))
    };
  }
  finish() {
    this.#result ??= this.#finish();
    return this.#result;
  }
  async #finish() {
    if (this.#session === void 0) {
      this.#relay?.close();
      this.#removeStartNotes();
      return NO_RESULT;
    }
    const wasInTime = await this.#flushInTime();
    this.#hasEnded = true;
    this.#ending.abort("ended");
    this.#relay?.close();
    const session = await Promise.race([this.#session.catch(() => void 0), soon()]);
    if (session !== void 0) this.#removeStartNotes();
    const delivery = await session?.close() ?? "failed";
    return {
      executionId: this.#lastExecutionId,
      projectId: session?.projectId() ?? "",
      delivery: this.#hasFailed || !wasInTime ? "failed" : delivery
    };
  }
  /** Does one thing after the other, in the order of the calls, and none once something went wrong. */
  #next(task) {
    this.#session ??= this.#openSession();
    const session = this.#session;
    this.#work = this.#work.then(async () => {
      const opened = await session;
      if (!this.#hasFailed && !this.#hasEnded) await task(opened);
    }).catch((error2) => {
      this.#hasFailed = true;
      this.#relay?.close();
      this.#host.log.debug(`Telemetry failed: ${String(error2)}`);
    });
  }
  async #openSession() {
    const { openSession } = await import("./chunks/session.js");
    return openSession({
      host: this.#host,
      settings: this.#settings,
      relay: this.#relay,
      spoolPath: this.#spoolPath,
      ending: this.#ending.signal
    });
  }
  /** Tries to deliver all that waits, and says whether that was over before telemetry had held the step long enough. */
  async #flushInTime() {
    const deadline = setTimeout(() => this.#ending.abort("too late"), FINISH_TIMEOUT_MS);
    this.#next((session) => session.flush());
    const ended = this.#work.then(() => true);
    const late = untilAborted(this.#ending.signal).then(() => within(SPOOL_GRACE_MS, ended));
    const wasInTime = await Promise.race([ended, late]);
    clearTimeout(deadline);
    return wasInTime === true;
  }
  /** Notes that a command is about to start, for a step that is killed before it can keep its events. */
  #noteStart(executionID) {
    const note = { index: this.#commandCount, executionID, startedAt: this.#host.now() };
    this.#commandCount += 1;
    try {
      if (this.#startNotesPath !== void 0) writeStartNote(this.#startNotesPath, note);
    } catch (error2) {
      this.#host.log.debug(`The command cannot be noted for telemetry: ${String(error2)}`);
    }
  }
  #removeStartNotes() {
    if (this.#startNotesPath !== void 0) removeStartNotes(this.#startNotesPath);
  }
};
function variablesOfWerf(relay, token) {
  if (relay === void 0) return { WERF_TELEMETRY: "0" };
  return { WERF_TELEMETRY: "1", WERF_TELEMETRY_TRACE_URL: relay.url(token), WERF_TELEMETRY_LOG_FILE: void 0 };
}
async function tryTo(host2, what, task) {
  try {
    return await task();
  } catch (error2) {
    host2.log.debug(`The telemetry ${what} cannot be opened: ${String(error2)}`);
    return void 0;
  }
}
var soon = () => new Promise((resolve2) => setImmediate(() => resolve2(void 0)));

// src/reports/report-plan.ts
var USE_BUILD_REPORT = [
  "bundle publish",
  "converge",
  "helm get-autogenerated-values",
  "lint",
  "plan",
  "render",
  "stages copy"
];
var REPORT_COMMANDS = {
  "save-build-report": ["build", "bundle export", ...USE_BUILD_REPORT],
  "save-deploy-report": ["bundle apply", "converge"],
  "save-rollback-report": ["rollback"],
  "use-build-report": USE_BUILD_REPORT
};
var KINDS = ["build", "deploy", "rollback"];
function savesReports(words) {
  return KINDS.some((kind) => knowsOption(words, `save-${kind}-report`));
}
function planReports(command) {
  const build = planReport(command, "build");
  const [deploy, rollback] = [planReport(command, "deploy"), planReport(command, "rollback")];
  const variables = { ...build.variables, ...deploy.variables, ...rollback.variables };
  return { variables, build: build.path, deploy: deploy.path ?? rollback.path };
}
var NO_REPORT = { variables: {}, path: void 0 };
function planReport(command, kind) {
  const { words, env, workingDirectory, privateFolder: privateFolder2, index } = command;
  const saveOption = `save-${kind}-report`;
  const pathOption = `${kind}-report-path`;
  if (!knowsOption(words, saveOption)) return NO_REPORT;
  if (flagOf(command, `use-${kind}-report`) === true) return NO_REPORT;
  const save = flagOf(command, saveOption);
  if (save === false) return NO_REPORT;
  const saveVariable = save === void 0 ? { [variableName(saveOption)]: "1" } : {};
  const given = optionValue(words, pathOption) || env[variableName(pathOption)] || void 0;
  if (given !== void 0) {
    const path2 = jsonPath(given);
    return path2 === void 0 ? NO_REPORT : { variables: saveVariable, path: resolve(workingDirectory, path2) };
  }
  if (save === true) return { variables: {}, path: join(workingDirectory, `.werf-${kind}-report.json`) };
  const path = join(privateFolder2, `${index + 1}-${kind}-report.json`);
  return { variables: { ...saveVariable, [variableName(pathOption)]: path }, path };
}
function knowsOption(words, option) {
  return isOneOf(words, REPORT_COMMANDS[option] ?? []);
}
function flagOf({ words, env }, flag) {
  return knowsOption(words, flag) ? flagSetting(words, env, flag) : void 0;
}
function jsonPath(path) {
  const extension = /\.[^./\\]*$/.exec(path)?.[0];
  if (extension === void 0) return `${path}.json`;
  return extension === ".json" ? path : void 0;
}

// src/reports/expected-reports.ts
var NO_REPORTS = { variables: {}, build: void 0, deploy: void 0 };
async function expectReports(words, env, workingDirectory, folder, index) {
  if (!savesReports(words)) return NO_REPORTS;
  const privateFolder2 = pathOf(folder);
  if (privateFolder2 === void 0) return NO_REPORTS;
  const { variables, build, deploy } = planReports({ words, env, workingDirectory, privateFolder: privateFolder2, index });
  return { variables, build: await expectedAt(build), deploy: await expectedAt(deploy) };
}
function pathOf(folder) {
  try {
    return folder.path();
  } catch {
    return void 0;
  }
}
async function expectedAt(path) {
  if (path === void 0) return void 0;
  if (!existsSync(path)) return { path, markBefore: void 0 };
  const { reportMark } = await import("./chunks/report-files.js");
  return { path, markBefore: reportMark(path) };
}

// src/reports/plan-command.ts
var PLAN_COMMANDS = ["plan", "bundle plan"];
var DEPLOY_COMMANDS = ["converge", "bundle apply", "dismiss"];
function planOrDeploy(words) {
  if (isOneOf(words, PLAN_COMMANDS)) return "plan";
  return isOneOf(words, DEPLOY_COMMANDS) ? "deploy" : void 0;
}

// src/werf/late-reader.ts
var MAX_WAITING_BYTES = 8 * 1024 * 1024;
var LateReader = class {
  #load;
  #elapsed;
  #reader;
  #loading;
  #waiting = [];
  #waitingBytes = 0;
  #isLost = false;
  /** @param elapsed milliseconds on a clock that never goes back */
  constructor(load, elapsed2) {
    this.#load = load;
    this.#elapsed = elapsed2;
  }
  /** Sees each chunk. Never throws. */
  push = (chunk) => {
    if (this.#isLost) return;
    const reader = this.#reader;
    if (reader === void 0) this.#keep(chunk);
    else this.#guarded(() => reader.push(chunk, this.#elapsed()));
  };
  /** Whether some of what came could not be read; of a reader that was not asked yet, as far as that is known. */
  get isLost() {
    return this.#isLost;
  }
  /**
   * Asks the reader, which has seen all that came so far.
   * @returns undefined where nothing came, or it could not be read
   */
  async read(ask) {
    await this.#loading;
    const reader = this.#reader;
    return reader === void 0 ? void 0 : this.#guarded(() => ask(reader));
  }
  #keep(chunk) {
    this.#waiting.push({ chunk: Buffer.from(chunk), atMs: this.#elapsed() });
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#lose();
    else this.#loading ??= this.#start();
  }
  async #start() {
    try {
      const reader = await this.#load();
      if (this.#isLost) return;
      this.#reader = reader;
      this.#guarded(() => {
        for (const { chunk, atMs } of this.#waiting.splice(0)) reader.push(chunk, atMs);
      });
    } catch {
      this.#lose();
    }
  }
  #guarded(read2) {
    try {
      return read2();
    } catch {
      this.#lose();
      return void 0;
    }
  }
  #lose() {
    this.#isLost = true;
    this.#reader = void 0;
    this.#waiting = [];
  }
};

// src/reports/watch-rollout.ts
var READ_COMMANDS = ["build", "bundle apply", "bundle publish", "converge", "dismiss", "plan", "rollback"];
function isRead(words) {
  return isOneOf(words, READ_COMMANDS);
}
function watchRollout(words, env, elapsed2) {
  if (!isRead(words)) return void 0;
  return new LateReader(async () => (await import("./chunks/rollout-reading.js")).readerOf(words, env), elapsed2);
}

// src/werf/output-tail.ts
var TAIL_BYTES = 64 * 1024;
var STDOUT_TAIL_BYTES = 2 * TAIL_BYTES;
var OutputTail = class {
  #limit;
  #ring;
  /** Bytes seen so far. The next one goes to this number modulo the limit. */
  #seen = 0;
  /** @param limit bytes to keep, at least 1 */
  constructor(limit = TAIL_BYTES) {
    this.#limit = limit;
  }
  push(chunk) {
    this.#ring ??= new Uint8Array(this.#limit);
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#limit));
    const start = (this.#seen + chunk.length - kept.length) % this.#limit;
    const upToEnd = kept.subarray(0, this.#limit - start);
    this.#ring.set(upToEnd, start);
    this.#ring.set(kept.subarray(upToEnd.length), 0);
    this.#seen += chunk.length;
  }
  /** The bytes that were kept, in order. */
  bytes() {
    if (this.#ring === void 0) return new Uint8Array();
    if (!this.cut) return this.#ring.subarray(0, this.#seen);
    const oldest = this.#seen % this.#limit;
    return Buffer.concat([this.#ring.subarray(oldest), this.#ring.subarray(0, oldest)]);
  }
  /** Whether more came than was kept. */
  get cut() {
    return this.#seen > this.#limit;
  }
};

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
    for (let read2 = 0; read2 < length; ) {
      const count = readSync(device, bytes, read2, length - read2, null);
      if (count === 0) throw new Error("the device has an end");
      read2 += count;
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
  for (let attempt2 = 0; attempt2 < ATTEMPTS; attempt2 += 1) {
    try {
      writeSync(process.stdout.fd, text);
      return;
    } catch (error2) {
      if (errorCode(error2) !== "EAGAIN") return;
      Atomics.wait(waits, 0, 0, PAUSE_MS);
    }
  }
}

// src/werf/output-sink.ts
function toAll(sinks) {
  let sound = sinks;
  return (chunk) => {
    for (const sink of sound) {
      try {
        sink(chunk);
      } catch {
        sound = sound.filter((other) => other !== sink);
      }
    }
  };
}

// src/werf/pass-output.ts
var IDLE_CHECK_INTERVAL_MS = 100;
var MAX_IDLE_CHECKS = 50;
var MAX_IDLE_CHECKS_CANCELLED = 2;
var MAX_EARLY_CHUNKS = 64;
var MAX_LINE_BYTES = 64 * 1024;
var NOTHING_PRINTED = { lineIsOpen: false, missing: 0, failure: void 0 };
function passOn(stdout, stderr2, target) {
  const streams = [stdout, stderr2];
  const pause = () => {
    for (const { source: source2 } of streams) source2.pause();
  };
  const resume = () => {
    for (const { source: source2 } of streams) if (source2.isPaused()) source2.resume();
  };
  const early = [];
  let log;
  let loaded;
  let hasEnded3 = false;
  let trouble;
  const push = (from, chunk) => {
    try {
      log?.push(from, chunk);
    } catch (error2) {
      if (trouble !== void 0) return;
      trouble = errorCode(error2);
      log = plainLog(target, log);
      push(from, chunk);
      resume();
    }
  };
  const load = async () => {
    const made = await import("./chunks/output-log.js").then(
      ({ outputLog }) => outputLog(target, resume),
      () => plainLog(target)
    );
    if (hasEnded3) made.takeTheRest();
    log = made;
    for (const [from, chunk] of early.splice(0)) push(from, chunk);
    resume();
  };
  const take = (from, chunk) => {
    streams[from].sink(chunk);
    loaded ??= load();
    if (log === void 0) early.push([from, chunk]);
    else push(from, chunk);
    if (log === void 0 ? early.length > MAX_EARLY_CHUNKS : log.isFull()) pause();
  };
  const readers = [
    read(stdout.source, (chunk) => take(0, chunk)),
    read(stderr2.source, (chunk) => take(1, chunk))
  ];
  return {
    finish: async ({ cancelled, wholeStdout }) => {
      await loaded;
      log?.takeTheRest();
      hasEnded3 = true;
      resume();
      const maxChecks = cancelled ? MAX_IDLE_CHECKS_CANCELLED : MAX_IDLE_CHECKS;
      const [isWhole] = await Promise.all([
        readers[0].finish(maxChecks, wholeStdout),
        readers[1].finish(maxChecks, false)
      ]);
      await loaded;
      const end = log?.end() ?? NOTHING_PRINTED;
      return { ...end, wholeStdout: isWhole, trouble };
    }
  };
}
function plainLog({ streams }, failed) {
  try {
    failed?.end();
  } catch {
  }
  const starts = [Buffer.alloc(0), Buffer.alloc(0)];
  return {
    push: (from, chunk) => {
      const bytes = Buffer.concat([starts[from], chunk]);
      const end = bytes.length > MAX_LINE_BYTES ? bytes.length : bytes.lastIndexOf("\n") + 1;
      streams[from].write(bytes.subarray(0, end));
      starts[from] = bytes.subarray(end);
    },
    isFull: () => false,
    takeTheRest: () => void 0,
    end: () => {
      for (const from of [0, 1]) if (starts[from].length > 0) streams[from].write(`${starts[from]}
`);
      return NOTHING_PRINTED;
    }
  };
}
function read(source2, take) {
  let length = 0;
  let isOver = false;
  const ended = new Promise((resolve2) => source2.once("close", resolve2));
  source2.on("data", (chunk) => {
    if (isOver) return;
    length += chunk.length;
    take(chunk);
  });
  source2.on("error", () => source2.destroy());
  return {
    /**
     * A process that werf left behind can keep the stream open for ever: it ends when nothing comes any longer.
     * @param patient whether to wait for its end all the same, as long as there is time
     * @returns whether its end has come
     */
    finish: async (maxChecks, patient) => {
      let seen = -1;
      const isIdle = () => !patient && seen === length && !source2.isPaused();
      for (let check = 0; check < maxChecks && !isIdle() && !source2.closed; check += 1) {
        seen = length;
        const timer = Promise.withResolvers();
        const timeout = setTimeout(timer.resolve, IDLE_CHECK_INTERVAL_MS);
        await Promise.race([ended, timer.promise]);
        clearTimeout(timeout);
      }
      isOver = true;
      if (source2.readableEnded || source2.closed) return source2.readableEnded && source2.errored === null;
      source2.resume();
      if ("unref" in source2 && typeof source2.unref === "function") source2.unref();
      return false;
    }
  };
}

// src/werf/process.ts
var TERMINATE_AFTER_MS = 6e3;
var KILL_AFTER_MS = 8e3;
var LEAVE_AFTER_MS = 8600;
async function startWerf(options) {
  const { path, words, workingDirectory, env, platform, cancellation, pipes, spotted, wholeStdout } = options;
  const ownGroup = platform !== "win32";
  const notes = /* @__PURE__ */ new Set();
  const child = await spawned(path, words, notes, pipes, {
    cwd: workingDirectory,
    env: { ...env },
    stdio: ["ignore", ...pipes?.writeEnds ?? ["pipe", "pipe"]],
    // A group of its own, so that all of it can be killed, and so that a terminal's Ctrl-C comes only through here.
    detached: ownGroup
    // No `windowsHide`: where all output is piped, it gives werf a console of its own, which the runner's Ctrl-C misses.
  });
  const [stdout, stderr2] = pipes?.read() ?? [child.stdout, child.stderr];
  const output = passOn(
    { source: stdout, sink: toAll(options.stdout) },
    { source: stderr2, sink: toAll(options.stderr) },
    { streams: [process.stdout, spotted === void 0 ? standardError() : process.stdout], spotted }
  );
  const signalNumber = watchSignal(child, [stdout, stderr2], EXIT_GRACE_MS);
  return { ended: whenEnded({ child, ownGroup, cancellation, output, wholeStdout, notes, signalNumber }) };
}
function spawned(path, words, notes, pipes, options) {
  return new Promise((resolve2, reject) => {
    const fail = (error2) => {
      pipes?.close();
      import("./chunks/not-started.js").then(
        ({ notStarted: notStarted2 }) => reject(notStarted2(path, options.cwd, error2)),
        () => reject(error2)
      );
    };
    try {
      const child = spawn(path, words, options);
      child.on("error", (error2) => {
        if (child.pid === void 0) fail(error2);
        else notes.add(`A signal could not be sent to werf: ${errorCode(error2)}.`);
      });
      child.once("spawn", () => resolve2(child));
    } catch (error2) {
      fail(error2);
    } finally {
      pipes?.closeWriteEnds();
    }
  });
}
async function whenEnded(running) {
  const { child, cancellation, output, wholeStdout, notes, signalNumber } = running;
  const timers = [];
  const exitCode = await new Promise((resolve2) => {
    child.once("exit", (code, name) => {
      const signal = signalNumber() ?? (name === null ? 0 : constants2.signals[name]);
      resolve2(signal === 0 && code !== null ? code : 128 + signal);
    });
    const stopListening = cancellation.listen((signal) => {
      if (running.ownGroup) child.kill(signal);
      if (timers.length === 0) timers.push(...escalate(running, () => resolve2(cancelledExitCode(signal))));
    });
    child.once("exit", stopListening);
  });
  for (const timer of timers) clearTimeout(timer);
  const end = await output.finish({ cancelled: cancellation.cancelledBy() !== void 0, wholeStdout });
  if (end.trouble !== void 0) notes.add(`What werf printed may not be whole in this log: ${end.trouble}.`);
  return { ...end, exitCode, pid: child.pid, notes: [...notes] };
}
function escalate({ child, ownGroup, notes }, left) {
  const leave = () => {
    notes.add(`werf could not be ended and may still run, as process ${child.pid}.`);
    child.unref();
    left();
  };
  const kill = () => {
    if (!killTree(child, ownGroup)) leave();
  };
  return [
    ...ownGroup ? [setTimeout(() => child.kill("SIGTERM"), TERMINATE_AFTER_MS)] : [],
    setTimeout(kill, KILL_AFTER_MS),
    setTimeout(leave, LEAVE_AFTER_MS)
  ];
}

// src/step/commands.ts
var SETTLING_MS = 10;
async function runCommands(context) {
  const { host: host2, werf, cancellation } = context;
  const { commands } = werf;
  const results = [];
  const spotted = /* @__PURE__ */ new Set();
  if (commands.length === 0) context.started();
  for (const [index, command] of commands.entries()) {
    if (cancellation.cancelledBy() !== void 0 || results.at(-1)?.failed === true) break;
    let group;
    try {
      group = commands.length > 1 ? await groupTitle(command, index, commands.length) : void 0;
      if (group !== void 0) host2.log.startGroup(group);
      results.push(await runCommand(context, command, index, spotted));
    } catch (error2) {
      return { results, error: error2 };
    } finally {
      if (group !== void 0) endGroup2(host2, group, results[index]);
    }
  }
  if (spotted.size > 0) await sayWhatWasSpotted(host2.log, spotted);
  return { results };
}
async function sayWhatWasSpotted(log, spotted) {
  try {
    log.notice((await import("./chunks/command-spotter.js")).spottedNotice(spotted));
  } catch (error2) {
    log.debug(`What werf printed as workflow commands cannot be named: ${error2}`);
  }
}
async function groupTitle({ words }, index, count) {
  const { commandName } = await import("./chunks/name.js");
  return `${commandName(words)} (${index + 1} of ${count})`;
}
async function runCommand(context, command, index, spotted) {
  const { host: host2, inputs, werf, outputFile, folder, telemetry, traces, cancellation, started } = context;
  const { workingDirectory, allowedExitCodes: allowedExitCodes2, workflowCommands } = inputs;
  const { words, env, userEnv } = command;
  const commandTelemetry = telemetry.command();
  const reports = await expectReports(words, userEnv, workingDirectory, folder, index);
  const pipes = await context.pipes.take();
  const stderrTail = new OutputTail();
  const stdoutTail = new OutputTail(STDOUT_TAIL_BYTES);
  const rollout = watchRollout(words, userEnv, host2.elapsed);
  const plan2 = planReader(words, userEnv, host2.elapsed);
  const startedAt = host2.now();
  const startedElapsed = host2.elapsed();
  const trace = traces?.command(words, startedAt);
  const end = await writingToLog(context, async () => {
    const running = await startWerf({
      path: werf.path,
      words,
      workingDirectory,
      env: withVariables(env, reports.variables, commandTelemetry.variables, trace ?? {}),
      platform: host2.platform,
      cancellation,
      pipes,
      spotted: workflowCommands ? void 0 : spotted,
      stdout: [tailOf(stdoutTail), outputFile?.write, rollout?.push, plan2?.push].filter((sink) => sink !== void 0),
      stderr: [tailOf(stderrTail)],
      wholeStdout: outputFile !== void 0
    });
    const settled = within(SETTLING_MS, running.ended).catch(() => void 0);
    if (index === 0) void settled.then(started);
    const version = settled.then(() => werf.version.ask());
    commandTelemetry.started({ words, startedAt, userEnv, workingDirectory, version });
    return running.ended;
  });
  const { exitCode } = end;
  const durationMs = Math.round(host2.elapsed() - startedElapsed);
  commandTelemetry.ended({ endedAt: host2.now(), exitCode, durationMs });
  if (!end.wholeStdout) outputFile?.cutShort();
  sayHowItEnded(host2, end);
  const cancelled = cancellation.cancelledBy() !== void 0;
  return {
    words,
    exitCode,
    startedAt,
    startedElapsed,
    durationMs,
    pid: end.pid,
    failed: !allowedExitCodes2.has(exitCode),
    cancelled,
    reports,
    stderrTail,
    stdoutTail,
    rollout: await rollout?.read((reader) => reader.end(host2.elapsed())),
    userEnv,
    plan: plan2
  };
}
async function writingToLog({ host: host2, inputs }, run) {
  host2.log.otherWrites(inputs.workflowCommands ? void 0 : Buffer.from(host2.random(16)).toString("hex"));
  let lineIsOpen = false;
  try {
    const end = await run();
    lineIsOpen = end.lineIsOpen;
    return end;
  } finally {
    host2.log.otherEnded(lineIsOpen);
  }
}
function sayHowItEnded({ log }, { notes, missing, failure }) {
  for (const note of notes) log.notice(note);
  if (missing > 0)
    log.notice(`${missing} bytes of what werf printed are not in this log: nobody read it for too long.`);
  if (failure !== void 0)
    log.debug(`The log could not be written any more, most often for want of a reader: ${failure}`);
}
var tailOf = (tail) => (chunk) => tail.push(chunk);
function planReader(words, env, elapsed2) {
  if (planOrDeploy(words) !== "plan") return void 0;
  return new LateReader(async () => (await import("./chunks/plan-reader.js")).planReaderOf(words, env), elapsed2);
}
function endGroup2({ log }, title, result) {
  log.endGroup();
  if (result === void 0) return;
  log.info(`${title} ended with exit code ${result.exitCode} after ${(result.durationMs / 1e3).toFixed(1)} s.`);
}

// src/step/step.ts
async function runStep(host2) {
  const cancellation = watchCancellation(host2.platform);
  let exitCode;
  try {
    exitCode = await readyAndRun(host2, cancellation);
  } catch (error2) {
    exitCode = sayFailure(host2, cancellation, error2);
  }
  setRemainingOutputs(host2);
  host2.log.flush();
  const cancelledBy = cancellation.cancelledBy();
  return cancelledBy === void 0 ? exitCode : cancelledExitCode(cancelledBy);
}
async function readyAndRun(host2, cancellation) {
  const startTime = host2.now();
  const consent = decideConsent(host2.input("telemetry"), host2.env);
  announce(host2, consent);
  host2.setOutput("telemetry", consent.on ? "on" : "off");
  host2.writeOutputs();
  let inputs;
  try {
    inputs = await readInputs(host2.input, host2.env, host2.cwd);
  } catch (error2) {
    return endEarly(host2, cancellation, error2, ({ endRefused }) => endRefused(host2, startTime, cancellation.aborted));
  }
  const traces = inputs.traces ? await tryToTrace(host2, startTime, cancellation.aborted) : void 0;
  if (traces !== void 0) {
    host2.setOutput("trace-id", traces.traceId);
    host2.writeOutputs();
  }
  try {
    return await runTraced(host2, consent, inputs, cancellation, traces);
  } finally {
    await traces?.finish({ commands: [], failure: "_OTHER", cancelled: cancellation.aborted.aborted });
  }
}
async function runTraced(host2, consent, inputs, cancellation, traces) {
  const folder = privateFolder(host2);
  const pipes = pipeMaker(host2, () => consent.on ? folder.path() : runnerTemp(host2.env));
  const cancelled = cancellation.aborted;
  const phase = traces?.phase ?? runUnseen;
  if (inputs.commands.length > 0) pipes.prepare();
  const context = { host: host2, inputs, folder, pipes, cancelled, phase };
  let outputFile;
  let werf;
  try {
    outputFile = inputs.outputFile === void 0 ? void 0 : await openOutput(inputs.outputFile);
    werf = await phase("ready", () => getReady(context));
  } catch (error2) {
    return endEarly(host2, cancellation, error2, ({ endUnready }) => endUnready(host2, inputs, cancelled));
  }
  if (inputs.commands.length === 0) host2.log.info(`No command to run. werf is ready: ${werf.path}`);
  const telemetry = consent.on && inputs.commands.length > 0 ? await openTelemetry(host2, inputs, folder) : TELEMETRY_OFF;
  const started = () => {
    void werf.version.ask();
    loadEnding().catch(() => void 0);
    traces?.prepareToSend(inputs.workingDirectory);
  };
  const commands = { host: host2, inputs, werf, outputFile, folder, pipes, telemetry, traces, cancellation, started };
  const ran = await runCommands(commands);
  const truncated = outputFile?.close();
  const failures = [ran.error];
  try {
    const { endStep } = await loadEnding();
    await endStep({ host: host2, inputs, werf, ran, telemetry, traces, isTruncated: truncated !== void 0, cancelled });
  } catch (error2) {
    failures.push(error2);
    await telemetry.finish();
    werf.version.close();
  }
  failures.push(truncated);
  const codes = failures.flatMap((failure) => failure === void 0 ? [] : sayFailure(host2, cancellation, failure));
  const last = ran.results.at(-1);
  return last?.failed === true ? last.exitCode : codes[0] ?? 0;
}
async function tryToTrace(host2, startTime, cancelled) {
  try {
    return await (await import("./chunks/traces.js")).openTraces(host2, startTime, cancelled);
  } catch (error2) {
    host2.log.notice(`No trace is sent: ${error2 instanceof Error ? error2.message : error2}`);
    return void 0;
  }
}
async function openOutput(path) {
  return (await import("./chunks/output-file.js")).openOutputFile(path);
}
async function endEarly(host2, cancellation, error2, end) {
  const exitCode = sayFailure(host2, cancellation, error2);
  try {
    await end(await import("./chunks/unready.js"));
  } catch (trouble) {
    host2.log.debug(String(trouble));
  }
  return exitCode;
}
function setRemainingOutputs(host2) {
  for (const name of OUTPUT_NAMES) if (!host2.hasOutput(name)) host2.setOutput(name, OUTPUT_DEFAULTS[name] ?? "");
  try {
    host2.writeOutputs();
  } catch (error2) {
    host2.log.debug(String(error2));
  }
}
var loadEnding = () => import("./chunks/ending.js");
function announce(host2, { message, notices }) {
  host2.log.info(message);
  for (const notice2 of notices) host2.log.notice(notice2);
}
function openTelemetry(host2, inputs, folder) {
  const { telemetryEndpoint: endpoint, telemetryLogFile: logFile } = inputs;
  return startTelemetry(host2, { endpoint, logFile }, folder);
}
function sayFailure(host2, cancellation, error2) {
  if (cancellation.cancelledBy() === void 0) return showFailure(host2, error2);
  host2.log.debug(`After the cancellation: ${error2 instanceof Error ? error2.stack ?? error2.message : error2}`);
  return 1;
}
function showFailure(host2, error2) {
  if (isStepError(error2)) {
    host2.log.error(error2.message);
  } else if (isMachineTrouble(error2)) {
    host2.log.error(`The runner does not let the step go on: ${error2.message}. RUNNER_TEMP is ${runnerTemp(host2.env)}.`);
  } else {
    host2.log.error(
      `run-werf failed inside: ${error2 instanceof Error ? error2.message : String(error2)}. Please report it.`
    );
    host2.log.debug(error2 instanceof Error ? error2.stack ?? "" : "");
  }
  return 1;
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
function expectEnd(log) {
  let firstFailure;
  process.on("uncaughtException", (error2) => {
    firstFailure ??= error2;
  });
  const noEnd = () => {
    log.otherEnded(true);
    const why = firstFailure instanceof Error ? `: ${firstFailure.message}` : "";
    log.error(`The step lost what it waited for, and ends${why}. Run it again; with debug logging it says more.`);
  };
  process.once("beforeExit", noEnd);
  return () => {
    process.off("beforeExit", noEnd);
  };
}

// src/main.ts
var host = createHost(INPUT_NAMES);
forgiveSideWork(host.log);
var hasEnded2 = expectEnd(host.log);
process.exitCode = 1;
process.exitCode = await runStep(host);
hasEnded2();
