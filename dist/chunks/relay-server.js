// src/telemetry/relay-server.ts
import { createServer } from "node:http";

// src/system/errors.ts
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/telemetry/relay-server.ts
var MAX_BODY_BYTES = 4 * 1024 * 1024;
var MAX_HEADER_BYTES = 256 * 1024;
function relayServer(receiver) {
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => receive(request, response, receiver));
}
function receive(request, response, { knows, take, progress }) {
  const token = /^\/([^/]+)\/v1\/traces$/.exec(request.url ?? "")?.[1] ?? "";
  if (!knows(token, request.socket)) {
    refuse(response, 404);
    return;
  }
  const refusal = refusalOf(request);
  if (refusal !== void 0) {
    refuse(response, refusal);
    return;
  }
  const chunks = [];
  let length = 0;
  request.on("error", () => void 0);
  response.on("error", () => void 0);
  request.on("data", (chunk) => {
    progress();
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else refuse(response, 413);
  });
  request.once("end", () => {
    if (length > MAX_BODY_BYTES) return;
    const body = unpacked(chunks, request.headers["content-encoding"]);
    if (typeof body === "number") {
      refuse(response, body);
      return;
    }
    const answer = () => response.writeHead(200, { "content-type": "application/x-protobuf", "content-length": 0 }).end();
    take({ token, body, answer });
    progress();
  });
}
var ENCODINGS = [void 0, "identity", "gzip"];
function refusalOf({ method, headers }) {
  if (method !== "POST") return 405;
  if (headers["content-type"] !== "application/x-protobuf") return 415;
  if (!ENCODINGS.includes(headers["content-encoding"])) return 415;
  return Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES ? 413 : void 0;
}
function unpacked(chunks, encoding) {
  const [first] = chunks;
  const body = first !== void 0 && chunks.length === 1 ? first : Buffer.concat(chunks);
  if (encoding !== "gzip") return body;
  const { gunzipSync } = process.getBuiltinModule("node:zlib");
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    return errorCode(error) === "ERR_BUFFER_TOO_LARGE" ? 413 : 400;
  }
}
function refuse(response, statusCode) {
  if (response.headersSent) return;
  response.writeHead(statusCode, { connection: "close", "content-length": 0 }).end();
}
export {
  relayServer
};
