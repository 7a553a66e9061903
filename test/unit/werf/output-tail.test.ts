import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorText, failureText, lastErrorLine } from '../../../src/werf/error-text.ts';
import { OutputTail } from '../../../src/werf/output-tail.ts';
import { golden, hostileText } from '../../support/reports.ts';

function tail(chunks: readonly (string | Uint8Array)[], limit?: number): string {
  const errorTail = new OutputTail(limit);
  for (const chunk of chunks) errorTail.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return errorText(errorTail);
}

describe('text', () => {
  test.each<[string, readonly (string | Uint8Array)[], string]>([
    ['nothing', [], ''],
    ['lines', ['a\nb\n'], 'a\nb'],
    ['lines in pieces', ['a', '\n', '', 'b\nc'], 'a\nb\nc'],
    ['colours and links', ['\u001b[31;1mError: x\u001b[0m \u001b]8;;http://a\u0007b\u001b]8;;\u0007\n'], 'Error: x b'],
    ['a colour in pieces', ['\u001b[3', '1mred\u001b', '[0m'], 'red'],
    ['progress that was overwritten', ['10 %\r50 %\r100 %\ndone\n'], '100 %\ndone'],
    ['line ends of Windows', ['a\r\nb\r\n'], 'a\nb'],
    ['control characters', ['a\u0000b\u0007c\u0008\td'], 'abc\td'],
    ['a character in pieces', [Uint8Array.of(0xe2, 0x94), Uint8Array.of(0x82)], '│'],
    ['a character whose end is missing', ['a', Uint8Array.of(0xe2, 0x94)], 'a'],
  ])('%s', (_, chunks, expected) => {
    expect(tail(chunks)).toBe(expected);
  });

  test.each([
    ['starts at a whole line', ['first line\nsecond\nthird\n'], 10, 'third'],
    ['keeps the whole words of a single long line', ['012345 6789 01'], 9, '6789 01'],
    ['keeps no part of a word', ['0123456789'], 4, ''],
    ['the same where it is ended', ['012345 6789 01\n'], 10, '6789 01'],
    ['the same with empty lines after it', ['012345 6789 01\n \n'], 12, '6789 01'],
    ['breaks no character', ['éééé é'], 6, 'é'],
    ['takes a chunk larger than itself', ['x\n', `${'y'.repeat(100)}\nend\n`], 8, 'end'],
  ])('cut: %s', (_, chunks, limit, expected) => {
    expect(tail(chunks, limit)).toBe(expected);
  });

  test('is the end of all bytes, however they come', () => {
    const bytes = fc.array(fc.uint8Array({ min: 33, max: 126, maxLength: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 64 }), (chunks, limit) => {
        const errorTail = new OutputTail(limit);
        for (const chunk of chunks) errorTail.push(chunk);
        expect(Buffer.from(errorTail.bytes())).toEqual(Buffer.concat(chunks).subarray(-limit));
      }),
    );
  });

  test('can be read while more comes, and keeps a chunk that its owner uses again', () => {
    const errorTail = new OutputTail();
    const chunk = Buffer.from('first\n');
    errorTail.push(chunk);
    chunk.fill('x');
    expect(errorText(errorTail)).toBe('first');
    errorTail.push(Buffer.from('second\n'));
    expect(errorText(errorTail)).toBe('first\nsecond');
  });
});

describe('lastErrorLine', () => {
  test('of a real werf', () => {
    const line = lastErrorLine(tail([golden('converge-failed/output.txt')]));
    expect(line).toMatch(/^Error: release install: failed release "shop-prod" .* used for validation is '.*'\)$/);
  });

  test.each([
    ['', ''],
    ['\n \n', ''],
    ['Error: one\nError: two\nRunning time 1 s', 'Error: two'],
    ['Error: config is wrong\n\n  - image: x\n', 'Error: config is wrong'],
    ['│ Error: of a tool\nError: werf\n│ Error: late', 'Error: werf'],
    ['panic: nil map\n\ngoroutine 1 [running]:\nmain.main()', 'panic: nil map'],
    ['one\ntwo  \n', 'two'],
    ['2026-11-25T18:20:01Z Error: late\nRunning time', 'Error: late'],
    ['2026-11-25T18:20:01+01:00 Error: one\u2028two', 'Error: one\u2028two'],
    ['18:20:01.123 Error: x', 'Error: x'],
    ['[18:20:01] panic: x', 'panic: x'],
    ['Mon, 02 Jan 2006 15:04:05 MST Error: x', 'Error: x'],
    ['Jan  2 15:04:05 Error: x', 'Error: x'],
    ['3:04PM Error: x', 'Error: x'],
    ['│ 18:20 web Error: of an application\nlast', 'last'],
    ['web 2 Error: no stamp\nlast', 'last'],
  ])('%j', (text, expected) => {
    expect(lastErrorLine(text)).toBe(expected);
  });

  test('has at most 4 kB, with its start and its cause', () => {
    const line = lastErrorLine(`Error: outer: ${'é '.repeat(10_000)}: cause`);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4000);
    expect(line).toMatch(/^Error: outer: é.*é … é.*: cause$/);
  });

  test('is one line without control characters, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (lines) => {
        expect(lastErrorLine(tail([lines.join('\n')]))).not.toMatch(/[^\P{Cc}\t]/u);
      }),
    );
  });
});

test.each([
  ['an error on stderr', 'Error: a', 'Error: b', 'Error: a'],
  ['an error on stdout alone', '', 'building\nError: b', 'building\nError: b'],
  ['an error on stdout, and a warning', 'WARNING: a', '2026-11-25T18:20:01Z Error: b', '2026-11-25T18:20:01Z Error: b'],
  ['no error at all', 'a', 'b', 'a'],
  ['no error, and nothing on stderr', '', 'kind: Pod', ''],
])('what a failed command said: %s', (_, stderr, stdout, expected) => {
  expect(failureText(stderr, stdout)).toBe(expected);
});
