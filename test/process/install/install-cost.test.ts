// The memory that an installation takes, measured in a process of its own that runs the bundled code.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundle } from '../../support/bundle.ts';
import { serveFiles } from '../../support/file-server.ts';
import { hasProc } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestRepository } from '../../support/tuf-repository.ts';

/** Bytes. A real binary has 150 MB; the test is quicker with less, unless it is told. */
const size = Number(process.env['INSTALL_TEST_SIZE'] ?? 64_000_000);

test.runIf(hasProc)('a binary streams, and a cached one is not downloaded again', async () => {
  const repository = new TestRepository({ 'releases/1.0.0/linux-amd64/bin/werf': Buffer.alloc(size, 'werf\n') });
  await using server = await serveFiles(repository.files);
  const env = { PATH: process.env['PATH'], RUNNER_TOOL_CACHE: temporaryFolder(), RUNNER_TEMP: temporaryFolder() };
  const bundled = temporaryFolder();
  await bundle(join(import.meta.dirname, '../../support/install-child.ts'), bundled);
  const install = async () => {
    const args = [join(bundled, 'install-child.mjs'), JSON.stringify(repository.pinned(server.url))];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
  const first = await install();
  const second = await install();

  const measured = JSON.stringify({ first, second });
  if (process.env['INSTALL_TEST_SIZE'] !== undefined) process.stdout.write(`${measured}\n`);

  expect([first.cached, second.cached]).toEqual([false, true]);
  expect(first.megabytes, measured).toBeLessThan(120);
  expect(second.megabytes, measured).toBeLessThan(120);
});
