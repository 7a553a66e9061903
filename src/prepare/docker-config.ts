// Pure: which folders are the copy of the Docker configuration that `werf ci-env` makes.

/**
 * The folders that hold the copy of the Docker configuration: those that ci-env named, not those that were in the
 * environment before.
 * @param env the environment that ci-env ran with
 */
export function dockerConfigCopies(
  variables: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const names = ['DOCKER_CONFIG', 'WERF_DOCKER_CONFIG'];
  const before = new Set(names.map((name) => env[name]));
  const named = names.flatMap((name) => variables[name] ?? []);
  return [...new Set(named)].filter((path) => !before.has(path) && isDockerConfigCopy(path));
}

/** Whether a folder has the name that werf gives to its copy: `werf-VERSION-docker-config-RANDOM`. No other is removed. */
export function isDockerConfigCopy(path: string): boolean {
  return /^werf-.*docker-config-[^/\\]*$/.test(path.split(/[/\\]/).at(-1) ?? '');
}
