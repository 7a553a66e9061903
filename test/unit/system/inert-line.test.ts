import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inertLine } from '../../../src/system/inert-line.ts';
import { obeyedCommands } from '../../support/runner-commands.ts';

test.each([
  ['::add-mask::x', 'add-mask::x'],
  ['::::add-mask::x', 'add-mask::x'],
  [' ::\t::::add-mask::x', 'add-mask::x'],
  ['\u0085::add-mask::x', 'add-mask::x'],
  [':::add-mask::x', ':add-mask::x'],
  ['a\r\n::add-mask::x', 'a ::add-mask::x'],
  ['a ###[add-mask]x', 'a ### [add-mask]x'],
  ['  indented :: as it is', '  indented :: as it is'],
])('%j', (message, line) => {
  expect(inertLine(message)).toBe(line);
});

test('no message is a command, whatever it holds', () => {
  const part = fc.constantFrom(
    ...['::add-mask::', '##[error]', '::', ':', '##[', '#', '[', ']', 'add-mask', 'error', 'stop-commands', ' file=x'],
    ...[' ', '\t', '\v', '\r', '\n', '\u0085', '\u00a0', '\u2028', '\u3000', '\ufeff', '\0', 'x'],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 6 }), (parts) => {
      expect(obeyedCommands(inertLine(parts.join('')))).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
});
