// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/prepare/kubeconfig-secrets.ts
var MIN_SECRET_CHARACTERS = 4;
var MIN_PLUGIN_SECRET_CHARACTERS = 6;
var MIN_LINE_CHARACTERS = 16;
var DATA_KEY = /^(?:client-key|client-certificate|certificate-authority)-data$/;
var SECRET_KEY = /(?:token|password|secret|api[-_]?key)$/i;
var SECRET_WORDS = new Set(
  "token tokens password passwd pass passphrase pwd secret secrets key keys apikey credential credentials pat".split(
    " "
  )
);
var OTHER_WORDS = new Set(
  "file files path dir directory folder name type url uri endpoint ttl lifetime expiry timeout mode enabled cache storage store version size length format source".split(
    " "
  )
);
var NO_SECRET = /^(?:true|false|yes|no|on|off|none|null|enabled|disabled|default|-.*|[+-]?[0-9.,:_]+[a-z]{0,3})$/is;
var FILE_PATH = /[/\\][^/\\]+\.(?:json|ya?ml|toml|ini|conf|env|txt|pem|crt|cert|key|p12|pfx)$/i;
function kubeconfigSecrets(documents) {
  const secrets = /* @__PURE__ */ new Set();
  for (const document of documents) collect(document, secrets);
  return [...secrets];
}
function addSecret(secret, secrets) {
  const whole = secret.trim();
  if (whole.length < MIN_SECRET_CHARACTERS) return;
  secrets.add(whole);
  const lines = whole.split("\n").map((line) => line.trim());
  if (lines.length === 1) return;
  for (const line of lines) if (line.length >= MIN_LINE_CHARACTERS && !line.startsWith("-----")) secrets.add(line);
}
function collect(node, secrets) {
  if (node.kind === "list") for (const item of node.items) collect(item, secrets);
  if (node.kind !== "map") return;
  for (const { key, value } of node.entries) {
    for (const part of [key, value]) collect(part, secrets);
    const [name = ""] = textsOf(key);
    for (const text of textsOf(value)) addByKey(name, text, secrets);
    const list = meant(value);
    if (name === "args" && list?.kind === "list") addArguments(list.items.flatMap(lastText), secrets);
  }
  addVariable(node, secrets);
}
function addByKey(key, text, secrets) {
  if (DATA_KEY.test(key)) {
    addSecret(text, secrets);
    addSecret(text.replaceAll(/\s/g, ""), secrets);
    addSecret(Buffer.from(text, "base64").toString("utf8"), secrets);
  } else if (SECRET_KEY.test(key)) addSecret(text, secrets);
  else if (key === "server" || key === "proxy-url") addUserInfo(text, secrets);
}
function addUserInfo(url, secrets) {
  const [, user, password] = /^\w+:\/\/([^/@:]*)(?::([^/@]*))?@/.exec(url) ?? [];
  const part = password ?? user ?? "";
  addSecret(part, secrets);
  addSecret(decodeUri(part), secrets);
}
function addVariable({ entries }, secrets) {
  const under = (name) => entries.flatMap(({ key, value }) => textsOf(key)[0] === name ? lastText(value) : []);
  const isSecret = under("name").some(namesSecret);
  for (const value of under("value")) {
    if (isSecret) addPluginSecret(value, secrets);
    addUserInfo(value, secrets);
  }
}
function addArguments(words, secrets) {
  for (const [index, word] of words.entries()) {
    const [, option, ownValue] = /^--?([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = ownValue ?? words[index + 1];
    if (option !== void 0 && namesSecret(option) && value !== void 0) addPluginSecret(value, secrets);
  }
}
function addPluginSecret(value, secrets) {
  const text = value.trim();
  if (text.length >= MIN_PLUGIN_SECRET_CHARACTERS && !NO_SECRET.test(text) && !FILE_PATH.test(text))
    addSecret(text, secrets);
}
function namesSecret(name) {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => SECRET_WORDS.has(word)) && !OTHER_WORDS.has(words.at(-1) ?? "");
}
function textsOf(node) {
  const scalar = meant(node);
  return scalar?.kind === "scalar" && !scalar.isNull ? scalar.texts : [];
}
var lastText = (node) => textsOf(node).slice(-1);
function meant(node) {
  const { of = void 0 } = node.kind === "alias" ? node : { of: node };
  return of?.kind === "alias" ? void 0 : of;
}
function decodeUri(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/prepare/yaml-content.ts
function plainScalar(text) {
  return { kind: "scalar", texts: [text], isNull: /^(?:null|~)?$/i.test(text) };
}
function textScalar(...texts) {
  return { kind: "scalar", texts, isNull: false };
}
var NOTHING = plainScalar("");

// src/prepare/plain-yaml.ts
var MAX_DEPTH = 50;
var KEY = /^([A-Za-z_][\w./-]{0,127}):(?: +(.*))?$/;
var ITEM = /^-(?: +|$)/;
var PLAIN = /^(?:[\w./+~]|-(?=\S))/;
var NOT_PLAIN = /: |:$| #/;
var KNOWN_CHARACTERS = /^[\n\x20-\x7e]*$/;
function readPlainYaml(text) {
  const unified = text.replaceAll("\r\n", "\n");
  if (!KNOWN_CHARACTERS.test(unified)) return void 0;
  const reader = new PlainYamlReader(linesOf(unified));
  const root = reader.readAll();
  return root === void 0 ? void 0 : { value: plainValue(root), documents: [root] };
}
function linesOf(text) {
  const lines = text.split("\n").flatMap((line) => {
    const words = line.trim();
    return words === "" || words.startsWith("#") ? [] : [{ indent: line.search(/\S/), text: words }];
  });
  return lines[0]?.indent === 0 && lines[0].text === "---" ? lines.slice(1) : lines;
}
var Unknown = class extends Error {
};
var PlainYamlReader = class {
  #lines;
  #next = 0;
  #depth = 0;
  constructor(lines) {
    this.#lines = [...lines];
  }
  readAll() {
    try {
      const root = this.#lines.length === 0 ? void 0 : this.#block(0);
      return this.#line === void 0 ? root : void 0;
    } catch (error) {
      if (error instanceof Unknown) return void 0;
      throw error;
    }
  }
  get #line() {
    return this.#lines[this.#next];
  }
  /** What begins at the next line, which is so far in. */
  #block(indent) {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH || this.#line?.indent !== indent) throw new Unknown();
    const node = ITEM.test(this.#line.text) ? this.#list(indent) : this.#map(indent);
    this.#depth -= 1;
    return node;
  }
  #map(indent) {
    const entries = [];
    while (this.#line?.indent === indent && !ITEM.test(this.#line.text)) {
      const [, key, value = ""] = KEY.exec(this.#line.text) ?? [];
      if (key === void 0 || key === "__proto__") throw new Unknown();
      this.#next += 1;
      entries.push({
        key: plainScalar(key),
        value: value === "" ? this.#below(indent, true) : this.#scalar(value)
      });
    }
    return { kind: "map", entries };
  }
  #list(indent) {
    const items = [];
    while (this.#line?.indent === indent && ITEM.test(this.#line.text)) {
      const { text } = this.#line;
      const value = text.replace(ITEM, "");
      if (ITEM.test(value) || KEY.test(value)) {
        const inner = indent + text.length - value.length;
        this.#lines[this.#next] = { indent: inner, text: value };
        items.push(this.#block(inner));
      } else {
        this.#next += 1;
        items.push(value === "" ? this.#below(indent, false) : this.#scalar(value));
      }
    }
    return { kind: "list", items };
  }
  /** What stands in the lines below a key or a dash. The items of a key's list may begin where the key does. */
  #below(indent, ofKey) {
    const line = this.#line;
    if (line === void 0 || line.indent < indent) return NOTHING;
    if (line.indent > indent) return this.#block(line.indent);
    return ofKey && ITEM.test(line.text) ? this.#block(indent) : NOTHING;
  }
  #scalar(text) {
    if (text === "{}") return { kind: "map", entries: [] };
    if (text === "[]") return { kind: "list", items: [] };
    const quoted = /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'") ?? /^"([^"\\]*)"$/.exec(text)?.[1];
    if (quoted !== void 0) return textScalar(quoted);
    if (!PLAIN.test(text) || NOT_PLAIN.test(text)) throw new Unknown();
    return plainScalar(text);
  }
};
function plainValue(node) {
  if (node.kind === "scalar") return node.texts[0];
  if (node.kind === "list") return node.items.map(plainValue);
  if (node.kind === "alias") return void 0;
  return Object.fromEntries(node.entries.map(({ key, value }) => [String(plainValue(key)), plainValue(value)]));
}

// src/prepare/kubeconfig.ts
var MAX_CHARACTERS = 1e6;
var FILE_KEYS = {
  "certificate-authority": "certificate-authority-data",
  "client-certificate": "client-certificate-data",
  "client-key": "client-key-data",
  tokenFile: "token"
};
var BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
async function parseKubeconfig(input) {
  const { text, config, secrets } = await readContent(input);
  if (!isNull(config["kind"]) && config["kind"] !== "Config") throw broken("its kind is not Config");
  const clusters = named(config, "clusters", "cluster");
  const contexts = named(config, "contexts", "context");
  const users = named(config, "users", "user");
  if (clusters.size === 0) throw broken("it has no clusters");
  if (contexts.size === 0) throw broken("it has no contexts");
  const current = isNull(config["current-context"]) ? void 0 : config["current-context"];
  const used = typeof current === "string" ? contexts.get(current)?.["cluster"] : void 0;
  for (const [index, [name, cluster]] of [...clusters].entries()) {
    if (isNull(cluster["server"]) && (used === void 0 || used === name))
      throw broken(`clusters[${index}].cluster has no server`);
  }
  if (typeof current === "string" && !contexts.has(current)) {
    throw broken("its current-context is not one of its contexts");
  }
  const files = [...clusters.values(), ...users.values()].flatMap(filesIn);
  return { text, secrets, files };
}
async function secretsOfKubeconfig(input) {
  try {
    return (await readContent(input)).secrets;
  } catch {
    return [];
  }
}
async function readContent(input) {
  if (input.length > MAX_CHARACTERS) throw broken(`it has more than ${MAX_CHARACTERS} characters`);
  const base64 = decodeBase64(input);
  const text = withoutMark(base64 ?? input);
  const { config, documents } = await readYaml(text, base64 === void 0 ? "YAML" : "base64 of YAML");
  const secrets = /* @__PURE__ */ new Set();
  if (base64 !== void 0) addSecret(input, secrets);
  for (const secret of kubeconfigSecrets(documents)) secrets.add(secret);
  return { text, config, secrets: [...secrets] };
}
function decodeBase64(input) {
  const compact = input.replaceAll(/\s/g, "");
  if (/^(["'])[A-Za-z0-9+/]+={0,2}\1$/.test(compact)) {
    throw broken("it is base64 in quotation marks, which have to go");
  }
  if (!BASE64.test(compact)) return void 0;
  const bytes = Buffer.from(compact, "base64");
  if (/^(?:fffe|feff)/.test(bytes.toString("hex", 0, 2)) || bytes.includes(0)) {
    throw broken("it is base64 of UTF-16, and has to be UTF-8, without NUL characters");
  }
  const text = bytes.toString("utf8");
  const again = text.replaceAll(/["'\s]/g, "");
  if (BASE64.test(again) && Buffer.from(again, "base64").includes(":")) {
    throw broken("it is base64 of base64, and has to be encoded only once");
  }
  return text;
}
function withoutMark(text) {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
async function readYaml(text, kind) {
  const { value, documents } = readPlainYaml(text) ?? await readAnyYaml(text, kind);
  if (isFields(value)) return { config: value, documents };
  throw broken(`it is not ${kind}, or no mapping`);
}
async function readAnyYaml(text, kind) {
  const yaml = await import("./any-yaml.js");
  try {
    return yaml.readAnyYaml(text);
  } catch {
    throw broken(`it is not ${kind}`);
  }
}
function filesIn(part) {
  return Object.entries(FILE_KEYS).flatMap(([key, content]) => {
    const path = part[key];
    return typeof path === "string" && !isNull(path) && isNull(part[content]) ? [{ key, path }] : [];
  });
}
function named(config, list, part) {
  const found = /* @__PURE__ */ new Map();
  const entries = isNull(config[list]) ? [] : config[list];
  if (!Array.isArray(entries)) throw broken(`its ${list} are not a list`);
  for (const [index, entry] of entries.entries()) {
    const given = isFields(entry) ? entry[part] : void 0;
    const content = isNull(given) && part !== "cluster" ? {} : given;
    if (!isFields(entry) || typeof entry["name"] !== "string" || !isFields(content)) {
      throw broken(`${list}[${index}] has no name or no ${part}`);
    }
    if (found.has(entry["name"])) throw broken(`two of its ${list} have the same name`);
    found.set(entry["name"], content);
  }
  return found;
}
function isNull(value) {
  return value === void 0 || value === null || typeof value === "string" && /^(?:null|~)?$/i.test(value);
}
function broken(reason) {
  return new StepError(
    `Input kubeconfig is not a kubeconfig: ${reason}. Allowed: the content of a kubeconfig file, plain or base64. Check the secret that it comes from`
  );
}
export {
  parseKubeconfig,
  secretsOfKubeconfig
};
