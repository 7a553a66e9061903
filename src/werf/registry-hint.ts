// Pure: what to do about a registry that refuses the job's token.

const REGISTRY = /\bghcr\.io\b/;
const REFUSAL = /\b(?:40[13]\b|forbidden|denied|unauthorized|permission_denied)/i;
/** The cluster pulls with a secret of its own, whatever the job's token may do. */
const CLUSTER = /ImagePull|ErrImage|Failed to pull image|Back-off pulling/i;

/**
 * A hint for output in which GitHub's registry refuses access, or undefined. The job's token can write packages only
 * where the workflow says so, and the registry's own words do not tell that.
 * @param output what werf printed
 */
export function registryHint(output: string): string | undefined {
  const isRefused = output.split('\n').some((line) => REGISTRY.test(line) && REFUSAL.test(line) && !CLUSTER.test(line));
  if (!isRefused) return undefined;
  return 'ghcr.io refused the token. A job that pushes or removes images needs "permissions: packages: write" ("packages: read" to pull only), and the package must give this repository access';
}
