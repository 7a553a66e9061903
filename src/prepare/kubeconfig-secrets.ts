// Pure: what is secret in a kubeconfig, as wide as secrets and not wider: the runner blots every place where one stands.
import type { YamlMap, YamlNode } from './yaml-content.ts';

/** Characters below which not even a user's password is masked: it would blot the whole log. */
const MIN_SECRET_CHARACTERS = 4;
/** The same for what a credential plug-in gets, which is seldom a secret so short. */
const MIN_PLUGIN_SECRET_CHARACTERS = 6;
/** Characters below which a line of a PEM file is no secret by itself. */
const MIN_LINE_CHARACTERS = 16;

const DATA_KEY = /^(?:client-key|client-certificate|certificate-authority)-data$/;
const SECRET_KEY = /(?:token|password|secret|api[-_]?key)$/i;
/** Words, of which a variable or an option of a credential plug-in is named, that stand for a secret. */
const SECRET_WORDS = new Set(
  'token tokens password passwd pass passphrase pwd secret secrets key keys apikey credential credentials pat'.split(
    ' ',
  ),
);
/** Last words of names that say where or how instead: `TOKEN_FILE`, `--token-cache-dir`. */
const OTHER_WORDS = new Set(
  'file files path dir directory folder name type url uri endpoint ttl lifetime expiry timeout mode enabled cache storage store version size length format source'.split(
    ' ',
  ),
);
/** What is no secret under whatever name: a Boolean, a number, an option. */
const NO_SECRET = /^(?:true|false|yes|no|on|off|none|null|enabled|disabled|default|-.*|[+-]?[0-9.,:_]+[a-z]{0,3})$/is;
/** The path of a file, such as `GOOGLE_APPLICATION_CREDENTIALS` has. */
const FILE_PATH = /[/\\][^/\\]+\.(?:json|ya?ml|toml|ini|conf|env|txt|pem|crt|cert|key|p12|pfx)$/i;

/**
 * Values to mask: tokens, passwords and keys of users, whatever they look like, certificates and keys as given and
 * decoded, because a program may print either, what stands before the host of a URL, and what a credential plug-in gets
 * as a secret. They are found wherever they stand, also under a key that stands twice, or in a later document.
 */
export function kubeconfigSecrets(documents: readonly YamlNode[]): readonly string[] {
  const secrets = new Set<string>();
  for (const document of documents) collect(document, secrets);
  return [...secrets];
}

/** Adds a secret: the whole and, of several lines, each, because the runner masks line by line. */
export function addSecret(secret: string, secrets: Set<string>): void {
  const whole = secret.trim();
  if (whole.length < MIN_SECRET_CHARACTERS) return;
  secrets.add(whole);
  const lines = whole.split('\n').map((line) => line.trim());
  if (lines.length === 1) return;
  for (const line of lines) if (line.length >= MIN_LINE_CHARACTERS && !line.startsWith('-----')) secrets.add(line);
}

/** What an alias stands for is found where it is, but for a value whose key says that it is secret. */
function collect(node: YamlNode, secrets: Set<string>): void {
  if (node.kind === 'list') for (const item of node.items) collect(item, secrets);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    for (const part of [key, value]) collect(part, secrets);
    const [name = ''] = textsOf(key);
    for (const text of textsOf(value)) addByKey(name, text, secrets);
    const list = meant(value);
    if (name === 'args' && list?.kind === 'list') addArguments(list.items.flatMap(lastText), secrets);
  }
  addVariable(node, secrets);
}

function addByKey(key: string, text: string, secrets: Set<string>): void {
  if (DATA_KEY.test(key)) {
    addSecret(text, secrets);
    addSecret(text.replaceAll(/\s/g, ''), secrets);
    addSecret(Buffer.from(text, 'base64').toString('utf8'), secrets);
  } else if (SECRET_KEY.test(key)) addSecret(text, secrets);
  else if (key === 'server' || key === 'proxy-url') addUserInfo(text, secrets);
}

/** What stands before the host of a URL, as it is and decoded. */
function addUserInfo(url: string, secrets: Set<string>): void {
  const [, user, password] = /^\w+:\/\/([^/@:]*)(?::([^/@]*))?@/.exec(url) ?? [];
  const part = password ?? user ?? '';
  addSecret(part, secrets);
  addSecret(decodeUri(part), secrets);
}

/** A variable of a credential plug-in: `{ name: AWS_SECRET_ACCESS_KEY, value: … }`. */
function addVariable({ entries }: YamlMap, secrets: Set<string>): void {
  const under = (name: string) =>
    entries.flatMap(({ key, value }) => (textsOf(key)[0] === name ? lastText(value) : []));
  const isSecret = under('name').some(namesSecret);
  for (const value of under('value')) {
    if (isSecret) addPluginSecret(value, secrets);
    addUserInfo(value, secrets);
  }
}

/** The values of a credential plug-in's arguments such as `--token x` and `--password=x`. */
function addArguments(words: readonly string[], secrets: Set<string>): void {
  for (const [index, word] of words.entries()) {
    const [, option, ownValue] = /^--?([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = ownValue ?? words[index + 1];
    if (option !== undefined && namesSecret(option) && value !== undefined) addPluginSecret(value, secrets);
  }
}

function addPluginSecret(value: string, secrets: Set<string>): void {
  const text = value.trim();
  if (text.length >= MIN_PLUGIN_SECRET_CHARACTERS && !NO_SECRET.test(text) && !FILE_PATH.test(text))
    addSecret(text, secrets);
}

/** Whether a name, such as `GITHUB_TOKEN`, `client-secret` or `apiKey`, has a word for a secret, and not as a part of another. */
function namesSecret(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => SECRET_WORDS.has(word)) && !OTHER_WORDS.has(words.at(-1) ?? '');
}

/** None of a null. */
function textsOf(node: YamlNode): readonly string[] {
  const scalar = meant(node);
  return scalar?.kind === 'scalar' && !scalar.isNull ? scalar.texts : [];
}

/** Of binary data, what it stands for. */
const lastText = (node: YamlNode) => textsOf(node).slice(-1);

/** What a node is, or stands for. */
function meant(node: YamlNode): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  const { of = undefined } = node.kind === 'alias' ? node : { of: node };
  return of?.kind === 'alias' ? undefined : of;
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
