// Measures the step itself: its start, telemetry on and off, a hanging endpoint, its memory.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startCollector } from '../../test/support/collector.ts';
import { createJob, type Job } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { inTurn, median, type Row } from './table.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/main.js');

/** The whole step with telemetry off, beside bare Node that spawns the same command. */
export async function measureStart(): Promise<readonly Row[]> {
  const nothing = await besideNode('exit 0', 25);
  const short = await besideNode('sleep 0.4', 9);
  return [
    { what: 'Step with telemetry off, as a multiple of bare Node: a command that does nothing', ...nothing },
    { what: 'The same, a command of 400 ms', ...short },
    {
      what: 'Code loaded before werf starts',
      value: statSync(MAIN).size / 1000,
      budget: 100,
      unit: 'kB',
      from: 'dist/main.js, the only file loaded then with `werf-path`',
    },
  ];
}

async function besideNode(body: string, pairs: number): Promise<Omit<Row, 'what'>> {
  const job = createJob();
  const werf = writeStandIn(job.temp, body);
  const bare = join(job.temp, 'bare.mjs');
  writeFileSync(
    bare,
    `import { spawn } from 'node:child_process';
const child = spawn('${werf}', ['build'], { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('exit', (code) => { process.exitCode = code; });
`,
  );
  const [step = [], node = []] = await inTurn(pairs, [
    async () => (await job.step({ command: 'build', 'werf-path': werf, telemetry: 'false' })).durationMs,
    () => timeNode(bare, job.workspace),
  ]);
  job.remove();
  const ratios = step.map((time, index) => time / (node[index] ?? time));
  const from = `${median(step).toFixed(0)} ms and ${median(node).toFixed(0)} ms, ${pairs} pairs`;
  return { value: median(ratios), budget: 1.5, unit: '', from };
}

/** What telemetry adds to a command of 400 ms, and to werf's start. */
export async function measureTelemetry(): Promise<readonly Row[]> {
  const collector = await startCollector();
  const silent = await startCollector(() => undefined);
  const job = createJob();
  const stamp = join(job.temp, 'started');
  const werf = writeStandIn(job.temp, `date +%s%N > '${stamp}'; sleep 0.4`);
  const run = (inputs: Readonly<Record<string, string>>) => async () => {
    const before = performance.timeOrigin + performance.now();
    const { durationMs } = await job.step({ command: 'dismiss', 'werf-path': werf, ...inputs }, freshTemp(job));
    return { durationMs, startMs: Number(readFileSync(stamp, 'utf8')) / 1e6 - before };
  };
  const [on = [], off = []] = await inTurn(15, [run({ 'telemetry-url': collector.url }), run({ telemetry: 'false' })]);
  const [hanging = []] = await inTurn(3, [run({ 'telemetry-url': silent.url })]);
  await collector.close();
  await silent.close();
  job.remove();
  const duration = (runs: typeof on) => median(runs.map(({ durationMs }) => durationMs));
  const start = (runs: typeof on) => median(runs.map(({ startMs }) => startMs));
  return [
    {
      what: 'Telemetry on adds to a command of 400 ms',
      value: duration(on) - duration(off),
      budget: 30,
      unit: 'ms',
      from: `${duration(on).toFixed(0)} ms and ${duration(off).toFixed(0)} ms, collector on loopback, 15 pairs`,
    },
    {
      what: 'The relay and the spool delay the start of werf by',
      value: start(on) - start(off),
      budget: 5,
      unit: 'ms',
      from: `${start(on).toFixed(1)} ms and ${start(off).toFixed(1)} ms from the start of Node, 15 pairs`,
    },
    {
      what: 'An endpoint that hangs adds',
      value: duration(hanging) - duration(off),
      budget: 1100,
      unit: 'ms',
      from: `${duration(hanging).toFixed(0)} ms and ${duration(off).toFixed(0)} ms, 3 runs`,
    },
  ];
}

/** The step's memory while werf prints 300 MB, with the output file that makes it pass through the step. */
export async function measureMemory(): Promise<readonly Row[]> {
  const job = createJob();
  const werf = writeStandIn(
    job.temp,
    `head -c 300000000 /dev/zero; grep VmHWM /proc/$PPID/status > '${job.temp}/memory'`,
  );
  const step = job.start({ command: 'render', 'werf-path': werf, 'output-file': 'out' });
  step.process.stdout?.removeAllListeners('data').resume();
  await step.result;
  const megabytes = peakMegabytes(join(job.temp, 'memory'));
  job.remove();
  return [
    {
      what: 'Memory while werf prints 300 MB',
      value: megabytes,
      budget: 100,
      unit: 'MB',
      from: 'peak resident, with output-file',
    },
  ];
}

/** Reads what `grep VmHWM /proc/PID/status` wrote. */
export function peakMegabytes(file: string): number {
  return (Number(/(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1]) * 1024) / 1e6;
}

/** A `RUNNER_TEMP` of its own, so that no run knows of an endpoint that another one found dead. */
function freshTemp({ temp }: Job): NodeJS.ProcessEnv {
  return { RUNNER_TEMP: mkdtempSync(join(temp, 'run-')) };
}

function timeNode(script: string, cwd: string): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  child.stderr.resume();
  return new Promise((resolve) => child.once('close', () => resolve(performance.now() - before)));
}
