// Effect: gathers the secrets that the step knows: from variables, options, the kubeconfig and Docker's configuration.
import { join } from 'node:path';
import { optionValue } from '../command/flags.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { readSmallFile } from '../system/small-file.ts';
import { dockerSecrets, optionSecrets, variableSecrets } from './secret-values.ts';

export interface SecretSources {
  /** werf's commands, each with the whole of its environment. */
  readonly commands: readonly { readonly words: CommandWords; readonly env: Environment }[];
  /** The input `github-token`; empty where there is none. */
  readonly githubToken: string;
  /** The input `kubeconfig`; empty where there is none. */
  readonly kubeconfig: string;
}

/** All values that must not be shown. What cannot be read has none. Never throws. */
export async function knownSecrets({ commands, githubToken, kubeconfig }: SecretSources): Promise<readonly string[]> {
  const environments = [...new Map(commands.map(({ env }) => [JSON.stringify(env), env])).values()];
  return [
    githubToken,
    ...environments.flatMap(variableSecrets),
    ...commands.flatMap(({ words }) => optionSecrets(words)),
    ...environments.flatMap(dockerConfigs).flatMap(dockerSecrets),
    ...(await kubeconfigSecrets([
      kubeconfig,
      ...environments.flatMap(kubeconfigs),
      ...commands.flatMap(kubeconfigsOf),
    ])),
  ].filter((secret) => secret !== '');
}

const homeOf = (env: Environment) => env['HOME'] ?? env['USERPROFILE'] ?? '';

function dockerConfigs(env: Environment): readonly string[] {
  const home = homeOf(env);
  const folders = [env['WERF_DOCKER_CONFIG'], env['DOCKER_CONFIG'], home === '' ? undefined : join(home, '.docker')];
  const files = folders.map((folder) => (folder ? readSmallFile(join(folder, 'config.json')) : ''));
  return [env['DOCKER_AUTH_CONFIG'] ?? '', ...files];
}

function kubeconfigs(env: Environment): readonly string[] {
  const home = homeOf(env);
  const texts = ['WERF_KUBE_CONFIG_BASE64', 'WERF_KUBECONFIG_BASE64', 'KUBECONFIG_BASE64'].map(
    (name) => env[name] ?? '',
  );
  const paths = ['WERF_KUBE_CONFIG', 'WERF_KUBECONFIG', 'KUBECONFIG'].flatMap((name) =>
    (env[name] ?? '').split(process.platform === 'win32' ? ';' : ':'),
  );
  if (home !== '') paths.push(join(home, '.kube', 'config'));
  return [...texts, ...paths.filter((path) => path !== '').map((path) => readSmallFile(path))];
}

function kubeconfigsOf({ words }: { readonly words: CommandWords }): readonly string[] {
  const path = optionValue(words, 'kube-config') ?? '';
  const text = optionValue(words, 'kube-config-base64') ?? '';
  return [text, path === '' ? '' : readSmallFile(path)];
}

async function kubeconfigSecrets(texts: readonly string[]): Promise<readonly string[]> {
  const given = [...new Set(texts)].filter((text) => text.trim() !== '');
  if (given.length === 0) return [];
  const { parseKubeconfig } = await import('../prepare/kubeconfig.ts');
  const found = given.map(async (text) => {
    try {
      return (await parseKubeconfig(text)).secrets;
    } catch {
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}
