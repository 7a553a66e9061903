// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/reports/report-files.ts
var MAX_BYTES = 128 * 1024 * 1024;
function reportMark(path) {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return void 0;
  }
}
function readReport(path, markBefore) {
  try {
    if (!existsSync(path)) return void 0;
    if (markBefore !== void 0 && reportMark(path) === markBefore) return void 0;
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const text = readBounded(file);
      return text === void 0 ? void 0 : JSON.parse(text);
    } finally {
      closeSync(file);
    }
  } catch {
    return void 0;
  }
}
function readBounded(file) {
  const stats = fstatSync(file);
  const { size } = stats;
  if (!stats.isFile() || size > MAX_BYTES) return void 0;
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const bytesRead = readSync(file, bytes, length, size - length, length);
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
