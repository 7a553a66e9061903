import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/dotenv/dist/index.cjs
var require_dist = __commonJS({
  "node_modules/dotenv/dist/index.cjs"(exports, module) {
    var j = (e, n) => () => {
      try {
        return n || e((n = { exports: {} }).exports, n), n.exports;
      } catch (t) {
        throw n = 0, t;
      }
    };
    var R = j((Z, N) => {
      function T(e) {
        return typeof e == "string" ? !["false", "0", "no", "off", ""].includes(e.toLowerCase()) : !!e;
      }
      function U(e = process.env) {
        let n = {};
        for (let t of ["ENCODING", "PATH", "QUIET", "DEBUG", "OVERRIDE", "FAST"]) {
          let r = e[`DOTENV_${t}`] != null ? e[`DOTENV_${t}`] : e[`DOTENV_CONFIG_${t}`];
          r != null && (n[t.toLowerCase()] = t === "ENCODING" || t === "PATH" ? r : T(r));
        }
        return n;
      }
      N.exports = { parseBoolean: T, optionsFromEnv: U };
    });
    var P = j((ee, b) => {
      var F = __require("fs"), _ = __require("path"), B = __require("os"), { URL: L, fileURLToPath: Q } = __require("url"), { parseBoolean: $, optionsFromEnv: I } = R(), G = /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/mg, y = new Uint8Array(256);
      for (let e = 48; e <= 57; e++) y[e] = 1;
      for (let e = 65; e <= 90; e++) y[e] = 1;
      for (let e = 97; e <= 122; e++) y[e] = 1;
      y[45] = 1;
      y[46] = 1;
      y[95] = 1;
      function H(e) {
        let n = {}, t = e.toString();
        t = t.replace(/\r\n?/mg, `
`);
        let r;
        for (; (r = G.exec(t)) != null; ) {
          let o = r[1], i = r[2] || "";
          i = i.trim();
          let c = i[0];
          i = i.replace(/^(['"`])([\s\S]*)\1$/mg, "$2"), c === '"' && (i = i.replace(/\\n/g, `
`), i = i.replace(/\\r/g, "\r")), n[o] = i;
        }
        return n;
      }
      function g(e) {
        return e <= 32 ? e === 32 || e >= 9 && e <= 13 : e >= 160 && (e === 160 || e === 5760 || e >= 8192 && e <= 8202 || e === 8232 || e === 8233 || e === 8239 || e === 8287 || e === 12288 || e === 65279);
      }
      function O(e) {
        return e === 10 || e === 8232 || e === 8233;
      }
      function V(e) {
        let n = {}, t = typeof e == "string" ? e : e.toString();
        t.indexOf("\r") !== -1 && (t = t.replace(/\r\n?/g, `
`));
        let r = t.length, o = 0;
        for (; o < r; ) {
          let i = t.charCodeAt(o);
          for (; o < r && g(i); ) o++, i = t.charCodeAt(o);
          if (o >= r) break;
          if (i === 35) {
            for (; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let c = -1;
          if (i === 101 && o + 6 < r && t.charCodeAt(o + 1) === 120 && t.charCodeAt(o + 2) === 112 && t.charCodeAt(o + 3) === 111 && t.charCodeAt(o + 4) === 114 && t.charCodeAt(o + 5) === 116) {
            let u = t.charCodeAt(o + 6);
            if (g(u)) {
              let s = o + 7;
              for (; s < r && g(t.charCodeAt(s)); ) s++;
              y[t.charCodeAt(s)] && (c = o + 6, o = s);
            } else i = t.charCodeAt(o);
          }
          let E = o, p = 0;
          for (; o < r && (p = t.charCodeAt(o), y[p]); ) o++;
          if (o === E) {
            for (; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let k = t.slice(E, o), D = o;
          if (o >= r && (p = 0), g(p)) do
            o++, p = o < r ? t.charCodeAt(o) : 0;
          while (g(p));
          if (p === 61) o++;
          else if (p === 58 && o === D && o + 1 < r && g(t.charCodeAt(o + 1))) o += 2;
          else {
            for (o = c === -1 ? D : c; o < r && !O(t.charCodeAt(o)); ) o++;
            continue;
          }
          let d = o, l = o;
          for (; l < r && g(t.charCodeAt(l)); ) l++;
          let C = t.charCodeAt(l), a, q = false;
          if (C === 39 || C === 34 || C === 96) {
            let u = t[l], s = t.indexOf(u, l + 1), f = -1, h = -1;
            for (; s !== -1; ) {
              let x = t.charCodeAt(s - 1) === 92, w = s + 1;
              for (; w < r && !O(t.charCodeAt(w)) && g(t.charCodeAt(w)); ) w++;
              if ((w === r || O(t.charCodeAt(w)) || t.charCodeAt(w) === 35) && (f = s, h = w), !x) break;
              s = t.indexOf(u, s + 1);
            }
            if (f !== -1) {
              if (a = t.slice(l + 1, f), o = h, t.charCodeAt(o) === 35) for (; o < r && !O(t.charCodeAt(o)); ) o++;
              q = true;
            }
          }
          if (!q) {
            let u = t.indexOf(`
`, d);
            u === -1 && (u = r);
            let s;
            if (r < 4096) s = t.indexOf("#", d), (s === -1 || s > u) && (s = u);
            else for (s = d; s < u && t.charCodeAt(s) !== 35; ) s++;
            let f = d, h = s;
            for (; f < h && g(t.charCodeAt(f)); ) f++;
            for (; h > f && g(t.charCodeAt(h - 1)); ) h--;
            let x = t.charCodeAt(f);
            if (a = t.slice(f, h), a.includes("\u2028") || a.includes("\u2029") ? a = a.replace(/^(['"`])([\s\S]*)\1$/mg, "$2") : h - f >= 2 && (x === 39 || x === 34 || x === 96) && t.charCodeAt(h - 1) === x && (a = t.slice(f + 1, h - 1)), o = s, s < u) for (; o < r && !O(t.charCodeAt(o)); ) o++;
          }
          C === 34 && (q || l < o) && a.indexOf("\\") !== -1 && (a = a.replace(/\\n/g, `
`).replace(/\\r/g, "\r")), n[k] = a;
        }
        return n;
      }
      function J(e, n) {
        return n && $(n.fast) ? V(e) : H(e);
      }
      function v(e) {
        console.log(`\u2506 ${e}`);
      }
      function W(e) {
        console.error(`\u25C7 ${e}`);
      }
      function S(e) {
        return e[0] === "~" ? _.join(B.homedir(), e.slice(1)) : e;
      }
      function K(e = {}) {
        let n = { ...e };
        for (let t of Object.keys(n)) n[t] === void 0 && delete n[t];
        return { ...I(), ...n };
      }
      function M(e) {
        e = K(e);
        let n = _.resolve(process.cwd(), ".env"), t = "utf8", r = process.env;
        e && e.processEnv != null && (r = e.processEnv);
        let o = $(e && e.debug);
        e && e.encoding ? t = e.encoding : o && v("no encoding is specified (UTF-8 is used by default)");
        let i = [n];
        if (e && e.path) if (!Array.isArray(e.path)) i = [S(e.path)];
        else {
          i = [];
          for (let d of e.path) i.push(S(d));
        }
        let c, E = {}, p = { fast: e.fast };
        for (let d of i) try {
          let l = A.parse(F.readFileSync(d, { encoding: t }), p);
          A.populate(E, l, e);
        } catch (l) {
          o && v(`failed to load ${d} ${l.message}`), c = l;
        }
        let k = A.populate(r, E, e), D = $(Object.prototype.hasOwnProperty.call(e, "quiet") ? e.quiet : I(r).quiet);
        if (o || !D) {
          let d = Object.keys(k).length, l = [];
          for (let C of i) try {
            let a = _.relative(process.cwd(), C instanceof L ? Q(C) : C);
            l.push(a);
          } catch (a) {
            o && v(`failed to load ${C} ${a.message}`), c = a;
          }
          W(`injected env (${d}) from ${l.join(",")}`);
        }
        return c ? { parsed: E, error: c } : { parsed: E };
      }
      function Y(e) {
        return A.configDotenv(e);
      }
      function z(e, n, t = {}) {
        let r = $(t && t.debug), o = $(t && t.override), i = {};
        if (e === null || typeof e != "object" || n === null || typeof n != "object") {
          let c = new Error("OBJECT_REQUIRED: Please check the processEnv argument being passed to populate");
          throw c.code = "OBJECT_REQUIRED", c;
        }
        for (let c of Object.keys(n)) Object.prototype.hasOwnProperty.call(e, c) ? (o === true && (e[c] = n[c], i[c] = n[c]), r && v(o === true ? `"${c}" is already defined and WAS overwritten` : `"${c}" is already defined and was NOT overwritten`)) : (e[c] = n[c], i[c] = n[c]);
        return i;
      }
      var A = { configDotenv: M, config: Y, parse: J, populate: z };
      b.exports.configDotenv = A.configDotenv;
      b.exports.config = A.config;
      b.exports.parse = A.parse;
      b.exports.populate = A.populate;
      b.exports = A;
    });
    var m = P();
    module.exports = m;
    module.exports.config = m.config;
    module.exports.configDotenv = m.configDotenv;
    module.exports.parse = m.parse;
    module.exports.populate = m.populate;
  }
});

// src/prepare/ci-env.ts
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

// src/system/child-process.ts
import { spawn } from "node:child_process";
var MAX_OUTPUT_BYTES = 64 * 1024;
var DRAIN_TIME = 500;
function runHelper(file, args, options) {
  const { cwd, env, platform, signal, grace, onOutput } = options;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(void 0);
    const ownGroup = platform !== "win32";
    const child = tryToSpawn(file, args, {
      cwd,
      env: { ...env },
      stdio: ["ignore", "pipe", onOutput === void 0 ? "ignore" : "pipe"],
      detached: ownGroup
    });
    if (child instanceof Error) return resolve(notStarted(child));
    let timer;
    const settle = (result) => {
      signal.removeEventListener("abort", abort);
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(result);
    };
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
    const stdout = keepStart(child);
    for (const stream of [child.stdout, child.stderr]) if (onOutput) stream?.setEncoding("utf8").on("data", onOutput);
    const end = () => settle({ exitCode: child.exitCode, killedBy: child.signalCode, stdout: stdout() });
    child.once("error", (error) => settle(notStarted(error)));
    child.once("close", () => signal.aborted ? kill() : end());
    child.once("exit", () => {
      if (signal.aborted) kill();
      else timer = setTimeout(end, DRAIN_TIME);
    });
  });
}
var notStarted = (error) => ({ exitCode: null, killedBy: null, stdout: "", error });
var hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;
function tryToSpawn(file, args, options) {
  try {
    return spawn(file, args, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
function keepStart(child) {
  const chunks = [];
  let length = 0;
  child.stdout?.on("data", (data) => {
    const chunk = Buffer.from(data);
    if (length < MAX_OUTPUT_BYTES) chunks.push(chunk);
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString("utf8");
}
function killTree(child, ownGroup) {
  if (ownGroup) signalTree(child, ownGroup, "SIGKILL");
  else void import("./windows-process-tree.js").then(({ killWindowsProcessTree }) => killWindowsProcessTree(child));
}
function signalTree(child, ownGroup, name) {
  try {
    if (ownGroup && child.pid !== void 0) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
  }
}

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
};

// src/system/text.ts
var CUT = "\u2026";
var BLANK = 32;
function byteLength(text) {
  return Buffer.byteLength(text);
}
function shorten(text, limit) {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const kept = limit - byteLength(` ${CUT} `);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  const start = bytes.toString("utf8", 0, head);
  const end = bytes.toString("utf8", tail);
  const wholeStart = bytes[head] === BLANK ? start : start.replace(/\S*$/, "").trimEnd();
  const wholeEnd = bytes[tail - 1] === BLANK ? end : end.replace(/^\S*/, "").trimStart();
  return [wholeStart, CUT, wholeEnd].filter((part) => part !== "").join(" ");
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/werf/error-text.ts
import { StringDecoder } from "node:string_decoder";

// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/werf/error-text.ts
function errorText(tail) {
  const bytes = tail.bytes();
  let start = 0;
  while (tail.cut && isContinuation(bytes[start])) start += 1;
  const text = new StringDecoder("utf8").write(Buffer.from(bytes.subarray(start)));
  if (!tail.cut) return clean(text);
  const wholeLines = text.includes("\n") ? clean(text.slice(text.indexOf("\n") + 1)) : "";
  return wholeLines || clean(text.replace(/^\S*\s*/, ""));
}
function clean(text) {
  return stripVTControlCharacters(text).split("\n").map((line) => {
    const shown = line.trimEnd();
    return shown.slice(shown.lastIndexOf("\r") + 1).replace(CONTROL, "");
  }).join("\n").trimEnd();
}
var CONTROL = /[^\P{Cc}\t]/gu;

// src/werf/output-tail.ts
var TAIL_BYTES = 64 * 1024;
var ErrorTail = class {
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
var REGISTRY = /\bghcr\.io\b/;
var REFUSAL = /\b(?:40[13]\b|forbidden|denied|unauthorized|permission_denied)/i;
var CLUSTER = /ImagePull|ErrImage|Failed to pull image|Back-off pulling/i;
function registryHint(output) {
  const isRefused = output.split("\n").some((line) => REGISTRY.test(line) && REFUSAL.test(line) && !CLUSTER.test(line));
  if (!isRefused) return void 0;
  return 'ghcr.io refused the token. A job that pushes or removes images needs "permissions: packages: write" ("packages: read" to pull only), and the package must give this repository access';
}

// src/prepare/ci-env-file.ts
var import_dotenv = __toESM(require_dist(), 1);
function parseCiEnv(text) {
  return (0, import_dotenv.parse)(
    text.replaceAll(/^([A-Z][A-Z0-9_]*)=(.*#.*)$/gm, (line, name, value) => {
      const quote = ["'", "`"].find((mark) => !value.includes(mark));
      return quote === void 0 ? line : `${name}=${quote}${value}${quote}`;
    })
  );
}
function secretsIn(variables) {
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
var killDelay = 3e3;
var maxOutput = 16e3;
var maxMessage = 2e3;
var NO_LOGIN = { WERF_LOGIN_TO_REGISTRY: "0", GITHUB_ACTOR: void 0 };
async function runCiEnv(options) {
  const { env, folder, githubToken, log, projectOptions } = options;
  if (githubToken !== "") log.mask(githubToken);
  const file = join(folder, "ci-env");
  await writeFile(file, "", { mode: 384, flag: "wx" });
  try {
    await runWerf(options, ["ci-env", "github", "--as-env-file", "--output-file-path", file, ...projectOptions]);
    const variables = parseCiEnv(await readFile(file, "utf8"));
    for (const secret of secretsIn(variables)) log.mask(secret);
    const copies = dockerConfigCopies(variables, env);
    return { variables, cleanup: copies.filter((path) => relative(folder, path).startsWith("..")) };
  } finally {
    await rm(file, { force: true });
  }
}
async function runWerf(options, argv) {
  const { werf, cwd, env, githubToken, folder, platform, signal } = options;
  const output = new ErrorTail(maxOutput);
  const result = await runHelper(werf, argv, {
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
    grace: killDelay,
    onOutput: (text) => output.push(Buffer.from(text))
  });
  signal.throwIfAborted();
  if (result?.exitCode !== 0) throw failure(result, errorText(output), githubToken);
}
function failure(result, output, token) {
  if (result?.error !== void 0) {
    return new StepError(`werf ci-env github could not be started: ${result.error.message}`);
  }
  const shown = shorten((token === "" ? output : output.replaceAll(token, "***")).trim(), maxMessage);
  const how = result?.killedBy ? `was ended by ${result.killedBy}` : `failed with exit code ${result?.exitCode}`;
  const hint = registryHint(output);
  return new StepError(
    [
      `werf ci-env github ${how}: ${shown || "it printed nothing"}`,
      hint ?? 'Mend this, or turn it off with "ci-env: false"'
    ].join("\n")
  );
}
export {
  runCiEnv
};
