// Composition: sends in the post step what the main step could not deliver, by OTLP's rules for retries.
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCommand } from '../command/options.ts';
import type { CommandWords } from '../command/words.ts';
import { pauseBeforeRetry } from '../net/retry.ts';
import { isUnreachable, rememberUnreachableAtEnd, wasUnreachableAtEnd } from '../net/unreachable.ts';
import { fieldsOf } from '../system/guards.ts';
import type { Host } from '../system/host.ts';
import { openEventLog } from './delivery/event-log.ts';
import { EventQueue } from './delivery/event-queue.ts';
import { RETRY_BUDGET_MS, telemetrySender } from './delivery/sender.ts';
import { readSpool } from './delivery/spool.ts';
import { commandStarted, type TelemetryEvent } from './event.ts';
import { passKeptEvent } from './gate.ts';
import { readOriginUrl } from './origin.ts';
import type { EventSpan } from './otlp.ts';
import { originOfWorkflow, projectIdOf } from './project-id.ts';
import { spoolIn, startNotesIn } from './record-files.ts';
import { readRunContext } from './run-context.ts';
import { newSpanIds } from './span-ids.ts';
import { readStartNotes, type StartNote } from './start-notes.ts';

/** The step's inputs, as far as they matter here. */
export interface RedeliverySettings {
  /** In order; undefined for one whose words are not known here. */
  readonly commands: readonly (CommandWords | undefined)[];
  /** Absolute. */
  readonly workingDirectory: string;
  readonly endpoint: URL;
  /** Absolute path of the user's log file, if any. */
  readonly logFile: string | undefined;
}

/** How long all tries may take, in milliseconds, where the post step of another step has just spent the whole budget on an endpoint that is dead. */
const SHORT_RETRY_BUDGET_MS = 500;

/**
 * Sends the events of the spool, in their order, in the same requests and with the same ids as before, and the start of
 * a command of which a killed step could keep no event.
 * @param folder the step's private folder
 * @param cancelled aborts all tries
 */
export async function deliverSpooledEvents(
  host: Host,
  settings: RedeliverySettings,
  folder: string,
  cancelled: AbortSignal,
): Promise<void> {
  const { endpoint, logFile } = settings;
  const { requests, rest, executionIds, retryAt } = readSpool(spoolIn(folder), checkSpan);
  const unkept = readStartNotes(startNotesIn(folder)).filter(({ executionID }) => !executionIds.has(executionID ?? ''));
  if (requests.length + rest.length + unkept.length === 0) return;
  const log = logFile === undefined ? undefined : openEventLog(logFile);
  const sender = telemetrySender(endpoint, host.env, host, retryAt);
  const { debug } = host.log;
  const queue = new EventQueue({
    log,
    spool: undefined,
    send: sender.send,
    newSpanIds: () => newSpanIds(host),
    debug,
  });
  queue.resume(requests, rest);
  const budget = new AbortController();
  const timeout = setTimeout(
    () => budget.abort(),
    wasUnreachableAtEnd(host, endpoint) ? SHORT_RETRY_BUDGET_MS : RETRY_BUDGET_MS,
  );
  const ending = AbortSignal.any([budget.signal, cancelled]);
  try {
    for (const command of unkept) {
      const event = await startOf(command, host, settings, ending);
      if (event !== undefined) queue.add(event);
    }
    const answered = await flushWithRetries(queue, host, ending);
    if (!answered && isUnreachable(host, endpoint)) rememberUnreachableAtEnd(host, endpoint);
  } finally {
    clearTimeout(timeout);
    await sender.close();
    log?.close();
  }
  debug(`Telemetry of the main step: ${queue.delivery()}`);
}

/** The event of a command's start, with all that is known without werf; undefined for a command that is not reported. */
async function startOf(
  { index = -1, executionID = '', startedAt = -1 }: Partial<StartNote>,
  host: Host,
  { commands, workingDirectory: cwd }: RedeliverySettings,
  signal: AbortSignal,
): Promise<TelemetryEvent | undefined> {
  const { env, platform, arch } = host;
  const words = commands[index];
  if (words === undefined) return undefined;
  const { command, reported, options } = describeCommand(words, env, platform);
  if (!reported) return undefined;
  const origin = await readOriginUrl({ cwd, env, platform, signal });
  const projectID = projectIdOf(origin ?? originOfWorkflow(env) ?? '');
  const execution = { executionID, projectID, command, attributes: readRunContext(env, platform, arch) };
  return passKeptEvent(commandStarted(execution, startedAt, options));
}

/** @returns whether the endpoint answered at all */
async function flushWithRetries(queue: EventQueue, host: Host, signal: AbortSignal): Promise<boolean> {
  const startedAt = host.elapsed();
  for (let failures = 1; ; failures += 1) {
    const result = await queue.flush(signal);
    if (result?.kind !== 'unavailable') return true;
    const random = (host.random(1)[0] ?? 0) / 256;
    const pause = pauseBeforeRetry(failures, random, waitUntil(result.retryAt, host.elapsed()));
    // A pause that ends after the budget is not begun: whoever asked for it would not be asked again in time.
    if (signal.aborted || host.elapsed() - startedAt + pause >= RETRY_BUDGET_MS) return result.answered;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

const waitUntil = (time: number | undefined, now: number) => (time === undefined ? undefined : time - now);

function checkSpan(span: unknown): EventSpan | undefined {
  const { traceId, spanId, event } = fieldsOf(span);
  const checked = passKeptEvent(event);
  if (!isHex(traceId, 32) || !isHex(spanId, 16) || checked === undefined) return undefined;
  return { traceId, spanId, event: checked };
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value);
}
