// Lines outside of all boxes, lines that a narrow terminal wrapped, and percent signs that werf 2 mangled.
import { expect, test } from 'vitest';
import { mendedLines } from '../../../../src/reports/rollout/plain.ts';
import { said, wrappedStart } from '../../../../src/reports/rollout/plain-lines.ts';

test.each([
  ['within a word', 'Start release "sho ↵', 'Start release "sho'],
  ['between words, filled up with blanks', 'Start release    ↵', 'Start release '],
  ['not at all', 'Start release', undefined],
  ['by a mark that no blank precedes', 'Start release↵', undefined],
  ['by a mark in its midst', 'Start ↵ release', undefined],
])('a line that is wrapped %s', (_, line, start) => {
  expect(wrappedStart(line)).toBe(start);
});

test.each<[line: string, release: string, namespace: string | undefined]>([
  ['Start release "shop" (namespace: "live")', 'shop', 'live'],
  ['Starting release "shop" (namespace: "live")', 'shop', 'live'],
  ['Start rollback of release "shop" (namespace: "live")', 'shop', 'live'],
  ['Starting rollback of release "shop"(namespace: "live")', 'shop', 'live'],
  ['Delete release "shop" (namespace: "live")', 'shop', 'live'],
  ['Deleting release "shop"', 'shop', undefined],
])('a release is begun: %s', (line, release, namespace) => {
  expect(said(line)).toEqual({ what: 'started', release, namespace });
});

test.each([
  'The Start release "shop" (namespace: "live")',
  'Succeeded release "shop" (namespace: "live")',
  'Restart release "shop"',
  'Start release ""',
  'Start release shop',
  `Start release "${'s'.repeat(301)}"`,
  ' Waiting for locked "release/shop"',
  'Waiting for locked ""',
  'My Signal: interrupt',
  'Signal: interrupt and more',
  'Signal: hangup',
  '',
])('means nothing here: %j', (line) => {
  expect(said(line)).toBeUndefined();
});

test('a lock that is waited for, and a signal', () => {
  expect(said('Waiting for locked "release/shop" (2 s)')).toEqual({ what: 'locked', lock: 'release/shop' });
  expect(said('Signal: interrupt')).toEqual({ what: 'interrupted' });
  expect(said('Signal: terminated  ')).toEqual({ what: 'interrupted' });
});

const TITLE = 'Logs for Pod/web-1, container/web';
test.each([
  ['a verb', ['100%!d(MISSING)one'], ['100%done']],
  ['none', ['100%!(NOVERB)'], ['100%']],
  ['the end of a line', ['at 50%!', '(MISSING)next'], ['at 50%', 'next']],
  ['the end of the last line: the end of the box is no line', ['a', 'at 50%!', `(MISSING)${TITLE}`], ['a', 'at 50%']],
  ['the same before an empty line', ['at 50%!', `(MISSING)${TITLE}`, ''], ['at 50%']],
  ['the end of another box', ['at 50%!', '(MISSING)Logs for Pod/other'], ['at 50%', 'Logs for Pod/other']],
  ['the words without a sign before them', ['at 50', `(MISSING)${TITLE}`], ['at 50', `(MISSING)${TITLE}`]],
  ['nothing', ['(MISSING) files: 3%'], ['(MISSING) files: 3%']],
])('a percent sign that swallowed %s', (_, lines, expected) => {
  expect(mendedLines(lines, TITLE)).toEqual(expected);
});
