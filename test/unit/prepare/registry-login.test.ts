import { expect, test } from 'vitest';
import { isLocal, needsGithubLogin } from '../../../src/prepare/registry-login.ts';

test.each<readonly [words: string, env: Readonly<Record<string, string>>, login: boolean | 'local']>([
  // ci-env chooses
  ['converge', {}, true],
  ['build --env x', {}, true],
  ['', {}, true],
  ['converge', { WERF_REPO: '' }, true],
  ['converge --dev', {}, true],
  // there
  ['converge --repo ghcr.io/acme/shop', {}, true],
  ['converge --repo=GHCR.io/acme/shop', {}, true],
  ['converge', { WERF_REPO: 'ghcr.io/acme/shop' }, true],
  ['', { WERF_REPO: 'ghcr.io/acme/shop' }, true],
  ['converge', { WERF_REPO: 'docker.pkg.github.com/acme/shop/shop' }, true],
  ['build --repo harbor.example.com/x --final-repo ghcr.io/acme/shop', {}, true],
  ['build --repo harbor.example.com/x --cache-repo=ghcr.io/acme/cache', {}, true],
  ['build --repo harbor.example.com/x', { WERF_SECONDARY_REPO_1: 'ghcr.io/acme/shop' }, true],
  ['bundle copy --from ghcr.io/acme/shop:1 --to harbor.example.com/x:1', {}, true],
  ['bundle copy --from harbor.example.com/x:1 --to archive:x.tar.gz', {}, false],
  ['render --dev --repo ghcr.io/acme/shop', {}, true],
  // elsewhere, or nowhere
  ['converge --repo harbor.example.com/shop', {}, false],
  ['converge --repo harbor.example.com/shop', { WERF_REPO: 'ghcr.io/acme/shop' }, false],
  ['converge', { WERF_REPO: 'harbor.example.com/shop' }, false],
  ['', { WERF_REPO: 'harbor.example.com/shop' }, false],
  ['converge --repo ghcr.io.example.com/shop', {}, false],
  ['converge --repo example.com/ghcr.io/shop', {}, false],
  ['build --repo :local', {}, false],
  ['render --dev', {}, 'local'],
  ['build', { WERF_DEV: '1' }, 'local'],
  ['build --dev=false', { WERF_DEV: '1' }, true],
  ['run --dev app -- sh --repo ghcr.io/x', {}, 'local'],
  ['kubectl get pods', {}, false],
  ['helm list', { WERF_REPO: 'harbor.example.com/shop' }, false],
])('%s %j', (words, env, login) => {
  const given = words === '' ? [] : words.split(' ');
  expect(needsGithubLogin(given, env)).toBe(login === true);
  expect(isLocal(given, env)).toBe(login === 'local');
});
