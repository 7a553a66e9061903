// builtin:path
var { basename, delimiter, dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");

// src/inputs/command-values.ts
function wordsOf(line, env, platform) {
  const value = valueIn(env, platform);
  return line.words.map(
    ({ parts }) => parts.map((part) => "text" in part ? part.text : value(part.variable) ?? "").join("")
  );
}
function unsetVariables(line, env, platform) {
  const value = valueIn(env, platform);
  return line.words.flatMap(({ parts }) => parts).flatMap((part) => "variable" in part && value(part.variable) === void 0 ? [part.variable] : []);
}
function valueIn(env, platform) {
  if (platform !== "win32") return (name) => Object.hasOwn(env, name) ? env[name] : void 0;
  const byUpperCase = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  return (name) => byUpperCase.get(name.toUpperCase());
}

// src/inputs/scanned-line.ts
var OpenLine = class {
  texts = [];
  #words = [];
  openMark;
  #operator;
  #parts = [];
  #bare = "";
  #isBare = true;
  isStarted = false;
  /** Of all blanks, a shell lets a space and a tab end a word, and no other. */
  blank(character) {
    if (character === " " || character === "	") this.finishWord();
    else this.bare(character);
  }
  bare(text) {
    if (this.#isBare) this.#bare += text;
    this.#append(text);
  }
  quoted(text) {
    this.#isBare = false;
    this.#append(text);
  }
  variable(name) {
    this.isStarted = true;
    this.#isBare = false;
    this.#parts.push({ variable: name });
  }
  operator(text) {
    const descriptor = this.#isBare && /^[<>]/.test(text) ? /^\d+$/.exec(this.#bare)?.[0] : void 0;
    this.#operator ??= `${descriptor ?? ""}${text}`;
    this.isStarted = true;
  }
  finishWord() {
    if (this.isStarted) this.#words.push({ parts: this.#parts, bare: this.#bare, isBare: this.#isBare });
    this.#parts = [];
    this.#bare = "";
    this.#isBare = true;
    this.isStarted = false;
  }
  scanned() {
    return {
      text: this.texts.filter((text) => text !== "").join(" "),
      words: this.#words,
      operator: this.#operator,
      openMark: this.openMark
    };
  }
  #append(text) {
    this.isStarted = true;
    const last = this.#parts.at(-1);
    if (last !== void 0 && "text" in last) this.#parts[this.#parts.length - 1] = { text: last.text + text };
    else this.#parts.push({ text });
  }
};

// src/inputs/line-scanner.ts
function scanLines(text) {
  return new Scanner(text).lines();
}
var NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
var BRACED_NAME = /\{([A-Za-z_][A-Za-z0-9_]*)\}/y;
var OPERATOR = /&>>?|[<>]&[0-9]*-?|>>|>\||<<<|<<-?|<>|<\(|>\(|&&|\|\||\|&|;;|[&|;<>]/y;
var WORD_START = /#|~(?:[+-]|[A-Za-z_][\w-]*)?(?![^\s/])/y;
var LINE_BREAK = /\r\n|\r|\n/y;
var BLANKS = /[^\S\r\n]+/y;
var LINE = /[^\r\n]*/y;
var Scanner = class {
  #text;
  #at = 0;
  #lines = [];
  constructor(text) {
    this.#text = text;
  }
  lines() {
    let continues = false;
    while (this.#at < this.#text.length) {
      if (this.#match(LINE_BREAK) !== void 0 || this.#skipBlankOrComment()) continue;
      const previous = this.#lines.at(-1);
      const isOpen = previous !== void 0 && (continues || this.#text.charAt(this.#at) === "-");
      const line = isOpen ? previous : new OpenLine();
      if (!isOpen) this.#lines.push(line);
      continues = this.#readLine(line);
    }
    return this.#lines.map((line) => line.scanned()).filter(isSomething);
  }
  /** Whether the line had nothing but blanks and a comment from here on, and was skipped. */
  #skipBlankOrComment() {
    this.#match(BLANKS);
    const isComment = this.#text.charAt(this.#at) === "#";
    if (isComment) this.#match(LINE);
    return isComment || this.#isLineEnd();
  }
  /** Reads words up to a line break outside of quotes. @returns whether a trailing `\` stood before it */
  #readLine(line) {
    const start = this.#at;
    let continues = false;
    while (!this.#isLineEnd() && !continues) {
      continues = this.#text.charAt(this.#at) === "\\" && this.#isLineEnd(1);
      if (!continues) this.#readCharacter(line, start);
    }
    line.finishWord();
    if (line.openMark === void 0) line.texts.push(this.#text.slice(start, this.#at).trim());
    if (continues) this.#at += 1;
    return continues;
  }
  #readCharacter(line, start) {
    const character = this.#text.charAt(this.#at);
    const blanks = this.#match(BLANKS);
    if (blanks !== void 0) {
      if (!this.#isLineEnd()) for (const blank of blanks) line.blank(blank);
    } else if (character === "'") this.#singleQuoted(line, start);
    else if (character === '"') this.#doubleQuoted(line, start);
    else if (character === "\\") {
      line.quoted(this.#text.charAt(this.#at + 1));
      this.#at += 2;
    } else if (character === "$" || character === "`") this.#expansion(line, false);
    else {
      const operator = (line.isStarted ? void 0 : this.#match(WORD_START)) ?? this.#match(OPERATOR);
      if (operator !== void 0) line.operator(operator);
      else line.bare(character);
      if (operator === "#") this.#match(LINE);
      this.#at += operator === void 0 ? 1 : 0;
    }
  }
  #singleQuoted(line, start) {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close === -1) this.#neverCloses(line, "'", start);
    else {
      line.quoted(this.#text.slice(this.#at + 1, close));
      this.#at = close + 1;
    }
  }
  #doubleQuoted(line, start) {
    const open = this.#at;
    line.quoted("");
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (character === '"') {
        this.#at += 1;
        return;
      }
      if (character === "$" || character === "`") this.#expansion(line, true);
      else if (character === "\\" && this.#isLineEnd(1)) {
        this.#at += 1;
        this.#match(LINE_BREAK);
      } else if (character === "\\" && next !== "" && '$`"\\'.includes(next)) {
        line.quoted(next);
        this.#at += 2;
      } else {
        line.quoted(character);
        this.#at += 1;
      }
    }
    this.#at = open;
    this.#neverCloses(line, '"', start);
  }
  /** Shows the line that the mark stands on: all that follows may have been meant to be outside of it. */
  #neverCloses(line, mark, start) {
    const [first = ""] = this.#text.slice(this.#at).split(/\r|\n/, 1);
    line.openMark = mark;
    line.texts.push(this.#text.slice(start, this.#at + first.length).trim());
    this.#at = this.#text.length;
  }
  /** A dollar that no name follows is one. What else a shell would expand is noted. */
  #expansion(line, inQuotes) {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    const name = character === "$" ? this.#match(NAME) ?? this.#match(BRACED_NAME) : void 0;
    const opening = /^[({']/.exec(this.#text.charAt(this.#at))?.[0] ?? "";
    if (name !== void 0) line.variable(name.replace(/^\{|\}$/g, ""));
    else if (character === "`") line.operator(character);
    else if (opening !== "" && !(opening === "'" && inQuotes)) {
      this.#at += 1;
      line.operator(`${character}${opening}`);
    } else if (inQuotes) line.quoted(character);
    else line.bare(character);
  }
  #isLineEnd(offset = 0) {
    const character = this.#text.charAt(this.#at + offset);
    return character === "\n" || character === "\r" || character === "";
  }
  /** What a sticky expression matches here, if anything; then it is read. */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }
};
function isSomething({ words, operator, openMark }) {
  return words.length > 0 || operator !== void 0 || openMark !== void 0;
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

// src/inputs/readable-lines.ts
var MAX_LINE_CHARACTERS = 1e4;
var MAX_PARTS = 50;
var UNKNOWN_NAME = "RUN_WERF_UNKNOWN";
var UNKNOWN = { parts: [{ variable: UNKNOWN_NAME }], bare: "", isBare: false };
var EXPANSION = /\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{(?![A-Za-z_]\w*\})[^}]*\}/g;
var HOME = /(?<=^|[ \t])~([\w+-]*)(?=[/ \t]|$)/g;
var ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
var PREFIX = /^(?:sudo|time|exec|command|builtin|nohup|nice|timeout|xargs|env|if|then|elif|else|while|until|do|!|\{)$/;
var CHANGES_REST = /^(?:cd|pushd|popd|export|unset|source|\.|eval|declare|local|readonly|typeset|env|let|read|[A-Za-z_]\w*\+?=.*)$/s;
function readableLines(text) {
  const commands = [];
  let isChanged = false;
  for (const line of scanLines(text)) {
    const isCiEnv = /\bci-env\b/.test(line.text);
    for (const part of partsOf(line)) {
      const words = ofWerf(part);
      if (words !== void 0) commands.push({ text: part.text, words: isChanged ? [...words, UNKNOWN] : words });
      else isChanged ||= !isCiEnv && CHANGES_REST.test(part.words[0]?.bare ?? "");
    }
  }
  return commands;
}
function partsOf({ text, operator, openMark, words }) {
  const unread = (line) => [{ ...line, operator: void 0, words: [...line.words, UNKNOWN] }];
  if (openMark !== void 0 || text.length > MAX_LINE_CHARACTERS) return unread({ text, operator, openMark, words });
  const parts = [];
  let rest = operator === void 0 ? text : withNames(text);
  for (let count = 0; count < MAX_PARTS; count += 1) {
    const [line] = scanLines(rest);
    if (line === void 0) return parts;
    if (line.openMark !== void 0) return [...parts, ...unread(line)];
    if (line.operator === void 0) return [...parts, line];
    const at = placeOf(line.operator, rest);
    if (at === void 0) return [...parts, ...unread(line)];
    const before = rest.slice(0, at);
    if (line.operator === "#") return [...parts, ...scanLines(before)];
    const after = rest.slice(at + line.operator.length);
    if (/[<>]/.test(line.operator)) {
      rest = `${before} ${/&[\d-]/.test(line.operator) ? after : after.replace(/^[ \t]*[^\s|&;<>]+/, "")}`;
    } else {
      parts.push(...scanLines(before));
      rest = after;
    }
  }
  return parts;
}
function withNames(text) {
  const unknown = `\${${UNKNOWN_NAME}}`;
  return text.replaceAll(EXPANSION, unknown).replaceAll(HOME, (_, name) => name === "" ? "$HOME" : unknown);
}
function placeOf(operator, text) {
  if (/^[$`~]/.test(operator)) return void 0;
  for (let at = text.indexOf(operator), tries = 0; at !== -1 && tries < MAX_PARTS; tries += 1) {
    const [line] = scanLines(text.slice(0, at + operator.length));
    if (line?.operator === operator && line.openMark === void 0) return at;
    at = text.indexOf(operator, at + 1);
  }
  return void 0;
}
function ofWerf(line) {
  const { words } = line;
  const at = words.findIndex(({ isBare, bare }) => isBare && bare === "werf");
  if (at === 0 || shellHabit({ ...line, operator: void 0 }) === void 0) return words.slice(at === 0 ? 1 : 0);
  const first = words[0]?.bare ?? "";
  if (at === -1 || !(PREFIX.test(first) || ASSIGNMENT.test(first))) return void 0;
  const isSet = words.slice(0, at).some(({ bare }) => ASSIGNMENT.test(bare));
  return [...words.slice(at + 1), ...isSet ? [UNKNOWN] : []];
}

// src/results/pull-request/certain-subject.ts
import { settingsOf } from "../shared/options.js";

// src/command/words.ts
function isOneOf(words, commands) {
  const beforeArguments = untilDoubleDash(words);
  return commands.some((command) => isCommand(beforeArguments, command.split(" ")));
}
function untilDoubleDash(words) {
  const end = words.indexOf("--");
  return end === -1 ? words : words.slice(0, end);
}
function isCommand(words, command) {
  let found = 0;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? "";
    if (word === command[found]) found += 1;
    else if (!word.startsWith("-") && (!previous.startsWith("-") || previous.includes("="))) return false;
    if (found === command.length) return true;
  }
  return false;
}

// src/command/flags.ts
function optionValue(words, option) {
  const flags = untilDoubleDash(words);
  const index = lastIndex(flags, option);
  return index === -1 ? void 0 : ownValue(flags[index]) ?? flags[index + 1] ?? "";
}
function flagWord(words, flag) {
  const flags = untilDoubleDash(words);
  return flags[lastIndex(flags, flag)];
}
function lastIndex(words, option) {
  return words.findLastIndex((word) => word === `--${option}` || word.startsWith(`--${option}=`));
}
function ownValue(word = "") {
  const equals = word.indexOf("=");
  return equals === -1 ? void 0 : word.slice(equals + 1);
}

// src/prepare/project.ts
var VALUES = ["dir", "config", "config-templates-dir", "git-work-tree"];
var FLAGS = ["dev", "loose-giterminism"];
var CONFIG_NAMES = ["werf.yaml", "werf.yml"];
function projectOf(words, env, workingDirectory) {
  const absolute = (folder2, path) => isAbsolute(path) ? path : join(folder2, path);
  const folder = absolute(workingDirectory, optionValue(words, "dir") ?? env["WERF_DIR"] ?? "");
  const config = optionValue(words, "config") ?? env["WERF_CONFIG"] ?? "";
  const given = (name) => {
    const value = optionValue(words, name);
    return value === void 0 ? [] : [`--${name}=${value}`];
  };
  return {
    configs: config === "" ? CONFIG_NAMES.map((name) => join(folder, name)) : [absolute(workingDirectory, config)],
    options: [...VALUES.flatMap(given), ...FLAGS.flatMap((name) => flagWord(words, name) ?? [])],
    environment: given("env")
  };
}

// src/reports/plan-command.ts
var PLAN_COMMANDS = ["plan", "bundle plan"];
var DEPLOY_COMMANDS = ["converge", "bundle apply", "dismiss"];
function planOrDeploy(words) {
  if (isOneOf(words, PLAN_COMMANDS)) return "plan";
  return isOneOf(words, DEPLOY_COMMANDS) ? "deploy" : void 0;
}

// src/results/pull-request/certain-subject.ts
var VALUES2 = ["x", "--env=x", "--release=x", "--namespace=x", "--dir=x", "--config=x", "--"];
function isSubjectCertain(line, env, { platform, workingDirectory, id }) {
  const unset = unsetVariables(line, env, platform);
  if (unset.length === 0) return true;
  const subject = (value) => {
    const words = wordsOf(line, { ...env, ...Object.fromEntries(unset.map((name) => [name, value])) }, platform);
    const kind = planOrDeploy(words) ?? "";
    if (id !== "") return kind;
    const setting = settingsOf(words, env);
    const names = ["env", "release", "namespace"].map((option) => setting(option) ?? "");
    return JSON.stringify([kind, names, projectOf(words, env, workingDirectory).configs]);
  };
  const first = subject("");
  return VALUES2.every((value) => subject(value) === first);
}

// src/results/redactor.ts
function lateRedactor(sources) {
  let redact;
  const make = async () => {
    const { knownSecrets } = await import("./known-secrets.js");
    const { redactor } = await import("./redact.js");
    return redactor(await knownSecrets(sources));
  };
  return () => {
    redact ??= make();
    return redact;
  };
}

// src/step/unready.ts
async function endRefused(host, startTime, cancelled) {
  await Promise.all([
    endUnready(host, readableInputs(host), cancelled),
    isOn(host, "traces") ? traceRefused(host, startTime, cancelled) : void 0
  ]);
}
async function traceRefused(host, startTime, cancelled) {
  const { openTraces } = await import("./traces.js");
  const traces = await openTraces(host, startTime, cancelled);
  if (traces === void 0) return;
  host.setOutput("trace-id", traces.traceId);
  await traces.phase("ready", () => Promise.reject(new Error("refused"))).catch(() => void 0);
  await traces.finish({ commands: [], cancelled: cancelled.aborted });
}
async function endUnready(host, read, cancelled) {
  if (!read.commentOnPr) return;
  const { env, platform } = host;
  const { workingDirectory, commentId } = read;
  const commands = read.commands.filter((line) => isSubjectCertain(line, env, { platform, workingDirectory, id: commentId })).map((line) => ({ words: wordsOf(line, env, platform), env, userEnv: env }));
  const redact = lateRedactor({ ...read, commands });
  const { commentOnStep } = await import("./comment.js");
  host.setOutput("comment-url", await commentOnStep(host, { ...read, commands, outcomes: [], redact, cancelled }));
  host.writeOutputs();
}
function readableInputs(host) {
  const { input, cwd } = host;
  const folder = input("working-directory") || ".";
  return {
    commands: readableLines(input("command")),
    workingDirectory: isAbsolute(folder) ? folder : join(cwd, folder),
    commentOnPr: isOn(host, "comment-on-pr"),
    commentId: input("comment-id"),
    githubToken: input("github-token"),
    kubeconfig: input("kubeconfig")
  };
}
function isOn({ input }, name) {
  return input(name).toLowerCase() === "true";
}
export {
  endRefused,
  endUnready
};
