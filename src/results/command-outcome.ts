// Pure: what is known of one werf command after it ended, for the summary and the outputs.
import type { BuildReport, DeployReport } from '../reports/reports.ts';
import type { Failure } from './failure/failure.ts';
import type { Problem } from './failure/problems.ts';
import type { PublicPlan } from './public-plan.ts';

export interface CommandOutcome {
  /** The command's words without its options, such as `werf converge`: options may hold secrets. */
  readonly command: string;
  /**
   * `allowed`: it ended with an exit code other than 0 that `allowed-exit-codes` names, and that does not just say what was
   * planned.
   */
  readonly result: 'success' | 'failure' | 'cancelled' | 'allowed';
  readonly exitCode: number;
  readonly durationMs: number;
  readonly build?: BuildReport | undefined;
  readonly deploy?: DeployReport | undefined;
  /** Of a command that plans. */
  readonly plan?: PublicPlan | undefined;
  /** Why a saved plan could not be used, in plain words. */
  readonly planTrouble?: string | undefined;
  /** What `errorText` gave; shown only where the command did not succeed. */
  readonly errorTail?: string | undefined;
  /** Why it did not succeed; undefined where nothing more is known than the end of its output. */
  readonly failure?: Failure | undefined;
  /** The resources that were not ready, also without a known failure; none after a success. */
  readonly problems?: readonly Problem[] | undefined;
}
