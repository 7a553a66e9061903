// src/werf/report-files.ts
import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
var MAX_BYTES = 128 * 1024 * 1024;
async function reportMark(path) {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return void 0;
  }
}
async function readReport(path, markBefore) {
  try {
    if (markBefore !== void 0 && await reportMark(path) === markBefore) return void 0;
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const text = await readBounded(file);
      return text === void 0 ? void 0 : JSON.parse(text);
    } finally {
      await file.close();
    }
  } catch {
    return void 0;
  }
}
async function readBounded(file) {
  const stats = await file.stat();
  const { size } = stats;
  if (!stats.isFile() || size > MAX_BYTES) return void 0;
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, length));
  bytes.buffer.transfer(0);
  return text;
}
export {
  readReport,
  reportMark
};
