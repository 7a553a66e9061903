// When a stage was built, and which of several took most.
import { describe, expect, test } from 'vitest';
import { buildTime, bySlowness, byWorth } from '../../../src/reports/stage-times.ts';

const stage = { name: 'install', rebuilt: true, size: undefined, seconds: 1.2345, savedAt: 10_000 };

describe('the time in which a stage was built', () => {
  test('ends when it was saved, and is as long as werf says', () => {
    expect(buildTime(stage)).toEqual({ startMs: 8_765, endMs: 10_000 });
  });

  test.each([
    ['from the cache', { rebuilt: false }],
    ['without a time', { savedAt: undefined }],
    ['without a duration', { seconds: undefined }],
  ])('is not known of one %s', (_, fields) => {
    expect(buildTime({ ...stage, ...fields })).toBeUndefined();
  });
});

test('those that are worth most come first: built, slow, large', () => {
  const costs = [
    { name: 'unknown', rebuilt: false, seconds: undefined, size: undefined },
    { name: 'small', rebuilt: false, seconds: 9, size: 1 },
    { name: 'quick', rebuilt: true, seconds: 1, size: 1 },
    { name: 'large', rebuilt: false, seconds: 9, size: 2 },
  ];
  const names = (order: typeof bySlowness) => costs.toSorted(order).map(({ name }) => name);
  expect(names(bySlowness)).toEqual(['large', 'small', 'quick', 'unknown']);
  expect(costs.toSorted(byWorth).map(({ name }) => name)).toEqual(['quick', 'large', 'small', 'unknown']);
});
