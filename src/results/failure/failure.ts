// Pure: why a command failed, or what it was waiting for when it was stopped, as plain data for all who show it.
import type { Cause, CauseKind } from '../../reports/failure/final-error.ts';
import type { DeployReport } from '../../reports/reports.ts';
import type { FailedBuild, LockWait, ShownLines } from '../../reports/rollout/rollout.ts';
import type { Problem } from './problems.ts';
import type { Sentence } from './sentence.ts';

export interface Failure {
  /** `stopped`: a cancellation, a signal, or an end without an error, which is no failure of a resource. */
  readonly kind: CauseKind | 'stopped';
  /** What failed, such as `Deployment/web` or `image backend`; undefined where the reason alone tells. */
  readonly subject: string | undefined;
  /** What happened, in plain words. */
  readonly headline: Sentence;
  /** Why, in the words of werf, Kubernetes, the API server or a registry. May have several lines. */
  readonly reason: string;
  /** The resource that it is about, if it is one. */
  readonly main: Problem | undefined;
  /** All that were not ready, the one that failed first. */
  readonly problems: readonly Problem[];
  /** All causes of an error that lists several; otherwise empty. */
  readonly causes: readonly Cause[];
  /** What to do next; only where that is sure. */
  readonly todo: Sentence | undefined;
  /** What else there was to it. */
  readonly note: Sentence | undefined;
  /** How long the resource was waited for, in seconds, of a timeout or a stop. */
  readonly waitedSeconds: number | undefined;
  readonly lock: LockWait | undefined;
  /** Of the pods in trouble. */
  readonly logs: readonly ShownLines[];
  readonly events: readonly ShownLines[];
  readonly build: FailedBuild | undefined;
  /** As werf printed it, from `Error: ` on; empty where it did not come to one. */
  readonly error: string;
  /** The release: from werf's report, or as it printed it. */
  readonly deploy: DeployReport | undefined;
  /** The resources that were ready, or gone where they should be, without those that were not at other times. */
  readonly done: readonly { readonly name: string; readonly gone: boolean }[];
}
