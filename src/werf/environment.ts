// Pure: the environment that werf gets.
import type { Environment } from '../host.ts';

/**
 * The job's environment as a `run:` step would have it, and on top of it variables of the action.
 *
 * The action's own inputs are left out: they can hold secrets, and no program that a shell started would see them.
 * @param inputNames the names of this action's inputs
 * @param layers applied in order; an undefined value takes a variable away
 */
export function werfEnvironment(
  env: Environment,
  inputNames: readonly string[],
  ...layers: Environment[]
): Environment {
  const own = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`));
  const merged = Object.assign({}, env, ...layers);
  return Object.fromEntries(
    Object.entries<string | undefined>(merged).filter(([name, value]) => value !== undefined && !own.has(name)),
  );
}
