// A cancellation before werf's commands run, at each moment that can hang: it ends in time, as cancelled, and leaves nothing.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { serveCache } from '../support/cache-service.ts';
import { filesOf, serveFiles } from '../support/file-server.ts';
import { hangingResolver } from '../support/hanging-resolver.ts';
import { createJob, type Job, type RunningStep } from '../support/runner.ts';
import { whenEnded } from '../support/running.ts';
import { overload } from '../support/slack.ts';

const GOLDEN_REPOSITORY = resolve(import.meta.dirname, '../golden/trdl-repository');

/** How long all may take after the cancellation, in milliseconds (the contract). */
const ALL_MAY_TAKE = 9_500;

interface Setup {
  readonly job: Job;
  /** Writes a program to a folder that stands on `PATH`. */
  program(name: string, script: string): string;
  /** Whether a file of process ids is there, as a program wrote it: one in each line, and the last one is `end`. */
  readonly pids: string;
  start(inputs: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): RunningStep;
}

function setUp({ onTestFinished }: TestContext): Setup {
  const job = createJob();
  onTestFinished(() => job.remove());
  const bin = join(job.workspace, 'bin');
  mkdirSync(bin);
  return {
    job,
    pids: join(job.workspace, 'pids'),
    program: (name, script) => {
      const path = join(bin, name);
      writeFileSync(path, `#!/bin/sh\nPIDS='${join(job.workspace, 'pids')}'\n${script}\n`, { mode: 0o755 });
      return path;
    },
    start: (inputs, env) =>
      job.start({ telemetry: 'off', ...inputs }, { PATH: `${bin}:${process.env['PATH']}`, ...env }),
  };
}

const readPids = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []);

/** Cancels as a runner does, once the programs run. */
async function cancelled(step: RunningStep, pids: string) {
  await expect.poll(() => readPids(pids).at(-1), { timeout: 20_000 }).toBe('end');
  await endsInTime(step);
  for (const pid of readPids(pids).slice(0, -1)) await whenEnded(Number(pid));
}

async function endsInTime(step: RunningStep) {
  const cancelledAt = performance.now();
  step.process.kill('SIGINT');
  step.process.kill('SIGTERM');
  const result = await step.result;
  expect(performance.now() - cancelledAt).toBeLessThan(ALL_MAY_TAKE + overload());
  // The second signal may come when the process is all but gone, and then ends it.
  expect([130, 143, 'SIGTERM']).toContain(result.exitCode ?? result.signal);
  expect(result.stdout).not.toContain('::error');
  expect(result.stdout).not.toContain('werf runs');
}

/** The event of a pull request, whose merge commit asks git and werf. */
function pullRequest({ job }: Setup): NodeJS.ProcessEnv {
  const event = join(job.workspace, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 1 } }));
  return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
}

const hang = 'echo $$ >> "$PIDS"; echo end >> "$PIDS"; exec sleep 60';
const mergeCommit = `printf 'tree 0\\nparent ${'1'.repeat(40)}\\nparent ${'2'.repeat(40)}\\n\\nmerge\\n'`;

test.concurrent('while werf version hangs, on a pull request', async (context) => {
  const setup = setUp(context);
  setup.program('git', mergeCommit);
  const werf = setup.program('werf', `[ "$1" = version ] && { ${hang}; }\necho werf runs`);
  await cancelled(setup.start({ command: 'build', 'werf-path': werf }, pullRequest(setup)), setup.pids);
});

test.concurrent('a werf version that hangs on a pull request does not keep werf from its command', async (context) => {
  const setup = setUp(context);
  setup.program('git', mergeCommit);
  const werf = setup.program('werf', `[ "$1" = version ] && { ${hang}; }\necho "merge: $WERF_VIRTUAL_MERGE."`);
  const step = setup.start({ command: 'build', 'werf-path': werf }, pullRequest(setup));
  await step.printed('merge: .');
  const { exitCode } = await step.result;
  expect(exitCode).toBe(0);
  await whenEnded(Number(readPids(setup.pids)[0]));
});

test.concurrent('while git hangs, on a pull request', async (context) => {
  const setup = setUp(context);
  setup.program('git', hang);
  const werf = setup.program('werf', 'echo werf runs');
  await cancelled(setup.start({ command: 'build', 'werf-path': werf }, pullRequest(setup)), setup.pids);
});

test.concurrent('while git hangs over whether the clone is shallow', async (context) => {
  const setup = setUp(context);
  setup.program('git', hang);
  const werf = setup.program('werf', 'echo werf runs');
  const step = setup.start({ command: 'cleanup', 'werf-path': werf, 'ci-env': 'false' }, { GIT_DIR: '/nowhere' });
  await cancelled(step, setup.pids);
});

test.concurrent('while ci-env and what it started ignore SIGTERM', async (context) => {
  const setup = setUp(context);
  const stubborn = `trap '' TERM; echo $$ >> "$PIDS"`;
  const werf = setup.program(
    'werf',
    `${stubborn}\nsh -c 'trap "" TERM; sleep 60' & echo $! >> "$PIDS"; echo end >> "$PIDS"; wait`,
  );
  await cancelled(setup.start({ command: 'build', 'werf-path': werf, 'ci-env': 'true' }), setup.pids);
});

test.concurrent('after ci-env has ended, while what it started keeps its output open', async (context) => {
  const setup = setUp(context);
  const werf = setup.program(
    'werf',
    `trap 'exit 0' TERM\nsleep 60 & echo $! >> "$PIDS"; echo $$ >> "$PIDS"; echo end >> "$PIDS"; wait`,
  );
  await cancelled(setup.start({ command: 'build', 'werf-path': werf, 'ci-env': 'true' }), setup.pids);
});

/** No werf on `PATH`, so that it is installed from there. */
const mirror = (url: string, rootSha512 = '0'.repeat(128)) => ({
  'trdl-url': url,
  'trdl-root-version': '1',
  'trdl-root-sha512': rootSha512,
});
const noWerf = { PATH: '/usr/bin:/bin' };

test.concurrent('while a resolver hangs over the repository of an installation', async (context) => {
  const setup = setUp(context);
  const resolver = await hangingResolver(setup.job.temp);
  if (resolver === undefined) return context.skip('look-ups do not read HOSTALIASES here');
  const step = setup.start({ command: 'build', ...mirror('http://collector') }, { ...noWerf, ...resolver.env });
  const descriptor = await resolver.asked(step.result);
  if (descriptor === undefined) throw new Error(`the step ended: ${(await step.result).stdout}`);
  await endsInTime(step);
  closeSync(descriptor);
});

test.concurrent('while a repository accepts connections and says nothing', async (context) => {
  const setup = setUp(context);
  const server = createServer();
  const connected = once(server, 'connection');
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const step = setup.start({ command: 'build', ...mirror(`http://127.0.0.1:${port}`) }, noWerf);
  const [socket] = await connected;
  await endsInTime(step);
  socket.destroy();
  server.close();
});

/** A real repository, and a cache that does not answer one of its methods. */
async function installWithCache({ onTestFinished }: TestContext, hangsAt: string) {
  const server = await serveFiles(filesOf(GOLDEN_REPOSITORY));
  const cache = await serveCache();
  cache.hangsAt = hangsAt;
  onTestFinished(async () => {
    await server.close();
    await cache[Symbol.asyncDispose]();
  });
  const root = readFileSync(join(GOLDEN_REPOSITORY, '1.root.json'));
  return {
    cache,
    inputs: { version: '2.75.3', ...mirror(server.url, createHash('sha512').update(root).digest('hex')) },
    env: {
      ...noWerf,
      ACTIONS_RESULTS_URL: cache.url,
      ACTIONS_RUNTIME_TOKEN: 'token',
      ACTIONS_CACHE_SERVICE_V2: 'true',
    },
  };
}

test.concurrent.for(['GetCacheEntryDownloadURL', 'CreateCacheEntry'])(
  'while GitHub’s cache hangs at %s',
  async (method, context) => {
    const setup = setUp(context);
    const { cache, inputs, env } = await installWithCache(context, method);
    const step = setup.start(inputs, env);
    await expect.poll(() => cache.calls, { timeout: 20_000 }).toContain(method);
    await endsInTime(step);
    // What the library works with, too.
    expect(readdirSync(setup.job.temp)).toEqual([]);
  },
);

test.concurrent('nothing is saved to GitHub’s cache before the commands have run', async (context) => {
  const setup = setUp(context);
  const { cache, inputs, env } = await installWithCache(context, 'nothing');
  const result = await setup.start({ ...inputs, command: 'build' }, { ...env, RUNNER_DEBUG: '1' }).result;
  expect(result.stdout).toContain('werf 2.75.3: build');
  expect(cache.calls).toContain('FinalizeCacheEntryUpload');
  expect(result.stdout.indexOf('werf 2.75.3: build')).toBeLessThan(result.stdout.indexOf('CreateCacheEntry'));
});
