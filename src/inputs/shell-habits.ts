// Pure: what people write into `command` that only a shell could do. How to do it here is said in refused-lines.ts.
import type { ScannedLine } from './scanned-line.ts';

const WORDS_BY_KIND = {
  variables: '. source eval unset declare local readonly typeset env let read',
  folder: 'cd pushd popd',
  settings: 'set shopt trap umask ulimit',
  prefix: 'sudo time exec command builtin nohup nice timeout xargs',
  control:
    'if then elif else fi for while until do done case esac select function return exit break continue test [ [[ (( ! { } ( ) : true false wait sleep',
  program:
    'echo printf cat tee ls pwd mkdir cp mv rm ln touch chmod chown find grep sed awk cut sort head tail jq yq tar unzip gzip base64 envsubst curl wget git gh docker docker-compose podman buildah crane skopeo cosign trdl multiwerf bash sh zsh pwsh python python3 pip node npm npx yarn pnpm go make terraform aws gcloud az doctl yc apt apt-get apk yum dnf brew ssh scp rsync openssl gpg sops vault',
} as const;

export type ShellWordKind = keyof typeof WORDS_BY_KIND;

/** The closed list of words that start a line of a shell, and of programs that people call there. None is a werf command. */
export const SHELL_WORDS: ReadonlyMap<string, ShellWordKind> = new Map(
  Object.entries(WORDS_BY_KIND).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as ShellWordKind] as const),
  ),
);

/** The first thing on a line that only a shell could do, such as `cd`, `NAME=` or `&&`; undefined where there is none. */
export function shellHabit(line: ScannedLine): string | undefined {
  return shellsWord(line) ?? line.operator;
}

/** What starts a line, where it is a shell's: a word of the list, an assignment, or a parenthesis. */
export function shellsWord({ words: [first, second] }: ScannedLine): string | undefined {
  if (first === undefined) return undefined;
  const assignment = assigned(first.bare);
  if (assignment !== undefined) return assignment;
  if (!first.isBare) return undefined;
  // `export` is a command of werf too.
  if (first.bare === 'export') return assigned(second?.bare ?? '') === undefined ? undefined : 'export';
  if (SHELL_WORDS.has(first.bare)) return first.bare;
  return /^\(|\(\)$/.test(first.bare) ? first.bare : undefined;
}

/** The `NAME=` that a word starts with. */
function assigned(bare: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.exec(bare)?.[0];
}
