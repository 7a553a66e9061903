import {
  decodeTraceRequest,
  encodeTraceRequest
} from "./chunk-RVWABQYX.js";
import {
  describeCommand,
  isKnownCommand,
  isKnownOption
} from "./chunk-KTRJ3SLE.js";

// src/context/ci.ts
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

// src/context/git.ts
async function readOriginUrl(git) {
  const result = await git(["config", "--local", "--null", "--get-all", "remote.origin.url"]);
  const url = result?.exitCode === 0 ? result.stdout.split("\0")[0] : void 0;
  return url === "" ? void 0 : url;
}

// src/context/project.ts
import { createHash } from "node:crypto";
function projectIdOf(origin) {
  const endpoint = parseEndpoint(origin);
  if (endpoint === void 0) return "";
  return createHash("sha256").update(endpoint.host).update(":::").update(projectPath(endpoint.path)).digest("hex");
}
function originOfWorkflow(env) {
  const server = env["GITHUB_SERVER_URL"] ?? "";
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  return server !== "" && repository !== "" ? `${server}/${repository}` : void 0;
}
function projectPath(path) {
  const query = path.indexOf("?");
  const withoutQuery = query === -1 ? path : path.subarray(0, query);
  const relative = withoutQuery.at(0) === 47 ? withoutQuery.subarray(1) : withoutQuery;
  const suffix = Buffer.from(".git");
  return relative.subarray(-suffix.length).equals(suffix) ? relative.subarray(0, -suffix.length) : relative;
}
function parseEndpoint(origin) {
  if (/^[^:]+:\/\//.test(origin)) return parseUrl(origin);
  const scpLike = /^(?:[^@]+@)?(?<host>[^:\t\n\f\r ]+):(?:[0-9]{1,5}:)?(?<path>[^\\\n].*)$/.exec(origin)?.groups;
  return { host: scpLike?.["host"] ?? "", path: Buffer.from(scpLike?.["path"] ?? origin) };
}
function parseUrl(url) {
  if (/[\x00-\x1f\x7f]/.test(url)) return void 0;
  const parts = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/.exec(
    url
  )?.groups;
  if (parts === void 0) return void 0;
  const host = hostOf(parts["authority"] ?? "");
  const path = percentDecode(parts["path"] ?? "");
  const fragment = percentDecode(parts["fragment"] ?? "");
  if (host === void 0 || path === void 0 || fragment === void 0) return void 0;
  return {
    host,
    path: Buffer.concat([path, Buffer.from(parts["query"] ?? ""), fragment.length > 1 ? fragment : Buffer.of()])
  };
}
function hostOf(authority) {
  const at = authority.lastIndexOf("@");
  const user = at === -1 ? "" : authority.slice(0, at);
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || percentDecode(user) === void 0) return void 0;
  const hostPort = authority.slice(at + 1);
  const bracketed = /^(\[.*\])(?::[0-9]*)?$/.exec(hostPort)?.[1];
  if (bracketed !== void 0) return bracketed;
  const host = /^([^:]*)(?::[0-9]*)?$/.exec(hostPort)?.[1];
  if (host === void 0 || /[\x00-\x7f]/.test(host.replace(/[\w\-.~!$&'()*+,;=<>"]/g, ""))) return void 0;
  return host;
}
function percentDecode(text) {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return void 0;
  const bytes = Buffer.from(text).toString("latin1");
  return Buffer.from(
    bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1"
  );
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

// src/telemetry/event-log.ts
import { closeSync, constants, openSync, writeSync } from "node:fs";
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
  const bytes = Buffer.from(text);
  const written = writeSync(file, bytes);
  if (written !== bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
}

// src/telemetry/executions.ts
function adoptExecution(command, executionId) {
  let main;
  return (event2) => {
    if (main === void 0 && event2.command === command) main = event2.executionID;
    if (event2.executionID !== main) return event2;
    if (event2.eventType === "CommandStarted" || event2.eventType === "CommandExited") return void 0;
    return { ...event2, executionID: executionId };
  };
}

// src/telemetry/gate.ts
import { createHash as createHash2 } from "node:crypto";
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
var bool = (value) => typeof value === "boolean" ? value : void 0;
var count = (value) => isCount(value) ? value : void 0;
var integer = (value) => Number.isSafeInteger(value) ? value : void 0;
var emptied = (value) => value === void 0 ? void 0 : "";
var versionText = (value) => typeof value === "string" && isVersion(value) ? value : "";
var oneOf = (allowed) => (value) => typeof value === "string" && allowed.includes(value) ? value : void 0;
var stage = (value) => typeof value === "string" && (STAGES.includes(value) || DOCKERFILE_STAGE.test(value)) ? value : void 0;
var image = (value, { image: rule }) => typeof value === "string" ? rule(value) : void 0;
var EVENT_DATA = {
  CommandStarted: { commandOptions: (value, scope) => commandOptions(value, scope) },
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
  return text === "dev" || /^v?\d{1,5}\.\d{1,5}(?:\.\d{1,5}){0,2}(?:[-+][0-9A-Za-z]{1,12}(?:[.+-]\d{1,8}){0,3})?$/.test(text);
}
var hashImage = (name) => createHash2("sha256").update(name).digest("hex");
function eventOfSpan(span) {
  return {
    ...Object.fromEntries(span),
    eventData: json(span.get("eventData")),
    attributes: json(span.get("attributes"))
  };
}
function passGate(event2, names, imageRule) {
  const { ts, executionID, userID, projectID, command, attributes, eventType, eventData, schemaVersion } = fields(event2);
  if (!isCount(ts) || !isUuid(executionID) || !isEventType(eventType)) return void 0;
  if (typeof command !== "string" || !names.isKnownCommand(command)) return void 0;
  if (!isCount(schemaVersion) || schemaVersion > 99) return void 0;
  const scope = { command, names, image: imageRule };
  return {
    ts,
    executionID,
    ...userID !== void 0 && { userID: "" },
    projectID: isHash(projectID) ? projectID : "",
    command,
    attributes: passAttributes(fields(attributes)),
    eventType,
    eventData: passFields(fields(eventData), EVENT_DATA[eventType], scope),
    schemaVersion
  };
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
function passFields(data, guards, scope) {
  const passed = {};
  for (const [name, guard] of Object.entries(guards)) {
    const value = guard(data[name], scope);
    if (value !== void 0 && Object.hasOwn(data, name)) passed[name] = value;
  }
  return passed;
}
function commandOptions(value, { command, names }) {
  if (!Array.isArray(value)) return void 0;
  return value.flatMap((option) => {
    const { name, asCli, asEnv, count: times } = fields(option);
    if (typeof name !== "string" || !names.isKnownOption(command, name)) return [];
    return [{ name, asCli: asCli === true, asEnv: asEnv === true, count: isCount(times) ? times : 0 }];
  });
}
function fields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
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

// src/telemetry/reporter.ts
var MAX_EVENTS_IN_REQUEST = 500;
function createReporter({ log, spool: openedSpool, send, newSpanIds: newSpanIds2, debug }) {
  const queue = [];
  let spool = openedSpool;
  let added = 0;
  let failed = false;
  let stopped = false;
  let requestEnd;
  const resumedEnds = [];
  let flushing;
  const inSpool = (write) => {
    if (spool === void 0) return;
    try {
      write(spool);
    } catch (error) {
      debug(`The telemetry spool cannot be written: ${String(error)}`);
      spool = void 0;
    }
  };
  const enqueue = (event2, ready) => {
    added += 1;
    const queued = { number: added, span: { ...newSpanIds2(), event: event2 }, ready, logged: false };
    queue.push(queued);
    inSpool((file) => file.keep(queued.number, queued.span));
    return queued;
  };
  const nextRequest = () => {
    if (requestEnd === void 0) {
      const notReady = queue.findIndex(({ ready: ready2 }) => !ready2);
      const ready = queue.slice(0, Math.min(notReady === -1 ? queue.length : notReady, MAX_EVENTS_IN_REQUEST));
      const last = ready.at(-1);
      if (last === void 0) return [];
      requestEnd = resumedEnds.shift() ?? last.number;
    }
    const end = requestEnd;
    const request = queue.slice(0, queue.findLastIndex(({ number }) => number <= end) + 1);
    if (log !== void 0) {
      for (const queued of request) {
        if (!queued.logged) log.append(queued.span.event);
        queued.logged = true;
      }
      inSpool((file) => file.logged(end));
    }
    inSpool((file) => file.requested(end));
    return request;
  };
  const giveUp = (error) => {
    debug(`Telemetry is not sent: ${String(error)}`);
    failed = true;
    stopped = true;
    inSpool((file) => file.settled(added));
    queue.length = 0;
    return void 0;
  };
  const settle = (request, outcome) => {
    if (outcome.kind === "rejected") failed = true;
    queue.splice(0, request.length);
    requestEnd = void 0;
    inSpool((file) => file.settled(request.at(-1)?.number ?? 0));
  };
  const flushQueue = async (signal) => {
    let outcome;
    try {
      for (let request = nextRequest(); request.length > 0; request = nextRequest()) {
        outcome = await send(encodeTraceRequest(request.map(({ span }) => span)), signal);
        if (outcome.kind !== "delivered") debug(`Telemetry of ${request.length} events: ${outcome.reason}`);
        if (outcome.kind === "unavailable") return outcome;
        settle(request, outcome);
      }
      return outcome;
    } catch (error) {
      return giveUp(error);
    }
  };
  return {
    add: (event2) => {
      if (!stopped) enqueue(event2, true);
    },
    hold: (event2) => {
      const queued = enqueue(event2, false);
      return (complete) => {
        queued.span = { ...queued.span, event: complete };
        queued.ready = true;
        inSpool((file) => file.keep(queued.number, queued.span));
      };
    },
    resume: (requests) => {
      for (const request of requests) {
        const last = request.at(-1);
        if (last === void 0) continue;
        resumedEnds.push(last.number);
        queue.push(...request.map(({ number, span, logged }) => ({ number, span, ready: true, logged })));
        added = last.number;
      }
    },
    flush: (signal) => {
      flushing ??= flushQueue(signal).finally(() => {
        flushing = void 0;
      });
      return flushing;
    },
    idle: async () => flushing,
    delivery: () => {
      if (failed) return "failed";
      if (queue.length > 0) return spool === void 0 ? "failed" : "spooled";
      return added === 0 ? "none" : "delivered";
    }
  };
}

// src/telemetry/span-ids.ts
function newSpanIds({ random }) {
  return { traceId: Buffer.from(random(16)).toString("hex"), spanId: Buffer.from(random(8)).toString("hex") };
}

// src/telemetry/spool.ts
import { closeSync as closeSync2, openSync as openSync2, readFileSync, rmSync } from "node:fs";
function openSpool(path) {
  const file = openSync2(path, "ax", 384);
  const append = (record) => writeWhole(file, `${JSON.stringify(record)}
`);
  return {
    keep: (number, span) => append({ event: number, span }),
    logged: (number) => append({ logged: number }),
    requested: (number) => append({ requested: number }),
    settled: (number) => append({ settled: number }),
    close: () => closeSync2(file),
    remove: () => rmSync(path, { force: true })
  };
}

// src/telemetry/unreachable.ts
import { createHash as createHash3 } from "node:crypto";
import { existsSync, readFileSync as readFileSync2, rmSync as rmSync2, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var STATE = "telemetry-unreachable";
function isUnreachable(host, endpoint) {
  return existsSync(markerPath(host, endpoint));
}
function rememberUnreachable(host, endpoint) {
  try {
    writeFileSync(markerPath(host, endpoint), "", { flag: "wx", mode: 384 });
    host.saveState(STATE, "true");
  } catch (error) {
    host.log.debug(`The unreachable telemetry endpoint is not remembered: ${String(error)}`);
  }
}
function markerPath(host, endpoint) {
  const name = createHash3("sha256").update(endpoint.href).digest("hex").slice(0, 16);
  return join(host.env["RUNNER_TEMP"] || tmpdir(), `run-werf-unreachable-${name}`);
}

// src/telemetry/reporting.ts
var VERSION_HOLD = 500;
var NAMES = { isKnownCommand, isKnownOption };
function openReporting(parts) {
  const { host, settings, relay, spoolPath, ending } = parts;
  const { endpoint, logFile } = settings;
  const { env, platform, arch, log } = host;
  const context = readRunContext(env, platform, arch);
  const eventLog = logFile === void 0 ? void 0 : openEventLog(logFile);
  const spool = endpoint === void 0 ? void 0 : tryToOpenSpool(spoolPath, log.debug);
  let sender;
  let last;
  let running;
  const send = async (body) => {
    if (endpoint === void 0) return { kind: "rejected", reason: "WERF_TELEMETRY_TRACE_URL is not a URL" };
    if (isUnreachable(host, endpoint))
      return { kind: "unavailable", reason: "it was before in this job", answered: true };
    sender ??= import("./sender-QTFE6PML.js").then(({ createSender }) => createSender(endpoint, env, host.now));
    return (await sender).send(body, ending);
  };
  const reporter = createReporter({ log: eventLog, spool, send, newSpanIds: () => newSpanIds(host), debug: log.debug });
  const flush = async () => {
    last = await reporter.flush(ending);
  };
  const flushUnlessUnavailable = () => {
    if (last?.kind !== "unavailable") void flush();
  };
  const relayed = (adopt) => (body) => {
    for (const event2 of readEvents(body, log.debug)) {
      const adopted = adopt(event2);
      if (adopted !== void 0) reporter.add(adopted);
    }
    flushUnlessUnavailable();
  };
  return {
    started: async ({ words, startedAt, userEnv, workingDirectory, version }, executionID, token) => {
      running = void 0;
      const { command, reported, options } = describeCommand(words, userEnv, platform);
      if (!reported) {
        await relay?.accept(token, () => void 0);
        return void 0;
      }
      const helperOptions = { cwd: workingDirectory, env, platform, signal: ending };
      const origin = await readOriginUrl((args) => parts.runHelper("git", args, helperOptions)) ?? originOfWorkflow(env);
      const projectID = origin === void 0 ? "" : projectIdOf(origin);
      running = beginCommand({ executionID, projectID, command, attributes: context }, startedAt, options, version);
      await relay?.accept(token, relayed(adoptExecution(command, executionID)));
      return projectID;
    },
    ended: async ({ endedAt, exitCode, durationMs }) => {
      if (running === void 0) return;
      await relay?.settled();
      const timeout = setTimeout(running.giveUpOnVersion, VERSION_HOLD);
      await running.completed;
      clearTimeout(timeout);
      reporter.add(commandExited(running.known, endedAt, exitCode, durationMs));
      flushUnlessUnavailable();
    },
    flush,
    close: async () => {
      await (await sender?.catch(() => void 0))?.close();
      await reporter.idle();
      const delivery = reporter.delivery();
      eventLog?.close();
      spool?.close();
      if (delivery !== "spooled") spool?.remove();
      if (endpoint !== void 0 && last?.kind === "unavailable" && !last.answered) rememberUnreachable(host, endpoint);
      return delivery;
    }
  };
  function beginCommand(execution, startedAt, options, version) {
    const complete = reporter.hold(commandStarted(execution, startedAt, options));
    const given = Promise.withResolvers();
    const command = {
      execution,
      known: execution,
      giveUpOnVersion: () => given.resolve(void 0),
      completed: Promise.race([version, given.promise]).then((text) => {
        if (text !== void 0 && isVersion(text)) {
          command.known = { ...execution, attributes: { ...context, version: text } };
        }
        complete(commandStarted(command.known, startedAt, options));
        flushUnlessUnavailable();
      })
    };
    return command;
  }
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
    return decodeTraceRequest(body).flatMap((span) => passGate(eventOfSpan(span), NAMES, hashImage) ?? []);
  } catch (error) {
    debug(`A request of werf's telemetry cannot be read: ${String(error)}`);
    return [];
  }
}
export {
  openReporting
};
