import { expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../../src/command/catalogue.ts';
import { commandName } from '../../../src/command/name.ts';

test('every known command is told by its words', () => {
  for (const command of COMMAND_NAMES) expect(commandName(command.split(' ').slice(1))).toBe(command);
});

test.each([
  [['converge', 'backend', '--repo', 'x'], 'werf converge'],
  [['--env', 'production', 'converge'], 'werf converge'],
  [['kubectl', 'get', 'pods'], 'werf kubectl get'],
  [['kubectl', 'unknown'], 'werf kubectl'],
  [['helm', 'ls', '--namespace', 'x'], 'werf helm list'],
  [['helm', 'dependencies', 'up'], 'werf helm dependency update'],
  [['kubectl', 'create', 'svc', 'nodeport'], 'werf kubectl create service nodeport'],
  [['bundle', '--repo=x', 'publish'], 'werf bundle publish'],
  [['run', 'backend', '--', 'build'], 'werf run'],
  [['--set', 'build', 'converge'], 'werf converge'],
  [['--dev', 'converge'], 'werf converge'],
  [['conveerge', '--secret'], 'werf'],
  [[], 'werf'],
])('%j is %s', (words, name) => {
  expect(commandName(words)).toBe(name);
});
