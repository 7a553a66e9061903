// Pure: the job's environment under the names that the action asks for, and what is put on top of it.

/** Variables by name; an undefined one is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What users set themselves, and may write in any case on Windows. The runner's own variables have fixed names. */
const ASKED_FOR = /^(?:WERF_\w+|DO_NOT_TRACK)$/i;

/**
 * The environment as a `run:` step would have it: without the action's own inputs, which can hold secrets, so that no
 * program that is started from here sees them.
 *
 * On Windows a variable is the same in upper and lower case, so `werf_telemetry: 0` in a workflow opts out there, as it
 * does for werf itself. All others keep their spelling, because a shell that werf starts may tell them apart.
 * @param inputNames the names of all inputs of this action
 */
export function readEnvironment(
  env: Environment,
  platform: NodeJS.Platform,
  inputNames: readonly string[],
): Environment {
  const inputs = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
  const kept = Object.entries(env).filter(([name]) => !inputs.has(name));
  if (platform !== 'win32') return Object.fromEntries(kept);
  return Object.fromEntries(kept.map(([name, value]) => [ASKED_FOR.test(name) ? name.toUpperCase() : name, value]));
}

/** What of the job's settings for Node says which certificates and proxies it trusts, or in which order names are answered. */
const NODE_NETWORK_VARIABLES = /^NODE_(?:EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|USE_ENV_PROXY|USE_SYSTEM_CA)$/i;
const NODE_NETWORK_OPTIONS = /^--(?:use-(?:bundled|openssl|system)-ca|tls-[\w.-]+(?:=\S+)?|dns-result-order=\w+)$/;

/**
 * The environment for a Node that the action starts for itself. The job's settings are meant for the job's programs: a
 * preload of `NODE_OPTIONS` may print, take time or end the process. Those of the network are kept, because without them
 * nothing might be reached.
 */
export function withoutNodeSettings(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !/^NODE_/i.test(name) || NODE_NETWORK_VARIABLES.test(name));
  const options = env['NODE_OPTIONS']?.split(/\s+/).filter((option) => NODE_NETWORK_OPTIONS.test(option)) ?? [];
  return { ...Object.fromEntries(kept), ...(options.length > 0 && { NODE_OPTIONS: options.join(' ') }) };
}

/**
 * An environment with variables on top.
 * @param layers applied in order; an undefined value takes a variable away
 */
export function withVariables(env: Environment, ...layers: Environment[]): Environment {
  const merged: Environment = Object.assign({}, env, ...layers);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}
