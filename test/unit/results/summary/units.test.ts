import { expect, test } from 'vitest';
import { formatSeconds, formatSize } from '../../../../src/results/summary/units.ts';

test.each([
  [undefined, '–'],
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [1234, '1.23 kB'],
  [12_345, '12.3 kB'],
  [99_960, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [412_345_678, '412 MB'],
  [5_000_000_000, '5.00 GB'],
  [Number.MAX_SAFE_INTEGER, '9.01 PB'],
])('%s bytes are %s', (bytes, expected) => {
  expect(formatSize(bytes)).toBe(expected);
});

test.each([
  [undefined, '–'],
  [0, '0 ms'],
  [0.01, '10 ms'],
  [0.9994, '999 ms'],
  [0.9996, '1.0 s'],
  [2.56, '2.6 s'],
  [59.94, '59.9 s'],
  [59.96, '1 min 00 s'],
  [72, '1 min 12 s'],
  [3599.6, '1 h 00 min'],
  [3720, '1 h 02 min'],
  [200_000, '55 h 33 min'],
])('%s seconds are %s', (seconds, expected) => {
  expect(formatSeconds(seconds)).toBe(expected);
});
