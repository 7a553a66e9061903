// Pure: checks that a text is a kubeconfig, and finds what is secret in it.
import { parse } from 'yaml';
import { StepError } from '../system/errors.ts';
import { type Fields, isFields } from '../system/guards.ts';

export interface Kubeconfig {
  /** The configuration as YAML text. */
  readonly text: string;
  /** Values to mask before anything else is printed. */
  readonly secrets: readonly string[];
}

/** Characters; an environment variable, which an input is, holds 128 KiB. */
const maxLength = 1_000_000;
/** What one alias may expand to in all: real kubeconfigs have none. */
const maxAliasCount = 20;
/** Characters below which a line of a PEM file is no secret by itself, but would blot the log. */
const minLineLength = 16;

/**
 * Reads the input `kubeconfig`: YAML (or JSON), plain or base64. Checked is the shape that kubectl's client reads
 * (`k8s.io/client-go/tools/clientcmd/api/v1`), not whether the cluster can be reached.
 * @throws StepError that says what is wrong and holds nothing of the content
 */
export function parseKubeconfig(input: string): Kubeconfig {
  if (input.length > maxLength) throw broken(`it has more than ${maxLength} characters`);
  const base64 = decodeBase64(input);
  const text = base64 ?? input;
  const config = parseYaml(text, base64 === undefined ? 'YAML' : 'base64 of YAML');
  if (config['kind'] !== undefined && config['kind'] !== 'Config') throw broken('its kind is not Config');
  const clusters = named(config, 'clusters', 'cluster');
  const contexts = named(config, 'contexts', 'context');
  const users = named(config, 'users', 'user');
  if (clusters.size === 0) throw broken('it has no clusters');
  if (contexts.size === 0) throw broken('it has no contexts');
  for (const [index, cluster] of [...clusters.values()].entries()) {
    if (typeof cluster['server'] !== 'string') throw broken(`clusters[${index}].cluster has no server`);
  }
  const current = config['current-context'];
  if (typeof current === 'string' && current !== '' && !contexts.has(current)) {
    throw broken('its current-context is none of its contexts');
  }
  const secrets = new Set(base64 === undefined ? [] : [input.trim()]);
  for (const part of [...clusters.values(), ...users.values()]) collectSecrets(part, secrets);
  return { text, secrets: [...secrets] };
}

/** YAML and JSON need a colon, which base64 does not have. */
function decodeBase64(input: string): string | undefined {
  const compact = input.replaceAll(/\s/g, '');
  if (compact === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

function parseYaml(text: string, kind: string): Fields {
  let value: unknown;
  try {
    // Every scalar stays the text that it is: a password 0123 must be masked as such.
    value = parse(text, { schema: 'failsafe', maxAliasCount, logLevel: 'error' });
  } catch {
    throw broken(`it is not ${kind}`);
  }
  if (!isFields(value)) throw broken(`it is not ${kind}, or no mapping`);
  return value;
}

/** A list such as `clusters: [{ name, cluster: {…} }]`, by name. */
function named(config: Fields, list: string, part: string): ReadonlyMap<string, Fields> {
  const found = new Map<string, Fields>();
  // kubectl writes `users: null` where there are none; read as text, that is a word.
  const value = config[list] ?? '';
  const entries: unknown = typeof value === 'string' && /^(?:null|~)?$/.test(value) ? [] : value;
  if (!Array.isArray(entries)) throw broken(`its ${list} are no list`);
  for (const [index, entry] of entries.entries()) {
    const content = isFields(entry) ? entry[part] : undefined;
    if (!isFields(entry) || typeof entry['name'] !== 'string' || !isFields(content)) {
      throw broken(`${list}[${index}] has no name or no ${part}`);
    }
    // kubectl's client refuses it too, and only one of both would be looked through for secrets.
    if (found.has(entry['name'])) throw broken(`two of its ${list} have the same name`);
    found.set(entry['name'], content);
  }
  return found;
}

/**
 * Adds what is secret below `value`: tokens, passwords and client secrets wherever they stand (a user's own, an
 * authentication provider's, the environment of a credential plug-in), and keys and certificates, both as given and
 * decoded, because a program may print either.
 */
function collectSecrets(value: unknown, secrets: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectSecrets(item, secrets);
  }
  if (!isFields(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') collectSecrets(item, secrets);
    else if (/^(?:client-key|client-certificate|certificate-authority)-data$/.test(key)) addPem(item, secrets);
    else if (/(?:token|password|secret|api[-_]?key)$/i.test(key)) addSecret(item, secrets);
    else if (key === 'server' || key === 'proxy-url') addUserInfo(item, secrets);
  }
  if (Array.isArray(value['args'])) addArguments(value['args'], secrets);
  const { name, value: content } = value;
  if (typeof name === 'string' && /token|pass|secret|key/i.test(name) && typeof content === 'string') {
    addSecret(content, secrets);
  }
}

/** What stands before the host of a URL, as it is and decoded. */
function addUserInfo(url: string, secrets: Set<string>): void {
  const [, user, password] = /^\w+:\/\/([^/@:]*)(?::([^/@]*))?@/.exec(url) ?? [];
  for (const part of password === undefined ? [user] : [password]) {
    if (part === undefined) continue;
    addSecret(part, secrets);
    addSecret(decodeUri(part), secrets);
  }
}

/** The values of a credential plug-in's arguments such as `--token x` and `--password=x`. */
function addArguments(words: readonly unknown[], secrets: Set<string>): void {
  for (const [index, word] of words.entries()) {
    const option = /^--?[\w-]*(?:token|password|secret|key)(?:=(?<value>.*))?$/is.exec(String(word));
    const value = option?.groups?.['value'] ?? words[index + 1];
    if (option !== null && typeof value === 'string') addSecret(value, secrets);
  }
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addPem(data: string, secrets: Set<string>): void {
  addSecret(data, secrets);
  addSecret(data.replaceAll(/\s/g, ''), secrets);
  addSecret(Buffer.from(data, 'base64').toString('utf8'), secrets);
}

/** The whole and, of several lines, each: the runner masks line by line. */
function addSecret(secret: string, secrets: Set<string>): void {
  const whole = secret.trim();
  // As text, a missing value is a word that stands everywhere.
  if (/^(?:null|~)?$/.test(whole)) return;
  secrets.add(whole);
  const lines = whole.split('\n').map((line) => line.trim());
  if (lines.length === 1) return;
  for (const line of lines) if (line.length >= minLineLength && !line.startsWith('-----')) secrets.add(line);
}

function broken(reason: string): StepError {
  return new StepError(
    `Input kubeconfig is not a kubeconfig: ${reason}. Allowed: the content of a kubeconfig file, plain or base64. Check the secret that it comes from`,
  );
}
