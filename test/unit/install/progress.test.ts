import { expect, test } from 'vitest';
import { progressLine, progressLines } from '../../../src/install/progress.ts';

test('tells percent, megabytes and speed', () => {
  expect(progressLine('werf 2.75.3', 63_000_000, 150_000_000, 5_000)).toBe(
    'werf 2.75.3: 42 % (63 of 150 MB, 12.6 MB/s)',
  );
  expect(progressLine('werf', 1_234_567, 150_000_000, 0)).toBe('werf: 0 % (1.2 of 150 MB, 1234.6 MB/s)');
  expect(progressLine('werf', 0, 0, 0)).toBe('werf: 100 % (0.0 of 0.0 MB, 0.0 MB/s)');
});

test('shows a line every few seconds, and none for a quick download', () => {
  const line = progressLines('werf', 100, 1_000, 5_000);
  expect(line(10, 5_999)).toBeUndefined();
  expect(line(10, 6_000)).toBeDefined();
  expect(line(20, 10_999)).toBeUndefined();
  expect(line(20, 11_000)).toBeDefined();
  expect(line(100, 60_000)).toBeUndefined();
});
