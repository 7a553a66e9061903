// What becomes of the lines that the process for GitHub's cache prints: never a command of their own choosing.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { obeyedCommands } from '../../support/runner-commands.ts';

const ACTIONS_CACHE = resolve(import.meta.dirname, '../../../src/install/actions-cache.ts');
const LOG = resolve(import.meta.dirname, '../../../src/system/log.ts');

/** What a step prints for a line, in a process of its own. */
function printed(line: string, debugs: boolean): string {
  const program = `const [{ logLine }, { createLog }] = await Promise.all([import(${JSON.stringify(ACTIONS_CACHE)}), import(${JSON.stringify(LOG)})]);
logLine(createLog(${debugs}), ${JSON.stringify(line)});`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
}

test.each([
  ['::debug:::: x', ':: x'],
  ['::debug::::add-mask::e', '::add-mask::e'],
  ['::debug::::stop-commands::x', '::stop-commands::x'],
  ['::warning::Failed to save: full', 'Failed to save: full'],
  ['::error title=a,file=b::boom', 'boom'],
  ['::set-output name=x::y', '::set-output name=x::y'],
  ['::add-mask::e', '::add-mask::e'],
  ['plain', 'plain'],
])('%s is a line for whoever debugs, and nothing else', (line, text) => {
  expect(printed(line, false)).toBe('');
  expect(obeyedCommands(printed(line, true))).toEqual([{ name: 'debug', data: text }]);
});

test('a secret of the library still reaches the runner', () => {
  expect(obeyedCommands(printed('::add-mask::signature%25of%0Aa URL\r', false))).toEqual([
    { name: 'add-mask', data: 'signature%25of%0Aa URL' },
  ]);
});
