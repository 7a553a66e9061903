// Pure: checks that a text is a kubeconfig, and finds what is secret in it.
import { StepError } from '../system/errors.ts';
import { type Fields, isFields } from '../system/guards.ts';
import { addSecret, kubeconfigSecrets } from './kubeconfig-secrets.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { YamlContent, YamlNode } from './yaml-content.ts';

export interface Kubeconfig {
  /** The configuration as YAML text. */
  readonly text: string;
  /** Values to mask before anything else is printed. */
  readonly secrets: readonly string[];
  /** The files that it names, such as `client-key`: `/home/me/client.key`, where the content is not in it. */
  readonly files: readonly NamedFile[];
}

export interface NamedFile {
  readonly key: string;
  readonly path: string;
}

/** Characters; an environment variable, which an input is, holds 128 KiB. */
const MAX_CHARACTERS = 1_000_000;
/** The keys that name files, and those that make kubectl's client look at no file. */
const FILE_KEYS: Readonly<Record<string, string>> = {
  'certificate-authority': 'certificate-authority-data',
  'client-certificate': 'client-certificate-data',
  'client-key': 'client-key-data',
  tokenFile: 'token',
};
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the input `kubeconfig`: YAML or JSON, plain or base64. Checked is the shape that kubectl's client reads
 * (`k8s.io/client-go/tools/clientcmd/api/v1`), not whether the cluster can be reached. As there, of a key that stands twice
 * the last one counts, only the first document does, and an empty user or context is one.
 * @throws StepError that says what is wrong and holds nothing of the content
 */
export async function parseKubeconfig(input: string): Promise<Kubeconfig> {
  const { text, config, secrets } = await readContent(input);
  if (!isNull(config['kind']) && config['kind'] !== 'Config') throw broken('its kind is not Config');
  const clusters = named(config, 'clusters', 'cluster');
  const contexts = named(config, 'contexts', 'context');
  const users = named(config, 'users', 'user');
  if (clusters.size === 0) throw broken('it has no clusters');
  if (contexts.size === 0) throw broken('it has no contexts');
  const current = isNull(config['current-context']) ? undefined : config['current-context'];
  const used = typeof current === 'string' ? contexts.get(current)?.['cluster'] : undefined;
  for (const [index, [name, cluster]] of [...clusters].entries()) {
    if (isNull(cluster['server']) && (used === undefined || used === name))
      throw broken(`clusters[${index}].cluster has no server`);
  }
  if (typeof current === 'string' && !contexts.has(current)) {
    throw broken('its current-context is not one of its contexts');
  }
  const files = [...clusters.values(), ...users.values()].flatMap(filesIn);
  return { text, secrets, files };
}

/**
 * What is secret in a text that is a kubeconfig or a part of one: the files that `KUBECONFIG` lists make one together, and
 * one of them may have users alone. None where it cannot be read. Never rejects.
 */
export async function secretsOfKubeconfig(input: string): Promise<readonly string[]> {
  try {
    return (await readContent(input)).secrets;
  } catch {
    return [];
  }
}

interface Content {
  /** Without base64. */
  readonly text: string;
  readonly config: Fields;
  readonly secrets: readonly string[];
}

/** @throws StepError where it is no YAML */
async function readContent(input: string): Promise<Content> {
  if (input.length > MAX_CHARACTERS) throw broken(`it has more than ${MAX_CHARACTERS} characters`);
  const base64 = decodeBase64(input);
  const text = withoutMark(base64 ?? input);
  const { config, documents } = await readYaml(text, base64 === undefined ? 'YAML' : 'base64 of YAML');
  const secrets = new Set<string>();
  if (base64 !== undefined) addSecret(input, secrets);
  for (const secret of kubeconfigSecrets(documents)) secrets.add(secret);
  return { text, config, secrets: [...secrets] };
}

/** YAML and JSON need a colon, which base64 does not have. */
function decodeBase64(input: string): string | undefined {
  const compact = input.replaceAll(/\s/g, '');
  if (/^(["'])[A-Za-z0-9+/]+={0,2}\1$/.test(compact)) {
    throw broken('it is base64 in quotation marks, which have to go');
  }
  if (!BASE64.test(compact)) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  if (/^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2)) || bytes.includes(0)) {
    throw broken('it is base64 of UTF-16, and has to be UTF-8, without NUL characters');
  }
  const text = bytes.toString('utf8');
  const again = text.replaceAll(/["'\s]/g, '');
  if (BASE64.test(again) && Buffer.from(again, 'base64').includes(':')) {
    throw broken('it is base64 of base64, and has to be encoded only once');
  }
  return text;
}

/** Without the byte order mark that some editors write. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

interface Yaml {
  readonly config: Fields;
  readonly documents: readonly YamlNode[];
}

async function readYaml(text: string, kind: string): Promise<Yaml> {
  const { value, documents } = readPlainYaml(text) ?? (await readAnyYaml(text, kind));
  if (isFields(value)) return { config: value, documents };
  throw broken(`it is not ${kind}, or no mapping`);
}

/** By a library that knows all of YAML, loaded only for what is not written as kubectl does. */
async function readAnyYaml(text: string, kind: string): Promise<YamlContent> {
  const yaml = await import('./any-yaml.ts');
  try {
    return yaml.readAnyYaml(text);
  } catch {
    throw broken(`it is not ${kind}`);
  }
}

function filesIn(part: Fields): readonly NamedFile[] {
  return Object.entries(FILE_KEYS).flatMap(([key, content]) => {
    const path = part[key];
    return typeof path === 'string' && !isNull(path) && isNull(part[content]) ? [{ key, path }] : [];
  });
}

/** A list such as `clusters: [{ name, cluster: {…} }]`, by name. */
function named(config: Fields, list: string, part: string): ReadonlyMap<string, Fields> {
  const found = new Map<string, Fields>();
  // kubectl writes `users: null` where there are none; read as text, that is a word.
  const entries: unknown = isNull(config[list]) ? [] : config[list];
  if (!Array.isArray(entries)) throw broken(`its ${list} are not a list`);
  for (const [index, entry] of entries.entries()) {
    const given = isFields(entry) ? entry[part] : undefined;
    const content = isNull(given) && part !== 'cluster' ? {} : given;
    if (!isFields(entry) || typeof entry['name'] !== 'string' || !isFields(content)) {
      throw broken(`${list}[${index}] has no name or no ${part}`);
    }
    // kubectl's client refuses it too, and only one of both would be looked through for secrets.
    if (found.has(entry['name'])) throw broken(`two of its ${list} have the same name`);
    found.set(entry['name'], content);
  }
  return found;
}

/** As text, a missing value is a word or none. */
function isNull(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && /^(?:null|~)?$/i.test(value));
}

function broken(reason: string): StepError {
  return new StepError(
    `Input kubeconfig is not a kubeconfig: ${reason}. Allowed: the content of a kubeconfig file, plain or base64. Check the secret that it comes from`,
  );
}
