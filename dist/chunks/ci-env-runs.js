var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

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

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

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
function readRegularFile(path, limit) {
  return fromRegularFile(
    path,
    { followsLinks: false },
    (file, { size }) => size <= limit ? readOpenFile(file, size) : void 0
  );
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
function writePrivateFile(path, text) {
  try {
    writeFileSync(path, text, { mode: 384, flag: "wx" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(`${path} cannot be written: ${reason}. RUNNER_TEMP has to name a folder with room for it.`);
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
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    return left.length > 0 ? left : [path];
  }
}

// builtin:os
var { EOL, constants: constants2, homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/system/private-folder.ts
var CLEANUP_STATE = "cleanup-folders";
function saveCleanupFolders(host, paths) {
  if (paths.length > 0) saveOrRemove(host, CLEANUP_STATE, JSON.stringify(paths.map(withoutLinks)), paths);
}
function saveOrRemove(host, state, value, folders) {
  try {
    host.saveState(state, value);
  } catch (error) {
    removeFolders(host, folders);
    throw error;
  }
}
function withoutLinks(path) {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}
var MAX_NAMED = 5;
function removeFolders(host, folders) {
  const left = folders.flatMap((folder) => removeAll(folder, host.platform));
  if (left.length === 0) return;
  for (const path of left) {
    try {
      overwriteFile(path, "");
    } catch {
    }
  }
  const more = left.length > MAX_NAMED ? `, and ${left.length - MAX_NAMED} more` : "";
  host.log.notice(
    `These files of the step could not be removed from the runner, and may hold secrets: ${left.slice(0, MAX_NAMED).join(", ")}${more}. Remove them by hand.`
  );
}

// src/prepare/ci-env.ts
import { rm } from "node:fs/promises";

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
    child.on("error", (error) => {
      if (child.pid === void 0) settle(notStarted(error));
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
    const isRead = readAll(streams, onOutput, () => endIfOver());
    const end = () => settle({ ...howItEnded(child, signalNumber()), stdout: stdout() });
    const endIfOver = () => {
      if (!isRead() || !hasEnded(child)) return;
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
  const stderr = onOutput === void 0 ? "ignore" : "pipe";
  const stdio = pipes === void 0 ? ["ignore", "pipe", stderr] : ["ignore", ...pipes.writeEnds];
  return { cwd, env: { ...env }, stdio: [...stdio], detached: ownGroup };
}
var notStarted = (error) => ({ exitCode: null, killedBy: null, stdout: "", error });
function howItEnded({ exitCode, signalCode }, signal) {
  if (signal === void 0 || signalCode !== null) return { exitCode, killedBy: signalCode };
  return { exitCode: null, killedBy: `signal ${signal}` };
}
var hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;
function tryToSpawn(file, args, options) {
  try {
    return spawn(file, args, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
function streamsOf({ stdout, stderr }) {
  const streams = [stdout, stderr];
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
  import("./windows-process-tree.js").then(
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
  } catch (error) {
    return errorCode(error) !== "EPERM";
  }
}

// src/system/inside.ts
function isInside(folder, path, rules = path_exports) {
  const way = rules.relative(folder, path);
  return way !== ".." && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}

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
function withoutLastWord(text) {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/system/workflow-event.ts
async function pullRequestEvent(env, log) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return void 0;
  if (!isRegularFile(env["GITHUB_EVENT_PATH"])) return void 0;
  try {
    const { context } = await import("./github-context.js");
    const { eventName, payload } = context;
    if (eventName !== "pull_request" || payload.pull_request === void 0) return void 0;
    const { head, base } = payload.pull_request;
    const commit = head?.sha;
    return {
      headCommit: typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0,
      // A fork that is gone has no repository any more.
      isFromFork: base?.repo?.full_name !== void 0 && head?.repo?.full_name !== base.repo.full_name
    };
  } catch (error) {
    log.debug(`The event of this workflow could not be read: ${error}`);
    return void 0;
  }
}
function isRegularFile(path) {
  return path !== void 0 && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

// src/werf/error-text.ts
import { StringDecoder } from "node:string_decoder";

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/werf/terminal-line.ts
var CONTROL = /[^\P{Cc}\t]/gu;
function terminalLine(line) {
  const text = line.trimEnd();
  return text.slice(text.lastIndexOf("\r") + 1).replace(CONTROL, "");
}

// src/werf/error-text.ts
var MAX_TAIL_BYTES = 64 * 1024;
var STAMP_PART = "(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)";
var ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  "s"
);
function errorText(tail) {
  const kept = tail.bytes();
  const bytes = kept.subarray(-MAX_TAIL_BYTES);
  const isCut = tail.cut || bytes.length < kept.length;
  let start = 0;
  while (isCut && isContinuation(bytes[start])) start += 1;
  const text = new StringDecoder("utf8").write(Buffer.from(bytes.subarray(start)));
  if (!isCut) return clean(text);
  const wholeLines = text.includes("\n") ? clean(text.slice(text.indexOf("\n") + 1)) : "";
  return wholeLines || clean(text.replace(/^\S*\s*/, ""));
}
function clean(text) {
  return stripVTControlCharacters(text).split("\n").map(terminalLine).join("\n").trimEnd();
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

// src/werf/registry-hint.ts
var REFUSAL = /\b(?:40[13]\b|forbidden|denied|unauthorized|permission_denied)/i;
var CLUSTER = /ImagePull|ErrImage|Failed to pull image|Back-off pulling/i;
var PACKAGES_API = /gitHub packages (?:forbidden|unauthorized)\b/i;
var UNREACHABLE = /no such host|connection refused|connection reset|i\/o timeout|network is unreachable|no route to host|deadline exceeded|handshake timeout|server misbehaving|x509:|proxyconnect|\bEOF\b/i;
function isRegistryRefusal(output, env) {
  return PACKAGES_API.test(output) || refusing(output, env) !== void 0;
}
function registryHint(output, { env, isFromFork }) {
  if (PACKAGES_API.test(output)) {
    return 'werf removes images through the API of GitHub, for which the token of the job is not enough. Set WERF_REPO_GITHUB_TOKEN under "env:" to a personal access token (classic) with the scopes read:packages and delete:packages, from a secret';
  }
  const registry = refusing(output, env);
  if (registry === void 0) return void 0;
  if (isFromFork) {
    return `${registry} refused the token: for a pull request from a fork it may only read, whatever "permissions:" says. Build what needs no push (ci-env: false, no --repo), or push when it is merged`;
  }
  const permissions = `A job that pushes or removes images needs "permissions: packages: write" ("packages: read" to pull only), and the package must give this repository access`;
  if (registry === "ghcr.io") {
    return isGithubCom(env) ? `ghcr.io refused the token. ${permissions}` : `ghcr.io refused the token, which is of ${serverOf(env)} and means nothing there. Name the registry of that server with --repo, such as containers.${serverOf(env)}, and log in to it before this step with docker/login-action`;
  }
  return `${registry} refused the token. Log in to it before this step, with docker/login-action, because werf ci-env logs in to ghcr.io alone. ${permissions}`;
}
function unreachableHint(output) {
  if (!/\blog ?in\b/i.test(output) || !UNREACHABLE.test(output)) return void 0;
  return 'ghcr.io cannot be reached from here. Where no image is there, set WERF_LOGIN_TO_REGISTRY=0 under "env:", which leaves the login out, or turn werf ci-env off with "ci-env: false"';
}
function refusing(output, env) {
  const server = serverOf(env);
  const registries = ["ghcr.io", ...isGithubCom(env) ? [] : [`containers.${server}`, `docker.${server}`]];
  return registries.find((registry) => {
    const named = new RegExp(`(?<![\\w.-])${registry.replaceAll(/[^\w]/g, "\\$&")}(?!\\.?[\\w-])`, "i");
    return output.split("\n").some((line) => named.test(line) && REFUSAL.test(line) && !CLUSTER.test(line));
  });
}
function isGithubCom(env) {
  return serverOf(env) === "github.com";
}
function serverOf(env) {
  const url = env["GITHUB_SERVER_URL"] ?? "";
  return URL.canParse(url) ? new URL(url).hostname : "github.com";
}

// src/prepare/ci-env-file.ts
var NAME = /^(?:WERF_[A-Za-z0-9_]+|DOCKER_CONFIG)$/;
function parseCiEnv(text) {
  const variables = text.split("\n").flatMap((line) => {
    const end = line.indexOf("=");
    return NAME.test(line.slice(0, Math.max(end, 0))) ? [[line.slice(0, end), line.slice(end + 1)]] : [];
  });
  return Object.fromEntries(variables);
}
function ciEnvSecrets(variables) {
  return Object.entries(variables).flatMap(
    ([name, value]) => /TOKEN|PASSWORD|SECRET/.test(name) && value !== "" ? [value] : []
  );
}

// src/prepare/docker-config.ts
function dockerConfigCopies(variables, env) {
  const names = ["DOCKER_CONFIG", "WERF_DOCKER_CONFIG"];
  const before = new Set(names.map((name) => env[name]));
  const named = names.flatMap((name) => variables[name] ?? []);
  return [...new Set(named)].filter((path) => !before.has(path) && isDockerConfigCopy(path));
}
function isDockerConfigCopy(path) {
  return /^werf-.*docker-config-[^/\\]*$/.test(path.split(/[/\\]/).at(-1) ?? "");
}

// src/prepare/ci-env.ts
var KILL_GRACE_MS = 3e3;
var MAX_OUTPUT_BYTES2 = 16e3;
var MAX_MESSAGE_BYTES = 2e3;
var MAX_FILE_BYTES = 4e6;
var NO_LOGIN = { WERF_LOGIN_TO_REGISTRY: "0", GITHUB_ACTOR: void 0 };
async function runCiEnv(options) {
  const { env, folder, githubToken, log, projectOptions } = options;
  if (githubToken !== "") log.mask(githubToken);
  const file = join(folder, "ci-env");
  writePrivateFile(file, "");
  try {
    await runWerf(options, ["ci-env", "github", "--as-env-file", "--output-file-path", file, ...projectOptions]);
    const written = readRegularFile(file, MAX_FILE_BYTES);
    if (written === void 0) throw new StepError("werf ci-env github wrote no file of variables.");
    const variables = parseCiEnv(written.toString("utf8"));
    for (const secret of ciEnvSecrets(variables)) log.mask(secret);
    const copies = dockerConfigCopies(variables, env);
    return { variables, cleanup: copies.filter((path) => !isInside(folder, path)) };
  } finally {
    await rm(file, { force: true });
  }
}
async function runWerf(options, argv) {
  const { werf, cwd, env, githubToken, folder, platform, signal } = options;
  const output = new OutputTail(MAX_OUTPUT_BYTES2);
  signal.throwIfAborted();
  const pipes = await options.pipes.take();
  const running = runHelper(werf, argv, {
    cwd,
    env: {
      ...env,
      ...githubToken === "" ? {} : { GITHUB_TOKEN: githubToken },
      ...options.login || env["WERF_LOGIN_TO_REGISTRY"] ? {} : NO_LOGIN,
      // The helper is no command of the user's, so it is not reported.
      WERF_TELEMETRY: "0",
      // Its copy of the Docker configuration holds the token: here the post step finds it even after a cancellation.
      WERF_TMP_DIR: folder
    },
    platform,
    signal,
    grace: KILL_GRACE_MS,
    mustSucceed: true,
    onOutput: (text) => output.push(Buffer.from(text)),
    pipes
  });
  options.pipes.prepare();
  const result = await running;
  signal.throwIfAborted();
  if (result?.exitCode !== 0) throw await failure(result, errorText(output), options);
}
async function failure(result, output, { werf, cwd, env, githubToken: token, log }) {
  if (result?.error !== void 0) {
    const { notStarted: notStarted2 } = await import("./not-started.js");
    return notStarted2(werf, cwd, result.error);
  }
  const shown = shortenBytes((token === "" ? output : output.replaceAll(token, "***")).trim(), MAX_MESSAGE_BYTES);
  const how = result?.killedBy ? `was ended by ${result.killedBy}` : `failed with exit code ${result?.exitCode}`;
  const isFromFork = isRegistryRefusal(output, env) && (await pullRequestEvent(env, log))?.isFromFork === true;
  const hint = unreachableHint(output) ?? registryHint(output, { env, isFromFork });
  return new StepError(
    [
      `werf ci-env github ${how}: ${shown || "it printed nothing"}`,
      hint ?? 'Mend this, or turn it off with "ci-env: false"'
    ].join("\n")
  );
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

// src/prepare/project.ts
var VALUES = ["dir", "config", "config-templates-dir", "git-work-tree"];
var FLAGS = ["dev", "loose-giterminism"];
var CONFIG_NAMES = ["werf.yaml", "werf.yml"];
function projectOf(words, env, workingDirectory) {
  const absolute = (folder2, path) => isAbsolute(path) ? path : join(folder2, path);
  const folder = absolute(workingDirectory, optionValue(words, "dir") ?? env["WERF_DIR"] ?? "");
  const config = optionValue(words, "config") ?? env["WERF_CONFIG"] ?? "";
  const given = (name) => {
    const value = optionValue(words, name);
    return value === void 0 ? [] : [`--${name}=${value}`];
  };
  return {
    configs: config === "" ? CONFIG_NAMES.map((name) => join(folder, name)) : [absolute(workingDirectory, config)],
    options: [...VALUES.flatMap(given), ...FLAGS.flatMap((name) => flagWord(words, name) ?? [])],
    environment: given("env")
  };
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

// src/prepare/registry-login.ts
var GITHUB_REGISTRY = /^(?:[a-z]+:\/\/)?(?:ghcr\.io|docker\.pkg\.github\.com)(?:[:/]|$)/i;
function leavesRepoToCiEnv(words, env) {
  return repoOf(words, env) === "" && (words.length === 0 || takesRepo(words)) && !isLocal(words, env);
}
function isLocal(words, env) {
  return repoOf(words, env) === "" && worksWithoutRepo(words) && flagSetting(words, env, "dev") === true;
}
function needsGithubLogin(words, env) {
  if (leavesRepoToCiEnv(words, env)) return true;
  const given = untilDoubleDash(words).map((word) => word.startsWith("-") ? word.slice(word.indexOf("=") + 1) : word);
  const isOverridden = optionValue(words, "repo") !== void 0;
  const inVariables = Object.entries(env).flatMap(
    ([name, value]) => name.startsWith("WERF_") && value !== void 0 && !(name === "WERF_REPO" && isOverridden) ? [value] : []
  );
  return [...given, ...inVariables].some((value) => GITHUB_REGISTRY.test(value));
}
function repoOf(words, env) {
  return optionValue(words, "repo") ?? env["WERF_REPO"] ?? "";
}

// src/prepare/ci-env-runs.ts
async function runCiEnvs(context, planned) {
  const { host, inputs, env } = context;
  const cleanup = [];
  if (planned.length === 0) {
    if (inputs.ciEnv !== true) return [];
    const project = projectOf([], env, inputs.workingDirectory);
    const pipes = { ...context.pipes, prepare: () => void 0 };
    const variables = await run({ ...context, pipes }, project, needsGithubLogin([], env), cleanup);
    for (const [name, value] of Object.entries(variables)) host.exportVariable(name, value ?? "");
    return [];
  }
  const byProject = /* @__PURE__ */ new Map();
  const keyOf = ({ options }) => JSON.stringify(options);
  for (const { project, usesCiEnv } of planned) {
    if (!usesCiEnv || byProject.has(keyOf(project))) continue;
    const ofProject = planned.filter((other) => keyOf(other.project) === keyOf(project));
    const login = ofProject.some(({ words }) => needsGithubLogin(words, env));
    byProject.set(keyOf(project), await run(context, project, login, cleanup));
  }
  const [first = {}] = byProject.values();
  return planned.map(({ words, project, takesRepo: takesRepo2 }) => {
    const variables = byProject.get(keyOf(project)) ?? (takesRepo2 ? {} : first);
    if (!takesRepo2 || !isLocal(words, env)) return variables;
    const { WERF_REPO: _, ...rest } = variables;
    return rest;
  });
}
async function run(context, project, login, cleanup) {
  const { host, inputs, folder, pipes, cancelled, phase, werf, env } = context;
  const { variables, cleanup: more } = await phase(
    "ci-env",
    () => runCiEnv({
      werf,
      cwd: inputs.workingDirectory,
      env,
      projectOptions: [...project.options, ...project.environment],
      login,
      githubToken: inputs.githubToken,
      folder: folder.path(),
      pipes,
      platform: host.platform,
      log: host.log,
      signal: cancelled
    })
  );
  cleanup.push(...more);
  saveCleanupFolders(host, cleanup);
  return variables;
}
export {
  runCiEnvs
};
