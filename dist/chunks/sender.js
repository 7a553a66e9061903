import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
// src/net/otlp-sender.ts
import { setFlagsFromString } from "node:v8";

// src/system/time-limit.ts
function unlessAborted(signal, promise) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}

// builtin:child_process
var { spawn } = process.getBuiltinModule("node:child_process");

// builtin:net
var { BoundSocket, Socket, createServer, isIP, isIPv6 } = process.getBuiltinModule("node:net");

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/programs/exit-status.ts
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

// src/system/environment.ts
var NODE_NETWORK_VARIABLES = /^NODE_(?:EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|USE_ENV_PROXY|USE_SYSTEM_CA)$/i;
var NODE_NETWORK_OPTIONS = /^--(?:use-(?:bundled|openssl|system)-ca|tls-[\w.-]+(?:=\S+)?|dns-result-order=\w+)$/;
function withoutNodeSettings(env) {
  const kept = Object.entries(env).filter(([name]) => !/^NODE_/i.test(name) || NODE_NETWORK_VARIABLES.test(name));
  const options = env["NODE_OPTIONS"]?.split(/\s+/).filter((option) => NODE_NETWORK_OPTIONS.test(option)) ?? [];
  return { ...Object.fromEntries(kept), ...options.length > 0 && { NODE_OPTIONS: options.join(" ") } };
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
var MAX_ANSWER_CHARACTERS = 64 * 1024;
function createHostLookup(env, program = RESOLVE) {
  const children = /* @__PURE__ */ new Set();
  const pending = /* @__PURE__ */ new Map();
  const ask = (hostname) => new Promise((resolve) => {
    children.add(resolveInChild(program, env, hostname, resolve, (child) => children.delete(child)));
  }).catch(() => []).finally(() => pending.delete(hostname));
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
  const stdout = child.stdout;
  let output = "";
  let hasAnswered = false;
  const end = (addresses) => {
    ended(child);
    if (!hasAnswered) answer(addresses);
    hasAnswered = true;
  };
  child.on("error", () => {
    child.unref();
    stdout?.destroy();
    end([]);
  });
  if (stdout === void 0) return child;
  stdout.setEncoding("utf8").on("data", (text) => {
    if (output.length < MAX_ANSWER_CHARACTERS) output += text;
  });
  stdout.on("error", () => stdout.destroy());
  const signalNumber = watchSignal(child, [stdout], 0);
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
var HTTP_DATE = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]{0,6}(?:, \d\d[ -][A-Z][a-z]{2}[ -](?:\d\d){1,2} \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;
function retryAfterMs(header, now) {
  const text = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  const date = HTTP_DATE.test(text) ? Date.parse(text.replace(/(?: GMT)?$/, " GMT")) : Number.NaN;
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}

// src/net/otlp-sender.ts
var RETRYABLE_STATUS_CODES = /* @__PURE__ */ new Set([429, 502, 503, 504]);
var MAX_ANSWER_BYTES = 64 * 1024;
var ANSWER_BODY_TIMEOUT_MS = 250;
var REQUEST_TIMEOUT_MS = 1e4;
function createSender(options) {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  const { endpoint, env, elapsed: elapsed2, patience, tls, retryAt = 0 } = options;
  let notBefore = retryAt;
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const dispatcher = proxyAgent(env, endpoint, { lookup: hostLookup.lookup, signal: sockets.signal }, tls);
  const postponed = (reason) => notBefore - elapsed2() > patience ? { kind: "rejected", reason: `${reason}, and not to be asked again in time` } : { kind: "unavailable", reason, answered: true, retryAt: notBefore };
  return {
    send: async (body, signal) => {
      try {
        if (notBefore > elapsed2()) return postponed("the endpoint asked to wait");
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
async function post(dispatcher, content, signal, { endpoint, headers: more, rejectedSpans, now, elapsed: elapsed2 }) {
  const { statusCode, headers, body } = await dispatcher.request({
    ...requestTarget(endpoint),
    method: "POST",
    headers: { ...more, "content-type": "application/x-protobuf", "user-agent": "run-werf" },
    body: content,
    signal,
    headersTimeout: REQUEST_TIMEOUT_MS
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
    ...wait !== void 0 && { retryAt: Math.ceil(elapsed2() + wait) }
  };
}
async function readAnswer(body) {
  const timeout = setTimeout(() => body.destroy(), ANSWER_BODY_TIMEOUT_MS);
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

// node_modules/@bufbuild/protobuf/dist/esm/wire/varint.js
function varint64read() {
  const buf = this.buf;
  let pos = this.pos;
  let lo = 0;
  let hi = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const b = buf[pos++];
    lo |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  const middleByte = buf[pos++];
  lo |= (middleByte & 15) << 28;
  hi = (middleByte & 112) >> 4;
  if ((middleByte & 128) == 0) {
    this.pos = pos;
    this.assertBounds();
    this.varint64Lo = lo;
    this.varint64Hi = hi;
    return;
  }
  for (let shift = 3; shift <= 31; shift += 7) {
    const b = buf[pos++];
    hi |= (b & 127) << shift;
    if ((b & 128) == 0) {
      this.pos = pos;
      this.assertBounds();
      this.varint64Lo = lo;
      this.varint64Hi = hi;
      return;
    }
  }
  throw new Error("invalid varint");
}
var TWO_PWR_32_DBL = 4294967296;
function int64FromString(dec) {
  const minus = dec[0] === "-";
  if (minus) {
    dec = dec.slice(1);
  }
  const base = 1e6;
  let lowBits = 0;
  let highBits = 0;
  function add1e6digit(begin, end) {
    const digit1e6 = Number(dec.slice(begin, end));
    highBits *= base;
    lowBits = lowBits * base + digit1e6;
    if (lowBits >= TWO_PWR_32_DBL) {
      highBits = highBits + (lowBits / TWO_PWR_32_DBL | 0);
      lowBits = lowBits % TWO_PWR_32_DBL;
    }
  }
  add1e6digit(-24, -18);
  add1e6digit(-18, -12);
  add1e6digit(-12, -6);
  add1e6digit(-6);
  return minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
}
function int64ToString(lo, hi) {
  let bits = newBits(lo, hi);
  const negative = bits.hi & 2147483648;
  if (negative) {
    bits = negate(bits.lo, bits.hi);
  }
  const result = uInt64ToString(bits.lo, bits.hi);
  return negative ? "-" + result : result;
}
function uInt64ToString(lo, hi) {
  ({ lo, hi } = toUnsigned(lo, hi));
  if (hi <= 2097151) {
    return String(TWO_PWR_32_DBL * hi + lo);
  }
  const low = lo & 16777215;
  const mid = (lo >>> 24 | hi << 8) & 16777215;
  const high = hi >> 16 & 65535;
  let digitA = low + mid * 6777216 + high * 6710656;
  let digitB = mid + high * 8147497;
  let digitC = high * 2;
  const base = 1e7;
  if (digitA >= base) {
    digitB += Math.floor(digitA / base);
    digitA %= base;
  }
  if (digitB >= base) {
    digitC += Math.floor(digitB / base);
    digitB %= base;
  }
  return digitC.toString() + decimalFrom1e7WithLeadingZeros(digitB) + decimalFrom1e7WithLeadingZeros(digitA);
}
function toUnsigned(lo, hi) {
  return { lo: lo >>> 0, hi: hi >>> 0 };
}
function newBits(lo, hi) {
  return { lo: lo | 0, hi: hi | 0 };
}
function negate(lowBits, highBits) {
  highBits = ~highBits;
  if (lowBits) {
    lowBits = ~lowBits + 1;
  } else {
    highBits += 1;
  }
  return newBits(lowBits, highBits);
}
var decimalFrom1e7WithLeadingZeros = (digit1e7) => {
  const partial = String(digit1e7);
  return "0000000".slice(partial.length) + partial;
};
function varint32read() {
  let b = this.buf[this.pos++];
  if ((b & 128) === 0) {
    this.assertBounds();
    return b;
  }
  let result = b & 127;
  b = this.buf[this.pos++];
  result |= (b & 127) << 7;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 14;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 127) << 21;
  if ((b & 128) === 0) {
    this.assertBounds();
    return result;
  }
  b = this.buf[this.pos++];
  result |= (b & 15) << 28;
  for (let readBytes = 5; (b & 128) !== 0 && readBytes < 10; readBytes++)
    b = this.buf[this.pos++];
  if ((b & 128) !== 0)
    throw new Error("invalid varint");
  this.assertBounds();
  return result >>> 0;
}

// node_modules/@bufbuild/protobuf/dist/esm/proto-int64.js
var protoInt64 = /* @__PURE__ */ makeInt64Support();
function makeInt64Support() {
  const dv = new DataView(new ArrayBuffer(8));
  const ok = typeof BigInt === "function" && typeof dv.getBigInt64 === "function" && typeof dv.getBigUint64 === "function" && typeof dv.setBigInt64 === "function" && typeof dv.setBigUint64 === "function" && (!!globalThis.Deno || !!globalThis.Bun || typeof process != "object" || typeof process.env != "object" || process.env.BUF_BIGINT_DISABLE !== "1");
  if (ok) {
    const MIN = BigInt("-9223372036854775808");
    const MAX = BigInt("9223372036854775807");
    const UMIN = BigInt("0");
    const UMAX = BigInt("18446744073709551615");
    return {
      zero: BigInt(0),
      supported: true,
      parse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > MAX || bi < MIN) {
          throw new Error(`invalid int64: ${value}`);
        }
        return bi;
      },
      uParse(value) {
        const bi = typeof value == "bigint" ? value : BigInt(value);
        if (bi > UMAX || bi < UMIN) {
          throw new Error(`invalid uint64: ${value}`);
        }
        return bi;
      },
      enc(value) {
        dv.setBigInt64(0, this.parse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true)
        };
      },
      uEnc(value) {
        dv.setBigInt64(0, this.uParse(value), true);
        return {
          lo: dv.getInt32(0, true),
          hi: dv.getInt32(4, true)
        };
      },
      dec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigInt64(0, true);
      },
      uDec(lo, hi) {
        dv.setInt32(0, lo, true);
        dv.setInt32(4, hi, true);
        return dv.getBigUint64(0, true);
      }
    };
  }
  return {
    zero: "0",
    supported: false,
    parse(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertInt64String(value);
      return value;
    },
    uParse(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertUInt64String(value);
      return value;
    },
    enc(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertInt64String(value);
      return int64FromString(value);
    },
    uEnc(value) {
      if (typeof value != "string") {
        value = value.toString();
      }
      assertUInt64String(value);
      return int64FromString(value);
    },
    dec(lo, hi) {
      return int64ToString(lo, hi);
    },
    uDec(lo, hi) {
      return uInt64ToString(lo, hi);
    }
  };
}
function assertInt64String(value) {
  if (!/^-?[0-9]+$/.test(value)) {
    throw new Error("invalid int64: " + value);
  }
}
function assertUInt64String(value) {
  if (!/^[0-9]+$/.test(value)) {
    throw new Error("invalid uint64: " + value);
  }
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/text-encoding.js
var te;
function configureTextEncoding(textEncoding) {
  var _a;
  te = Object.assign(Object.assign({}, textEncoding), { encodeUtf8Into: (_a = textEncoding.encodeUtf8Into) !== null && _a !== void 0 ? _a : emulateEncodeInto(textEncoding.encodeUtf8.bind(textEncoding)) });
}
function getTextEncoding() {
  if (!te) {
    const globals = globalThis;
    if (!globals.TextEncoder || !globals.TextDecoder) {
      throw new Error("encoding API missing: install TextEncoder and TextDecoder on globalThis");
    }
    const textEncoder = new globals.TextEncoder();
    const textDecoder = new globals.TextDecoder("utf-8", {
      ignoreBOM: true
    });
    let textDecoderStrict;
    const config = {
      encodeUtf8(text) {
        return textEncoder.encode(text);
      },
      decodeUtf8(bytes, strict) {
        if (strict) {
          if (!textDecoderStrict) {
            textDecoderStrict = new globals.TextDecoder("utf-8", {
              fatal: true,
              ignoreBOM: true
            });
          }
          return textDecoderStrict.decode(bytes);
        }
        return textDecoder.decode(bytes);
      },
      checkUtf8(text) {
        try {
          encodeURIComponent(text);
          return true;
        } catch (_) {
          return false;
        }
      }
    };
    if (textEncoder.encodeInto) {
      config.encodeUtf8Into = textEncoder.encodeInto.bind(textEncoder);
    }
    const nativeStringIsWellFormed = String.prototype.isWellFormed;
    if (nativeStringIsWellFormed) {
      config.checkUtf8 = (text) => {
        return nativeStringIsWellFormed.call(text);
      };
    }
    configureTextEncoding(config);
  }
  return te;
}
function emulateEncodeInto(encodeUtf8) {
  return (text, dest) => {
    const bytes = encodeUtf8(text);
    dest.set(bytes);
    return { written: bytes.byteLength };
  };
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
var WireType;
(function(WireType2) {
  WireType2[WireType2["Varint"] = 0] = "Varint";
  WireType2[WireType2["Bit64"] = 1] = "Bit64";
  WireType2[WireType2["LengthDelimited"] = 2] = "LengthDelimited";
  WireType2[WireType2["StartGroup"] = 3] = "StartGroup";
  WireType2[WireType2["EndGroup"] = 4] = "EndGroup";
  WireType2[WireType2["Bit32"] = 5] = "Bit32";
})(WireType || (WireType = {}));
var EMPTY_BUFFER = new Uint8Array(0);
var EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
var ASCII_MAX_LENGTH = 32;
var BinaryReader = class {
  constructor(buf, decodeUtf8 = getTextEncoding().decodeUtf8) {
    this.decodeUtf8 = decodeUtf8;
    this.varint64Lo = 0;
    this.varint64Hi = 0;
    this.varint64 = varint64read;
    this.uint32 = varint32read;
    this.buf = buf;
    this.len = buf.length;
    this.pos = 0;
    this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  /**
   * Reads a tag - field number and wire type. Tags are uint32 varints; values
   * that do not fit in uint32 are rejected.
   */
  tag() {
    const start = this.pos;
    const tag = this.uint32();
    const bytesRead = this.pos - start;
    if (bytesRead > 5 || bytesRead == 5 && this.buf[this.pos - 1] > 15) {
      throw new Error("illegal tag: varint overflows uint32");
    }
    const fieldNo = tag >>> 3;
    const wireType = tag & 7;
    if (fieldNo <= 0 || wireType > 5) {
      throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
    }
    return [fieldNo, wireType];
  }
  /**
   * Skip one element and return the skipped data.
   *
   * When skipping StartGroup, provide the tags field number to check for
   * matching field number in the EndGroup tag. Recursion into nested groups
   * is guarded by the `recursionLimit` argument: When the limit is reached,
   * this method throws.
   */
  skip(wireType, fieldNo, recursionLimit = 100) {
    let start = this.pos;
    switch (wireType) {
      case WireType.Varint:
        while (this.buf[this.pos++] & 128) {
        }
        break;
      // @ts-ignore TS7029: Fallthrough case in switch -- ignore instead of expect-error for compiler settings without noFallthroughCasesInSwitch: true
      case WireType.Bit64:
        this.pos += 4;
      case WireType.Bit32:
        this.pos += 4;
        break;
      case WireType.LengthDelimited:
        let len = this.uint32();
        this.pos += len;
        break;
      case WireType.StartGroup:
        if (recursionLimit <= 0) {
          throw new Error("maximum recursion depth reached");
        }
        for (; ; ) {
          const [fn, wt] = this.tag();
          if (wt === WireType.EndGroup) {
            if (fieldNo !== void 0 && fn !== fieldNo) {
              throw new Error("invalid end group tag");
            }
            break;
          }
          this.skip(wt, fn, recursionLimit - 1);
        }
        break;
      default:
        throw new Error("cant skip wire type " + wireType);
    }
    this.assertBounds();
    return this.buf.subarray(start, this.pos);
  }
  /**
   * Throws error if position in byte array is out of range.
   */
  assertBounds() {
    if (this.pos > this.len)
      throw new RangeError("premature EOF");
  }
  /**
   * Read a `int32` field, a signed 32 bit varint.
   */
  int32() {
    return this.uint32() | 0;
  }
  /**
   * Read a `sint32` field, a signed, zigzag-encoded 32-bit varint.
   */
  sint32() {
    let zze = this.uint32();
    return zze >>> 1 ^ -(zze & 1);
  }
  /**
   * Read a `int64` field, a signed 64-bit varint.
   */
  int64() {
    this.varint64();
    return protoInt64.dec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `uint64` field, an unsigned 64-bit varint.
   */
  uint64() {
    this.varint64();
    return protoInt64.uDec(this.varint64Lo, this.varint64Hi);
  }
  /**
   * Read a `sint64` field, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64() {
    this.varint64();
    let lo = this.varint64Lo;
    let hi = this.varint64Hi;
    let s = -(lo & 1);
    lo = (lo >>> 1 | (hi & 1) << 31) ^ s;
    hi = hi >>> 1 ^ s;
    return protoInt64.dec(lo, hi);
  }
  /**
   * Read a `bool` field, a variant.
   */
  bool() {
    const b = this.buf[this.pos];
    if (b < 128) {
      this.pos++;
      return b !== 0;
    }
    this.varint64();
    return this.varint64Lo !== 0 || this.varint64Hi !== 0;
  }
  /**
   * Read a `fixed32` field, an unsigned, fixed-length 32-bit integer.
   */
  fixed32() {
    return this.view.getUint32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `sfixed32` field, a signed, fixed-length 32-bit integer.
   */
  sfixed32() {
    return this.view.getInt32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `fixed64` field, an unsigned, fixed-length 64 bit integer.
   */
  fixed64() {
    return protoInt64.uDec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `fixed64` field, a signed, fixed-length 64-bit integer.
   */
  sfixed64() {
    return protoInt64.dec(this.sfixed32(), this.sfixed32());
  }
  /**
   * Read a `float` field, 32-bit floating point number.
   */
  float() {
    return this.view.getFloat32((this.pos += 4) - 4, true);
  }
  /**
   * Read a `double` field, a 64-bit floating point number.
   */
  double() {
    return this.view.getFloat64((this.pos += 8) - 8, true);
  }
  /**
   * Read a `bytes` field, length-delimited arbitrary data.
   */
  bytes() {
    let len = this.uint32(), start = this.pos;
    this.pos += len;
    this.assertBounds();
    return this.buf.subarray(start, start + len);
  }
  /**
   * Read a `string` field, length-delimited data converted to UTF-8 text. If
   * `strict` is true, throw on invalid UTF-8 instead of substituting U+FFFD.
   */
  string(strict) {
    const len = this.uint32();
    const start = this.pos;
    this.pos += len;
    this.assertBounds();
    const buf = this.buf;
    if (len <= ASCII_MAX_LENGTH) {
      const codes = new Array(len);
      for (let i = 0; i < len; i++) {
        const byte = buf[start + i];
        if (byte > 127) {
          return this.decodeUtf8(buf.subarray(start, this.pos), strict);
        }
        codes[i] = byte;
      }
      return String.fromCharCode.apply(String, codes);
    }
    return this.decodeUtf8(buf.subarray(start, this.pos), strict);
  }
};

// src/telemetry/otlp.ts
var RESPONSE_PARTIAL_SUCCESS = 1;
var PARTIAL_SUCCESS_REJECTED_SPANS = 1;
function decodeRejectedSpans(response) {
  const input = inputOf(response);
  let rejected = 0;
  eachMessage(
    input,
    response.length,
    RESPONSE_PARTIAL_SUCCESS,
    (end) => eachField(input, end, (field, wireType) => {
      if (field !== PARTIAL_SUCCESS_REJECTED_SPANS || wireType !== WireType.Varint) return false;
      rejected = Number(input.reader.int64());
      return true;
    })
  );
  return rejected;
}
function inputOf(encoded) {
  return {
    reader: new BinaryReader(encoded),
    bytes: Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength)
  };
}
function eachField(input, end, take) {
  const { reader } = input;
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    if (take(field, wireType)) continue;
    if (wireType === WireType.LengthDelimited) reader.pos = endOfContent(input, end);
    else reader.skip(wireType, field);
  }
  if (reader.pos > end) throw new RangeError("a field is longer than its message");
}
function eachMessage(input, end, field, take) {
  eachField(input, end, (found, wireType) => {
    if (found !== field || wireType !== WireType.LengthDelimited) return false;
    take(endOfContent(input, end));
    return true;
  });
}
function endOfContent({ reader }, end) {
  const length = reader.uint32();
  if (length > end - reader.pos) throw new RangeError("a field is longer than its message");
  return reader.pos + length;
}

// src/telemetry/delivery/sender.ts
var RETRY_BUDGET_MS = 5e3;
function telemetrySender(endpoint, env, { now, elapsed: elapsed2 }, retryAt = 0) {
  const believed = retryAt - elapsed2() > RETRY_BUDGET_MS ? 0 : retryAt;
  const rejectedSpans = decodeRejectedSpans;
  return createSender({ endpoint, env, now, elapsed: elapsed2, retryAt: believed, patience: RETRY_BUDGET_MS, rejectedSpans });
}
export {
  RETRY_BUDGET_MS,
  telemetrySender
};
