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

// src/inputs/shell-habits.ts
var WORDS_BY_KIND = {
  variables: ". source eval unset declare local readonly typeset env let read",
  folder: "cd pushd popd",
  settings: "set shopt trap umask ulimit",
  prefix: "sudo time exec command builtin nohup nice timeout xargs",
  control: "if then elif else fi for while until do done case esac select function return exit break continue test [ [[ (( ! { } ( ) : true false wait sleep",
  program: "echo printf cat tee ls pwd mkdir cp mv rm ln touch chmod chown find grep sed awk cut sort head tail jq yq tar unzip gzip base64 envsubst curl wget git gh docker docker-compose podman buildah crane skopeo cosign trdl multiwerf bash sh zsh pwsh python python3 pip node npm npx yarn pnpm go make terraform aws gcloud az doctl yc apt apt-get apk yum dnf brew ssh scp rsync openssl gpg sops vault"
};
var SHELL_WORDS = new Map(
  Object.entries(WORDS_BY_KIND).flatMap(
    ([kind, words]) => words.split(" ").map((word) => [word, kind])
  )
);
function shellHabit(line) {
  return shellsWord(line) ?? line.operator;
}
function shellsWord({ words: [first, second] }) {
  if (first === void 0) return void 0;
  const assignment = assigned(first.bare);
  if (assignment !== void 0) return assignment;
  if (!first.isBare) return void 0;
  if (first.bare === "export") return assigned(second?.bare ?? "") === void 0 ? void 0 : "export";
  if (SHELL_WORDS.has(first.bare)) return first.bare;
  return /^\(|\(\)$/.test(first.bare) ? first.bare : void 0;
}
function assigned(bare) {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.exec(bare)?.[0];
}

// src/inputs/refused-lines.ts
var MAX_ERRORS = 10;
var CI_ENV = 'leave that out, because "werf ci-env" runs by itself where a command takes --repo (input ci-env; with "ci-env: true" and no command, later steps get its variables)';
var INSTALL = "leave that out, because this action itself installs werf (inputs version, group and channel)";
var WORD_CURES = {
  variables: 'set variables under "env:" of the step, and use them as "$NAME"',
  folder: "use the input working-directory, or the option --dir",
  settings: "leave this line out, because the first command that fails ends the step anyway",
  prefix: "leave this word out, because werf is started directly",
  control: 'use "if:" of the step, or put the script into a "run:" step, where werf is on PATH',
  program: 'give other programs a "run:" step of their own, where werf is on PATH'
};
var OPERATORS = [
  [/^(?:&&|;)/, "give each command a line of its own; the first that fails ends the step"],
  [/^\|\|/, 'use "continue-on-error:" or the input allowed-exit-codes, and "if:" of the next step'],
  [/^(?:\d*>>?&|&>|[02-9]\d*>)/, "leave it out: the log has both streams, and the input output-file takes stdout"],
  [/^\d*>/, "use the input output-file"],
  [/^\|/, 'use the input output-file or the output stdout, and go on with it in a "run:" step'],
  [/^\d*</, "name a file with an option of the command, or put the text between quotation marks, which may span lines"],
  [/^&/, "give each command a line of its own; they run one after the other"],
  [/^(?:\$\(|`)/, 'find the value out in a "run:" step before, hand it over under "env:", and use it as "$NAME"'],
  [/^\$\{/, `write $NAME or \${NAME}, and its default under "env:", such as \${{ vars.NAME || 'default' }}`],
  [/^#/, 'give a comment a line of its own, under "command: |"'],
  [/^~/, 'write "$HOME" or the whole path'],
  [/^\$'/, "put the text between plain quotation marks, which may span lines"]
];
function refusal(lines) {
  return new StepError(
    lines.slice(0, MAX_ERRORS).map((line) => refused(line).message).join("\n")
  );
}
function refused(line) {
  const what = shellHabit(line);
  const allowed = what === void 0 ? `a quotation mark ${line.openMark} that is opened is also closed, here or on a later line.` : `werf commands, one per line. There is no shell, so ${what} means nothing here: ${cureOf(line, what)}.`;
  return inputError("command", line.text, allowed);
}
function cureOf(line, what) {
  if (/\bci-env\b/.test(line.text)) return CI_ENV;
  if (/\b(?:trdl|multiwerf)\b|werf\.io\/install/.test(line.text)) return INSTALL;
  const word = shellsWord(line);
  if (word !== void 0)
    return WORD_CURES[SHELL_WORDS.get(word) ?? (/^export$|=$/.test(word) ? "variables" : "control")];
  const cure = OPERATORS.find(([start]) => start.test(what))?.[1] ?? WORD_CURES.program;
  return `${cure}, or quote it ('${what}') to pass it to werf`;
}
export {
  refusal
};
