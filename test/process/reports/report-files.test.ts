import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReport, reportMark } from '../../../src/reports/report-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, content);
  return path;
}

describe('a report is read', () => {
  test.each([
    ['as werf writes it', '{\n\t"Images": {"é": {}}\n}\n', { Images: { é: {} } }],
    ['after a byte order mark', '\ufeff{}', {}],
    ['whatever its JSON is', '[1]', [1]],
  ])('%s', async (_, content, expected) => {
    expect(await readReport(file(content))).toEqual(expected);
  });

  test('through a link', async () => {
    file('{"a":1}');
    symlinkSync('report.json', join(folder, 'link.json'));
    expect(await readReport(join(folder, 'link.json'))).toEqual({ a: 1 });
  });
});

describe('nothing comes of', () => {
  test.each([
    ['an empty file', ''],
    ['half a report', '{"Images": {'],
    ['variables instead of JSON', 'WERF_BACKEND_DOCKER_IMAGE_NAME=x\n'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0, 1)],
  ])('%s', async (_, content) => {
    expect(await readReport(file(content))).toBeUndefined();
  });

  test('a missing file', async () => {
    expect(await readReport(join(folder, 'missing.json'))).toBeUndefined();
  });

  test('a folder', async () => {
    expect(await readReport(folder)).toBeUndefined();
  });

  test('a file that is too large', async () => {
    const path = file('{}');
    truncateSync(path, 128 * 1024 * 1024 + 1);
    expect(await readReport(path)).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')('a named pipe, at once', async () => {
    const path = join(folder, 'pipe.json');
    execFileSync('mkfifo', [path]);
    expect(await readReport(path)).toBeUndefined();
  });
});

describe('a report that an earlier command left', () => {
  test('is not taken for this one', async () => {
    const path = file('{"old":true}');
    expect(await readReport(path, await reportMark(path))).toBeUndefined();
  });

  test('is read after it was written anew, even with the same content', async () => {
    const path = file('{"a":1}');
    const mark = await reportMark(path);
    writeFileSync(path, '{"a":1}');
    // A clock of the file system that counts in steps may not have gone on since.
    utimesSync(path, new Date(), new Date(Date.now() + 1000));
    expect(await readReport(path, mark)).toEqual({ a: 1 });
  });

  test('has no mark where there was none', async () => {
    const path = join(folder, 'report.json');
    const mark = await reportMark(path);
    expect(mark).toBeUndefined();
    file('{}');
    expect(await readReport(path, mark)).toEqual({});
  });
});

test.each([
  ['objects', `{"Images":{"a":{"Stages":[{}${',{}'.repeat(250_000)}]}}}`],
  ['values', `{"Images":{"a":{"Stages":[1${',1'.repeat(2_000_001)}]}}}`],
])('more %s than a build can report are not even parsed', (_, content) => {
  let told = 0;
  const value = readReport(file(content), undefined, () => {
    told += 1;
  });
  expect([value, told]).toEqual([undefined, 1]);
});
