// Traces in the shape of the action's, and its telemetry, as OTLP in JSON: for what a run of the action alone cannot show.
import { createHash } from 'node:crypto';
import { EVENT, EVENT_ATTRIBUTE, RESOURCE, SCOPE_NAME, SPAN, SPAN_NAME } from '../../src/traces/attributes.ts';

type Value = string | number | boolean;
type Attributes = Readonly<Record<string, Value>>;

export interface MadeSpan {
  readonly name: string;
  readonly attributes: Attributes;
  /** Milliseconds after the trace's start, and how long it took. */
  readonly at?: number;
  readonly duration?: number;
  readonly events?: readonly { readonly name: string; readonly attributes: Attributes }[];
}

export interface MadeTrace {
  readonly run: number;
  readonly repository?: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly revision?: string;
  readonly spans: readonly MadeSpan[];
}

/** A request for a trace. The same trace has the same ids each time. */
export function tracesRequest(...traces: readonly MadeTrace[]): unknown {
  return {
    resourceSpans: traces.map(({ run, repository = 'acme/shop', start, revision = '0'.repeat(40), spans }) => ({
      resource: {
        attributes: keyValues({
          [RESOURCE.serviceName]: 'run-werf',
          [RESOURCE.pipelineRunId]: String(run),
          [RESOURCE.vcsRepositoryUrl]: `https://github.com/${repository}`,
          [RESOURCE.vcsHeadRevision]: revision,
        }),
      },
      scopeSpans: [
        {
          scope: { name: SCOPE_NAME },
          spans: spans.map((span, index) => ({
            traceId: hex(`trace ${run}`, 32),
            spanId: hex(`span ${run} ${index}`, 16),
            parentSpanId: index === 0 ? '' : hex(`span ${run} 0`, 16),
            name: span.name,
            kind: 1,
            startTimeUnixNano: nanoseconds(start + (span.at ?? 0)),
            endTimeUnixNano: nanoseconds(start + (span.at ?? 0) + (span.duration ?? 0)),
            attributes: keyValues(span.attributes),
            status: { code: SPAN.errorType in span.attributes ? 2 : 0 },
            events: (span.events ?? []).map(({ name, attributes }) => ({
              name,
              timeUnixNano: nanoseconds(start),
              attributes: keyValues(attributes),
            })),
          })),
        },
      ],
    })),
  };
}

/** A deployment of two images, of which one was built; it fails where a cause is named. */
export function deployment(cause?: string): readonly MadeSpan[] {
  const failed = cause !== undefined && { [SPAN.errorType]: cause };
  const result = cause === undefined ? 'success' : 'failure';
  const stage = (image: string, name: string, hit: boolean): MadeSpan => ({
    name: SPAN_NAME.stage(name),
    attributes: {
      [SPAN.type]: 'stage',
      [SPAN.imageName]: image,
      [SPAN.stageName]: name,
      [SPAN.stageCacheHit]: hit,
    },
    duration: hit ? 1 : 8_000,
  });
  const image = (name: string, rebuilt: boolean): MadeSpan => ({
    name: SPAN_NAME.image(name),
    attributes: { [SPAN.type]: 'image', [SPAN.imageName]: name, [SPAN.imageRebuilt]: rebuilt },
    duration: rebuilt ? 20_000 : 5,
  });
  return [
    {
      name: SPAN_NAME.step,
      attributes: { [SPAN.type]: 'step', [SPAN.taskResult]: result, ...failed },
      duration: 60_000,
    },
    { name: SPAN_NAME.install, attributes: { [SPAN.type]: 'install', [SPAN.installCached]: true } },
    {
      name: 'werf converge',
      attributes: {
        [SPAN.type]: 'command',
        [SPAN.commandResult]: result,
        [SPAN.werfVersion]: 'v2.77.1',
        [SPAN.commitTime]: Math.floor(Date.now() / 1000) - 7_200,
        [SPAN.namespace]: 'shop-production',
        [SPAN.releaseName]: 'shop',
        [SPAN.releaseStatus]: cause === undefined ? 'deployed' : 'failed',
        ...failed,
      },
      duration: 50_000,
      events: [
        {
          name: EVENT.operation,
          attributes: { [EVENT_ATTRIBUTE.operationAction]: 'update', [EVENT_ATTRIBUTE.objectName]: 'Deployment/web' },
        },
      ],
    },
    image('backend', true),
    image('frontend', false),
    stage('backend', 'install', false),
    stage('backend', 'from', true),
    stage('frontend', 'from', true),
  ];
}

/** A request for telemetry events as werf sends them: each field of an event is an attribute of a span. */
export function eventsRequest(
  events: readonly Readonly<Record<string, unknown>>[],
  scope = 'telemetry.werf.io',
): unknown {
  const spans = events.map((event, index) => ({
    traceId: hex(`event ${index} ${JSON.stringify(event)}`, 32),
    spanId: hex(`event ${index} ${JSON.stringify(event)}`, 16),
    name: scope,
    kind: 1,
    startTimeUnixNano: nanoseconds(Number(event['ts'])),
    endTimeUnixNano: nanoseconds(Number(event['ts'])),
    attributes: Object.entries(event).map(([key, value]) => ({ key, value: anyValue(value) })),
  }));
  const resource = { attributes: keyValues({ 'service.name': 'run-werf', 'host.name': 'a-host' }) };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: scope }, spans }] }] };
}

function keyValues(attributes: Attributes): readonly unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: unknown): unknown {
  if (typeof value === 'number') return { intValue: String(value) };
  if (typeof value === 'boolean') return { boolValue: value };
  return { stringValue: typeof value === 'string' ? value : JSON.stringify(value) };
}

function hex(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds)) * 1_000_000n);
}
