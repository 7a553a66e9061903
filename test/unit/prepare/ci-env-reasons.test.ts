import { expect, test } from 'vitest';
import { ciEnvReasons } from '../../../src/prepare/ci-env-reasons.ts';

const project = { configs: ['/project/docs/werf.yaml', '/project/docs/werf.yml'], options: [], environment: [] };
const planned = (line: string, usesCiEnv: boolean) => ({
  words: line.split(' '),
  project,
  takesRepo: true,
  usesCiEnv,
});

test.each([
  [
    'there is none to read',
    'converge --dir docs',
    false,
    undefined,
    /for werf converge: there is no docs\/werf\.yaml or /,
  ],
  ['it is turned off', 'bundle publish', false, false, /for werf bundle publish: the input ci-env is false\.$/],
  ['a value that looks like a command', '--env run converge', false, false, /for werf converge: /],
  ['it would give a repository that is not wanted', 'build --dev', true, undefined, /^werf build --dev names no repo/],
])('%s', (_, line, usesCiEnv, ciEnv, reason) => {
  expect(ciEnvReasons([planned(line, usesCiEnv)], { ciEnv, cwd: '/project', env: {} })).toEqual([
    expect.stringMatching(reason),
  ]);
});

test.each([
  ['it runs', 'converge', true],
  ['a command takes no repository', 'version', false],
])('nothing where %s', (_, line, usesCiEnv) => {
  expect(ciEnvReasons([planned(line, usesCiEnv)], { ciEnv: undefined, cwd: '/project', env: {} })).toEqual([]);
});

test('the same reason once', () => {
  const twice = [planned('build', false), planned('build', false)];
  expect(ciEnvReasons(twice, { ciEnv: undefined, cwd: '/project', env: {} })).toHaveLength(1);
});
