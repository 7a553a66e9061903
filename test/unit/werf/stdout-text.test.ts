import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutputTail, STDOUT_TAIL_BYTES } from '../../../src/werf/output-tail.ts';
import { stdoutEnd, stdoutText } from '../../../src/werf/stdout-text.ts';

function endOf(chunks: readonly (string | Uint8Array)[], limit?: number) {
  const tail = new OutputTail(limit);
  for (const chunk of chunks) tail.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return stdoutEnd(tail);
}

test.each<readonly [string, readonly (string | Uint8Array)[], number | undefined, string, string]>([
  ['nothing', [], undefined, 'nothing', ''],
  ['all, without the line breaks at its end', ['\n a\n\tb \r\n\n'], undefined, 'nothing', '\n a\n\tb '],
  ['what a program meant', ['\u001b[31mred\u001b[0m\r10 %'], undefined, 'nothing', '\u001b[31mred\u001b[0m\r10 %'],
  ['whole lines where it is cut', ['one two\nthree\nfour\n'], 14, 'line', 'three\nfour'],
  ['whole words of a single line', ['one two three'], 8, 'blank', 'three'],
  ['whole words of a line with its end', ['one two three\n'], 9, 'blank', 'three'],
  ['whole characters of a single word', ['onetwothree'], 8, 'character', 'twothree'],
  ['whole characters of a word with its end', ['onetwothree\n\n'], 8, 'character', 'othree'],
  ['no part of a character', ['éééé é'], 6, 'blank', 'é'],
  ['no part of a character of four bytes', ['😀😀😀'], 7, 'character', '😀'],
])('%s', (_, chunks, limit, cut, text) => {
  const end = endOf(chunks, limit);
  expect([end.cut, stdoutText(end)]).toEqual([cut, text]);
});

const piece = (length: number, text = 'x') => text.repeat(length);

test.each<readonly [string, string, string, string]>([
  ['what is just short enough is whole', piece(64_000), 'nothing', piece(64_000)],
  ['one character more', piece(64_001), 'character', piece(64_000)],
  ['a line that starts where the limit is', `a\n${piece(63_999)}\n`, 'line', piece(63_999)],
  ['no line where nothing has to go', `a\n${piece(63_997)}\n`, 'nothing', `a\n${piece(63_997)}`],
  ['a word that starts where the limit is', `aa ${piece(64_000)}`, 'blank', piece(64_000)],
  ['a word that starts behind it', `aa ${piece(10)} ${piece(63_995)}`, 'blank', piece(63_995)],
  ['a word of characters of two bytes', piece(40_000, 'é'), 'character', piece(32_000, 'é')],
  ['a word of characters of three', piece(30_000, '…'), 'character', piece(21_333, '…')],
  ['a long word before a short line', `${piece(70_000)}\nend\n`, 'line', 'end'],
  ['a word of far more than is kept', piece(1_000_000), 'character', piece(64_000)],
])('64 kB: %s', (_, output, cut, text) => {
  const end = endOf([output], STDOUT_TAIL_BYTES);
  expect(end.cut).toBe(cut);
  expect(stdoutText(end) === text).toBe(true);
});

test('is at most 64 kB, also where each byte is no character', () => {
  for (const line of [Buffer.from('é line\n'), Buffer.from([0xff, 0x0a])]) {
    const text = stdoutText(
      endOf(
        Array.from({ length: 40_000 }, () => line),
        STDOUT_TAIL_BYTES,
      ),
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(63_000);
    expect(line.toString()).toBe(`${text.split('\n')[0]}\n`);
  }
});

test('is the end of what was printed, and no part of a character', () => {
  const pieces = fc.array(fc.constantFrom('a', 'é', '…', '😀', ' ', '\n', '\t'), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 40 }), (chunks, limit) => {
      const printed = chunks.join('').replace(/[\r\n]+$/, '');
      const text = stdoutText(endOf(chunks, limit));
      expect(printed.endsWith(text)).toBe(true);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\ufffd');
    }),
  );
});
