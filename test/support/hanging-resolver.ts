// A resolver that hangs, without a network: glibc reads the file that `HOSTALIASES` names for a host without a dot, and
// opening a named pipe waits until somebody writes to it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { actionNode } from './runner.ts';

export interface HangingResolver {
  /** With it, looking up the host `collector` hangs. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Waits for a look-up. It hangs for as long as the result, a file descriptor, is open; undefined where `ended` came
   * first.
   */
  asked(ended: Promise<unknown>): Promise<number | undefined>;
}

/** @returns undefined where look-ups do not open the file: other C libraries, or a resolver in front of it, do not */
export async function hangingResolver(folder: string): Promise<HangingResolver | undefined> {
  const pipe = join(folder, 'aliases');
  execFileSync('mkfifo', [pipe]);
  const env = { HOSTALIASES: pipe };
  const program = `require('node:dns').lookup('collector', () => {})`;
  const child = spawn(actionNode(), ['-e', program], { env: { ...process.env, ...env }, stdio: 'ignore' });
  const asked = (ended: Promise<unknown>) => whenRead(pipe, ended);
  const exited = once(child, 'exit');
  const descriptor = await asked(exited);
  child.kill('SIGKILL');
  // Until it has gone it reads from the pipe, and would pass for the look-up that is waited for.
  await exited;
  if (descriptor === undefined) return undefined;
  closeSync(descriptor);
  return { env, asked };
}

async function whenRead(pipe: string, ended: Promise<unknown>): Promise<number | undefined> {
  let over = false;
  const end = () => {
    over = true;
  };
  ended.then(end, end);
  for (;;) {
    try {
      // Fails for as long as nobody reads.
      return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch {
      if (over) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
