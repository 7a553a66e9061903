import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pauseBeforeRetry, retryAfterMs } from '../../../src/net/retry.ts';

afterEach(() => vi.unstubAllEnvs());

const now = Date.UTC(2026, 10, 23, 8, 0, 0);

describe('Retry-After', () => {
  test.each<readonly [header: string | readonly string[], milliseconds: number]>([
    ['0', 0],
    ['1', 1000],
    ['3600', 3_600_000],
    [' 2 ', 2000],
    [['3', '9'], 3000],
    ['Mon, 23 Nov 2026 08:00:05 GMT', 5000],
    ['Monday, 23-Nov-26 08:00:05 GMT', 5000],
    ['Mon Nov 23 08:00:05 2026', 5000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 3_600_000],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('%j asks for %i ms', (header, milliseconds) => {
    expect(retryAfterMs(header, now)).toBe(milliseconds);
  });

  test.each(['America/New_York', 'Asia/Tokyo'])('a date without GMT in it is GMT all the same in %s', (zone) => {
    vi.stubEnv('TZ', zone);
    expect(new Date(now).getHours()).not.toBe(8);
    expect(retryAfterMs('Mon Nov 23 08:00:05 2026', now)).toBe(5000);
    expect(retryAfterMs('Mon, 23 Nov 2026 08:00:05 GMT', now)).toBe(5000);
  });

  test('seconds beyond every budget stay beyond it', () => {
    expect(retryAfterMs('9'.repeat(400), now)).toBe(Number.POSITIVE_INFINITY);
  });

  test.each<string | readonly string[] | undefined>([
    undefined,
    '',
    ' ',
    [],
    '-1',
    '1.5',
    '1e3',
    '0x10',
    '5s',
    'soon',
    'Wait 9999',
    'Monday 5',
    'on Mon, 23 Nov 2026 08:00:05 GMT',
    'Mon, 23 Nov 002026 08:00:05 GMT',
    'May 5',
    'Mon, 99 Nov 2026 08:00:05 GMT',
    '2026-11-23T08:00:05Z',
    '23 Nov 2026 08:00:05 GMT',
  ])('%j asks for nothing', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });

  test('either form of a date comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
        expect(retryAfterMs(new Date(now + seconds * 1000).toUTCString(), now)).toBe(seconds * 1000);
        expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1000);
      }),
    );
  });

  test('any header gives a wait that is not negative, or nothing', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^(?:Mon|Sunday),? [ \w:-]{0,30}$/));
    fc.assert(
      fc.property(text, (header) => {
        expect(retryAfterMs(header, now) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the pause before the next try', () => {
  test.each([
    [1, 100, 200],
    [2, 200, 400],
    [3, 400, 800],
    [4, 800, 1600],
    [5, 1000, 2000],
    [6, 1000, 2000],
    [5000, 1000, 2000],
  ])('after %i failures is from %i up to %i ms', (failures, shortest, longest) => {
    expect(pauseBeforeRetry(failures, 0, undefined)).toBe(shortest);
    expect(pauseBeforeRetry(failures, 0.5, undefined)).toBe((shortest + longest) / 2);
    expect(pauseBeforeRetry(failures, 0.999_999, undefined)).toBeCloseTo(longest, 0);
  });

  test('is never less than what the endpoint asked for, and never less than the backoff', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), random, fc.nat(10_000), (failures, chance, asked) => {
        const backoff = pauseBeforeRetry(failures, chance, undefined);
        expect(backoff).toBeGreaterThanOrEqual(100);
        expect(backoff).toBeLessThanOrEqual(2000);
        expect(pauseBeforeRetry(failures, chance, asked)).toBe(Math.max(backoff, asked));
      }),
    );
  });

  test('without end where the endpoint asked for that', () => {
    expect(pauseBeforeRetry(1, 0.5, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});
