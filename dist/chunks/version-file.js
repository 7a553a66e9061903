// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

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
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
var MAX_SHOWN_CHARACTERS = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}

// src/inputs/release-request.ts
var VERSION = /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
var PREFIX = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8}))?$/;
function versionRequest(input, text) {
  const version = parseVersion(text);
  if (version !== void 0) return { kind: "version", version };
  const prefix = text.startsWith("v") ? text.slice(1) : text;
  if (PREFIX.test(prefix)) return { kind: "prefix", prefix };
  throw inputError(
    input,
    text,
    "an exact version such as 2.75.3 or v2.75.3, or its first parts in quotation marks, '2.75'; for the newest release of a channel, use the inputs group and channel instead"
  );
}
function parseVersion(text) {
  const version = text.startsWith("v") ? text.slice(1) : text;
  return version.length <= 128 && VERSION.test(version) ? version : void 0;
}

// src/inputs/pinned-version.ts
async function versionInFile(name, text) {
  const content = text.replace(/^\ufeff/, "");
  const version = await namedVersion(name, content);
  if (version === void 0) throw none(name);
  return versionRequest("version-file", version);
}
async function namedVersion(name, text) {
  if (name === ".tool-versions") return fromToolVersions(text);
  if (name.endsWith(".toml")) return fromMise(name, text);
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/#.*$/, "").trim()).filter((line) => line !== "");
  return lines.length === 1 ? lines[0] : void 0;
}
function fromToolVersions(text) {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [tool = "", version] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (isWerf(tool)) return version;
  }
  return void 0;
}
async function fromMise(name, text) {
  const { parse } = await import("./smol-toml.js");
  let content;
  try {
    content = parse(text);
  } catch {
    throw inputError("version-file", name, "a file that is valid TOML, as mise reads it.");
  }
  const [, tool] = Object.entries(fieldsOf(fieldsOf(content)["tools"])).find(([key]) => isWerf(key)) ?? [];
  const first = Array.isArray(tool) ? tool[0] : tool;
  const version = isFields(first) ? first["version"] : first;
  return typeof version === "string" ? version : void 0;
}
function isWerf(tool) {
  return tool.toLowerCase().replace(/\[.*$/, "").split(/[:/]/).at(-1) === "werf";
}
function none(name) {
  return inputError(
    "version-file",
    name,
    'a file that names the version of werf: .tool-versions with a line such as "werf 2.75.3", a mise.toml with werf = "2.75.3" under [tools], or a file that holds just the version.'
  );
}

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
function statOf(path) {
  try {
    return statSync(path);
  } catch {
    return void 0;
  }
}

// src/prepare/version-file.ts
var MAX_FILE_BYTES = 1e6;
async function readVersionFile(path) {
  const stats = statOf(path);
  if (stats?.isFile() !== true || stats.size > MAX_FILE_BYTES) {
    throw inputError("version-file", path, "an existing file, such as .tool-versions. Is the repository checked out?");
  }
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw inputError("version-file", path, `a file that can be read (${errorCode(error)}).`);
  }
  return versionInFile(basename(path), text);
}
export {
  readVersionFile
};
