// Pure: what the file means that `werf ci-env` wrote.

/** The names that `werf ci-env` is known to write. */
const NAME = /^(?:WERF_[A-Za-z0-9_]+|DOCKER_CONFIG)$/;

/**
 * The variables in a file that `werf ci-env --as-env-file` wrote, read as werf 2.77.1 writes it: lines end with a line feed
 * and with nothing else, the first `=` ends the name, and a value stands as it is, without quotes. Values come from outside:
 * git takes `#`, quotes and Unicode's line separators in a tag, and readers of `.env` files, and JavaScript's `^` and `$`,
 * would see more in them than one value. So no other name passes either.
 */
export function parseCiEnv(text: string): Readonly<Record<string, string>> {
  const variables = text.split('\n').flatMap((line) => {
    const end = line.indexOf('=');
    return NAME.test(line.slice(0, Math.max(end, 0))) ? [[line.slice(0, end), line.slice(end + 1)] as const] : [];
  });
  return Object.fromEntries(variables);
}

/** The values among ci-env's variables that must be masked before they go anywhere, such as `WERF_REPO_GITHUB_TOKEN`. */
export function ciEnvSecrets(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    /TOKEN|PASSWORD|SECRET/.test(name) && value !== '' ? [value] : [],
  );
}
