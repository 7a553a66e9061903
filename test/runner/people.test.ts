// Workflows as people write them, whole, on a runner: what werf gets of each, and what later steps see.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tool } from '../../scripts/tools.ts';
import { type ActRunner, startActRunner } from '../support/act.ts';
import { writeStandIn } from '../support/stand-in.ts';

const act = await tool('act');
const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.77.1');
const KUBECONFIG = `kind: Config
clusters: [{ name: a, cluster: { server: "https://kubernetes.example.com" } }]
contexts: [{ name: a, context: { cluster: a, user: a } }]
users: [{ name: a, user: { token: hunter2-token } }]
`;

let runner: ActRunner;
beforeEach(async () => {
  runner = await startActRunner(act);
  // Notes its words, its ci-env's login and project, whether there is a kubeconfig; plays what a real one reported.
  const report = (kind: string, recording: string) => {
    const variable = `WERF_${kind.toUpperCase()}_REPORT_PATH`;
    return `[ -z "$${variable}" ] || cp '${GOLDEN}/${recording}/${kind}-report.json' "$${variable}"`;
  };
  writeStandIn(
    runner.folder,
    `if [ "$1" = ci-env ]; then
  file=$5; shift 5
  echo "ci-env login \${WERF_LOGIN_TO_REGISTRY:-1} $*" >> '${join(runner.folder, 'calls')}'
  echo "WERF_REPO=ghcr.io/acme/shop/shop
WERF_REPO_GITHUB_TOKEN=$GITHUB_TOKEN" > "$file"
  [ -z "$WERF_REPO_GITHUB_TOKEN" ] || echo "WERF_REPO=ghcr.io/acme/shop/shop" > "$file"
  exit 0
fi
{ printf '[%s]' "$@"; printf ' %s%s\\n' "\${WERF_REPO:-no repo}" "\${WERF_KUBECONFIG:+ kubeconfig}"; } >> '${join(runner.folder, 'calls')}'
case "$*" in
  *get-namespace*) echo shop-broken ;;
  *broken*) ${report('deploy', 'converge-failed')}; echo 'Error: it failed' >&2; exit 1 ;;
  plan*) echo 'create: Deployment/web'; exit 2 ;;
  cleanup*) echo "token: $WERF_REPO_GITHUB_TOKEN" ;;
  *) ${report('build', 'build-rebuilt')}; ${report('deploy', 'converge-ok')} ;;
esac`,
  );
});
afterEach(async () => {
  await runner.remove();
  expect(runner.asked, 'what was asked of the network').toEqual([]);
});

function calls(): readonly string[] {
  const path = join(runner.folder, 'calls');
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
}
const run = (name: string, event?: Parameters<ActRunner['run']>[2]) =>
  runner.run(`people-${name}.yml`, { KUBECONFIG, CLEANUP_TOKEN: 'hunter2-cleanup' }, event);
const REPO = 'ghcr.io/acme/shop/shop';

test('a deploy', async () => {
  const job = await run('deploy');
  expect(job.result).toBe('success');
  expect(calls()).toEqual([
    'ci-env login 1 --env=production',
    `[converge][--env][production][--set][title=Our shop] ${REPO} kubeconfig`,
  ]);
  expect(job.step('later').log).toBe('shop-prod in shop-prod, kubeconfig none\n');
  expect(job.step('werf').postResult).toBe('success');
});

test('a review environment, whatever its title', async () => {
  const title = `a,image=evil" \`id\` $(id) $HOME'\ndismiss --env production`;
  const job = await run('review', { name: 'pull_request', payload: { number: 7, pull_request: { number: 7, title } } });
  expect(job.result).toBe('success');
  const [, ...call] = calls();
  expect(call.join('\n')).toBe(`[converge][--env][pr-7][--set-literal][title=${title}] ${REPO} kubeconfig`);
});

test('a dismissed one', async () => {
  const payload = { action: 'closed', number: 7, pull_request: { number: 7 } };
  const job = await run('dismiss', { name: 'pull_request', payload });
  expect(job.result).toBe('success');
  expect(calls()).toEqual(['ci-env login 1 ', `[dismiss][--with-namespace] ${REPO} kubeconfig`]);
});

test('a cleanup, with a configuration and a token of its own', async () => {
  const job = await run('cleanup');
  expect(job.result).toBe('success');
  expect(calls()).toEqual([
    'ci-env login 1 --config=cleanup.yaml',
    `[cleanup][--config][cleanup.yaml][--without-kube] ${REPO}`,
  ]);
  expect(job.step('werf').outputs['stdout']).toMatch(/^token: (?:hunter2-cleanup|\*\*\*)$/);
});

test('a plan that finds changes', async () => {
  const job = await run('plan');
  expect(job.result).toBe('success');
  expect(job.step('later').log).toBe('there are changes:\ncreate: Deployment/web\n');
});

test('two environments', async () => {
  const job = await run('environments');
  expect(job.result).toBe('success');
  expect(calls()).toEqual([
    'ci-env login 1 ',
    `[build] ${REPO}`,
    `[converge][--require-built-images][--env][test][--set][domain=test.example.com] ${REPO}`,
    `[converge][--require-built-images][--env][production][--set][domain=www.example.com] ${REPO}`,
  ]);
});

test('two projects in folders', async () => {
  const job = await run('subfolder');
  expect(job.result).toBe('success');
  expect(calls()).toEqual([
    'ci-env login 1 --dir=sample --env=production',
    'ci-env login 1 --dir=docs --env=production',
    `[converge][--dir][sample][--env][production] ${REPO}`,
    `[converge][--dir][docs][--env][production] ${REPO}`,
  ]);
});

test('a bundle, deployed where no project is', async () => {
  const job = await run('bundle');
  expect(job.result).toBe('success');
  const [ciEnv, publish, apply, ...rest] = calls();
  expect(ciEnv).toBe('ci-env login 0 ');
  expect(publish).toMatch(/^\[bundle\]\[publish\]\[--repo\]\[registry\.example\.com\/acme\/shop\]\[--tag\]\[1\.\d+\] /);
  expect(apply).toMatch(
    /\[apply\].*\[--tag\]\[1\.\d+\]\[--release\]\[shop\]\[--namespace\]\[shop\] no repo kubeconfig$/,
  );
  expect(rest).toEqual([]);
  expect(job.step('apply').log).toContain('werf ci-env does not run for werf bundle apply: there is no werf.yaml');
});

test('an image that is signed', async () => {
  const cosign = join(runner.folder, 'bin/cosign');
  writeFileSync(cosign, '#!/bin/sh\necho "cosign $*"\n', { mode: 0o755 });
  const job = await run('sign');
  expect(job.result).toBe('success');
  expect(job.step('later').log).toMatch(
    /^cosign sign --yes 127\.0\.0\.1:5000\/shop2@sha256:[0-9a-f]{64}\ntag [0-9a-f]{56}-\d{13} of 127\.0\.0\.1:5000\/shop2\n$/,
  );
});

test('a report read by a later step', async () => {
  const job = await run('report');
  expect(job.result).toBe('success');
  expect(job.step('later').log).toBe('failed of shop-prod with 1, see shop-broken\n');
  expect(job.step('werf').errors).toEqual([expect.stringContaining('it failed')]);
});

test('a script after ci-env', async () => {
  const job = await run('script');
  expect(job.result).toBe('success');
  expect(calls()).toEqual([
    'ci-env login 1 ',
    `[build] ${REPO} kubeconfig`,
    `[converge][--require-built-images][--env][test] ${REPO} kubeconfig`,
    `[converge][--require-built-images][--env][stage] ${REPO} kubeconfig`,
  ]);
  expect(job.step('later').log).toBe(`token in 1 line, mode 600, repo ${REPO}\n`);
  expect(job.step('werf').postResult).toBe('success');
});

test('a script that was pasted is refused, with its cure', async () => {
  const job = await run('paste');
  expect(job.result).toBe('failure');
  expect(job.step('werf').errors).toEqual([expect.stringMatching(/There is no shell.*"werf ci-env" runs by itself/)]);
  expect(calls()).toEqual([]);
});
