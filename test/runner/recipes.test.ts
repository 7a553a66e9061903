// The recipes of docs/recipes/ on a runner: which jobs and commands of werf each one runs, with telemetry on and turned off.
//
// A stand-in plays werf here; real-recipes.test.ts runs them with a real one, where there is one.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tool } from '../../scripts/tools.ts';
import { type ActRunner, type Occasion, startActRunner } from '../support/act.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { filesOf, serveFiles } from '../support/file-server.ts';
import { type GithubServer, JOB_TOKEN, serveGithub } from '../support/github.ts';
import { localRecipe } from '../support/recipe.ts';
import { expectComment, push, RECIPE_RUNS } from '../support/recipe-runs.ts';
import { writeStandIn } from '../support/stand-in.ts';

const RECIPES = resolve(import.meta.dirname, '../../docs/recipes');
const GOLDEN = resolve(import.meta.dirname, '../golden');
const act = await tool('act');
const names = readdirSync(RECIPES).filter((file) => file.endsWith('.yml'));
const read = (file: string) => readFileSync(join(RECIPES, file), 'utf8');

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
let github: GithubServer;
beforeEach(async () => {
  github = await serveGithub();
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
  await github[Symbol.asyncDispose]();
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
  secrets: { KUBECONFIG: kubeconfig, GITHUB_TOKEN: JOB_TOKEN },
  env: { WERF_TELEMETRY_TRACE_URL: collector.url },
});

test('each recipe is run', () => {
  expect([...new Set(RECIPE_RUNS.map(({ recipe }) => `${recipe}.yml`)), 'self-hosted.yml'].sort()).toEqual(
    names.toSorted(),
  );
});

describe.each(RECIPE_RUNS)(
  '$recipe at $occasion.event: $commands.0',
  ({ recipe, occasion, commands: expected, leftOut = [], reported = true, comment }) => {
    test('runs its commands, reports them, and keeps its comment', async () => {
      const local = localRecipe(read(`${recipe}.yml`), { api: github.url });
      if (local.leftOut.length > 0) process.stderr.write(`${recipe} runs without: ${local.leftOut.join(', ')}.\n`);
      if (leftOut.length > 0) expect(local.leftOut).toEqual(leftOut);
      const run = await runner.runText(local.workflow, withVars(occasion));
      expect(run.jobs.map(([, result]) => result)).toEqual(expected.map(() => 'success'));
      expect(commands()).toEqual(expected);
      expect(collector.events()).toHaveLength(reported ? 2 * expected.length : 0);
      expect(traces.requests.length > 0).toBe(recipe === 'traces');
      expectComment(github, comment);
    });

    test.runIf(expected.length > 0)('sends nothing where a repository variable turns telemetry off', async () => {
      const { workflow } = localRecipe(read(`${recipe}.yml`), { api: github.url });
      const run = await runner.runText(workflow, withVars(occasion, { WERF_TELEMETRY: '0' }));
      expect(run.jobs.map(([, result]) => result)).toEqual(expected.map(() => 'success'));
      expect(collector.requests).toEqual([]);
    });
  },
);

test('self-hosted installs werf from its mirror, and runs its command', async () => {
  await using server = await serveFiles(filesOf(join(GOLDEN, 'trdl-repository')));
  const root = readFileSync(join(GOLDEN, 'trdl-repository/1.root.json'));
  const mirror = { url: server.url, rootVersion: 1, rootSha512: createHash('sha512').update(root).digest('hex') };
  const { workflow, leftOut } = localRecipe(read('self-hosted.yml'), { api: github.url, mirror });
  expect(leftOut).toEqual(['docker/login-action']);
  const run = await runner.runText(workflow, withVars(push));
  expect(run.jobs).toEqual([[expect.any(String), 'success']]);
  expect(run.step('1').log).toContain('werf 2.75.3: converge --repo registry.example.com/shop --env production');
});
