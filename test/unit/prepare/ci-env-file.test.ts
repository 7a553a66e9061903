import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ciEnvSecrets, parseCiEnv } from '../../../src/prepare/ci-env-file.ts';
import { dockerConfigCopies } from '../../../src/prepare/docker-config.ts';

/** What a real werf 2.77.1 wrote. */
const written = `# DOCKER CONFIG
DOCKER_CONFIG=/tmp/werf-v2.77.1-docker-config-2946806024
WERF_DOCKER_CONFIG=/tmp/werf-v2.77.1-docker-config-2946806024

# REPO
WERF_REPO=ghcr.io/acme/shop/shop

# DEPLOY
# WERF_ADD_ANNOTATION_WERF_RELEASE_CHANNEL=
WERF_ADD_ANNOTATION_PROJECT_GIT=project.werf.io/git=https://github.com/acme/shop
WERF_ADD_ANNOTATION_CI_COMMIT=ci.werf.io/commit=abc
# WERF_ADD_ANNOTATION_CI_GIT_TAG=
WERF_ADD_ANNOTATION_GITHUB_ACTIONS_RUN_URL=github.ci.werf.io/workflow-run-url=https://github.com/acme/shop/actions/runs/1

# CLEANUP
WERF_REPO_GITHUB_TOKEN=xyz

# OTHER
# skip WERF_LOG_COLOR_MODE=on (off)
WERF_LOG_PROJECT_DIR=1
WERF_ENABLE_PROCESS_EXTERMINATOR=1
WERF_LOG_TERMINAL_WIDTH=130
`;

test('reads what werf wrote', () => {
  const variables = parseCiEnv(written);
  expect(variables).toEqual({
    DOCKER_CONFIG: '/tmp/werf-v2.77.1-docker-config-2946806024',
    WERF_DOCKER_CONFIG: '/tmp/werf-v2.77.1-docker-config-2946806024',
    WERF_REPO: 'ghcr.io/acme/shop/shop',
    WERF_ADD_ANNOTATION_PROJECT_GIT: 'project.werf.io/git=https://github.com/acme/shop',
    WERF_ADD_ANNOTATION_CI_COMMIT: 'ci.werf.io/commit=abc',
    WERF_ADD_ANNOTATION_GITHUB_ACTIONS_RUN_URL:
      'github.ci.werf.io/workflow-run-url=https://github.com/acme/shop/actions/runs/1',
    WERF_REPO_GITHUB_TOKEN: 'xyz',
    WERF_LOG_PROJECT_DIR: '1',
    WERF_ENABLE_PROCESS_EXTERMINATOR: '1',
    WERF_LOG_TERMINAL_WIDTH: '130',
  });
  expect(ciEnvSecrets(variables)).toEqual(['xyz']);
});

describe('a value stays as it is', () => {
  const name = 'WERF_ADD_ANNOTATION_CI_GIT_TAG';
  const read = (value: string) => parseCiEnv(`# TAG\n${name}=${value}\nWERF_NEXT=1\n`);

  test.each([
    'ci.werf.io/tag=v1#2',
    `v1'#2`,
    '`#',
    `#"'\``,
    `'`,
    '"a"',
    ' blank ',
    '$HOME',
    'a\\nb',
    '',
    'v1.0.0#\u2028LD_PRELOAD=evil.so',
    'v1.0.0\u2029DOCKER_CONFIG=/evil',
    'v1.0.0\u0085WERF_REPO=evil',
    'v1.0.0\rWERF_REPO=evil',
    'v1.0.0\vWERF_REPO=evil\fX=1',
  ])('%j', (value) => {
    expect(read(value)).toEqual({ [name]: value, WERF_NEXT: '1' });
  });

  test('whatever it is, but for a line feed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = text.replaceAll('\n', '');
        expect(read(value)).toEqual({ [name]: value, WERF_NEXT: '1' });
      }),
    );
  });
});

test.each([
  'LD_PRELOAD=evil.so',
  'NODE_OPTIONS=--require=evil',
  'PATH=/evil',
  ' WERF_REPO=evil',
  '\u2028WERF_REPO=evil',
  'export WERF_REPO=evil',
  'WERF_=x',
  'WERF REPO=x',
  'WERF_RÉPO=x',
  'XWERF_REPO=x',
  'DOCKER_CONFIGS=x',
  '__proto__=x',
  '=WERF_REPO=x',
  'WERF_REPO',
])('%j is no variable', (line) => {
  expect(parseCiEnv(`${line}\n`)).toEqual({});
});

test('only the copies that ci-env made are removed', () => {
  const copy = '/tmp/werf-v2.77.1-docker-config-1';
  expect(dockerConfigCopies({ DOCKER_CONFIG: copy, WERF_DOCKER_CONFIG: copy }, {})).toEqual([copy]);
  expect(dockerConfigCopies({ DOCKER_CONFIG: copy }, { WERF_DOCKER_CONFIG: copy })).toEqual([]);
  expect(dockerConfigCopies({ DOCKER_CONFIG: '/home/me/.docker' }, {})).toEqual([]);
  expect(dockerConfigCopies({ DOCKER_CONFIG: `${copy}/../../home` }, {})).toEqual([]);
  expect(dockerConfigCopies({}, {})).toEqual([]);
});
