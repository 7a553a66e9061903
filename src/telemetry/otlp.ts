// Pure: telemetry events <-> OTLP/HTTP trace requests in protobuf (opentelemetry-proto 1.x, trace.proto).
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { EventAttributes, TelemetryEvent } from './event.ts';

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
  const input = inputOf(response);
  let rejected = 0;
  eachMessage(input, response.length, RESPONSE_PARTIAL_SUCCESS, (end) =>
    eachField(input, end, (field, wireType) => {
      if (field !== PARTIAL_SUCCESS_REJECTED_SPANS || wireType !== WireType.Varint) return false;
      rejected = Number(input.reader.int64());
      return true;
    }),
  );
  return rejected;
}

/** The attributes of one span: strings, and integers as numbers. Values of other types are left out. */
export type SpanAttributes = ReadonlyMap<string, string | number>;

/** Decodes the attributes of every span of an `ExportTraceServiceRequest`. @throws where the bytes are no protobuf */
export function decodeTraceRequest(request: Uint8Array): readonly SpanAttributes[] {
  const input = inputOf(request);
  const spans: SpanAttributes[] = [];
  eachMessage(input, request.length, REQUEST_RESOURCE_SPANS, (resourceSpans) =>
    eachMessage(input, resourceSpans, RESOURCE_SPANS_SCOPE_SPANS, (scopeSpans) =>
      eachMessage(input, scopeSpans, SCOPE_SPANS_SPANS, (span) => spans.push(decodeSpanAttributes(input, span))),
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
  encodeSpanAttributes(writer, event);
  message(writer, SPAN_STATUS, () => undefined);
}

/** In werf's order, with werf's types; `attributes` has its keys sorted, as Go writes a map. */
function encodeSpanAttributes(writer: BinaryWriter, event: TelemetryEvent): void {
  spanAttribute(writer, 'ts', event.ts);
  spanAttribute(writer, 'executionID', event.executionID);
  if (event.userID !== undefined) spanAttribute(writer, 'userID', event.userID);
  spanAttribute(writer, 'projectID', event.projectID);
  spanAttribute(writer, 'command', event.command);
  spanAttribute(writer, 'eventType', event.eventType);
  spanAttribute(writer, 'eventData', JSON.stringify(event.eventData));
  spanAttribute(writer, 'attributes', attributesJson(event.attributes));
  spanAttribute(writer, 'schemaVersion', event.schemaVersion);
}

function attributesJson({ arch, ci, ciName, extra, groupChannel, os, version }: EventAttributes): string {
  const sorted: Record<keyof EventAttributes, unknown> = { arch, ci, ciName, extra, groupChannel, os, version };
  return JSON.stringify(sorted);
}

function spanAttribute(writer: BinaryWriter, key: string, value: string | number): void {
  writer.tag(SPAN_ATTRIBUTES, WireType.LengthDelimited).fork();
  keyValue(writer, key, value);
  writer.join();
}

function keyValue(writer: BinaryWriter, key: string, value: string | number): void {
  string(writer, KEY_VALUE_KEY, key);
  writer.tag(KEY_VALUE_VALUE, WireType.LengthDelimited).fork();
  if (typeof value === 'string') string(writer, ANY_VALUE_STRING, value);
  else writer.tag(ANY_VALUE_INT, WireType.Varint).int64(value);
  writer.join();
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

/** Bytes, and the place in them that is read next. Nested messages are read in place: a view of each makes garbage. */
interface Input {
  readonly reader: BinaryReader;
  readonly bytes: Buffer;
}

function inputOf(encoded: Uint8Array): Input {
  return {
    reader: new BinaryReader(encoded),
    bytes: Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength),
  };
}

/** Calls `take` for each field up to `end`; it returns false for a field that it did not read, which is then skipped. */
function eachField(input: Input, end: number, take: (field: number, wireType: WireType) => boolean): void {
  const { reader } = input;
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    if (take(field, wireType)) continue;
    if (wireType === WireType.LengthDelimited) reader.pos = endOfContent(input, end);
    else reader.skip(wireType, field);
  }
  if (reader.pos > end) throw new RangeError('a field is longer than its message');
}

/** Calls `take` with the end of each such message; it has to read up to there. */
function eachMessage(input: Input, end: number, field: number, take: (end: number) => void): void {
  eachField(input, end, (found, wireType) => {
    if (found !== field || wireType !== WireType.LengthDelimited) return false;
    take(endOfContent(input, end));
    return true;
  });
}

/** Reads the length of a message or a string inside one that ends at `end`, and returns where it ends itself. */
function endOfContent({ reader }: Input, end: number): number {
  const length = reader.uint32();
  if (length > end - reader.pos) throw new RangeError('a field is longer than its message');
  return reader.pos + length;
}

function readText(input: Input, end: number): string {
  const { reader, bytes } = input;
  const textEnd = endOfContent(input, end);
  const text = bytes.toString('utf8', reader.pos, textEnd);
  reader.pos = textEnd;
  return text;
}

function decodeSpanAttributes(input: Input, span: number): SpanAttributes {
  const attributes = new Map<string, string | number>();
  eachMessage(input, span, SPAN_ATTRIBUTES, (attribute) => {
    let key = '';
    let value: string | number | undefined;
    eachField(input, attribute, (field, wireType) => {
      if (wireType !== WireType.LengthDelimited) return false;
      if (field === KEY_VALUE_KEY) key = readText(input, attribute);
      else if (field === KEY_VALUE_VALUE) value = decodeAnyValue(input, endOfContent(input, attribute));
      else return false;
      return true;
    });
    if (value !== undefined) attributes.set(key, value);
  });
  return attributes;
}

function decodeAnyValue(input: Input, end: number): string | number | undefined {
  let value: string | number | undefined;
  eachField(input, end, (field, wireType) => {
    if (field === ANY_VALUE_STRING && wireType === WireType.LengthDelimited) value = readText(input, end);
    else if (field === ANY_VALUE_INT && wireType === WireType.Varint) value = Number(input.reader.int64());
    else return false;
    return true;
  });
  return value;
}
