// The recipes of docs/recipes/ on a runner with a real werf: what each one builds, deploys to a cluster and removes.
//
// They run where `WERF` and `CLUSTER` name a werf and a kubeconfig, and a registry answers; see CONTRIBUTING.md, Tests.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tool } from '../../scripts/tools.ts';
import type { TufRepository } from '../../src/inputs/published-root.ts';
import { type ActRunner, type Occasion, startActRunner } from '../support/act.ts';
import { type Collector, startCollector } from '../support/collector.ts';
import { serveFiles } from '../support/file-server.ts';
import { type GithubServer, JOB_TOKEN, serveGithub } from '../support/github.ts';
import { findLab, type Lab } from '../support/lab.ts';
import { localRecipe } from '../support/recipe.ts';
import { expectComment, push, RECIPE_RUNS, type RecipeRun } from '../support/recipe-runs.ts';
import { TestRepository } from '../support/tuf-repository.ts';

const RECIPES = resolve(import.meta.dirname, '../../docs/recipes');
/** A deploy with a real werf takes some seconds, and there are up to three in a recipe; in milliseconds. */
const PATIENCE = 180_000;
const act = await tool('act');
const lab = await findLab(process.env).catch((reason: Error) => {
  process.stderr.write(`No recipe runs with a real werf: ${reason.message}.\n`);
  return undefined;
});
if (lab !== undefined)
  process.stderr.write('With a real werf, locks are kept on this machine, by no server (WERF_SYNCHRONIZATION).\n');

/** A project with an image and a resource, which have the mark of this run. */
function project(name: string, mark: string, folder = ''): Readonly<Record<string, string>> {
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
  const data = { mark, image: '{{ .Values.werf.image.backend }}' };
  return {
    [join(folder, 'werf.yaml')]: `project: ${name}\nconfigVersion: 1\n---\nimage: backend\ndockerfile: Dockerfile\n`,
    [join(folder, 'Dockerfile')]: 'FROM scratch\nCOPY mark /\n',
    [join(folder, 'mark')]: mark,
    [join(folder, '.helm/templates/settings.yaml')]: JSON.stringify({ ...settings, data }),
  };
}

const optionOf = (command: string, name: string) => new RegExp(`--${name} (\\S+)`).exec(command)?.[1] ?? '';

/** Where a command deploys to; for `converge`, werf's default of the project and the environment. */
function namespaceOf(command: string): string | undefined {
  if (command.startsWith('bundle apply')) return optionOf(command, 'namespace');
  if (!command.startsWith('converge')) return undefined;
  return `${basename(optionOf(command, 'repo'))}-${optionOf(command, 'env')}`;
}

const isDismissed = ({ commands }: RecipeRun) => commands.some((command) => command.startsWith('dismiss'));

describe.skipIf(lab === undefined)('with a real werf', () => {
  let runner: ActRunner;
  let collector: Collector;
  let traces: Collector;
  let github: GithubServer;
  let mark: string;
  beforeEach(async () => {
    collector = await startCollector();
    traces = await startCollector();
    github = await serveGithub();
    mark = randomBytes(8).toString('hex');
    runner = await startActRunner(act, {
      ...project('shop', mark),
      ...project('shop', mark, 'shop'),
      ...project('billing', mark, 'billing'),
    });
    for (const folder of ['bin', 'artifacts']) mkdirSync(join(runner.folder, folder));
    symlinkSync((lab as Lab).werf, join(runner.folder, 'bin/werf'));
  });
  afterEach(async () => {
    await collector.close();
    await traces.close();
    await github[Symbol.asyncDispose]();
    await runner.remove();
    expect(runner.asked, 'what was asked of the network').toEqual([]);
  });

  /** An origin that git can fetch from, which the credentials of a checkout are for. */
  const origin = () => {
    const path = join(runner.folder, 'origin.git');
    execFileSync('git', ['clone', '--quiet', '--bare', join(runner.folder, 'checkout'), path]);
    return {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${path}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/acme/shop.git',
    };
  };
  const surroundings = ({ registry, kubeconfig }: Lab, recipeRun: RecipeRun, text: string): Occasion => ({
    ...recipeRun.occasion,
    vars: { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(traces.url).origin },
    secrets: {
      KUBECONFIG: kubeconfig,
      WERF_SECRET_KEY: randomBytes(16).toString('hex'),
      GITHUB_TOKEN: JOB_TOKEN,
    },
    env: {
      WERF_TELEMETRY_TRACE_URL: collector.url,
      WERF_INSECURE_REGISTRY: '1',
      WERF_SYNCHRONIZATION: ':local',
      WERF_BUILDAH_MODE: 'auto',
      // It would go on after the job, and is for the whole machine.
      WERF_DISABLE_AUTO_HOST_CLEANUP: '1',
      // Where a command leaves it to ci-env, the repository would be GitHub's.
      ...(isDismissed(recipeRun) && { WERF_REPO: `${registry}/acme/shop` }),
      ...(text.includes('persist-credentials: true') && origin()),
    },
  });

  /** Runs a recipe, and holds what werf did against what it was to do. */
  const runRecipe = async (recipeRun: RecipeRun, mirror?: TufRepository) => {
    const { recipe, commands, reported = true, comment } = recipeRun;
    const there = lab as Lab;
    const text = readFileSync(join(RECIPES, `${recipe}.yml`), 'utf8');
    const { workflow, leftOut } = localRecipe(text, {
      api: github.url,
      registry: there.registry,
      artifacts: join(runner.folder, 'artifacts'),
      ...(mirror !== undefined && { mirror }),
    });
    process.stderr.write(`${recipe} runs with a real werf and without: ${leftOut.join(', ')}.\n`);
    const namespaces = commands.flatMap((command) => namespaceOf(command) ?? []);
    for (const namespace of namespaces) there.clear(namespace, 'settings');
    const run = await runner.runText(workflow, surroundings(there, recipeRun, text));
    expect(run.jobs.map(([, result]) => result)).toEqual(commands.map(() => 'success'));
    const names = commands.map((command) => `werf ${command.split(' --')[0]}`);
    const ends = collector.events().filter(({ event }) => event.eventType === 'CommandExited');
    const ended = ends.map(({ event }) => event).filter(({ command }) => names.includes(command));
    expect(ended.map(({ command, eventData }) => [command, eventData.exitCode]).sort()).toEqual(
      reported ? names.map((name) => [name, 0]) : [],
    );
    for (const namespace of namespaces)
      expect(there.resource('configmap', 'settings', '--namespace', namespace)?.data).toEqual({
        mark,
        image: expect.stringMatching(`^${there.registry}/`),
      });
    expectComment(github, comment);
    return run;
  };

  const runs = RECIPE_RUNS.filter(({ commands }) => commands.length > 0);
  test.each(runs)('$recipe at $occasion.event: $commands.0', { timeout: PATIENCE }, async (recipeRun) => {
    await runRecipe(recipeRun);
    if (isDismissed(recipeRun))
      expect((lab as Lab).resource('namespace', 'shop-review-7').metadata).toHaveProperty('deletionTimestamp');
  });

  test('self-hosted, with a mirror that has this werf', { timeout: PATIENCE }, async () => {
    const { werf, version } = lab as Lab;
    const platform = `linux-${process.arch === 'x64' ? 'amd64' : process.arch}`;
    const repository = new TestRepository({
      'channels/2/stable': `${version}\n`,
      [`releases/${version}/${platform}/bin/werf`]: readFileSync(werf),
    });
    await using server = await serveFiles(repository.files);
    rmSync(join(runner.folder, 'bin/werf'));
    const commands = ['converge --repo registry.example.com/shop --env production'];
    const run = await runRecipe({ recipe: 'self-hosted', occasion: push, commands }, repository.pinned(server.url));
    expect(run.step('1').outputs).toMatchObject({ 'werf-version': `v${version}`, 'deploy-status': 'deployed' });
  });
});
