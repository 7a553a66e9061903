import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { isInside } from '../../../src/system/inside.ts';

test.each([
  ['/a/b', true],
  ['/a/b/c', true],
  ['/a/b/..c', true],
  ['/a/b/..c/d', true],
  ['/a/b/../b/c', true],
  ['/a', false],
  ['/a/bc', false],
  ['/a/..b', false],
  ['/', false],
])('%s in /a/b: %s', (path, expected) => {
  expect(isInside('/a/b', path, posix)).toBe(expected);
});

test.each([
  ['D:\\a\\b', true],
  ['d:\\A\\b\\c', true],
  ['D:\\a\\b\\..c', true],
  ['D:\\a', false],
  ['C:\\a\\b\\c', false],
  ['\\\\server\\a\\b\\c', false],
])('%s in D:\\a\\b: %s', (path, expected) => {
  expect(isInside('D:\\a\\b', path, win32)).toBe(expected);
});
