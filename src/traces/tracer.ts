// Effect: the OpenTelemetry SDK, for limits, sampling, resources and encoding. Nothing of it is registered globally.
import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Environment } from '../system/environment.ts';
import { SCHEMA_URL, SCOPE_NAME, SPAN } from './attributes.ts';
import type { Attributes } from './resource.ts';
import type { SamplerSettings } from './settings.ts';
import type { SpanContent } from './span.ts';

export interface TracerOptions {
  readonly resource: Attributes;
  readonly sampler: SamplerSettings;
  /** The job's `TRACEPARENT` and `TRACESTATE`, if any. */
  readonly parent: Environment;
  /** The trace id where there is no parent; a random one where there is none. */
  readonly traceId: string | undefined;
  /** What the first span without a parent also belongs to, if anything. */
  readonly link: { readonly traceId: string; readonly spanId: string } | undefined;
  readonly random: (length: number) => Uint8Array;
}

/** A span whose content is still to come, though others can be below it already. */
export interface OpenSpan {
  /** `TRACEPARENT` and `TRACESTATE` for a program that runs in it; an undefined one is to be taken away. */
  readonly variables: Environment;
  /** Fills it, with all that is below it, and ends it. To be called once. */
  complete(content: SpanContent): void;
}

export interface StepTracer {
  readonly traceId: string;
  /** Whether the sampler keeps the trace. */
  readonly sampled: boolean;
  /** Whether there was a `TRACEPARENT` that is none. */
  readonly parentIsBroken: boolean;
  /** The span of the step, below the job's where there is a parent. */
  readonly step: OpenSpan;
  /** A span below that of the step. */
  start(name: string, startTime: number): OpenSpan;
  /** How many spans were completed. */
  completed(): number;
  /** Requests of OTLP with all spans that were completed, in that order, so many spans in each. */
  requests(size: number): Generator<{ readonly body: Uint8Array; readonly spans: number }>;
}

/** No name of werf's is so long; what a hostile report has in its place is cut. In characters. */
const MAX_TEXT_CHARACTERS = 1_000;

/** How many spans an answer says were rejected. @throws where the bytes are no protobuf */
export function rejectedSpans(answer: Uint8Array): number {
  return Number(ProtobufTraceSerializer.deserializeResponse(answer).partialSuccess?.rejectedSpans ?? 0);
}

/** Opens a trace whose first span is the step's. */
export function openTracer(options: TracerOptions, stepName: string, startTime: number): StepTracer {
  const ended: ReadableSpan[] = [];
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(mutable(options.resource))),
    sampler: samplerOf(options.sampler),
    spanLimits: { attributeValueLengthLimit: MAX_TEXT_CHARACTERS },
    idGenerator: {
      generateTraceId: () => options.traceId ?? hex(options.random(16)),
      generateSpanId: () => hex(options.random(8)),
    },
    spanProcessors: [keepEnded(ended)],
  });
  const tracer = provider.getTracer(SCOPE_NAME, undefined, { schemaUrl: SCHEMA_URL });
  const parent = PROPAGATOR.extract(ROOT_CONTEXT, options.parent, FROM_VARIABLES);
  const hasParent = trace.getSpanContext(parent) !== undefined;
  const links = hasParent || options.link === undefined ? [] : [linkTo(options.link)];

  const open = (name: string, start: number, context: Context, spanLinks: Link[] = []): OpenSpan & { span: Span } => {
    const span = tracer.startSpan(name.slice(0, MAX_TEXT_CHARACTERS), { startTime: start, links: spanLinks }, context);
    const inside = trace.setSpan(context, span);
    return { span, variables: variablesOf(inside), complete: (content) => complete(span, inside, content) };
  };
  const complete = (span: Span, inside: Context, content: SpanContent) => {
    fill(span, content);
    // Before what is below it: the large picture is sent first.
    for (const child of content.children ?? []) open(child.name, child.startTime, inside).complete(child);
  };

  const step = open(stepName, startTime, parent, links);
  const inStep = trace.setSpan(parent, step.span);
  return {
    traceId: step.span.spanContext().traceId,
    sampled: step.span.isRecording(),
    parentIsBroken: Boolean(options.parent['TRACEPARENT']) && !hasParent,
    step,
    start: (name, start) => open(name, start, inStep),
    completed: () => ended.length,
    requests: function* (size) {
      for (let at = 0; at < ended.length; at += size) {
        const spans = ended.slice(at, at + size);
        yield { body: ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array(), spans: spans.length };
      }
    },
  };
}

function fill(span: Span, { type, attributes, errorType, events = [], endTime }: SpanContent): void {
  span.setAttributes({ ...mutable(attributes), [SPAN.type]: type });
  if (errorType !== undefined) {
    span.setAttribute(SPAN.errorType, errorType);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  for (const event of events) span.addEvent(event.name, mutable(event.attributes), endTime);
  span.end(endTime);
}

/** Instead of the SDK's processors: one exports each span alone, the other one keeps a timer. */
function keepEnded(ended: ReadableSpan[]): SpanProcessor {
  return {
    onStart: () => undefined,
    onEnd: (span) => void ended.push(span),
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
}

function samplerOf({ parentBased, ratio }: SamplerSettings): Sampler {
  const root =
    ratio === 1 ? new AlwaysOnSampler() : ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
  return parentBased ? new ParentBasedSampler({ root }) : root;
}

const PROPAGATOR = new W3CTraceContextPropagator();
/** The names of the W3C's headers as the environment has them (OpenTelemetry, environment variables as carriers). */
const FROM_VARIABLES: TextMapGetter<Environment> = {
  get: (variables, name) => variables[name.toUpperCase()],
  keys: (variables) => Object.keys(variables),
};

function variablesOf(context: Context): Environment {
  const variables: Record<string, string | undefined> = { TRACEPARENT: undefined, TRACESTATE: undefined };
  PROPAGATOR.inject(context, variables, {
    set: (carrier, name, value) => {
      carrier[name.toUpperCase()] = value || undefined;
    },
  });
  return variables;
}

const linkTo = ({ traceId, spanId }: { traceId: string; spanId: string }): Link => ({
  context: { traceId, spanId, traceFlags: 1, isRemote: true },
});
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The SDK's types want lists that could be changed. */
const mutable = (attributes: Attributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  );
