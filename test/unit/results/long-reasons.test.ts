import { expect, test } from 'vitest';
import { hasLongReason, maskReasons, valuesOf, valuesRedact } from '../../../src/results/long-reasons.ts';
import { redactor } from '../../../src/results/redact.ts';
import { renderCause } from '../../../src/results/summary/failed-command.ts';
import { failureOf, problemOf } from '../../support/failures.ts';

const redact = redactor(['known-secret']);
const values = redactor(
  valuesOf(['converge', '--set=a=word-value'], {
    FOO: 'value-of-foo',
    ALL: JSON.stringify({ A: { B: ['value-in-json'] }, C: 'value-"in"-json' }),
    PAIR: 'user,quo"te',
    BROKEN: '{"A":"no-json"',
    GITHUB_SHA: 'abcdef0123',
  }),
);
const mask = (reason: string) =>
  maskReasons({ failure: failureOf({ reason }), problems: [] }, redact, values).failure?.reason;

const x = (count: number) => 'x'.repeat(count);

test.each<readonly [what: string, reason: string, expected: string]>([
  ['a short one stays, the runner masks it', 'no known-secret', 'no known-secret'],
  ['a known secret goes from a long one', `${'word '.repeat(120)}known-secret`, `${'word '.repeat(120)}***`],
  ['any value goes from a long word', `${x(400)},value-of-foo,${x(200)}`, `${x(400)},***,${x(200)}`],
  ['and the value in an option', `${x(400)},word-value,${x(200)}`, `${x(400)},***,${x(200)}`],
  ['and the value in JSON', `${x(400)},value-in-json,${x(200)}`, `${x(400)},***,${x(200)}`],
  ['also one with quotes', `${x(400)},value-"in"-json,${x(200)}`, `${x(400)},***,${x(200)}`],
  ['also behind a comma', `${x(400)};quo"te;${x(200)}`, `${x(400)};***;${x(200)}`],
  ['and any from words with a tab between them', `${x(150)}\tvalue-of-foo\t${x(400)}`, `${x(150)}\t***\t${x(400)}`],
  ['but none that the runner sets', `${x(400)},abcdef0123,${x(200)}`, `${x(400)},abcdef0123,${x(200)}`],
  ['and none in words that are not cut', `value-of-foo ${x(600)}`, `value-of-foo ${x(600)}`],
])('%s', (_, reason, expected) => {
  expect(mask(reason)).toBe(expected);
});

test('where a tab is no blank any more, no word is cut inside of a value', () => {
  const reason = Array.from({ length: 300 }, () => 'value-of-foo').join('\t');
  const masked = maskReasons({ failure: failureOf({ reason }), problems: [] }, redact, values).failure;
  expect(renderCause(masked ?? failureOf({}))).not.toMatch(/value|of-foo/);
});

test('too many values take all of the word instead of minutes and gigabytes', () => {
  const many = valuesOf(['converge'], { ALL: Array.from({ length: 5000 }, (_, at) => `value-${at}`).join(' ') });
  const take = valuesRedact(many, () => {
    throw new Error('must not be made');
  });
  const failure = failureOf({ reason: `Failed: ${x(600)} end` });
  expect(maskReasons({ failure, problems: [] }, redact, take).failure?.reason).toBe('Failed: *** end');
  expect(valuesRedact(many.slice(0, 100), () => (text) => `${text}!`)('a')).toBe('a!');
});

test('what the runner sets is looked for in no name but its own', () => {
  const env = {
    GITHUB_REPOSITORY: 'acme/shop',
    WERF_ENV: 'production',
    MY_GITHUB_TOKEN: 'value-a',
    NO_WERF_ENV: 'value-b',
  };
  expect(valuesOf([], env)).toEqual(['value-a', 'value-b']);
});

test('a value that stands in several variables is looked for once', () => {
  expect(valuesOf(['value-a'], { A: 'value-a' }, { A: 'value-a', B: 'value-a,value-b' })).toEqual([
    'value-a',
    'value-a,value-b',
    'value-b',
  ]);
});

test('of a very long one no half of a secret stays where it was cut', () => {
  const shown = mask(`${'known-secret '.repeat(100_000)}end`) ?? '';
  expect(shown.length).toBeLessThan(40_000);
  expect(shown).not.toMatch(/[knows]{3}/);
  expect(mask(`a${x(100_000)}b`)).toMatch(/^ax+ … x+b$/);
});

test('all places of a reason have the same, and the main problem stays the same object', () => {
  const reason = `{"a":"known-secret","b":"${x(600)}"}`;
  const main = problemOf({ reason });
  const other = problemOf({ reason: 'short' });
  const causes = [
    {
      kind: 'refused',
      goal: 'ready',
      resource: 'ConfigMap/a',
      namespace: 'shop',
      unknownKind: undefined,
      image: undefined,
      inRollback: false,
      text: reason,
    } as const,
  ];
  const failure = failureOf({ reason, main, problems: [main, other], causes, error: `Error: ${reason}` });
  expect(hasLongReason({ failure, problems: [main] })).toBe(true);
  expect(hasLongReason({ problems: [other] })).toBe(false);
  const masked = maskReasons({ failure, problems: [main, other] }, redact, values);
  expect(JSON.stringify(masked)).not.toContain('known-secret');
  expect(masked.failure?.problems[0]).toBe(masked.failure?.main);
  expect(masked.problems?.[0]).toBe(masked.failure?.main);
  expect(masked.problems?.[1]).toEqual(other);
});
