// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/inputs/published-root.ts
var PUBLISHED_REPOSITORY = {
  url: "https://tuf.werf.io",
  rootVersion: 12,
  rootSha512: "e1d3c7bcfdf473fe1466c5e9d9030bea0fed857d0563db1407754d2795256e4d063b099156807346cdcdc21d747326cc43f96fa2cacda5f1c67c8349fe09894d"
};

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};

// src/inputs/release-request.ts
var DEFAULT_RELEASE = { kind: "channel", group: "2", channel: "stable" };
var VERSION = /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
function parseVersion(text) {
  const version = text.startsWith("v") ? text.slice(1) : text;
  return version.length <= 128 && VERSION.test(version) ? version : void 0;
}

// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/install/early-hash.ts
import { Worker } from "node:worker_threads";

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
function readRegularFile(path, limit) {
  return fromRegularFile(
    path,
    { followsLinks: false },
    (file, { size }) => size <= limit ? readOpenFile(file, size) : void 0
  );
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

// builtin:os
var { EOL, constants: constants2, homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/system/runner-temp.ts
function runnerTemp(env) {
  return env["RUNNER_TEMP"] || tmpdir();
}

// src/install/release-files.ts
import { createHash } from "node:crypto";
function releasePlatform(os, arch) {
  if ((os === "linux" || os === "darwin") && arch === "x64") return { os, arch: "amd64" };
  if ((os === "linux" || os === "darwin") && arch === "arm64") return { os, arch: "arm64" };
  if (os === "win32" && arch === "x64") return { os: "windows", arch: "amd64" };
  throw new StepError(
    `werf is not published for this runner's platform ${os}/${arch}. Published: linux and darwin on x64 and arm64, win32 on x64. Use such a runner, or name a werf binary with werf-path`
  );
}
function executableName(platform) {
  return platform.os === "windows" ? "werf.exe" : "werf";
}
function channelTarget(group, channel) {
  return `channels/${group}/${channel}`;
}
function keptChannelName(group, channel) {
  return keptTargetName(channelTarget(group, channel));
}
function keptTargetName(target) {
  return target.replaceAll("/", "-");
}
function releaseTargets(version, platform) {
  const { os, arch } = platform;
  return [`${os}-${arch}`, `${os}-any`, `any-${arch}`, "any-any"].map(
    (folder) => `releases/${version}/${folder}/bin/${executableName(platform)}`
  );
}
function newestRelease(targets, prefix, platform) {
  const published = new Set(targets);
  const versions = new Set(targets.map((path) => /^releases\/([^/]+)\//.exec(path)?.[1] ?? ""));
  return [...versions].filter(
    (version) => version.startsWith(`${prefix}.`) && parseVersion(version) === version && !version.split("+", 1)[0]?.includes("-") && releaseTargets(version, platform).some((path) => published.has(path))
  ).sort(compareReleases).at(-1);
}
function compareReleases(a, b) {
  const [ofA, ofB] = [a, b].map((version) => [...version.matchAll(/\d+/g)].map(Number));
  const index = [0, 1, 2, 3].find((part) => ofA[part] !== ofB[part]);
  return index === void 0 ? a < b ? -1 : 1 : (ofA[index] ?? -1) - (ofB[index] ?? -1);
}
function toolCacheVersion(version) {
  const [precedence = "", build] = version.split("+", 2);
  if (build === void 0) return precedence;
  return `${precedence}${precedence.includes("-") ? "." : "-"}build.${build}`;
}
function repositoryId({ url, rootVersion, rootSha512 }) {
  return createHash("sha256").update(`${url}
${rootVersion}
${rootSha512}`).digest("hex").slice(0, 16);
}
function toolCacheFolders(version, { os, arch }, repository) {
  const id = repositoryId(repository);
  const own = id === repositoryId(PUBLISHED_REPOSITORY) ? "" : `-${id}`;
  return ["werf", toolCacheVersion(version), `${os}-${arch}${own}`];
}

// src/install/install-folders.ts
function storeNames(repository) {
  return ["run-werf", repositoryId(repository)];
}

// src/system/guards.ts
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
  return isFields(value) ? value : {};
}

// src/install/kept-targets.ts
var MAX_TARGETS_BYTES = 5e6;
function keptTargets(folder) {
  const metadata = JSON.parse(String(readRegularFile(join(folder, "targets.json"), MAX_TARGETS_BYTES) ?? ""));
  return Object.keys(fieldsOf(fieldsOf(fieldsOf(metadata)["signed"])["targets"]));
}

// src/install/early-hash.ts
var ALGORITHMS = ["sha512"];
var MAX_CHANNEL_BYTES = 4096;
function startEarlyHash(request, repository, platform, env) {
  const root = env["RUNNER_TOOL_CACHE"];
  if (!root) return void 0;
  try {
    const version = likelyVersion(request, platform, join(root, ...storeNames(repository)));
    if (version === void 0) return void 0;
    const path = join(root, ...toolCacheFolders(version, platform, repository), executableName(platform));
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? hashInThread(path) : void 0;
  } catch {
    return void 0;
  }
}
function likelyVersion(request, platform, store) {
  if (request.kind === "version") return request.version;
  if (request.kind === "prefix") return newestRelease(keptTargets(store), request.prefix, platform);
  const channel = readRegularFile(join(store, keptChannelName(request.group, request.channel)), MAX_CHANNEL_BYTES);
  return parseVersion(String(channel ?? "").trim());
}
function hashInThread(path) {
  const program = new URL(`./hash-job${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(program, { workerData: { path, algorithms: ALGORITHMS } });
  const taken = new Promise((resolve2) => {
    worker.once("message", resolve2);
    worker.on("error", () => resolve2(void 0));
    worker.once("exit", () => resolve2(void 0));
  });
  return {
    path,
    taken,
    end: async () => {
      await worker.terminate();
    }
  };
}

// src/install/install-timeouts.ts
var INSTALL_TIMEOUTS = {
  metadata: 6e4,
  binary: { window: 3e4, bytes: 6e5 },
  retryBinaryFor: 45e3,
  retryDelays: [1e3, 3e3, 9e3],
  publishDelay: 5e3,
  hasty: 4e3,
  headStart: 5e3,
  news: 5e3
};

// src/net/unreachable.ts
import { createHash as createHash2 } from "node:crypto";
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
  const name = createHash2("sha256").update(key).digest("hex").slice(0, 16);
  return join(runnerTemp(host.env), `run-werf-unreachable-${name}`);
}

// src/prepare/installed-werf.ts
var GROUP_CHANNEL = "TRDL_USE_WERF_GROUP_CHANNEL";
async function installFor({ host, inputs, cancelled }, request = DEFAULT_RELEASE) {
  const { env, log, platform: os, arch, elapsed } = host;
  const platform = releasePlatform(os, arch);
  const repository = inputs.tufRepository ?? PUBLISHED_REPOSITORY;
  const early = startEarlyHash(request, repository, platform, env);
  const url = new URL(repository.url);
  const outage = {
    isKnown: () => isUnreachable(host, url),
    remember: () => rememberUnreachable(host, url, "repository")
  };
  const { installWerf } = await import("./install.js");
  const installed = await installWerf({
    request,
    repository,
    platform,
    env,
    log,
    elapsed,
    signal: cancelled,
    timeouts: INSTALL_TIMEOUTS,
    early,
    outage
  }).finally(() => early?.end());
  const { path, version, groupChannel, cached, notice, save } = installed;
  if (request.kind === "prefix") log.info(`The newest ${request.prefix} that the repository signed is ${version}.`);
  log.info(`werf ${version} ${cached ? "from the cache" : `from ${repository.url}`}, verified: ${path}`);
  if (notice !== void 0) log.notice(notice);
  host.addPath(dirname(path));
  if (groupChannel !== void 0 || env[GROUP_CHANNEL]) host.exportVariable(GROUP_CHANNEL, groupChannel ?? "");
  return { path, channel: { [GROUP_CHANNEL]: groupChannel }, save, details: { version, cached } };
}
export {
  installFor
};
