// Pure: how a command of werf ended, and what is left of it to read.
import type { CommandWords } from '../command/words.ts';
import type { ExpectedReports } from '../reports/expected-reports.ts';
import type { PlanReader } from '../reports/plan-reader.ts';
import type { Rollout } from '../reports/rollout/rollout.ts';
import type { Environment } from '../system/environment.ts';
import type { LateReader } from '../werf/late-reader.ts';
import type { OutputTail } from '../werf/output-tail.ts';

/** How a command ended. */
export interface CommandResult {
  readonly words: CommandWords;
  /** werf's exit code, or 128 + the signal that ended it. */
  readonly exitCode: number;
  /** When werf was started, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** The same on the clock that never goes back, on which the times of `rollout` are. */
  readonly startedElapsed: number;
  /** Whole milliseconds. */
  readonly durationMs: number;
  readonly pid: number | undefined;
  /** Whether `allowed-exit-codes` does not name the exit code. */
  readonly failed: boolean;
  readonly cancelled: boolean;
  readonly reports: ExpectedReports;
  /** The end of what it wrote to stderr. */
  readonly stderrTail: OutputTail;
  /** The end of what it wrote to stdout. */
  readonly stdoutTail: OutputTail;
  /** What it printed of a rollout, if it deployed. */
  readonly rollout: Rollout | undefined;
  /** The environment that the user and ci-env set. */
  readonly userEnv: Environment;
  /** What read the stdout of a command that plans. */
  readonly plan: LateReader<PlanReader> | undefined;
}
