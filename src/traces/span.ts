// Pure: what a span says, before any library makes one of it.
import type { ErrorType, SpanType } from './attributes.ts';
import type { Attributes } from './resource.ts';

export interface SpanContent {
  readonly name: string;
  readonly type: SpanType;
  /** In milliseconds since the epoch. */
  readonly startTime: number;
  /** In milliseconds since the epoch. */
  readonly endTime: number;
  readonly attributes: Attributes;
  /** Why it failed; absent where it did not. */
  readonly errorType?: ErrorType | undefined;
  /** What happened, all at its end. */
  readonly events?: readonly SpanEvent[];
  readonly children?: readonly SpanContent[];
}

export interface SpanEvent {
  readonly name: string;
  readonly attributes: Attributes;
}
