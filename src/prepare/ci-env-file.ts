// Pure: what the file means that `werf ci-env` wrote.
import { parse } from 'dotenv';

/**
 * The variables in a file that `werf ci-env --as-env-file` wrote. werf writes values as they are, without quotes; a `#`
 * in one, as Git allows in a tag, would start a comment for dotenv, so such a value is quoted first. Of dotenv's quotes, the
 * single one and the backtick keep all else as it is.
 */
export function parseCiEnv(text: string): Readonly<Record<string, string>> {
  return parse(
    text.replaceAll(/^([A-Z][A-Z0-9_]*)=(.*#.*)$/gm, (line: string, name: string, value: string) => {
      const quote = ["'", '`'].find((mark) => !value.includes(mark));
      return quote === undefined ? line : `${name}=${quote}${value}${quote}`;
    }),
  );
}

/** The values among ci-env's variables that must be masked before they go anywhere, such as `WERF_REPO_GITHUB_TOKEN`. */
export function secretsIn(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    /TOKEN|PASSWORD|SECRET/.test(name) && value !== '' ? [value] : [],
  );
}
