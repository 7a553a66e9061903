import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PUBLISHED_REPOSITORY } from '../../../src/inputs/published-root.ts';
import {
  parseVersion,
  type ReleaseInputs,
  type RepositoryInputs,
  releaseRequest,
  tufRepository,
} from '../../../src/inputs/release-request.ts';
import {
  newestRelease,
  parseChannel,
  releasePlatform,
  releaseTargets,
  toolCacheFolders,
  toolCacheVersion,
} from '../../../src/install/release-files.ts';
import { StepError } from '../../../src/system/errors.ts';

const inputs = (given: Partial<ReleaseInputs & RepositoryInputs>): ReleaseInputs & RepositoryInputs => ({
  version: '',
  group: '',
  channel: '',
  trdlUrl: '',
  trdlRootVersion: '',
  trdlRootSha512: '',
  ...given,
});

describe('what is asked for', () => {
  test.each([
    [{}, undefined],
    [{ version: '2.75.3' }, { kind: 'version', version: '2.75.3' }],
    [{ version: 'v2.75.3' }, { kind: 'version', version: '2.75.3' }],
    [{ version: '1.2.339+fix1' }, { kind: 'version', version: '1.2.339+fix1' }],
    [{ version: '2.75' }, { kind: 'prefix', prefix: '2.75' }],
    [{ version: 'v2.70' }, { kind: 'prefix', prefix: '2.70' }],
    [{ version: '3' }, { kind: 'prefix', prefix: '3' }],
    [{ version: '3.0.0-alpha.1' }, { kind: 'version', version: '3.0.0-alpha.1' }],
    [{ version: '3.0.0-rc.1+fix-2.3' }, { kind: 'version', version: '3.0.0-rc.1+fix-2.3' }],
    [{ group: '1.2' }, { kind: 'channel', group: '1.2', channel: 'stable' }],
    [{ channel: 'rock-solid' }, { kind: 'channel', group: '2', channel: 'rock-solid' }],
    [
      { group: '3', channel: 'dev' },
      { kind: 'channel', group: '3', channel: 'dev' },
    ],
  ])('%j', (given, expected) => {
    expect(releaseRequest(inputs(given))).toEqual(expected);
  });

  test.each([
    [
      { version: '../../x' },
      'Input version: "../../x" is not valid. Allowed: an exact version such as 2.75.3 or v2.75.3',
    ],
    [{ version: '2.' }, 'Input version: "2." is not valid'],
    [{ version: '2.075' }, 'Input version: "2.075" is not valid'],
    [{ version: '2.75.x' }, 'Input version: "2.75.x" is not valid'],
    [{ version: 'latest' }, 'Input version: "latest" is not valid. Allowed: an exact version'],
    [{ version: 'stable' }, 'for the newest release of a channel, use the inputs group and channel'],
    [{ channel: 'early-access' }, 'This one is called ea'],
    [{ channel: 'latest' }, 'None is called latest: stable'],
    [{ version: '>=2.0.0' }, 'Input version'],
    [{ version: '2.75.3/../x' }, 'Input version'],
    [{ version: '2.75.3+..' }, 'Input version'],
    [{ version: '2.75.3+' }, 'Input version'],
    [{ version: '2.75.3\n' }, 'Input version'],
    [{ version: `2.75.3+${'a'.repeat(200)}` }, 'Input version'],
    [{ version: 'vv2.75.3' }, 'Input version'],
    [{ version: '02.75.3' }, 'Input version'],
    [{ version: '2.75.3', group: '2' }, 'either version, or group and channel; group is "2"'],
    [{ version: '2.75.3', channel: 'ea' }, 'either version, or group and channel; channel is "ea"'],
    [{ group: '..' }, 'Input group: ".." is not valid'],
    [{ group: '2.75.3' }, 'Input group: "2.75.3" is not valid'],
    [{ group: 'v2' }, 'Input group: "v2" is not valid'],
    [{ channel: '../stable' }, 'Input channel: "../stable" is not valid. Allowed: a release channel: alpha, beta'],
    [{ channel: 'Stable' }, 'Input channel: "Stable" is not valid'],
  ])('%j makes no sense', (given, message) => {
    expect(() => releaseRequest(inputs(given))).toThrow(StepError);
    expect(() => releaseRequest(inputs(given))).toThrow(message);
  });

  test('no version can leave the folder of its release', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '.', '-', '+', '/', '\\', 'v', 'a', ' ', '\n') }), (text) => {
        const version = parseVersion(text);
        expect(version === undefined || /^[0-9A-Za-z.+-]+$/.test(version)).toBe(true);
        expect(version?.includes('..') ?? false).toBe(false);
      }),
    );
  });
});

describe('where it comes from', () => {
  const mirror = { trdlUrl: 'https://tuf.example.com/werf/', trdlRootVersion: '3', trdlRootSha512: 'Ab'.repeat(64) };

  test('is werf’s own repository, or a mirror', () => {
    expect(tufRepository(inputs({}))).toBeUndefined();
    expect(tufRepository(inputs(mirror))).toEqual({
      url: 'https://tuf.example.com/werf',
      rootVersion: 3,
      rootSha512: 'ab'.repeat(64),
    });
    expect(tufRepository(inputs({ ...mirror, trdlUrl: 'http://127.0.0.1:8080' }))?.url).toBe('http://127.0.0.1:8080');
  });

  test.each([
    [{ trdlUrl: 'https://x' }, 'Inputs trdl-root-version and trdl-root-sha512 are missing'],
    [{ ...mirror, trdlUrl: '' }, 'Input trdl-url is missing'],
    [{ ...mirror, trdlUrl: 'ftp://x' }, 'Input trdl-url: "ftp://x" is not valid'],
    [{ ...mirror, trdlUrl: 'tuf.example.com' }, 'Input trdl-url'],
    [{ ...mirror, trdlUrl: 'https://x?a=b' }, 'Input trdl-url'],
    [
      { ...mirror, trdlRootVersion: '0' },
      'Input trdl-root-version: "0" is not valid. Allowed: a positive whole number',
    ],
    [{ ...mirror, trdlRootVersion: '-1' }, 'Input trdl-root-version'],
    [{ ...mirror, trdlRootVersion: '1.5' }, 'Input trdl-root-version'],
    [{ ...mirror, trdlRootSha512: 'a'.repeat(64) }, 'Allowed: a SHA-512 hash: 128 hexadecimal digits'],
    [{ ...mirror, trdlRootSha512: 'g'.repeat(128) }, 'Input trdl-root-sha512'],
  ])('%j makes no sense', (given, message) => {
    expect(() => tufRepository(inputs(given))).toThrow(StepError);
    expect(() => tufRepository(inputs(given))).toThrow(message);
  });

  test.each([
    'https://user:hunter2@x',
    'https://user:hun/ter2@x/hunter2@y',
    'user:hunter2@mirror.example.com/werf',
    'ftp://user:hunter2@x',
    'https://x/?token=hunter2',
    '//user:hunter2@x',
  ])('never shows the secret in %s', (trdlUrl) => {
    expect(() => tufRepository(inputs({ ...mirror, trdlUrl }))).toThrow(/^Input trdl-url: (?!.*hunter2)/);
  });
});

describe('the targets', () => {
  test.each([
    ['linux', 'x64', { os: 'linux', arch: 'amd64' }],
    ['linux', 'arm64', { os: 'linux', arch: 'arm64' }],
    ['darwin', 'x64', { os: 'darwin', arch: 'amd64' }],
    ['darwin', 'arm64', { os: 'darwin', arch: 'arm64' }],
    ['win32', 'x64', { os: 'windows', arch: 'amd64' }],
  ] as const)('%s %s', (os, arch, expected) => {
    expect(releasePlatform(os, arch)).toEqual(expected);
  });

  test.each([
    ['win32', 'arm64'],
    ['linux', 'ia32'],
    ['freebsd', 'x64'],
  ] as const)('%s %s is not published', (os, arch) => {
    expect(() => releasePlatform(os, arch)).toThrow(`werf is not published for this runner's platform ${os}/${arch}`);
  });

  test('are looked up from the closest platform on', () => {
    expect(releaseTargets('2.75.3', { os: 'windows', arch: 'amd64' })).toEqual([
      'releases/2.75.3/windows-amd64/bin/werf.exe',
      'releases/2.75.3/windows-any/bin/werf.exe',
      'releases/2.75.3/any-amd64/bin/werf.exe',
      'releases/2.75.3/any-any/bin/werf.exe',
    ]);
  });

  test('a channel holds a version, with white space around it', () => {
    expect(parseChannel('\n 1.2.339+fix1 \n', 'channels/1.2/stable')).toBe('1.2.339+fix1');
    expect(() => parseChannel('2.75.3\n2.75.4', 'channels/2/stable')).toThrow('channels/2/stable holds no version');
    expect(() => parseChannel('', 'channels/2/stable')).toThrow(StepError);
  });
});

test.each([
  ['2.75.3', '2.75.3'],
  ['1.2.339+fix1', '1.2.339-build.fix1'],
  ['3.0.0-rc.1', '3.0.0-rc.1'],
  ['3.0.0-rc.1+fix1', '3.0.0-rc.1.build.fix1'],
])('%s is %s in the tool cache', (version, expected) => {
  expect(toolCacheVersion(version)).toBe(expected);
});

test.each([
  ['werf’s own', {}, 'linux-amd64'],
  ['a mirror', { url: 'https://mirror.example.com/werf' }, /^linux-amd64-[0-9a-f]{16}$/],
  ['an older root', { rootVersion: 1, rootSha512: 'a'.repeat(128) }, /^linux-amd64-[0-9a-f]{16}$/],
])('a release of %s has a folder of its own in the tool cache', (_whose, repository, expected) => {
  const folders = (more: Partial<typeof PUBLISHED_REPOSITORY>) =>
    toolCacheFolders('2.75.3', { os: 'linux', arch: 'amd64' }, { ...PUBLISHED_REPOSITORY, ...more });
  expect(folders(repository)).toEqual([
    'werf',
    '2.75.3',
    typeof expected === 'string' ? expected : expect.stringMatching(expected),
  ]);
  expect(folders(repository)).not.toEqual(folders({ url: 'https://other.example.com' }));
});

describe('the newest release of a prefix', () => {
  const platform = { os: 'linux', arch: 'amd64' } as const;
  const published = (versions: readonly string[], folder = 'linux-amd64') =>
    versions.map((version) => `releases/${version}/${folder}/bin/werf`);
  const many = published([
    '2.7.0',
    '2.7.9',
    '2.7.10',
    '2.70.1',
    '2.75.3',
    '2.75.12',
    '2.75.13-rc.1',
    '1.2.339',
    '1.2.339+fix2',
    '1.2.339+fix10',
    '2.76.0',
    '20.1.0',
  ]);
  test.each([
    ['2.75', '2.75.12'],
    ['2.7', '2.7.10'],
    ['2.70', '2.70.1'],
    ['2', '2.76.0'],
    ['1.2', '1.2.339+fix10'],
    ['1', '1.2.339+fix10'],
    ['2.71', undefined],
    ['3', undefined],
  ])('%s is %s', (prefix, version) => {
    expect(newestRelease(many, prefix, platform)).toBe(version);
    expect(newestRelease(many.toReversed(), prefix, platform)).toBe(version);
  });

  test('is one for this platform, and a version', () => {
    const targets = [
      ...published(['2.75.1'], 'any-any'),
      ...published(['2.75.2'], 'darwin-arm64'),
      ...published(['2.75.x', '2.75.3/..', '02.75.9']),
      'channels/2.75.9/stable',
    ];
    expect(newestRelease(targets, '2.75', platform)).toBe('2.75.1');
  });

  test('is the same whatever the order', () => {
    const part = fc.integer({ min: 0, max: 12 });
    const version = fc
      .tuple(part, part, fc.option(part))
      .map(([minor, patch, fix]) => `2.${minor}.${patch}${fix === null ? '' : `+fix${fix}`}`);
    fc.assert(
      fc.property(fc.uniqueArray(version, { minLength: 1 }), part, (versions, minor) => {
        const found = newestRelease(published(versions), `2.${minor}`, platform);
        const fitting = versions.filter((one) => one.startsWith(`2.${minor}.`));
        expect(found === undefined).toBe(fitting.length === 0);
        const numbers = (one = '') => (one.match(/\d+/g) ?? []).map(Number);
        for (const other of fitting) {
          const [, , patch = 0, fix = -1] = numbers(found);
          const [, , otherPatch = 0, otherFix = -1] = numbers(other);
          expect(patch > otherPatch || (patch === otherPatch && fix >= otherFix)).toBe(true);
        }
      }),
    );
  });
});
