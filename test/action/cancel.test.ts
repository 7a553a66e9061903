// Cancellation on the runner's clock: what werf gets and when, how the step ends, and what is reported of it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { type Answer, accept, type Collector, startCollector } from '../support/collector.ts';
import { hasFullDevice } from '../support/platform.ts';
import { createJob, type Job, type RunningStep } from '../support/runner.ts';
import { whenEnded } from '../support/running.ts';
import { overload, slack } from '../support/slack.ts';
import { writeStandIn } from '../support/stand-in.ts';

/** How long all may take after the cancellation, in milliseconds (the contract). */
const ALL_MAY_TAKE = 9_500;
/** When the runner itself kills the step. */
const RUNNER_KILLS_AFTER = 10_000;
/** When a werf that ignores signals is killed. */
const KILLED_AFTER = 8_000;

interface Setup {
  readonly job: Job;
  readonly collector: Collector;
  start(inputs?: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): RunningStep;
}

/**
 * Starts steps whose werf runs a shell script. `started` in it says that werf runs, `wait_for_signal` waits until a trap
 * ends it.
 */
async function setUp({ onTestFinished }: TestContext, script: string, answer: Answer = accept): Promise<Setup> {
  const job = createJob();
  const collector = await startCollector(answer);
  onTestFinished(async () => {
    await collector.close();
    job.remove();
  });
  const pipe = join(job.workspace, 'pipe');
  execFileSync('mkfifo', [pipe]);
  // Reading a pipe that it keeps open itself waits without a child process, which a signal could end as well.
  const helpers = `exec 9<>'${pipe}'\nstarted() { echo "werf runs: $1 $$"; }\nwait_for_signal() { while :; do read -r _ <&9; done; }`;
  const werf = writeStandIn(job.workspace, `${helpers}\n${script}`);
  const inputs = { command: 'converge', 'werf-path': werf, 'telemetry-url': collector.url };
  return { job, collector, start: (more, env) => job.start({ ...inputs, ...more }, env) };
}

const pidOfWerf = (stdout: string) => Number(/werf runs: \S* (\d+)/.exec(stdout)?.[1]);
const exitOf = (collector: Collector) =>
  collector.events().find(({ event }) => event.eventType === 'CommandExited')?.event.eventData.exitCode;
const typesOf = (collector: Collector) => collector.events().map(({ event }) => event.eventType);

test.concurrent.for([
  ['SIGINT', 'INT', 130],
  ['SIGTERM', 'TERM', 143],
] as const)('%s reaches werf at once, and the step ends when werf does', async ([signal, name, exitCode], context) => {
  const { collector, start } = await setUp(
    context,
    `trap 'echo got ${name}; exit 7' ${name}\nstarted "$1"\nwait_for_signal`,
  );
  const step = start();
  await step.printed('werf runs');
  const cancelledAt = performance.now();
  step.process.kill(signal);
  await step.printed(`got ${name}`);
  expect(performance.now() - cancelledAt).toBeLessThan(slack());
  const result = await step.result;
  expect(performance.now() - cancelledAt).toBeLessThan(slack());
  expect(result.exitCode).toBe(exitCode);
  expect(result.signal).toBe(null);
  expect(result.outputs['exit-code']).toBe('7');
  expect(result.outputs['telemetry-delivery']).toBe('delivered');
  expect(typesOf(collector)).toEqual(['CommandStarted', 'CommandExited']);
  expect(exitOf(collector)).toBe(7);
});

test.concurrent('what failed after the cancellation is no error, and stands in the debug log', async (context) => {
  if (!hasFullDevice) return context.skip('this machine has no /dev/full');
  const { start } = await setUp(context, `trap 'echo bye; exit 7' INT\nstarted "$1"\nwait_for_signal`);
  const step = start({ 'output-file': '/dev/full' }, { RUNNER_DEBUG: '1' });
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  const { exitCode, stdout } = await step.result;
  expect(exitCode).toBe(130);
  expect(stdout).not.toContain('::error::');
  expect(stdout).toMatch(/^::debug::After the cancellation: StepError: Input output-file: .*ENOSPC/m);
});

test.concurrent('a werf that a signal ends has 128 + the signal as its exit code', async (context) => {
  const { collector, start } = await setUp(context, 'started "$1"\nwait_for_signal');
  const step = start();
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(result.exitCode).toBe(130);
  expect(result.outputs['exit-code']).toBe('130');
  expect(exitOf(collector)).toBe(130);
});

test.concurrent('a werf that succeeds all the same does not make a cancelled step succeed', async (context) => {
  const { collector, start } = await setUp(context, `trap 'exit 0' INT\nstarted "$1"\nwait_for_signal`);
  const step = start();
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(result.exitCode).toBe(130);
  expect(exitOf(collector)).toBe(0);
});

test.concurrent('the signal goes to werf alone, not to what it started', async (context) => {
  const child = `trap 'echo child got it' INT; echo child runs; for _ in 1 2 3 4 5 6; do sleep 0.1; done`;
  const { start } = await setUp(
    context,
    `trap 'wait; echo werf waited; exit 0' INT\n{ ${child}; } &\nstarted "$1"\nwait_for_signal`,
  );
  const step = start();
  await step.printed('child runs');
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(result.stdout).toContain('werf waited');
  expect(result.stdout).not.toContain('child got it');
});

test.concurrent('further signals pass through', async (context) => {
  const { collector, start } = await setUp(
    context,
    `trap 'echo got INT' INT\ntrap 'echo got TERM; exit 9' TERM\nstarted "$1"\nwait_for_signal`,
  );
  const step = start();
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  await step.printed('got INT');
  step.process.kill('SIGINT');
  await step.printed('got INT\ngot INT');
  step.process.kill('SIGTERM');
  const result = await step.result;
  expect(result.stdout).toContain('got TERM');
  expect(result.exitCode).toBe(130);
  expect(exitOf(collector)).toBe(9);
});

test.concurrent('no further command runs', async (context) => {
  const { collector, start } = await setUp(context, `trap 'exit 0' INT\nstarted "$1"\nwait_for_signal`);
  const step = start({ command: 'converge\nplan' });
  await step.printed('werf runs');
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(result.stdout).not.toContain('werf runs: plan');
  expect(result.exitCode).toBe(130);
  expect(typesOf(collector)).toEqual(['CommandStarted', 'CommandExited']);
});

test.concurrent('cancelled before werf starts, it does not start', async (context) => {
  const { collector, job, start } = await setUp(context, 'started "$1"');
  // The first line that the step prints comes before werf is looked for.
  const step = start();
  await step.printed('Telemetry: on');
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(result.exitCode).toBe(130);
  // The signal may come a moment too late to keep werf from starting; then it has ended it, and all is reported.
  const ran = result.stdout.includes('werf runs') || collector.requests.length > 0;
  if (!ran) expect(result.outputs['telemetry-delivery']).toBe('none');
  else expect(typesOf(collector)).toEqual(['CommandStarted', 'CommandExited']);
  await job.post(result);
  expect(readdirSync(job.temp)).toEqual([]);
});

test.concurrent('with an endpoint that hangs, a cancelled step still ends in time, and the post step reports it', async (context) => {
  let hangs = true;
  const { collector, job, start } = await setUp(
    context,
    `trap 'exit 5' INT\nstarted "$1"\nwait_for_signal`,
    (...args) => {
      if (!hangs) accept(...args);
    },
  );
  const step = start();
  await step.printed('werf runs');
  const cancelledAt = performance.now();
  step.process.kill('SIGINT');
  const result = await step.result;
  expect(performance.now() - cancelledAt).toBeLessThan(1_100 + slack());
  expect(result.outputs['telemetry-delivery']).toBe('spooled');
  hangs = false;
  await job.post(result, { 'telemetry-url': collector.url });
  expect(exitOf(collector)).toBe(5);
  expect(readdirSync(job.temp)).toEqual([]);
});

test.concurrent.for([
  ['', {}],
  [', with a copy of its output, and an endpoint that hangs', { 'output-file': 'output.txt' }],
] as const)(
  'a werf that ignores SIGINT gets SIGTERM after 6 s, and is killed with its process group after 8 s%s',
  { timeout: 20_000 },
  async ([, inputs], context) => {
    let answers = !('output-file' in inputs);
    // One child shares werf's process group; the other has left it and keeps writing, as nothing of werf's should.
    const talker = `exec '${process.execPath}' -e "setInterval(() => console.log('still here'), 20); setTimeout(() => process.exit(), 15000)"`;
    const { collector, job, start } = await setUp(
      context,
      `trap '' INT
trap 'echo got TERM' TERM
sh -c 'trap "" INT TERM; while :; do sleep 0.2; done' & echo "child: $!"
'${process.execPath}' -e "require('node:child_process').spawn('sh', ['-c', process.argv[1]], { detached: true, stdio: ['ignore', process.argv[2] === '' ? 'ignore' : 'inherit', 'ignore'] }).unref()" "${talker.replaceAll('"', '\\"')}" '${'output-file' in inputs ? 'x' : ''}'
started "$1"
wait_for_signal`,
      (...args) => {
        if (answers) accept(...args);
      },
    );
    const step = start(inputs);
    await step.printed('werf runs');
    const cancelledAt = performance.now();
    step.process.kill('SIGINT');
    await step.printed('got TERM');
    const terminatedAfter = performance.now() - cancelledAt;
    const exited = new Promise<number>((resolve) => step.process.once('exit', () => resolve(performance.now())));
    const took = (await exited) - cancelledAt;
    expect(terminatedAfter).toBeGreaterThanOrEqual(5_990);
    expect(terminatedAfter).toBeLessThan(KILLED_AFTER + overload());
    expect(took).toBeGreaterThanOrEqual(KILLED_AFTER - 10);
    // With all that can hold it up at once it takes 9.2 s, which leaves a machine under load little.
    expect(took).toBeLessThan(('output-file' in inputs ? RUNNER_KILLS_AFTER : ALL_MAY_TAKE) + overload());
    const result = await step.result;
    expect(result.exitCode).toBe(130);
    answers = true;
    await job.post(result, { 'telemetry-url': collector.url });
    expect(exitOf(collector)).toBe(137);
    await whenEnded(pidOfWerf(result.stdout));
    await whenEnded(Number(/child: (\d+)/.exec(result.stdout)?.[1]));
    if ('output-file' in inputs) expect(readFileSync(join(job.workspace, 'output.txt'), 'utf8')).toContain('werf runs');
  },
);
