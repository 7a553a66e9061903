// Pure: which values of headers are secret, as wide as secrets and not wider: the runner blots every place where one stands.

/** Characters: what is shorter is no secret whatever its header is called, and would blot out half the log. */
const MIN_SECRET_CHARACTERS = 4;
/** The same where a header's name tells no secret, as vendors have some (`x-honeycomb-team`): a key is longer than a word. */
const MIN_KEY_CHARACTERS = 16;
/** How a word of a header's name ends where it carries a credential (`x-api-key`, `apikey`), and what is one as a whole. */
const CREDENTIAL_WORD =
  /(?:auth|authorization|authentication|bearer|cookie|credentials?|key|passphrase|passwd|password|secret|session|signature|token)$|^(?:dsn|jwt|pass|pat|pwd)$/;
/** The names that are in use before a token, beside those that RFC 9110, 11 has registered. */
const SCHEME = /^(?:api-?key|api-?token|basic|bearer|digest|token)$/i;

/**
 * What to mask of one header: its value as it stands and decoded, and the token after a scheme, where its name says that it
 * carries a credential, where a scheme says so, or where it is so long that it is more likely a key than a word. A value such
 * as `production` of `x-scope-orgid` stays: masked, it would take outputs from later jobs.
 * @param name undefined or empty where the list is broken there, so that nobody can say what the value is
 * @param raw as it stands in the variable
 * @param value decoded; undefined where that cannot be
 */
export function headerSecrets(name: string | undefined, raw: string, value: string | undefined): readonly string[] {
  const text = value ?? raw;
  const [, scheme = '', token = ''] = /^([\w-]+) +(\S.*)$/.exec(text) ?? [];
  const isCredential = !name || namesCredential(name) || SCHEME.test(scheme);
  if (!isCredential && text.trim().length < MIN_KEY_CHARACTERS) return [];
  const tokens = isCredential ? [token, passwordOf(scheme, token)] : [];
  return [raw, text, ...tokens].filter((secret) => secret.trim().length >= MIN_SECRET_CHARACTERS);
}

function namesCredential(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => CREDENTIAL_WORD.test(word));
}

/** `Basic BASE64` is also known by its password. */
function passwordOf(scheme: string, token: string): string {
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(token, 'base64').toString('utf8') : '';
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
}
