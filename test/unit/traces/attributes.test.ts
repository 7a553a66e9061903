import { expect, test } from 'vitest';
import { EVENT, EVENT_ATTRIBUTE, RESOURCE, SPAN } from '../../../src/traces/attributes.ts';

const names = [RESOURCE, SPAN, EVENT, EVENT_ATTRIBUTE].flatMap((group) => Object.values(group));

test('each name stands for one thing', () => {
  expect(new Set(names).size).toBe(names.length);
});

test('names are spelt as the conventions spell them: lower case, words by underscores, parts by dots', () => {
  expect(names.filter((name) => !/^[a-z][a-z0-9]*(?:[._][a-z0-9]+)+$/.test(name))).toEqual([]);
});

test('what the conventions have no name for is under werf', () => {
  const known = /^(?:service|error|process|cicd|vcs|k8s|container)\./;
  expect(names.filter((name) => !known.test(name) && !name.startsWith('werf.'))).toEqual([]);
});
