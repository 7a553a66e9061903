// What the SDK makes of a step's spans, read by the official decoder.
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SpanContent } from '../../../src/traces/span.ts';
import { openTracer, rejectedSpans, type TracerOptions } from '../../../src/traces/tracer.ts';
import { partialSuccess } from '../../support/collector.ts';
import { decodeSpans } from '../../support/spans.ts';

const START = 1_795_412_430_123;
const OPTIONS: TracerOptions = {
  resource: { 'service.name': 'shop', 'werf.run.attempt': 2 },
  sampler: { parentBased: true, ratio: 1 },
  parent: {},
  traceId: '731ec8a47fd7450f753a812a4a8aa5a0',
  link: undefined,
  random: randomBytes,
};
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function content(name: string, overrides: Partial<SpanContent> = {}): SpanContent {
  return { name, type: 'command', startTime: START, endTime: START + 2_000, attributes: {}, ...overrides };
}
function open(overrides: Partial<TracerOptions> = {}) {
  return openTracer({ ...OPTIONS, ...overrides }, 'run-werf', START);
}
/** The spans of a step with one command. */
function trace(overrides: Partial<TracerOptions> = {}, command = content('werf build')) {
  const tracer = open(overrides);
  const span = tracer.start(command.name, command.startTime);
  tracer.step.complete(content('run-werf', { type: 'step' }));
  span.complete(command);
  const bodies = [...tracer.requests(100)].map(({ body }) => body);
  return { tracer, variables: span.variables, spans: bodies.flatMap(decodeSpans) };
}

describe('a trace', () => {
  test('has spans one below the other, the large picture first, with what each says', () => {
    const stage = content('stage install', { type: 'stage', startTime: START + 100, endTime: START + 900 });
    const image = content('build backend', { type: 'image', children: [stage] });
    const attributes = { 'process.exit.code': 1, 'werf.version': 'v2', 'x.list': ['a', 'b'], 'x.yes': true };
    const events = [{ name: 'happened', attributes: { 'x.name': 'y' } }];
    const command = content('werf build', { attributes, errorType: 'build', events, children: [image] });
    const { spans } = trace({}, command);
    expect(spans.map(({ name }) => name)).toEqual(['run-werf', 'werf build', 'build backend', 'stage install']);
    const ids = spans.map(({ spanId }) => spanId);
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual(['', ...ids.slice(0, 3)]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([OPTIONS.traceId]));
    expect(spans[1]).toMatchObject({
      kind: 1,
      startTime: START,
      endTime: START + 2_000,
      attributes: { ...attributes, 'werf.span.type': 'command', 'error.type': 'build' },
      events,
      status: 2,
      statusMessage: '',
      scope: 'run-werf',
      schemaUrl: 'https://opentelemetry.io/schemas/1.44.0',
    });
    expect(spans[3]).toMatchObject({ startTime: START + 100, endTime: START + 900, status: 0 });
    expect(spans[0]?.resource).toEqual({
      'service.name': 'shop',
      'werf.run.attempt': 2,
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.version': expect.any(String),
    });
  });

  test('has a random id where the run has none', () => {
    const [first, second] = [trace({ traceId: undefined }), trace({ traceId: undefined })];
    expect(first.tracer.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(first.tracer.traceId).not.toBe(second.tracer.traceId);
  });

  test('belongs to the attempt before too', () => {
    const link = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
    expect(trace({ link }).spans.map(({ links }) => links)).toEqual([[link], []]);
    expect(trace({ link, parent: { TRACEPARENT: PARENT } }).spans.map(({ links }) => links)).toEqual([[], []]);
  });

  test('keeps the last events of many', () => {
    const events = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, attributes: {} }));
    const names = trace({}, content('werf build', { events })).spans[1]?.events.map(({ name }) => name);
    expect(names).toHaveLength(128);
    expect(names?.at(-1)).toBe('199');
  });

  test('goes out in requests of a size', () => {
    const tracer = open();
    tracer.step.complete(content('run-werf', { children: Array.from({ length: 9 }, () => content('a')) }));
    const requests = [...tracer.requests(4)];
    expect(requests.map(({ spans }) => spans)).toEqual([4, 4, 2]);
    expect(requests.map(({ body }) => decodeSpans(body).length)).toEqual([4, 4, 2]);
  });
});

describe("the job's TRACEPARENT", () => {
  test('wins, with its TRACESTATE', () => {
    const { tracer, spans, variables } = trace({ parent: { TRACEPARENT: PARENT, TRACESTATE: 'a=1,b=2' } });
    expect(tracer.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(spans[0]).toMatchObject({ parentSpanId: 'b7ad6b7169203331', traceState: 'a=1,b=2' });
    expect(variables).toEqual({ TRACEPARENT: `00-${tracer.traceId}-${spans[1]?.spanId}-01`, TRACESTATE: 'a=1,b=2' });
  });

  test('says that nothing is kept', () => {
    const { tracer, spans, variables } = trace({ parent: { TRACEPARENT: PARENT.replace(/1$/, '0') } });
    expect(tracer).toMatchObject({ sampled: false, traceId: '0af7651916cd43dd8448eb211c80319c' });
    expect(spans).toEqual([]);
    expect(variables['TRACEPARENT']).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
  });

  test.each([
    'nonsense',
    PARENT.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32)),
    PARENT.replace('b7ad6b7169203331', '0'.repeat(16)),
    PARENT.replace(/^00/, 'ff'),
    PARENT.toUpperCase(),
    `${PARENT}-more`,
  ])('is not heeded where it is none: %s', (text) => {
    const { tracer, spans, variables } = trace({ parent: { TRACEPARENT: text, TRACESTATE: 'a=1' } });
    expect(tracer).toMatchObject({ parentIsBroken: true, traceId: OPTIONS.traceId });
    expect(spans[0]?.parentSpanId).toBe('');
    expect(variables['TRACESTATE']).toBeUndefined();
  });

  test.each([{}, { TRACEPARENT: '' }, { TRACEPARENT: PARENT }])('is not broken: %j', (parent) => {
    expect(open({ parent }).parentIsBroken).toBe(false);
  });
});

describe('the sampler', () => {
  const sampled = (parentBased: boolean, ratio: number, flags?: string) =>
    trace({
      sampler: { parentBased, ratio },
      parent: flags === undefined ? {} : { TRACEPARENT: PARENT.replace(/01$/, flags) },
    }).spans.length > 0;

  test.each([
    [true, 1, undefined, true],
    [true, 0, undefined, false],
    [true, 0, '01', true],
    [true, 1, '00', false],
    [false, 1, '00', true],
    [false, 0, '01', false],
    // The first half of the id of the test's trace is 0x731ec8a4 and so on, xored: above a tenth, below all.
    [false, 0.0001, undefined, false],
    [false, 0.9999, undefined, true],
  ])('parent based: %s, ratio %s, flags %s: %s', (parentBased, ratio, flags, expected) => {
    expect(sampled(parentBased, ratio, flags)).toBe(expected);
  });
});

test('spans that were rejected', () => {
  expect(rejectedSpans(partialSuccess(3))).toBe(3);
  expect(rejectedSpans(new Uint8Array())).toBe(0);
});
