// The benchmark as a gate: what chance can explain does not fail it, and what it cannot explain does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, formatTable, isMissed, median, noiseOf, type Row } from '../../../scripts/bench/table.ts';

const row = (value: number, noise?: number): Row => ({
  what: 'Step',
  value,
  budget: 1.4,
  unit: '',
  from: '25 pairs',
  ...(noise === undefined ? {} : { noise }),
});

test.each([
  [1.4, undefined, false],
  [1.41, undefined, true],
  [1.41, 0.02, false],
  [1.43, 0.02, true],
  [0.1, 5, false],
])('a value of %d with a noise of %d', (value, noise, missed) => {
  expect(isMissed(row(value, noise))).toBe(missed);
});

test('the table says what each row came to', () => {
  const lines = formatTable([row(1.2), row(1.41, 0.02), row(1.5, 0.02)]).split('\n');
  expect(
    lines.map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(2, 6),
    ),
  ).toEqual([
    ['Measured', 'Budget', 'Noise', 'Kept'],
    [
      expect.stringMatching(/^-+$/),
      expect.stringMatching(/^-+$/),
      expect.stringMatching(/^-+$/),
      expect.stringMatching(/^-+$/),
    ],
    ['1.20', '1.40', '', 'yes'],
    ['1.41', '1.40', '± 0.02', 'within noise'],
    ['1.50', '1.40', '± 0.02', '**NO**'],
  ]);
});

describe('the noise of a median', () => {
  test('is none where two sides never differ', () => {
    expect(noiseOf(differences([3, 5, 8], [3, 5, 8]))).toBe(0);
    expect(noiseOf([])).toBe(0);
  });

  test('covers what the median of as many differences was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }), (values) => {
        const noise = noiseOf(values);
        expect(noise).toBeGreaterThanOrEqual(Math.abs(median(values)));
        expect(noise).toBeLessThanOrEqual(Math.max(...values.map(Math.abs)));
        expect(noiseOf(values.map((value) => -value))).toBe(noise);
      }),
    );
  });

  test('leaves out the far ends where there are many pairs', () => {
    const calm = Array.from({ length: 25 }, (_, index) => (index - 12) / 10);
    expect(noiseOf(calm)).toBeCloseTo(0.5);
    expect(noiseOf([...calm.slice(1), 1000])).toBeLessThan(1);
  });
});
