// Measures telemetry: on and off, a hanging endpoint; and the step's memory.
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCollector } from '../../test/support/collector.ts';
import { createJob, type Job } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { differences, inTurn, median, noiseOf, type Row } from './table.ts';

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
  const silently = run({ telemetry: 'false' });
  const [on = [], off = [], offAgain = []] = await inTurn(15, [
    run({ 'telemetry-url': collector.url }),
    silently,
    silently,
  ]);
  const [hanging = []] = await inTurn(3, [run({ 'telemetry-url': silent.url })]);
  await collector.close();
  await silent.close();
  job.remove();
  const duration = (runs: typeof on) => median(runs.map(({ durationMs }) => durationMs));
  const start = (runs: typeof on) => median(runs.map(({ startMs }) => startMs));
  const noise = (of: (run: (typeof on)[number]) => number) => noiseOf(differences(offAgain.map(of), off.map(of)));
  return [
    {
      what: 'Telemetry on adds to a command of 400 ms',
      value: duration(on) - duration(off),
      noise: noise(({ durationMs }) => durationMs),
      budget: 30,
      unit: 'ms',
      from: `${duration(on).toFixed(0)} ms and ${duration(off).toFixed(0)} ms, collector on loopback, 15 pairs`,
    },
    {
      what: 'The relay and the spool delay the start of werf by',
      value: start(on) - start(off),
      noise: noise(({ startMs }) => startMs),
      budget: 5,
      unit: 'ms',
      from: `${start(on).toFixed(1)} ms and ${start(off).toFixed(1)} ms from the start of Node, 15 pairs`,
    },
    {
      what: 'An endpoint that hangs adds',
      value: duration(hanging) - duration(off),
      noise: noise(({ durationMs }) => durationMs),
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
