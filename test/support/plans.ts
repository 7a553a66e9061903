// The recorded plans of a real werf 2.70.0, in test/golden/werf-2.70.0.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plan } from '../../src/reports/plan.ts';
import { type PlanOutcome, planOutcome } from '../../src/reports/plan-outcome.ts';
import { PlanReader } from '../../src/reports/plan-reader.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0');

/** A file of a recording; empty where it has none. */
export function recorded(recording: string, file: string): Buffer {
  const path = join(GOLDEN, recording, file);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

/** What the reader makes of a text. */
export function planOf(stdout: string | Uint8Array, width?: number): Plan | undefined {
  const reader = new PlanReader(width);
  reader.push(typeof stdout === 'string' ? Buffer.from(stdout) : stdout);
  return reader.plan();
}

/** What is made of a recorded run in the end. */
export function outcomeOf(recording: string): PlanOutcome {
  const run: { readonly argv: readonly string[]; readonly exitCode: number } = JSON.parse(
    recorded(recording, 'run.json').toString(),
  );
  return planOutcome({
    plan: planOf(recorded(recording, 'stdout.txt')),
    exitCode: run.exitCode,
    errorText: recorded(recording, 'stderr.txt').toString(),
    asksForExitCode: run.argv.includes('--exit-code'),
  });
}
