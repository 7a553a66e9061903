// The secrets that a step knows, from real files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { knownSecrets } from '../../../src/results/known-secrets.ts';
import { commentSubject } from '../../../src/results/pull-request/subject.ts';
import type { Environment } from '../../../src/system/environment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'known-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kubeconfig = (token: string) => `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: https://example.com } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
users: [{ name: u, user: { token: ${token} } }]
`;
const auths = (password: string) =>
  JSON.stringify({ auths: { 'ghcr.io': { auth: Buffer.from(`robot:${password}`).toString('base64') } } });

test('every kubeconfig and every Docker configuration that werf may read', async () => {
  for (const name of ['docker', 'werf-docker', 'home/.docker', 'home/.kube']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'docker/config.json'), auths('password-of-docker'));
  writeFileSync(join(folder, 'werf-docker/config.json'), auths('password-of-werf'));
  writeFileSync(join(folder, 'home/.docker/config.json'), auths('password-of-home'));
  writeFileSync(join(folder, 'home/.kube/config'), kubeconfig('token-of-home'));
  writeFileSync(join(folder, 'one'), kubeconfig('token-of-path'));
  writeFileSync(join(folder, 'two'), kubeconfig('token-of-second-path'));
  const secrets = await knownSecrets({
    commands: [
      {
        words: ['converge', '--repo-quay-token', 'token-of-option'],
        env: {
          HOME: join(folder, 'home'),
          DOCKER_CONFIG: join(folder, 'docker'),
          WERF_DOCKER_CONFIG: join(folder, 'werf-docker'),
          KUBECONFIG: `${join(folder, 'one')}:${join(folder, 'two')}`,
          WERF_KUBECONFIG_BASE64: Buffer.from(kubeconfig('token-of-base64')).toString('base64'),
          WERF_SECRET_KEY: 'secret-key',
        },
      },
    ],
    workingDirectory: folder,
    githubToken: 'token-of-job',
    kubeconfig: kubeconfig('token-of-input'),
  });
  expect(secrets).toEqual(
    expect.arrayContaining([
      'password-of-docker',
      'password-of-werf',
      'password-of-home',
      'token-of-home',
      'token-of-path',
      'token-of-second-path',
      'token-of-base64',
      'secret-key',
      'token-of-option',
      'token-of-job',
      'token-of-input',
    ]),
  );
});

describe('a path that does not start at the root starts at the working directory', () => {
  // As after `aws eks update-kubeconfig --kubeconfig kube/config` in a step of the same working directory.
  test.each<[string, readonly string[], Environment]>([
    ['--kube-config', ['converge', '--kube-config', 'own'], {}],
    ['--kube-config=', ['converge', '--kube-config=own'], {}],
    ['--kubeconfig', ['kubectl', '--kubeconfig', 'own', 'get', 'pods'], {}],
    ['a list', ['converge', `--kube-config=missing${delimiter}own`], {}],
    ['KUBECONFIG', ['converge'], { KUBECONFIG: 'own' }],
    ['KUBECONFIG, a list', ['converge'], { KUBECONFIG: ['missing', './own'].join(delimiter) }],
    ['WERF_KUBECONFIG', ['converge'], { WERF_KUBECONFIG: '../app/own' }],
    ['WERF_KUBE_CONFIG', ['converge'], { WERF_KUBE_CONFIG: 'own' }],
    ['--docker-config', ['converge', '--docker-config', '.'], {}],
    ['--docker-config=', ['converge', '--docker-config=.'], {}],
    ['DOCKER_CONFIG', ['converge'], { DOCKER_CONFIG: '.' }],
    ['WERF_DOCKER_CONFIG', ['converge'], { WERF_DOCKER_CONFIG: '../app' }],
  ])('%s', async (_, words, env) => {
    const workingDirectory = join(folder, 'app');
    mkdirSync(workingDirectory);
    writeFileSync(join(workingDirectory, 'own'), kubeconfig('own-secret'));
    writeFileSync(join(workingDirectory, 'config.json'), auths('own-secret'));
    const secrets = await knownSecrets({
      commands: [{ words, env }],
      workingDirectory,
      githubToken: '',
      kubeconfig: '',
    });
    expect(secrets).toContain('own-secret');
  });
});

test('of a kubeconfig in parts, which KUBECONFIG lists', async () => {
  writeFileSync(
    join(folder, 'clusters'),
    'clusters: [{ name: c, cluster: { server: https://u:in-the-url@example.com } }]\n',
  );
  writeFileSync(join(folder, 'users'), 'kind: Config\nusers: [{ name: u, user: { token: of-the-user } }]\n');
  const env = { KUBECONFIG: ['clusters', 'users'].join(delimiter) };
  const commands = [{ words: ['plan'], env }];
  const secrets = await knownSecrets({ commands, workingDirectory: folder, githubToken: '', kubeconfig: '' });
  expect(secrets).toEqual(expect.arrayContaining(['in-the-url', 'of-the-user']));
});

test('nothing that is broken, missing or a folder', async () => {
  writeFileSync(join(folder, 'config.json'), '{');
  const env = {
    DOCKER_CONFIG: folder,
    KUBECONFIG: folder,
    HOME: '/nowhere',
    WERF_KUBECONFIG: join(folder, 'config.json'),
  };
  expect(
    await knownSecrets({
      commands: [{ words: [], env }],
      workingDirectory: folder,
      githubToken: '',
      kubeconfig: 'no: kubeconfig',
    }),
  ).toEqual([]);
});

test.each([
  ['project: shop\nconfigVersion: 1\n', 'shop'],
  ['configVersion: 1\nproject: "shop"   # the shop\n', 'shop'],
  ["project: 'sh op'\n", 'sh op'],
  ['project: {{ env "NAME" }}\n', '{{ env "NAME" }}'],
  ['image: x\n', ''],
])('the project of %j', (text, project) => {
  writeFileSync(join(folder, 'werf.yaml'), text);
  expect(commentSubject(['plan', '--env', 'qa'], {}, folder, '')).toEqual({
    id: '',
    project,
    environment: 'qa',
    release: '',
    namespace: '',
  });
});

test('what a comment is about goes by the options, then by the variables', () => {
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app/other.yaml'), 'project: other\n');
  const words = [
    'converge',
    '--dir',
    'app',
    '--config=app/other.yaml',
    '--env=prod',
    '--release',
    'r1',
    '--namespace',
    'n1',
  ];
  const env = { WERF_ENV: 'qa', WERF_RELEASE: 'r2', WERF_NAMESPACE: 'n2', WERF_DIR: 'none' };
  const named = { id: '', project: 'other', environment: 'prod', release: 'r1', namespace: 'n1' };
  expect(commentSubject(words, env, folder, '')).toEqual(named);
  const variables = { ...env, WERF_DIR: 'app', WERF_CONFIG: 'app/other.yaml' };
  expect(commentSubject(['converge'], variables, folder, '')).toEqual({
    ...named,
    environment: 'qa',
    release: 'r2',
    namespace: 'n2',
  });
  // A value is no option, and what follows -- is none.
  expect(commentSubject(['plan', '--set', '--env=x', '--', '--env=y'], {}, folder, '').environment).toBe('');
});
