// Where the border of a box stands in a line, and the last lines of a box.
import { describe, expect, test } from 'vitest';
import { BOTTOM, borderOf, SIDE, TOP } from '../../../../src/reports/rollout/border.ts';
import { BoxTail } from '../../../../src/reports/rollout/box-tail.ts';

const NONE = { kind: 0, at: 0, textAt: 0 };
const borderIn = (line: string, stamped = false) => {
  // What stands before and after it in the buffer is no part of the line.
  const bytes = Buffer.from(`│${line}│`);
  return borderOf(bytes, 3, bytes.length - 3, stamped);
};

describe('the border of a line', () => {
  test.each([
    ['│ a', { kind: SIDE, at: 0, textAt: 3 }],
    ['├ a', { kind: SIDE, at: 0, textAt: 3 }],
    ['┌ a', { kind: TOP, at: 0, textAt: 3 }],
    ['└ a', { kind: BOTTOM, at: 0, textAt: 3 }],
    ['│', { kind: SIDE, at: 0, textAt: 3 }],
    ['\u001b[1m┌ a', { kind: TOP, at: 4, textAt: 7 }],
    ['\u001b[0m\u001b[38;5;109m┌ a', { kind: TOP, at: 15, textAt: 18 }],
    ['\u001b[38:2:0:9:0m└ a', { kind: BOTTOM, at: 13, textAt: 16 }],
    ['\u001b[m┌ a', { kind: TOP, at: 3, textAt: 6 }],
    ['\u001b[2K┌ a', NONE],
    ['\u001b[ 1m┌ a', NONE],
    ['\u001b[1', NONE],
    [' │ a', NONE],
    ['a │', NONE],
    ['─ a', NONE],
    ['', NONE],
  ])('%j', (line, border) => {
    expect(borderIn(line)).toEqual(border);
  });

  test.each([
    ['2026-11-25T16:48:30Z │ a', { kind: SIDE, at: 21, textAt: 24 }],
    ['\u001b[1mNov 25\u001b[0m ┌ a', { kind: TOP, at: 15, textAt: 18 }],
    ['no border', NONE],
    [`${' '.repeat(119)}│`, { kind: SIDE, at: 119, textAt: 122 }],
    [`${' '.repeat(121)}│`, NONE],
  ])('behind a time stamp: %j', (line, border) => {
    expect(borderIn(line, true)).toEqual(border);
  });
});

describe('the last lines of a box', () => {
  const tailOf = (lines: readonly string[], limit: number) => {
    const tail = new BoxTail();
    for (const line of lines) {
      const bytes = Buffer.from(`│ ${line}`);
      tail.add(bytes, 4, bytes.length);
    }
    const { lines: last, cut } = tail.last(limit);
    return { lines: last.map((bytes) => Buffer.from(bytes).toString()), cut };
  };

  test.each<[string, readonly string[], number, readonly string[], boolean]>([
    ['none', [], 3, [], false],
    ['fewer than asked for', ['a', 'b'], 3, ['a', 'b'], false],
    ['as many', ['a', 'b', 'c'], 3, ['a', 'b', 'c'], false],
    ['more', ['a', 'b', 'c', 'd'], 3, ['b', 'c', 'd'], true],
    ['empty ones, too', ['', 'b', '', ''], 3, ['b', '', ''], true],
    ['an empty one alone', [''], 3, [''], false],
  ])('%s', (_, lines, limit, last, cut) => {
    expect(tailOf(lines, limit)).toEqual({ lines: last, cut });
  });

  test('of more than is kept: what lost its start is left out', () => {
    expect(tailOf(['x'.repeat(20_000), 'a'], 3)).toEqual({ lines: ['a'], cut: true });
    expect(tailOf(['a', 'x'.repeat(16 * 1024 - 1)], 3)).toEqual({ lines: [], cut: true });
    expect(tailOf(['x'.repeat(16 * 1024 - 1)], 3).lines).toEqual(['x'.repeat(16 * 1024 - 1)]);
  });

  test('of a box that follows another are its own', () => {
    const tail = new BoxTail();
    tail.add(Buffer.from('before'), 0, 6);
    tail.clear();
    tail.add(Buffer.from('after'), 0, 5);
    expect(tail.last(3)).toEqual({ lines: [new Uint8Array(Buffer.from('after'))], cut: false });
  });
});
