// Pure: what to do about a git that may not fetch.

/** git's own words (its `credential.c` and `http.c`) where a server wants a login and there is none, or a wrong one. */
const NO_LOGIN = /^fatal: (?:could not read (?:Username|Password) for|Authentication failed for) 'https?:/m;

/**
 * A hint for output in which git could not log in, or undefined. What was lacking stands in no line of it.
 * @param output what werf printed, without colours
 */
export function gitHint(output: string): string | undefined {
  if (!NO_LOGIN.test(output)) return undefined;
  return 'git could not log in to fetch, which werf has it do for cleanup, and in a shallow clone. actions/checkout keeps the credentials for that unless it is given persist-credentials: false, and the job needs "permissions: contents: read"';
}
