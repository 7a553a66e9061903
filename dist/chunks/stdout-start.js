// src/system/text.ts
var MAX_WHOLE_WORD_CHARACTERS = 200;
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/werf/stdout-text.ts
function nextCharacter(bytes, at) {
  let start = at;
  while (isContinuation(bytes[start])) start += 1;
  return start;
}

// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/command/words.ts
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}

// src/command/flags.ts
function optionValue(words, option) {
  const flags = untilDoubleDash(words);
  const index = lastIndex(flags, option);
  return index === -1 ? void 0 : ownValue(flags[index]) ?? flags[index + 1] ?? "";
}
function lastIndex(words, option) {
  return words.findLastIndex((word) => word === `--${option}` || word.startsWith(`--${option}=`));
}
function ownValue(word = "") {
  const equals = word.indexOf("=");
  return equals === -1 ? void 0 : word.slice(equals + 1);
}

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

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

// src/system/small-file.ts
var MAX_BYTES = 1024 * 1024;
function readSmallFile(path, maxLength = MAX_BYTES) {
  return readSmallFileBytes(path, maxLength)?.toString("utf8") ?? "";
}
function readSmallFileBytes(path, maxLength = MAX_BYTES) {
  return fromRegularFile(
    path,
    { followsLinks: true },
    (file, { size }) => size <= maxLength ? readOpenFile(file, size) : void 0
  );
}

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}
function textOf(value) {
  return typeof value === "string" ? value : "";
}

// src/results/secret-values.ts
var SECRET_VARIABLE = /TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|PRIVATE_?KEY|(?:API|ACCESS|ACCOUNT|AUTH|ENCRYPTION|SIGNING|KUBE)_?KEY/i;
var NO_SECRET_VARIABLE = /SECRET_VALUES|_(?:PATH|FILE|URL|ENDPOINT|REQUEST_URL)$|^SSH_AUTH_SOCK$/i;
var NO_SECRET = /^(?:|0|1|true|false|yes|no|on|off|null|none)$/i;
var SECRET_OPTION = /^--?[\w-]*(?:token|password|(?<!ignore-)secret-key|kube-key-data)(?:=(.*))?$/s;
var USER_INFO = /\b[a-z][a-z0-9+.-]{0,30}:\/\/([^\s/@:"']*)(?::([^\s/@"']*))?@/gi;
function variableSecrets(env) {
  return Object.entries(env).flatMap(([name, value = ""]) => {
    const isSecret = SECRET_VARIABLE.test(name) && !NO_SECRET_VARIABLE.test(name) && !NO_SECRET.test(value.trim());
    return isSecret ? [value] : urlSecrets(value);
  });
}
function optionSecrets(words) {
  return words.flatMap((word, index) => {
    const option = SECRET_OPTION.exec(word);
    const value = option?.[1] ?? words[index + 1] ?? "";
    return option !== null && !NO_SECRET.test(value) && !value.startsWith("--") ? [value] : urlSecrets(word);
  });
}
function dockerSecrets(json) {
  if (json === "") return [];
  try {
    const auths = fieldsOf(fieldsOf(JSON.parse(json))["auths"]) ?? {};
    return Object.values(auths).flatMap((value) => {
      const entry = fieldsOf(value) ?? {};
      const named = ["auth", "password", "identitytoken", "registrytoken"].map((name) => textOf(entry[name]));
      const decoded2 = Buffer.from(textOf(entry["auth"]), "base64").toString("utf8");
      return [...named, decoded2, decoded2.slice(decoded2.indexOf(":") + 1)].filter((secret) => !NO_SECRET.test(secret));
    });
  } catch {
    return [];
  }
}
function urlSecrets(value) {
  if (!value.includes("://")) return [];
  return [...value.matchAll(USER_INFO)].flatMap(([, user = "", password]) => {
    const secret = password ?? user;
    return NO_SECRET.test(secret) ? [] : [secret, decoded(secret)];
  });
}
function decoded(secret) {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

// src/results/known-secrets.ts
async function knownSecrets(sources) {
  const { commands, workingDirectory, githubToken, kubeconfig } = sources;
  const given = [...new Set(commands.map(({ env }) => env))];
  const environments = [...new Map(given.map((env) => [JSON.stringify(env), env])).values()];
  const read = (paths) => [...new Set(paths.map((path) => resolve(workingDirectory, path)))].map((path) => readSmallFile(path));
  const dockerConfigs = read(commands.flatMap(dockerFolders).map((folder) => join(folder, "config.json")));
  return [
    githubToken,
    ...environments.flatMap(variableSecrets),
    ...commands.flatMap(({ words }) => optionSecrets(words)),
    ...environments.map((env) => env["DOCKER_AUTH_CONFIG"] ?? "").flatMap(dockerSecrets),
    ...dockerConfigs.flatMap(dockerSecrets),
    ...await secretsOfKubeconfigs([
      kubeconfig,
      ...commands.flatMap(kubeconfigTexts),
      ...read(commands.flatMap(kubeconfigPaths))
    ])
  ].filter((secret) => secret !== "");
}
function atHome(env, ...path) {
  const home = env["HOME"] || env["USERPROFILE"] || "";
  return home === "" ? "" : join(home, ...path);
}
function dockerFolders({ words, env }) {
  const named = [optionValue(words, "docker-config"), env["WERF_DOCKER_CONFIG"], env["DOCKER_CONFIG"]];
  return [...named, atHome(env, ".docker")].filter(isGiven);
}
function kubeconfigTexts({ words, env }) {
  const variables = ["WERF_KUBE_CONFIG_BASE64", "WERF_KUBECONFIG_BASE64", "KUBECONFIG_BASE64"];
  return [optionValue(words, "kube-config-base64"), ...variables.map((name) => env[name])].filter(isGiven);
}
function kubeconfigPaths({ words, env }) {
  const options = ["kube-config", "kubeconfig"].map((name) => optionValue(words, name));
  const variables = ["WERF_KUBE_CONFIG", "WERF_KUBECONFIG", "KUBECONFIG"].map((name) => env[name]);
  const lists = [...options, ...variables].filter(isGiven);
  return [...options, ...lists.flatMap((list) => list.split(delimiter)), atHome(env, ".kube", "config")].filter(
    isGiven
  );
}
var isGiven = (text) => text !== void 0 && text !== "";
async function secretsOfKubeconfigs(texts) {
  const given = [...new Set(texts)].filter((text) => text.trim() !== "");
  if (given.length === 0) return [];
  const { secretsOfKubeconfig } = await import("./kubeconfig.js");
  return (await Promise.all(given.map(secretsOfKubeconfig))).flat();
}

// src/results/long-reasons.ts
var LONG_WORD = new RegExp(`[^ \\n]{${MAX_WHOLE_WORD_CHARACTERS},}`, "g");
var MAX_VALUES = 2e3;
var MAX_VALUES_CHARACTERS = 1e6;
function areTooMany(values) {
  return values.length > MAX_VALUES || values.reduce((sum, { length }) => sum + length, 0) > MAX_VALUES_CHARACTERS;
}

// src/results/decoded-text.ts
var LINE_FEED = 10;
var PLUS = 43;
var MINUS = 45;
var WRAP_MARK = Buffer.from("\u21B5");
var ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", plus: "+" };
var CONTROLS = "nrtbfave0";
var ESCAPES = [
  /%[0-9A-Fa-f]{2}/g,
  /\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\[^uUx]/gs,
  /&(?:[a-z]{2,4}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});/g
];
function viewOf(source, withSigns) {
  const all = { bytes: source, start: new Int32Array(source.length), end: new Int32Array(source.length) };
  for (let at = 0; at < source.length; at += 1) {
    all.start[at] = at;
    all.end[at] = at + 1;
  }
  const builder = new Builder(source.length);
  let copied = 0;
  for (let at = source.indexOf(WRAP_MARK); at !== -1; at = source.indexOf(WRAP_MARK, copied)) {
    builder.copy(all, copied, at);
    copied = at + WRAP_MARK.length;
  }
  builder.copy(all, copied, source.length);
  const whole = builder.result();
  return withSigns ? whole : filtered(whole, (byte, before) => !isSign(byte) || before !== LINE_FEED);
}
function withoutBlanks(view) {
  return filtered(view, (byte) => byte !== 32 && byte !== LINE_FEED && byte !== 9 && byte !== 13);
}
function decodeOnce(view, escapes) {
  const { bytes, start, end } = view;
  const text = bytes.toString("latin1");
  const builder = new Builder(bytes.length);
  let copied = 0;
  let high;
  for (const { 0: sequence, index } of text.matchAll(escapes)) {
    const meaning = decode(sequence);
    if (meaning === void 0) continue;
    builder.copy(view, copied, index);
    copied = index + sequence.length;
    const isLow = typeof meaning === "number" && meaning >= 56320 && meaning <= 57343;
    const pair = high !== void 0 && isLow ? 65536 + (high - 55296) * 1024 + (meaning - 56320) : void 0;
    high = typeof meaning === "number" && meaning >= 55296 && meaning <= 56319 ? meaning : void 0;
    if (high !== void 0) continue;
    const decoded2 = typeof meaning === "string" ? Buffer.from(meaning, "latin1") : utf8(pair ?? meaning);
    for (const byte of decoded2) builder.add(byte, start[index] ?? 0, end[copied - 1] ?? 0);
  }
  if (copied === 0) return void 0;
  builder.copy(view, copied, bytes.length);
  return builder.result();
}
function decode(sequence) {
  const kind = sequence.charAt(0);
  if (kind === "%") return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  if (kind === "&") {
    const name = sequence.slice(1, -1);
    if (/^#[xX]/.test(name)) return codePoint(Number.parseInt(name.slice(2), 16));
    return name.startsWith("#") ? codePoint(Number(name.slice(1))) : ENTITIES[name];
  }
  if (sequence.length > 2) return codePoint(Number.parseInt(sequence.slice(2), 16));
  const letter = sequence.charAt(1);
  return CONTROLS.includes(letter) ? " " : letter;
}
function codePoint(value) {
  return value <= 1114111 ? value : void 0;
}
function utf8(value) {
  return Buffer.from(String.fromCodePoint(value));
}
function isSign(byte) {
  return byte === PLUS || byte === MINUS;
}
function filtered(view, keeps) {
  const { length } = view.bytes;
  const bytes = Buffer.allocUnsafe(length);
  const start = new Int32Array(length);
  const end = new Int32Array(length);
  let kept = 0;
  let before = LINE_FEED;
  for (let at = 0; at < length; at += 1) {
    const byte = view.bytes[at] ?? 0;
    if (keeps(byte, before)) {
      bytes[kept] = byte;
      start[kept] = view.start[at] ?? 0;
      end[kept] = view.end[at] ?? 0;
      kept += 1;
    }
    before = byte;
  }
  return { bytes: bytes.subarray(0, kept), start: start.subarray(0, kept), end: end.subarray(0, kept) };
}
var Builder = class {
  #start;
  #end;
  #bytes;
  #length = 0;
  constructor(capacity) {
    this.#start = new Int32Array(capacity);
    this.#end = new Int32Array(capacity);
    this.#bytes = Buffer.alloc(capacity);
  }
  add(byte, start, end) {
    this.#start[this.#length] = start;
    this.#end[this.#length] = end;
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
  /** Adds a part of another text as it is. */
  copy({ bytes, start, end }, from, to) {
    if (to <= from) return;
    this.#start.set(start.subarray(from, to), this.#length);
    this.#end.set(end.subarray(from, to), this.#length);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
  }
  result() {
    const length = this.#length;
    return {
      bytes: this.#bytes.subarray(0, length),
      start: this.#start.subarray(0, length),
      end: this.#end.subarray(0, length)
    };
  }
};

// src/results/needles.ts
var MIN_SECRET_CHARACTERS = 4;
var BYTES_A_STEP = 4e3;
var Steps = class {
  #left;
  constructor(most) {
    this.#left = most;
  }
  take(steps) {
    this.#left -= steps;
    if (this.#left < 0) throw new Error("The search for secrets takes too long.");
  }
};
function indexOf(needles) {
  const distinct = new Map(
    needles.map((needle) => [`${[...needle.gaps].join(" ")} ${needle.bytes.toString("latin1")}`, needle])
  );
  const searched = [...distinct.values()].filter(({ bytes }) => bytes.length >= MIN_SECRET_CHARACTERS);
  const byStart = new Map(
    [...Map.groupBy(searched, ({ bytes }) => bytes.readUInt32BE(0))].map(([start, alike]) => [start, sorted(alike)])
  );
  const firstTwo = new Uint8Array(65536);
  for (const start of byStart.keys()) firstTwo[start >>> 16] = 1;
  return { byStart, firstTwo };
}
function sorted(needles) {
  let before;
  return needles.toSorted((a, b) => Buffer.compare(a.bytes, b.bytes)).map((needle) => {
    let shorter = before;
    while (shorter !== void 0 && !isAt(needle.bytes, 0, shorter)) shorter = shorter.shorter;
    before = { ...needle, shorter, shorterEncoded: shorter?.isEncoded ? shorter : shorter?.shorterEncoded };
    return before;
  });
}
function longestAt(text, at, needles, steps) {
  let low = 0;
  let high = needles.length;
  while (low < high) {
    const middle = low + high >>> 1;
    const { bytes } = needles[middle];
    steps.take(1 + bytes.length / BYTES_A_STEP);
    if (text.compare(bytes, 0, bytes.length, at, Math.min(at + bytes.length, text.length)) < 0) high = middle;
    else low = middle + 1;
  }
  let needle = needles[low - 1];
  while (needle !== void 0 && !isAt(text, at, needle)) {
    steps.take(1 + needle.bytes.length / BYTES_A_STEP);
    needle = needle.shorter;
  }
  return needle;
}
function isAt(text, at, { bytes }) {
  const end = at + bytes.length;
  return end <= text.length && text.compare(bytes, 0, bytes.length, at, end) === 0;
}

// src/results/redact.ts
var MIN_BROKEN_SECRET_CHARACTERS = 6;
var MIN_LINE_CHARACTERS = 8;
var MAX_DEPTH = 2;
var BLANK = /[ \t\r\n]/g;
var LEFT_OUT = /[ \t\r\n↵]+/;
var NO_GAPS = /* @__PURE__ */ new Set();
function secretFinder(secrets, maxSteps = Infinity) {
  const whole = new Set([...secrets].map((secret) => secret.trim()).filter((secret) => secret !== ""));
  const short = [...whole].filter((secret) => dense(secret).length < MIN_SECRET_CHARACTERS);
  const index = indexOf([...whole].flatMap(needlesFor));
  return (source) => [...findAll(source, index, new Steps(maxSteps)), ...findWords(source, short)];
}
function findAll(source, index, steps) {
  if (index.byStart.size === 0) return [];
  const ranges = [];
  const search = (view, depth) => {
    if (view === void 0) return;
    find(withoutBlanks(view), index, ranges, steps);
    if (depth < MAX_DEPTH) for (const escapes of ESCAPES) search(decodeOnce(view, escapes), depth + 1);
  };
  const whole = viewOf(source, true);
  search(whole, 0);
  if (whole.bytes.length < source.length) search(withoutBlanks(whole), 1);
  if (/\n[+-]/.test(source.toString("latin1"))) search(viewOf(source, false), MAX_DEPTH - 1);
  return ranges;
}
function find(view, { byStart, firstTwo }, ranges, steps) {
  const { bytes } = view;
  let runEnd = 0;
  for (let at = 0; at + MIN_SECRET_CHARACTERS <= bytes.length; at += 1) {
    if (firstTwo[(bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0)] === 0) continue;
    const alike = byStart.get(bytes.readUInt32BE(at));
    if (alike === void 0) continue;
    for (let needle = longestAt(bytes, at, alike, steps), isFound = false; needle !== void 0; ) {
      steps.take(1);
      const end = at + needle.bytes.length;
      if (end <= runEnd) break;
      if (needle.bytes.length >= MIN_BROKEN_SECRET_CHARACTERS || isUnbroken(view, at, end - 1, needle.gaps)) {
        isFound = true;
        const [from, to] = needle.isEncoded ? wholeRun(view, at, end - 1) : [at, end - 1];
        if (needle.isEncoded) runEnd = to + 1;
        ranges.push(rangeOf(view, from, to));
      }
      needle = isFound ? needle.shorterEncoded : needle.shorter;
    }
  }
}
function rangeOf({ start, end }, first, last) {
  return [start[first] ?? 0, end[last] ?? 0];
}
function wholeRun(view, first, last) {
  const isDigit = (at) => /[\w+/=-]/.test(String.fromCharCode(view.bytes[at] ?? 0));
  let from = first;
  let to = last;
  while (from > 0 && isDigit(from - 1) && isUnbroken(view, from - 1, from)) from -= 1;
  while (to + 1 < view.bytes.length && isDigit(to + 1) && isUnbroken(view, to, to + 1)) to += 1;
  return [from, to];
}
function isUnbroken({ start, end }, first, last, gaps = NO_GAPS) {
  for (let at = first; at < last; at += 1) if (end[at] !== start[at + 1] && !gaps.has(at - first)) return false;
  return true;
}
function findWords(source, words) {
  const isWord = (byte) => byte !== void 0 && (byte >= 128 || /\w/.test(String.fromCharCode(byte)));
  const ranges = [];
  for (const word of words) {
    const bytes = Buffer.from(word);
    for (let at = source.indexOf(bytes); at !== -1; at = source.indexOf(bytes, at + 1)) {
      const end = at + bytes.length;
      const isPart = isWord(source[at - 1]) && isWord(bytes[0]) || isWord(source[end]) && isWord(bytes.at(-1));
      if (!isPart) ranges.push([at, end]);
    }
  }
  return ranges;
}
function needlesFor(secret) {
  const lines = secret.split("\n").map((line) => line.trim());
  const isLine = (line) => line.length >= MIN_LINE_CHARACTERS && !line.startsWith("-----");
  const texts = /* @__PURE__ */ new Set([secret, ...lines.length > 1 ? lines.filter(isLine) : []]);
  return [...texts].flatMap((text) => {
    const bytes = Buffer.from(text);
    const plain = [text, text.replaceAll(" ", "+"), text.replaceAll("'", "''")].flatMap((form) => [
      plainNeedle(form, LEFT_OUT),
      plainNeedle(form, BLANK)
    ]);
    const once = [bytes, Buffer.from(`${text}
`)].flatMap(base64Parts);
    const twice = once.flatMap((part) => base64Parts(Buffer.from(part)));
    const hex = bytes.toString("hex");
    const encoded = [...once, ...twice].flatMap((part) => [part, part.replaceAll("+", "-").replaceAll("/", "_")]);
    return [
      ...plain,
      ...[...encoded, hex, hex.toUpperCase()].map((form) => ({
        bytes: Buffer.from(form),
        isEncoded: true,
        gaps: NO_GAPS
      }))
    ];
  });
}
function plainNeedle(form, leftOut) {
  const parts = form.split(leftOut).map((part) => Buffer.from(part));
  const gaps = /* @__PURE__ */ new Set();
  let length = 0;
  for (const part of parts) {
    length += part.length;
    gaps.add(length - 1);
  }
  return { bytes: Buffer.concat(parts), isEncoded: false, gaps };
}
function base64Parts(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const own = text.slice(before === 0 ? 0 : before + 1, Math.floor((before + bytes.length) * 8 / 6));
    return own.length < MIN_SECRET_CHARACTERS ? [] : [own];
  });
}
function dense(text) {
  return text.split(LEFT_OUT).join("");
}

// src/results/stdout-start.ts
var MAX_STEPS = 5e6;
async function startOutsideSecrets({ bytes, start, cut }, sources, values) {
  const searchesValues = !areTooMany(values);
  if (!searchesValues && cut === "character") return bytes.length;
  const find2 = secretFinder([...await knownSecrets(sources), ...searchesValues ? values : []], MAX_STEPS);
  let place = start;
  for (const [from, to] of find2(bytes).toSorted((a, b) => a[0] - b[0])) if (from < place && place < to) place = to;
  return nextCharacter(bytes, place);
}
export {
  startOutsideSecrets
};
