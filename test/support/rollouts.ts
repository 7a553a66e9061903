// The recorded rollouts of a real werf 2.70.0, as the reader sees them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commandName } from '../../src/command/name.ts';
import { finalError } from '../../src/reports/failure/final-error.ts';
import { readPlanArtifact } from '../../src/reports/plan-artifact.ts';
import { mayHavePlanFile, planOrDeploy } from '../../src/reports/plan-command.ts';
import { planTrouble } from '../../src/reports/plan-trouble.ts';
import { buildReport, deployReport, endedReport } from '../../src/reports/reports.ts';
import type { Rollout } from '../../src/reports/rollout/rollout.ts';
import { RolloutReader } from '../../src/reports/rollout/rollout-reader.ts';
import { rolloutLimits } from '../../src/reports/rollout-options.ts';
import { terminalWidth } from '../../src/reports/terminal-width.ts';
import { isRead } from '../../src/reports/watch-rollout.ts';
import type { CommandOutcome } from '../../src/results/command-outcome.ts';
import { whyNot } from '../../src/results/failure/explain.ts';
import type { Known } from '../../src/results/failure/problems.ts';
import { publicPlan } from '../../src/results/public-plan.ts';
import { type PlanPart, withPlan } from '../../src/results/with-plan.ts';
import type { Environment } from '../../src/system/environment.ts';
import { errorText } from '../../src/werf/error-text.ts';
import { OutputTail } from '../../src/werf/output-tail.ts';
import { outcomeOf as planOutcomeOf, recorded } from './plans.ts';

const FOLDER = new URL('../golden/werf-2.70.0/', import.meta.url);

/** The names of all recorded runs. */
export const ROLLOUTS: readonly string[] = readdirSync(FOLDER);

export interface RolloutRun {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly exitCode: number;
  /** As werf says at its end; 0 where it does not. */
  readonly durationMs: number;
  readonly stdout: Buffer;
  readonly errorTail: string;
}

export function readRollout(run: string): RolloutRun {
  const file = (name: string) => readFileSync(new URL(`${run}/${name}`, FOLDER));
  const { argv, env: pairs, exitCode } = JSON.parse(file('run.json').toString());
  const env = Object.fromEntries(
    pairs.map((pair: string) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const stdout = file('stdout.txt');
  const tail = new OutputTail();
  tail.push(file('stderr.txt'));
  const seconds = /Running time ([0-9.]+) seconds/.exec(stdout.toString())?.[1] ?? '0';
  return { argv, env, exitCode, durationMs: Math.round(Number(seconds) * 1000), stdout, errorTail: errorText(tail) };
}

/** A report that the run wrote, as JSON; undefined where it wrote none. */
export function rolloutReport(run: string, kind: 'build' | 'deploy' | 'rollback'): unknown {
  const url = new URL(`${run}/${kind}-report.json`, FOLDER);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined;
}

/** What a reader keeps of a text that comes whole, and `durationMs` later ends. */
export function readOutput(stdout: string | Uint8Array, durationMs = 0, terminalWidth?: number): Rollout {
  const reader = new RolloutReader(terminalWidth);
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

/** What is known of a run's plan, made or used. */
function planPartOf(run: string): PlanPart {
  const { argv, env, errorTail } = readRollout(run);
  const words = argv.slice(1);
  const plan = planOrDeploy(words) === 'plan' ? publicPlan(planOutcomeOf(run), (text) => text, false) : undefined;
  // The plan of another run, `<tmp>/plan-save-initial/plan.gz`.
  const used = argv.flatMap((word) => /^<tmp>\/([\w-]+)\/plan\.gz$/.exec(word)?.[1] ?? [])[0];
  if (used === undefined || !mayHavePlanFile(words, env)) return { plan };
  return { plan, planTrouble: planTrouble(errorTail, readPlanArtifact(recorded(used, 'plan.gz'))) };
}

/** How the step sees a run that ended. */
export function outcomeOf(run: string): CommandOutcome {
  const { argv, env, exitCode, durationMs, stdout, errorTail } = readRollout(run);
  const words = argv.slice(1);
  const deploy = endedReport(
    deployReport(rolloutReport(run, 'deploy') ?? rolloutReport(run, 'rollback')),
    commandName(words),
    exitCode,
  );
  const outcome: CommandOutcome = {
    command: commandName(words),
    result: exitCode === 0 ? 'success' : 'failure',
    exitCode,
    durationMs,
    build: buildReport(rolloutReport(run, 'build')),
    deploy,
    errorTail: exitCode === 0 ? '' : errorTail,
  };
  const part = planPartOf(run);
  if (exitCode === 0) return withPlan(outcome, part);
  const rollout = isRead(words) ? readOutput(stdout, durationMs, terminalWidth(words, env)) : undefined;
  const limits = rolloutLimits(words, env);
  return withPlan({ ...outcome, ...whyNot({ cancelled: false, limits, rollout, errorTail, deploy }) }, part);
}
