import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commentKey,
  isLater,
  markerLine,
  mayReplace,
  type RunMark,
  readMarker,
  workflowMark,
} from '../../../../src/results/pull-request/marker.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const MARK: RunMark = { event: 'push', number: 12, id: 9_000_012, workflow: '89abcdef', commit: 'a1'.repeat(20) };
const SUBJECT = { id: '', project: 'shop', environment: 'qa', release: 'r', namespace: 'n' };

describe('the marker', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('push' as const, 'pull_request' as const),
        fc.nat(1e12),
        fc.nat(1e12),
        fc.constantFrom('a1'.repeat(20), 'b2'.repeat(32)),
        (event, number, id, commit) => {
          const mark = { event, number, id, workflow: workflowMark('x'), commit };
          expect(readMarker(`${markerLine(KEY, mark)}\nrest`, KEY)).toEqual(mark);
          expect(readMarker(`${markerLine(KEY, mark)}\r\nrest`, KEY)).toEqual(mark);
        },
      ),
    );
  });

  it.each([
    ['not first', `\n${markerLine(KEY, MARK)}\n`],
    ['quoted', `> ${markerLine(KEY, MARK)}\n`],
    ['with more on its line', `${markerLine(KEY, MARK)} x\n`],
    ['another key', `${markerLine('f'.repeat(32), MARK)}\n`],
    ['another version', markerLine(KEY, MARK).replace(' v1 ', ' v2 ')],
    ['a commit that is none', markerLine(KEY, { ...MARK, commit: 'main' })],
    ['a number that is none', markerLine(KEY, MARK).replace(' 12 ', ' -12 ')],
    ['another event', markerLine(KEY, MARK).replace('push', 'schedule')],
    ['a byte order mark', `\ufeff${markerLine(KEY, MARK)}`],
    ['empty', ''],
  ])('is none: %s', (_, text) => {
    expect(readMarker(text, KEY)).toBeUndefined();
  });
});

describe('the key', () => {
  it('differs with each name, and cannot be made of others', () => {
    const keys = [
      SUBJECT,
      { ...SUBJECT, project: 'other' },
      { ...SUBJECT, environment: 'prod' },
      { ...SUBJECT, release: '' },
      { ...SUBJECT, namespace: 'r', release: 'n' },
      { ...SUBJECT, project: 'shop","qa', environment: '' },
      { ...SUBJECT, id: 'names' },
      { ...SUBJECT, id: 'x' },
    ].map(commentKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the id alone where there is one', () => {
    expect(commentKey({ ...SUBJECT, id: 'x' })).toBe(
      commentKey({ ...SUBJECT, id: 'x', project: 'y', environment: 'z' }),
    );
  });
});

describe('the last word', () => {
  const run = (event: RunMark['event'], number: number, id = number, workflow = '89abcdef'): RunMark => ({
    ...MARK,
    event,
    number,
    id,
    workflow,
  });

  it.each<[string, RunMark, RunMark, boolean]>([
    ['a later push over an earlier one', run('push', 2), run('push', 1), true],
    ['an earlier push over a later one', run('push', 1), run('push', 2), false],
    ['the same run again', run('push', 1), run('push', 1), true],
    ['another workflow goes by its id', run('push', 1, 200), run('push', 9, 100, '00000000'), true],
    ['another workflow goes by its id, the other way', run('push', 9, 100), run('push', 1, 200, '00000000'), false],
    ['a rerun of a pull request, whose head was compared', run('pull_request', 1), run('pull_request', 2), true],
    ['a push after the pull request', run('push', 2), run('pull_request', 1), true],
    ['a pull request run again after the merge', run('pull_request', 1), run('push', 2), false],
  ])('%s', (_, mine, theirs, expected) => {
    expect(mayReplace(mine, theirs)).toBe(expected);
  });

  it('is never both ways', () => {
    const runs = fc.record({ number: fc.nat(5), id: fc.nat(5), workflow: fc.constantFrom('89abcdef', '00000000') });
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const [left, right] = [
          { ...MARK, ...a },
          { ...MARK, ...b },
        ];
        expect(isLater(left, right) && isLater(right, left)).toBe(false);
      }),
    );
  });
});
