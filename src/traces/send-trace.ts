// Composition: sends the trace of a step, briefly where the collector kept an earlier step of the job waiting in vain.
import { forgetServer, isUnreachable, rememberUnreachable } from '../net/unreachable.ts';
import type { Host } from '../system/host.ts';
import { type ExportTime, exportTrace } from './exporter.ts';
import type { TraceSettings } from './settings.ts';
import { rejectedSpans, type StepTracer } from './tracer.ts';

/** A collector takes 20 MiB in a request by default; a span of ours has some 400 bytes. */
const SPANS_IN_REQUEST = 2_000;
/** How long a collector that kept an earlier step waiting has for its first answer, in milliseconds. */
const UNANSWERING_TIMEOUT_MS = 500;

/**
 * Sends all spans that were completed, and says in one notice what did not arrive. A collector for which all of the time
 * went by in vain has only a moment in the later steps of the job, until it answers again. Never throws.
 * @param time how long it may take
 */
export async function sendTrace(
  host: Host,
  settings: TraceSettings,
  tracer: StepTracer,
  { all, cancellation }: Required<Pick<ExportTime, 'all' | 'cancellation'>>,
): Promise<void> {
  const { endpoint, timeout } = settings;
  const isKnown = isUnreachable(host, endpoint, 'traces');
  const options = {
    settings,
    env: host.env,
    cwd: host.cwd,
    rejectedSpans,
    now: host.now,
    elapsed: host.elapsed,
    random: Math.random,
  };
  const first = isKnown ? Math.min(all, UNANSWERING_TIMEOUT_MS) : all;
  const time = { all, first, cancellation };
  const { sentSpans, failure, inVain } = await exportTrace(tracer.requests(SPANS_IN_REQUEST), options, time);
  if (isKnown && sentSpans > 0) forgetServer(host, endpoint, 'traces');
  // What had no more time than that anyway says little, and costs little.
  if (!isKnown && inVain === true && Math.min(all, timeout) > UNANSWERING_TIMEOUT_MS)
    rememberUnreachable(host, endpoint, 'traces');
  if (failure === undefined) return;
  const lost = tracer.completed() - sentSpans;
  host.log.notice(lossNotice(lost, endpoint, failure, isKnown && inVain === true));
}

function lossNotice(spans: number, { host }: URL, failure: string, wasBrief: boolean): string {
  const what = spans === 1 ? 'A span' : `${spans} spans`;
  const brief = wasBrief
    ? ' It kept an earlier step of this job waiting for nothing, so this one gave it half a second at the most.'
    : '';
  return `${what} of this step's trace did not reach the collector at ${host}: ${failure}.${brief} The step is not affected.`;
}
