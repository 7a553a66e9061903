// builtin:util
var { stripVTControlCharacters } = process.getBuiltinModule("node:util");

// src/werf/error-text.ts
var MAX_TAIL_BYTES = 64 * 1024;
var STAMP_PART = "(?:[A-Za-z]{1,4}[.,]?|[\\[(]?\\d[\\dA-Za-z:.,+/-]*[\\])]?)";
var ERROR_LINE = new RegExp(
  `^(?:(?=.{0,40}\\d:\\d\\d)${STAMP_PART}(?: +${STAMP_PART}){0,6} +)?((?:Error|panic|fatal error): .*)$`,
  "s"
);
var TRACE = /^goroutine \d+ (?:\w+=\S+ )*\[/;
function saysCrash(tail) {
  return tail.split("\n").some((line) => /^(?:panic|fatal error): /.test(errorOf(line) ?? "") || isStackTrace(line));
}
function isStackTrace(line) {
  return TRACE.test(line);
}
function errorOf(line) {
  return ERROR_LINE.exec(line)?.[1]?.trimEnd();
}

// src/reports/failure/chain.ts
var NAME = '"((?:[^"\\\\]|\\\\.)*)"';
var LINKS = [
  ["Error: ", "wrapper"],
  ["release (?:plan )?(?:install|uninstall|rollback|delete|show|get|list): ", "wrapper"],
  [`failed (?:[a-z]+ of )?release "(?<release>[^"]*)" \\(namespace: "(?<namespace>[^"]*)"\\): `, "wrapper"],
  ["(?:execute|run) rollback plan: ", "rollback"],
  ["(?:execute|run) (?:[a-z]+ ){0,4}(?:plan|command): ", "wrapper"],
  ["wait for operations completion: ", "wrapper"],
  ["execute operation: ", "wrapper"],
  ["track resource readiness: ", "track"],
  ["track resource presence: ", "presence"],
  ["track resource absence: ", "absence"],
  ["track [a-z][a-z ]{0,40}: ", "wrapper"],
  ['(?:track|poll) resource "(?<resource>[^"]*)": ', "wrapper"],
  ["execution canceled: (?=context canceled: watch error: )", "wrapper"],
  ["context canceled: (?=watch error: )", "wrapper"],
  ["watch error: ", "wrapper"],
  ["unrecoverable watch error for [^:]{1,200}: ", "wrapper"],
  ['failed to (?:list|watch) [^:"]{1,200}: ', "wrapper"],
  ["create release namespace: ", "apply"],
  ['(?:create|update) release: (?=(?:create|update) release ")', "wrapper"],
  [`(?:create|update) release "[^"]*" \\(namespace: "[^"]*", revision: [^)]{1,20}\\): `, "apply"],
  ["(?:create|update): failed to (?:create|update): ", "wrapper"],
  ["(?:create|recreate|update|apply|blind apply|replace|patch|delete) resource: ", "apply"],
  ['server-side (?:dry-run )?apply resource "(?<resource>[^"]*)": ', "apply"],
  ['(?:create|update|apply|replace|patch|delete|get) resource "(?<resource>[^"]*)": ', "apply"],
  ["retr(?:y|yable) on webhook error(?: due to)?: ", "webhook"],
  ["server-side (?:dry-run )?apply: ", "wrapper"],
  ["convert GVK to GVR: ", "mapping"],
  ['get resource mapping for "[^"]*": ', "mapping"],
  ['retry mapper [^:"]{0,60}: ', "mapping"],
  ["build resources: ", "wrapper"],
  ["construct [a-z]+ resource: ", "validation"],
  ["build resource infos: ", "infos"],
  ["wait for resource pool: ", "wrapper"],
  ["build (?:installable|deletable) resource info: ", "infos"],
  ['determine (?:install|delete) type for resource "(?<resource>[^"]*)": ', "infos"],
  ["render chart: ", "template"],
  ['render resources for chart "[^"]*": ', "template"],
  ['(?:validate|load) chart at "[^"]*": ', "template"],
  ['build rendered values for chart "[^"]*": ', "template"],
  ['check chart dependencies for chart "[^"]*": ', "template"],
  ['merge override values for chart at "[^"]*": ', "template"],
  ['convert rendered templates to [a-z ]{1,40} for chart at "[^"]*": ', "template"],
  ["build release history: ", "wrapper"],
  ['query releases for release "[^"]*": ', "wrapper"],
  ["query: failed to query with labels: ", "wrapper"],
  ["construct kube (?:config|client factory): ", "cluster"],
  ["get rest config: ", "cluster"],
  ["check kubernetes cluster version to check kubernetes connectivity: ", "cluster"],
  ["(?:remotely|locally) validate resources: ", "validation"],
  ["validate adoptable resources: ", "adoption"],
  ["validate [a-z][a-z ]{0,40}resources: ", "validation"],
  ['adopt "(?<resource>[^"]*)": ', "adoption"],
  ["lock release: ", "lock"],
  ["acquire release lock: ", "lock"],
  ["unable to prepare kubernetes cm/\\S+ in ns/\\S+: ", "lock"],
  ['get resource: (?=get resource ")', "wrapper"],
  ['get resource "[^"]*" from client cache: ', "wrapper"],
  ["unable to load werf config: ", "config"],
  ["unable to process images(?: in parallel)?: ", "images"],
  ['unable to process image "(?<image>[^"]*)"(?: with parallel task \\d+)?: ', "images"],
  ["unable to calculate images tree: ", "images"],
  ["unable to map dockerfile to images sets: ", "images"],
  ["phase [a-z ]+ on image (?<image>\\S+) stage \\S+ handler failed: ", "images"],
  ["(?:failed to build|error building) (?:image for )?stage \\S+(?: with digest [0-9a-f]+)?: ", "images"],
  ["error building dockerfile with [a-z-]+: ", "images"],
  [`unable to build Dockerfile ${NAME}:\\s+`, "images"],
  ["unable to get stages ids from \\S+ by digest \\S+ for stage \\S+: ", "registry"],
  ["error getting project \\S+ stage \\S+ images from storage: ", "registry"],
  ['unable to fetch tags for repo "[^"]*": ', "registry"],
  ["pull bundle: ", "bundle"],
  ["validate plan artifact: ", "plan"],
  ["read plan artifact from .{1,300}?: (?=decode|artifact|open|decrypt|unmarshal|read)", "plan"],
  ["decode artifact data json: ", "plan"]
].map(([pattern, step]) => [new RegExp(pattern, "ys"), step]);
function readChain(text) {
  const steps = /* @__PURE__ */ new Set();
  const named = {};
  let at = 0;
  for (let link = nextLink(text, at); link !== void 0; link = nextLink(text, at)) {
    steps.add(link.step);
    for (const [name, value] of Object.entries(link.groups)) if (value !== void 0) named[name] = value;
    at = link.end;
  }
  const { resource: resource2, image, release, namespace } = named;
  return { rest: text.slice(at), steps, resource: resource2, image, release, namespace };
}
function nextLink(text, at) {
  for (const [pattern, step] of LINKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && pattern.lastIndex < text.length && match[0] !== "") {
      return { step, end: pattern.lastIndex, groups: match.groups ?? {} };
    }
  }
  return void 0;
}

// src/reports/failure/final-error.ts
var OUTERMOST = /^Error: (?:release |unable to |pull bundle: |unknown (?:flag|command|shorthand)|\d+ errors? occurred:|(?:no )?(?:resource )?changes planned)/;
var ERROR = /^Error: /;
var ADVICE = /Use --debug .{0,200}to get more details about this error\.?\s*$/s;
function finalError(tail) {
  const lines = tail.split("\n");
  const own = lines.findLastIndex((line) => OUTERMOST.test(line));
  const begin = own === -1 ? lines.findLastIndex((line) => ERROR.test(line)) : own;
  if (begin === -1 || lines.slice(begin).some(isStackTrace)) return void 0;
  const whole = lines.slice(begin).join("\n").replace(ADVICE, "").trimEnd();
  const { outer, texts } = listed(whole);
  const causes = withoutEchoes(texts.map((text) => causeOf(readChain(text), outer.steps)));
  const namespace = outer.namespace ?? texts.map((text) => readChain(text).namespace).find((name) => name !== void 0);
  return { whole, namespace, causes };
}
function withoutEchoes(causes) {
  const said = /* @__PURE__ */ new Set();
  return causes.filter(({ resource: resource2, text }) => {
    const isEcho = resource2 === void 0 && said.has(text);
    said.add(text);
    return !isEcho;
  });
}
var COUNT = /^(\d+) errors? occurred:\s*$/;
var ITEM = /^\s*\* (.*)$/s;
function listed(whole) {
  const outer = readChain(whole);
  const lines = outer.rest.split("\n");
  if (!COUNT.test(lines[0] ?? "")) return { outer, texts: [whole] };
  const items = [];
  for (const line of lines.slice(1)) {
    const item = ITEM.exec(line)?.[1];
    if (item !== void 0) items.push(item);
    else if (items.length > 0 && line.trim() !== "") items.push(`${items.pop() ?? ""}
${line}`);
  }
  const texts = items.map((item) => item.trimEnd()).filter((item) => !COUNT.test(readChain(item).rest));
  return { outer, texts: texts.length === 0 ? [whole] : texts };
}
var RESOURCE = /^(?:([^/]*)\/)?([^/]+\/[^/]+?)(?: \(namespace=([^()\s]+)\))?$/;
var NOT_READY = /(?:^|: )waiting for resource "([^"]+)" readiness failed\s*$/;
var WAITED = /(?:^|: )(?:track|poll) resource "([^"]+)": (?:context deadline exceeded|timed out waiting for the condition)\s*$/;
var JOB_FAILED = /^job ([a-z0-9][a-z0-9.-]*) failed: (\S.*)$/s;
var NO_KIND = /\bno matches for kind "([^"]+)"/;
var IMMUTABLE = /^immutable fields? changed? in resource "([^"]+)", but recreation is not requested: /;
var TIMEOUT = /(?:context deadline exceeded|timed out waiting for the condition)\s*$/;
var PLAN = /^plan artifact /;
var NO_ANSWER = /\bfailed calling webhook "/;
var FORBIDDEN = /\bis forbidden: /;
var NO_RIGHT = /\bis forbidden: User "(?:[^"\\]|\\.)*" cannot /;
var UNKNOWN_USER = /(?:^|: )(?:Unauthorized|the server has asked for the client to provide credentials)\s*$/;
var UNANSWERED = new RegExp(
  [
    // That the address ends is seen to once, and not behind each part of it: a hostile one has thousands.
    '(?:^|: )(?:Get|Post|Put|Patch|Delete) "https?://(?=[^"]*": )[^"]*?/(?:api/v1|apis|version)\\b',
    "(?:^|: )(?:etcdserver: |Internal error occurred: |Timeout: request did not complete within )",
    "\\bthe server is currently unable to handle the request\\b",
    "\\bthe server was unable to return a response in the time allotted\\b",
    "\\bthe server has received too many requests\\b",
    "\\bhas prevented the request from succeeding\\b"
  ].join("|")
);
var REFUSED = /(?:^|: )(?:[A-Za-z][A-Za-z0-9.]* "[^"]+" is (?:forbidden|invalid): |admission webhook "[^"]*" denied the request)/;
function causeOf(chain, outerSteps) {
  const steps = /* @__PURE__ */ new Set([...outerSteps, ...chain.steps]);
  const [, job, whyJobFailed] = JOB_FAILED.exec(chain.rest) ?? [];
  const text = whyJobFailed?.trim() ?? ownWords(chain.rest);
  const patterns = [NOT_READY, WAITED, IMMUTABLE];
  const resource2 = job === void 0 ? patterns.map((pattern) => pattern.exec(chain.rest)?.[1]).find((name2) => name2 !== void 0) ?? chain.resource : `Job/${job}`;
  const [, before, name, behind] = RESOURCE.exec(resource2 ?? "") ?? [];
  return {
    kind: kindOf(chain.rest, steps),
    resource: name,
    namespace: before || behind,
    unknownKind: NO_KIND.exec(chain.rest)?.[1],
    image: chain.image,
    inRollback: steps.has("rollback"),
    goal: goalOf(chain.rest, steps),
    text
  };
}
function goalOf(rest, steps) {
  const chain = WAITED.test(rest) ? rest : "";
  if (steps.has("presence") || /\bpresence\b/.test(chain)) return "present";
  return steps.has("absence") || /\babsence\b/.test(chain) ? "absent" : "ready";
}
function ownWords(rest) {
  const immutable = IMMUTABLE.exec(rest)?.[0];
  return immutable === void 0 ? rest.trim() : readChain(rest.slice(immutable.length)).rest.trim();
}
function kindOf(rest, steps) {
  const waits = steps.has("track") || steps.has("presence") || steps.has("absence");
  if (NOT_READY.test(rest) || JOB_FAILED.test(rest)) return "not-ready";
  if (waits && TIMEOUT.test(rest) || WAITED.test(rest)) return "timeout";
  if (NO_KIND.test(rest)) return "unknown-kind";
  if (IMMUTABLE.test(rest)) return "immutable";
  if (NO_ANSWER.test(rest) || steps.has("webhook") && TIMEOUT.test(rest)) return "webhook";
  if (steps.has("lock") && FORBIDDEN.test(rest)) return "refused";
  if (steps.has("plan") || PLAN.test(rest)) return "plan";
  if (waits && FORBIDDEN.test(rest)) return "unwatched";
  if (UNKNOWN_USER.test(rest) && !isOfImages(steps)) return "cluster";
  const isRefused = REFUSED.test(rest) || NO_RIGHT.test(rest);
  const isLost = UNANSWERED.test(rest) && !isRefused && !waits && !steps.has("cluster");
  if (isLost && !isOfImages(steps)) return "unanswered";
  const known = [
    ["cluster", "cluster"],
    ["registry", "registry"],
    ["bundle", "registry"],
    ["images", "build"],
    ["adoption", "adoption"],
    ["validation", "invalid"],
    ["template", "template"],
    ["config", "config"],
    ["lock", "lock"],
    ["apply", "refused"]
  ];
  return known.find(([step]) => steps.has(step))?.[1] ?? (isRefused ? "refused" : "other");
}
function isOfImages(steps) {
  return steps.has("registry") || steps.has("bundle") || steps.has("images");
}

// src/reports/rollout/rollout.ts
var DONE = /* @__PURE__ */ new Set(["READY", "PRESENT", "ABSENT"]);
function isDone({ state }) {
  return DONE.has(state);
}

// src/results/summary/units.ts
function formatSeconds(seconds) {
  if (seconds === void 0) return "\u2013";
  if (seconds < 0.9995) return `${Math.round(seconds * 1e3)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value) => String(value).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

// src/results/failure/plain-words.ts
var IMAGE_TODO = "Check the image's name and tag, and that the cluster may pull it: a private registry needs imagePullSecrets.";
function pullError(words) {
  return new RegExp(`^(?:Init:)?(?:ImagePullBackOff|ErrImagePull)\\b.*(?:${words})`, "s");
}
var MEANINGS = [
  [
    /^OOMKilled\b/,
    {
      means: "a container used up its memory and was killed",
      todo: "Raise its memory limit, or find out what it needs so much for."
    }
  ],
  [/^Init:(?:CrashLoopBackOff|Error|OOMKilled|ExitCode|Signal)\b/, { means: "an init container keeps failing" }],
  [/^(?:Init:)?CrashLoopBackOff\b/, { means: "a container keeps exiting after its start" }],
  [
    /^(?:Init:)?InvalidImageName\b/,
    { means: "an image's name is not valid", todo: "Mend the image's name in the chart." }
  ],
  [
    pullError("toomanyrequests|429 Too Many Requests"),
    {
      means: "its registry lets through no more pulls for now",
      todo: "Run this again later, or let the cluster sign in (imagePullSecrets): a registry counts those pulls apart."
    }
  ],
  [
    pullError("dial tcp|TLS handshake timeout|x509: |connection reset by peer|unexpected EOF|Client\\.Timeout"),
    { means: "the cluster could not fetch an image, because its node and the registry do not come together" }
  ],
  [
    pullError("no match for platform|no matching manifest for"),
    { means: "an image is not made for the platform of its node" }
  ],
  [
    /^(?:Init:)?(?:ImagePullBackOff|ErrImagePull|ErrImageNeverPull|ImageInspectError|RegistryUnavailable)\b/,
    { means: "an image cannot be pulled", todo: IMAGE_TODO }
  ],
  [
    /^(?:Init:)?CreateContainerConfigError\b/,
    { means: "a container cannot be created, most often because a Secret or ConfigMap that it names is missing" }
  ],
  [/^(?:Init:)?CreateContainerError\b/, { means: "a container cannot be created" }],
  [/^(?:Init:)?PostStartHookError\b/, { means: "the postStart hook of a container fails" }],
  [/^(?:Init:)?(?:RunContainerError|StartError|ContainerCannotRun)\b/, { means: "a container cannot be started" }],
  [/^(?:Error|ExitCode:\d+)$/, { means: "a container ended with an error" }],
  [/^Signal:\d+$/, { means: "a signal ended a container" }],
  [/^Unhealthy: Readiness probe\b/, { means: "its readiness probe fails" }],
  [/^Unhealthy: Liveness probe\b/, { means: "its liveness probe fails" }],
  [/^Unhealthy: Startup probe\b/, { means: "its startup probe fails" }],
  [/^Killing: \S+ \S+ failed liveness probe\b/, { means: "its liveness probe fails" }],
  [/^Killing: \S+ \S+ failed startup probe\b/, { means: "its startup probe fails" }],
  [/^BackoffLimitExceeded\b/, { means: "its pods failed more often than its backoffLimit allows" }],
  [/^ProgressDeadlineExceeded\b/, { means: "it took longer than its progressDeadlineSeconds allow" }],
  [/^PodFailurePolicy\b/, { means: "one of its pods failed in a way that its podFailurePolicy does not forgive" }],
  [/^DeadlineExceeded\b/, { means: "it took longer than its activeDeadlineSeconds allow" }],
  [/^(?:FailedScheduling|Unschedulable)\b/, { means: "no node can take its pods" }],
  [/^FailedCreate\b/, { means: "its pods cannot be created" }],
  [/^(?:FailedMount|FailedAttachVolume)\b/, { means: "a volume cannot be mounted" }],
  [/^Evicted\b/, { means: "its node put a pod out" }]
];
function meaningOf(reason) {
  return find(reason)?.means ?? "";
}
function todoOf(reason) {
  const todo = find(reason)?.todo;
  return todo === void 0 ? void 0 : [todo];
}
function find(reason) {
  return MEANINGS.find(([pattern]) => pattern.test(reason))?.[1];
}

// src/results/failure/headline.ts
function headlineOf(facts) {
  const { kind, main, causes } = facts;
  if (kind === "stopped") return stopped(facts);
  if (kind === "timeout" && main !== void 0) return timedOut(facts, main);
  if (kind === "adoption" && causes.length > 1) return [`${causes.length} resources belong to another release.`];
  if (kind === "unwatched" && main !== void 0) return ["werf could not watch ", ...resource(main), "."];
  const [named, tells] = main === void 0 ? about(facts) : [resource(main), failed(kind, main)];
  const others = otherErrors(causes);
  return [...named, `${tells}.${others}${afterwards(facts)}`];
}
function afterwards({ rolledBack, deleted }) {
  if (rolledBack) return " werf rolled back, and it became ready again.";
  return deleted ? " werf deleted it." : "";
}
function otherErrors(causes) {
  const others = causes.slice(1);
  if (others.length > 0 && others.every(({ inRollback }) => inRollback)) return " The rollback failed too.";
  return causes.length > 1 ? ` werf met ${causes.length} errors.` : "";
}
function stopped({ main, lock, cancelled, killed, signalled, waitedSeconds }) {
  const by = killed ? "Something killed werf" : signalled ? "A signal stopped werf" : "werf ended";
  const verb = `${cancelled ? "Cancelled while werf" : `${by} while it`} waited`;
  if (main !== void 0) {
    return [`${verb} for `, ...resource(main), `${goalWords(main)}${after(waitedSeconds)}.`];
  }
  const name = lock?.name ?? "";
  return [verb, after(lockSeconds(lock)), " for the lock ", { code: name }, ", which another deployment holds."];
}
function timedOut(facts, main) {
  const { waitedSeconds, timeoutSeconds, causes } = facts;
  const failed2 = { ready: " did not become ready", present: " was not there", absent: " was not gone" }[main.goal];
  const within = waitedSeconds === void 0 ? " in time" : ` within ${limit(waitedSeconds)}`;
  const option = timeoutSeconds === void 0 ? [] : [" (", { code: "--timeout" }, ")"];
  return [
    ...resource(main),
    failed2,
    within,
    ...option,
    `${because(main.reason)}.${otherErrors(causes)}${afterwards(facts)}`
  ];
}
function failed(kind, { reason, resource: resource2 }) {
  if (kind === "refused") return " was refused by the cluster";
  if (kind === "unanswered") return " was not applied, as far as werf knows: the cluster did not answer as it should";
  if (kind === "webhook") return " was not applied: a webhook of the cluster did not answer";
  if (kind === "unknown-kind") return " is of a kind that the cluster does not know";
  if (kind === "immutable") return " cannot be changed: a field is immutable";
  if (kind === "adoption") return " belongs to another release";
  const verb = resource2.startsWith("Job/") ? " failed" : " did not become ready";
  return `${verb}${because(reason)}`;
}
function because(reason) {
  const meaning = meaningOf(reason);
  return meaning === "" ? "" : `: ${meaning}`;
}
function about({ kind, cause, build }) {
  const image = build?.image ?? cause?.image;
  if (kind === "build" && image !== void 0) {
    const stage = build?.stage === void 0 ? [] : [" in its stage ", { code: build.stage }];
    return [["Image ", { code: image }, " failed", ...stage], ""];
  }
  const words = {
    template: "The chart could not be rendered",
    refused: "The cluster refused what werf asked for",
    unanswered: "The cluster did not answer as it should",
    webhook: "A webhook of the cluster did not answer",
    invalid: "The chart's resources did not pass werf's validation",
    config: "werf.yaml could not be used",
    build: "The images could not be built",
    registry: "werf could not work with the registry",
    cluster: "werf could not work with the Kubernetes cluster",
    plan: "The saved plan could not be used",
    lock: "werf could not lock the release",
    "unknown-kind": "The cluster does not know a kind",
    immutable: "A resource cannot be changed: a field is immutable"
  };
  return [[words[kind] ?? "werf failed"], ""];
}
function resource({ resource: resource2, namespace }) {
  return namespace === void 0 ? [{ code: resource2 }] : [{ code: resource2 }, " in ", { code: namespace }];
}
function goalWords({ goal }) {
  return { ready: "", present: " to be there", absent: " to be gone" }[goal];
}
function limit(seconds) {
  return seconds < 60 && Number.isInteger(seconds) ? `${seconds} s` : formatSeconds(seconds);
}
function after(seconds) {
  return seconds === void 0 ? "" : ` for ${formatSeconds(seconds)}`;
}
function lockSeconds(lock) {
  return lock === void 0 ? void 0 : lock.waitedMs / 1e3;
}
var UNREACHABLE = /\bdial tcp\b.{0,300}?\b(?:connection refused|no route to host|i\/o timeout|no such host)\b/s;
function noteOf(facts) {
  const isLost = facts.causes.some(
    ({ kind, text }) => kind === "unanswered" || kind !== "webhook" && UNREACHABLE.test(text)
  );
  const isStale = facts.main?.row !== void 0 && isLost;
  return isStale ? ["When werf ended, the cluster did not answer any more: what is shown may be of before."] : lockNote(facts);
}
function lockNote({ kind, main, lock }) {
  if (lock === void 0 || kind === "stopped" && main === void 0) return void 0;
  const time = lock.waitedMs < 1e3 ? "" : after(lock.waitedMs / 1e3);
  return [`Before that, werf waited${time} for the lock `, { code: lock.name }, ", which another deployment held."];
}

// src/results/failure/failing-event.ts
var EVENT = /^(?:([a-z]+\/\S+) )?([A-Z][A-Za-z]*): (\S.*)$/s;
var FAILURE = /^(?:Failed[A-Za-z]*|InspectFailed|Evicted|NetworkNotReady|VolumeFailedDelete|ProvisioningFailed)$/;
var PROGRESS = /^(?:Scheduled|Started|SuccessfulCreate|SuccessfulAttachVolume|ProvisioningSucceeded)$/;
var EMPTY = /^Error: [A-Z][A-Za-z]*$/;
function failingEvent(lines) {
  const failures = /* @__PURE__ */ new Map();
  for (const event of eventsOf(lines)) {
    const [, object = "", reason = "", message = ""] = EVENT.exec(event) ?? [];
    if (PROGRESS.test(reason)) failures.delete(object);
    if (!FAILURE.test(reason) || EMPTY.test(message)) continue;
    failures.delete(object);
    failures.set(object, reason === "Failed" ? message.replace(/^Error: /, "") : `${reason}: ${message}`);
  }
  return [...failures.values()].at(-1);
}
function eventsOf(lines) {
  const events = [];
  for (const line of lines) {
    const before = EVENT.test(line) ? void 0 : events.pop();
    events.push(before === void 0 ? line : `${before}
${line}`);
  }
  return events.map((event) => event.trimEnd());
}

// src/results/failure/reason.ts
var ORDINARY = /^(?:Pending|ContainerCreating|PodInitializing|Running|Completed|Succeeded|Terminating|Unknown|(?:Init:)?\d+\/\d+)$/;
var VAGUE = /^(?:Init:)?Error$/;
var INIT = "Init:";
var NO_STATUS = { ready: "not ready yet", present: "not there yet", absent: "still there" };
function isNoStatus(reason) {
  return Object.values(NO_STATUS).includes(reason);
}
function reasonOf(resource2, event) {
  const pod = tellingPod(resource2.pods);
  const [first = "", second = ""] = [resource2.lastError, pod === void 0 ? void 0 : podError(pod)];
  const error = second === "" || first.includes(second) ? first : second.includes(first) ? second : `${first}; ${second}`;
  if (error === "" && event === void 0) return withoutError(resource2, pod);
  if (error === "") return withStatus(pod ?? { ...resource2, earlierStatus: void 0 }, event ?? "");
  const { tracking } = resource2;
  if (tracking !== void 0 && !error.includes(tracking)) return `${tracking}: ${error}`;
  return withStatus(pod ?? { ...resource2, earlierStatus: void 0 }, error);
}
function podError({ lastError, pullError: pullError2 }) {
  if (lastError === void 0 || pullError2 === void 0 || lastError.includes(pullError2)) return lastError;
  return `${lastError}: ${pullError2}`;
}
function tellingPod(pods) {
  const suspects = suspectPods(pods);
  return suspects.find(({ lastError }) => lastError !== void 0) ?? suspects[0];
}
function suspectPods(pods) {
  const notReady = pods.filter(({ state }) => state !== "READY");
  const troubled = notReady.filter(isTroubled);
  return troubled.length > 0 ? troubled : notReady;
}
function isTroubled({ errors, lastError, status = "" }) {
  return errors > 0 || lastError !== void 0 || status !== "" && !ORDINARY.test(status);
}
function withStatus({ status = "", earlierStatus = "" }, error) {
  const before = tellsMore(earlierStatus, error) && earlierStatus !== status ? `${earlierStatus}, then ` : "";
  if (!tellsMore(status, error)) return before + error;
  const isInit = status.startsWith(INIT) && error.startsWith(status.slice(INIT.length));
  return before + (isInit ? INIT + error : `${status}: ${error}`);
}
function tellsMore(status, error) {
  return status !== "" && !ORDINARY.test(status) && !VAGUE.test(status) && !error.includes(status);
}
function withoutError({ pods, status, tracking, goal }, pod) {
  if (status !== void 0) return status;
  const earlier = pod?.earlierStatus;
  const statuses = podStatuses(pods);
  if (statuses !== "") return earlier === void 0 ? statuses : `${earlier}, then ${statuses}`;
  if (tracking !== void 0) return tracking;
  return NO_STATUS[goal];
}
function podStatuses(pods) {
  const counts = /* @__PURE__ */ new Map();
  for (const { state, status } of pods) {
    if (state !== "READY" && status !== void 0) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  if (counts.size < 2) return [...counts.keys()].join("");
  return [...counts].map(([status, count]) => `${status} (${count})`).join(", ");
}

// src/results/failure/problems.ts
var FAILED_KINDS = /* @__PURE__ */ new Set([
  "not-ready",
  "refused",
  "unanswered",
  "webhook",
  "unknown-kind",
  "immutable",
  "adoption"
]);
function problemsOf(known) {
  const rows = unfinished(known);
  const named = (known.error?.causes ?? []).flatMap((cause) => namedBy(cause, known, rows));
  const others = rows.filter((row) => !isSuperseded(row)).map((row) => fromRow(row, row.state === "FAILED", known));
  const rank = ({ state, inTrouble }) => state === "FAILED" ? 0 : inTrouble ? 1 : 2;
  return unique([...named, ...others.toSorted((a, b) => rank(a) - rank(b))]);
}
var NAMING_KINDS = /* @__PURE__ */ new Set(["refused", "unanswered", "webhook", "unknown-kind", "immutable", "adoption"]);
function aboutFirstCause(known, problems) {
  const [cause, ...others] = known.error?.causes ?? [];
  const rows = unfinished(known);
  const isNamed2 = (cause2) => namedBy(cause2, known, rows).length > 0;
  if (cause === void 0 || isNamed2(cause)) return problems[0];
  if (NAMING_KINDS.has(cause.kind)) return void 0;
  const named = new Set(others.flatMap((other) => namedBy(other, known, rows)).map(keyOf));
  return problems.find((problem) => !named.has(keyOf(problem)));
}
function reasonedCauses(known) {
  const rows = unfinished(known);
  return (known.error?.causes ?? []).map((cause) => {
    const [problem] = namedBy(cause, known, rows);
    return problem?.row === void 0 ? cause : { ...cause, text: problem.reason };
  });
}
function unfinished({ rollout }) {
  return (rollout?.resources ?? []).filter((row) => !isDone(row));
}
function isSuperseded({ state, readyElsewhere }) {
  return state !== "FAILED" && readyElsewhere;
}
function namedBy(cause, known, rows) {
  const failed2 = FAILED_KINDS.has(cause.kind);
  if (!failed2 && cause.kind !== "timeout" && cause.kind !== "unwatched") return [];
  const home = homeNamespace(known);
  const problem = (resource2, namespace, row2) => ({
    resource: resource2,
    namespace: namespace === home ? void 0 : namespace,
    state: failed2 ? "FAILED" : "WAITING",
    goal: cause.goal,
    ready: void 0,
    reason: cause.text,
    inTrouble: false,
    isStatus: false,
    row: row2
  });
  if (cause.unknownKind !== void 0 && cause.resource === void 0) {
    return operationsOf(cause.unknownKind, known).map(({ resource: resource2, namespace }) => problem(resource2, namespace));
  }
  if (cause.resource === void 0) return [];
  const row = cause.kind === "not-ready" || cause.kind === "timeout" ? rowOf(cause, home, rows) : void 0;
  return [row === void 0 ? problem(cause.resource, cause.namespace) : fromRow(row, failed2, known)];
}
function homeNamespace({ rollout, error, deploy }) {
  return rollout?.namespace ?? error?.namespace ?? deploy?.namespace;
}
function rowOf(cause, home, rows) {
  const same = rows.filter(({ resource: resource2, goal }) => resource2 === cause.resource && goal === cause.goal);
  const inNamespace = same.filter(({ namespace = home }) => namespace === cause.namespace);
  const candidates = inNamespace.length > 0 || home !== void 0 ? inNamespace : same;
  const ordered = cause.inRollback ? candidates.toReversed() : candidates;
  return ordered.find(({ state }) => state === "FAILED") ?? ordered[0];
}
function fromRow(row, failed2, { rollout }) {
  const { resource: resource2, namespace, goal, ready } = row;
  const hasErrors = row.errors > 0 || row.pods.some(({ errors }) => errors > 0);
  const events = rollout?.events.find((shown) => shown.resource === resource2 && shown.namespace === namespace);
  const event = hasErrors || goal !== "ready" ? void 0 : failingEvent(events?.lines ?? []);
  const inTrouble = !failed2 && (hasErrors || event !== void 0 || row.pods.some(isTroubled));
  return {
    resource: resource2,
    namespace,
    state: failed2 ? "FAILED" : "WAITING",
    goal,
    ready,
    reason: reasonOf(row, event),
    inTrouble,
    isStatus: !hasErrors && event === void 0,
    row
  };
}
var OPERATION = /^[A-Za-z][a-z ]*: ([^\s/]+)\/(\S+)(?: \(namespace=([^)\s]+)\))?/;
function operationsOf(kind, { deploy, rollout }) {
  const failed2 = deploy?.failed.length ? deploy.failed : rollout?.operations.failed ?? [];
  return failed2.flatMap((operation) => {
    const [, ofKind, name, namespace] = OPERATION.exec(operation) ?? [];
    return ofKind === kind ? [{ resource: `${kind}/${name}`, namespace }] : [];
  });
}
function unique(problems) {
  const seen = /* @__PURE__ */ new Set();
  return problems.filter((problem) => !seen.has(keyOf(problem)) && seen.add(keyOf(problem)));
}
function keyOf({ resource: resource2, namespace = "", goal }) {
  return `${goal} ${namespace} ${resource2}`;
}

// src/results/failure/todo.ts
var REFUSALS = [
  [
    /\bis forbidden: User "(?:[^"\\]|\\.)*" cannot /,
    "The user of this step's kubeconfig lacks this right: give it to that user (RBAC), or use another kubeconfig."
  ],
  [
    /(?:^|: )(?:Unauthorized|the server has asked for the client to provide credentials)\s*$/,
    "The cluster does not know the credentials of this step's kubeconfig, or not any more: a token may have expired."
  ],
  [
    /\brequired encryption key not found in: /,
    "The chart has secret values: give this step their key as WERF_SECRET_KEY, from a secret of the repository."
  ],
  [
    /\bexec: executable \S+ not found\b/,
    "The kubeconfig gets its credentials from a program that this runner lacks: install it in a step before this one."
  ],
  [
    /\bexec: executable \S+ failed with exit code \d/,
    "The program that the kubeconfig gets its credentials from failed: what it said is below, in \u201CThe last lines of werf's output\u201D."
  ],
  [
    /\bx509: certificate signed by unknown authority\b/,
    "The certificate of the cluster is not of the authority that the kubeconfig names (certificate-authority-data)."
  ],
  [
    /\bcontext "(?:[^"\\]|\\.)*" does not exist\s*$/,
    "Name a context that the kubeconfig has, or give this step the kubeconfig that has it."
  ],
  [
    /^namespaces "[^"]+" not found$/,
    "werf creates no namespace but the release's, and that only when it deploys: create this one first."
  ],
  [
    /\bRequest entity too large\b|: Too long: must have at most \d+ bytes/,
    "The cluster keeps nothing that is so large. A release is kept whole, with its manifests and the files of its chart: take large files out."
  ],
  [/ because it is being terminated\b/, "The namespace is being deleted: wait until it is gone, then run this again."],
  [/\bis forbidden: exceeded quota: /, "The namespace's ResourceQuota is used up: ask for less, or have it raised."]
];
function refusalOf(text) {
  return REFUSALS.find(([words]) => words.test(text))?.[1];
}
function todoFor(facts) {
  const { kind, cause, main, lock } = facts;
  const text = cause?.text ?? "";
  if (["lock", "stopped"].includes(kind) && main === void 0 && lock?.obtained === false) {
    return ["Let the other deployment of this release end, then run this one again."];
  }
  const said = main?.row === void 0 ? text : main.reason.startsWith("FailedCreate: ") ? main.reason : "";
  const refusal = kind === "registry" || kind === "build" ? void 0 : refusalOf(said);
  if (refusal !== void 0) return [refusal];
  if (kind === "plan" && /^plan artifact (?:expired|release revision mismatch)/.test(text)) {
    return ["The plan is out of date: make it again, and deploy that one."];
  }
  if (facts.killed && !facts.cancelled) return ["Most often that is the system, for want of memory."];
  if (kind === "unanswered") return ["See whether the cluster is well, then run this again."];
  if (kind === "webhook") {
    return [
      "What the cluster asks before it takes a resource: ",
      { code: "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations" }
    ];
  }
  if (kind === "unknown-kind") {
    return [
      "Install the CustomResourceDefinition of this kind first, or mend ",
      { code: "apiVersion" },
      " and ",
      { code: "kind" },
      "."
    ];
  }
  if (kind === "adoption") {
    return [
      "Deploy a resource from one release only; to take it over for good, use ",
      { code: "--force-adoption" },
      "."
    ];
  }
  if (kind === "cluster") {
    return [
      "Check the kubeconfig of this step (input ",
      { code: "kubeconfig" },
      "), and that this runner can reach the cluster."
    ];
  }
  if (kind === "timeout" && main?.goal === "present") {
    return ["It is an external dependency: not this release has to create it, but something else."];
  }
  if (main?.row === void 0) return void 0;
  return todoOf(main.reason) ?? lookAt(main, main.row, facts);
}
var WORKLOAD = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job)\//;
var POD = /^Pod\//;
function lookAt(main, row, facts) {
  const { namespace, resource: resource2, goal } = main;
  const where = namespace ?? facts.namespace ?? "";
  const [kind = "", name = ""] = resource2.split("/");
  if (goal === "absent") {
    return told("What keeps it is most often a finalizer: ", ["get", kind.toLowerCase(), name], where, ["-o", "yaml"]);
  }
  const isShown = facts.logs.some(
    (log) => [row, ...suspectPods(row.pods)].some((part) => part.resource === log.resource && part.namespace === log.namespace)
  );
  const below = ["What it printed last is below, under \u201CLast lines of the logs\u201D."];
  if (facts.rolledBack || facts.deleted) return isShown ? below : void 0;
  if (row.mayBePartlyReady && row.pods.length > 0 && row.pods.every((pod2) => pod2.status === "Running" && !isTroubled(pod2))) {
    return told("Kubernetes tells which of its pods are not ready: ", ["get", "pods"], where);
  }
  if (isShown) return below;
  const pod = tellingPod(row.pods) ?? (POD.test(resource2) ? row : void 0);
  if (pod !== void 0) return lookAtPod(pod.resource.replace(POD, ""), where, main.reason);
  if (WORKLOAD.test(resource2) && isNoStatus(main.reason)) {
    return told("werf saw no pod of it. The events tell why: ", ["get", "events"], where);
  }
  return told("Kubernetes tells more: ", ["describe", kind.toLowerCase(), name], where);
}
var CRASHED = /\brestarting failed container=([a-z0-9][a-z0-9-]{0,62}) pod=([a-z0-9.-]+)_/;
function lookAtPod(pod, where, reason) {
  const [, container = "", crashed] = CRASHED.exec(reason) ?? [];
  if (crashed === pod) {
    return told("What it printed last: ", ["logs", pod], where, ["-c", container, "--previous"]);
  }
  return told("Kubernetes tells more: ", ["describe", "pod", pod], where);
}
var PLAIN_NAME = /^[a-z0-9][a-z0-9.-]{0,252}$/;
function told(before, words, namespace, more = []) {
  if (![...words, namespace].every((word) => PLAIN_NAME.test(word))) return void 0;
  return [before, { code: ["kubectl", ...words, "-n", namespace, ...more].join(" ") }];
}

// src/results/failure/explain.ts
var TOLD_BY_ERROR = /* @__PURE__ */ new Set([
  "refused",
  "unanswered",
  "unwatched",
  "webhook",
  "unknown-kind",
  "immutable",
  "adoption",
  "invalid",
  "template",
  "config",
  "build",
  "registry",
  "cluster",
  "plan",
  "lock"
]);
var RECREATION = /^recreate: (\S+)/i;
function whyNot(left) {
  const { cancelled, killed = false, signalled = killed, limits, rollout, deploy, errorTail = "" } = left;
  const { crashed = saysCrash(errorTail) } = left;
  const ending = { cancelled, killed, signalled, crashed, limits, rollout, deploy, error: finalError(errorTail) };
  return { failure: explain(ending), problems: problemsOf(ending) };
}
function explain(ending) {
  const problems = problemsOf(ending);
  const { error } = ending;
  const cause = error?.causes[0];
  if (error === void 0 || cause === void 0 || ending.cancelled) return explainedByTables(ending, problems);
  const main = problems[0];
  const isTold = TOLD_BY_ERROR.has(cause.kind) || main?.row !== void 0 || error.whole.includes("\n");
  return isTold ? explained(ending, problems, cause.kind, cause, error) : void 0;
}
function explainedByTables(ending, problems) {
  const { rollout, cancelled, killed, crashed } = ending;
  const isStopped = cancelled || killed || rollout?.interrupted === true;
  const isKnown = problems.some(({ row }) => row !== void 0) || rollout?.lock?.obtained === false;
  if (!isKnown || crashed && !isStopped) return void 0;
  const kind = !isStopped && problems[0]?.state === "FAILED" ? "not-ready" : "stopped";
  return explained(ending, problems, kind, void 0, void 0);
}
function explained(ending, problems, kind, cause, error) {
  const { rollout } = ending;
  const first = cause === void 0 || kind === "other" ? problems[0] : aboutFirstCause(ending, problems);
  const main = isAboutResource(kind, first) ? first : void 0;
  const build = rollout?.failedBuilds.find(({ image }) => image === cause?.image) ?? rollout?.failedBuilds[0];
  const lock = rollout?.lock;
  const facts = {
    kind,
    cause,
    main,
    build: kind === "build" ? build : void 0,
    lock,
    cancelled: ending.cancelled,
    killed: ending.killed,
    signalled: ending.signalled || rollout?.interrupted === true,
    namespace: homeNamespace(ending),
    waitedSeconds: waited(ending, kind, main),
    timeoutSeconds: kind === "timeout" ? ending.limits.timeoutSeconds : void 0,
    rolledBack: ending.limits.autoRollback && main?.row?.readyElsewhere === true,
    deleted: isDeleted(main, ending),
    causes: error === void 0 || error.causes.length < 2 ? [] : reasonedCauses(ending),
    ...linesOf(problems, ending)
  };
  return {
    ...facts,
    subject: subjectOf(kind, cause, main, facts.build),
    headline: headlineOf(facts),
    reason: main?.reason ?? cause?.text ?? "",
    problems,
    todo: todoFor(facts),
    note: noteOf(facts),
    error: error?.whole ?? "",
    deploy: ending.deploy ?? printedDeploy(rollout),
    done: doneOf(rollout, problems)
  };
}
function doneOf(rollout, problems) {
  const failed2 = new Set(problems.map(nameOf));
  const rows = (rollout?.resources ?? []).filter((row) => isDone(row) && !failed2.has(nameOf(row)));
  return rows.map((row) => ({ name: nameOf(row), gone: row.goal === "absent" }));
}
function isDeleted(main, { rollout, deploy }) {
  if (main === void 0 || rollout === void 0) return false;
  const operations = [rollout.operations, deploy].flatMap((lists) => [
    ...lists?.completed ?? [],
    ...lists?.failed ?? []
  ]);
  if (operations.some((operation) => RECREATION.exec(operation)?.[1] === main.resource)) return false;
  return rollout.resources.some((row) => row.goal === "absent" && isDone(row) && nameOf(row) === nameOf(main));
}
function printedDeploy(rollout) {
  if (rollout?.release === void 0) return void 0;
  const { release, namespace, operations } = rollout;
  return { release, namespace, revision: void 0, status: void 0, ...operations };
}
function nameOf({ resource: resource2, namespace }) {
  return namespace === void 0 ? resource2 : `${resource2} in ${namespace}`;
}
function isAboutResource(kind, first) {
  if (first === void 0) return false;
  if (kind === "other") return first.state === "FAILED";
  return [
    "not-ready",
    "timeout",
    "stopped",
    "refused",
    "unanswered",
    "unwatched",
    "webhook",
    "unknown-kind",
    "immutable",
    "adoption"
  ].includes(kind);
}
function subjectOf(kind, cause, main, build) {
  if (main !== void 0) return nameOf(main);
  if (kind === "build") {
    const image = build?.image ?? cause?.image;
    if (image === void 0) return void 0;
    return build?.stage === void 0 ? `image ${image}` : `image ${image}, stage ${build.stage}`;
  }
  const subjects = {
    cluster: "Kubernetes cluster",
    registry: "registry",
    config: "werf.yaml"
  };
  return subjects[kind];
}
function waited({ rollout, limits }, kind, main) {
  if (kind === "timeout" && limits.timeoutSeconds !== void 0) return limits.timeoutSeconds;
  if (kind !== "timeout" && kind !== "stopped") return void 0;
  const since = main?.row?.waitedSinceMs;
  if (rollout === void 0 || since === void 0) return void 0;
  return Math.max(0, rollout.endedMs - since) / 1e3;
}
function linesOf(problems, { rollout }) {
  if (rollout === void 0) return { logs: [], events: [] };
  const singled = problems.filter(({ state, inTrouble }) => state === "FAILED" || inTrouble);
  const keys = /* @__PURE__ */ new Map();
  for (const { row } of singled.length > 0 ? singled : problems) {
    for (const part of row === void 0 ? [] : [row, ...suspectPods(row.pods)]) {
      const key = `${part.namespace ?? ""} ${part.resource}`;
      if (!keys.has(key)) keys.set(key, keys.size);
    }
  }
  const reasons = singled.map(({ reason }) => reason).join("\n");
  const rank = (lines) => {
    const place = keys.get(`${lines.namespace ?? ""} ${lines.resource}`);
    return place === void 0 || isNamed(lines, reasons) ? place : place + 0.5;
  };
  const chosen = (all) => all.filter((lines) => rank(lines) !== void 0).sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0));
  return { logs: chosen(rollout.logs), events: chosen(rollout.events) };
}
function isNamed({ resource: resource2, source }, reasons) {
  return reasons.includes(`${source.replace("container/", "container=")} pod=${resource2.replace("Pod/", "")}_`);
}
export {
  explain,
  whyNot
};
