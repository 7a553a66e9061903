import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, lastWords, shorten } from '../../src/text.ts';

test.each([
  ['', 8, ''],
  ['12345678', 8, '12345678'],
  ['123456789', 8, '12 … 9'],
  ['ééééé', 9, 'é … é'],
  ['outer: inner: cause', 15, 'outer … cause'],
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
      const [head = '', tail = ''] = [short.slice(0, short.indexOf(' … ')), short.slice(short.lastIndexOf(' … ') + 3)];
      expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
    }),
  );
});

test.each([
  ['one two', 7, 'one two'],
  ['one two', 6, ' two'],
  ['one two', 5, ' two'],
  ['one two', 3, ''],
  ['onetwo', 3, ''],
  ['one\ntwo\n', 6, '\ntwo\n'],
])('of %j the last words within %d are %j', (text, limit, expected) => {
  expect(lastWords(text, limit)).toBe(expected);
});
