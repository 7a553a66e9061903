// The rules that a release goes by.
import { describe, expect, test } from 'vitest';
import { checkVersion, releaseNotes } from '../../../scripts/release/release-notes.ts';

describe('a version', () => {
  test.each([
    ['1.0.0', []],
    ['1.0.1', ['v1.0.0', 'v1', 'v1.0']],
    ['1.10.0', ['v1.9.9', '']],
    ['2.0.0', ['v1.99.0', 'v10', 'nightly', 'v3.0.0-beta']],
  ])('%s is new after %j', (version, tags) => {
    expect(() => checkVersion(version, tags)).not.toThrow();
  });

  test.each([
    ['1.0.0', ['v1.0.0']],
    ['1.0.9', ['v1.0.10']],
    ['1.9.9', ['v2.0.0', 'v1.0.0']],
  ])('%s is not after %j', (version, tags) => {
    expect(() => checkVersion(version, tags)).toThrow(`${version} is not newer than`);
  });

  test.each(['1.0', 'v1.0.0', '1.0.0-beta', '1.0.0\n', '01.0.0', ''])('is not %j', (version) => {
    expect(() => checkVersion(version, [])).toThrow('no version');
  });
});

describe('notes', () => {
  const changelog = `# Changelog

## [1.1.0] - unreleased

- Soon.

## [1.0.1] - 2027-01-31

### Fixed

- A fault.

## [1.0.0] - 2026-12-01

[1.0.0]: https://example.com
`;

  test('are what stands under the version', () => {
    expect(releaseNotes(changelog, '1.0.1')).toBe('### Fixed\n\n- A fault.');
  });

  test.each([
    ['1.0.2', 'has no part'],
    ['1.0', 'has no part'],
    ['1.1.0', 'has no date'],
    ['1.0.0', 'says nothing'],
  ])('of %s: %s', (version, message) => {
    expect(() => releaseNotes(changelog, version)).toThrow(message);
  });
});
