// Where the output `stdout` starts, by the secrets of real files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startOutsideSecrets } from '../../../src/results/stdout-start.ts';
import { OutputTail, STDOUT_TAIL_BYTES } from '../../../src/werf/output-tail.ts';
import { stdoutEnd, stdoutText } from '../../../src/werf/stdout-text.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'stdout-start-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function outputOf(printed: string, values: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const tail = new OutputTail(STDOUT_TAIL_BYTES);
  tail.push(Buffer.from(printed));
  const end = stdoutEnd(tail);
  const commands = [{ words: ['render'], env: { HOME: home, ...env } }];
  return stdoutText(
    end,
    await startOutsideSecrets(end, { commands, workingDirectory: home, githubToken: '', kubeconfig: '' }, values),
  );
}

const TOKEN = 'tokenOfTheRegistry';
const REST = 'y'.repeat(63_990);

test.each<readonly [string, secret: string, printed: string]>([
  ['as it is', TOKEN, TOKEN],
  ['as JSON writes it', 'a"b\\c"d"e"f"g"h', JSON.stringify('a"b\\c"d"e"f"g"h').slice(1, -1)],
  ['in a URL', 'ä ö ü ß', encodeURIComponent('ä ö ü ß')],
  ['with blanks, at one of which it is cut', 'correct horse staple', 'correct horse staple'],
  ['of more characters than fit between', 'k'.repeat(3000), 'k'.repeat(3000)],
])('a known secret that the limit parts goes whole: %s', async (_, secret, printed) => {
  for (const inside of [1, 4, 9]) {
    const rest = `"${'y'.repeat(64_000 - inside - 1)}`;
    expect((await outputOf(`"${'x'.repeat(70_000)}"${printed}${rest}`, [], { MY_TOKEN: secret })) === rest).toBe(true);
  }
});

test('base64 of a longer text with a known secret goes as far as it goes', async () => {
  const printed = Buffer.from(`user:${TOKEN}:${'z'.repeat(300)}`).toString('base64');
  const rest = `"${REST}`;
  expect((await outputOf(`"${'x'.repeat(70_000)}"${printed}${rest}`, [], { MY_TOKEN: TOKEN })) === rest).toBe(true);
});

test('a secret of a file counts, and one that is whole stays', async () => {
  mkdirSync(join(home, '.docker'));
  const auths = { 'ghcr.io': { password: TOKEN } };
  writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ auths }));
  const rest = `-${TOKEN}-${'y'.repeat(63_970)}`;
  expect((await outputOf(`${'x'.repeat(70_000)}-${TOKEN}${rest}`)) === rest).toBe(true);
});

test('a value that only the runner may know to be secret counts', async () => {
  const rest = `"${REST}`;
  const printed = `"${'x'.repeat(70_000)}"valueOfOther${rest}`;
  expect((await outputOf(printed, ['valueOfOther'])) === rest).toBe(true);
  expect((await outputOf(printed)) === rest).toBe(false);
});

test('of a single word nothing is left where the values are too many, of words those that are whole', async () => {
  const values = Array.from({ length: 2001 }, (_, index) => `value-${index}`);
  expect(await outputOf('x'.repeat(70_000), values)).toBe('');
  expect((await outputOf('xxx '.repeat(20_000), values)).length).toBe(64_000);
});

test('where nothing is secret, all that fits is left', async () => {
  expect((await outputOf('x'.repeat(200_000))).length).toBe(64_000);
});

test.each([
  [
    'that share a long start with all of the output',
    Array.from({ length: 1500 }, (_, at) => `${'x'.repeat(20)}-${at}`),
  ],
  ['each of which starts with the one before', Array.from({ length: 800 }, (_, at) => 'x'.repeat(6 + at))],
])('many values are looked for in bounded time: %s', async (_, values) => {
  const rest = `"${'y'.repeat(63_000)}"${'x'.repeat(980)}`;
  expect((await outputOf(`"${'x'.repeat(70_000)}"${values.at(-1)}${rest}`, values)) === rest).toBe(true);
});

test('base64 in which a secret stands many times is read once', async () => {
  const printed = Buffer.from(`{"token":"${TOKEN}"}`.repeat(2_500)).toString('base64');
  const rest = `"${'y'.repeat(10)}`;
  expect((await outputOf(`${'x'.repeat(70_000)}"${printed}${rest}`, [], { MY_TOKEN: TOKEN })) === rest).toBe(true);
});

test('of a single word nothing is left where the values are too long, and nobody can say where the search takes too long', async () => {
  const values = Array.from({ length: 9 }, (_, at) => `${'x'.repeat(100_000)}${at}`);
  expect(await outputOf('x'.repeat(200_000), [...values, 'x'.repeat(100_001)])).toBe('');
  await expect(outputOf('x'.repeat(200_000), values)).rejects.toThrow('too long');
});
