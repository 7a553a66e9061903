// Effect: brings events to the log file and to the endpoint, in the order in which they happened, one request at a time.
import type { SendResult } from '../../net/otlp-sender.ts';
import type { TelemetryEvent } from '../event.ts';
import { type EventSpan, encodeTraceRequest } from '../otlp.ts';
import type { Delivery } from '../reported-command.ts';
import type { EventLog } from './event-log.ts';
import { type PendingEvent, PendingEvents } from './pending-events.ts';
import type { Spool, SpooledEvent, SpooledRequest } from './spool.ts';

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

/**
 * One queue of events. An event is kept in the spool when it is added, logged when it is complete, and then sent with
 * the others that wait. A request that fails stays as it is, so that a resend has the same bytes. A failure of our own,
 * such as a log that cannot be written, ends the session: nothing more is sent, neither what could not be logged nor
 * what comes after it.
 */
export class EventQueue {
  readonly #parts: EventQueueParts;
  readonly #pending = new PendingEvents();
  /** Those that do not stand in the log yet, in order; none where there is no log. */
  readonly #unlogged: PendingEvent[] = [];
  /** Undefined where there is none, or no more since it could not be written. */
  #spool: Spool | undefined;
  #someFailed = false;
  #hasStopped = false;
  #flushing: Promise<SendResult | undefined> | undefined;
  /** The last event that the flush under way is to send. What comes after it waits, to go out with others. */
  #flushEnd = 0;

  constructor(parts: EventQueueParts) {
    this.#parts = parts;
    this.#spool = parts.spool;
  }

  /** Adds an event at the end. */
  add(event: TelemetryEvent): void {
    this.addAll([event]);
  }

  /** Adds events that came together, and keeps them in one write: thousands may come at once. */
  addAll(events: readonly TelemetryEvent[]): void {
    if (this.#hasStopped || events.length === 0) return;
    const added = events.map((event) => this.#enqueue(event, true));
    this.#inSpool((spool) => spool.keep(added));
    this.#logReady();
  }

  /**
   * Adds an event of which something is still being found out, and holds the ones after it.
   * @returns takes the event as it is sent in the end; called at most once
   */
  hold(event: TelemetryEvent): (complete: TelemetryEvent) => void {
    if (this.#hasStopped) return () => undefined;
    const held = this.#enqueue(event, false);
    this.#inSpool((spool) => spool.keep([held]));
    return (complete) => {
      held.span = { ...held.span, event: complete };
      held.ready = true;
      if (this.#hasStopped) return;
      this.#inSpool((spool) => spool.keep([held]));
      this.#logReady();
    };
  }

  /** Takes over what a spool holds, for the post step: requests as they were formed, and the events after them. */
  resume(requests: readonly SpooledRequest[], rest: readonly SpooledEvent[]): void {
    const logged = new Set([...requests.flat(), ...rest].flatMap((event) => (event.logged ? [event.number] : [])));
    const resumed = this.#pending.resume(requests, rest);
    if (this.#parts.log !== undefined) this.#unlogged.push(...resumed.filter(({ number }) => !logged.has(number)));
    this.#logReady();
  }

  /** Sends what waits at the time of the call, one request after the other, until a request fails. Never throws. */
  flush(signal: AbortSignal): Promise<SendResult | undefined> {
    this.#flushEnd = this.#pending.lastNumber;
    this.#flushing ??= this.#sendRequests(signal);
    return this.#flushing;
  }

  /** Resolves when no request is under way. */
  async idle(): Promise<void> {
    await this.#flushing;
  }

  delivery(): Delivery {
    if (this.#someFailed) return 'failed';
    if (!this.#pending.isEmpty) return this.#spool === undefined ? 'failed' : 'spooled';
    return this.#pending.lastNumber === 0 ? 'none' : 'delivered';
  }

  /** Whether events wait that a later try could still deliver. */
  isWaiting(): boolean {
    return !this.#pending.isEmpty;
  }

  #enqueue(event: TelemetryEvent, ready: boolean): PendingEvent {
    const added = this.#pending.add({ ...this.#parts.newSpanIds(), event }, ready);
    if (this.#parts.log !== undefined) this.#unlogged.push(added);
    return added;
  }

  /** Logs what is complete, in order, also where the endpoint takes nothing. */
  #logReady(): void {
    const { log } = this.#parts;
    if (log === undefined) return;
    try {
      for (let next = this.#unlogged[0]; next?.ready; next = this.#unlogged[0]) {
        const { number, span } = next;
        log.append(span.event);
        this.#unlogged.shift();
        // For each of them, so that after a kill at most one comes into the log twice.
        this.#inSpool((spool) => spool.logged(number));
      }
    } catch (error) {
      this.#stop(error);
    }
  }

  async #sendRequests(signal: AbortSignal): Promise<SendResult | undefined> {
    // Not before the caller has noted that it flushes.
    await undefined;
    let result: SendResult | undefined;
    try {
      for (let request = this.#nextRequest(); request.length > 0; request = this.#nextRequest()) {
        result = await this.#send(request, signal);
        if (result.kind === 'unavailable') return result;
        this.#settle(request, result);
      }
      return result;
    } catch (error) {
      this.#stop(error);
      return undefined;
    } finally {
      // Here and not in a later turn, so that no event falls between the last look at the queue and the end of the flush.
      this.#flushing = undefined;
    }
  }

  #nextRequest(): readonly PendingEvent[] {
    const request = this.#pending.nextRequest(this.#flushEnd);
    const end = request.at(-1)?.number;
    // Fixes which events the request has, for a resend by the post step.
    if (end !== undefined) this.#inSpool((spool) => spool.requested(end));
    return request;
  }

  async #send(request: readonly PendingEvent[], signal: AbortSignal): Promise<SendResult> {
    const { send, debug } = this.#parts;
    const result = await send(encodeTraceRequest(request.map(({ span }) => span)), signal);
    if (result.kind !== 'delivered') debug(`Telemetry of ${request.length} events: ${result.reason}`);
    if (result.kind !== 'unavailable') return result;
    const { retryAt } = result;
    if (retryAt !== undefined) this.#inSpool((spool) => spool.retryAt(retryAt));
    return result;
  }

  #settle(request: readonly PendingEvent[], result: SendResult): void {
    if (result.kind === 'rejected') this.#someFailed = true;
    this.#pending.settle(request);
    this.#inSpool((spool) => spool.settled(request.at(-1)?.number ?? 0));
  }

  /** Ends the session after a failure of our own. */
  #stop(error: unknown): void {
    this.#parts.debug(`Telemetry is not sent: ${String(error)}`);
    this.#someFailed = true;
    this.#hasStopped = true;
    this.#inSpool((spool) => spool.settled(this.#pending.lastNumber));
    this.#pending.clear();
    this.#unlogged.length = 0;
  }

  #inSpool(write: (spool: Spool) => void): void {
    if (this.#spool === undefined) return;
    try {
      write(this.#spool);
    } catch (error) {
      this.#parts.debug(`The telemetry spool cannot be written: ${String(error)}`);
      this.#spool = undefined;
    }
  }
}
