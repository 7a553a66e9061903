// Renders the summary of a report in a process of its own, and prints what that took.
import { readFileSync } from 'node:fs';
import { buildReport } from '../../src/reports/reports.ts';
import { outcomeOutputs } from '../../src/results/outputs.ts';
import { renderDetails } from '../../src/results/summary/command-details.ts';
import { renderSummary } from '../../src/results/summary/summary.ts';

const parsed: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const before = performance.now();
const commands = [
  { command: 'werf build', result: 'success' as const, exitCode: 0, durationMs: 60_000, build: buildReport(parsed) },
];
const summary = renderSummary(commands, renderDetails);
const { values } = outcomeOutputs(commands);
const milliseconds = performance.now() - before;
const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
console.log(
  JSON.stringify({
    milliseconds,
    megabytes: (Number(kilobytes) * 1024) / 1e6,
    summaryBytes: Buffer.byteLength(summary),
    imagesBytes: Buffer.byteLength(values['images'] ?? ''),
  }),
);
