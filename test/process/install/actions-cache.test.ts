// What becomes of the lines that the process for GitHub's cache prints: never a command of their own choosing.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { obeyedCommands } from '../../support/runner-commands.ts';

const ACTIONS_CACHE = resolve(import.meta.dirname, '../../../src/install/actions-cache.ts');
const LOG = resolve(import.meta.dirname, '../../../src/system/log.ts');

/** A line of the library, and what a step that is debugged says of it. */
const LINES = [
  ['::debug:::: x', ':: x'],
  ['::debug::::add-mask::e', '::add-mask::e'],
  ['::debug::::stop-commands::x', '::stop-commands::x'],
  ['::warning::Failed to save: full', 'Failed to save: full'],
  ['::error title=a,file=b::boom', 'boom'],
  ['::set-output name=x::y', '::set-output name=x::y'],
  ['::add-mask::e', '::add-mask::e'],
  ['plain', 'plain'],
] as const;
const SECRET = '::add-mask::signature%25of%0Aa URL\r';

let printed: (line: string, debugs: boolean) => string | undefined;

beforeAll(() => {
  const lines = [...LINES.map(([line]) => line), SECRET];
  const texts = [false, true].map((debugs) => textsOf(lines, debugs));
  printed = (line, debugs) => texts[Number(debugs)]?.[lines.indexOf(line)];
});

/** What a step prints for each line, in a process of its own. */
function textsOf(lines: readonly string[], debugs: boolean): readonly string[] {
  const program = `const [{ logLine }, { createLog }] = await Promise.all([import(${JSON.stringify(ACTIONS_CACHE)}), import(${JSON.stringify(LOG)})]);
for (const line of JSON.parse(process.argv[1])) {
  logLine(createLog(${debugs}), line);
  process.stdout.write('\\0');
}`;
  const args = ['--input-type=module', '-e', program, JSON.stringify(lines)];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).split('\0');
}

test.each(LINES)('%s is a line for whoever debugs, and nothing else', (line, text) => {
  expect(printed(line, false)).toBe('');
  expect(obeyedCommands(printed(line, true) ?? '')).toEqual([{ name: 'debug', data: text }]);
});

test('a secret of the library still reaches the runner', () => {
  expect(obeyedCommands(printed(SECRET, false) ?? '')).toEqual([{ name: 'add-mask', data: 'signature%25of%0Aa URL' }]);
});
