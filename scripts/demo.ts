// The demo, `npm start`: the built action on the sample project, what it shows, and the telemetry that left it.
//
//   npm start                      runs `werf config render`, or a recorded `werf converge` where there is no werf
//   npm start -- converge --dev    runs another command
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { which } from '@actions/io';
import { type ReceivedEvent, startCollector } from '../test/support/collector.ts';
import { writeRecordedWerf } from '../test/support/recorded-werf.ts';
import { createJob, type Job, type StepResult } from '../test/support/runner.ts';

const SAMPLE = resolve(import.meta.dirname, '../sample');
const RECORDED_COMMAND = 'converge --repo 127.0.0.1:5000/shop2 --env prod backend frontend';
const command = process.argv.slice(2).map(quote).join(' ');

const job = createJob();
const collector = await startCollector();
try {
  checkOutSample(job);
  const werf = (await which('werf')) || playRecordings(job);
  const step = await runStep(werf, command || (werf.startsWith(job.temp) ? RECORDED_COMMAND : 'config render'));
  await job.post(step, { 'telemetry-url': collector.url });
  printResult(step);
  printTelemetry(collector.events());
  process.exitCode = step.exitCode ?? 1;
} finally {
  await collector.close();
  job.remove();
}

/** A repository, because werf works in nothing else. */
function checkOutSample({ workspace }: Job): void {
  cpSync(SAMPLE, workspace, { recursive: true });
  // A caller's git, such as a hook of it, would name its own repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = (...args: string[]) => spawnSync('git', args, { cwd: workspace, env });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  git('add', '--all');
  git('-c', 'user.name=demo', '-c', 'user.email=demo@example.com', 'commit', '--quiet', '--message', 'Sample');
}

function playRecordings({ temp }: Job): string {
  console.log(
    'There is no werf on PATH: a stand-in plays what a real werf 2.77.1 was recorded to print and to report.\n',
  );
  return writeRecordedWerf(temp);
}

async function runStep(werf: string, line: string): Promise<StepResult> {
  console.log(`— uses: ./  with: command: ${line}\n`);
  // There is no GitHub here that `werf ci-env github` could log in to.
  const inputs = { command: line, 'werf-path': werf, 'telemetry-url': collector.url, 'ci-env': 'false' };
  const { process: step, result } = job.start(inputs, process.env);
  // A runner shows these lines only where the job is debugged.
  step.stdout?.on('data', (text: string) => process.stdout.write(text.replace(/^::debug::.*\n/gm, '')));
  step.stderr?.on('data', (text: string) => process.stderr.write(text));
  return result;
}

function printResult({ exitCode, outputs, summary }: StepResult): void {
  console.log(`\n— outputs (the step's exit code is ${exitCode})\n`);
  for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
  console.log(`\n— the job summary, which GitHub shows as a page\n\n${summary.trimEnd()}`);
}

function printTelemetry(events: readonly ReceivedEvent[]): void {
  console.log(`\n— the ${events.length} telemetry events that arrived at the collector`);
  for (const { event } of events) {
    const { ts, command, eventType, eventData } = event;
    console.log(`\n${new Date(ts).toISOString()}  ${eventType}  ${command}\n  ${JSON.stringify(eventData)}`);
  }
  if (events[0] !== undefined) console.log(`\n— the first one, whole\n\n${JSON.stringify(events[0].event, null, 2)}`);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
