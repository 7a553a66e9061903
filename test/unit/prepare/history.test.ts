import { expect, test } from 'vitest';
import { commandNames, optionsOf } from '../../../src/command/catalogue.ts';
import { takesRepo } from '../../../src/command/kinds.ts';
import { historyNotice, usesHistory } from '../../../src/prepare/history.ts';

test.each([
  [[['cleanup']], true],
  [[['config', 'render'], ['converge']], true],
  [[['build', 'backend']], true],
  [[['purge'], ['dismiss'], ['host', 'cleanup'], ['config', 'render']], false],
  [[], false],
])('%j use history: %s', (commands, expected) => {
  expect(usesHistory(commands)).toBe(expected);
});

test('the notice tells the cure', () => {
  expect(historyNotice([['build'], ['cleanup']])).toMatch(/werf cleanup needs .+fetch-depth: 0/);
  expect(historyNotice([['converge']])).toMatch(/may need .+fetch-depth: 0/);
});

test('the commands that take --repo are those of the catalogue', () => {
  const takes = (command: string) => optionsOf(command).get('repo')?.variables.includes('WERF_REPO') === true;
  for (const command of commandNames) {
    expect([command, takesRepo(command.split(' ').slice(1))]).toEqual([command, takes(command)]);
  }
});
