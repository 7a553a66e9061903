// The benchmark, `npm run bench`: the built action beside bare Node, against the budgets that the project has set itself.
// All figures come from one run on one machine, in turn, so that ratios and differences hold where seconds do not.

import { measureInstall } from './bench/install.ts';
import { measureRelay } from './bench/relay.ts';
import { measureMemory, measureStart, measureTelemetry } from './bench/step.ts';
import { measureSummary } from './bench/summary.ts';
import { formatTable, type Row } from './bench/table.ts';

const rows: Row[] = [];
for (const measure of [measureStart, measureTelemetry, measureMemory, measureRelay, measureSummary, measureInstall]) {
  rows.push(...(await measure()));
}
console.log(formatTable(rows));
process.exitCode = rows.every(({ value, budget }) => value <= budget) ? 0 : 1;
