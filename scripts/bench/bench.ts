// The benchmark, `npm run bench`: the built action beside bare Node, against the budgets that the project has set itself.
//
//   npm run bench                     measures everything, in about a minute
//   npm run bench -- start relay      measures a part
//
// All figures come from one run on one machine, in turn, so that ratios and differences hold where seconds do not.

import { measureComment } from './comment.ts';
import { measureInstall } from './install.ts';
import { measureRelay } from './relay.ts';
import { measureRollout } from './rollout.ts';
import { measureMemory, measureStart, measureTelemetry } from './step.ts';
import { measureSummary } from './summary.ts';
import { formatTable, type Row } from './table.ts';
import { measureTraces } from './traces.ts';

const measures = {
  start: measureStart,
  telemetry: measureTelemetry,
  traces: measureTraces,
  memory: measureMemory,
  rollout: measureRollout,
  relay: measureRelay,
  summary: measureSummary,
  comment: measureComment,
  install: measureInstall,
};
const wanted = process.argv.slice(2);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
}
console.log(formatTable(rows));
