// Effect: what git knows about the checked-out commit.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getExecOutput } from '@actions/exec';
import type { Environment } from './environment.ts';

/** Whether the history was cut off when it was cloned; undefined where git cannot tell. */
export async function askShallowClone(
  cwd: string,
  env: Environment,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const answer = (await git(['rev-parse', '--is-shallow-repository'], cwd, env, signal))?.trim();
  return answer === 'true' || answer === 'false' ? answer === 'true' : undefined;
}

/**
 * The parents of the checked-out commit, first parent first; undefined where git cannot tell. They are read from the
 * commit itself, because in a shallow clone `git log` and `git rev-list` hide the parents that were not fetched.
 */
export async function parentsOfHead(
  cwd: string,
  env: Environment,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const commit = await git(['cat-file', 'commit', 'HEAD'], cwd, env, signal);
  const [header] = commit?.split('\n\n', 1) ?? [];
  return header?.split('\n').flatMap((line) => /^parent ([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
}

/** How long git may take for an answer that is there within milliseconds, in milliseconds. */
const TIME_LIMIT = 10_000;
/** How long its output may stay open once it has ended, in milliseconds. */
const DRAIN_TIME = 500;

/**
 * What git prints; undefined where there is no git, no work tree, or one that git does not trust, and where the signal
 * or the time limit ended it.
 */
async function git(argv: string[], cwd: string, env: Environment, signal: AbortSignal): Promise<string | undefined> {
  const defined = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  try {
    const { exitCode, stdout } = await endable(signal, () =>
      getExecOutput('git', argv, {
        cwd,
        env: Object.fromEntries(defined),
        silent: true,
        ignoreReturnCode: true,
        delay: DRAIN_TIME,
      }),
    );
    return exitCode === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}

const ours = new AsyncLocalStorage<symbol>();

/**
 * Runs a call of `@actions/exec`, and kills its child on the signal or after the time limit. The library hands out no
 * child, but Node tells of every one that this process starts (diagnostics_channel, `child_process`); the asynchronous
 * context says which is this call's.
 */
async function endable<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const mark = Symbol('git');
  const children: ChildProcess[] = [];
  let over = false;
  const end = () => {
    over = true;
    for (const child of children) kill(child);
  };
  const take = (message: unknown) => {
    if (ours.getStore() !== mark) return;
    const { process: child } = message as { process: ChildProcess };
    children.push(child);
    // Node tells of it before it runs, and so before it can be killed.
    child.once('spawn', () => {
      if (over) kill(child);
    });
  };
  const timer = setTimeout(end, TIME_LIMIT);
  signal.addEventListener('abort', end, { once: true });
  subscribe('child_process', take);
  try {
    return await ours.run(mark, call);
  } finally {
    unsubscribe('child_process', take);
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
    for (const child of children) release(child);
  }
}

function kill(child: ChildProcess): void {
  child.kill('SIGKILL');
  release(child);
}

/** Something that the child started may keep its output open, which would keep this process alive. */
function release(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}
