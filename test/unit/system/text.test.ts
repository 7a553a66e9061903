import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  byteLength,
  firstBytes,
  MAX_WHOLE_WORD_CHARACTERS,
  shortenBytes,
  shortenCharacters,
  withoutLastWord,
} from '../../../src/system/text.ts';

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
  expect(shortenBytes(text, limit)).toBe(expected);
});

test.each([
  ['', 8, ''],
  ['12345678', 8, '12345678'],
  ['one two three', 13, 'one two three'],
  ['one two three', 12, 'one two …'],
  ['+ é é ééé', 11, '+ é é …'],
  ['+ token=0123456789', 12, '+ …'],
  // A word that alone is longer may be a secret.
  ['0123456789 0', 8, '…'],
])('the start of %j within %d bytes is %j', (text, limit, expected) => {
  expect(firstBytes(text, limit)).toBe(expected);
});

test('never exceeds its limit, breaks no character, and keeps both ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 8, max: 80 }), (text, limit) => {
      const short = shortenBytes(text, limit);
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

const LONG = MAX_WHOLE_WORD_CHARACTERS + 1;
const x = (count: number) => 'x'.repeat(count);

test.each<readonly [text: string, limit: number, expected: string]>([
  ['', 8, ''],
  ['слово слово', 11, 'слово слово'],
  ['слово слово слово', 16, 'слово … слово'],
  ['𐀀'.repeat(20), 20, '𐀀'.repeat(20)],
  ['outer: inner: cause', 17, 'outer: … cause'],
  // A word that may be a secret which the runner masks stays whole, or goes.
  ['first 0123456789', 14, 'first …'],
  [x(LONG - 1), 100, '…'],
  [x(LONG), 23, `${x(10)}…${x(10)}`],
  ['字'.repeat(LONG), 23, `${'字'.repeat(10)}…${'字'.repeat(10)}`],
  [`a: {"code":"${x(400)}"}`, 103, `a: {"code":"${x(38)}…${x(48)}"}`],
  [`${x(LONG)} ${'b '.repeat(40)}`.trim(), 63, `${x(30)}… ${'b '.repeat(15)}`.trim()],
  // Half of the limit is there without.
  [`${'b '.repeat(50)}${x(LONG)}`, 81, `${'b '.repeat(20)}…`],
])('%j within %d characters is %j', (text, limit, expected) => {
  expect(shortenCharacters(text, limit)).toBe(expected);
});

test('characters: never exceeds its limit, keeps both ends, and cuts long words alone', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(' ', '\n', x(LONG), '字'.repeat(LONG), x(LONG - 20)),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 8, max: 900 }), (parts, limit) => {
      const text = parts.join('');
      const short = shortenCharacters(text, limit);
      expect([...short].length).toBeLessThanOrEqual(limit);
      if (short === text) return;
      const places = [...short.matchAll(/…/g)].map(({ index }) => index);
      const cut = places.some((at) => {
        const [head, tail] = [short.slice(0, at), short.slice(at + 1)];
        return text.startsWith(head.trimEnd()) && text.endsWith(tail.trimStart());
      });
      expect(cut).toBe(true);
      const words = text.split(/[ \t\n]/);
      for (const word of short.split(/[ \t\n]/)) {
        const isWhole = word === '…' || words.includes(word);
        expect(
          isWhole ||
            words.some((one) => [...one].length > MAX_WHOLE_WORD_CHARACTERS && one.includes(word.split('…')[0] ?? '')),
        ).toBe(true);
      }
    }),
  );
});

test('a text of ten million characters takes a moment', () => {
  expect(shortenCharacters(x(10_000_000), 1000)).toHaveLength(998);
});

test('the last word goes, and the blank before it stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '𝛼', ' ', '\t', '\u00a0'), maxLength: 20 }), (text) => {
      expect(withoutLastWord(text)).toBe(text.replace(/\S*$/, ''));
    }),
  );
});
