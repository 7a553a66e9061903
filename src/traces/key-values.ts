// Pure: lists such as `name=value,name=value`, as OpenTelemetry's variables hold them.

/** RFC 9110, 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110, 5.5, without what is no ASCII: no line break can end the header early. */
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;
/** What a request is made of, which is not the user's to say. */
const OWN_HEADERS =
  /^(?:connection|content-.*|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent)$/;

/**
 * The values by name, percent-decoded; of two with the same name the last one. Undefined where any of it is wrong, as
 * the specification says for resource attributes: half a list would be a surprise.
 */
export function parseKeyValues(text: string): Readonly<Record<string, string>> | undefined {
  const pairs: [string, string][] = [];
  for (const entry of entriesOf(text)) {
    const { name, value } = entry;
    if (name === undefined || name === '' || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return Object.fromEntries(pairs);
}

/** What is shorter is no secret, such as the number of a tenant, and masking it would blot out half the log. */
const MIN_SECRET_CHARACTERS = 4;

export interface ParsedHeaders {
  /** By lower-case names; undefined where any of it is wrong. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** What to mask, also where something is wrong: values as they stand and decoded, and the token after a scheme. */
  readonly secrets: readonly string[];
}

/** The same for the headers of a request. */
export function parseHeaders(text: string): ParsedHeaders {
  const secrets = entriesOf(text).flatMap(({ raw, value = raw }) => [raw, value, ...tokensOf(value)]);
  const values = parseKeyValues(text);
  const pairs = Object.entries(values ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const valid =
    values !== undefined && pairs.every(([name, value]) => HEADER_NAME.test(name) && HEADER_VALUE.test(value));
  return {
    headers: valid ? Object.fromEntries(pairs.filter(([name]) => !OWN_HEADERS.test(name))) : undefined,
    secrets: [...new Set(secrets)].filter((secret) => secret.trim().length >= MIN_SECRET_CHARACTERS),
  };
}

interface Entry {
  /** The value as it stands; the whole entry where it has no `=`. */
  readonly raw: string;
  /** Decoded; undefined where that cannot be. */
  readonly name: string | undefined;
  readonly value: string | undefined;
}

function entriesOf(text: string): readonly Entry[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      // What follows may hold more of them: base64 ends in `=`.
      const at = entry.indexOf('=');
      if (at === -1) return { raw: entry, name: undefined, value: undefined };
      const raw = entry.slice(at + 1).trim();
      return { raw, name: decode(entry.slice(0, at).trim()), value: decode(raw) };
    });
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** `Bearer TOKEN`, `Api-Token TOKEN` and `Basic BASE64` are also known by what follows the scheme, the last by its password too. */
function tokensOf(value: string): readonly string[] {
  const [, scheme = '', token = ''] = /^([\w-]+) +(\S.*)$/.exec(value) ?? [];
  if (token === '') return [];
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(token, 'base64').toString('utf8') : '';
  const password = pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : '';
  return [token, password];
}
