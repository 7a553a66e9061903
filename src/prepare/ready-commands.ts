// Composition: the words and the environment of each command: `werf ci-env` for its project, and the values of variables.
import { relative } from 'node:path';
import { takesRepo } from '../command/kinds.ts';
import type { CommandWords } from '../command/words.ts';
import { requireVariables, wordsOf } from '../inputs/command-values.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { RunPhase } from '../system/phase.ts';
import { type PrivateFolder, saveCleanupFolders } from '../system/private-folder.ts';
import { isAnyThere } from './locate.ts';
import { type Project, projectOf } from './project.ts';
import { isLocal, needsGithubLogin } from './registry-login.ts';

/** A command that is ready to run. */
export interface ReadyCommand {
  /** After `werf`, with the values of variables. */
  readonly words: CommandWords;
  /** Its whole environment, but what is added to have it report. */
  readonly env: Environment;
  /** What of it the user and ci-env set, for the options that come from it. */
  readonly userEnv: Environment;
}

export interface CommandsToReady {
  readonly host: Host;
  readonly inputs: Inputs;
  readonly folder: PrivateFolder;
  readonly cancelled: AbortSignal;
  readonly phase: RunPhase;
  /** werf's path. */
  readonly werf: string;
  /** The environment of all commands, without ci-env's variables. */
  readonly env: Environment;
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
  await explain(context, planned);
  const variables = await runForProjects(context, planned);
  return inputs.commands.map((line, index) => {
    const ciEnv = variables[index] ?? {};
    const all = { ...env, ...ciEnv, ...virtualMerge };
    requireVariables([line], all, host.platform);
    return { words: wordsOf(line, all, host.platform), env: all, userEnv: { ...userEnv, ...ciEnv } };
  });
}

/** What is known of a command before ci-env's variables are. */
interface PlannedCommand {
  readonly words: CommandWords;
  readonly project: Project;
  readonly takesRepo: boolean;
  readonly hasProject: boolean;
  readonly usesCiEnv: boolean;
}

function plan({ inputs, env }: CommandsToReady, words: CommandWords): PlannedCommand {
  const project = projectOf(words, env, inputs.workingDirectory);
  const hasRepo = takesRepo(words);
  const hasProject = isAnyThere(project.configs);
  return { words, project, takesRepo: hasRepo, hasProject, usesCiEnv: inputs.ciEnv ?? (hasRepo && hasProject) };
}

/** Says why ci-env does not run for a command that would gain from it. */
async function explain({ host, inputs, env }: CommandsToReady, planned: readonly PlannedCommand[]): Promise<void> {
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

/** The variables of each command: those of its own project, or else of the first one. */
async function runForProjects(
  context: CommandsToReady,
  planned: readonly PlannedCommand[],
): Promise<readonly Environment[]> {
  const { host, inputs, env } = context;
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

async function run(context: CommandsToReady, project: Project, login: boolean): Promise<Environment> {
  const { host, inputs, folder, cancelled, phase, werf, env } = context;
  const { runCiEnv } = await import('./ci-env.ts');
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
