// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};
var MAX_SHOWN_CHARACTERS = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}

// src/system/redact-url.ts
function redactUrl(text) {
  const scheme = /^(?:https?|ftp):\/\//i.exec(text)?.[0] ?? "";
  const [place = "", ...queryAndFragment] = text.slice(scheme.length).split(/[?#]/);
  if (queryAndFragment.some((part) => part.includes("@"))) return `${scheme}***`;
  return `${scheme}${place.replace(/^.*@/s, "***@")}${queryAndFragment.length > 0 ? "?***" : ""}`;
}

// src/inputs/release-request.ts
var DEFAULT_RELEASE = { kind: "channel", group: "2", channel: "stable" };
var VERSION = /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
var PREFIX = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8}))?$/;
var GROUP = /^\d{1,4}(?:\.\d{1,4})?$/;
var CHANNEL = /^[a-z][a-z0-9-]{0,31}$/;
var NO_CHANNELS = /* @__PURE__ */ new Map([
  ["early-access", ". This one is called ea"],
  ["latest", ". None is called latest: stable is for most, alpha has the newest"]
]);
function releaseRequest(inputs) {
  const { version, group, channel } = inputs;
  if (version !== "") {
    if (group !== "") throw togetherError("version", version, "group", group);
    if (channel !== "") throw togetherError("version", version, "channel", channel);
    return versionRequest("version", version);
  }
  if (group === "" && channel === "") return void 0;
  if (group !== "" && !GROUP.test(group)) {
    throw inputError("group", group, "a release group such as 2 or 1.2");
  }
  if (channel !== "" && (!CHANNEL.test(channel) || NO_CHANNELS.has(channel))) {
    throw inputError(
      "channel",
      channel,
      `a release channel: alpha, beta, ea, stable or rock-solid${NO_CHANNELS.get(channel) ?? ""}`
    );
  }
  return { kind: "channel", group: group || DEFAULT_RELEASE.group, channel: channel || DEFAULT_RELEASE.channel };
}
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
function tufRepository(inputs) {
  const { trdlUrl, trdlRootVersion, trdlRootSha512 } = inputs;
  const given = { "trdl-url": trdlUrl, "trdl-root-version": trdlRootVersion, "trdl-root-sha512": trdlRootSha512 };
  const missing = Object.entries(given).flatMap(([name, value]) => value === "" ? [name] : []);
  if (missing.length === 3) return void 0;
  if (missing.length > 0) {
    throw new StepError(
      `${missing.length > 1 ? "Inputs" : "Input"} ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing. Allowed: trdl-url, trdl-root-version and trdl-root-sha512 all three (as for "trdl add"), or none of them`
    );
  }
  if (!/^[1-9]\d{0,8}$/.test(trdlRootVersion)) {
    throw inputError("trdl-root-version", trdlRootVersion, "a positive whole number, as in the file name 12.root.json");
  }
  const rootSha512 = trdlRootSha512.toLowerCase();
  if (!/^[0-9a-f]{128}$/.test(rootSha512)) {
    throw inputError("trdl-root-sha512", trdlRootSha512, "a SHA-512 hash: 128 hexadecimal digits");
  }
  return { url: repositoryUrl(trdlUrl), rootVersion: Number(trdlRootVersion), rootSha512 };
}
function parseVersion(text) {
  const version = text.startsWith("v") ? text.slice(1) : text;
  return version.length <= 128 && VERSION.test(version) ? version : void 0;
}
function repositoryUrl(text) {
  const allowed = "an http or https URL without user, query or fragment, such as https://tuf.example.com/werf";
  const url = URL.canParse(text) ? new URL(text) : void 0;
  if (url !== void 0 && (url.username !== "" || url.password !== "")) {
    throw inputError("trdl-url", `${url.protocol}//***@${url.host}`, allowed);
  }
  if (url === void 0 || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw inputError("trdl-url", redactUrl(text), allowed);
  }
  return url.href.replace(/\/+$/, "");
}
function togetherError(input, value, other, otherValue) {
  return inputError(
    input,
    value,
    `either ${input}, or group and channel; ${other} is ${JSON.stringify(otherValue.slice(0, 80))}`
  );
}
export {
  DEFAULT_RELEASE,
  parseVersion,
  releaseRequest,
  tufRepository,
  versionRequest
};
