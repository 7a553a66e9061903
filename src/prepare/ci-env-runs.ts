// Composition: `werf ci-env`, once for each project of a step, before its first command.
import { relative } from 'node:path';
import type { CommandWords } from '../command/words.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { RunPhase } from '../system/phase.ts';
import { type PrivateFolder, saveCleanupFolders } from '../system/private-folder.ts';
import { runCiEnv } from './ci-env.ts';
import { type Project, projectOf } from './project.ts';
import { isLocal, needsGithubLogin } from './registry-login.ts';

export interface CiEnvContext {
  readonly host: Host;
  readonly inputs: Inputs;
  readonly folder: PrivateFolder;
  readonly cancelled: AbortSignal;
  readonly phase: RunPhase;
  /** werf's path. */
  readonly werf: string;
  /** The environment of all commands, without ci-env's variables. */
  readonly env: Environment;
}

/** What is known of a command before ci-env's variables are. */
export interface PlannedCommand {
  readonly words: CommandWords;
  readonly project: Project;
  readonly takesRepo: boolean;
  readonly usesCiEnv: boolean;
}

/**
 * Runs `werf ci-env` once for each project that needs it, and says why it does not run for a command that would gain from
 * it. Without commands, its variables go to later steps.
 * @returns the variables of each command: those of its own project, or else of the first one
 * @throws StepError where ci-env fails
 */
export async function runCiEnvs(
  context: CiEnvContext,
  planned: readonly PlannedCommand[],
): Promise<readonly Environment[]> {
  const { host, inputs, env } = context;
  await explain(context, planned);
  if (planned.length === 0) {
    if (inputs.ciEnv !== true) return [];
    const project = projectOf([], env, inputs.workingDirectory);
    const variables = await run(context, project, needsGithubLogin([], env));
    for (const [name, value] of Object.entries(variables)) host.exportVariable(name, value ?? '');
    return [];
  }
  const byProject = new Map<string, Environment>();
  const keyOf = ({ options }: Project) => JSON.stringify(options);
  for (const { project, usesCiEnv } of planned) {
    if (!usesCiEnv || byProject.has(keyOf(project))) continue;
    const ofProject = planned.filter((other) => keyOf(other.project) === keyOf(project));
    const login = ofProject.some(({ words }) => needsGithubLogin(words, env));
    byProject.set(keyOf(project), await run(context, project, login));
  }
  const [first = {}] = byProject.values();
  return planned.map(({ words, project, takesRepo }) => {
    const variables = byProject.get(keyOf(project)) ?? (takesRepo ? {} : first);
    if (!takesRepo || !isLocal(words, env)) return variables;
    const { WERF_REPO: _, ...rest } = variables;
    return rest;
  });
}

/** Says why ci-env does not run for a command that would gain from it. */
async function explain({ host, inputs, env }: CiEnvContext, planned: readonly PlannedCommand[]): Promise<void> {
  const unexplained = planned.filter(
    ({ takesRepo, usesCiEnv, words }) => takesRepo && !(usesCiEnv && !isLocal(words, env)),
  );
  if (unexplained.length === 0) return;
  // The names of commands are loaded only where they are shown.
  const { commandName } = await import('../command/name.ts');
  const reasons = unexplained.map(({ words, project, usesCiEnv }) => {
    if (usesCiEnv)
      return `${commandName(words)} --dev names no repository and needs none, so werf ci-env names none either.`;
    const paths = project.configs.map((path) => relative(host.cwd, path)).join(' or ');
    const why = inputs.ciEnv === false ? 'the input ci-env is false' : `there is no ${paths}`;
    return `werf ci-env does not run for ${commandName(words)}: ${why}.`;
  });
  for (const reason of new Set(reasons)) host.log.info(reason);
}

async function run(context: CiEnvContext, project: Project, login: boolean): Promise<Environment> {
  const { host, inputs, folder, cancelled, phase, werf, env } = context;
  const { variables, cleanup } = await phase('ci-env', () =>
    runCiEnv({
      werf,
      cwd: inputs.workingDirectory,
      env,
      projectOptions: [...project.options, ...project.environment],
      login,
      githubToken: inputs.githubToken,
      folder: folder.path(),
      platform: host.platform,
      log: host.log,
      signal: cancelled,
    }),
  );
  saveCleanupFolders(host, cleanup);
  return variables;
}
