// src/telemetry/session.ts
import { describeCommand } from "../shared/options.js";

// src/net/unreachable.ts
import { createHash } from "node:crypto";

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
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
function isUnreachable(host, endpoint, purpose) {
  return existsSync(markerPath(host, endpoint, purpose));
}
function rememberUnreachable(host, endpoint, purpose) {
  try {
    const path = markerPath(host, endpoint, purpose);
    writeFileSync(path, "", { flag: "wx", mode: 384 });
    try {
      host.saveState(STATES[purpose], basename(path));
    } catch (error) {
      rmSync(path);
      throw error;
    }
  } catch (error) {
    host.log.debug(`The unreachable ${purpose} server is not remembered: ${String(error)}`);
  }
}
function markerPath(host, { href }, purpose) {
  const key = purpose === "traces" ? `traces ${href}` : href;
  const name = createHash("sha256").update(key).digest("hex").slice(0, 16);
  return join(runnerTemp(host.env), `run-werf-unreachable-${name}`);
}

// src/system/time-limit.ts
function untilAborted(signal) {
  return new Promise((resolve2) => {
    signal.addEventListener("abort", () => resolve2(), { once: true });
    if (signal.aborted) resolve2();
  });
}

// src/telemetry/adopt.ts
function adoptExecution(command, executionId) {
  let main;
  return (event2) => {
    if (main === void 0 && event2.command === command) main = event2.executionID;
    if (event2.executionID !== main) return event2;
    if (event2.eventType === "CommandStarted" || event2.eventType === "CommandExited") return void 0;
    return { ...event2, executionID: executionId };
  };
}

// src/telemetry/delivery/event-log.ts
function openEventLog(path) {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  let file;
  return {
    append: (event2) => {
      file ??= openSync(path, flags, 420);
      writeWhole(file, `${JSON.stringify(event2)}
`);
    },
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    }
  };
}
function writeWhole(file, text) {
  const length = Buffer.byteLength(text);
  const written = writeSync(file, text);
  if (written !== length) throw new Error(`only ${written} of ${length} bytes could be written`);
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
      decodeUtf8(bytes2, strict) {
        if (strict) {
          if (!textDecoderStrict) {
            textDecoderStrict = new globals.TextDecoder("utf-8", {
              fatal: true,
              ignoreBOM: true
            });
          }
          return textDecoderStrict.decode(bytes2);
        }
        return textDecoder.decode(bytes2);
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
    const bytes2 = encodeUtf8(text);
    dest.set(bytes2);
    return { written: bytes2.byteLength };
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
var UINT32_MAX = 4294967295;
var INT32_MAX = 2147483647;
var INT32_MIN = -2147483648;
var BinaryWriter = class {
  constructor(encodeUtf8) {
    this.stackPos = [];
    this.encodeUtf8Into = encodeUtf8 ? emulateEncodeInto(encodeUtf8) : getTextEncoding().encodeUtf8Into;
    this.buffer = EMPTY_BUFFER;
    this.viewCache = EMPTY_VIEW;
    this.pos = 0;
  }
  ensureCapacity(size) {
    const required = this.pos + size;
    if (required > this.buffer.length) {
      let newLen = this.buffer.length || INITIAL_SIZE;
      while (newLen < required)
        newLen *= 2;
      const newBuf = new Uint8Array(newLen);
      if (this.pos > 0)
        newBuf.set(this.buffer);
      this.buffer = newBuf;
    }
  }
  /**
   * The DataView over `buffer`, rebuilt only if the buffer has grown since it
   * was last used.
   */
  view() {
    const bytes2 = this.buffer;
    const view = this.viewCache;
    if (view.byteLength === bytes2.byteLength)
      return view;
    const newView = new DataView(bytes2.buffer);
    this.viewCache = newView;
    return newView;
  }
  /**
   * Return all bytes written and reset this writer.
   */
  finish() {
    const result = this.buffer.slice(0, this.pos);
    this.pos = 0;
    this.stackPos = [];
    return result;
  }
  /**
   * Start a new fork for length-delimited data like a message
   * or a packed repeated field.
   *
   * Must be joined later with `join()`.
   */
  fork() {
    this.stackPos.push(this.pos);
    this.ensureCapacity(DEFAULT_LEN_PREFIX_SIZE);
    this.buffer[this.pos++] = 0;
    return this;
  }
  /**
   * Join the last fork. Write its length and bytes, then
   * return to the previous state.
   */
  join() {
    const forkPos = this.stackPos.pop();
    if (forkPos === void 0)
      throw new Error("invalid state, fork stack empty");
    const len = this.pos - forkPos - DEFAULT_LEN_PREFIX_SIZE;
    const lenPrefixSize = varint32Size(len);
    if (lenPrefixSize > DEFAULT_LEN_PREFIX_SIZE) {
      this.ensureCapacity(lenPrefixSize - DEFAULT_LEN_PREFIX_SIZE);
      this.buffer.copyWithin(forkPos + lenPrefixSize, forkPos + DEFAULT_LEN_PREFIX_SIZE, this.pos);
    }
    this.pos = forkPos;
    this.uint32(len);
    this.pos += len;
    return this;
  }
  /**
   * Writes a tag (field number and wire type).
   *
   * Equivalent to `uint32( (fieldNo << 3 | type) >>> 0 )`.
   *
   * Generated code should compute the tag ahead of time and call `uint32()`.
   */
  tag(fieldNo, type) {
    return this.uint32((fieldNo << 3 | type) >>> 0);
  }
  /**
   * Write a chunk of raw bytes.
   */
  raw(chunk) {
    this.ensureCapacity(chunk.length);
    this.buffer.set(chunk, this.pos);
    this.pos += chunk.length;
    return this;
  }
  /**
   * Write a `uint32` value, an unsigned 32 bit varint.
   */
  uint32(value) {
    assertUInt32(value);
    this.ensureCapacity(5);
    if (value < 128) {
      this.buffer[this.pos++] = value;
      return this;
    }
    while (value > 127) {
      this.buffer[this.pos++] = value & 127 | 128;
      value >>>= 7;
    }
    this.buffer[this.pos++] = value;
    return this;
  }
  /**
   * Write a `int32` value, a signed 32 bit varint.
   */
  int32(value) {
    assertInt32(value);
    if (value >= 0) {
      return this.uint32(value);
    }
    this.ensureCapacity(10);
    for (let i = 0; i < 9; i++) {
      this.buffer[this.pos++] = value & 127 | 128;
      value >>= 7;
    }
    this.buffer[this.pos++] = 1;
    return this;
  }
  /**
   * Write a `bool` value, a varint.
   */
  bool(value) {
    this.ensureCapacity(1);
    this.buffer[this.pos++] = value ? 1 : 0;
    return this;
  }
  /**
   * Write a `bytes` value, length-delimited arbitrary data.
   */
  bytes(value) {
    this.uint32(value.byteLength);
    return this.raw(value);
  }
  /**
   * Write a `string` value, length-delimited data converted to UTF-8 text.
   */
  string(value) {
    if (typeof value !== "string") {
      value = String(value);
    }
    const len = value.length;
    if (len <= ASCII_MAX_LENGTH) {
      this.ensureCapacity(len + 1);
      const ascii = this.buffer;
      let pos = this.pos;
      ascii[pos++] = len;
      let i = 0;
      for (; i < len; i++) {
        const code = value.charCodeAt(i);
        if (code > 127)
          break;
        ascii[pos++] = code;
      }
      if (i == len) {
        this.pos = pos;
        return this;
      }
    }
    this.ensureCapacity(len * 3 + 5);
    const lenPrefixSizeGuess = varint32Size(len);
    const buf = this.buffer;
    const start = this.pos;
    const { written } = this.encodeUtf8Into(value, buf.subarray(start + lenPrefixSizeGuess));
    const lenPrefixSize = varint32Size(written);
    if (lenPrefixSize != lenPrefixSizeGuess) {
      buf.copyWithin(start + lenPrefixSize, start + lenPrefixSizeGuess, start + lenPrefixSizeGuess + written);
    }
    this.uint32(written);
    this.pos += written;
    return this;
  }
  /**
   * Write a `float` value, 32-bit floating point number.
   */
  float(value) {
    assertFloat32(value);
    this.ensureCapacity(4);
    this.view().setFloat32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `double` value, a 64-bit floating point number.
   */
  double(value) {
    this.ensureCapacity(8);
    this.view().setFloat64(this.pos, value, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed32` value, an unsigned, fixed-length 32-bit integer.
   */
  fixed32(value) {
    assertUInt32(value);
    this.ensureCapacity(4);
    this.view().setUint32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sfixed32` value, a signed, fixed-length 32-bit integer.
   */
  sfixed32(value) {
    assertInt32(value);
    this.ensureCapacity(4);
    this.view().setInt32(this.pos, value, true);
    this.pos += 4;
    return this;
  }
  /**
   * Write a `sint32` value, a signed, zigzag-encoded 32-bit varint.
   */
  sint32(value) {
    assertInt32(value);
    return this.uint32((value << 1 ^ value >> 31) >>> 0);
  }
  /**
   * Write a `sfixed64` value, a signed, fixed-length 64-bit integer.
   */
  sfixed64(value) {
    const tc = protoInt64.enc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `fixed64` value, an unsigned, fixed-length 64 bit integer.
   */
  fixed64(value) {
    const tc = protoInt64.uEnc(value);
    this.ensureCapacity(8);
    const view = this.view();
    view.setInt32(this.pos, tc.lo, true);
    view.setInt32(this.pos + 4, tc.hi, true);
    this.pos += 8;
    return this;
  }
  /**
   * Write a `int64` value, a signed 64-bit varint.
   */
  int64(value) {
    const tc = protoInt64.enc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a `sint64` value, a signed, zig-zag-encoded 64-bit varint.
   */
  sint64(value) {
    const tc = protoInt64.enc(value), sign = tc.hi >> 31, lo = tc.lo << 1 ^ sign, hi = (tc.hi << 1 | tc.lo >>> 31) ^ sign;
    return this.writeVarint64(lo, hi);
  }
  /**
   * Write a `uint64` value, an unsigned 64-bit varint.
   */
  uint64(value) {
    const tc = protoInt64.uEnc(value);
    return this.writeVarint64(tc.lo, tc.hi);
  }
  /**
   * Write a 64-bit varint directly into the buffer. Accepts the value as
   * split low/high 32-bit words.
   *
   * Ported from varint64write() to avoid the intermediate number[] buffer.
   * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
   */
  writeVarint64(lo, hi) {
    this.ensureCapacity(10);
    const buf = this.buffer;
    let pos = this.pos;
    for (let i = 0; i < 28; i = i + 7) {
      const shift = lo >>> i;
      const hasNext = !(shift >>> 7 == 0 && hi == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    const splitBits = lo >>> 28 & 15 | (hi & 7) << 4;
    const hasMoreBits = !(hi >> 3 == 0);
    buf[pos++] = (hasMoreBits ? splitBits | 128 : splitBits) & 255;
    if (!hasMoreBits) {
      this.pos = pos;
      return this;
    }
    for (let i = 3; i < 31; i = i + 7) {
      const shift = hi >>> i;
      const hasNext = !(shift >>> 7 == 0);
      buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
      if (!hasNext) {
        this.pos = pos;
        return this;
      }
    }
    buf[pos++] = hi >>> 31 & 1;
    this.pos = pos;
    return this;
  }
};
var INITIAL_SIZE = 128;
var DEFAULT_LEN_PREFIX_SIZE = 1;
var EMPTY_BUFFER = new Uint8Array(0);
var EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
var ASCII_MAX_LENGTH = 32;
function varint32Size(value) {
  if (value < 128)
    return 1;
  if (value < 16384)
    return 2;
  if (value < 2097152)
    return 3;
  if (value < 268435456)
    return 4;
  return 5;
}
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
function assertInt32(arg) {
  if (typeof arg == "string") {
    arg = Number(arg);
  } else if (typeof arg != "number") {
    throw new Error("invalid int32: " + typeof arg);
  }
  if (!Number.isInteger(arg) || arg > INT32_MAX || arg < INT32_MIN)
    throw new Error("invalid int32: " + arg);
}
function assertUInt32(arg) {
  if (typeof arg == "string") {
    arg = Number(arg);
  } else if (typeof arg != "number") {
    throw new Error("invalid uint32: " + typeof arg);
  }
  if (!Number.isInteger(arg) || arg > UINT32_MAX || arg < 0)
    throw new Error("invalid uint32: " + arg);
}
function assertFloat32(arg) {
  if (typeof arg == "string") {
    const o = arg;
    arg = Number(arg);
    if (Number.isNaN(arg) && o !== "NaN") {
      throw new Error("invalid float32: " + o);
    }
  } else if (typeof arg != "number") {
    throw new Error("invalid float32: " + typeof arg);
  }
  if (!Number.isFinite(Math.fround(arg)) && Number.isFinite(arg)) {
    throw new Error("invalid float32: " + arg);
  }
}

// src/telemetry/otlp.ts
var SCOPE_AND_SPAN_NAME = "telemetry.werf.io";
var SERVICE_NAME = "run-werf";
var SPAN_KIND_INTERNAL = 1;
var REQUEST_RESOURCE_SPANS = 1;
var RESOURCE_SPANS_RESOURCE = 1;
var RESOURCE_SPANS_SCOPE_SPANS = 2;
var RESOURCE_ATTRIBUTES = 1;
var SCOPE_SPANS_SCOPE = 1;
var SCOPE_SPANS_SPANS = 2;
var SCOPE_NAME = 1;
var SPAN_TRACE_ID = 1;
var SPAN_SPAN_ID = 2;
var SPAN_NAME = 5;
var SPAN_KIND = 6;
var SPAN_START_TIME = 7;
var SPAN_END_TIME = 8;
var SPAN_ATTRIBUTES = 9;
var SPAN_STATUS = 15;
var KEY_VALUE_KEY = 1;
var KEY_VALUE_VALUE = 2;
var ANY_VALUE_STRING = 1;
var ANY_VALUE_INT = 3;
function encodeTraceRequest(spans) {
  const writer = new BinaryWriter();
  message(writer, REQUEST_RESOURCE_SPANS, () => {
    message(writer, RESOURCE_SPANS_RESOURCE, () => {
      message(writer, RESOURCE_ATTRIBUTES, () => keyValue(writer, "service.name", SERVICE_NAME));
    });
    message(writer, RESOURCE_SPANS_SCOPE_SPANS, () => {
      message(writer, SCOPE_SPANS_SCOPE, () => string(writer, SCOPE_NAME, SCOPE_AND_SPAN_NAME));
      for (const span of spans) message(writer, SCOPE_SPANS_SPANS, () => encodeSpan(writer, span));
    });
  });
  return writer.finish();
}
function decodeTraceRequest(request) {
  const input = inputOf(request);
  const spans = [];
  eachMessage(
    input,
    request.length,
    REQUEST_RESOURCE_SPANS,
    (resourceSpans) => eachMessage(
      input,
      resourceSpans,
      RESOURCE_SPANS_SCOPE_SPANS,
      (scopeSpans) => eachMessage(input, scopeSpans, SCOPE_SPANS_SPANS, (span) => spans.push(decodeSpanAttributes(input, span)))
    )
  );
  return spans;
}
function encodeSpan(writer, { traceId, spanId, event: event2 }) {
  const nanoseconds = BigInt(event2.ts) * 1000000n;
  bytes(writer, SPAN_TRACE_ID, Buffer.from(traceId, "hex"));
  bytes(writer, SPAN_SPAN_ID, Buffer.from(spanId, "hex"));
  string(writer, SPAN_NAME, SCOPE_AND_SPAN_NAME);
  writer.tag(SPAN_KIND, WireType.Varint).int32(SPAN_KIND_INTERNAL);
  writer.tag(SPAN_START_TIME, WireType.Bit64).fixed64(nanoseconds);
  writer.tag(SPAN_END_TIME, WireType.Bit64).fixed64(nanoseconds);
  encodeSpanAttributes(writer, event2);
  message(writer, SPAN_STATUS, () => void 0);
}
function encodeSpanAttributes(writer, event2) {
  spanAttribute(writer, "ts", event2.ts);
  spanAttribute(writer, "executionID", event2.executionID);
  if (event2.userID !== void 0) spanAttribute(writer, "userID", event2.userID);
  spanAttribute(writer, "projectID", event2.projectID);
  spanAttribute(writer, "command", event2.command);
  spanAttribute(writer, "eventType", event2.eventType);
  spanAttribute(writer, "eventData", JSON.stringify(event2.eventData));
  spanAttribute(writer, "attributes", attributesJson(event2.attributes));
  spanAttribute(writer, "schemaVersion", event2.schemaVersion);
}
function attributesJson({ arch, ci, ciName, extra, groupChannel, os, version }) {
  const sorted = { arch, ci, ciName, extra, groupChannel, os, version };
  return JSON.stringify(sorted);
}
function spanAttribute(writer, key, value) {
  writer.tag(SPAN_ATTRIBUTES, WireType.LengthDelimited).fork();
  keyValue(writer, key, value);
  writer.join();
}
function keyValue(writer, key, value) {
  string(writer, KEY_VALUE_KEY, key);
  writer.tag(KEY_VALUE_VALUE, WireType.LengthDelimited).fork();
  if (typeof value === "string") string(writer, ANY_VALUE_STRING, value);
  else writer.tag(ANY_VALUE_INT, WireType.Varint).int64(value);
  writer.join();
}
function message(writer, field, content) {
  writer.tag(field, WireType.LengthDelimited).fork();
  content();
  writer.join();
}
function string(writer, field, value) {
  writer.tag(field, WireType.LengthDelimited).string(value);
}
function bytes(writer, field, value) {
  writer.tag(field, WireType.LengthDelimited).bytes(value);
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
function readText(input, end) {
  const { reader, bytes: bytes2 } = input;
  const textEnd = endOfContent(input, end);
  const text = bytes2.toString("utf8", reader.pos, textEnd);
  reader.pos = textEnd;
  return text;
}
function decodeSpanAttributes(input, span) {
  const attributes = /* @__PURE__ */ new Map();
  eachMessage(input, span, SPAN_ATTRIBUTES, (attribute) => {
    let key = "";
    let value;
    eachField(input, attribute, (field, wireType) => {
      if (wireType !== WireType.LengthDelimited) return false;
      if (field === KEY_VALUE_KEY) key = readText(input, attribute);
      else if (field === KEY_VALUE_VALUE) value = decodeAnyValue(input, endOfContent(input, attribute));
      else return false;
      return true;
    });
    if (value !== void 0) attributes.set(key, value);
  });
  return attributes;
}
function decodeAnyValue(input, end) {
  let value;
  eachField(input, end, (field, wireType) => {
    if (field === ANY_VALUE_STRING && wireType === WireType.LengthDelimited) value = readText(input, end);
    else if (field === ANY_VALUE_INT && wireType === WireType.Varint) value = Number(input.reader.int64());
    else return false;
    return true;
  });
  return value;
}

// src/telemetry/delivery/pending-events.ts
var MAX_EVENTS_IN_REQUEST = 500;
var PendingEvents = class {
  #events = [];
  /** The last event of each request that an earlier process formed and this one has not formed again yet. */
  #resumedEnds = [];
  /** The last event of the request at the front, once it was formed. */
  #requestEnd;
  #lastNumber = 0;
  /** The number of the event that was added last; 0 where there was none. */
  get lastNumber() {
    return this.#lastNumber;
  }
  get isEmpty() {
    return this.#events.length === 0;
  }
  add(span, ready) {
    this.#lastNumber += 1;
    const event2 = { number: this.#lastNumber, span, ready };
    this.#events.push(event2);
    return event2;
  }
  /** Takes over what a spool holds: requests as they were formed, and the events after them. */
  resume(requests, rest) {
    this.#resumedEnds.push(...requests.flatMap((request) => request.at(-1)?.number ?? []));
    const events = [...requests.flat(), ...rest].map(({ number, span }) => ({ number, span, ready: true }));
    this.#events.push(...events);
    this.#lastNumber = events.at(-1)?.number ?? this.#lastNumber;
    return events;
  }
  /**
   * The events of the next request: at most 500 that are ready, none after `limit`, and the same ones again for as long as
   * the request is not settled, so that a resend has the same bytes.
   * @param limit the number of the last event that may begin a request
   */
  nextRequest(limit) {
    if ((this.#events[0]?.number ?? Number.POSITIVE_INFINITY) > limit) return [];
    this.#requestEnd ??= this.#formRequest();
    const end = this.#requestEnd;
    if (end === void 0) return [];
    return this.#events.slice(0, this.#events.findLastIndex(({ number }) => number <= end) + 1);
  }
  /** Forgets the request at the front: its events are delivered, or never will be. */
  settle(request) {
    this.#events.splice(0, request.length);
    this.#requestEnd = void 0;
  }
  clear() {
    this.#events.length = 0;
  }
  #formRequest() {
    const notReady = this.#events.findIndex(({ ready: ready2 }) => !ready2);
    const ready = this.#events.slice(
      0,
      Math.min(notReady === -1 ? this.#events.length : notReady, MAX_EVENTS_IN_REQUEST)
    );
    const last = ready.at(-1);
    return last === void 0 ? void 0 : this.#resumedEnds.shift() ?? last.number;
  }
};

// src/telemetry/delivery/event-queue.ts
var EventQueue = class {
  #parts;
  #pending = new PendingEvents();
  /** Those that do not stand in the log yet, in order; none where there is no log. */
  #unlogged = [];
  /** Undefined where there is none, or no more since it could not be written. */
  #spool;
  #someFailed = false;
  #hasStopped = false;
  #flushing;
  /** The last event that the flush under way is to send. What comes after it waits, to go out with others. */
  #flushEnd = 0;
  constructor(parts) {
    this.#parts = parts;
    this.#spool = parts.spool;
  }
  /** Adds an event at the end. */
  add(event2) {
    this.addAll([event2]);
  }
  /** Adds events that came together, and keeps them in one write: thousands may come at once. */
  addAll(events) {
    if (this.#hasStopped || events.length === 0) return;
    const added = events.map((event2) => this.#enqueue(event2, true));
    this.#inSpool((spool) => spool.keep(added));
    this.#logReady();
  }
  /**
   * Adds an event of which something is still being found out, and holds the ones after it.
   * @returns takes the event as it is sent in the end; called at most once
   */
  hold(event2) {
    if (this.#hasStopped) return () => void 0;
    const held = this.#enqueue(event2, false);
    this.#inSpool((spool) => spool.keep([held]));
    return (complete) => {
      held.span = { ...held.span, event: complete };
      held.ready = true;
      if (this.#hasStopped) return;
      this.#inSpool((spool) => spool.keep([held]));
      this.#logReady();
    };
  }
  /** Takes over what a spool holds, for the post step: requests as they were formed, and the events after them. */
  resume(requests, rest) {
    const logged = new Set([...requests.flat(), ...rest].flatMap((event2) => event2.logged ? [event2.number] : []));
    const resumed = this.#pending.resume(requests, rest);
    if (this.#parts.log !== void 0) this.#unlogged.push(...resumed.filter(({ number }) => !logged.has(number)));
    this.#logReady();
  }
  /** Sends what waits at the time of the call, one request after the other, until a request fails. Never throws. */
  flush(signal) {
    this.#flushEnd = this.#pending.lastNumber;
    this.#flushing ??= this.#sendRequests(signal);
    return this.#flushing;
  }
  /** Resolves when no request is under way. */
  async idle() {
    await this.#flushing;
  }
  delivery() {
    if (this.#someFailed) return "failed";
    if (!this.#pending.isEmpty) return this.#spool === void 0 ? "failed" : "spooled";
    return this.#pending.lastNumber === 0 ? "none" : "delivered";
  }
  /** Whether events wait that a later try could still deliver. */
  isWaiting() {
    return !this.#pending.isEmpty;
  }
  #enqueue(event2, ready) {
    const added = this.#pending.add({ ...this.#parts.newSpanIds(), event: event2 }, ready);
    if (this.#parts.log !== void 0) this.#unlogged.push(added);
    return added;
  }
  /** Logs what is complete, in order, also where the endpoint takes nothing. */
  #logReady() {
    const { log } = this.#parts;
    if (log === void 0) return;
    try {
      for (let next = this.#unlogged[0]; next?.ready; next = this.#unlogged[0]) {
        const { number, span } = next;
        log.append(span.event);
        this.#unlogged.shift();
        this.#inSpool((spool) => spool.logged(number));
      }
    } catch (error) {
      this.#stop(error);
    }
  }
  async #sendRequests(signal) {
    await void 0;
    let result;
    try {
      for (let request = this.#nextRequest(); request.length > 0; request = this.#nextRequest()) {
        result = await this.#send(request, signal);
        if (result.kind === "unavailable") return result;
        this.#settle(request, result);
      }
      return result;
    } catch (error) {
      this.#stop(error);
      return void 0;
    } finally {
      this.#flushing = void 0;
    }
  }
  #nextRequest() {
    const request = this.#pending.nextRequest(this.#flushEnd);
    const end = request.at(-1)?.number;
    if (end !== void 0) this.#inSpool((spool) => spool.requested(end));
    return request;
  }
  async #send(request, signal) {
    const { send, debug } = this.#parts;
    const result = await send(encodeTraceRequest(request.map(({ span }) => span)), signal);
    if (result.kind !== "delivered") debug(`Telemetry of ${request.length} events: ${result.reason}`);
    if (result.kind !== "unavailable") return result;
    const { retryAt } = result;
    if (retryAt !== void 0) this.#inSpool((spool) => spool.retryAt(retryAt));
    return result;
  }
  #settle(request, result) {
    if (result.kind === "rejected") this.#someFailed = true;
    this.#pending.settle(request);
    this.#inSpool((spool) => spool.settled(request.at(-1)?.number ?? 0));
  }
  /** Ends the session after a failure of our own. */
  #stop(error) {
    this.#parts.debug(`Telemetry is not sent: ${String(error)}`);
    this.#someFailed = true;
    this.#hasStopped = true;
    this.#inSpool((spool) => spool.settled(this.#pending.lastNumber));
    this.#pending.clear();
    this.#unlogged.length = 0;
  }
  #inSpool(write) {
    if (this.#spool === void 0) return;
    try {
      write(this.#spool);
    } catch (error) {
      this.#parts.debug(`The telemetry spool cannot be written: ${String(error)}`);
      this.#spool = void 0;
    }
  }
};

// src/telemetry/delivery/flush-pacer.ts
var FLUSH_INTERVAL_MS = 100;
var FlushPacer = class {
  #queue;
  #elapsed;
  #ending;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #nextFlush;
  #lastResult;
  /**
   * @param elapsed milliseconds of a clock that never goes back
   * @param ending ends the request under way
   */
  constructor(queue, elapsed2, ending) {
    this.#queue = queue;
    this.#elapsed = elapsed2;
    this.#ending = ending;
  }
  /** What became of the last request; undefined where there was none. */
  get lastResult() {
    return this.#lastResult;
  }
  /** Sends all that waits, now. */
  async flush() {
    this.stop();
    this.#flushedAt = this.#elapsed();
    this.#lastResult = await this.#queue.flush(this.#ending);
  }
  /** Sends what waits now, or with what comes until the next flush is due; not where the endpoint is unavailable. */
  flushSoon() {
    if (!this.#isAvailable() || this.#nextFlush !== void 0) return;
    const pause = this.#flushedAt + FLUSH_INTERVAL_MS - this.#elapsed();
    if (pause <= 0) void this.flush();
    else this.#nextFlush = setTimeout(() => this.#flushIfAvailable(), pause).unref();
  }
  /** Starts no further flush by itself. */
  stop() {
    clearTimeout(this.#nextFlush);
    this.#nextFlush = void 0;
  }
  /** Asked again when the time has come: the request under way may have failed meanwhile. */
  #flushIfAvailable() {
    this.#nextFlush = void 0;
    if (this.#isAvailable()) void this.flush();
  }
  #isAvailable() {
    return this.#lastResult?.kind !== "unavailable";
  }
};

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}

// src/telemetry/delivery/spool.ts
function openSpool(path) {
  let file = openSync(path, "ax", 384);
  const append = (records) => {
    if (file === void 0) throw new Error("the spool is closed");
    writeWhole(file, records.map((record) => `${JSON.stringify(record)}
`).join(""));
  };
  return {
    keep: (events) => append(events.map(({ number, span }) => ({ event: number, span }))),
    logged: (number) => append([{ logged: number }]),
    requested: (number) => append([{ requested: number }]),
    settled: (number) => append([{ settled: number }]),
    retryAt: (time) => append([{ retryAt: time }]),
    close: () => {
      if (file !== void 0) closeSync(file);
      file = void 0;
    },
    remove: () => rmSync(path, { force: true })
  };
}
var MAX_BYTES = 64 * 1024 * 1024;

// src/telemetry/gate.ts
import { createHash as createHash2 } from "node:crypto";
import { isKnownCommand, isKnownOption } from "../shared/options.js";

// src/telemetry/run-context.ts
var GO_OS = /* @__PURE__ */ new Map([
  ["linux", "linux"],
  ["darwin", "darwin"],
  ["win32", "windows"]
]);
var GO_ARCH = /* @__PURE__ */ new Map([
  ["x64", "amd64"],
  ["arm64", "arm64"],
  ["ia32", "386"],
  ["arm", "arm"],
  ["ppc64", "ppc64le"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"]
]);
var isTrue = (value) => ["1", "true", "yes"].includes(value);
var isNotEmpty = (value) => value !== "";
var CI_SYSTEMS = [
  ["GITLAB_CI", isTrue, "gitlab"],
  ["JENKINS_URL", isNotEmpty, "jenkins"],
  ["TRAVIS", isTrue, "travis"],
  ["GITHUB_ACTIONS", isTrue, "github-actions"],
  ["CIRCLECI", isTrue, "circleci"],
  ["TEAMCITY_VERSION", isNotEmpty, "teamcity"],
  ["BUDDY", isTrue, "buddy"],
  ["GO_SERVER_URL", isNotEmpty, "gocd"]
];
var CHANNELS = ["alpha", "beta", "ea", "stable", "rock-solid"];
var GROUP_CHANNELS = /* @__PURE__ */ new Set([
  ...["1.2", "2", "3"].flatMap((group) => CHANNELS.map((channel) => `${group} ${channel}`)),
  "3 dev"
]);
var CI_NAMES = new Set(CI_SYSTEMS.map(([, , ciName]) => ciName));
function goOs(platform) {
  return GO_OS.get(platform);
}
function goArch(arch) {
  return GO_ARCH.get(arch);
}
var isGoOs = (name) => [...GO_OS.values()].includes(name);
var isGoArch = (name) => [...GO_ARCH.values()].includes(name);
function isGroupChannel(value) {
  return GROUP_CHANNELS.has(value);
}
function readRunContext(env, platform, arch) {
  const os = goOs(platform);
  const architecture = goArch(arch);
  const groupChannel = env["TRDL_USE_WERF_GROUP_CHANNEL"] ?? "";
  const ciName = CI_SYSTEMS.findLast(([variable, isSet]) => isSet(env[variable] ?? ""))?.[2];
  return {
    ...architecture !== void 0 && { arch: architecture },
    ...os !== void 0 && { os },
    ...isGroupChannel(groupChannel) && { groupChannel },
    ...isTrue(env["CI"] ?? "") && { ci: true },
    ...ciName !== void 0 && { ciName }
  };
}

// src/telemetry/gate.ts
var CONTAINER_BACKENDS = ["docker", "buildah"];
var CONFIG_TYPES = ["stapel", "dockerfile", "staged", "unknown"];
var BASE_IMAGE_SOURCES = ["repo", "secondary", ""];
var STAGES = [
  "from",
  "beforeInstall",
  "dependenciesBeforeInstall",
  "gitArchive",
  "install",
  "dependenciesAfterInstall",
  "beforeSetup",
  "dependenciesBeforeSetup",
  "setup",
  "dependenciesAfterSetup",
  "gitCache",
  "gitLatestPatch",
  "dockerInstructions",
  "dockerfile",
  "imageSpec",
  "manifest",
  "importsBeforeInstall",
  "importsAfterInstall",
  "importsBeforeSetup",
  "importsAfterSetup"
];
var DOCKERFILE_INSTRUCTIONS = "ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR";
var DOCKERFILE_STAGE = new RegExp(`^(?:\\d{1,6}-?)?(?:${DOCKERFILE_INSTRUCTIONS})(?:-?\\d{1,6})?$`);
var MAX_TIME_MS = 18446744073709;
var bool = (value) => typeof value === "boolean" ? value : void 0;
var count = (value) => isCount(value) ? value : void 0;
var integer = (value) => Number.isSafeInteger(value) ? value : void 0;
var emptied = (value) => value === void 0 ? void 0 : "";
var versionText = (value) => typeof value === "string" && isVersion(value) ? value : "";
var oneOf = (allowed) => (value) => typeof value === "string" && allowed.includes(value) ? value : void 0;
var stage = (value) => typeof value === "string" && (STAGES.includes(value) || DOCKERFILE_STAGE.test(value)) ? value : void 0;
var image = (value) => isHash(value) ? value : void 0;
var EVENT_DATA = {
  CommandStarted: { commandOptions: (value, command) => commandOptions(value, command) },
  CommandExited: { exitCode: integer, durationMs: count },
  UnshallowFailed: { errorMessage: emptied, gitlabRunnerVersion: versionText, gitlabServerVersion: versionText },
  BuildStarted: { imagesCount: count, containerBackend: oneOf(CONTAINER_BACKENDS), inContainer: bool },
  BuildFinished: { durationMs: count, success: bool, imagesCount: count },
  ImageBuildFinished: { image, durationMs: count, rebuilt: bool, configType: oneOf(CONFIG_TYPES) },
  StageBuildFinished: {
    image,
    stage,
    durationMs: count,
    fromCache: bool,
    baseImageSource: oneOf(BASE_IMAGE_SOURCES),
    baseImagePulled: bool
  }
};
function isVersion(text) {
  return text === "dev" || /^v?\d{1,5}(?:\.\d{1,5}){1,2}(?:[-+](?:alpha|beta|ce|dev|ea|ee|fix|pre|rc)(?:[.-]?\d{1,4}(?:[.-]\d{1,4})?)?){0,2}$/.test(
    text
  );
}
function eventOfSpan(span) {
  return {
    ...Object.fromEntries(span),
    eventData: json(span.get("eventData")),
    attributes: json(span.get("attributes"))
  };
}
function passWerfEvent(event2) {
  const { command, eventData, ...rest } = fieldsOf(event2);
  if (typeof command !== "string" || !isKnownCommand(command)) return void 0;
  return passEvent({ ...rest, command, eventData: hashImage(fieldsOf(eventData)) });
}
function passEvent(event2) {
  const { ts, executionID, userID, projectID, command, attributes, eventType, eventData, schemaVersion } = event2;
  if (!isCount(ts) || ts > MAX_TIME_MS || !isUuid(executionID) || !isEventType(eventType)) return void 0;
  if (!isCount(schemaVersion) || schemaVersion > 99 || typeof command !== "string") return void 0;
  return {
    ts,
    executionID,
    ...userID !== void 0 && { userID: "" },
    projectID: isHash(projectID) ? projectID : "",
    command,
    attributes: passAttributes(fieldsOf(attributes)),
    eventType,
    eventData: passFields(fieldsOf(eventData), EVENT_DATA[eventType], command),
    schemaVersion
  };
}
function hashImage(data) {
  const { image: image2 } = data;
  return typeof image2 === "string" ? { ...data, image: createHash2("sha256").update(image2).digest("hex") } : data;
}
function passAttributes({ arch, os, groupChannel, version, ci, ciName, extra }) {
  return {
    ...typeof arch === "string" && isGoArch(arch) && { arch },
    ...typeof os === "string" && isGoOs(os) && { os },
    ...typeof groupChannel === "string" && isGroupChannel(groupChannel) && { groupChannel },
    ...typeof version === "string" && isVersion(version) && { version },
    ...ci === true && { ci },
    ...typeof ciName === "string" && CI_NAMES.has(ciName) && { ciName },
    ...extra !== void 0 && { extra: {} }
  };
}
function passFields(data, guards, command) {
  const passed = {};
  for (const [name, guard] of Object.entries(guards)) {
    const value = guard(data[name], command);
    if (value !== void 0 && Object.hasOwn(data, name)) passed[name] = value;
  }
  return passed;
}
function commandOptions(value, command) {
  if (!Array.isArray(value)) return void 0;
  const passed = value.flatMap((option) => {
    const { name, asCli, asEnv, count: times } = fieldsOf(option);
    if (typeof name !== "string" || !isKnownOption(command, name)) return [];
    return [{ name, asCli: asCli === true, asEnv: asEnv === true, count: isCount(times) ? times : 0 }];
  });
  return passed.length > 0 ? passed : void 0;
}
function json(text) {
  try {
    return typeof text === "string" ? JSON.parse(text) : void 0;
  } catch {
    return void 0;
  }
}
function isEventType(value) {
  return typeof value === "string" && Object.hasOwn(EVENT_DATA, value);
}
function isCount(value) {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
function isUuid(value) {
  return typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
function isHash(value) {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

// src/telemetry/event.ts
function commandStarted(execution, ts, options) {
  return event(execution, ts, "CommandStarted", options.length > 0 ? { commandOptions: options } : {});
}
function commandExited(execution, ts, exitCode, durationMs) {
  return event(execution, ts, "CommandExited", { exitCode, durationMs });
}
function event({ executionID, projectID, command, attributes }, ts, eventType, eventData) {
  const { arch, os, version, groupChannel, ci, ciName } = attributes;
  return {
    ts,
    executionID,
    projectID,
    command,
    attributes: {
      ...arch !== void 0 && { arch },
      ...os !== void 0 && { os },
      ...groupChannel !== void 0 && { groupChannel },
      ...version !== void 0 && { version },
      ...ci !== void 0 && { ci },
      ...ciName !== void 0 && { ciName }
    },
    eventType,
    eventData,
    schemaVersion: 1
  };
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
  const bytes2 = Buffer.alloc(2048);
  let file;
  return {
    read: () => {
      try {
        file ??= openSync(`/proc/${pid}/stat`, "r");
        const text = bytes2.toString("latin1", 0, readSync(file, bytes2, 0, bytes2.length, 0));
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

// src/programs/git.ts
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
  const { refusesOwner } = await import("./git.js");
  return await refusesOwner(options) ? repository : void 0;
}
function isAllOwn({ path }) {
  return [path, dirname(path)].every((part) => isOwn(statSync(part)));
}

// src/telemetry/origin.ts
var QUESTION = ["--null", "--get-all", "remote.origin.url"];
async function readOriginUrl(options) {
  const urls = await askGit(["config", "--local", ...QUESTION], options) ?? await askFile(options);
  return urls?.split("\0")[0] || void 0;
}
async function askFile(options) {
  const repository = await untrustedRepository(options);
  if (!repository?.isFolder) return void 0;
  return askGit(["config", "--file", join(repository.path, "config"), ...QUESTION], options);
}

// src/telemetry/project-id.ts
import { createHash as createHash3 } from "node:crypto";

// builtin:net
var { BoundSocket, Socket, createServer, isIP, isIPv6 } = process.getBuiltinModule("node:net");

// src/telemetry/project-id.ts
function projectIdOf(origin) {
  const endpoint = origin === "" ? void 0 : parseEndpoint(Buffer.from(origin).toString("latin1"));
  if (endpoint === void 0) return "";
  return createHash3("sha256").update(`${endpoint.host}:::${projectPath(endpoint.path)}`, "latin1").digest("hex");
}
function originOfWorkflow(env) {
  const server = env["GITHUB_SERVER_URL"] ?? "";
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  return server !== "" && repository !== "" ? `${server}/${repository}` : void 0;
}
function projectPath(path) {
  return path.replace(/\?.*$/s, "").replace(/^\//, "").replace(/\.git$/, "");
}
function parseEndpoint(origin) {
  if (/^[^:]+:\/\//.test(origin)) return parseUrl(origin);
  const scpLike = /^(?:[^@]+@)?(?<host>[^:\t\n\f\r ]+):(?:[0-9]{1,5}:)?(?<path>[^\\][^\n]*)$/.exec(origin)?.groups;
  return { host: scpLike?.["host"] ?? "", path: scpLike?.["path"] ?? origin };
}
function parseUrl(url) {
  const parts = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/s.exec(
    url
  )?.groups;
  if (parts === void 0) return void 0;
  const { authority = "", path: encodedPath = "", query = "", fragment: encodedFragment = "" } = parts;
  if (/[\x00-\x1f\x7f]/.test(authority + encodedPath + query)) return void 0;
  const host = hostOf(authority);
  const path = percentDecode(encodedPath);
  const fragment = percentDecode(encodedFragment);
  if (host === void 0 || path === void 0 || fragment === void 0) return void 0;
  return { host, path: `${path}${query === "?" ? "" : query}${fragment === "#" ? "" : fragment}` };
}
function hostOf(authority) {
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || percentDecode(user) === void 0) return void 0;
  const hostPort = authority.slice(at + 1);
  const literal = /^\[(?<address>[^[]*)\](?::[0-9]*)?$/.exec(hostPort)?.groups?.["address"];
  if (literal !== void 0) return ipLiteral(literal);
  const colon = hostPort.lastIndexOf(":");
  if (hostPort.includes("[") || colon !== -1 && !/^[0-9]*$/.test(hostPort.slice(colon + 1))) return void 0;
  const host = decodeHost(colon === -1 ? hostPort : hostPort.slice(0, colon));
  return host?.includes(":") ? `[${host}]` : host;
}
function ipLiteral(literal) {
  const address = decodeHost(literal);
  return address !== void 0 && isIPv6(address) ? `[${address}]` : void 0;
}
function decodeHost(host) {
  const refused = /(?![\w\-.~!$&'()*+,;=:[\]<>"%])[\x00-\x7f]|%(?!25)[0-7]/;
  return refused.test(host) ? void 0 : percentDecode(host);
}
function percentDecode(text) {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return void 0;
  return text.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

// src/telemetry/running-command.ts
var CONTEXT_TIMEOUT_MS = 500;
var ignore = () => void 0;
var RunningCommand = class {
  #queue;
  #asking = new AbortController();
  #completed;
  /** What is known so far; fixed once `#completed` has resolved. */
  #execution;
  /**
   * Holds the event of the start at once, so that it is kept whatever happens, and finds out the rest meanwhile.
   * @param ending aborts when telemetry may hold the step no longer
   */
  constructor({ env, platform, arch }, queue, started, executionID, { command, options }, ending) {
    this.#queue = queue;
    const projectID = projectIdOf(originOfWorkflow(env) ?? "");
    const attributes = readRunContext(started.userEnv, platform, arch);
    this.#execution = { executionID, projectID, command, attributes };
    const complete = queue.hold(commandStarted(this.#execution, started.startedAt, options));
    const signal = AbortSignal.any([this.#asking.signal, ending]);
    const learn = (news) => {
      if (!signal.aborted) this.#execution = { ...this.#execution, ...news };
    };
    const answers = [
      readOriginUrl({ cwd: started.workingDirectory, env, platform, signal }).then((origin) => {
        if (origin !== void 0) learn({ projectID: projectIdOf(origin) });
      }, ignore),
      started.version.then((version) => {
        if (version !== void 0 && isVersion(version)) learn({ attributes: { ...attributes, version } });
      }, ignore)
    ];
    this.#completed = Promise.race([Promise.all(answers), untilAborted(signal)]).then(() => {
      this.#asking.abort();
      complete(commandStarted(this.#execution, started.startedAt, options));
    });
  }
  get projectId() {
    return this.#execution.projectID;
  }
  /** Resolves when all that is known of the start has been found out. */
  get completed() {
    return this.#completed;
  }
  /** Adds the event of the end, after the one of the start. */
  async end({ endedAt, exitCode, durationMs }) {
    const timeout = setTimeout(() => this.#asking.abort(), CONTEXT_TIMEOUT_MS);
    await this.#completed;
    clearTimeout(timeout);
    this.#queue.add(commandExited(this.#execution, endedAt, exitCode, durationMs));
  }
};

// src/telemetry/span-ids.ts
function newSpanIds({ random }) {
  const hex = Buffer.from(random(24)).toString("hex");
  return { traceId: hex.slice(0, 32), spanId: hex.slice(32) };
}

// src/telemetry/session.ts
function openSession({ host, settings, relay, spoolPath, ending }) {
  const { endpoint, logFile } = settings;
  const { platform, log } = host;
  const eventLog = logFile === void 0 ? void 0 : openEventLog(logFile);
  const spool = endpoint === void 0 ? void 0 : tryToOpenSpool(spoolPath, log.debug);
  const endpointSender = senderTo(endpoint, host, ending);
  const { send } = endpointSender;
  const queue = new EventQueue({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  const pacer = new FlushPacer(queue, host.elapsed, ending);
  let running;
  const relayed = (adopt) => (body) => {
    queue.addAll(readEvents(body, log.debug).flatMap((event2) => adopt(event2) ?? []));
    pacer.flushSoon();
  };
  return {
    started: async (started, executionID, token) => {
      running = void 0;
      const use = describeCommand(started.words, started.userEnv, platform);
      if (use.reported) {
        running = new RunningCommand(host, queue, started, executionID, use, ending);
        running.completed.then(() => pacer.flushSoon()).catch(() => void 0);
      }
      await relay?.accept(token, use.reported ? relayed(adoptExecution(use.command, executionID)) : () => void 0);
      return use.reported;
    },
    ended: async (ended) => {
      if (running === void 0) return;
      await relay?.settled();
      await running.end(ended);
      pacer.flushSoon();
    },
    projectId: () => running?.projectId ?? "",
    flush: () => pacer.flush(),
    close: async () => {
      pacer.stop();
      await endpointSender.close();
      await queue.idle();
      const delivery = queue.delivery();
      eventLog?.close();
      spool?.close();
      if (!queue.isWaiting()) spool?.remove();
      const { lastResult } = pacer;
      const gaveNoAnswer = lastResult?.kind === "unavailable" && !lastResult.answered;
      if (endpoint !== void 0 && gaveNoAnswer) rememberUnreachable(host, endpoint, "telemetry");
      return delivery;
    }
  };
}
function senderTo(endpoint, host, ending) {
  let sender;
  let loaded;
  let wasUnreachable;
  const load = async () => {
    const { telemetrySender } = await import("./sender.js");
    loaded = telemetrySender(endpoint, host.env, host);
    return loaded;
  };
  return {
    send: async (body) => {
      if (endpoint === void 0) return { kind: "rejected", reason: "WERF_TELEMETRY_TRACE_URL is not a URL" };
      wasUnreachable ??= isUnreachable(host, endpoint);
      if (wasUnreachable) return { kind: "unavailable", reason: "it was before in this job", answered: true };
      sender ??= load();
      const ready = loaded ?? await Promise.race([sender, untilAborted(ending)]);
      return ready?.send(body, ending) ?? { kind: "unavailable", reason: "no time was left to send it", answered: true };
    },
    close: async () => {
      await loaded?.close();
    }
  };
}
function tryToOpenSpool(path, debug) {
  try {
    return path === void 0 ? void 0 : openSpool(path);
  } catch (error) {
    debug(`The telemetry spool cannot be opened: ${String(error)}`);
    return void 0;
  }
}
function readEvents(body, debug) {
  try {
    return decodeTraceRequest(body).flatMap((span) => passWerfEvent(eventOfSpan(span)) ?? []);
  } catch (error) {
    debug(`A request of werf's telemetry cannot be read: ${String(error)}`);
    return [];
  }
}
export {
  openSession
};
