// Pure: what the file means that `werf ci-env` wrote.
import { parse } from 'dotenv';

/**
 * The variables in a file that `werf ci-env --as-env-file` wrote. werf writes values as they are, without quotes; a `#`
 * in one, as Git allows in a tag, would start a comment for dotenv, so such a value is quoted first.
 */
export function parseCiEnv(text: string): Readonly<Record<string, string>> {
  return parse(text.replaceAll(/^([A-Z][A-Z0-9_]*)=([^'\r\n]*#[^'\r\n]*)$/gm, "$1='$2'"));
}

/** The values among ci-env's variables that must be masked before they go anywhere, such as `WERF_REPO_GITHUB_TOKEN`. */
export function secretsIn(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    /TOKEN|PASSWORD|SECRET/.test(name) && value !== '' ? [value] : [],
  );
}
