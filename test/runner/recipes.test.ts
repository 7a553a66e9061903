// The recipes of docs/recipes/ on a runner: which jobs and commands of werf each one runs, with telemetry on and turned off.
//
// A stand-in plays werf: no recipe has been run with a real one and a cluster.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tool } from '../../scripts/tools.ts';
import { type ActRunner, type Occasion, startActRunner } from '../support/act.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { filesOf, serveFiles } from '../support/file-server.ts';
import { localRecipe } from '../support/recipe.ts';
import { writeStandIn } from '../support/stand-in.ts';

const RECIPES = resolve(import.meta.dirname, '../../docs/recipes');
const GOLDEN = resolve(import.meta.dirname, '../golden');
const act = await tool('act');
const names = readdirSync(RECIPES).filter((file) => file.endsWith('.yml'));
const read = (file: string) => readFileSync(join(RECIPES, file), 'utf8');

const pullRequest = (action: string): Occasion => ({
  event: 'pull_request',
  payload: {
    action,
    number: 7,
    pull_request: {
      number: 7,
      head: { ref: 'topic', sha: '0'.repeat(40), repo: { full_name: 'acme/shop' } },
      base: { ref: 'main', sha: '1'.repeat(40) },
    },
    repository: { full_name: 'acme/shop', default_branch: 'main' },
  },
});
const fork: Occasion = {
  event: 'pull_request',
  payload: { action: 'opened', number: 7, pull_request: { number: 7, head: { repo: { full_name: 'evil/shop' } } } },
};
const push: Occasion = { event: 'push', payload: { ref: 'refs/heads/main' } };
const tag: Occasion = { event: 'push', payload: { ref: 'refs/tags/v1.2.0' } };
const DEPLOY = 'converge --repo ghcr.io/acme/shop --env production';

interface Run {
  readonly recipe: string;
  readonly occasion: Occasion;
  /** The commands that werf gets, sorted, because jobs of a matrix run side by side. */
  readonly commands: readonly string[];
  readonly leftOut?: readonly string[];
  /** Whether the commands are reported; they are, where not given. */
  readonly reported?: boolean;
}

const runs: readonly Run[] = [
  { recipe: 'deploy', occasion: push, commands: [DEPLOY] },
  {
    recipe: 'staging-and-production',
    occasion: push,
    commands: [
      'converge --repo registry.example.com/shop --env production --require-built-images',
      'converge --repo registry.example.com/shop --env staging',
    ],
    leftOut: ['docker/login-action'],
  },
  { recipe: 'staging-and-production', occasion: pullRequest('opened'), commands: ['build'] },
  { recipe: 'staging-and-production', occasion: fork, commands: ['build'], reported: false },
  {
    recipe: 'review',
    occasion: pullRequest('opened'),
    commands: ['converge --repo ghcr.io/acme/shop --env review-7'],
    leftOut: ['the comment on the pull request', 'the checkout of another commit'],
  },
  { recipe: 'review', occasion: pullRequest('closed'), commands: ['dismiss --env review-7 --with-namespace'] },
  { recipe: 'review', occasion: fork, commands: [] },
  {
    recipe: 'plan-and-approve',
    occasion: pullRequest('opened'),
    commands: [
      `${DEPLOY} --use-plan plan.gz --plan-lifetime 24h`,
      'plan --repo ghcr.io/acme/shop --env production --save-plan plan.gz',
    ],
    leftOut: ['the comment on the pull request', 'actions/upload-artifact', 'actions/download-artifact'],
  },
  { recipe: 'plan-and-approve', occasion: fork, commands: [] },
  { recipe: 'cleanup', occasion: { event: 'schedule' }, commands: ['cleanup --repo ghcr.io/acme/shop'] },
  {
    recipe: 'bundle',
    occasion: tag,
    commands: [
      'bundle apply --repo ghcr.io/acme/shop --tag v1.2.0 --release shop --namespace shop-production',
      'bundle apply --repo ghcr.io/acme/shop --tag v1.2.0 --release shop --namespace shop-staging',
      'bundle publish --repo ghcr.io/acme/shop --tag v1.2.0',
    ],
  },
  {
    recipe: 'several-projects',
    occasion: push,
    commands: [
      'converge --repo ghcr.io/acme/billing --env production',
      'converge --repo ghcr.io/acme/shop --env production',
    ],
  },
  {
    recipe: 'two-clusters',
    occasion: push,
    commands: [
      'build --repo ghcr.io/acme/shop',
      `${DEPLOY} --require-built-images`,
      `${DEPLOY} --require-built-images`,
    ],
  },
  {
    recipe: 'signed',
    occasion: push,
    commands: ['build --repo ghcr.io/acme/shop'],
    leftOut: ['docker/login-action', 'sigstore/cosign-installer', 'Sign', 'actions/attest-build-provenance'],
  },
  {
    recipe: 'registry-ecr',
    occasion: push,
    commands: ['converge --repo 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop --env production'],
    leftOut: ['aws-actions/configure-aws-credentials', 'aws-actions/amazon-ecr-login'],
  },
  {
    recipe: 'registry-gar',
    occasion: push,
    commands: ['converge --repo europe-west3-docker.pkg.dev/acme/images/shop --env production'],
    leftOut: ['google-github-actions/auth', 'docker/login-action'],
  },
  {
    recipe: 'registry-acr',
    occasion: push,
    commands: ['converge --repo acmeshop.azurecr.io/shop --env production'],
    leftOut: ['azure/login', 'Log in to the registry'],
  },
  {
    recipe: 'registry-harbor',
    occasion: push,
    commands: ['converge --repo harbor.example.com/shop/shop --env production'],
    leftOut: ['docker/login-action'],
  },
  {
    recipe: 'container',
    occasion: push,
    commands: ['build --repo ghcr.io/acme/shop', `${DEPLOY} --require-built-images`],
    leftOut: ['the container buildpack-deps:trixie-scm'],
  },
  { recipe: 'traces', occasion: push, commands: [DEPLOY] },
];

const kubeconfig = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'main',
  clusters: [{ name: 'main', cluster: { server: 'https://127.0.0.1:6443' } }],
  contexts: [{ name: 'main', context: { cluster: 'main', user: 'main' } }],
  users: [{ name: 'main', user: { token: 'a-token-of-a-test' } }],
});
const config = (project: string) => `project: ${project}\nconfigVersion: 1\n`;

let runner: ActRunner;
let collector: Collector;
let traces: Collector;
beforeEach(async () => {
  collector = await startCollector();
  traces = await startCollector();
  runner = await startActRunner(act, {
    'werf.yaml': config('shop'),
    'shop/werf.yaml': config('shop'),
    'billing/werf.yaml': config('billing'),
  });
  const records = join(GOLDEN, 'werf-2.77.1');
  writeStandIn(
    runner.folder,
    `[ "$1" = ci-env ] || echo "$*" >> '${runner.folder}/commands'
case "$1" in
  build) [ -z "$WERF_BUILD_REPORT_PATH" ] || cp '${records}/build-rebuilt/build-report.json' "$WERF_BUILD_REPORT_PATH" ;;
  plan) cat '${GOLDEN}/werf-2.70.0/plan-changes/stdout.txt' ;;
  converge) test -r "$KUBECONFIG" || exit 9 ;;
esac`,
  );
});
afterEach(async () => {
  await collector.close();
  await traces.close();
  await runner.remove();
  expect(runner.asked, 'what was asked of the network').toEqual([]);
});

const commands = () => {
  const path = join(runner.folder, 'commands');
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').sort() : [];
};
const withVars = (occasion: Occasion, vars: Readonly<Record<string, string>> = {}): Occasion => ({
  ...occasion,
  vars: { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(traces.url).origin, ...vars },
  secrets: { KUBECONFIG: kubeconfig },
  env: { WERF_TELEMETRY_TRACE_URL: collector.url },
});

test('each recipe is run', () => {
  expect([...new Set(runs.map(({ recipe }) => `${recipe}.yml`)), 'self-hosted.yml'].sort()).toEqual(names.toSorted());
});

describe.each(runs)(
  '$recipe at $occasion.event: $commands.0',
  ({ recipe, occasion, commands: expected, leftOut = [], reported = true }) => {
    const local = localRecipe(read(`${recipe}.yml`));

    test('runs its commands, and reports them', async () => {
      if (local.leftOut.length > 0) process.stderr.write(`${recipe} runs without: ${local.leftOut.join(', ')}.\n`);
      if (leftOut.length > 0) expect(local.leftOut).toEqual(leftOut);
      const run = await runner.runText(local.workflow, withVars(occasion));
      expect(run.jobs.map(([, result]) => result)).toEqual(expected.map(() => 'success'));
      expect(commands()).toEqual(expected);
      expect(collector.events()).toHaveLength(reported ? 2 * expected.length : 0);
      expect(traces.requests.length > 0).toBe(recipe === 'traces');
    });

    test.runIf(expected.length > 0)('sends nothing where a repository variable turns telemetry off', async () => {
      const run = await runner.runText(local.workflow, withVars(occasion, { WERF_TELEMETRY: '0' }));
      expect(run.jobs.map(([, result]) => result)).toEqual(expected.map(() => 'success'));
      expect(collector.requests).toEqual([]);
    });
  },
);

test('self-hosted installs werf from its mirror, and runs its command', async () => {
  await using mirror = await serveFiles(filesOf(join(GOLDEN, 'trdl-repository')));
  const root = readFileSync(join(GOLDEN, 'trdl-repository/1.root.json'));
  const recipe = read('self-hosted.yml')
    .replace('https://mirror.example.com/werf', mirror.url)
    // The mirror of this test is on this machine.
    .replace('NO_PROXY: .example.com', 'NO_PROXY: 127.0.0.1,.example.com')
    .replace(/trdl-root-version: \d+/, 'trdl-root-version: 1')
    .replace(/trdl-root-sha512: \w+/, `trdl-root-sha512: ${createHash('sha512').update(root).digest('hex')}`);
  const { workflow, leftOut } = localRecipe(recipe);
  expect(leftOut).toEqual(['docker/login-action']);
  const run = await runner.runText(workflow, withVars(push));
  expect(run.jobs).toEqual([[expect.any(String), 'success']]);
  expect(run.step('1').log).toContain('werf 2.75.3: converge --repo registry.example.com/shop --env production');
});
