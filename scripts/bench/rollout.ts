// Measures what reading a rollout costs, beside a command that is not read: werf printing 100,000 lines a second.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { peakMegabytes } from './step.ts';
import { inTurn, median, type Row } from './table.ts';

const WERF = join(import.meta.dirname, 'rollout-werf.ts');

interface Measured {
  readonly waitedMs: number;
  readonly milliseconds: number;
  readonly lines: number;
  readonly megabytes: number;
}

export async function measureRollout(): Promise<readonly Row[]> {
  const job = createJob();
  const [figures, memory] = [join(job.temp, 'figures'), join(job.temp, 'memory')];
  const werf = writeStandIn(
    job.temp,
    `'${process.execPath}' '${WERF}' '${figures}'; grep VmHWM /proc/$PPID/status > '${memory}'`,
  );
  const run = (command: string) => async (): Promise<Measured> => {
    const step = job.start({ command, 'werf-path': werf, telemetry: 'false', 'output-file': 'out' });
    step.process.stdout?.removeAllListeners('data').resume();
    await step.result;
    return { ...JSON.parse(readFileSync(figures, 'utf8')), megabytes: peakMegabytes(memory) };
  };
  const [read = [], unread = []] = await inTurn(5, [run('converge'), run('render')]);
  job.remove();
  const of = (runs: readonly Measured[], field: keyof Measured) => median(runs.map((each) => each[field]));
  const rate = (runs: readonly Measured[]) => of(runs, 'lines') / of(runs, 'milliseconds');
  return [
    {
      what: 'Reading a rollout of 100,000 lines a second delays each 1,000 lines of werf by',
      value: ((of(read, 'waitedMs') - of(unread, 'waitedMs')) / of(read, 'lines')) * 1000,
      budget: 1,
      unit: 'ms',
      from: `${rate(read).toFixed(0)} and ${rate(unread).toFixed(0)} lines a millisecond, 5 pairs`,
    },
    {
      what: 'Memory that it takes',
      value: of(read, 'megabytes') - of(unread, 'megabytes'),
      budget: 30,
      unit: 'MB',
      from: `peak resident ${of(read, 'megabytes').toFixed(0)} MB and ${of(unread, 'megabytes').toFixed(0)} MB`,
    },
  ];
}
