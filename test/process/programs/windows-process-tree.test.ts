import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { killWindowsProcessTree } from '../../../src/programs/windows-process-tree.ts';
import { temporaryFolder } from '../../support/temporary.ts';

afterEach(() => vi.unstubAllEnvs());

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

test.skipIf(process.platform === 'win32')('asks taskkill for the whole tree, and ends the child itself', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'taskkill'), `#!/bin/sh\necho "$@" > ${folder}/asked\nexit 1\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const end = ended(child);
  await killWindowsProcessTree(child);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(`/pid ${child.pid} /t /f\n`);
  expect(await end).toBe('SIGKILL');
});

test.skipIf(process.platform === 'win32')('ends the child where there is no taskkill', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const end = ended(child);
  vi.stubEnv('PATH', temporaryFolder());
  await killWindowsProcessTree(child);
  expect(await end).toBe('SIGKILL');
});
