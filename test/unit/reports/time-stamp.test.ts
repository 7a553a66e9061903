// What may be a time that werf puts before a line.
import { expect, test } from 'vitest';
import { isTimeStamp } from '../../../src/reports/time-stamp.ts';

test.each([
  ['10:00:00 ', true],
  ['2026-11-25T10:00:00.123456789Z ', true],
  ['Wed, 25 Nov 2026 10:00:00 +0000 ', true],
  ['[25/Nov 10:00] ', true],
  ['', false],
  ['10:00:00', false],
  ['Wednesday ', false],
  ['10:00 │ ', false],
  [`${'1'.repeat(81)} `, false],
])('%j: %j', (text, is) => {
  expect(isTimeStamp(text)).toBe(is);
});
