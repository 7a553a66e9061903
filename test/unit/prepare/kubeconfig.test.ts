import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseKubeconfig } from '../../../src/prepare/kubeconfig.ts';
import { StepError } from '../../../src/system/errors.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const key =
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0123456789\nabcdefghijklmnopqrstuvwxyz\nQQ==\n-----END RSA PRIVATE KEY-----\n';

const config = `apiVersion: v1
kind: Config
clusters:
- name: main
  cluster:
    server: https://127.0.0.1:6443
    certificate-authority-data: ${base64('ca-certificate-of-cluster')}
contexts:
- name: main
  context: { cluster: main, user: admin }
current-context: main
users:
- name: admin
  user:
    token: admin-token
    username: admin
    password: 0123
    client-certificate-data: ${base64('client-certificate')}
    client-key-data: ${base64(key)}
- name: provider
  user:
    auth-provider:
      name: oidc
      config: { client-secret: provider-secret, api_key: provider-key, id-token: provider-token, client-id: visible }
- name: plugin
  user:
    exec:
      command: aws
      env:
      - { name: AWS_SECRET_ACCESS_KEY, value: plugin-secret }
      - { name: AWS_REGION, value: eu-central-1 }
`;

test('finds every secret, as given and decoded', async () => {
  const { secrets, text } = await parseKubeconfig(config);
  expect(text).toBe(config);
  expect([...secrets].sort()).toEqual(
    [
      base64('ca-certificate-of-cluster'),
      'ca-certificate-of-cluster',
      'admin-token',
      '0123',
      base64('client-certificate'),
      'client-certificate',
      base64(key),
      key.trim(),
      'MIIEpAIBAAKCAQEA0123456789',
      'abcdefghijklmnopqrstuvwxyz',
      'provider-secret',
      'provider-key',
      'provider-token',
      'plugin-secret',
    ].sort(),
  );
});

test('reads base64, wrapped lines and JSON as well', async () => {
  const encoded = base64(config);
  expect((await parseKubeconfig(encoded)).text).toBe(config);
  expect((await parseKubeconfig(encoded)).secrets).toContain(encoded);
  expect((await parseKubeconfig(encoded.replaceAll(/(.{76})/g, '$1\n'))).text).toBe(config);
  const json = JSON.stringify({
    kind: 'Config',
    clusters: [{ name: 'a', cluster: { server: 'https://a' } }],
    contexts: [{ name: 'a', context: {} }],
    users: [{ name: 'a', user: { token: 'json-token' } }],
  });
  expect(await parseKubeconfig(json)).toEqual({ text: json, secrets: ['json-token'], files: [] });
});

test('reads lists that kubectl wrote as null', async () => {
  expect((await parseKubeconfig(config.replace(/users:[\s\S]*$/, 'users: null\n'))).secrets).toHaveLength(2);
});

describe('what is none says why, and shows nothing of it', () => {
  const letters = [...'bcdefghijklmnop'];
  const bomb = letters.reduce(
    (text, name) => `${text}${name}: &${name} [${`*${String.fromCharCode(name.charCodeAt(0) - 1)},`.repeat(9)}]\n`,
    'a: &a [x, x]\n',
  );
  test.each([
    ['hunter2', 'it is not base64 of YAML'],
    ['', 'it is not YAML, or no mapping'],
    [base64('hunter2'), 'it is not base64 of YAML'],
    ['hunter2: [', 'it is not YAML'],
    ['- hunter2: x', 'it is not YAML, or no mapping'],
    [config.replace('kind: Config', 'kind: hunter2'), 'its kind is not Config'],
    ['kind: Config', 'it has no clusters'],
    [config.replace('clusters:', 'hunter2:'), 'it has no clusters'],
    [config.replace('contexts:', 'hunter2:'), 'it has no contexts'],
    [
      config.replace('current-context: main', 'current-context: hunter2'),
      'its current-context is not one of its contexts',
    ],
    [config.replace('    server:', '    hunter2:'), 'clusters[0].cluster has no server'],
    [config.replace('- name: provider', '- hunter2: provider'), 'users[1] has no name or no user'],
    ['clusters: hunter2', 'its clusters are not a list'],
    [bomb, 'it is not YAML'],
    [`a: ${'['.repeat(100_000)}`, 'it is not YAML'],
    [`a: ${'hunter2 '.repeat(200_000)}`, 'it has more than 1000000 characters'],
  ])('%#', async (input, reason) => {
    const error = await parseKubeconfig(input).catch((thrown: unknown) => thrown);
    if (!(error instanceof StepError)) throw new Error('it should be refused');
    expect(error.message).toContain(`Input kubeconfig is not a kubeconfig: ${reason}`);
    expect(error.message).not.toContain('hunter2');
  });
});

test('masks what is secret in URLs and in the arguments of a credential plug-in, and no word that means nothing', async () => {
  const { secrets } = await parseKubeconfig(`kind: Config
clusters:
- name: a
  cluster: { server: "https://me:pass%40one@host", proxy-url: "http://proxy:pass-two@proxy.example.com:3128" }
contexts: [{ name: a, context: { cluster: a, user: a } }]
users:
- name: a
  user:
    password: null
    exec: { command: plug-in, args: [get, --token, token-one, --client-secret=secret-one, --api-key=key-one, --cluster, a], env: [{ name: X_PASS, value: pass-three }] }
`);
  expect([...secrets].sort()).toEqual([
    'key-one',
    'pass%40one',
    'pass-three',
    'pass-two',
    'pass@one',
    'secret-one',
    'token-one',
  ]);
});

test('refuses two entries of one name, of which the secrets of one would be missed', async () => {
  const user = (token: string) => `- name: u\n  user: { token: ${token} }\n`;
  const config = `clusters:\n- name: a\n  cluster: { server: x }\ncontexts: [{ name: a, context: { cluster: a } }]\nusers:\n`;
  expect((await parseKubeconfig(config + user('token-one'))).secrets).toEqual(['token-one']);
  await expect(parseKubeconfig(config + user('token-one') + user('token-two'))).rejects.toThrow(
    'two of its users have the same name',
  );
});

describe('what client-go reads is taken', () => {
  const small = (rest = '', users = 'users: [{ name: a, user: { token: token-one } }]\n') =>
    `kind: Config\nclusters: [{ name: a, cluster: { server: "https://a" } }]\ncontexts: [{ name: a, context: { cluster: a, user: a } }]\n${users}${rest}`;
  test.each([
    ['an empty user', small('', 'users:\n- name: a\n  user:\n'), []],
    ['a user that is {}', small('', 'users: [{ name: a, user: {} }]\n'), []],
    ['a user that is null', small('', 'users: [{ name: a, user: null }]\n'), []],
    ['no user at all', small('', 'users: [{ name: a }]\n'), []],
    ['no current context: null', small('current-context: null\n'), ['token-one']],
    ['a kind that is empty', small().replace('kind: Config', 'kind:'), ['token-one']],
    ['an empty context', small().replace('{ cluster: a, user: a }', '{}'), ['token-one']],
    ['a trailing ---', small('---\n'), ['token-one']],
    ['a leading ---', `---\n${small()}`, ['token-one']],
    ['a leading comment', `# mine\n---\n${small()}`, ['token-one']],
    ['a byte order mark', `\ufeff${small()}`, ['token-one']],
    ['line breaks of Windows', small().replaceAll('\n', '\r\n'), ['token-one']],
    ['a key that stands twice', small('kind: Config\n'), ['token-one']],
    [
      'a list that stands twice',
      small('users: [{ name: a, user: { token: token-two } }]\n'),
      ['token-one', 'token-two'],
    ],
    [
      'a token that stands twice',
      small('', 'users:\n- name: a\n  user:\n    token: token-one\n    token: token-two\n'),
      ['token-one', 'token-two'],
    ],
    ['what is broken in a later document', small('---\na: [\n'), ['token-one']],
    ['a secret in a later document', small('---\ntoken: token-two\n'), ['token-one', 'token-two']],
    ['a merge', small('', 'base: &b { token: token-one }\nusers: [{ name: a, user: { <<: *b } }]\n'), ['token-one']],
    ['an alias', small('', 'x: &t token-one\nusers: [{ name: a, user: { token: *t } }]\n'), ['token-one']],
    [
      'JSON with tabs',
      '{\n\t"clusters": [{"name": "a", "cluster": {"server": "https://a"}}],\n\t"contexts": [{"name": "a", "context": {}}],\n\t"users": [{"name": "a", "user": {"token": "token-one"}}]\n}',
      ['token-one'],
    ],
    [
      'a cluster without a server that is not used',
      `${small('', 'users: []\n').replace('clusters: [', 'clusters: [{ name: b, cluster: {} }, ')}current-context: a\n`,
      [],
    ],
  ])('%s', async (_, input, secrets) => {
    expect((await parseKubeconfig(input)).secrets).toEqual(secrets);
    const encoded = Buffer.from(input).toString('base64');
    expect((await parseKubeconfig(encoded)).secrets).toEqual([encoded, ...secrets]);
  });
});

describe('encodings that people store by mistake are named', () => {
  const encoded = base64(config);
  test.each([
    [`"${encoded}"`, 'it is base64 in quotation marks'],
    [`'${encoded}'\n`, 'it is base64 in quotation marks'],
    [base64(encoded), 'it is base64 of base64'],
    [base64(`${encoded}\n`), 'it is base64 of base64'],
    [base64(encoded.replaceAll(/(.{76})/g, '$1\n')), 'it is base64 of base64'],
    [Buffer.from(config, 'utf16le').toString('base64'), 'it is base64 of UTF-16'],
    [Buffer.from(`\ufeff${config}`, 'utf16le').toString('base64'), 'it is base64 of UTF-16'],
    [Buffer.from(`\ufeff${config}`, 'utf16le').swap16().toString('base64'), 'it is base64 of UTF-16'],
  ])('%#', async (input, reason) => {
    await expect(parseKubeconfig(input)).rejects.toThrow(`Input kubeconfig is not a kubeconfig: ${reason}`);
  });
});

describe('masks', () => {
  const withUser = (user: string) =>
    `clusters: [{ name: a, cluster: { server: "https://a" } }]\ncontexts: [{ name: a, context: {} }]\nusers:\n- name: a\n  user: ${user}\n`;
  const secretsOf = async (user: string) => (await parseKubeconfig(withUser(user))).secrets;

  test.each([
    ['true', ['true']],
    ['"null"', ['null']],
    ['1234', ['1234']],
    ['--dashed', ['--dashed']],
    ['abc', []],
    ['null', []],
    ['!!binary c2VjcmV0LXZhbHVl', ['c2VjcmV0LXZhbHVl', 'secret-value']],
    ['!!binary |\n      c2VjcmV0\n      LXZhbHVl\n', ['c2VjcmV0\nLXZhbHVl', 'c2VjcmV0LXZhbHVl', 'secret-value']],
  ])('a password %j is masked whatever it looks like, from 4 characters on', async (password, secrets) => {
    expect(await secretsOf(`\n    password: ${password}`)).toEqual(secrets);
  });

  test.each<readonly [name: string, value: string, isMasked: boolean]>([
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI', true],
    ['GITHUB_TOKEN', 'ghp_abcdef', true],
    ['token', 'abcdef', true],
    ['apiKey', 'abcdef', true],
    ['DB_PASS', 'hunter2', true],
    ['clientSecret', 'hunter2', true],
    ['USE_TOKEN', 'true', false],
    ['USE_TOKEN', 'False', false],
    ['MAX_TOKENS', '1000000', false],
    ['TOKEN', '12.5.0', false],
    ['TOKEN', '300000s', false],
    ['TOKEN', 'abc', false],
    ['TOKEN', '--force-refresh', false],
    ['TOKEN_FILE', '/var/run/token', false],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/home/me/key.json', false],
    ['CLIENT_KEY', './client.key', false],
    ['CREDENTIALS', 'hunter2', true],
    ['AWS_SECRET_ACCESS_KEY', '/a+b/c.d', true],
    ['TOKEN_CACHE_DIR', '/home/me/.cache', false],
    ['PASSTHROUGH', 'everything', false],
    ['MONKEY', 'business', false],
    ['KEYBOARD', 'qwertz', false],
    ['TOKENIZER', 'wordpiece', false],
    ['AWS_PROFILE', 'production', false],
  ])('a credential plug-in’s %s: %s', async (name, value, isMasked) => {
    const expected = isMasked ? [value] : [];
    expect(await secretsOf(`{ exec: { command: x, env: [{ name: ${name}, value: "${value}" }] } }`)).toEqual(expected);
    const option = `--${name.toLowerCase().replaceAll('_', '-')}`;
    if (/[A-Z]/.test(name.slice(1)) && /[a-z]/.test(name)) return;
    expect(await secretsOf(`{ exec: { command: x, args: [get, "${option}", "${value}", last] } }`)).toEqual(expected);
    expect(await secretsOf(`{ exec: { command: x, args: [get, "${option}=${value}", last] } }`)).toEqual(expected);
  });

  test('a proxy’s password in a variable', async () => {
    expect(
      await secretsOf('{ exec: { command: x, env: [{ name: HTTPS_PROXY, value: "http://me:hunter2@proxy:3128" }] } }'),
    ).toEqual(['hunter2']);
  });

  test('files that it names are told, unless their content is there', async () => {
    const user = '{ client-certificate: a.crt, client-key: /home/me/a.key, client-key-data: aGVsbG8=, tokenFile: t }';
    expect(
      (await parseKubeconfig(withUser(user).replace('server:', 'certificate-authority: ca.crt, server:'))).files,
    ).toEqual([
      { key: 'certificate-authority', path: 'ca.crt' },
      { key: 'client-certificate', path: 'a.crt' },
      { key: 'tokenFile', path: 't' },
    ]);
    const nulls =
      '\n    client-certificate: null\n    client-key: a.key\n    client-key-data: null\n    tokenFile: ~\n';
    expect((await parseKubeconfig(withUser(nulls))).files).toEqual([{ key: 'client-key', path: 'a.key' }]);
  });
});

describe('whatever comes', () => {
  test('a text is a kubeconfig, or an error for the user', async () => {
    const piece = fc.constantFrom(
      '---',
      '\n',
      ' ',
      '- ',
      'users:',
      'clusters: [{ name: a, cluster: { server: x } }]',
      'contexts: [{ name: a }]',
      '&a',
      '*a',
      '!!binary',
      '{',
      '}',
      '[',
      '"',
      "'",
      ':',
      '\ufeff',
      '#',
      '|',
      '?',
      '<<: *a',
      '%YAML 1.1',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(piece).map((parts) => parts.join('')),
          fc.string(),
          fc.base64String(),
        ),
        async (text) => {
          try {
            expect((await parseKubeconfig(text)).text.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(StepError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a password of at least 4 characters is masked, however YAML writes it', async () => {
    const password = fc.string({ unit: 'grapheme', minLength: 4 }).filter((text) => text.trim().length >= 4);
    await fc.assert(
      fc.asyncProperty(
        password,
        fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL'),
        async (text, type) => {
          const config = {
            clusters: [{ name: 'a', cluster: { server: 'https://a' } }],
            contexts: [{ name: 'a', context: {} }],
            users: [{ name: 'a', user: { password: text } }],
          };
          const yaml = stringify(config, { defaultStringType: type as 'PLAIN', lineWidth: 0 });
          expect((await parseKubeconfig(yaml)).secrets).toContain(text.trim());
        },
      ),
    );
  });
});
