// A real werf, a registry and a cluster on this machine, where the environment names them: `WERF`, `REGISTRY`, `CLUSTER`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parse } from 'yaml';

export interface Lab {
  /** Path of werf's binary. */
  readonly werf: string;
  /** Its version, without a `v`. */
  readonly version: string;
  /** Host and port. */
  readonly registry: string;
  /** What the kubeconfig says. */
  readonly kubeconfig: string;
  /** A resource as the cluster has it, by `kubectl get`'s arguments; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever there is
  resource(...args: readonly string[]): any;
  /** Takes the releases of an earlier run out of a namespace, and a ConfigMap that they deployed. */
  clear(namespace: string, configMap: string): void;
}

interface Kubeconfig {
  readonly clusters?: ReadonlyArray<{ readonly cluster?: { readonly server?: string } }>;
}

/**
 * Only what is on loopback is taken, because recipes deploy, delete and clean up.
 * @throws Error where something is missing; its message says what
 */
export async function findLab({ WERF, CLUSTER, REGISTRY = '127.0.0.1:5000' }: NodeJS.ProcessEnv): Promise<Lab> {
  if (WERF === undefined || CLUSTER === undefined) throw new Error('WERF and CLUSTER name no werf and no kubeconfig');
  const werf = resolve(WERF);
  const kubeconfig = readFileSync(CLUSTER, 'utf8');
  const { clusters = [] }: Kubeconfig = parse(kubeconfig);
  const servers = [`http://${REGISTRY}`, ...clusters.map(({ cluster }) => cluster?.server ?? '')];
  const foreign = servers.filter((server) => !isLoopback(new URL(server).hostname));
  if (foreign.length > 0) throw new Error(`${foreign.join(', ')} is not on loopback`);
  await fetch(`http://${REGISTRY}/v2/`).catch(() => {
    throw new Error(`no registry answers at ${REGISTRY}`);
  });
  const kubectl = kubectlOf(werf, resolve(CLUSTER));
  kubectl(['get', '--raw', '/readyz']);
  const resource = (...args: readonly string[]) => {
    const found = kubectl(['get', '--ignore-not-found', '--output', 'json', ...args]);
    return found === '' ? undefined : JSON.parse(found);
  };
  const clear = (name: string, configMap: string) => {
    if (resource('namespace', name)?.metadata.deletionTimestamp !== undefined) {
      // For a cluster without the controller that does.
      const metadata = { name };
      const namespace = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata, spec: { finalizers: [] } });
      kubectl(['replace', '--raw', `/api/v1/namespaces/${name}/finalize`, '--filename', '-'], namespace);
    }
    const inNamespace = ['--namespace', name, '--ignore-not-found'];
    kubectl(['delete', 'configmap', configMap, ...inNamespace]);
    kubectl(['delete', 'secret', '--selector', 'owner=helm', ...inNamespace]);
  };
  const version = spawnSync(werf, ['version'], { encoding: 'utf8' }).stdout.trim().replace(/^v/, '');
  return { werf, version, registry: REGISTRY, kubeconfig, resource, clear };
}

/** The kubectl in werf: returns what it prints, and throws what it complains of. */
function kubectlOf(werf: string, kubeconfig: string) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, KUBECONFIG: kubeconfig, WERF_TELEMETRY: '0' };
  return (args: readonly string[], input = '') => {
    const { status, stdout, stderr, error } = spawnSync(werf, ['kubectl', ...args], { env, input, encoding: 'utf8' });
    if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
    return stdout;
  };
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
