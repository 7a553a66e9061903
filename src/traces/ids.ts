// Pure: the ids that the steps of a workflow's run share.
import { createHash } from 'node:crypto';
import type { Environment } from '../system/environment.ts';

/** One attempt of a workflow's run. */
export interface RunAttempt {
  readonly runId: string;
  /** From 1. */
  readonly attempt: number;
}

/** Which run this is; undefined where the environment does not tell. */
export function runAttempt(env: Environment): RunAttempt | undefined {
  const runId = env['GITHUB_RUN_ID'] ?? '';
  const attempt = env['GITHUB_RUN_ATTEMPT'] || '1';
  return /^\d+$/.test(runId) && /^[1-9]\d{0,8}$/.test(attempt) ? { runId, attempt: Number(attempt) } : undefined;
}

/**
 * The trace id that the OpenTelemetry Collector's GitHub receiver computes for an attempt, and with it whoever follows
 * it: SHA-256 of run id, attempt and `t`, the first half in hex.
 */
export function traceIdOf({ runId, attempt }: RunAttempt): string {
  return sha256(`${runId}${attempt}t`).slice(0, 32);
}

/** The id of the receiver's span for the whole attempt: the same with `s`, the second quarter. */
export function rootSpanIdOf({ runId, attempt }: RunAttempt): string {
  return sha256(`${runId}${attempt}s`).slice(16, 32);
}

/** The attempt before this one, if there was one. */
export function previousAttempt({ runId, attempt }: RunAttempt): RunAttempt | undefined {
  return attempt > 1 ? { runId, attempt: attempt - 1 } : undefined;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
