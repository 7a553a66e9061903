// Pure: which values of variables, options and Docker's configuration are secret.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { fieldsOf, textOf } from '../system/guards.ts';

const SECRET_VARIABLE =
  /TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|PRIVATE_?KEY|(?:API|ACCESS|ACCOUNT|AUTH|ENCRYPTION|SIGNING|KUBE)_?KEY/i;
/** These name files, or say yes or no. */
const NO_SECRET_VARIABLE = /SECRET_VALUES|_(?:PATH|FILE|URL|ENDPOINT|REQUEST_URL)$|^SSH_AUTH_SOCK$/i;
const NO_SECRET = /^(?:|0|1|true|false|yes|no|on|off|null|none)$/i;
/** Of werf or of a program that it runs, which may have one dash. `--ignore-secret-key` takes no value. */
const SECRET_OPTION = /^--?[\w-]*(?:token|password|(?<!ignore-)secret-key|kube-key-data)(?:=(.*))?$/s;
/** What stands before the host of a URL. A scheme without an end would be read again from each of its parts. */
const USER_INFO = /\b[a-z][a-z0-9+.-]{0,30}:\/\/([^\s/@:"']*)(?::([^\s/@"']*))?@/gi;

/** The values of variables whose names say that they are secret, and the passwords in URLs of all others. */
export function variableSecrets(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    const isSecret = SECRET_VARIABLE.test(name) && !NO_SECRET_VARIABLE.test(name) && !NO_SECRET.test(value.trim());
    return isSecret ? [value] : urlSecrets(value);
  });
}

/** The values of options such as `--repo-quay-token`, and the passwords in URLs. */
export function optionSecrets(words: CommandWords): readonly string[] {
  return words.flatMap((word, index) => {
    const option = SECRET_OPTION.exec(word);
    const value = option?.[1] ?? words[index + 1] ?? '';
    return option !== null && !NO_SECRET.test(value) && !value.startsWith('--') ? [value] : urlSecrets(word);
  });
}

/** The passwords and tokens in a Docker configuration (`config.json`): as they are, and as the base64 that it has. */
export function dockerSecrets(json: string): readonly string[] {
  if (json === '') return [];
  try {
    const auths = fieldsOf(fieldsOf(JSON.parse(json))['auths']) ?? {};
    return Object.values(auths).flatMap((value) => {
      const entry = fieldsOf(value) ?? {};
      const named = ['auth', 'password', 'identitytoken', 'registrytoken'].map((name) => textOf(entry[name]));
      const decoded = Buffer.from(textOf(entry['auth']), 'base64').toString('utf8');
      return [...named, decoded, decoded.slice(decoded.indexOf(':') + 1)].filter((secret) => !NO_SECRET.test(secret));
    });
  } catch {
    return [];
  }
}

function urlSecrets(value: string): readonly string[] {
  if (!value.includes('://')) return [];
  return [...value.matchAll(USER_INFO)].flatMap(([, user = '', password]) => {
    const secret = password ?? user;
    return NO_SECRET.test(secret) ? [] : [secret, decoded(secret)];
  });
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}
