// The benchmark, `npm run bench`: the built action beside bare Node, against the budgets that the project has set itself.
//
//   npm run bench                     measures everything, in about a minute
//   npm run bench -- start relay      measures a part
//   npm run bench -- --check          fails where a budget is missed by more than the noise of the same run
//
// All figures come from one run on one machine, in turn, so that ratios and differences hold where seconds do not. The
// noise is what two sides of the same command differ by, measured in turn with the rest.

import { measureAround } from './around.ts';
import { measureComment } from './comment.ts';
import { measureInstall } from './install.ts';
import { measureRelay } from './relay.ts';
import { measureRollout } from './rollout.ts';
import { measureStart } from './start.ts';
import { measureMemory, measureTelemetry } from './step.ts';
import { measureSummary } from './summary.ts';
import { formatTable, isMissed, type Row } from './table.ts';
import { measureTraces } from './traces.ts';

const measures = {
  start: measureStart,
  around: measureAround,
  telemetry: measureTelemetry,
  traces: measureTraces,
  memory: measureMemory,
  rollout: measureRollout,
  relay: measureRelay,
  summary: measureSummary,
  comment: measureComment,
  install: measureInstall,
};
const parameters = process.argv.slice(2);
const checks = parameters.includes('--check');
const wanted = parameters.filter((name) => name !== '--check');
const unknown = wanted.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(measures).join(', ')}`);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
}
console.log(formatTable(rows));
const missed = rows.filter(isMissed);
if (checks && missed.length > 0) {
  console.error(`Missed by more than noise: ${missed.map(({ what }) => what).join('; ')}`);
  process.exitCode = 1;
}
