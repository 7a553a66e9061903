// Effect: puts a kubeconfig where werf's commands find it.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../system/environment.ts';
import { writePrivateFile } from '../system/files.ts';
import type { Log } from '../system/host.ts';
import { parseKubeconfig } from './kubeconfig.ts';

/**
 * Masks what is secret in the input `kubeconfig`, before anything else happens with it, and writes it to `folder`,
 * readable by its owner only.
 *
 * werf takes base64 before a path, and of each the first that is set: `WERF_KUBE_CONFIG_BASE64`,
 * `WERF_KUBECONFIG_BASE64`, `KUBECONFIG_BASE64`; `WERF_KUBE_CONFIG`, `WERF_KUBECONFIG`, `KUBECONFIG`. So that the input
 * wins, the ones before it are removed.
 * @param folder a private folder that the post step removes
 * @returns the file's path, and what changes in the environment of the commands: undefined removes a variable
 * @throws StepError where the input is no kubeconfig
 */
export async function writeKubeconfig(
  input: string,
  folder: string,
  log: Log,
): Promise<{ readonly path: string; readonly variables: Environment }> {
  const { text, secrets, files } = await parseKubeconfig(input);
  for (const secret of secrets) log.mask(secret);
  const missing = files.filter(({ path }) => !isAbsolute(path) || !existsSync(path));
  if (missing.length > 0) log.notice(missingFiles(missing.map(({ key }) => key)));
  const path = join(folder, 'kubeconfig');
  writePrivateFile(path, text);
  return {
    path,
    variables: {
      KUBECONFIG: path,
      WERF_KUBECONFIG: path,
      WERF_KUBE_CONFIG: undefined,
      WERF_KUBE_CONFIG_BASE64: undefined,
      WERF_KUBECONFIG_BASE64: undefined,
      KUBECONFIG_BASE64: undefined,
    },
  };
}

/** Paths in a kubeconfig start at its own folder, where nothing else is. */
function missingFiles(keys: readonly string[]): string {
  return `Input kubeconfig names files that are not on this runner (${[...new Set(keys)].join(', ')}). To have their content in it, store the output of "kubectl config view --flatten --raw"`;
}
