// What of the action is loaded before werf starts: speed is a feature, and what is not needed then comes later.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadedBefore } from '../support/loaded-code.ts';
import { prepareQuickStart } from '../support/quick-start.ts';
import { createJob, type Job } from '../support/runner.ts';
import { writeStandIn } from '../support/stand-in.ts';
import { read } from '../support/tree.ts';

let job: Job;

beforeEach(() => {
  job = createJob();
});
afterEach(() => job.remove());

const OFF = { 'telemetry-url': 'http://127.0.0.1:9' };

test('a werf of which the path is known: one file, below 100 kB', async () => {
  const inputs = { command: 'converge', 'werf-path': writeStandIn(job.temp, 'exit 0'), ...OFF };
  const { files, bytes } = await loadedBefore('converge', job, inputs);
  expect(files).toEqual(['main.js']);
  expect(bytes).toBeLessThan(100_000);
});

test('the quick start, with a kubeconfig and ci-env, with werf on PATH: below 150 kB', async () => {
  const { inputs, env } = prepareQuickStart(job);
  const { files, bytes } = await loadedBefore('converge', job, { ...inputs, ...OFF }, env);
  expect(files).toEqual(['main.js', 'chunks/kubeconfig-file.js', 'chunks/on-path.js', 'chunks/ci-env-runs.js']);
  expect(bytes).toBeLessThan(150_000);
});

test('a kubeconfig that is not written as kubectl does needs the library for all of YAML', async () => {
  const { inputs, env } = prepareQuickStart(job);
  const kubeconfig = inputs.kubeconfig.replace(
    /- cluster:[\s\S]*?(?=contexts:)/,
    '- { name: prod, cluster: { server: "https://a" } }\n',
  );
  const { files } = await loadedBefore('converge', job, { ...inputs, ...OFF, kubeconfig }, env);
  expect(files).toContain('chunks/any-yaml.js');
});

test('what is said only of errors, and the rules for what is not asked for, come when they are needed', () => {
  const main = read('dist/main.js');
  for (const words of ['this action itself installs werf', 'rock-solid', 'fetch-depth', 'could not be written whole']) {
    expect(main).not.toContain(words);
  }
});
