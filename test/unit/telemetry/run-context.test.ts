import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../../src/system/environment.ts';
import {
  CI_NAMES,
  goArch,
  goOs,
  isGoArch,
  isGoOs,
  isGroupChannel,
  readRunContext,
} from '../../../src/telemetry/run-context.ts';

const read = (env: Environment) => readRunContext(env, 'linux', 'x64');

/** werf's list, in its order. The ones of `yes` count when they say yes, the others when they say anything. */
const SYSTEMS: ReadonlyArray<readonly [variable: string, ciName: string, counts: 'yes' | 'anything']> = [
  ['GITLAB_CI', 'gitlab', 'yes'],
  ['JENKINS_URL', 'jenkins', 'anything'],
  ['TRAVIS', 'travis', 'yes'],
  ['GITHUB_ACTIONS', 'github-actions', 'yes'],
  ['CIRCLECI', 'circleci', 'yes'],
  ['TEAMCITY_VERSION', 'teamcity', 'anything'],
  ['BUDDY', 'buddy', 'yes'],
  ['GO_SERVER_URL', 'gocd', 'anything'],
];
const TRUE_WORDS = ['1', 'true', 'yes'];
const OTHER_WORDS = ['0', 'false', 'no', 'True', 'TRUE', 'YES', 'on', ' 1', 'true ', '2', 'https://ci.example.com'];

describe('ciName', () => {
  test.each(SYSTEMS)('%s gives %s', (variable, ciName) => {
    for (const word of TRUE_WORDS) expect(read({ [variable]: word }).ciName).toBe(ciName);
  });

  test.each(SYSTEMS)('%s with another word', (variable, ciName, counts) => {
    for (const word of OTHER_WORDS) {
      expect(read({ [variable]: word })).toEqual(
        counts === 'anything' ? { arch: 'amd64', os: 'linux', ciName } : { arch: 'amd64', os: 'linux' },
      );
    }
  });

  test.each(SYSTEMS)('an empty %s does not count', (variable) => {
    expect(read({ [variable]: '' })).not.toHaveProperty('ciName');
  });

  test.each(SYSTEMS)('%s in lower case does not count', (variable) => {
    expect(read({ [variable.toLowerCase()]: '1' })).not.toHaveProperty('ciName');
  });

  test('the later one in the list wins', () => {
    fc.assert(
      fc.property(fc.subarray([...SYSTEMS], { minLength: 1 }), (systems) => {
        const shuffled = Object.fromEntries(systems.toReversed().map(([variable]) => [variable, '1']));
        expect(read(shuffled).ciName).toBe(systems.at(-1)?.[1]);
      }),
    );
  });

  test('one that says no does not hide an earlier one', () => {
    expect(read({ GITHUB_ACTIONS: 'true', BUDDY: 'false', GO_SERVER_URL: '' }).ciName).toBe('github-actions');
  });

  test('all names are known', () => {
    expect([...CI_NAMES]).toEqual(SYSTEMS.map(([, ciName]) => ciName));
  });
});

describe('ci', () => {
  test.each(TRUE_WORDS)('is true for %j', (word) => {
    expect(read({ CI: word }).ci).toBe(true);
  });

  test.each(['', ...OTHER_WORDS])('is absent for %j', (word) => {
    expect(read({ CI: word })).not.toHaveProperty('ci');
  });

  test('does not depend on ciName, nor ciName on it', () => {
    expect(read({ CI: '1' })).toEqual({ arch: 'amd64', os: 'linux', ci: true });
    expect(read({ BUDDY: '1' })).toEqual({ arch: 'amd64', os: 'linux', ciName: 'buddy' });
    expect(read({ ci: '1' })).toEqual({ arch: 'amd64', os: 'linux' });
  });
});

describe('groupChannel', () => {
  const known = [
    ...['1.2', '2', '3'].flatMap((group) =>
      ['alpha', 'beta', 'ea', 'stable', 'rock-solid'].map((channel) => `${group} ${channel}`),
    ),
    '3 dev',
  ];

  test.each(known)('%j is reported', (groupChannel) => {
    expect(read({ TRDL_USE_WERF_GROUP_CHANNEL: groupChannel }).groupChannel).toBe(groupChannel);
    expect(isGroupChannel(groupChannel)).toBe(true);
  });

  test.each([
    '',
    '2',
    'stable',
    '2  stable',
    '2 Stable',
    ' 2 stable',
    '2 stable ',
    '2-stable',
    '4 stable',
    '1.1 stable',
    '2 dev',
    '1.2 dev',
    '2 stable\n',
    'acme internal',
    'toString',
  ])('%j is left out', (groupChannel) => {
    expect(read({ TRDL_USE_WERF_GROUP_CHANNEL: groupChannel })).not.toHaveProperty('groupChannel');
    expect(isGroupChannel(groupChannel)).toBe(false);
  });
});

describe('platform', () => {
  test.each([
    ['linux', 'linux'],
    ['darwin', 'darwin'],
    ['win32', 'windows'],
  ])('%s is %s to Go', (platform, os) => {
    expect(goOs(platform)).toBe(os);
    expect(isGoOs(os)).toBe(true);
    expect(readRunContext({}, platform, 'x64')).toEqual({ arch: 'amd64', os });
  });

  test.each([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
    ['ia32', '386'],
    ['arm', 'arm'],
    ['ppc64', 'ppc64le'],
    ['s390x', 's390x'],
    ['riscv64', 'riscv64'],
  ])('%s is %s to Go', (arch, name) => {
    expect(goArch(arch)).toBe(name);
    expect(isGoArch(name)).toBe(true);
    expect(readRunContext({}, 'linux', arch)).toEqual({ arch: name, os: 'linux' });
  });

  test.each(['', 'plan9', 'Linux', 'windows', 'constructor', '__proto__'])('%j is left out', (name) => {
    expect(readRunContext({}, name, name)).toStrictEqual({});
  });

  test.each(['win32', 'x64', 'ia32', '', 'Linux', 'plan9', 'constructor'])('%j is no name of Go', (name) => {
    expect(isGoOs(name)).toBe(false);
    expect(isGoArch(name)).toBe(false);
  });
});

test('fields come in the order of the telemetry page', () => {
  const env = { GITHUB_ACTIONS: 'true', CI: 'true', TRDL_USE_WERF_GROUP_CHANNEL: '2 stable' };
  expect(JSON.stringify(readRunContext(env, 'darwin', 'arm64'))).toBe(
    '{"arch":"arm64","os":"darwin","groupChannel":"2 stable","ci":true,"ciName":"github-actions"}',
  );
});

test('nothing else of the environment comes in', () => {
  const names = [...SYSTEMS.map(([variable]) => variable), 'CI', 'TRDL_USE_WERF_GROUP_CHANNEL', 'GITHUB_REPOSITORY'];
  const canary = fc.string({ minLength: 3 }).map((text) => `canary${text}`);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), canary), canary, (env, platform) => {
      expect(JSON.stringify(readRunContext(env, platform, platform))).not.toContain('canary');
    }),
  );
});
