// Measures what a trace adds to a step.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCollector } from '../../test/support/collector.ts';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { inTurn, median, type Row } from './table.ts';

/** What a trace adds to a command of 400 ms, and to werf's start, with telemetry off. */
export async function measureTraces(): Promise<readonly Row[]> {
  const collector = await startCollector();
  const job = createJob();
  const stamp = join(job.temp, 'started');
  const werf = writeStandIn(job.temp, `date +%s%N > '${stamp}'; sleep 0.4`);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.port}` };
  const run = (traces: string) => async () => {
    const before = performance.timeOrigin + performance.now();
    const inputs = { command: 'converge', 'werf-path': werf, telemetry: 'false', traces };
    const { durationMs } = await job.step(inputs, env);
    return { durationMs, startMs: Number(readFileSync(stamp, 'utf8')) / 1e6 - before };
  };
  const [on = [], off = []] = await inTurn(15, [run('true'), run('false')]);
  const sent = collector.requests.length;
  await collector.close();
  job.remove();
  if (sent !== on.length + 1) throw new Error(`${sent} traces of ${on.length + 1} arrived`);
  const duration = (runs: typeof on) => median(runs.map(({ durationMs }) => durationMs));
  const start = (runs: typeof on) => median(runs.map(({ startMs }) => startMs));
  return [
    {
      what: 'A trace adds to a command of 400 ms',
      value: duration(on) - duration(off),
      budget: 60,
      unit: 'ms',
      from: `${duration(on).toFixed(0)} ms and ${duration(off).toFixed(0)} ms, telemetry off, collector on loopback, 15 pairs`,
    },
    {
      what: 'Of that before werf starts',
      value: start(on) - start(off),
      budget: 30,
      unit: 'ms',
      from: `${start(on).toFixed(1)} ms and ${start(off).toFixed(1)} ms from the start of Node, 15 pairs`,
    },
  ];
}
