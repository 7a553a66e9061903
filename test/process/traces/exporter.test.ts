// How long a trace is sent for, against real collectors.
import { expect, onTestFinished, test } from 'vitest';
import { type ExportTime, exportTrace } from '../../../src/traces/exporter.ts';
import { traceSettings } from '../../../src/traces/settings.ts';
import { type Answer, accept, startCollector } from '../../support/collector.ts';

/** Longer than a test may take: whatever has to end sooner shows by that it does. */
const LONG = 60_000;

const silent: Answer = () => undefined;
const later =
  (milliseconds: number): Answer =>
  (...args) => {
    setTimeout(() => accept(...args), milliseconds);
  };
const unavailable: Answer = (response) => response.writeHead(503).end();

/** Sends two requests of one span each. */
async function send(answers: readonly Answer[], time: ExportTime) {
  const collector = await startCollector((...args) => (answers[args[2] - 1] ?? accept)(...args));
  onTestFinished(collector.close);
  const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_TIMEOUT: String(LONG) };
  const { settings } = traceSettings(env);
  if (settings === undefined) throw new Error('there are no settings');
  const requests = ['first', 'second'].map((text) => ({ body: Buffer.from(text), spans: 1 }));
  const { now } = Date;
  const options = { settings, env, cwd: '.', rejectedSpans: () => 0, now, elapsed: now, random: () => 0.5 };
  return { collector, ...(await exportTrace(requests, options, time)) };
}

test('a collector has so long for its first answer, and not all of the time', async () => {
  const { sentSpans, failure, inVain } = await send([silent], { all: LONG, first: 100 });
  expect({ sentSpans, failure, inVain }).toEqual({ sentSpans: 0, failure: 'no answer in time', inVain: true });
});

test('one that answers has all of the time for the rest', async () => {
  const { sentSpans, failure } = await send([accept, later(1_500)], { all: LONG, first: 1_000 });
  expect({ sentSpans, failure }).toEqual({ sentSpans: 2, failure: undefined });
});

test('one that is unavailable all the time was asked in vain', async () => {
  const answers = Array.from({ length: 20 }, () => unavailable);
  const { failure, inVain } = await send(answers, { all: 500, first: 500 });
  expect({ failure, inVain }).toEqual({ failure: 'the endpoint answered 503', inVain: true });
});

test('a cancellation meanwhile leaves so long from then on, and one that never comes leaves all of it', async () => {
  const controller = new AbortController();
  const cancels: Answer = () => controller.abort();
  const cancellation = { signal: controller.signal, rest: 100 };
  const { sentSpans, failure } = await send([cancels], { all: LONG, first: LONG, cancellation });
  expect({ sentSpans, failure }).toEqual({ sentSpans: 0, failure: 'no answer in time' });
  const never = { signal: new AbortController().signal, rest: 1 };
  expect(await send([later(300)], { all: LONG, first: LONG, cancellation: never })).toMatchObject({ sentSpans: 2 });
  const inTime = { signal: controller.signal, rest: LONG };
  expect(await send([later(1)], { all: LONG, first: LONG, cancellation: inTime })).toMatchObject({ sentSpans: 2 });
});

test('what is no matter of time is not in vain: an answer that is final, a collector that got slow', async () => {
  const rejects: Answer = (response) => response.writeHead(400).end();
  expect(await send([rejects], { all: LONG, first: LONG })).toMatchObject({ sentSpans: 0, inVain: false });
  const wish: Answer = (response) => response.writeHead(503, { 'retry-after': '3600' }).end();
  expect(await send([wish], { all: LONG, first: LONG })).toMatchObject({ sentSpans: 0, inVain: false });
  expect(await send([accept, silent], { all: 1_000, first: 1_000 })).toMatchObject({ sentSpans: 1, inVain: false });
});
