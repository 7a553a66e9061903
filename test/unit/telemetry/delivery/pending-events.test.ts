import { describe, expect, test } from 'vitest';
import { PendingEvents } from '../../../../src/telemetry/delivery/pending-events.ts';
import type { SpooledEvent } from '../../../../src/telemetry/delivery/spool.ts';
import type { EventSpan } from '../../../../src/telemetry/otlp.ts';

const span = {} as EventSpan;
const numbers = (events: ReadonlyArray<{ readonly number: number }>) => events.map(({ number }) => number);
const spooled = (...all: readonly number[]): readonly SpooledEvent[] =>
  all.map((number) => ({ number, span, logged: true }));

function withEvents(...ready: readonly boolean[]): PendingEvents {
  const pending = new PendingEvents();
  for (const isReady of ready) pending.add(span, isReady);
  return pending;
}

describe('the next request', () => {
  test('has all that is ready', () => {
    expect(numbers(withEvents(true, true, true).nextRequest(3))).toEqual([1, 2, 3]);
  });

  test('has nothing that comes after an event that is not ready', () => {
    expect(numbers(withEvents(true, false, true).nextRequest(3))).toEqual([1]);
    expect(numbers(withEvents(false, true).nextRequest(2))).toEqual([]);
  });

  test('is not begun by an event after the limit, and may end with one', () => {
    const pending = withEvents(true, true);
    expect(numbers(pending.nextRequest(0))).toEqual([]);
    expect(numbers(pending.nextRequest(1))).toEqual([1, 2]);
  });

  test('has at most 500 events', () => {
    expect(withEvents(...Array.from({ length: 501 }, () => true)).nextRequest(501)).toHaveLength(500);
  });

  test('stays as it was formed until it is settled', () => {
    const pending = withEvents(true);
    const request = pending.nextRequest(1);
    pending.add(span, true);
    expect(numbers(pending.nextRequest(2))).toEqual([1]);
    pending.settle(request);
    expect(numbers(pending.nextRequest(2))).toEqual([2]);
    pending.settle(pending.nextRequest(2));
    expect([pending.isEmpty, pending.nextRequest(2)]).toEqual([true, []]);
  });
});

describe('what a spool held', () => {
  test('leaves in the requests that were formed before, then in new ones', () => {
    const pending = new PendingEvents();
    pending.resume([spooled(4, 5), spooled(6)], spooled(8, 9));
    pending.add(span, true);
    const requests: number[][] = [];
    for (let request = pending.nextRequest(10); request.length > 0; request = pending.nextRequest(10)) {
      requests.push(numbers(request));
      pending.settle(request);
    }
    expect(requests).toEqual([[4, 5], [6], [8, 9, 10]]);
  });

  test('goes on with its numbers', () => {
    const pending = new PendingEvents();
    pending.resume([], spooled(7));
    expect(pending.add(span, true).number).toBe(8);
  });
});

test('nothing waits once all was cleared, and the count goes on', () => {
  const pending = withEvents(true, true);
  pending.clear();
  expect([pending.isEmpty, pending.lastNumber]).toEqual([true, 2]);
});
