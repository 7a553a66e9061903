import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandExited, commandStarted, type TelemetryEvent } from '../../../src/telemetry/event.ts';
import { eventOfSpan } from '../../../src/telemetry/gate.ts';
import {
  decodeRejectedSpans,
  decodeTraceRequest,
  type EventSpan,
  encodeTraceRequest,
} from '../../../src/telemetry/otlp.ts';
import { decodeEvents, partialSuccess } from '../../support/collector.ts';

const goldenFolder = new URL('../../golden/werf-2.77.1/', import.meta.url);

/** Every request that a real werf made, with the events in it as another decoder read them. */
const golden = readdirSync(goldenFolder).flatMap((run) => {
  const events: ReadonlyArray<TelemetryEvent & { readonly request: string }> = JSON.parse(
    readFileSync(new URL(`${run}/events.json`, goldenFolder), 'utf8'),
  );
  return [...Map.groupBy(events, ({ request }) => request)].map(([request, inIt]) => ({
    name: `${run}/${request}`,
    body: readFileSync(new URL(`${run}/requests/${request}`, goldenFolder)),
    events: inIt.map(({ request: _, ...event }) => event),
  }));
});

const execution = {
  executionID: '2f75d020-684e-4224-9013-35e95e1b7721',
  projectID: 'b4c2d019070529344a6967d8c73d578101c6554fcdcae3d00bb93a9692523cb1',
  command: 'werf converge',
  attributes: { arch: 'amd64', os: 'linux', groupChannel: '2 stable', version: 'dev', ci: true, ciName: 'gitlab' },
} as const;
const started = commandStarted(execution, 1_658_231_825_280, [{ name: 'repo', asCli: true, asEnv: false, count: 1 }]);
const exited = commandExited(execution, 1_658_231_836_102, 0, 10_827);

const spanOf = (event: TelemetryEvent, number = 1): EventSpan => ({
  traceId: number.toString(16).padStart(32, '0'),
  spanId: number.toString(16).padStart(16, '0'),
  event,
});

describe('encoding', () => {
  test('another decoder reads the same event, as the one span that werf makes of it', () => {
    const traceId = '000102030405060708090a0b0c0d0e0f';
    const spanId = 'f0f1f2f3f4f5f6f7';
    expect(decodeEvents(encodeTraceRequest([{ traceId, spanId, event: started }]))).toEqual([
      {
        traceId,
        spanId,
        name: 'telemetry.werf.io',
        scope: 'telemetry.werf.io',
        kind: 1,
        startTime: '1658231825280000000',
        endTime: '1658231825280000000',
        resource: { 'service.name': 'run-werf' },
        attributeTypes: [
          'ts int',
          'executionID string',
          'projectID string',
          'command string',
          'eventType string',
          'eventData string',
          'attributes string',
          'schemaVersion int',
        ],
        event: started,
      },
    ]);
  });

  test('events stay in their order, in one request', () => {
    const spans = [spanOf(started, 1), spanOf(exited, 2), spanOf(started, 3)];
    expect(decodeEvents(encodeTraceRequest(spans)).map(({ spanId, event }) => [spanId, event])).toEqual(
      spans.map(({ spanId, event }) => [spanId, event]),
    );
  });

  test('nested JSON is compact, and the keys of attributes are sorted as Go sorts a map', () => {
    const [attributes] = decodeTraceRequest(encodeTraceRequest([spanOf(started)]));
    expect(attributes?.get('eventData')).toBe(
      '{"commandOptions":[{"name":"repo","asCli":true,"asEnv":false,"count":1}]}',
    );
    expect(attributes?.get('attributes')).toBe(
      '{"arch":"amd64","ci":true,"ciName":"gitlab","groupChannel":"2 stable","os":"linux","version":"dev"}',
    );
  });

  test('the same spans give the same bytes', () => {
    const spans = [spanOf(started, 1), spanOf(exited, 2)];
    expect(encodeTraceRequest(structuredClone(spans))).toEqual(encodeTraceRequest(spans));
    const restored = JSON.parse(JSON.stringify(spans));
    expect(encodeTraceRequest(restored)).toEqual(encodeTraceRequest(spans));
    expect(encodeTraceRequest([spanOf(started, 1), spanOf(exited, 3)])).not.toEqual(encodeTraceRequest(spans));
  });

  test('any text, number and option comes through both decoders', () => {
    const count = fc.nat(2 ** 31);
    const option = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      asCli: fc.boolean(),
      asEnv: fc.boolean(),
      count,
    });
    const event = fc
      .record({
        ts: fc.nat(18_446_744_073_709),
        text: fc.string({ unit: 'grapheme' }),
        options: fc.array(option, { minLength: 1, maxLength: 3 }),
      })
      .map(({ ts, text, options }) => commandStarted({ ...execution, command: text, projectID: text }, ts, options));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), (events) => {
        const request = encodeTraceRequest(events.map((one, index) => spanOf(one, index)));
        expect(decodeEvents(request).map((received) => received.event)).toEqual(events);
        expect(decodeTraceRequest(request).map(eventOfSpan)).toEqual(events);
      }),
    );
  });

  test('an exit code may be negative', () => {
    const [received] = decodeEvents(encodeTraceRequest([spanOf(commandExited(execution, 1, -1, 0))]));
    expect(received?.event.eventData).toEqual({ exitCode: -1, durationMs: 0 });
  });
});

describe('the recorded requests of a real werf', () => {
  test('are all there', () => {
    expect(golden).toHaveLength(
      readdirSync(goldenFolder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bin')).length,
    );
    expect(golden.flatMap(({ events }) => events)).toHaveLength(50);
  });

  test.each(golden)('$name is decoded as another decoder did', ({ body, events }) => {
    expect(decodeTraceRequest(body).map(eventOfSpan)).toEqual(events);
  });

  test.each(golden)('$name would have the same attribute names, order and types from here', ({ body, events }) => {
    const theirs = decodeEvents(body);
    const ours = decodeEvents(encodeTraceRequest(events.map((event, index) => spanOf(event, index))));
    for (const [index, { attributeTypes, scope, name, kind, event }] of theirs.entries()) {
      expect(ours[index]).toMatchObject({ attributeTypes, scope, name, kind, event });
    }
    expect(
      decodeTraceRequest(encodeTraceRequest(events.map((event) => spanOf(event)))).map((span) => [...span]),
    ).toEqual(decodeTraceRequest(body).map((span) => [...span]));
  });

  test("the action's own events have them too, but for the field of schema version 2", () => {
    const theirs = new Set(
      golden.flatMap(({ body }) => decodeEvents(body).map((event) => event.attributeTypes.join())),
    );
    const ours = decodeEvents(encodeTraceRequest([spanOf(started), spanOf(exited)]));
    for (const { attributeTypes } of ours)
      expect([...theirs]).toEqual([attributeTypes.toSpliced(2, 0, 'userID string').join()]);
  });
});

describe('bytes from outside', () => {
  const decoders = [decodeTraceRequest, decodeRejectedSpans] as const;

  /** What a decoder makes of bytes; an exception is an Error, because callers do no more than catch it. */
  function survives(bytes: Uint8Array): void {
    for (const decode of decoders) {
      try {
        decode(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }

  test('no bytes are no events, and no rejection', () => {
    expect(decodeTraceRequest(new Uint8Array())).toEqual([]);
    expect(decodeRejectedSpans(new Uint8Array())).toBe(0);
  });

  test.each([
    ['rejected_spans', [0x0a, 2, 0x08, 3], 3],
    ['another number', [0x0a, 2, 0x18, 3], 0],
    ['rejected_spans that are no varint', [0x0a, 3, 0x0a, 1, 0x33], 0],
    ['another number before it', [0x0a, 4, 0x18, 9, 0x08, 3], 3],
    ['the message after it', [0x0a, 5, 0x08, 3, 0x12, 1, 0x6e], 3],
  ])('of an answer, only the count of rejected spans is read: %s', (_, bytes, rejected) => {
    expect(decodeRejectedSpans(Uint8Array.from(bytes))).toBe(rejected);
  });

  test('a field that reaches beyond its message is an error, also where bytes follow', () => {
    // resource_spans of 2 bytes, whose scope_spans claims 3.
    expect(() => decodeTraceRequest(Uint8Array.of(0x0a, 2, 0x12, 3, 0, 0, 0))).toThrow(RangeError);
    // partial_success of 2 bytes, whose varint ends after it.
    expect(() => decodeRejectedSpans(Uint8Array.of(0x0a, 2, 0x08, 0x80, 0x01))).toThrow(RangeError);
  });

  test('garbage is an error at most', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 2000 });
  });

  test('a recorded request with bytes changed or cut off is an error at most', () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...golden),
        fc.array(change, { maxLength: 5 }),
        fc.nat(),
        ({ body }, changes, cut) => {
          const bytes = Uint8Array.from(body);
          for (const [position, value] of changes) bytes[position % bytes.length] = value;
          survives(changes.length > 2 ? bytes.subarray(0, cut % bytes.length) : bytes);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a request that was cut off is an error', () => {
    const whole = encodeTraceRequest([spanOf(started)]);
    for (let length = 1; length < whole.length; length += 1) {
      expect(() => decodeTraceRequest(whole.subarray(0, length))).toThrow();
    }
  });

  test.each([
    ['groups nested without end', Buffer.alloc(4 * 1024 * 1024, 0x0b)],
    ['a number without end', Buffer.alloc(4 * 1024 * 1024, 0xff)],
    ['empty messages', Buffer.alloc(4 * 1024 * 1024, Buffer.of(0x0a, 0x00))],
    ['a length beyond the end', Buffer.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07)],
    ['a length of 2^64', Buffer.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)],
  ])('%s is survived', (_, bytes) => {
    survives(bytes);
  });

  test('fields that it does not know, and values of other types, are passed over', () => {
    const keyValue = (key: string, value: readonly number[]) =>
      Buffer.of(0x0a, key.length, ...Buffer.from(key), 0x12, value.length, ...value);
    const wrap = (field: number, ...contents: readonly Uint8Array[]) => {
      const content = Buffer.concat(contents);
      return Buffer.concat([Buffer.of(field * 8 + 2, content.length), content]);
    };
    const span = Buffer.concat([
      Buffer.of(5 * 8 + 0, 1),
      wrap(9, keyValue('text', [0x0a, 1, 0x78])),
      wrap(9, keyValue('flag', [0x10, 1])),
      wrap(9, keyValue('int', [0x18, 0x07])),
      wrap(9, keyValue('none', [])),
      wrap(13, Buffer.from('link')),
    ]);
    const request = wrap(1, wrap(1, Buffer.of(0x10, 3)), wrap(2, wrap(2, span), wrap(3, Buffer.from('schema'))));
    expect(decodeTraceRequest(Buffer.concat([wrap(7, Buffer.from('later')), request]))).toEqual([
      new Map<string, string | number>([
        ['text', 'x'],
        ['int', 7],
      ]),
    ]);
  });
});

describe('what an endpoint rejected', () => {
  test.each([0, 1, 3, 2 ** 31])('%i spans', (rejected) => {
    expect(decodeRejectedSpans(partialSuccess(rejected))).toBe(rejected);
  });

  test('a message alone, which is a warning, is no rejection', () => {
    expect(decodeRejectedSpans(Buffer.from([0x0a, 0x06, 0x12, 0x04, ...Buffer.from('slow')]))).toBe(0);
  });

  test('is read past fields that it does not know', () => {
    const unknown = Buffer.of(0x12, 2, 0x68, 0x69, 0x18, 5);
    expect(decodeRejectedSpans(Buffer.concat([unknown, partialSuccess(2), unknown]))).toBe(2);
  });
});
