// builtin:child_process
var { spawn } = process.getBuiltinModule("node:child_process");

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

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
  return new Promise((resolve) => {
    const ownGroup = platform !== "win32";
    const child = signal.aborted ? void 0 : tryToSpawn(file, args, spawnOptions(options, ownGroup));
    pipes?.closeWriteEnds();
    if (child === void 0 || child instanceof Error) {
      pipes?.close();
      return resolve(child && notStarted(child));
    }
    const streams = pipes?.read() ?? streamsOf(child);
    let timer;
    const settle = (result) => {
      signal.removeEventListener("abort", abort);
      clearTimeout(timer);
      for (const stream of streams) stream.destroy();
      child.unref();
      resolve(result);
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

// src/programs/git.ts
async function askShallowClone(options) {
  const answer = (await askGit(["rev-parse", "--is-shallow-repository"], options))?.trim();
  return answer === "true" || answer === "false" ? answer === "true" : void 0;
}
async function parentsOfHead(options) {
  const commit = await askGit(["cat-file", "commit", "HEAD"], options);
  const [header] = commit?.split("\n\n", 1) ?? [];
  return header?.split("\n").flatMap((line) => /^parent ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
}
async function timeOfHead(options) {
  const [header = ""] = (await askGit(["cat-file", "commit", "HEAD"], options))?.split("\n\n", 1) ?? [];
  const seconds = /(?:^|\n)committer [^\n]* (\d{1,12}) [+-]\d{4}(?:\n|$)/.exec(header)?.[1];
  return seconds === void 0 ? void 0 : Number(seconds);
}
async function refusesOwner(options) {
  let output = "";
  const inEnglish = { ...options, env: { ...options.env, LC_ALL: "C" }, onOutput: (text) => output += text };
  await runGit(["rev-parse", "--git-dir"], inEnglish);
  return /dubious ownership|unsafe repository/.test(output);
}
var FETCH_NOTHING = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };
var ANSWER_TIMEOUT_MS = 1e4;
async function askGit(args, options) {
  const result = await runGit(args, options);
  return result?.exitCode === 0 ? result.stdout : void 0;
}
function runGit(args, options) {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  return runHelper("git", args, { ...options, env: { ...options.env, ...FETCH_NOTHING }, signal });
}
export {
  askGit,
  askShallowClone,
  parentsOfHead,
  refusesOwner,
  timeOfHead
};
