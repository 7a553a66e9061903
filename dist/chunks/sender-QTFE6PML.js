import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  decodeRejectedSpans
} from "./chunk-RVWABQYX.js";

// src/http.ts
import { EnvHttpProxyAgent } from "../shared/undici.js";
function proxyAgent(env, target, connect = {}) {
  const secure = target.protocol === "https:";
  return new EnvHttpProxyAgent({
    httpProxy: secure ? "" : variable(env, "HTTP_PROXY"),
    httpsProxy: secure ? variable(env, "HTTPS_PROXY") : "",
    noProxy: variable(env, "NO_PROXY"),
    connect: { ...connect },
    proxyTls: { ...connect }
  });
}
function variable(env, name) {
  return env[name.toLowerCase()] || env[name] || "";
}

// src/telemetry/sender.ts
import { request } from "../shared/undici.js";

// src/telemetry/lookup.ts
import { spawn } from "node:child_process";
var RESOLVE = `require('node:dns').lookup(process.argv[1], { all: true }, (error, addresses) => {
  process.stdout.write(JSON.stringify(error ? [] : addresses));
});`;
var LOOPBACK = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 }
];
var MAX_ANSWER_LENGTH = 64 * 1024;
function createHostLookup() {
  const children = /* @__PURE__ */ new Set();
  return {
    lookup: (hostname, options, callback) => {
      const answer = (addresses) => {
        const [first] = addresses;
        if (first === void 0) callback(notFound(hostname), "", 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      if (/^(.+\.)?localhost\.?$/i.test(hostname)) answer(LOOPBACK);
      else children.add(resolveInChild(hostname, answer, (child) => children.delete(child)));
    },
    close: () => {
      for (const child of children) child.kill("SIGKILL");
    }
  };
}
function resolveInChild(hostname, answer, ended) {
  const child = spawn(process.execPath, ["-e", RESOLVE, "--", hostname], { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    if (output.length < MAX_ANSWER_LENGTH) output += text;
  });
  child.once("error", () => {
    ended(child);
    answer([]);
  });
  child.once("close", () => {
    ended(child);
    answer(parseAddresses(output));
  });
  return child;
}
function parseAddresses(output) {
  try {
    return JSON.parse(output);
  } catch {
    return [];
  }
}
function notFound(hostname) {
  return Object.assign(new Error(`${hostname} was not found`), { code: "ENOTFOUND" });
}

// src/telemetry/retry.ts
function retryAfterMs(header, now) {
  const text = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}

// src/telemetry/sender.ts
var RETRYABLE_STATUS_CODES = /* @__PURE__ */ new Set([429, 502, 503, 504]);
var MAX_ANSWER_BYTES = 64 * 1024;
var ANSWER_BODY_TIMEOUT = 250;
var REQUEST_TIMEOUT = 1e4;
function createSender(endpoint, env, now) {
  const hostLookup = createHostLookup();
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal });
  return {
    send: async (body, signal) => {
      try {
        return await post(dispatcher, endpoint, body, signal, now);
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
async function post(dispatcher, endpoint, content, signal, now) {
  const { statusCode, headers, body } = await request(endpoint, {
    dispatcher,
    method: "POST",
    headers: { "content-type": "application/x-protobuf", "user-agent": "run-werf" },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT
  });
  body.on("error", () => void 0);
  if (statusCode >= 200 && statusCode < 300) {
    const answer = await readAnswer(body);
    const rejected = answer === void 0 ? 0 : rejectedSpans(answer);
    return rejected > 0 ? { kind: "rejected", reason: `${rejected} spans were rejected` } : { kind: "delivered" };
  }
  body.destroy();
  const reason = `the endpoint answered ${statusCode}`;
  if (!RETRYABLE_STATUS_CODES.has(statusCode)) return { kind: "rejected", reason };
  const wait = retryAfterMs(headers["retry-after"], now());
  return { kind: "unavailable", reason, answered: true, ...wait !== void 0 && { retryAfterMs: wait } };
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
function rejectedSpans(answer) {
  try {
    return decodeRejectedSpans(answer);
  } catch {
    return 0;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return "unknown failure";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
export {
  createSender
};
