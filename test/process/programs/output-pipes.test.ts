// The pipes that programs write to: real ones, whose names are gone, and of which nothing stays open.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { pipeMaker } from '../../../src/programs/output-pipes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const ENV = { PATH: process.env['PATH'] };

/** How many of this process's open files are pipes of that folder. */
function openPipes(folder: string): number {
  const targets = readdirSync('/proc/self/fd').map((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith(folder)).length;
}

function maker(folder: () => string) {
  return pipeMaker({ env: ENV, platform: process.platform }, folder);
}

test('a program can open its streams by their names, and no name of a pipe stays', async () => {
  const folder = temporaryFolder();
  const pipes = maker(() => folder);
  pipes.prepare();
  const made = await pipes.take();
  expect(readdirSync(folder)).toEqual([]);
  const child = spawn('sh', ['-c', 'echo out >/dev/stdout; echo err >/dev/stderr'], {
    stdio: ['ignore', ...(made?.writeEnds ?? [])],
  });
  made?.closeWriteEnds();
  const [stdout, stderr] = made?.read() ?? [];
  expect(await Promise.all([stdout && text(stdout), stderr && text(stderr), once(child, 'exit')])).toEqual([
    'out\n',
    'err\n',
    [0, null],
  ]);
});

test.skipIf(process.platform !== 'linux')('what is prepared is taken once, and closed whole', async () => {
  const folder = temporaryFolder();
  const pipes = maker(() => folder);
  pipes.prepare();
  pipes.prepare();
  const [first, second] = await Promise.all([pipes.take(), pipes.take()]);
  expect(openPipes(folder)).toBe(8);
  expect(new Set([first, second].flatMap((each) => each?.writeEnds)).size).toBe(4);
  // One of which nobody has read, one that somebody has.
  second?.read();
  for (const each of [first, second]) each?.close();
  await new Promise(setImmediate);
  expect(openPipes(folder)).toBe(0);
});

test.each([
  ['a folder that cannot be made', () => '/nonexistent/folder'],
  [
    'one that nobody may name',
    () => {
      throw new Error('no folder');
    },
  ],
])('there are none in %s', async (_, folder) => {
  expect(await maker(folder).take()).toBeUndefined();
});
