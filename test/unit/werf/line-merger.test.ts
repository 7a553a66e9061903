import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineMerger } from '../../../src/werf/line-merger.ts';

type Piece = readonly [from: 0 | 1, text: string];

/** What comes out, and what of it before the end. */
function merge(pieces: readonly Piece[]) {
  let out = '';
  const merger = new LineMerger((bytes) => {
    out += bytes.toString('latin1');
  });
  for (const [from, text] of pieces) merger.push(from, Buffer.from(text, 'latin1'));
  const early = out;
  const lineIsOpen = merger.end();
  return { early, out, lineIsOpen };
}

describe('lines', () => {
  const table: ReadonlyArray<readonly [string, readonly Piece[], { early: string; out: string; lineIsOpen: boolean }]> =
    [
      ['pass at once', [[0, 'a\nb\n']], { early: 'a\nb\n', out: 'a\nb\n', lineIsOpen: false }],
      [
        'of the one stay whole where the other comes in between',
        [
          [0, 'begin'],
          [1, 'other\n'],
          [0, 'end\n'],
        ],
        { early: 'other\nbeginend\n', out: 'other\nbeginend\n', lineIsOpen: false },
      ],
      [
        'without an end stand for themselves',
        [
          [0, 'a'],
          [1, 'b'],
        ],
        { early: '', out: 'a\nb', lineIsOpen: true },
      ],
      [
        'end with a carriage return, too',
        [
          [0, '10 %\r'],
          [1, 'other\n'],
          [0, '20 %\r'],
        ],
        { early: 'other\n10 %\r', out: 'other\n10 %\r20 %\r', lineIsOpen: true },
      ],
      [
        'whose end comes in two parts are not torn',
        [
          [0, 'a\r'],
          [1, 'b\n'],
          [0, '\nc\n'],
        ],
        { early: 'b\na\r\nc\n', out: 'b\na\r\nc\n', lineIsOpen: false },
      ],
    ];
  test.each(table)('%s', (_, pieces, expected) => {
    expect(merge(pieces)).toEqual(expected);
  });
});

test('a very long line is not held back, and the other stream waits for its end', () => {
  const long = 'x'.repeat(70_000);
  const { early, out, lineIsOpen } = merge([
    [0, long],
    [1, 'other\n'],
    [0, 'end\nnext\n'],
    [1, 'last\n'],
  ]);
  expect(early).toBe(`${long}end\nnext\nother\nlast\n`);
  expect({ out, lineIsOpen }).toEqual({ out: early, lineIsOpen: false });
});

test('but not without a bound', () => {
  const others = Array.from({ length: 20 }, () => [1, `${'y'.repeat(60_000)}\n`] as const);
  expect(merge([[0, 'x'.repeat(70_000)], ...others]).early).toContain('y');
});

test('the bytes of each stream stay in order, and no short line is torn', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' '), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom<0 | 1>(0, 1), line)), (pieces) => {
      // Told apart by their case.
      const cased = pieces.map(([from, text]) => [from, from === 0 ? text.toLowerCase() : text.toUpperCase()] as const);
      const { out } = merge(cased);
      const of = (from: 0 | 1) => cased.flatMap(([other, text]) => (other === from ? [text] : [])).join('');
      const letters = (text: string) => text.replace(/[\n\r ]/g, '');
      expect(out.replace(/[^a-z]/g, '')).toBe(letters(of(0)));
      expect(out.replace(/[^A-Z]/g, '')).toBe(letters(of(1)));
      for (const each of out.split(/[\n\r]/)) expect(/[a-z]/.test(each) && /[A-Z]/.test(each)).toBe(false);
    }),
  );
});

test('of a chunk that goes on in two parts, the memory goes with the last that is written', () => {
  const parts: Array<readonly [string, boolean]> = [];
  const chunk = Buffer.from('a\nb');
  const merger = new LineMerger((bytes, whole) => {
    parts.push([bytes.toString(), whole === chunk]);
    whole?.fill('!');
  });
  merger.push(0, chunk);
  merger.end();
  expect(parts).toEqual([
    ['a\n', true],
    ['b', false],
  ]);
});
