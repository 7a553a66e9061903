import { expect, test } from 'vitest';
import { isSubjectCertain } from '../../../../src/results/pull-request/certain-subject.ts';
import { acceptedLines } from '../../../support/command-lines.ts';

function certain(text: string, id = '', env: Readonly<Record<string, string>> = {}): boolean {
  const [line] = acceptedLines(text);
  if (line === undefined) throw new Error('no command');
  return isSubjectCertain(line, env, { platform: 'linux', workingDirectory: '/work', id });
}

test.each<readonly [text: string, isCertain: boolean]>([
  ['plan --env qa', true],
  ['plan --env qa --set a=$X', true],
  ['plan --env $X', false],
  ['plan --env=a-$X', false],
  ['plan --release $X --env qa', false],
  ['plan --namespace "$X"', false],
  ['plan --dir $X', false],
  ['plan --config $X', false],
  // It may be any option.
  ['plan --env qa $X', false],
  ['plan $X --env qa', false],
  ['$X --env qa', false],
  ['plan --env qa --set "$X"', false],
])('%s: %s', (text, isCertain) => {
  expect(certain(text)).toBe(isCertain);
  expect(certain(text, '', { X: 'y' })).toBe(true);
});

test('with an id only the command counts', () => {
  expect(certain('plan --env $X', 'stage')).toBe(true);
  expect(certain('plan $X', 'stage')).toBe(true);
  expect(certain('bundle $X', 'stage')).toBe(true);
  // Behind `--` there is no command.
  expect(certain('$X plan', 'stage')).toBe(false);
});
