// Titles of boxes, what closes them, and Go's quoting of what stands in them.
import { expect, test } from 'vitest';
import { boxOf, closing } from '../../../../src/reports/rollout/boxes.ts';
import { unquoted } from '../../../../src/reports/rollout/go-quoting.ts';

test.each([
  ['Progress status', { kind: 'progress' }],
  ['Completed operations', { kind: 'operations', list: 'completed' }],
  ['Canceled operations', { kind: 'operations', list: 'canceled' }],
  ['Failed operations', { kind: 'operations', list: 'failed' }],
  [
    'Logs for Pod/web-1, container/web',
    { kind: 'lines', of: 'logs', resource: 'Pod/web-1', source: 'container/web', namespace: undefined },
  ],
  [
    'Logs for Pod/web-1, container/web, namespace: other',
    { kind: 'lines', of: 'logs', resource: 'Pod/web-1', source: 'container/web', namespace: 'other' },
  ],
  [
    'Events for Deployment/web',
    { kind: 'lines', of: 'events', resource: 'Deployment/web', source: '', namespace: undefined },
  ],
  [
    'Events for Deployment/web, namespace: other',
    { kind: 'lines', of: 'events', resource: 'Deployment/web', source: '', namespace: 'other' },
  ],
])('%s', (title, box) => {
  expect(boxOf(title)).toEqual(box);
});

test.each([
  '',
  'Progress status of more',
  'All Completed operations',
  'Completed operations of more',
  'Old Logs for Pod/web-1, container/web',
  'Logs for Pod/web-1',
  'Logs for web-1, container/web',
  'All Events for Deployment/web',
  'Events for Deployment/web and more',
  'Events for web',
])('another box: %j', (title) => {
  expect(boxOf(title)).toEqual({ kind: 'other' });
});

test.each([
  ['build', { failed: false }],
  ['build (0.19 seconds)', { failed: false }],
  ['build (2 seconds) FAILED', { failed: true }],
  ['build FAILED', { failed: true }],
  ['build of another', undefined],
  ['a build', undefined],
  ['build (0.19 seconds) and more', undefined],
])('the end of the box build: %s', (line, end) => {
  expect(closing('build', line)).toEqual(end);
});

test.each([
  ['plain"', 'plain'],
  ['a \\"word\\" and more" Errors:1', 'a "word" and more'],
  ['\\a\\b\\f\\n\\r\\t\\v\\\\\\\'"', "\u0007\b\f\n\r\t\v\\'"],
  ['\\x41\\u00e9\\U0001f6d2"', 'Aé🛒'],
  ['\\U00110000"', '\\U00110000'],
  ['\\U0010ffff"', '\u{10ffff}'],
  ['\\q and \\x4 and \\u12"', '\\q and \\x4 and \\u12'],
  ['cut short', 'cut short'],
  ['cut short\\', 'cut short'],
  ['a\nb\\nc"', 'a\nb\nc'],
])('%j is unquoted', (quoted, text) => {
  expect(unquoted(quoted)).toBe(text);
});
