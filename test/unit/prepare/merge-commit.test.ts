import { expect, test } from 'vitest';
import { knowsVirtualMerge, type VirtualMergeFacts, virtualMergeVariables } from '../../../src/prepare/merge-commit.ts';

const head = 'b'.repeat(40);
const facts: VirtualMergeFacts = {
  werfVersion: 'v2.75.3',
  event: { headCommit: head, isFromFork: false },
  parents: ['a'.repeat(40), head],
  env: {},
};

test('a pull request’s merge commit', () => {
  expect(virtualMergeVariables(facts)).toEqual({ WERF_VIRTUAL_MERGE: '1' });
  expect(virtualMergeVariables({ ...facts, event: { headCommit: undefined, isFromFork: false } })).toEqual({
    WERF_VIRTUAL_MERGE: '1',
  });
  expect(virtualMergeVariables({ ...facts, env: { WERF_VIRTUAL_MERGE: '' } })).toEqual({ WERF_VIRTUAL_MERGE: '1' });
});

test.each<[string, Partial<VirtualMergeFacts>]>([
  ['werf 3', { werfVersion: '3.2.0' }],
  ['an unknown werf', { werfVersion: undefined }],
  ['a werf from a branch', { werfVersion: 'dev' }],
  ['another event', { event: undefined }],
  ['the pull request’s head', { parents: ['a'.repeat(40)] }],
  ['a head that is a merge itself', { parents: ['c'.repeat(40), 'd'.repeat(40)] }],
  ['an octopus merge', { parents: ['a'.repeat(40), head, 'c'.repeat(40)] }],
  ['no git', { parents: undefined }],
  ['the user’s own no', { env: { WERF_VIRTUAL_MERGE: '0' } }],
  ['the user’s own yes', { env: { WERF_VIRTUAL_MERGE: 'true' } }],
])('not for %s', (_what, change) => {
  expect(virtualMergeVariables({ ...facts, ...change })).toEqual({});
});

test.each([
  ['1.2.339+fix1', true],
  ['v2.0.0', true],
  ['2.75.3-alpha', true],
  ['1.1.30', false],
  ['12.1.0', false],
  ['3.0.0', false],
])('werf %s', (version, expected) => {
  expect(knowsVirtualMerge(version)).toBe(expected);
});
