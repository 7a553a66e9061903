// Pure: what people write into `command` that only a shell could do, and how to do it here.
import type { ScannedLine } from './line-scanner.ts';

export interface ShellHabit {
  /** What means nothing here, such as `&&`. */
  readonly what: string;
  /** What to do instead, as the middle of a sentence. */
  readonly cure: string;
}

const CI_ENV =
  'leave that out, because "werf ci-env" runs by itself where a command takes --repo (input ci-env; with "ci-env: true" and no command, later steps get its variables)';
const INSTALL = 'leave that out, because this action itself installs werf (inputs version, group and channel)';
const VARIABLES = 'set variables under "env:" of the step, and use them as "$NAME"';
const FOLDER = 'use the input working-directory, or the option --dir';
const SETTINGS = 'leave this line out, because the first command that fails ends the step anyway';
const PREFIX = 'leave this word out, because werf is started directly';
const CONTROL = 'use "if:" of the step, or put the script into a "run:" step, where werf is on PATH';
const PROGRAM = 'give other programs a "run:" step of their own, where werf is on PATH';

/** The closed list of words that start a line of a shell, and of programs that people call there. None is a werf command. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    [VARIABLES]: '. source eval unset declare local readonly typeset env let read',
    [FOLDER]: 'cd pushd popd',
    [SETTINGS]: 'set shopt trap umask ulimit',
    [PREFIX]: 'sudo time exec command builtin nohup nice timeout xargs',
    [CONTROL]:
      'if then elif else fi for while until do done case esac select function return exit break continue test [ [[ (( ! { } ( ) : true false wait sleep',
    [PROGRAM]:
      'echo printf cat tee ls pwd mkdir cp mv rm ln touch chmod chown find grep sed awk cut sort head tail jq yq tar unzip gzip base64 envsubst curl wget git gh docker docker-compose podman buildah crane skopeo cosign trdl multiwerf bash sh zsh pwsh python python3 pip node npm npx yarn pnpm go make terraform aws gcloud az doctl yc apt apt-get apk yum dnf brew ssh scp rsync openssl gpg sops vault',
  }).flatMap(([cure, words]) => words.split(' ').map((word) => [word, cure] as const)),
);

/** Operators and expansions, by how they start; the first that fits counts. */
const OPERATORS: readonly (readonly [start: RegExp, cure: string])[] = [
  [/^(?:&&|;)/, 'give each command a line of its own; the first that fails ends the step'],
  [/^\|\|/, 'use "continue-on-error:" or the input allowed-exit-codes, and "if:" of the next step'],
  [/^(?:\d*>>?&|&>|[02-9]\d*>)/, 'leave it out: the log has both streams, and the input output-file takes stdout'],
  [/^\d*>/, 'use the input output-file'],
  [/^\|/, 'use the input output-file or the output stdout, and go on with it in a "run:" step'],
  [/^\d*</, 'name a file with an option of the command, or put the text between quotation marks, which may span lines'],
  [/^&/, 'give each command a line of its own; they run one after the other'],
  [/^(?:\$\(|`)/, 'find the value out in a "run:" step before, hand it over under "env:", and use it as "$NAME"'],
  [/^\$\{/, `write $NAME or \${NAME}, and its default under "env:", such as \${{ vars.NAME || 'default' }}`],
  [/^#/, 'give a comment a line of its own, under "command: |"'],
  [/^~/, 'write "$HOME" or the whole path'],
  [/^\$'/, 'put the text between plain quotation marks, which may span lines'],
];

/** The first thing on a line that only a shell could do; undefined where there is none. */
export function shellHabit(line: ScannedLine): ShellHabit | undefined {
  const word = shellsWord(line);
  const what = word ?? line.operator;
  if (what === undefined) return undefined;
  if (/\bci-env\b/.test(line.text)) return { what, cure: CI_ENV };
  if (/\b(?:trdl|multiwerf)\b|werf\.io\/install/.test(line.text)) return { what, cure: INSTALL };
  if (word !== undefined) return { what, cure: WORDS.get(word) ?? (/^export$|=$/.test(word) ? VARIABLES : CONTROL) };
  const cure = OPERATORS.find(([start]) => start.test(what))?.[1] ?? PROGRAM;
  return { what, cure: `${cure}, or quote it ('${what}') to pass it to werf` };
}

/** What starts the line, where it is a shell's: a word of the list, an assignment, or a parenthesis. */
function shellsWord({ words: [first, second] }: ScannedLine): string | undefined {
  if (first === undefined) return undefined;
  const assignment = assigned(first.bare);
  if (assignment !== undefined) return assignment;
  if (!first.isBare) return undefined;
  // `export` is a command of werf too.
  if (first.bare === 'export') return assigned(second?.bare ?? '') === undefined ? undefined : 'export';
  if (WORDS.has(first.bare)) return first.bare;
  return /^\(|\(\)$/.test(first.bare) ? first.bare : undefined;
}

/** The `NAME=` that a word starts with. */
function assigned(bare: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.exec(bare)?.[0];
}
