import { expect, test } from 'vitest';
import {
  code,
  codeBlock,
  codeCell,
  cutNote,
  fitting,
  oneLine,
  visible,
  visibleLine,
} from '../../../../src/results/summary/markdown.ts';

test.each([
  ['backend', '`backend`'],
  ['', '–'],
  [' ', '` `'],
  [' a', '`  a `'],
  ['a`b', '``a`b``'],
  ['`a``', '``` `a`` ```'],
  ['a\nb', '`a�b`'],
  ['<b>|</b>', '`<b>|</b>`'],
])('%j as code is %j', (text, expected) => {
  expect(code(text)).toBe(expected);
});

test('a pipe in a cell', () => {
  expect(codeCell('a|b\\|c')).toBe('`a\\|b\\\\|c`');
});

test('characters that hide or turn the others are shown as such', () => {
  expect(visible('a\u202eb\u200bc\ufeff\u0000\ud800\u2028d')).toBe('a�b�c����d');
});

test('a long text loses its middle', () => {
  expect(visible(`aaaa ${'c'.repeat(300)} bbbb`, { maxBytes: 13 })).toBe('aaaa … bbbb');
});

test('a limit counts bytes or characters, as it says', () => {
  const text = `äää ${'ö'.repeat(20)} üüü`;
  expect(visible(text, { maxBytes: 19 })).toBe('äää … üüü');
  expect(visible(text, { maxCharacters: 28 })).toBe(text);
  expect(visible(text, { maxCharacters: 27 })).toBe('äää … üüü');
  expect(code(text, { maxCharacters: 27 })).toBe('`äää … üüü`');
});

test('a tab of a line is four blanks, and of a name none', () => {
  expect(visibleLine('\ta\tb\u0007', { maxBytes: 100 })).toBe('    a    b�');
  expect(visible('a\tb')).toBe('a�b');
});

test('a block cannot be ended from within', () => {
  expect(codeBlock(['```', 'x', '````'])).toBe('`````text\n```\nx\n````\n`````');
});

test('no line is made after the first that does not fit', () => {
  const made: string[] = [];
  const line = (text: string): string => {
    made.push(text);
    return text;
  };
  expect(fitting(['é', 'bb', 'cc', 'd'], line, 6)).toEqual(['é', 'bb']);
  expect(made).toEqual(['é', 'bb', 'cc']);
});

test.each([
  [2, 2, ''],
  [1, 4000, '_Shown: the first 1 of 4,000 images; the rest is cut._\n'],
])('%d of %d', (shown, total, expected) => {
  expect(cutNote(shown, total, 'first', 'images')).toBe(expected);
});

test.each([
  ['one', 'one'],
  [' one \n\n  two\t\r\nthree\n', 'one two three'],
  ['in  one', 'in  one'],
  ['+\tadded\n\tby', '+ added by'],
  ['\n', ''],
])('%j on one line', (text, expected) => {
  expect(oneLine(text)).toBe(expected);
});

test('blanks without end on one line take no time that grows with their square', () => {
  const blanks = ' '.repeat(2_000_000);
  expect(oneLine(`a${blanks}b\nc${blanks}`)).toBe(`a${blanks}b c`);
});
