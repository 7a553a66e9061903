// Effect: the sender to the telemetry endpoint.
import { createSender, type Sender } from '../../net/otlp-sender.ts';
import type { Environment } from '../../system/environment.ts';
import type { Host } from '../../system/host.ts';
import { decodeRejectedSpans } from '../otlp.ts';

/** How long all tries of the post step may take, in milliseconds (the action's contract). */
export const RETRY_BUDGET_MS = 5_000;

/**
 * A sender to the telemetry endpoint, through the runner's proxies. The `OTEL_*` variables of the job are not read.
 * @param clocks `now` in milliseconds since the epoch, `elapsed` in those of a clock that never goes back
 * @param retryAt what an earlier answer asked for, by `elapsed`, which all processes of a machine share until it starts
 * again. Only what may have been kept is believed: a longer wish is a rejection, and leaves nothing that waits
 * @throws where the environment names a proxy with an address that cannot be read
 */
export function telemetrySender(
  endpoint: URL,
  env: Environment,
  { now, elapsed }: Pick<Host, 'now' | 'elapsed'>,
  retryAt = 0,
): Sender {
  const believed = retryAt - elapsed() > RETRY_BUDGET_MS ? 0 : retryAt;
  const rejectedSpans = decodeRejectedSpans;
  return createSender({ endpoint, env, now, elapsed, retryAt: believed, patience: RETRY_BUDGET_MS, rejectedSpans });
}
