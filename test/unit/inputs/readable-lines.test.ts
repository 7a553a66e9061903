import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unsetVariables, wordsOf } from '../../../src/inputs/command-values.ts';
import { readableLines } from '../../../src/inputs/readable-lines.ts';
import { acceptedLines } from '../../support/command-lines.ts';

const ENV = { STAGE: 'qa', HOME: '/home/me' };

/** The words of each command; `?` is one that is not known. */
function read(text: string): readonly (readonly string[])[] {
  return readableLines(text).map((line) => {
    const unset = unsetVariables(line, ENV, 'linux');
    return wordsOf(line, { ...ENV, ...Object.fromEntries(unset.map((name) => [name, '?'])) }, 'linux');
  });
}

const PLAN = ['plan', '--env', 'qa'];

test.each<readonly [text: string, words: readonly (readonly string[])[]]>([
  ['plan --env qa', [PLAN]],
  ['werf plan --env "$STAGE"', [PLAN]],
  ['plan --env qa | tee plan.txt', [PLAN]],
  ['plan --env qa|tee -a x --env prod', [PLAN]],
  ['build && werf plan --env qa', [['build'], PLAN]],
  ['build; plan --env qa || true', [['build'], PLAN]],
  ['plan > plan.txt --env qa', [['plan', '--env', 'qa']]],
  ['plan >plan.txt --env qa 2>&1', [PLAN]],
  ['plan --env qa >& log', [PLAN]],
  ['plan --env qa &', [PLAN]],
  ['plan --set "a=$(date | tr a b)" --env qa', [['plan', '--set', 'a=?', '--env', 'qa']]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell would expand
  ['plan --set a=`date`${X:-y} --env qa', [['plan', '--set', 'a=??', '--env', 'qa']]],
  ['plan --env $(cat stage)', [['plan', '--env', '?']]],
  ["plan --set 'a=x | y && z' --env qa | tee", [['plan', '--set', 'a=x | y && z', '--env', 'qa']]],
  ['plan --set a=\\| --env qa | tee', [['plan', '--set', 'a=|', '--env', 'qa']]],
  ["plan --env qa # don't", [PLAN]],
  ['plan --dir ~/shop --env qa', [['plan', '--dir', '/home/me/shop', '--env', 'qa']]],
  ['plan --dir ~bob/shop', [['plan', '--dir', '?/shop']]],
  ['plan --env qa ~\u00a0--env=prod', [['plan', '--env', 'qa', '\u00a0--env=prod', '?']]],
  ['plan --env "qa', [[...PLAN, '?']]],
  ["plan $'a' --env qa", [['plan', 'a', '?']]],
  ['sudo -E werf plan --env qa', [PLAN]],
  ['time werf plan --env qa', [PLAN]],
  ['WERF_ENV=prod werf plan --env qa', [[...PLAN, '?']]],
  ['WERF_ENV=prod\nwerf plan --env qa', [[...PLAN, '?']]],
  ['export WERF_ENV=prod\nplan --env qa', [[...PLAN, '?']]],
  ['cd infra && werf plan --env qa', [[...PLAN, '?']]],
  ['set -e\necho start\nwerf plan --env qa', [PLAN]],
  ['. $(werf ci-env github --as-file)\nwerf plan --env qa', [PLAN]],
  ['echo werf plan --env qa', []],
  ['docker run werf plan', []],
  ['', []],
])('%j', (text, words) => {
  expect(read(text)).toEqual(words);
});

test('what is not refused is read as it runs', () => {
  const texts = ['plan --env qa', "werf build --set 'a b'\nconverge\n  --env $STAGE", 'run app -- werf plan', 'werf'];
  for (const text of texts) {
    expect(read(text)).toEqual(acceptedLines(text).map((line) => wordsOf(line, ENV, 'linux')));
  }
});

test('any text is read, and soon', () => {
  const part = fc.constantFrom(
    'plan',
    ' ',
    '|',
    '&&',
    '>',
    '2>&1',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '\\',
    '\n',
    '#',
    'cd',
    'X=1',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      expect(readableLines(parts.join(''))).toBeInstanceOf(Array);
    }),
  );
  expect(readableLines('| '.repeat(4_000)).length).toBeLessThan(100);
  const [long, ...others] = readableLines(`plan ${'| '.repeat(40_000)}`);
  expect(others).toEqual([]);
  // Whatever stands in what was not read: nobody knows whose comment it is.
  expect(long?.words.at(-1)?.parts).toEqual([{ variable: 'RUN_WERF_UNKNOWN' }]);
});
