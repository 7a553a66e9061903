// Pure: what to do about a registry that refuses the job's token, or cannot be reached.
import type { Environment } from '../system/environment.ts';

const REFUSAL = /\b(?:40[13]\b|forbidden|denied|unauthorized|permission_denied)/i;
/** The cluster pulls with a secret of its own, whatever the job's token may do. */
const CLUSTER = /ImagePull|ErrImage|Failed to pull image|Back-off pulling/i;
/** werf's own words (its `docker_registry` package) for what GitHub's API refuses, which removes images. */
const PACKAGES_API = /gitHub packages (?:forbidden|unauthorized)\b/i;
/** What Go's network library says. */
const UNREACHABLE =
  /no such host|connection refused|connection reset|i\/o timeout|network is unreachable|no route to host|deadline exceeded|handshake timeout|server misbehaving|x509:|proxyconnect|\bEOF\b/i;

export interface RegistryFacts {
  /** The job's environment, of which `GITHUB_SERVER_URL` tells which registry is GitHub's. */
  readonly env: Environment;
  /** Whether the job runs for a pull request from a fork, whose token may only read. */
  readonly isFromFork: boolean;
}

/** Whether output tells of a refusal for which there is a hint. */
export function isRegistryRefusal(output: string, env: Environment): boolean {
  return PACKAGES_API.test(output) || refusing(output, env) !== undefined;
}

/**
 * A hint for output in which GitHub's registry refuses access, or undefined. What the job's token may do depends on the
 * workflow and on who opened the pull request, and the registry's own words do not tell that.
 * @param output what werf printed
 */
export function registryHint(output: string, { env, isFromFork }: RegistryFacts): string | undefined {
  if (PACKAGES_API.test(output)) {
    return 'werf removes images through the API of GitHub, for which the token of the job is not enough. Set WERF_REPO_GITHUB_TOKEN under "env:" to a personal access token (classic) with the scopes read:packages and delete:packages, from a secret';
  }
  const registry = refusing(output, env);
  if (registry === undefined) return undefined;
  if (isFromFork) {
    return `${registry} refused the token: for a pull request from a fork it may only read, whatever "permissions:" says. Build what needs no push (ci-env: false, no --repo), or push when it is merged`;
  }
  const permissions = `A job that pushes or removes images needs "permissions: packages: write" ("packages: read" to pull only), and the package must give this repository access`;
  if (registry === 'ghcr.io') {
    return isGithubCom(env)
      ? `ghcr.io refused the token. ${permissions}`
      : `ghcr.io refused the token, which is of ${serverOf(env)} and means nothing there. Name the registry of that server with --repo, such as containers.${serverOf(env)}, and log in to it before this step with docker/login-action`;
  }
  return `${registry} refused the token. Log in to it before this step, with docker/login-action, because werf ci-env logs in to ghcr.io alone. ${permissions}`;
}

/** A hint where `werf ci-env` failed because a registry cannot be reached. */
export function unreachableHint(output: string): string | undefined {
  if (!/\blog ?in\b/i.test(output) || !UNREACHABLE.test(output)) return undefined;
  return 'ghcr.io cannot be reached from here. Where no image is there, set WERF_LOGIN_TO_REGISTRY=0 under "env:", which leaves the login out, or turn werf ci-env off with "ci-env: false"';
}

/** The registry of GitHub's that refuses: ghcr.io, or that of the GitHub server that the job runs for. */
function refusing(output: string, env: Environment): string | undefined {
  const server = serverOf(env);
  const registries = ['ghcr.io', ...(isGithubCom(env) ? [] : [`containers.${server}`, `docker.${server}`])];
  return registries.find((registry) => {
    const named = new RegExp(`(?<![\\w.-])${registry.replaceAll(/[^\w]/g, '\\$&')}(?!\\.?[\\w-])`, 'i');
    return output.split('\n').some((line) => named.test(line) && REFUSAL.test(line) && !CLUSTER.test(line));
  });
}

function isGithubCom(env: Environment): boolean {
  return serverOf(env) === 'github.com';
}

/** The host of the server that the job runs for. */
function serverOf(env: Environment): string {
  const url = env['GITHUB_SERVER_URL'] ?? '';
  return URL.canParse(url) ? new URL(url).hostname : 'github.com';
}
