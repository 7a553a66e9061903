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

// src/reports/report-files.ts
var MAX_BYTES = 128 * 1024 * 1024;
var MAX_OBJECTS = 25e4;
var MAX_VALUES = 2e6;
function reportMark(path) {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return void 0;
  }
}
function readReport(path, markBefore, onTooLarge = () => void 0) {
  if (!existsSync(path)) return void 0;
  if (markBefore !== void 0 && reportMark(path) === markBefore) return void 0;
  return fromRegularFile(path, { followsLinks: true }, (file, { size }) => {
    const bytes = size > MAX_BYTES ? void 0 : readOpenFile(file, size);
    if (bytes !== void 0 && !isTooMuch(bytes)) return parsed(bytes);
    onTooLarge();
    return void 0;
  });
}
function parsed(bytes) {
  const text = new TextDecoder().decode(bytes);
  bytes.buffer.transfer(0);
  return JSON.parse(text);
}
function isTooMuch(bytes) {
  let objects = 0;
  let values = 0;
  for (const byte of bytes) {
    if (byte === COMMA) values += 1;
    else if (byte === BRACE || byte === BRACKET) objects += 1;
    else continue;
    if (objects > MAX_OBJECTS || values > MAX_VALUES) return true;
  }
  return false;
}
var COMMA = 44;
var BRACKET = 91;
var BRACE = 123;
export {
  readReport,
  reportMark
};
