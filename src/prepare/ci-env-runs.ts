// Composition: `werf ci-env`, once for each project of a step, before its first command.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { saveCleanupFolders } from '../system/private-folder.ts';
import { runCiEnv } from './ci-env.ts';
import { type Project, projectOf } from './project.ts';
import type { ReadyContext } from './ready-context.ts';
import { isLocal, needsGithubLogin } from './registry-login.ts';

export interface CiEnvContext extends ReadyContext {
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
 * Runs `werf ci-env` once for each project that needs it. Without commands, its variables go to later steps.
 * @returns the variables of each command: those of its own project, or else of the first one
 * @throws StepError where ci-env fails
 */
export async function runCiEnvs(
  context: CiEnvContext,
  planned: readonly PlannedCommand[],
): Promise<readonly Environment[]> {
  const { host, inputs, env } = context;
  const cleanup: string[] = [];
  if (planned.length === 0) {
    if (inputs.ciEnv !== true) return [];
    const project = projectOf([], env, inputs.workingDirectory);
    // No program comes after this one to take the next pipes.
    const pipes = { ...context.pipes, prepare: () => undefined };
    const variables = await run({ ...context, pipes }, project, needsGithubLogin([], env), cleanup);
    for (const [name, value] of Object.entries(variables)) host.exportVariable(name, value ?? '');
    return [];
  }
  const byProject = new Map<string, Environment>();
  const keyOf = ({ options }: Project) => JSON.stringify(options);
  for (const { project, usesCiEnv } of planned) {
    if (!usesCiEnv || byProject.has(keyOf(project))) continue;
    const ofProject = planned.filter((other) => keyOf(other.project) === keyOf(project));
    const login = ofProject.some(({ words }) => needsGithubLogin(words, env));
    byProject.set(keyOf(project), await run(context, project, login, cleanup));
  }
  const [first = {}] = byProject.values();
  return planned.map(({ words, project, takesRepo }) => {
    const variables = byProject.get(keyOf(project)) ?? (takesRepo ? {} : first);
    if (!takesRepo || !isLocal(words, env)) return variables;
    const { WERF_REPO: _, ...rest } = variables;
    return rest;
  });
}

/** @param cleanup the folders of all projects so far that the post step removes, to which this one's are added */
async function run(context: CiEnvContext, project: Project, login: boolean, cleanup: string[]): Promise<Environment> {
  const { host, inputs, folder, pipes, cancelled, phase, werf, env } = context;
  const { variables, cleanup: more } = await phase('ci-env', () =>
    runCiEnv({
      werf,
      cwd: inputs.workingDirectory,
      env,
      projectOptions: [...project.options, ...project.environment],
      login,
      githubToken: inputs.githubToken,
      folder: folder.path(),
      pipes,
      platform: host.platform,
      log: host.log,
      signal: cancelled,
    }),
  );
  // Each time, because the next project's may fail; and all of them, because the last list is the one that counts.
  cleanup.push(...more);
  saveCleanupFolders(host, cleanup);
  return variables;
}
