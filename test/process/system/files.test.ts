// What may stand in the place of a file that is read, with real ones: nothing of it is waited for, and no link leads elsewhere.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { hashFile } from '../../../src/install/file-hashes.ts';
import { readPlanFile } from '../../../src/reports/plan-file.ts';
import { readReport } from '../../../src/reports/report-files.ts';
import { fromRegularFile, overwriteFile, readRegularFile, writePrivateFile } from '../../../src/system/files.ts';
import { readSmallFile, readSmallFileBytes } from '../../../src/system/small-file.ts';
import { hasProc } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'file');
});

const TEXT = '{"a":"ü"}';

/** What each way to read a file makes of what stands at the path. */
async function readInAllWays() {
  return {
    regular: readRegularFile(path, 100)?.toString(),
    small: readSmallFile(path, 100),
    bytes: readSmallFileBytes(path, 100)?.toString(),
    report: readReport(path),
    hash: (await hashFile(path, ['sha256']))?.hashes['sha256']?.length,
    plan: readPlanFile(path, true) ?? readPlanFile(path, false),
  };
}

const READ = { regular: TEXT, small: TEXT, bytes: TEXT, report: { a: 'ü' }, hash: 64, plan: undefined };
const UNREAD = {
  regular: undefined,
  small: '',
  bytes: undefined,
  report: undefined,
  hash: undefined,
  plan: undefined,
};

test('a file', async () => {
  writeFileSync(path, TEXT);
  expect(await readInAllWays()).toEqual(READ);
});

test('a file at the limit, and one that is a byte longer', async () => {
  for (const [length, isRead] of [
    [100, true],
    [101, false],
  ] as const) {
    writeFileSync(path, 'x'.repeat(length));
    expect(readRegularFile(path, 100)?.length).toBe(isRead ? 100 : undefined);
    expect(readSmallFile(path, 100).length).toBe(isRead ? 100 : 0);
  }
});

test('a link is followed only where somebody may have put one there for us', async () => {
  writeFileSync(join(folder, 'other'), TEXT);
  symlinkSync('other', path);
  expect(await readInAllWays()).toEqual({ ...READ, regular: undefined, hash: undefined });
});

test('nothing, a folder, a link to nothing, and a path that is none', async () => {
  expect(await readInAllWays()).toEqual(UNREAD);
  symlinkSync('nothing', path);
  expect(await readInAllWays()).toEqual(UNREAD);
  path = folder;
  expect(await readInAllWays()).toEqual(UNREAD);
  path = `${folder}\0`;
  expect(await readInAllWays()).toEqual(UNREAD);
});

test('a named pipe to which nobody writes, and one that is full', async () => {
  execFileSync('mkfifo', [path]);
  expect(await readInAllWays()).toEqual(UNREAD);
  const writer = spawn('sh', ['-c', 'exec 3<>"$1"; echo text >&3; echo ready; read _', 'sh', path]);
  onTestFinished(() => void writer.kill('SIGKILL'));
  await once(writer.stdout, 'data');
  expect(await readInAllWays()).toEqual(UNREAD);
});

test('a socket, and a device', async () => {
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await readInAllWays()).toEqual(UNREAD);
  path = '/dev/zero';
  expect(await readInAllWays()).toEqual(UNREAD);
});

test.runIf(hasProc)('a file of the system that does not say how much it has', async () => {
  path = '/proc/self/status';
  const { regular, small } = await readInAllWays();
  expect([regular, small]).toEqual(['', '']);
});

test('what goes wrong while it is read is as if it could not be', () => {
  writeFileSync(path, TEXT);
  const broken = fromRegularFile(path, { followsLinks: true }, () => {
    throw new Error('broken');
  });
  expect(broken).toBeUndefined();
});

test('a private file is new, and its user’s alone', () => {
  writePrivateFile(path, TEXT);
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(() => writePrivateFile(path, TEXT)).toThrow(
    /^.+file cannot be written: EEXIST.*\. RUNNER_TEMP has to name a folder with room for it\.$/,
  );
});

test('of what a file held nothing is left when it is overwritten', () => {
  writeFileSync(path, 'a secret that is longer');
  overwriteFile(path, 'no');
  expect(readFileSync(path, 'utf8')).toBe('no');
  overwriteFile(path, '');
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('neither a link nor a file of several names is overwritten', () => {
  writeFileSync(path, TEXT);
  const [link, name] = [join(folder, 'link'), join(folder, 'name')];
  symlinkSync(path, link);
  expect(() => overwriteFile(link, '')).toThrow();
  linkSync(path, name);
  expect(() => overwriteFile(name, '')).toThrow('is not a file of ours');
  expect(() => overwriteFile(join(folder, 'none'), '')).toThrow('ENOENT');
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
});
