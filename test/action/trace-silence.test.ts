// A collector that keeps a step waiting for nothing: what later steps of the job do, and how it comes back.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { accept, type Collector, startCollector } from '../support/collector.ts';
import { createJob, type Job, type StepResult } from '../support/runner.ts';
import { spansOf } from '../support/spans.ts';
import { writeStandIn } from '../support/stand-in.ts';

interface Scene {
  readonly job: Job;
  step(collector: Collector): Promise<StepResult>;
  /** Steps again where a busy machine had no time for what is to come. */
  stepUntil(collector: Collector, isReached: (result: StepResult) => boolean): Promise<StepResult>;
  /** All that ran, in their order. */
  readonly steps: readonly StepResult[];
}

function newScene({ onTestFinished }: TestContext): Scene {
  const job = createJob({ unprivileged: true });
  onTestFinished(() => job.remove());
  const steps: StepResult[] = [];
  const step = async (collector: Collector) => {
    const result = await job.step(
      {
        command: 'converge',
        'werf-path': writeStandIn(job.workspace, 'sleep 0.3'),
        telemetry: 'false',
        traces: 'true',
      },
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: urlOf(collector) },
    );
    steps.push(result);
    return result;
  };
  const stepUntil: Scene['stepUntil'] = async (collector, isReached) => {
    for (let left = 10; ; left -= 1) {
      const result = await step(collector);
      if (left === 0 || isReached(result)) return result;
    }
  };
  return { job, step, stepUntil, steps };
}

/** A collector that is silent as long as it is ill. */
async function newCollector({ onTestFinished }: TestContext) {
  const health = { isIll: true };
  const collector = await startCollector((...args) => {
    if (!health.isIll) accept(...args);
  });
  onTestFinished(collector.close);
  return Object.assign(collector, { health });
}

/** With a user and a password, which must show nowhere. */
const urlOf = ({ url }: Collector) => url.replace('127', 'shop:sesame-open-1@127').concat('?key=sesame-open-2');
const hrefOf = ({ url }: Collector) => `${url}?key=sesame-open-2`;
const markOf = (collector: Collector) =>
  `run-werf-unreachable-${createHash('sha256')
    .update(`traces ${hrefOf(collector)}`)
    .digest('hex')
    .slice(0, 16)}`;
const marksIn = ({ temp }: Job) =>
  readdirSync(temp)
    .filter((name) => name.startsWith('run-werf-unreachable'))
    .sort();
const noticesOf = ({ stdout }: StepResult) => stdout.split('\n').filter((line) => line.startsWith('::notice'));

const wasSent = (result: StepResult) => noticesOf(result).length === 0;

const whole = ({ port }: Collector) =>
  `::notice::3 spans of this step's trace did not reach the collector at 127.0.0.1:${port}: no answer in time. The step is not affected.`;
const brief = ({ port }: Collector) =>
  `::notice::3 spans of this step's trace did not reach the collector at 127.0.0.1:${port}: no answer in time. It kept an earlier step of this job waiting for nothing, so this one gave it half a second at the most. The step is not affected.`;

test('is given a moment by later steps of the job, and all of the time again once it has answered', async (context) => {
  const { job, step, stepUntil, steps } = newScene(context);
  const [collector, other] = [await newCollector(context), await newCollector(context)];
  const untilMarked = (ill: Collector) => stepUntil(ill, () => marksIn(job).includes(markOf(ill)));
  expect(noticesOf(await untilMarked(collector))).toEqual([whole(collector)]);
  expect(noticesOf(await step(collector))).toEqual([brief(collector)]);
  expect(noticesOf(await untilMarked(other))).toEqual([whole(other)]);
  expect(marksIn(job)).toEqual([markOf(collector), markOf(other)].sort());

  collector.health.isIll = false;
  const before = collector.requests.length;
  expect(noticesOf(await stepUntil(collector, wasSent))).toEqual([]);
  expect(spansOf(collector.requests.slice(before)).length).toBeGreaterThan(0);
  expect(marksIn(job)).toEqual([markOf(other)]);

  collector.health.isIll = true;
  expect(noticesOf(await step(collector))).toEqual([whole(collector)]);
  for (const ended of steps.toReversed()) await job.post(ended, { telemetry: 'false' });
  expect(readdirSync(job.temp)).toEqual([]);
  const shown = steps.map(({ stdout, state }) => stdout.replace(/^::add-mask::.*\n/gm, '') + JSON.stringify(state));
  expect(shown.join('')).not.toMatch(/sesame/);
});

test.for([
  ['a named pipe', (path: string) => execFileSync('mkfifo', [path])],
  ['a folder', (path: string): unknown => mkdirSync(path)],
  ['a link that leads nowhere', (path: string) => symlinkSync('/nowhere/at/all', path)],
  ['a link to a device without end', (path: string) => symlinkSync('/dev/zero', path)],
] as const)('%s in place of its mark holds no step, and loses no trace', async ([, make], context) => {
  const { job, stepUntil } = newScene(context);
  const collector = await newCollector(context);
  collector.health.isIll = false;
  make(join(job.temp, markOf(collector)));
  const step = await stepUntil(collector, wasSent);
  expect(noticesOf(step)).toEqual([]);
  expect(spansOf(collector.requests).length).toBeGreaterThan(0);
  expect((await job.post(step, { telemetry: 'false' })).exitCode).toBe(0);
});
