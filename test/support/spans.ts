// Spans of a user's own trace as they came over the wire, by the official protobuf classes.
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type { ReceivedRequest } from './collector.ts';

const require = createRequire(import.meta.url);
const official = require('official-otlp/build/src/generated/root.js').opentelemetry.proto.collector.trace.v1;

type Values = Readonly<Record<string, unknown>>;

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where it has none. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  /** OTLP's number; 1 is internal. */
  readonly kind: number;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
  readonly attributes: Values;
  readonly events: ReadonlyArray<{ readonly name: string; readonly attributes: Values }>;
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
  /** OTLP's number: 0 is unset, 2 an error. */
  readonly status: number;
  readonly statusMessage: string;
  readonly resource: Values;
  readonly scope: string;
  readonly schemaUrl: string;
}

/** The spans of requests, in the order in which they came. */
export function spansOf(requests: readonly Pick<ReceivedRequest, 'headers' | 'body'>[]): readonly ReceivedSpan[] {
  return requests.flatMap(({ headers, body }) =>
    decodeSpans(headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body),
  );
}

/** The spans of one request's body. */
export function decodeSpans(body: Uint8Array): readonly ReceivedSpan[] {
  const request = official.ExportTraceServiceRequest.toObject(official.ExportTraceServiceRequest.decode(body), {
    longs: String,
    bytes: String,
    defaults: true,
    oneofs: true,
  });
  return request.resourceSpans.flatMap((ofResource: Wire) =>
    ofResource['scopeSpans'].flatMap((ofScope: Wire) =>
      ofScope['spans'].map((span: Wire) => ({
        traceId: hex(span['traceId']),
        spanId: hex(span['spanId']),
        parentSpanId: hex(span['parentSpanId']),
        traceState: span['traceState'],
        name: span['name'],
        kind: span['kind'],
        startTime: Number(BigInt(span['startTimeUnixNano']) / 1_000_000n),
        endTime: Number(BigInt(span['endTimeUnixNano']) / 1_000_000n),
        attributes: values(span['attributes']),
        events: span['events'].map((event: Wire) => ({
          name: event['name'],
          attributes: values(event['attributes']),
        })),
        links: span['links'].map((link: Wire) => ({ traceId: hex(link['traceId']), spanId: hex(link['spanId']) })),
        status: span['status']?.code ?? 0,
        statusMessage: span['status']?.message ?? '',
        resource: values(ofResource['resource'].attributes),
        scope: ofScope['scope'].name,
        schemaUrl: ofScope['schemaUrl'],
      })),
    ),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: the official classes have no types here
type Wire = Record<string, any>;

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');

function values(attributes: readonly Wire[]): Values {
  return Object.fromEntries(attributes.map((attribute) => [attribute['key'], plain(attribute['value'])]));
}

/** Integers and floating point numbers stay apart: these become `{ double: 1 }`. */
function plain(value: Wire): unknown {
  const kind: string = value['value'];
  if (kind === 'arrayValue') return value['arrayValue'].values.map(plain);
  if (kind === 'doubleValue') return { double: value['doubleValue'] };
  return kind === 'intValue' ? Number(value['intValue']) : value[kind];
}
