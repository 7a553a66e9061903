import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, shorten } from '../../../src/system/text.ts';

test.each([
  ['', 8, ''],
  ['12345678', 8, '12345678'],
  ['123456789', 8, '…'],
  ['é é ééé', 11, 'é …'],
  ['ééé é éé é ééé', 17, 'ééé … ééé'],
  ['outer: inner: cause', 15, '… cause'],
  ['outer: inner: cause', 17, 'outer: … cause'],
  ['first 0123456789', 14, 'first …'],
  ['a token=0123456789 was refused by it', 24, 'a … by it'],
])('%j within %d bytes is %j', (text, limit, expected) => {
  expect(shorten(text, limit)).toBe(expected);
});

test('never exceeds its limit, breaks no character, and keeps both ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 8, max: 80 }), (text, limit) => {
      const short = shorten(text, limit);
      expect(byteLength(short)).toBeLessThanOrEqual(limit);
      if (short === text) return;
      const cuts = [...short.matchAll(/…/g)].map(({ index }) => [
        short.slice(0, index).trimEnd(),
        short.slice(index + 1).trimStart(),
      ]);
      expect(cuts.some(([head = '', tail = '']) => text.startsWith(head) && text.endsWith(tail))).toBe(true);
      for (const word of short.split(/\s/)) expect(['…', ...text.split(/\s/)]).toContain(word);
    }),
  );
});
