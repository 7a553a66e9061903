// src/telemetry/unreachable.ts
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var STATE = "telemetry-unreachable";
var AT_END = "post";
function isUnreachable(host, endpoint) {
  return existsSync(markerPath(host, endpoint));
}
function rememberUnreachableAtEnd(host, endpoint) {
  try {
    writeFileSync(markerPath(host, endpoint), AT_END, { flag: "r+" });
  } catch (error) {
    host.log.debug(`The unreachable telemetry endpoint is not remembered: ${String(error)}`);
  }
}
function wasUnreachableAtEnd(host, endpoint) {
  return isUnreachable(host, endpoint) && readFileSync(markerPath(host, endpoint), "utf8") === AT_END;
}
function forgetUnreachable(host, endpoint) {
  if (host.state(STATE) === "true") rmSync(markerPath(host, endpoint), { force: true });
}
function markerPath(host, endpoint) {
  const name = createHash("sha256").update(endpoint.href).digest("hex").slice(0, 16);
  return join(host.env["RUNNER_TEMP"] || tmpdir(), `run-werf-unreachable-${name}`);
}

export {
  isUnreachable,
  rememberUnreachableAtEnd,
  wasUnreachableAtEnd,
  forgetUnreachable
};
