// Measures what a step takes as a multiple of bare Node, with telemetry off.
import { basename } from 'node:path';
import { type LoadedCode, loadedBefore } from '../../test/support/loaded-code.ts';
import { prepareQuickStart } from '../../test/support/quick-start.ts';
import { createJob } from '../../test/support/runner.ts';
import { writeStandIn } from '../../test/support/stand-in.ts';
import { timeNode, writeBareNode } from './bare-node.ts';
import { writeLeastStep } from './least-step.ts';
import { inTurn, median, noiseOf, type Row } from './table.ts';

/** The whole step with telemetry off, beside bare Node that spawns the same command. */
export async function measureStart(): Promise<readonly Row[]> {
  // Wished for is 1.4; docs/performance.md says what stands between.
  const nothing = await besideNode('exit 0', 25, 2);
  const short = await besideNode('sleep 0.4', 9, 1.5);
  return [
    { what: 'Step with telemetry off, as a multiple of bare Node: a command that does nothing', ...nothing },
    { what: 'The same, a command of 400 ms', ...short },
    ...(await measureLoading()),
  ];
}

/** The code loaded before werf's command starts. */
async function measureLoading(): Promise<readonly Row[]> {
  const job = createJob();
  const off = { telemetry: 'false' };
  const known = { command: 'build', 'werf-path': writeStandIn(job.temp, 'exit 0'), ...off };
  const least = await loadedBefore('build', job, known);
  const { inputs, env } = prepareQuickStart(job);
  const quickStart = await loadedBefore('converge', job, { ...inputs, ...off }, env);
  job.remove();
  const row = (what: string, { files, bytes }: LoadedCode, budget: number): Row => ({
    what,
    value: bytes / 1000,
    budget,
    unit: 'kB',
    from: `files of dist/: ${files.map((file) => basename(file)).join(', ')}`,
  });
  return [
    row('Code loaded before werf starts, with `werf-path`', least, 100),
    row('The same in the step of the quick start, with werf on PATH', quickStart, 150),
  ];
}

async function besideNode(body: string, pairs: number, budget: number): Promise<Omit<Row, 'what'>> {
  const job = createJob();
  const werf = writeStandIn(job.temp, body);
  const bare = writeBareNode(job.temp, werf);
  const least = writeLeastStep(job.temp, werf);
  const bareNode = () => timeNode(bare, job.workspace);
  const [step = [], node = [], nodeAgain = [], leastStep = []] = await inTurn(pairs, [
    async () => (await job.step({ command: 'build', 'werf-path': werf, telemetry: 'false' })).durationMs,
    bareNode,
    bareNode,
    () => timeNode(least, job.workspace),
  ]);
  job.remove();
  const ratios = (side: readonly number[]) => side.map((time, index) => time / (node[index] ?? time));
  return {
    value: median(ratios(step)),
    budget,
    noise: noiseOf(ratios(nodeAgain).map((ratio) => ratio - 1)),
    unit: '',
    from: `${median(step).toFixed(0)} ms and ${median(node).toFixed(0)} ms, ${pairs} pairs; the least such step ${median(ratios(leastStep)).toFixed(2)}`,
  };
}
