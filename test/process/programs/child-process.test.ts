// Helpers that end in ways that are not the usual one.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type HelperOptions, runHelper } from '../../../src/programs/child-process.ts';
import { hasProc } from '../../support/platform.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const shell = (script: string, more: Partial<HelperOptions> = {}) =>
  runHelper('/bin/sh', ['-c', script], {
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    platform: process.platform,
    signal: new AbortController().signal,
    onOutput: () => undefined,
    ...more,
  });

/** Closes its output, and after a moment waits for a third of a second for an answer: 3 where it came, 4 where it did not. */
const ASKS =
  'exec >&- 2>&-; sleep 0.05; : > asked; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.02; [ ! -e answer ] || exit 3; done; exit 4';

test('a helper that closes its output and runs on does not stop the event loop', async () => {
  const answered = async () => {
    const cwd = temporaryFolder();
    const answers = setInterval(() => {
      if (existsSync(join(cwd, 'asked'))) writeFileSync(join(cwd, 'answer'), '');
    }, 5);
    const result = await shell(ASKS, { cwd });
    clearInterval(answers);
    return result?.exitCode === 3;
  };
  // Several times, because a busy machine may not let this process run in time.
  const answers: boolean[] = [];
  while (answers.length < 6 && !answers.includes(true)) answers.push(await answered());
  expect(answers).toContain(true);
});

test.runIf(hasProc)('a signal without a name is told of one that must succeed', async () => {
  expect(await shell('echo said; kill -40 $$', { mustSucceed: true })).toMatchObject({
    exitCode: null,
    killedBy: 'signal 40',
    stdout: 'said\n',
  });
});

test('what cannot be started says why', async () => {
  const options = { cwd: '/', env: {}, platform: process.platform, signal: new AbortController().signal };
  expect(await runHelper('/no/such/program', [], options)).toMatchObject({ exitCode: null, error: { code: 'ENOENT' } });
  expect(await runHelper('a\0b', [], options)).toMatchObject({ error: { code: 'ERR_INVALID_ARG_VALUE' } });
});
