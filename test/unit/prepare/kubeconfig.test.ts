import { describe, expect, test } from 'vitest';
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

test('finds every secret, as given and decoded', () => {
  const { secrets, text } = parseKubeconfig(config);
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

test('reads base64, wrapped lines and JSON as well', () => {
  const encoded = base64(config);
  expect(parseKubeconfig(encoded).text).toBe(config);
  expect(parseKubeconfig(encoded).secrets).toContain(encoded);
  expect(parseKubeconfig(encoded.replaceAll(/(.{76})/g, '$1\n')).text).toBe(config);
  const json = JSON.stringify({
    kind: 'Config',
    clusters: [{ name: 'a', cluster: { server: 'https://a' } }],
    contexts: [{ name: 'a', context: {} }],
    users: [{ name: 'a', user: { token: 'json-token' } }],
  });
  expect(parseKubeconfig(json)).toEqual({ text: json, secrets: ['json-token'] });
});

test('reads lists that kubectl wrote as null', () => {
  expect(parseKubeconfig(config.replace(/users:[\s\S]*$/, 'users: null\n')).secrets).toHaveLength(2);
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
      'its current-context is none of its contexts',
    ],
    [config.replace('    server:', '    hunter2:'), 'clusters[0].cluster has no server'],
    [config.replace('- name: provider', '- hunter2: provider'), 'users[1] has no name or no user'],
    ['clusters: hunter2', 'its clusters are no list'],
    [`${config}\nextensions: hunter2\nkind: Config`, 'it is not YAML'],
    [bomb, 'it is not YAML'],
    [`a: ${'['.repeat(100_000)}`, 'it is not YAML'],
    [`a: ${'hunter2 '.repeat(200_000)}`, 'it has more than 1000000 characters'],
  ])('%#', (input, reason) => {
    const error = (() => {
      try {
        return parseKubeconfig(input);
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!(error instanceof StepError)) throw new Error('it should be refused');
    expect(error.message).toContain(`Input kubeconfig is not a kubeconfig: ${reason}`);
    expect(error.message).not.toContain('hunter2');
  });
});

test('masks what is secret in URLs and in the arguments of a credential plug-in, and no word that means nothing', () => {
  const { secrets } = parseKubeconfig(`kind: Config
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

test('refuses two entries of one name, of which the secrets of one would be missed', () => {
  const user = (token: string) => `- name: u\n  user: { token: ${token} }\n`;
  const config = `clusters:\n- name: a\n  cluster: { server: x }\ncontexts: [{ name: a, context: { cluster: a } }]\nusers:\n`;
  expect(parseKubeconfig(config + user('one')).secrets).toEqual(['one']);
  expect(() => parseKubeconfig(config + user('one') + user('two'))).toThrow('two of its users have the same name');
});
