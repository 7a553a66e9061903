import { describe, expect, it } from 'vitest';
import { dockerSecrets, optionSecrets, variableSecrets } from '../../../src/results/secret-values.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('which values are secret', () => {
  it.each([
    ['WERF_SECRET_KEY', 'key1', ['key1']],
    ['WERF_OLD_SECRET_KEY', 'key2', ['key2']],
    ['GITHUB_TOKEN', 'ghs_x', ['ghs_x']],
    ['WERF_REPO_GITHUB_TOKEN', 'ghs_x', ['ghs_x']],
    ['WERF_KUBE_TOKEN', 'ey.x', ['ey.x']],
    ['REGISTRY_PASSWORD', 'p', ['p']],
    ['AWS_SECRET_ACCESS_KEY', 'a', ['a']],
    ['SSH_PRIVATE_KEY', 'k', ['k']],
    ['HTTPS_PROXY', 'http://user:p%40ss@proxy:3128', ['p%40ss', 'p@ss']],
    ['GIT_URL', 'https://ghp_x@github.com/acme/shop', ['ghp_x', 'ghp_x']],
    ['WERF_SECRET_VALUES_1', '.helm/secret.yaml', []],
    ['WERF_KUBE_TOKEN_PATH', '/run/token', []],
    ['WERF_IGNORE_SECRET_KEY', 'true', []],
    ['PATH', '/usr/bin', []],
    ['WERF_ENV', 'production', []],
  ])('the variable %s', (name, value, expected) => {
    expect(variableSecrets({ [name]: value })).toEqual(expected);
  });

  it.each([
    [['converge', '--repo-quay-token', 'q', '--env', 'e'], ['q']],
    [['converge', '--repo-quay-token=q=1'], ['q=1']],
    [['converge', '--kube-auth-password', 'p'], ['p']],
    [['converge', '--secret-key=k'], ['k']],
    [['converge', '--ignore-secret-key', '--env', 'e'], []],
    [['--ignore-secret-key', 'converge'], []],
    [['kube-run', '--', 'app', '-token', 't'], ['t']],
    [
      ['converge', '--repo', 'https://u:p@registry/x'],
      ['p', 'p'],
    ],
    [['plan', '--secret-values', 'x.yaml'], []],
  ])('of the options %j', (words, expected) => {
    expect(optionSecrets(words)).toEqual(expected);
  });

  it('of a Docker configuration, the password and what stands there for it', () => {
    const auth = base64('robot:pass:word');
    const json = JSON.stringify({
      auths: { 'ghcr.io': { auth }, 'quay.io': { identitytoken: 'id-token', password: 'plain' }, empty: {} },
      credsStore: 'desktop',
    });
    expect(dockerSecrets(json)).toEqual(
      expect.arrayContaining([auth, 'robot:pass:word', 'pass:word', 'id-token', 'plain']),
    );
    for (const broken of ['', '{', '[]', '{"auths":1}', '{"auths":{"x":null}}'])
      expect(dockerSecrets(broken)).toEqual([]);
  });
});
