// An OTLP collector on loopback. It decodes with the official protobuf classes, not with this project's own codec.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface AnyValue {
  readonly stringValue?: string | null;
  readonly intValue?: { toNumber(): number } | number | null;
}
interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}
interface Span {
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly parentSpanId: Uint8Array;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: { toString(): string };
  readonly endTimeUnixNano: { toString(): string };
  readonly attributes: readonly KeyValue[];
}
interface TraceRequest {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: ReadonlyArray<{ readonly scope: { readonly name: string }; readonly spans: readonly Span[] }>;
  }>;
}

const require = createRequire(import.meta.url);
const official = require('official-otlp/build/src/generated/root.js').opentelemetry.proto.collector.trace.v1;

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** A span as it came, and the event in it, in the shape of the telemetry page. */
export interface ReceivedEvent {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: number;
  readonly scope: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** Attribute names with the types of their values, in order. */
  readonly attributeTypes: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came
  readonly event: any;
}

export interface Collector {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  events(): readonly ReceivedEvent[];
  close(): Promise<void>;
}

/** Answers a request that arrived whole. */
export type Answer = (response: ServerResponse, request: ReceivedRequest, count: number) => void;

export const accept: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
};

/** Starts a collector, on a free port unless one is named. The server can be another than plain HTTP. */
export async function startCollector(
  answer: Answer = accept,
  makeServer: (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
  listenOn = 0,
): Promise<Collector> {
  const requests: ReceivedRequest[] = [];
  const server = makeServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.once('end', () => {
      const { method, url, headers, rawHeaders } = request;
      const received = { method, url, headers, rawHeaders, body: Buffer.concat(chunks) };
      requests.push(received);
      answer(response, received, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(listenOn, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/v1/traces`,
    requests,
    events: () => requests.flatMap(({ body }) => decodeEvents(body)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The events of one request body, by the official decoder. */
export function decodeEvents(body: Uint8Array): readonly ReceivedEvent[] {
  const request: TraceRequest = official.ExportTraceServiceRequest.decode(body);
  return request.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({
        traceId: Buffer.from(span.traceId).toString('hex'),
        spanId: Buffer.from(span.spanId).toString('hex'),
        name: span.name,
        kind: span.kind,
        scope: scope.name,
        startTime: span.startTimeUnixNano.toString(),
        endTime: span.endTimeUnixNano.toString(),
        resource: Object.fromEntries(resource.attributes.map(({ key, value }) => [key, plainValue(value)])),
        attributeTypes: span.attributes.map(({ key, value }) => `${key} ${typeOf(value)}`),
        event: eventOf(span),
      })),
    ),
  );
}

/**
 * The bytes of a request as werf would send it, by the official encoder. Values that are no text or number go as JSON.
 * @param around text for every place around the events
 */
export function encodeEvents(events: readonly Readonly<Record<string, unknown>>[], around = 'werf'): Uint8Array {
  const attributes = (event: Readonly<Record<string, unknown>>) =>
    Object.entries(event).map(([key, value]) => ({ key, value: anyValue(value) }));
  const spans = events.map((event) => ({
    name: around,
    traceState: around,
    attributes: attributes(event),
    events: [{ name: around }],
    status: { message: around },
  }));
  const resource = { attributes: attributes({ 'service.name': around, [around]: around }) };
  const scopeSpans = [{ scope: { name: around, version: around }, spans, schemaUrl: around }];
  return official.ExportTraceServiceRequest.encode({
    resourceSpans: [{ resource, scopeSpans, schemaUrl: around }],
  }).finish();
}

function anyValue(value: unknown): AnyValue {
  if (typeof value === 'number') return { intValue: value };
  return { stringValue: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** The bytes of a response that says how many spans were rejected. */
export function partialSuccess(rejectedSpans: number): Uint8Array {
  return official.ExportTraceServiceResponse.encode({ partialSuccess: { rejectedSpans, errorMessage: 'no' } }).finish();
}

function eventOf({ attributes }: Span): unknown {
  const values = Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
  return {
    ...values,
    eventData: JSON.parse(String(values['eventData'])),
    attributes: JSON.parse(String(values['attributes'])),
  };
}

function plainValue({ stringValue, intValue }: AnyValue): unknown {
  return typeof stringValue === 'string' ? stringValue : Number(intValue);
}

function typeOf({ stringValue, intValue }: AnyValue): string {
  if (typeof stringValue === 'string') return 'string';
  return intValue === null || intValue === undefined ? 'other' : 'int';
}
