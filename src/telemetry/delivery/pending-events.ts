// Pure: the events that wait to be delivered, in the order in which they happened, and the requests that they leave in.
import type { EventSpan } from '../otlp.ts';
import type { SpooledEvent, SpooledRequest } from './spool.ts';

/** An event that waits. What is known of it grows until it is ready. */
export interface PendingEvent {
  /** Counts events from 1. */
  readonly number: number;
  span: EventSpan;
  ready: boolean;
}

/** More than a large build has at once; a bound for the size of a request. */
const MAX_EVENTS_IN_REQUEST = 500;

/** A queue in which events become ready and leave in order. The first request stays as it was formed until it is settled. */
export class PendingEvents {
  readonly #events: PendingEvent[] = [];
  /** The last event of each request that an earlier process formed and this one has not formed again yet. */
  readonly #resumedEnds: number[] = [];
  /** The last event of the request at the front, once it was formed. */
  #requestEnd: number | undefined;
  #lastNumber = 0;

  /** The number of the event that was added last; 0 where there was none. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  add(span: EventSpan, ready: boolean): PendingEvent {
    this.#lastNumber += 1;
    const event = { number: this.#lastNumber, span, ready };
    this.#events.push(event);
    return event;
  }

  /** Takes over what a spool holds: requests as they were formed, and the events after them. */
  resume(requests: readonly SpooledRequest[], rest: readonly SpooledEvent[]): readonly PendingEvent[] {
    this.#resumedEnds.push(...requests.flatMap((request) => request.at(-1)?.number ?? []));
    const events = [...requests.flat(), ...rest].map(({ number, span }) => ({ number, span, ready: true }));
    this.#events.push(...events);
    this.#lastNumber = events.at(-1)?.number ?? this.#lastNumber;
    return events;
  }

  /**
   * The events of the next request: at most 500 that are ready, none after `limit`, and the same ones again for as long as
   * the request is not settled, so that a resend has the same bytes.
   * @param limit the number of the last event that may begin a request
   */
  nextRequest(limit: number): readonly PendingEvent[] {
    if ((this.#events[0]?.number ?? Number.POSITIVE_INFINITY) > limit) return [];
    this.#requestEnd ??= this.#formRequest();
    const end = this.#requestEnd;
    if (end === undefined) return [];
    return this.#events.slice(0, this.#events.findLastIndex(({ number }) => number <= end) + 1);
  }

  /** Forgets the request at the front: its events are delivered, or never will be. */
  settle(request: readonly PendingEvent[]): void {
    this.#events.splice(0, request.length);
    this.#requestEnd = undefined;
  }

  clear(): void {
    this.#events.length = 0;
  }

  #formRequest(): number | undefined {
    const notReady = this.#events.findIndex(({ ready }) => !ready);
    const ready = this.#events.slice(
      0,
      Math.min(notReady === -1 ? this.#events.length : notReady, MAX_EVENTS_IN_REQUEST),
    );
    const last = ready.at(-1);
    return last === undefined ? undefined : (this.#resumedEnds.shift() ?? last.number);
  }
}
