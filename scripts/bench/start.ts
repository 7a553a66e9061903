// Measures what a step takes as a multiple of bare Node, with telemetry off.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { timeNode, writeBareNode } from './bare-node.ts';
import { inTurn, median, noiseOf, type Row } from './table.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/main.js');

/** The whole step with telemetry off, beside bare Node that spawns the same command. */
export async function measureStart(): Promise<readonly Row[]> {
  const nothing = await besideNode('exit 0', 25, 1.4);
  const short = await besideNode('sleep 0.4', 9, 1.5);
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

async function besideNode(body: string, pairs: number, budget: number): Promise<Omit<Row, 'what'>> {
  const job = createJob();
  const werf = writeStandIn(job.temp, body);
  const bare = writeBareNode(job.temp, werf);
  const bareNode = () => timeNode(bare, job.workspace);
  const [step = [], node = [], nodeAgain = []] = await inTurn(pairs, [
    async () => (await job.step({ command: 'build', 'werf-path': werf, telemetry: 'false' })).durationMs,
    bareNode,
    bareNode,
  ]);
  job.remove();
  const ratios = (side: readonly number[]) => side.map((time, index) => time / (node[index] ?? time));
  return {
    value: median(ratios(step)),
    budget,
    noise: noiseOf(ratios(nodeAgain).map((ratio) => ratio - 1)),
    unit: '',
    from: `${median(step).toFixed(0)} ms and ${median(node).toFixed(0)} ms, ${pairs} pairs`,
  };
}
