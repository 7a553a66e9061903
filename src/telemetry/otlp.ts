// Pure: telemetry events <-> OTLP/HTTP trace requests in protobuf (opentelemetry-proto 1.x, trace.proto).
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { TelemetryEvent } from './event.ts';

/** An event as one span: a root of its own, with a trace id of its own, as werf 2.77.1 sends it. */
export interface EventSpan {
  /** 16 random bytes in hex. */
  readonly traceId: string;
  /** 8 random bytes in hex. A resend keeps it, so that whoever gets an event twice can tell. */
  readonly spanId: string;
  readonly event: TelemetryEvent;
}

/** werf's name of both the instrumentation scope and every span. */
const SCOPE_AND_SPAN_NAME = 'telemetry.werf.io';
const SERVICE_NAME = 'run-werf';
const SPAN_KIND_INTERNAL = 1;

// Field numbers of opentelemetry-proto; each is named for its message and field.
const REQUEST_RESOURCE_SPANS = 1;
const RESOURCE_SPANS_RESOURCE = 1;
const RESOURCE_SPANS_SCOPE_SPANS = 2;
const RESOURCE_ATTRIBUTES = 1;
const SCOPE_SPANS_SCOPE = 1;
const SCOPE_SPANS_SPANS = 2;
const SCOPE_NAME = 1;
const SPAN_TRACE_ID = 1;
const SPAN_SPAN_ID = 2;
const SPAN_NAME = 5;
const SPAN_KIND = 6;
const SPAN_START_TIME = 7;
const SPAN_END_TIME = 8;
const SPAN_ATTRIBUTES = 9;
const SPAN_STATUS = 15;
const KEY_VALUE_KEY = 1;
const KEY_VALUE_VALUE = 2;
const ANY_VALUE_STRING = 1;
const ANY_VALUE_INT = 3;
const RESPONSE_PARTIAL_SUCCESS = 1;
const PARTIAL_SUCCESS_REJECTED_SPANS = 1;

/** Encodes events as one `ExportTraceServiceRequest`. The same spans always give the same bytes. */
export function encodeTraceRequest(spans: readonly EventSpan[]): Uint8Array {
  const writer = new BinaryWriter();
  message(writer, REQUEST_RESOURCE_SPANS, () => {
    message(writer, RESOURCE_SPANS_RESOURCE, () => {
      message(writer, RESOURCE_ATTRIBUTES, () => keyValue(writer, 'service.name', SERVICE_NAME));
    });
    message(writer, RESOURCE_SPANS_SCOPE_SPANS, () => {
      message(writer, SCOPE_SPANS_SCOPE, () => string(writer, SCOPE_NAME, SCOPE_AND_SPAN_NAME));
      for (const span of spans) message(writer, SCOPE_SPANS_SPANS, () => encodeSpan(writer, span));
    });
  });
  return writer.finish();
}

/** How many spans an `ExportTraceServiceResponse` says were rejected. @throws where the bytes are no protobuf */
export function decodeRejectedSpans(response: Uint8Array): number {
  let rejected = 0;
  eachField(new BinaryReader(response), (field, reader) => {
    if (field !== RESPONSE_PARTIAL_SUCCESS) return false;
    eachField(new BinaryReader(reader.bytes()), (inner, partial) => {
      if (inner !== PARTIAL_SUCCESS_REJECTED_SPANS) return false;
      rejected = Number(partial.int64());
      return true;
    });
    return true;
  });
  return rejected;
}

/** The attributes of one span: strings, and integers as numbers. Values of other types are left out. */
export type SpanAttributes = ReadonlyMap<string, string | number>;

/** Decodes the attributes of every span of an `ExportTraceServiceRequest`. @throws where the bytes are no protobuf */
export function decodeTraceRequest(request: Uint8Array): readonly SpanAttributes[] {
  const spans: SpanAttributes[] = [];
  eachMessage(request, REQUEST_RESOURCE_SPANS, (resourceSpans) =>
    eachMessage(resourceSpans, RESOURCE_SPANS_SCOPE_SPANS, (scopeSpans) =>
      eachMessage(scopeSpans, SCOPE_SPANS_SPANS, (span) => spans.push(decodeSpanAttributes(span))),
    ),
  );
  return spans;
}

function encodeSpan(writer: BinaryWriter, { traceId, spanId, event }: EventSpan): void {
  const nanoseconds = BigInt(event.ts) * 1_000_000n;
  bytes(writer, SPAN_TRACE_ID, Buffer.from(traceId, 'hex'));
  bytes(writer, SPAN_SPAN_ID, Buffer.from(spanId, 'hex'));
  string(writer, SPAN_NAME, SCOPE_AND_SPAN_NAME);
  writer.tag(SPAN_KIND, WireType.Varint).int32(SPAN_KIND_INTERNAL);
  writer.tag(SPAN_START_TIME, WireType.Bit64).fixed64(nanoseconds);
  writer.tag(SPAN_END_TIME, WireType.Bit64).fixed64(nanoseconds);
  for (const [key, value] of spanAttributes(event)) {
    message(writer, SPAN_ATTRIBUTES, () => keyValue(writer, key, value));
  }
  message(writer, SPAN_STATUS, () => undefined);
}

/** In werf's order, with werf's types; `attributes` has its keys sorted, as Go writes a map. */
function spanAttributes(event: TelemetryEvent): ReadonlyArray<readonly [key: string, value: string | number]> {
  return [
    ['ts', event.ts],
    ['executionID', event.executionID],
    ...(event.userID === undefined ? [] : ([['userID', event.userID]] as const)),
    ['projectID', event.projectID],
    ['command', event.command],
    ['eventType', event.eventType],
    ['eventData', JSON.stringify(event.eventData)],
    ['attributes', JSON.stringify(event.attributes, Object.keys(event.attributes).sort())],
    ['schemaVersion', event.schemaVersion],
  ];
}

function keyValue(writer: BinaryWriter, key: string, value: string | number): void {
  string(writer, KEY_VALUE_KEY, key);
  message(writer, KEY_VALUE_VALUE, () => {
    if (typeof value === 'string') string(writer, ANY_VALUE_STRING, value);
    else writer.tag(ANY_VALUE_INT, WireType.Varint).int64(value);
  });
}

function message(writer: BinaryWriter, field: number, content: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  content();
  writer.join();
}

function string(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function bytes(writer: BinaryWriter, field: number, value: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(value);
}

/** Calls `take` for each field; it returns false for a field that it did not read, which is then skipped. */
function eachField(
  reader: BinaryReader,
  take: (field: number, reader: BinaryReader, wireType: WireType) => boolean,
): void {
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (!take(field, reader, wireType)) reader.skip(wireType, field);
  }
}

function eachMessage(encoded: Uint8Array, field: number, take: (content: Uint8Array) => void): void {
  eachField(new BinaryReader(encoded), (found, reader, wireType) => {
    if (found !== field || wireType !== WireType.LengthDelimited) return false;
    take(reader.bytes());
    return true;
  });
}

function decodeSpanAttributes(span: Uint8Array): SpanAttributes {
  const attributes = new Map<string, string | number>();
  eachMessage(span, SPAN_ATTRIBUTES, (encoded) => {
    let key = '';
    let value: string | number | undefined;
    eachField(new BinaryReader(encoded), (field, reader) => {
      if (field === KEY_VALUE_KEY) key = reader.string();
      else if (field === KEY_VALUE_VALUE) value = decodeAnyValue(reader.bytes());
      else return false;
      return true;
    });
    if (value !== undefined) attributes.set(key, value);
  });
  return attributes;
}

function decodeAnyValue(encoded: Uint8Array): string | number | undefined {
  let value: string | number | undefined;
  eachField(new BinaryReader(encoded), (field, reader) => {
    if (field === ANY_VALUE_STRING) value = reader.string();
    else if (field === ANY_VALUE_INT) value = Number(reader.int64());
    else return false;
    return true;
  });
  return value;
}
