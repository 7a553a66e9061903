import { expect, test } from 'vitest';
import { toAll } from '../../../src/werf/output-sink.ts';

test('every sink gets every chunk, also after one that throws, which gets nothing more', () => {
  const seen: string[] = [];
  let calls = 0;
  const sink = toAll([
    (chunk) => seen.push(`first ${chunk}`),
    () => {
      calls += 1;
      throw new Error('broken');
    },
    (chunk) => seen.push(`last ${chunk}`),
  ]);
  sink(Buffer.from('a'));
  sink(Buffer.from('b'));
  expect(seen).toEqual(['first a', 'last a', 'first b', 'last b']);
  expect(calls).toBe(1);
});
