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

// src/werf/not-started.ts
function notStarted(path, workingDirectory, error) {
  if (workingDirectory !== void 0 && !existsSync(workingDirectory)) {
    return new StepError(`werf could not be started: its working directory ${workingDirectory} is gone.`);
  }
  const reason = errorCode(error);
  if (reason === "EACCES" && workingDirectory !== void 0 && !canBeEntered(workingDirectory)) {
    return new StepError(
      `werf could not be started: its working directory ${workingDirectory} may not be entered by this user.`
    );
  }
  const hint = {
    EACCES: "It is not executable by this user: chmod +x it.",
    ENOEXEC: "It is not a program for this platform.",
    ENOENT: "It, or the interpreter that it names, is not there.",
    E2BIG: "The command and its environment are too long.",
    // Windows:
    EINVAL: "A .cmd or .bat file needs a shell. Name the .exe with the input werf-path.",
    ENAMETOOLONG: "The command is too long.",
    UNKNOWN: "It is not a program for this platform.",
    ERR_INVALID_ARG_VALUE: "The command or the environment holds a NUL character."
  };
  return new StepError(`werf could not be started (${path}): ${reason}. ${hint[reason] ?? ""}`.trimEnd());
}
function canBeEntered(folder) {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
export {
  notStarted
};
