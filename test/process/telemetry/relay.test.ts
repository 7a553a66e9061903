// The relay by itself: when it answers, and that it holds nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openRelay, type Relay } from '../../../src/telemetry/relay.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const TOKEN = 'token';
/** Milliseconds in which an answer that was sent too early would be seen. */
const BUSY = 300;

/** A werf that reports one event, and makes a file when it is told that the event was taken. */
function report(relay: Relay, answered: string) {
  const script = `fetch(process.argv[1], { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: 'x' })
    .then(() => require('node:fs').writeFileSync(process.argv[2], ''))`;
  const werf = spawn(process.execPath, ['-e', script, relay.url(TOKEN), answered]);
  return new Promise<number | null>((resolve) => werf.once('close', resolve));
}

test('tells werf that an event was taken only when it was: werf forgets it then, and a step may be killed', async () => {
  const answered = join(temporaryFolder(), 'answered');
  const relay = await openRelay();
  const werf = report(relay, answered);
  const answeredBefore = await new Promise((resolve) => {
    void relay.accept(TOKEN, () => {
      // The whole process is busy, as it is while it writes to the spool.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY);
      resolve(existsSync(answered));
    });
  });
  expect(answeredBefore).toBe(false);
  expect(await werf).toBe(0);
  expect(existsSync(answered)).toBe(true);
  relay.close();
});

test('does not keep its process alive, which may have lost what it waits for', async () => {
  const relay = resolve(import.meta.dirname, '../../../src/telemetry/relay.ts');
  const program = `
    import { connect } from 'node:net';
    import { openRelay } from ${JSON.stringify(pathToFileURL(relay).href)};
    const relay = await openRelay();
    const url = new URL(relay.url('token'));
    await relay.accept('token', () => undefined);
    // A connection on which nothing comes.
    await new Promise((connected) => connect(Number(url.port), url.hostname, connected).unref());
    process.exitCode = 1;
    await new Promise(() => undefined);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await once(child, 'exit')).toEqual([1, null]);
});
