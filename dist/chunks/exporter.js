import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/traces/exporter.ts
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

// src/net/otlp-sender.ts
import { setFlagsFromString } from "node:v8";

// src/system/time-limit.ts
function unlessAborted(signal, promise) {
  return new Promise((resolve2, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve2, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}

// builtin:child_process
var { spawn } = process.getBuiltinModule("node:child_process");

// builtin:net
var { BoundSocket, Socket, createServer, isIP, isIPv6 } = process.getBuiltinModule("node:net");

// src/system/environment.ts
var NODE_NETWORK_VARIABLES = /^NODE_(?:EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|USE_ENV_PROXY|USE_SYSTEM_CA)$/i;
var NODE_NETWORK_OPTIONS = /^--(?:use-(?:bundled|openssl|system)-ca|tls-[\w.-]+(?:=\S+)?|dns-result-order=\w+)$/;
function withoutNodeSettings(env) {
  const kept = Object.entries(env).filter(([name]) => !/^NODE_/i.test(name) || NODE_NETWORK_VARIABLES.test(name));
  const options = env["NODE_OPTIONS"]?.split(/\s+/).filter((option) => NODE_NETWORK_OPTIONS.test(option)) ?? [];
  return { ...Object.fromEntries(kept), ...options.length > 0 && { NODE_OPTIONS: options.join(" ") } };
}

// src/system/exit-status.ts
var LAST_MOMENT = 500;
var WATCHED = /* @__PURE__ */ Symbol.for("run-werf: watched children");
var SIGNAL_BITS = 127;
function watchSignal(child, streams) {
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
      const until = performance.now() + LAST_MOMENT;
      while (open.size === 0 && !isOver() && performance.now() < until) {
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

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}

// src/net/dns-lookup.ts
var RESOLVE = `require('node:dns').lookup(process.argv[1], { all: true }, (error, addresses) => {
  process.stdout.write(JSON.stringify(error ? [] : addresses));
});`;
var LOOPBACK = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 }
];
var MAX_ANSWER_LENGTH = 64 * 1024;
function createHostLookup(env, program = RESOLVE) {
  const children = /* @__PURE__ */ new Set();
  const pending = /* @__PURE__ */ new Map();
  const ask = (hostname) => new Promise((resolve2) => {
    children.add(resolveInChild(program, env, hostname, resolve2, (child) => children.delete(child)));
  }).finally(() => pending.delete(hostname));
  return {
    lookup: (hostname, options, callback) => {
      const answer = (addresses) => {
        const [first] = addresses;
        if (first === void 0) callback(notFound(hostname), "", 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      if (/^(.+\.)?localhost\.?$/i.test(hostname)) answer(LOOPBACK);
      else {
        const asked = pending.get(hostname) ?? ask(hostname);
        pending.set(hostname, asked);
        void asked.then(answer);
      }
    },
    close: () => {
      for (const child of children) child.kill("SIGKILL");
    }
  };
}
function resolveInChild(program, env, hostname, answer, ended) {
  const child = spawn(process.execPath, ["-e", program, "--", hostname], {
    env: { ...withoutNodeSettings(env) },
    stdio: ["ignore", "pipe", "ignore"]
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    if (output.length < MAX_ANSWER_LENGTH) output += text;
  });
  child.stdout.on("error", () => child.stdout.destroy());
  const signalNumber = watchSignal(child, [child.stdout]);
  let hasAnswered = false;
  const end = (addresses) => {
    ended(child);
    if (!hasAnswered) answer(addresses);
    hasAnswered = true;
  };
  child.on("error", () => {
    child.unref();
    child.stdout.destroy();
    end([]);
  });
  child.once("close", () => end(signalNumber() === void 0 ? parseAddresses(output) : []));
  return child;
}
function parseAddresses(output) {
  try {
    const addresses = JSON.parse(output);
    return Array.isArray(addresses) ? addresses.filter(isAddress) : [];
  } catch {
    return [];
  }
}
function isAddress(value) {
  return isIP(String(fieldsOf(value)["address"])) !== 0;
}
function notFound(hostname) {
  return Object.assign(new Error(`${hostname} was not found`), { code: "ENOTFOUND" });
}

// src/net/proxy.ts
import { EnvHttpProxyAgent } from "../shared/undici.js";
function proxySettings(env, target) {
  const noProxy = env[setName(env, "NO_PROXY")] ?? "";
  const proxy = (name) => withScheme(env[setName(env, name)] ?? "");
  return {
    httpProxy: target.protocol === "https:" ? "" : proxy("HTTP_PROXY"),
    httpsProxy: target.protocol === "https:" ? proxy("HTTPS_PROXY") : "",
    noProxy: isInBlock(target, noProxy) ? "*" : noProxy
  };
}
function proxyAgent(env, target, connect = {}, tls = {}) {
  const settings = proxySettings(env, target);
  for (const [name, value] of [
    ["HTTP_PROXY", settings.httpProxy],
    ["HTTPS_PROXY", settings.httpsProxy]
  ]) {
    if (value !== "" && !isProxy(value)) throw new Error(`${setName(env, name)} ${NO_PROXY_URL}`);
    if (value !== "" && !hasReadableCredentials(value)) throw new Error(`${setName(env, name)} ${BAD_CREDENTIALS}`);
  }
  return new EnvHttpProxyAgent({
    ...settings,
    connect: { ...connect, ...tls },
    proxyTls: { ...connect },
    requestTls: { ...tls }
  });
}
function requestTarget({ origin, pathname, search }) {
  return { origin, path: pathname + search };
}
var BAD_CREDENTIALS = "has a user name or a password with a % that starts no percent-encoding: a % itself is written as %25";
var NO_PROXY_URL = "is not the URL of an HTTP proxy, such as http://proxy.example.com:3128";
function isInBlock({ hostname }, noProxy) {
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (isIP(address) === 0 || !noProxy.includes("/")) return false;
  const { BlockList } = process.getBuiltinModule("node:net");
  return noProxy.split(/[\s,]+/).some((entry) => {
    const [, network = "", length = ""] = /^([^/]+)\/(\d+)$/.exec(entry) ?? [];
    if (isIP(network) !== isIP(address) || Number(length) > (family === "ipv6" ? 128 : 32)) return false;
    const block = new BlockList();
    block.addSubnet(network, Number(length), family);
    return block.check(address, family);
  });
}
var setName = (env, name) => env[name.toLowerCase()] ? name.toLowerCase() : name;
var withScheme = (proxy) => proxy === "" || proxy.includes("://") ? proxy : `http://${proxy}`;
function isProxy(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search === "" && hash === "";
}
function hasReadableCredentials(text) {
  const { username, password } = new URL(text);
  try {
    return decodeURIComponent(username + password) !== void 0;
  } catch {
    return false;
  }
}

// src/net/retry.ts
var FIRST_PAUSE = 200;
var LONGEST_PAUSE = 2e3;
var HTTP_DATE = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]{0,6}(?:, \d\d[ -][A-Z][a-z]{2}[ -](?:\d\d){1,2} \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;
function retryAfterMs(header, now) {
  const text = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  const date = HTTP_DATE.test(text) ? Date.parse(text.replace(/(?: GMT)?$/, " GMT")) : Number.NaN;
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function pauseBeforeRetry(failures, random, retryAfter) {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  const backoff = ceiling / 2 + ceiling / 2 * random;
  return Math.max(backoff, retryAfter ?? 0);
}

// src/net/otlp-sender.ts
var RETRYABLE_STATUS_CODES = /* @__PURE__ */ new Set([429, 502, 503, 504]);
var MAX_ANSWER_BYTES = 64 * 1024;
var ANSWER_BODY_TIMEOUT = 250;
var REQUEST_TIMEOUT = 1e4;
function createSender(options) {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  const { endpoint, env, elapsed, patience, tls, retryAt = 0 } = options;
  let notBefore = retryAt;
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal }, tls);
  const postponed = (reason) => notBefore - elapsed() > patience ? { kind: "rejected", reason: `${reason}, and not to be asked again in time` } : { kind: "unavailable", reason, answered: true, retryAt: notBefore };
  return {
    send: async (body, signal) => {
      try {
        if (notBefore > elapsed()) return postponed("the endpoint asked to wait");
        const result = await unlessAborted(signal, post(dispatcher, body, signal, options));
        if (result.kind !== "unavailable" || result.retryAt === void 0) return result;
        notBefore = result.retryAt;
        return postponed(result.reason);
      } catch (error) {
        return { kind: "unavailable", reason: reasonOf(error), answered: false };
      }
    },
    close: async () => {
      hostLookup.close();
      sockets.abort();
      await dispatcher.destroy();
    }
  };
}
async function post(dispatcher, content, signal, { endpoint, headers: more, rejectedSpans, now, elapsed }) {
  const { statusCode, headers, body } = await dispatcher.request({
    ...requestTarget(endpoint),
    method: "POST",
    headers: { ...more, "content-type": "application/x-protobuf", "user-agent": "run-werf" },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT
  });
  body.on("error", () => void 0);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === void 0 ? 0 : orNone(() => rejectedSpans(answer));
    return rejected > 0 ? { kind: "rejected", reason: `${rejected} spans were rejected` } : { kind: "delivered" };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: "rejected", reason };
  const wait = retryAfterMs(headers["retry-after"], now());
  return {
    kind: "unavailable",
    reason,
    answered: true,
    ...wait !== void 0 && { retryAt: Math.ceil(elapsed() + wait) }
  };
}
async function readAnswer(body) {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT);
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) return void 0;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return void 0;
  } finally {
    clearTimeout(timeout);
  }
}
function orNone(count) {
  try {
    return count();
  } catch {
    return 0;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return "unknown failure";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/traces/exporter.ts
var LASTING_FAILURE = /CERT|SIGNED|SSL|TLS|ALTNAME/;
async function exportTrace(requests, options, milliseconds) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort("too late"), Math.min(milliseconds, options.settings.timeout));
  let sentSpans = 0;
  try {
    const sender = openSender(options, milliseconds);
    try {
      for (const { body, spans } of requests) {
        const result = await sendOne(sender.send, compressed(body, options.settings), options, ending.signal);
        if (result.kind !== "delivered") return { sentSpans, failure: result.reason };
        sentSpans += spans;
      }
      return { sentSpans };
    } finally {
      await sender.close();
    }
  } catch (error) {
    return { sentSpans, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
function openSender({ settings, env, cwd, rejectedSpans, now, elapsed }, milliseconds) {
  const { endpoint, compression, certificates } = settings;
  const headers = { ...settings.headers, ...compression === "gzip" && { "content-encoding": "gzip" } };
  return createSender({
    endpoint,
    env,
    headers,
    tls: readCertificates(certificates, cwd),
    patience: milliseconds,
    rejectedSpans,
    now,
    elapsed
  });
}
async function sendOne(send, body, { elapsed, random }, over) {
  let last = { kind: "unavailable", reason: "no answer in time", answered: false };
  for (let failures = 1; !over.aborted; failures += 1) {
    const result = await send(body, over);
    if (over.aborted && result.kind === "unavailable") return last;
    if (result.kind !== "unavailable" || LASTING_FAILURE.test(result.reason)) return result;
    last = result;
    const wait = result.retryAt === void 0 ? void 0 : Math.max(0, result.retryAt - elapsed());
    await sleep(pauseBeforeRetry(failures, random(), wait), void 0, { signal: over }).catch(() => void 0);
  }
  return last;
}
var compressed = (body, { compression }) => compression === "gzip" ? gzipSync(body) : body;
function readCertificates(paths, cwd) {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, readPem(name, resolve(cwd, path))]));
}
var CERTIFICATE_NAMES = {
  ca: "OTEL_EXPORTER_OTLP_CERTIFICATE",
  cert: "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
  key: "OTEL_EXPORTER_OTLP_CLIENT_KEY"
};
function readPem(name, path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`the file that ${CERTIFICATE_NAMES[name]} names cannot be read (${errorCode(error)})`);
  }
}
export {
  exportTrace
};
