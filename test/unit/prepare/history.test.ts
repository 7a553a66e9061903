import { expect, test } from 'vitest';
import { COMMAND_NAMES, optionsOf } from '../../../src/command/catalogue.ts';
import { takesRepo } from '../../../src/command/kinds.ts';
import { usesHistory } from '../../../src/prepare/history.ts';

test.each([
  [[['cleanup']], true],
  [[['config', 'render'], ['converge']], true],
  [[['build', 'backend']], true],
  [[['purge'], ['dismiss'], ['host', 'cleanup'], ['config', 'render']], false],
  [[], false],
])('%j use history: %s', (commands, expected) => {
  expect(usesHistory(commands)).toBe(expected);
});

test('the commands that take --repo are those of the catalogue', () => {
  const takes = (command: string) => optionsOf(command).get('repo')?.variables.includes('WERF_REPO') === true;
  for (const command of COMMAND_NAMES) {
    expect([command, takesRepo(command.split(' ').slice(1))]).toEqual([command, takes(command)]);
  }
});
