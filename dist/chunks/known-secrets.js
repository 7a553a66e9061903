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
export {
  knownSecrets
};
