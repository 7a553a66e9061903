import { expect, test } from 'vitest';
import { lastWords } from '../../../src/results/last-words.ts';

const WARNING = 'WARNING! werf is tired.\nPlease, let it sleep.';
const ERROR = `Error: release install: so it is\n${WARNING}`;
const MEMORY =
  'werf converge failed with exit code 137. Something killed werf, most often the system for want of memory.';

test.each([
  [1, WARNING, 'failure', 'Please, let it sleep.'],
  [1, ERROR, 'failure', 'Error: release install: so it is'],
  [137, WARNING, 'failure', MEMORY],
  [137, '', 'failure', MEMORY],
  [137, ERROR, 'failure', 'Error: release install: so it is'],
  [143, WARNING, 'failure', 'werf converge failed with exit code 143.'],
  [130, WARNING, 'cancelled', 'Please, let it sleep.'],
  [143, WARNING, 'allowed', 'werf converge ended with exit code 143.'],
  [1, '', 'failure', ''],
] as const)('exit code %i after %j, %s: %s', (exitCode, errorTail, result, words) => {
  expect(lastWords({ command: 'werf converge', exitCode, errorTail, result })).toBe(words);
});
