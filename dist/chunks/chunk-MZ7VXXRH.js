// src/text.ts
var CUT = " \u2026 ";
function byteLength(text) {
  return Buffer.byteLength(text);
}
function shorten(text, limit) {
  if (text.length * 3 <= limit || byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  const kept = limit - byteLength(CUT);
  let head = Math.ceil(kept / 2);
  let tail = bytes.length - (kept - head);
  while (isContinuation(bytes[head])) head -= 1;
  while (isContinuation(bytes[tail])) tail += 1;
  return bytes.toString("utf8", 0, head) + CUT + bytes.toString("utf8", tail);
}
function isContinuation(byte) {
  return byte !== void 0 && (byte & 192) === 128;
}

// src/werf/error-text.ts
import { stripVTControlCharacters } from "node:util";
var MAX_LINE_BYTES = 4e3;
function errorText(tail) {
  const bytes = tail.bytes();
  let start = 0;
  while (tail.cut && isContinuation(bytes[start])) start += 1;
  const text = new TextDecoder().decode(bytes.subarray(start), { stream: true });
  const firstLineEnd = tail.cut ? text.indexOf("\n") : -1;
  return clean(text.slice(firstLineEnd + 1));
}
function lastErrorLine(tail) {
  const lines = tail.split("\n").filter((line2) => line2.trim() !== "");
  const line = lines.findLast((candidate) => /^(?:Error|panic|fatal error): /.test(candidate)) ?? lines.at(-1) ?? "";
  return shorten(line.trim(), MAX_LINE_BYTES);
}
function clean(text) {
  return stripVTControlCharacters(text).split("\n").map((line) => {
    const shown = line.trimEnd();
    return shown.slice(shown.lastIndexOf("\r") + 1).replace(CONTROL, "");
  }).join("\n").trimEnd();
}
var CONTROL = /[^\P{Cc}\t]/gu;

export {
  byteLength,
  shorten,
  errorText,
  lastErrorLine
};
