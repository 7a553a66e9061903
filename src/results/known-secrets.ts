// Effect: gathers the secrets that the step knows: from variables, options, the kubeconfig and Docker's configuration.
import { delimiter, join, resolve } from 'node:path';
import { optionValue } from '../command/flags.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { readSmallFile } from '../system/small-file.ts';
import { dockerSecrets, optionSecrets, variableSecrets } from './secret-values.ts';

interface Command {
  readonly words: CommandWords;
  /** The whole of it. */
  readonly env: Environment;
}

export interface SecretSources {
  /** werf's commands. */
  readonly commands: readonly Command[];
  /** The absolute folder that they run in, where the paths that they are given start. */
  readonly workingDirectory: string;
  /** The input `github-token`; empty where there is none. */
  readonly githubToken: string;
  /** The input `kubeconfig`; empty where there is none. */
  readonly kubeconfig: string;
}

/** All values that must not be shown. What cannot be read has none. Never throws. */
export async function knownSecrets(sources: SecretSources): Promise<readonly string[]> {
  const { commands, workingDirectory, githubToken, kubeconfig } = sources;
  // Most commands share one, which takes long to write out.
  const given = [...new Set(commands.map(({ env }) => env))];
  const environments = [...new Map(given.map((env) => [JSON.stringify(env), env])).values()];
  // Commands share most of them, and a file that is read once has its secrets once.
  const read = (paths: readonly string[]) =>
    [...new Set(paths.map((path) => resolve(workingDirectory, path)))].map((path) => readSmallFile(path));
  const dockerConfigs = read(commands.flatMap(dockerFolders).map((folder) => join(folder, 'config.json')));
  return [
    githubToken,
    ...environments.flatMap(variableSecrets),
    ...commands.flatMap(({ words }) => optionSecrets(words)),
    ...environments.map((env) => env['DOCKER_AUTH_CONFIG'] ?? '').flatMap(dockerSecrets),
    ...dockerConfigs.flatMap(dockerSecrets),
    ...(await secretsOfKubeconfigs([
      kubeconfig,
      ...commands.flatMap(kubeconfigTexts),
      ...read(commands.flatMap(kubeconfigPaths)),
    ])),
  ].filter((secret) => secret !== '');
}

/** In the home folder, where there is one. */
function atHome(env: Environment, ...path: readonly string[]): string {
  const home = env['HOME'] || env['USERPROFILE'] || '';
  return home === '' ? '' : join(home, ...path);
}

/** The folders of Docker's configuration that werf may read. */
function dockerFolders({ words, env }: Command): readonly string[] {
  const named = [optionValue(words, 'docker-config'), env['WERF_DOCKER_CONFIG'], env['DOCKER_CONFIG']];
  return [...named, atHome(env, '.docker')].filter(isGiven);
}

function kubeconfigTexts({ words, env }: Command): readonly string[] {
  const variables = ['WERF_KUBE_CONFIG_BASE64', 'WERF_KUBECONFIG_BASE64', 'KUBECONFIG_BASE64'];
  return [optionValue(words, 'kube-config-base64'), ...variables.map((name) => env[name])].filter(isGiven);
}

/** Each may be a list. `werf kubectl` writes the option as kubectl does. */
function kubeconfigPaths({ words, env }: Command): readonly string[] {
  const options = ['kube-config', 'kubeconfig'].map((name) => optionValue(words, name));
  const variables = ['WERF_KUBE_CONFIG', 'WERF_KUBECONFIG', 'KUBECONFIG'].map((name) => env[name]);
  const lists = [...options, ...variables].filter(isGiven);
  return [...options, ...lists.flatMap((list) => list.split(delimiter)), atHome(env, '.kube', 'config')].filter(
    isGiven,
  );
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';

async function secretsOfKubeconfigs(texts: readonly string[]): Promise<readonly string[]> {
  const given = [...new Set(texts)].filter((text) => text.trim() !== '');
  if (given.length === 0) return [];
  const { secretsOfKubeconfig } = await import('../prepare/kubeconfig.ts');
  return (await Promise.all(given.map(secretsOfKubeconfig))).flat();
}
