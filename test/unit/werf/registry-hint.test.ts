import { describe, expect, test } from 'vitest';
import { isRegistryRefusal, registryHint, unreachableHint } from '../../../src/werf/registry-hint.ts';

const GITHUB = { GITHUB_SERVER_URL: 'https://github.com' };
const GHES = { GITHUB_SERVER_URL: 'https://git.example.com' };

describe('a registry that refuses', () => {
  const write = 'PUT https://ghcr.io/v2/acme/shop/manifests/x: DENIED: permission_denied: write_package';
  test.each<readonly [output: string, env: Readonly<Record<string, string>>, fork: boolean, hint: RegExp | undefined]>([
    [write, GITHUB, false, /^ghcr\.io refused the token\. .*packages: write.*give this repository access$/],
    [write, {}, false, /packages: write/],
    [
      'unexpected status from HEAD request to https://ghcr.io/v2/acme/shop: 403 Forbidden',
      GITHUB,
      false,
      /packages: write/,
    ],
    ['Error response from daemon: Get "https://ghcr.io/v2/": denied: denied', GITHUB, false, /packages: write/],
    [write, GITHUB, true, /from a fork it may only read/],
    [
      'gitHub packages forbidden: DELETE https://api.github.com/x: 403',
      GITHUB,
      false,
      /WERF_REPO_GITHUB_TOKEN.*read:packages and delete:packages/,
    ],
    ['gitHub packages unauthorized: 401', GITHUB, true, /WERF_REPO_GITHUB_TOKEN/],
    [
      'PUT https://containers.git.example.com/v2/a/b: 403 Forbidden',
      GHES,
      false,
      /^containers\.git\.example\.com refused.*docker\/login-action.*packages: write/,
    ],
    ['PUT https://docker.git.example.com/v2/a/b: denied', GHES, false, /^docker\.git\.example\.com refused/],
    [
      'Get "https://ghcr.io/v2/": denied',
      GHES,
      false,
      /of git\.example\.com and means nothing there.*--repo.*containers\.git\.example\.com/,
    ],
    // No refusal of GitHub's registry.
    ['https://registry.example.com/v2/: 403 Forbidden', GITHUB, false, undefined],
    ['PUT https://containers.git.example.com/v2/a/b: 403 Forbidden', GITHUB, false, undefined],
    ['PUT https://ghcr.io.example.com/v2/a: 403 Forbidden', GITHUB, false, undefined],
    ['PUT https://myghcr.io/v2/a: 403 Forbidden', GITHUB, false, undefined],
    ['ghcr.io/acme/shop:14030 pushed', GITHUB, true, undefined],
    [
      'ghcr.io/acme/shop/backend built\nconfigmaps is forbidden: User "system:serviceaccount:x"',
      GITHUB,
      false,
      undefined,
    ],
    ['Failed to pull image "ghcr.io/acme/shop:1": unexpected status: 403 Forbidden', GITHUB, false, undefined],
    ['pod/x: ErrImagePull: ghcr.io/acme/shop:1: denied', GITHUB, false, undefined],
    ['', GITHUB, true, undefined],
  ])('%s %j fork: %s', (output, env, isFromFork, hint) => {
    const shown = registryHint(output, { env, isFromFork });
    if (hint === undefined) expect(shown).toBeUndefined();
    else expect(shown).toMatch(hint);
    expect(isRegistryRefusal(output, env)).toBe(hint !== undefined);
  });
});

test.each([
  [
    'Error: unable to login into docker registry ghcr.io: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host',
    true,
  ],
  ['Error: unable to log in: dial tcp 10.0.0.1:443: connect: connection refused', true],
  ['unable to login into docker registry ghcr.io: x509: certificate signed by unknown authority', true],
  ['unable to login into docker registry ghcr.io: net/http: TLS handshake timeout', true],
  ['unable to login into docker registry ghcr.io: denied: denied', false],
  ['unable to load werf config: no such host', false],
])('%s', (output, expected) => {
  expect(unreachableHint(output)?.includes('WERF_LOGIN_TO_REGISTRY=0') ?? false).toBe(expected);
});
