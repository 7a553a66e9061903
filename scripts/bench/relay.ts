// Measures the relay: 10,000 events of werf's through it, to a collector.
import { join } from 'node:path';
import { startCollector } from '../../test/support/collector.ts';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { peakMegabytes } from './step.ts';
import { inTurn, median, type Row } from './table.ts';

const FLOOD = join(import.meta.dirname, 'flood-werf.ts');

/** The time from werf's first event to the last one's delivery, and the memory that the events take. */
export async function measureRelay(): Promise<readonly Row[]> {
  const job = createJob();
  const arrivals: number[] = [];
  const collector = await startCollector((response) => {
    arrivals.push(performance.now());
    response.writeHead(200).end();
  });
  const memory = join(job.temp, 'memory');
  const report = `grep VmHWM /proc/$PPID/status > '${memory}'`;
  const run = (body: string) => async () => {
    arrivals.length = 0;
    const werf = writeStandIn(job.temp, body);
    const { outputs } = await job.step({ command: 'build', 'werf-path': werf, 'telemetry-url': collector.url });
    if (outputs['telemetry-delivery'] !== 'delivered')
      throw new Error(`telemetry was ${outputs['telemetry-delivery']}`);
    return { milliseconds: (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0), megabytes: peakMegabytes(memory) };
  };
  const [flood = [], calm = []] = await inTurn(3, [
    run(`'${process.execPath}' '${FLOOD}'; ${report}`),
    run(`sleep 0.3; ${report}`),
  ]);
  const delivered = collector.events().length;
  await collector.close();
  job.remove();
  const megabytes = (runs: typeof flood) => median(runs.map((result) => result.megabytes));
  return [
    {
      what: '10,000 events pass the relay in',
      value: median(flood.map(({ milliseconds }) => milliseconds)) / 1000,
      budget: 2,
      unit: 's',
      from: `from CommandStarted to CommandExited at the collector, ${delivered} events in 4 runs each`,
    },
    {
      what: 'Memory that they take',
      value: megabytes(flood) - megabytes(calm),
      budget: 50,
      unit: 'MB',
      from: `peak resident ${megabytes(flood).toFixed(0)} MB and ${megabytes(calm).toFixed(0)} MB`,
    },
  ];
}
