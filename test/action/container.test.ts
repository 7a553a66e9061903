// The step in a container job: root, without a home, in another user's checkout, on a file system that cannot be written.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Collector, startCollector } from '../support/collector.ts';
import { hasOwnMounts, isRoot } from '../support/platform.ts';
import { actionNode, createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** The user that the runner outside of the container has: 1001 on hosted ones. */
const RUNNER = 1001;
const kubeconfig = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'main',
  clusters: [{ name: 'main', cluster: { server: 'https://127.0.0.1:6443' } }],
  contexts: [{ name: 'main', context: { cluster: 'main', user: 'main' } }],
  users: [{ name: 'main', user: { token: 'a-token-of-a-test' } }],
});

let job: Job;
let collector: Collector;
beforeEach(async () => {
  job = createJob();
  collector = await startCollector();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await collector.close();
  job.remove();
});

/** A stand-in that writes ci-env's file where it is asked for one, and else reads its kubeconfig. */
const standIn = () =>
  writeStandIn(
    job.temp,
    `if [ "$1" = ci-env ]; then for last; do :; done; echo WERF_ENV=test > "$last"; exit 0; fi
test -r "$KUBECONFIG" && echo "kubeconfig is there, home is '$HOME'"`,
  );
const inputs = () => ({ 'werf-path': standIn(), command: 'converge', kubeconfig, 'telemetry-url': collector.url });

/** What arrived, of the main step or, where that was too slow to send it, of the post step. */
const reported = () => collector.events().map(({ event }) => event.eventType);
const PAIR = ['CommandStarted', 'CommandExited'];

const git = (...args: string[]) => {
  const names = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  execFileSync('git', [...names, ...args], { cwd: job.workspace, stdio: 'ignore' });
};

test.each([{ HOME: undefined }, { HOME: '' }, { HOME: '/nonexistent' }])('without a home: %j', async (env) => {
  const settings = inputs();
  const step = await job.step(settings, env);
  expect([step.exitCode, step.stderr]).toEqual([0, '']);
  expect(step.stdout).toContain('kubeconfig is there');
  expect(step.stdout).not.toMatch(/::(?:error|notice|warning)/);
  expect((await job.post(step, settings, env)).exitCode).toBe(0);
  expect(reported()).toEqual(PAIR);
});

describe.runIf(isRoot)('as root', () => {
  test("in another user's checkout the step knows as much of the project as its owner does", async () => {
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    writeFileSync(join(job.workspace, 'werf.yaml'), 'project: shop\nconfigVersion: 1\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    const own = await job.step(inputs());
    execFileSync('chown', ['-R', `${RUNNER}:${RUNNER}`, dirname(job.workspace)]);
    // Without a home, nothing says that the checkout is safe, as actions/checkout would have written there.
    const step = await job.step(inputs(), { HOME: undefined });
    expect([step.exitCode, step.outputs['project-id']]).toEqual([0, own.outputs['project-id']]);
    expect(step.outputs['project-id']).not.toBe('');
    expect(step.stdout).not.toMatch(/::(?:error|warning)/);
  });

  test.runIf(hasOwnMounts)('on a root file system that cannot be written, with RUNNER_TEMP that can', async () => {
    const node = join(job.temp, 'node-read-only');
    const folder = dirname(job.workspace);
    writeFileSync(
      node,
      `#!/bin/bash
# Not sh, which drops the variables that have a hyphen.
exec unshare -m bash -c 'mount --bind "${folder}" "${folder}" && mount -o remount,bind,ro / && ! touch /run-werf-test 2>/dev/null && exec "$@"' bash '${actionNode()}' "$@"
`,
    );
    chmodSync(node, 0o755);
    vi.stubEnv('ACTION_NODE', node);
    const settings = inputs();
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    const step = await job.step(settings, { HOME: '/root', TMPDIR: '/tmp' });
    expect([step.exitCode, step.stderr]).toEqual([0, '']);
    expect(step.stdout).toContain('kubeconfig is there');
    const post = await job.post(step, settings);
    expect([post.exitCode, post.stdout]).toEqual([0, '']);
    expect(reported()).toEqual(PAIR);
    expect(readdirSync(job.temp).filter((name) => name.startsWith('run-werf'))).toEqual([]);
    expect(existsSync('/run-werf-test')).toBe(false);
  });
});
