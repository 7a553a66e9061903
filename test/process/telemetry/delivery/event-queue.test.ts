// The queue with what fails inside it: an encoder that throws, a disk that is full, an order of calls that is rare.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SendResult } from '../../../../src/net/otlp-sender.ts';
import { openEventLog } from '../../../../src/telemetry/delivery/event-log.ts';
import { EventQueue, type EventQueueParts } from '../../../../src/telemetry/delivery/event-queue.ts';
import { openSpool, readSpool, type Spool } from '../../../../src/telemetry/delivery/spool.ts';
import { commandExited, commandStarted, type TelemetryEvent } from '../../../../src/telemetry/event.ts';
import type { EventSpan } from '../../../../src/telemetry/otlp.ts';
import { decodeEvents } from '../../../support/collector.ts';

const EXECUTION = {
  executionID: '11111111-2222-4333-8444-555555555555',
  projectID: '',
  command: 'werf converge',
  attributes: { os: 'linux' },
};
const STARTED = commandStarted(EXECUTION, 1_795_413_153_541, []);
const EXITED = commandExited(EXECUTION, 1_795_413_153_999, 0, 458);
/** No span can have this time, so the encoder throws. */
const UNENCODABLE: TelemetryEvent = { ...EXITED, ts: Number.NaN };
const signal = new AbortController().signal;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-werf-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function reporterWith(parts: Partial<EventQueueParts>) {
  const sent: string[][] = [];
  const messages: string[] = [];
  let spans = 0;
  const queue = new EventQueue({
    log: undefined,
    spool: undefined,
    send: async (body): Promise<SendResult> => {
      sent.push(decodeEvents(body).map(({ event }) => event.eventType));
      return { kind: 'delivered' };
    },
    newSpanIds: () => {
      spans += 1;
      return { traceId: String(spans).padStart(32, '0'), spanId: String(spans).padStart(16, '0') };
    },
    debug: (message) => messages.push(message),
    ...parts,
  });
  return { queue, sent, messages };
}

const contentOf = (path: string) => readSpool(path, (span) => span as EventSpan);

const pendingIn = (path: string) => {
  const { requests, rest } = contentOf(path);
  return [...requests, rest]
    .filter(({ length }) => length > 0)
    .map((part) => part.map(({ span }) => span.event.eventType));
};

test('a later run sends requests as they were formed, and what was in none in bounded ones', async () => {
  const path = join(folder, 'spool');
  const unavailable: SendResult = { kind: 'unavailable', reason: 'ECONNREFUSED', answered: false };
  const { queue: first } = reporterWith({ spool: openSpool(path), send: async () => unavailable });
  first.addAll([STARTED, STARTED, STARTED]);
  await first.flush(signal);
  first.addAll(Array.from({ length: 1_200 }, () => EXITED));
  const { requests, rest } = contentOf(path);
  const { queue, sent } = reporterWith({});
  queue.resume(requests, rest);
  await queue.flush(signal);
  expect(sent.map(({ length }) => length)).toEqual([3, 500, 500, 200]);
  expect(queue.delivery()).toBe('delivered');
});

test.each([
  [false, [['CommandStarted']]],
  [true, [['CommandStarted'], ['CommandExited', 'CommandExited']]],
])('what comes during a flush waits, to go out together (asked to flush again: %s)', async (again, expected) => {
  const sent: string[][] = [];
  const send = async (body: Uint8Array): Promise<SendResult> => {
    sent.push(decodeEvents(body).map(({ event }) => event.eventType));
    if (sent.length === 1) {
      queue.add(EXITED);
      if (again) void queue.flush(signal);
      queue.add(EXITED);
    }
    return { kind: 'delivered' };
  };
  const { queue } = reporterWith({ send });
  queue.add(STARTED);
  await queue.flush(signal);
  expect(sent).toEqual(expected);
  expect(queue.isWaiting()).toBe(!again);
  await queue.flush(signal);
  expect(sent.flat()).toEqual(['CommandStarted', 'CommandExited', 'CommandExited']);
});

test('after a rejection, what still waits is not lost', async () => {
  const path = join(folder, 'spool');
  const outcomes: SendResult[] = [
    { kind: 'rejected', reason: 'the endpoint answered 400' },
    { kind: 'unavailable', reason: 'the endpoint answered 503', answered: true },
  ];
  const send = async (): Promise<SendResult> => outcomes.shift() ?? { kind: 'delivered' };
  const { queue } = reporterWith({ spool: openSpool(path), send });
  queue.add(STARTED);
  await queue.flush(signal);
  expect(queue.isWaiting()).toBe(false);
  queue.add(EXITED);
  await queue.flush(signal);
  expect([queue.delivery(), queue.isWaiting()]).toEqual(['failed', true]);
  expect(pendingIn(path)).toEqual([['CommandExited']]);
});

describe('an encoder that throws', () => {
  test('fails the delivery, sends nothing more, and leaves nothing to the post step', async () => {
    const path = join(folder, 'spool');
    const { queue, sent, messages } = reporterWith({ spool: openSpool(path) });
    queue.add(STARTED);
    await queue.flush(signal);
    queue.add(UNENCODABLE);
    expect(await queue.flush(signal)).toBeUndefined();
    queue.add(EXITED);
    queue.hold(STARTED)(STARTED);
    await queue.flush(signal);
    expect(sent).toEqual([['CommandStarted']]);
    expect(queue.delivery()).toBe('failed');
    expect(messages).toEqual([expect.stringContaining('Telemetry is not sent')]);
    expect(pendingIn(path)).toEqual([]);
  });
});

describe('a full disk', () => {
  const full = (): never => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  const fullSpool: Spool = {
    ...{ keep: full, logged: full, requested: full, settled: full, retryAt: full },
    ...{ close: () => undefined, remove: () => undefined },
  };

  test('of the spool changes nothing where the endpoint is well', async () => {
    const { queue, sent } = reporterWith({ spool: fullSpool });
    queue.add(STARTED);
    queue.add(EXITED);
    await queue.flush(signal);
    expect(sent).toEqual([['CommandStarted', 'CommandExited']]);
    expect(queue.delivery()).toBe('delivered');
  });

  test('of the spool fails the delivery where the endpoint is not', async () => {
    const unavailable: SendResult = { kind: 'unavailable', reason: 'ECONNREFUSED', answered: false };
    const { queue } = reporterWith({ spool: fullSpool, send: async () => unavailable });
    queue.add(STARTED);
    await queue.flush(signal);
    expect(queue.delivery()).toBe('failed');
  });

  test('of the log sends nothing', async () => {
    const { queue, sent } = reporterWith({ log: { append: full, close: () => undefined } });
    queue.add(STARTED);
    await queue.flush(signal);
    expect(sent).toEqual([]);
    expect(queue.delivery()).toBe('failed');
  });
});

describe('the order of events', () => {
  test('an event that comes in the moment a flush ends is sent by the flush that it asks for', async () => {
    const { queue, sent } = reporterWith({});
    for (let turns = 0; turns < 20; turns += 1) {
      queue.add(STARTED);
      const flushed = queue.flush(signal);
      for (let turn = 0; turn < turns; turn += 1) await undefined;
      queue.add(EXITED);
      await queue.flush(signal);
      expect(queue.delivery(), `after ${turns} turns`).toBe('delivered');
      await flushed;
    }
    expect(sent.flat()).toEqual(Array(20).fill(['CommandStarted', 'CommandExited']).flat());
  });

  test('a held event holds the ones after it, and all go out once it is complete', async () => {
    const path = join(folder, 'events.log');
    const { queue, sent } = reporterWith({ log: openEventLog(path) });
    const complete = queue.hold(STARTED);
    queue.add(EXITED);
    await queue.flush(signal);
    expect(sent).toEqual([]);
    complete({ ...STARTED, attributes: { ...STARTED.attributes, version: 'v2.77.1' } });
    await queue.flush(signal);
    expect(sent).toEqual([['CommandStarted', 'CommandExited']]);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).attributes.version)).toEqual(['v2.77.1', undefined]);
  });

  test('a request is formed once: what comes later goes into the next one', async () => {
    const path = join(folder, 'spool');
    const bodies: string[] = [];
    const { queue } = reporterWith({
      spool: openSpool(path),
      send: async (body) => {
        bodies.push(Buffer.from(body).toString('hex'));
        return bodies.length < 3
          ? { kind: 'unavailable', reason: 'busy', answered: true, retryAt: 1_795_413_154_000 }
          : { kind: 'delivered' };
      },
    });
    queue.add(STARTED);
    await queue.flush(signal);
    queue.add(EXITED);
    await queue.flush(signal);
    expect(queue.delivery()).toBe('spooled');
    expect(pendingIn(path)).toEqual([['CommandStarted'], ['CommandExited']]);
    expect(contentOf(path).retryAt).toBe(1_795_413_154_000);
    await queue.flush(signal);
    expect(bodies).toHaveLength(4);
    expect(new Set(bodies.slice(0, 3)).size).toBe(1);
    expect(pendingIn(path)).toEqual([]);
  });
});
