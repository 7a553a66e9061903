// Effect: the sender to the telemetry endpoint.
import { createSender, type Sender } from '../../net/otlp-sender.ts';
import type { Environment } from '../../system/environment.ts';
import { decodeRejectedSpans } from '../otlp.ts';

/** How long all tries of the post step may take, in milliseconds (the action's contract). */
export const RETRY_BUDGET = 5_000;

/**
 * A sender to the telemetry endpoint, through the runner's proxies. The `OTEL_*` variables of the job are not read.
 * @param now milliseconds since the epoch
 * @param retryAt what an earlier answer asked for
 * @throws where the environment names a proxy that is none
 */
export function telemetrySender(endpoint: URL, env: Environment, now: () => number, retryAt = 0): Sender {
  return createSender({ endpoint, env, now, retryAt, patience: RETRY_BUDGET, rejectedSpans: decodeRejectedSpans });
}
