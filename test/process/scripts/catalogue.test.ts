import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCliData } from '../../../scripts/catalogue/cli-data.ts';
import { compactCatalogue } from '../../../scripts/catalogue/compact-catalogue.ts';

const script = fileURLToPath(new URL('../../../scripts/catalogue/catalogue.ts', import.meta.url));
const known = { takesValue: true, env: ['WERF_SOAP'] };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  await mkdir(join(folder, 'data'));
  await mkdir(join(folder, 'src/command'), { recursive: true });
  const commands = {
    'werf wash': { groups: ['1'], options: { soap: known } },
    'werf hidden': { groups: ['2'], options: {} },
  };
  await writeFile(join(folder, 'data/werf-cli.json'), JSON.stringify({ source: 'werf 1', aliases: {}, commands }));
});
afterEach(() => rm(folder, { recursive: true }));

it('builds the catalogue from the data', async () => {
  const { data, catalogue } = await run();
  expect(data.source).toBe('werf 1');
  expect(catalogue).toBe(compactCatalogue(data));
});

it('takes a group from the published reference', async () => {
  const page =
    '{{ header }} Syntax\n\n```shell\nwerf wash [options]\n```\n\n{{ header }} Options\n\n```shell\n      --wet=false\n```\n';
  await writeFile(join(folder, 'werf_wash.md'), page);
  const { data, catalogue } = await run('--group', '2', '--reference', folder, '--source', 'werf 1 and 2');
  expect(data).toEqual({
    source: 'werf 1 and 2',
    aliases: {},
    commands: { 'werf wash': { groups: ['1', '2'], options: { soap: known, wet: { takesValue: false } } } },
  });
  expect(catalogue).toBe(compactCatalogue(data));
});

it.skipIf(process.platform === 'win32')('takes a group from the help of a binary, with its telemetry off', async () => {
  const binary = join(folder, 'werf');
  const help: Record<string, string> = {
    '--help': 'Helps.\n\nDish commands:\n  wash  Wash\n  group  More\n\nVersion: 2\n',
    'wash --help': 'Options:\n      --wet=false\n            Wet ($WERF_WET)\n\nUsage:\n  werf wash [options]\n',
    'group --help': 'Aliases:\ngroup, grp\n\nAvailable Commands:\n  dry  Dry\n',
    'group dry --help': 'Usage:\n  werf group dry\n',
    'hidden --help': 'Usage:\n  werf hidden\n',
  };
  await writeFile(
    binary,
    `#!${process.execPath}\nif (process.env.WERF_TELEMETRY !== '0') throw new Error('telemetry is on');
const text = ${JSON.stringify(help)}[process.argv.slice(2).join(' ')];
if (text === undefined) process.exitCode = 1; else console.log(text);\n`,
  );
  await chmod(binary, 0o755);
  const { data, aliases } = await run('--group', '2', '--werf', binary);
  expect(data.aliases).toEqual({ 'werf group': ['grp'] });
  expect(aliases).toEqual({ 'grp dry': 'group dry' });
  expect(data.commands).toEqual({
    'werf wash': { groups: ['1', '2'], options: { soap: known, wet: { takesValue: false, env: ['WERF_WET'] } } },
    'werf group dry': { groups: ['2'], options: {} },
    'werf hidden': { groups: ['2'], options: {} },
  });
});

it.each([
  [['--reference', '.'], '--group'],
  [['--group', '2', '--reference', '.'], 'No command'],
  [['--group', '2', '--werf', './missing'], 'ENOENT'],
])('refuses %j and leaves the data alone', async (words, message) => {
  const before = await readFile(join(folder, 'data/werf-cli.json'), 'utf8');
  await expect(run(...words)).rejects.toThrow(message);
  expect(await readFile(join(folder, 'data/werf-cli.json'), 'utf8')).toBe(before);
});

async function run(...words: readonly string[]) {
  await promisify(execFile)(process.execPath, [script, ...words], { cwd: folder });
  return {
    data: readCliData(await readFile(join(folder, 'data/werf-cli.json'), 'utf8')),
    catalogue: await readFile(join(folder, 'src/command/catalogue.json'), 'utf8'),
    aliases: JSON.parse(await readFile(join(folder, 'src/command/aliases.json'), 'utf8')),
  };
}
