import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noChanges, type Plan } from '../../../src/reports/plan.ts';
import { mayShowSensitive, publicPlan, publicText } from '../../../src/results/public-plan.ts';

const asIs = (text: string) => text;

const blind = {
  change: 'blind-apply',
  resource: 'Secret/a',
  namespace: undefined,
  afterwards: '',
  omittedLines: 0,
} as const;
const plan: Plan = {
  release: 'shop',
  namespace: 'shop',
  kind: 'changes',
  because: '',
  counts: { ...noChanges(), 'blind-apply': 1 },
  changes: [],
  omittedChanges: 0,
};
const outcome = { plan, hasChanges: true, saysChanges: true, isUnproven: false };

test.each([
  ['as werf writes it', '<hidden 17 sensitive bytes, hash 3be233c79181>', '<hidden 17 sensitive bytes>'],
  ['of a list', '<hidden 2 sensitive entries, hash 3be2>', '<hidden 2 sensitive entries>'],
  [
    'twice',
    'a <hidden 1 sensitive bytes, hash a> b <hidden 2 sensitive bytes, hash b> c',
    'a <hidden 1 sensitive bytes> b <hidden 2 sensitive bytes> c',
  ],
])('a hash is taken out: %s', (_, text, shown) => {
  expect(publicText(text, asIs)).toBe(shown);
});

test('of a resource that is sensitive, no value is told that the API server refused', () => {
  const refused = (reason: string) => {
    const change = { ...blind, reason, diff: ['<hidden sensitive changes>'] };
    return publicPlan({ ...outcome, plan: { ...plan, changes: [change] } }, asIs, false).plan?.changes[0]?.reason;
  };
  expect(refused('Secret "a" is invalid: data: Invalid value: "hunter2": no')).toBe(
    'Secret "a" is invalid: data: Invalid value: ***',
  );
  expect(refused('denied:\n  Data: {\n-   "a": "hunter1",\n+   "a": "hunter2",\n  }')).toBe('denied:\n  Data: {\n-***');
  expect(refused('denied:\n  by a rule')).toBe('denied:\n  by a rule');
});

test('a hash is taken out wherever a narrow terminal breaks the line', () => {
  const blank = fc.constantFrom(' ', '  ', '\n', '\n      ', ' \n');
  const inHash = fc.constantFrom('', '\n', ' ↵\n  ', '↵\n');
  fc.assert(
    fc.property(fc.array(blank, { minLength: 5, maxLength: 5 }), inHash, fc.nat(11), ([a, b, c, d, e], broken, at) => {
      const hash = '3be233c79181';
      const text = `<hidden${a}17${b}sensitive${c}bytes,${d}hash${e}${hash.slice(0, at)}${broken}${hash.slice(at)}>`;
      expect(publicText(text, asIs)).toBe(`<hidden${a}17${b}sensitive${c}bytes>`);
    }),
  );
});

test.each([
  '<hidden 17 sensitive bytes>',
  '<hidden sensitive changes>',
  '<shown 17 sensitive bytes, hash 3be2>',
  'hash 3be2',
])('what has none stays: %s', (text) => {
  expect(publicText(text, asIs)).toBe(text);
});

test.each([
  ['plan', '', false],
  ['plan', '1', true],
  ['plan', 'yes', true],
  ['plan', '0', false],
  ['plan --show-sensitive-diffs', '', true],
  ['--show-sensitive-diffs=T plan', '0', true],
  ['plan --show-sensitive-diffs=false', '1', false],
  ['plan --show-sensitive-diffs=false --show-sensitive-diffs', '', true],
  ['plan --show-sensitive-diffs --show-sensitive-diffs=false', '', true],
  ['plan --show-sensitive-diffs-of=1', '', false],
  // What the catalogue cannot read.
  ['--new1 --new2 plan --repo r', '1', true],
  ['bundle --new plan', 'true', true],
  ['--new1 --new2 plan --show-sensitive-diffs', '', true],
  ['--new1 --new2 --show-sensitive-diffs plan', '', true],
  ['plan --new -- --show-sensitive-diffs', '', true],
  ['plan -- --show-sensitive-diffs=false', '1', true],
])('werf may show what is sensitive: %s, with %j in the variable: %j', (words, variable, shows) => {
  expect(mayShowSensitive(words.split(' '), { WERF_SHOW_SENSITIVE_DIFFS: variable })).toBe(shows);
});
