// The recorded rollouts of a real werf 2.70.0, as the reader sees them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { finalError } from '../../src/reports/failure/final-error.ts';
import { deployReport } from '../../src/reports/reports.ts';
import type { Rollout } from '../../src/reports/rollout/rollout.ts';
import { RolloutReader } from '../../src/reports/rollout/rollout-reader.ts';
import type { Known } from '../../src/results/failure/problems.ts';
import { errorText } from '../../src/werf/error-text.ts';
import { ErrorTail } from '../../src/werf/output-tail.ts';

const FOLDER = new URL('../golden/werf-2.70.0/', import.meta.url);

/** The names of all recorded runs. */
export const ROLLOUTS: readonly string[] = readdirSync(FOLDER);

export interface RolloutRun {
  readonly argv: readonly string[];
  readonly exitCode: number;
  /** As werf says at its end; 0 where it does not. */
  readonly durationMs: number;
  readonly stdout: Buffer;
  readonly errorTail: string;
}

export function readRollout(run: string): RolloutRun {
  const file = (name: string) => readFileSync(new URL(`${run}/${name}`, FOLDER));
  const { argv, exitCode } = JSON.parse(file('run.json').toString());
  const stdout = file('stdout.txt');
  const tail = new ErrorTail();
  tail.push(file('stderr.txt'));
  const seconds = /Running time ([0-9.]+) seconds/.exec(stdout.toString())?.[1] ?? '0';
  return { argv, exitCode, durationMs: Math.round(Number(seconds) * 1000), stdout, errorTail: errorText(tail) };
}

/** A report that the run wrote, as JSON; undefined where it wrote none. */
export function rolloutReport(run: string, kind: 'build' | 'deploy'): unknown {
  const url = new URL(`${run}/${kind}-report.json`, FOLDER);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined;
}

/** What a reader keeps of a text that comes whole, and `durationMs` later ends. */
export function readOutput(stdout: string | Uint8Array, durationMs = 0): Rollout {
  const reader = new RolloutReader();
  reader.push(Buffer.from(stdout), 0);
  return reader.end(durationMs);
}

/** All that is known of a run that did not succeed. */
export function knownOf(run: string): Known {
  const { stdout, errorTail, durationMs } = readRollout(run);
  return {
    error: finalError(errorTail),
    rollout: readOutput(stdout, durationMs),
    deploy: deployReport(rolloutReport(run, 'deploy')),
  };
}
