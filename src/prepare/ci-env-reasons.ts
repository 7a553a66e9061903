// Pure: why `werf ci-env` does not run for commands that would gain from it, in words for the log.
import { relative } from 'node:path';
import { repoCommand } from '../command/kinds.ts';
import type { Environment } from '../system/environment.ts';
import type { PlannedCommand } from './ci-env-runs.ts';
import { isLocal } from './registry-login.ts';

export interface CiEnvSettings {
  /** The input `ci-env`. */
  readonly ciEnv: boolean | undefined;
  /** The folder that paths are shown from. */
  readonly cwd: string;
  /** The environment of all commands. */
  readonly env: Environment;
}

/** A sentence for each command that takes `--repo`, and that ci-env does not run for, or gives no repository. */
export function ciEnvReasons(planned: readonly PlannedCommand[], settings: CiEnvSettings): readonly string[] {
  const { ciEnv, cwd, env } = settings;
  const reasons = planned.flatMap(({ words, project, usesCiEnv }) => {
    const command = repoCommand(words);
    if (command === undefined) return [];
    if (usesCiEnv)
      return isLocal(words, env)
        ? [`werf ${command} --dev names no repository and needs none, so werf ci-env names none either.`]
        : [];
    const paths = project.configs.map((path) => relative(cwd, path)).join(' or ');
    const why = ciEnv === false ? 'the input ci-env is false' : `there is no ${paths}`;
    return [`werf ci-env does not run for werf ${command}: ${why}.`];
  });
  return [...new Set(reasons)];
}
