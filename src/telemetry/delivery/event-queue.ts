// Effect: brings events to the log file and to the endpoint, in the order in which they happened, one request at a time.
import type { SendResult } from '../../net/otlp-sender.ts';
import type { TelemetryEvent } from '../event.ts';
import { type EventSpan, encodeTraceRequest } from '../otlp.ts';
import type { Delivery } from '../reported-command.ts';
import type { EventLog } from './event-log.ts';
import type { Spool, SpooledEvent, SpooledRequest } from './spool.ts';

/** More than a large build has at once; a bound for the size of a request. */
const MAX_EVENTS_IN_REQUEST = 500;

export interface EventQueueParts {
  /** Where the user asked for a log file. */
  readonly log: EventLog | undefined;
  /** Where events are kept; undefined where none could be opened. */
  readonly spool: Spool | undefined;
  /** Sends one request. Never throws. */
  readonly send: (body: Uint8Array, signal: AbortSignal) => Promise<SendResult>;
  /** A new trace id and span id. */
  readonly newSpanIds: () => Pick<EventSpan, 'traceId' | 'spanId'>;
  readonly debug: (message: string) => void;
}

interface QueuedEvent {
  readonly number: number;
  span: EventSpan;
  ready: boolean;
}

export interface EventQueue {
  /** Adds an event at the end of the queue. */
  add(event: TelemetryEvent): void;
  /** Adds events that came together. */
  addAll(events: readonly TelemetryEvent[]): void;
  /**
   * Adds an event of which something is still being found out, and holds the ones after it.
   * @returns takes the event as it is sent in the end; called at most once
   */
  hold(event: TelemetryEvent): (complete: TelemetryEvent) => void;
  /** Takes over what a spool holds, for the post step: requests as they were formed, and the events after them. */
  resume(requests: readonly SpooledRequest[], rest: readonly SpooledEvent[]): void;
  /** Sends what waits at the time of the call, one request after the other, until a request fails. Never throws. */
  flush(signal: AbortSignal): Promise<SendResult | undefined>;
  /** Resolves when no request is under way. */
  idle(): Promise<unknown>;
  delivery(): Delivery;
  /** Whether events wait that a later try could still deliver. */
  isWaiting(): boolean;
}

/**
 * One queue of events. An event is kept in the spool when it is added, logged when it is complete, and then sent with
 * the others that wait, at most 500 in a request. A request that fails stays as it is, so that a resend has the same
 * bytes. A failure of our own, such as a log that cannot be written, ends the session.
 */
export function createEventQueue({ log, spool: openedSpool, send, newSpanIds, debug }: EventQueueParts): EventQueue {
  /** Events that are not settled, in order; the ones of a request that failed stay together at the front. */
  const queue: QueuedEvent[] = [];
  /** The ones of them that do not stand in the log yet; none where there is no log. */
  const unlogged: QueuedEvent[] = [];
  let spool = openedSpool;
  let added = 0;
  let failed = false;
  /** After a failure of our own nothing more is sent: not what could not be logged, nor what comes after it. */
  let stopped = false;
  /** The last event of the request at the front of the queue, once it was formed. */
  let requestEnd: number | undefined;
  const resumedEnds: number[] = [];
  let flushing: Promise<SendResult | undefined> | undefined;
  /** The last event that the flush under way is to send. What comes after it waits, to go out with others. */
  let flushEnd = 0;

  const inSpool = (write: (spool: Spool) => void) => {
    if (spool === undefined) return;
    try {
      write(spool);
    } catch (error) {
      debug(`The telemetry spool cannot be written: ${String(error)}`);
      spool = undefined;
    }
  };

  const enqueue = (event: TelemetryEvent, ready: boolean): QueuedEvent => {
    added += 1;
    const { traceId, spanId } = newSpanIds();
    const queued = { number: added, span: { traceId, spanId, event }, ready };
    queue.push(queued);
    if (log !== undefined) unlogged.push(queued);
    return queued;
  };

  /** Keeps all of them in one write: thousands may come at once, and what is written alone makes garbage alone. */
  const addAll = (events: readonly TelemetryEvent[]) => {
    if (stopped || events.length === 0) return;
    const queued = events.map((event) => enqueue(event, true));
    inSpool((file) => file.keep(queued));
    logReady();
  };

  /** Logs what is complete, in order, also where the endpoint takes nothing. */
  const logReady = () => {
    if (log === undefined) return;
    try {
      for (let next = unlogged[0]; next?.ready; next = unlogged[0]) {
        const { number, span } = next;
        log.append(span.event);
        unlogged.shift();
        // For each of them, so that after a kill at most one comes into the log twice.
        inSpool((file) => file.logged(number));
      }
    } catch (error) {
      giveUp(error);
    }
  };

  /** Fixes which events the next request has, so that a resend has the same bytes. */
  const nextRequest = (): readonly QueuedEvent[] => {
    if ((queue[0]?.number ?? Number.POSITIVE_INFINITY) > flushEnd) return [];
    if (requestEnd === undefined) {
      const notReady = queue.findIndex(({ ready }) => !ready);
      const ready = queue.slice(0, Math.min(notReady === -1 ? queue.length : notReady, MAX_EVENTS_IN_REQUEST));
      const last = ready.at(-1);
      if (last === undefined) return [];
      requestEnd = resumedEnds.shift() ?? last.number;
    }
    const end = requestEnd;
    const request = queue.slice(0, queue.findLastIndex(({ number }) => number <= end) + 1);
    inSpool((file) => file.requested(end));
    return request;
  };

  const giveUp = (error: unknown): undefined => {
    debug(`Telemetry is not sent: ${String(error)}`);
    failed = true;
    stopped = true;
    inSpool((file) => file.settled(added));
    queue.length = 0;
    unlogged.length = 0;
    return undefined;
  };

  const settle = (request: readonly QueuedEvent[], result: SendResult) => {
    if (result.kind === 'rejected') failed = true;
    queue.splice(0, request.length);
    requestEnd = undefined;
    inSpool((file) => file.settled(request.at(-1)?.number ?? 0));
  };

  const flushQueue = async (signal: AbortSignal): Promise<SendResult | undefined> => {
    // Not before the caller has noted that it flushes.
    await undefined;
    let result: SendResult | undefined;
    try {
      for (let request = nextRequest(); request.length > 0; request = nextRequest()) {
        result = await send(encodeTraceRequest(request.map(({ span }) => span)), signal);
        if (result.kind !== 'delivered') debug(`Telemetry of ${request.length} events: ${result.reason}`);
        if (result.kind === 'unavailable') {
          const { retryAt } = result;
          if (retryAt !== undefined) inSpool((file) => file.retryAt(retryAt));
          return result;
        }
        settle(request, result);
      }
      return result;
    } catch (error) {
      return giveUp(error);
    } finally {
      // Here and not in a later turn, so that no event falls between the last look at the queue and the end of the flush.
      flushing = undefined;
    }
  };

  return {
    add: (event) => addAll([event]),
    addAll,
    hold: (event) => {
      if (stopped) return () => undefined;
      const queued = enqueue(event, false);
      inSpool((file) => file.keep([queued]));
      return (complete) => {
        queued.span = { ...queued.span, event: complete };
        queued.ready = true;
        if (stopped) return;
        inSpool((file) => file.keep([queued]));
        logReady();
      };
    },
    resume: (requests, rest) => {
      resumedEnds.push(...requests.flatMap((request) => request.at(-1)?.number ?? []));
      for (const { number, span, logged } of [...requests.flat(), ...rest]) {
        const queued = { number, span, ready: true };
        queue.push(queued);
        if (!logged && log !== undefined) unlogged.push(queued);
        added = number;
      }
      logReady();
    },
    flush: (signal) => {
      flushEnd = added;
      flushing ??= flushQueue(signal);
      return flushing;
    },
    idle: async () => flushing,
    delivery: () => {
      if (failed) return 'failed';
      if (queue.length > 0) return spool === undefined ? 'failed' : 'spooled';
      return added === 0 ? 'none' : 'delivered';
    },
    isWaiting: () => queue.length > 0,
  };
}
