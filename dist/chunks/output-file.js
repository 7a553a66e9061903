// builtin:fs
var { accessSync, appendFileSync, chmodSync, closeSync, constants, existsSync, fchmodSync, fstatSync, ftruncateSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, rmdirSync, statSync, unlinkSync, writeFileSync, writeSync } = process.getBuiltinModule("node:fs");

// src/system/errors.ts
var StepError = class extends Error {
  name = "StepError";
  /** @param message a sentence or several; the period of the last one is added where it is missing */
  constructor(message) {
    super(/[.!?…]$/.test(message) ? message : `${message}.`);
  }
};
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
var MAX_SHOWN_CHARACTERS = 2e3;
function inputError(input, value, allowed) {
  return new StepError(`Input ${input}: ${shown(value)} is not valid. Allowed: ${allowed}`);
}
function shown(value) {
  return value.length > MAX_SHOWN_CHARACTERS ? `a value of ${value.length} characters` : JSON.stringify(value);
}

// src/system/files.ts
var { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
var TO_READ = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
function statOf(path) {
  try {
    return statSync(path);
  } catch {
    return void 0;
  }
}

// src/werf/output-file.ts
function openOutputFile(path) {
  const file = open(path);
  let hasFailed = false;
  let reason;
  return {
    write: (chunk) => {
      if (hasFailed) return;
      try {
        for (let written = 0; written < chunk.length; ) written += writeSync(file, chunk, written);
      } catch (error) {
        hasFailed = true;
        reason ??= errorCode(error);
      }
    },
    cutShort: () => {
      reason ??= "not all of stdout could be read, most often because a process that werf left behind still holds it";
    },
    close: () => {
      closeSync(file);
      if (reason === void 0) return void 0;
      return new StepError(`Input output-file: ${path} could not be written whole: ${reason}.`);
    }
  };
}
function open(path) {
  const stats = statOf(path);
  if (stats?.isFIFO() || stats?.isSocket()) {
    throw inputError("output-file", path, "a file that can be written, not a pipe or a socket.");
  }
  try {
    return openSync(path, "w");
  } catch (error) {
    throw inputError("output-file", path, `a file that can be written, in an existing folder (${errorCode(error)}).`);
  }
}
export {
  openOutputFile
};
