// Composition: the words and the environment of each command: `werf ci-env` for its project, and the values of variables.
import { takesRepo } from '../command/kinds.ts';
import type { CommandWords } from '../command/words.ts';
import { requireVariables, wordsOf } from '../inputs/command-values.ts';
import type { Environment } from '../system/environment.ts';
import { ciEnvReasons } from './ci-env-reasons.ts';
import type { CiEnvContext, PlannedCommand } from './ci-env-runs.ts';
import { isAnyThere } from './locate.ts';
import { projectOf } from './project.ts';

/** A command that is ready to run. */
export interface ReadyCommand {
  /** After `werf`, with the values of variables. */
  readonly words: CommandWords;
  /** Its whole environment, but what is added to have it report. */
  readonly env: Environment;
  /** What of it the user and ci-env set, for the options that come from it. */
  readonly userEnv: Environment;
}

export interface CommandsToReady extends CiEnvContext {
  readonly userEnv: Environment;
  readonly virtualMerge: Environment;
}

/** Whether a variable may still be set by an install or by ci-env. */
export function mayCome(name: string): boolean {
  return /^(?:WERF_\w+|DOCKER_CONFIG|TRDL_USE_WERF_GROUP_CHANNEL)$/i.test(name);
}

/**
 * Runs `werf ci-env` once for each project that needs it, before the first command, and puts the values of variables in.
 * Without commands, ci-env's variables go to later steps.
 * @throws StepError where ci-env fails, and for a variable that is not set
 */
export async function readyCommands(context: CommandsToReady): Promise<readonly ReadyCommand[]> {
  const { host, inputs, env, userEnv, virtualMerge } = context;
  const planned = inputs.commands.map((line) => plan(context, wordsOf(line, env, host.platform)));
  const variables = await ciEnvOfEach(context, planned);
  return inputs.commands.map((line, index) => {
    const ciEnv = variables[index] ?? {};
    const all = { ...env, ...ciEnv, ...virtualMerge };
    requireVariables([line], all, host.platform);
    return { words: wordsOf(line, all, host.platform), env: all, userEnv: { ...userEnv, ...ciEnv } };
  });
}

function plan({ inputs, env }: CommandsToReady, words: CommandWords): PlannedCommand {
  const project = projectOf(words, env, inputs.workingDirectory);
  const hasRepo = takesRepo(words);
  const usesCiEnv = inputs.ciEnv ?? (hasRepo && isAnyThere(project.configs));
  return { words, project, takesRepo: hasRepo, usesCiEnv };
}

/** ci-env's variables of each command. What asks for them is loaded only where it runs. */
async function ciEnvOfEach(
  context: CommandsToReady,
  planned: readonly PlannedCommand[],
): Promise<readonly Environment[]> {
  const { host, inputs, env } = context;
  for (const reason of ciEnvReasons(planned, { ciEnv: inputs.ciEnv, cwd: host.cwd, env })) host.log.info(reason);
  const runs = planned.length === 0 ? inputs.ciEnv === true : planned.some(({ usesCiEnv }) => usesCiEnv);
  if (!runs) return [];
  const { runCiEnvs } = await import('./ci-env-runs.ts');
  return runCiEnvs(context, planned);
}
