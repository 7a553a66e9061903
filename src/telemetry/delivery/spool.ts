// Effect: the file that keeps events until they are delivered, so that they outlive a killed step.
import { closeSync, openSync, rmSync } from 'node:fs';
import { readRegularFile } from '../../system/files.ts';
import { type Fields, fieldsOf } from '../../system/guards.ts';
import type { EventSpan } from '../otlp.ts';
import { writeWhole } from './event-log.ts';

/**
 * A line of the file. Numbers count events from 1; `logged`, `requested` and `settled` speak of every event up to that
 * number.
 */
type SpoolRecord =
  | { readonly event: number; readonly span: EventSpan }
  | { readonly logged: number }
  | { readonly requested: number }
  | { readonly settled: number }
  | { readonly retryAt: number };

export interface KeptEvent {
  readonly number: number;
  readonly span: EventSpan;
}

/** An event that waits for its delivery. */
export interface SpooledEvent extends KeptEvent {
  /** Whether it stands in the user's log file already. */
  readonly logged: boolean;
}

/** What a spool still holds: requests in their order, each of which must be sent with just these events. */
export type SpooledRequest = readonly SpooledEvent[];

export interface SpoolContent {
  readonly requests: readonly SpooledRequest[];
  /** Events after these, which were in no request yet. */
  readonly rest: readonly SpooledEvent[];
  /** The executions of all events that it ever held. */
  readonly executionIds: ReadonlySet<string>;
  /** When the endpoint wants to be asked again, by the sender's clock; 0 where it said nothing. */
  readonly retryAt: number;
}

export interface Spool {
  /** Keeps events; a second one with the same number takes the place of the first. */
  keep(events: readonly KeptEvent[]): void;
  /** Notes that the events up to `number` stand in the log file. */
  logged(number: number): void;
  /** Notes that the events up to `number` that were in no request yet went into one together. */
  requested(number: number): void;
  /** Notes that the events up to `number` were delivered or rejected, and are done with. */
  settled(number: number): void;
  /** Notes when the endpoint wants to be asked again, in whole milliseconds of the sender's clock. */
  retryAt(time: number): void;
  close(): void;
  /** Removes the file, where nothing waits in it any longer. */
  remove(): void;
}

/** Opens a new spool, readable by this user only. @throws where the file cannot be made; so do its methods */
export function openSpool(path: string): Spool {
  let file: number | undefined = openSync(path, 'ax', 0o600);
  const append = (records: readonly SpoolRecord[]) => {
    // Its number may be another file's by now.
    if (file === undefined) throw new Error('the spool is closed');
    writeWhole(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  };
  return {
    keep: (events) => append(events.map(({ number, span }) => ({ event: number, span }))),
    logged: (number) => append([{ logged: number }]),
    requested: (number) => append([{ requested: number }]),
    settled: (number) => append([{ settled: number }]),
    retryAt: (time) => append([{ retryAt: time }]),
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/**
 * Reads what a spool still holds. Lines that are broken, as a kill or a full disk may leave them, are passed over.
 * @param checkSpan the gate for each span: the file lies where others could write
 * @returns nothing where there is no file that can be read
 */
export function readSpool(path: string, checkSpan: (span: unknown) => EventSpan | undefined): SpoolContent {
  const spans = new Map<number, EventSpan>();
  const requests: number[] = [];
  let logged = 0;
  let settled = 0;
  let retryAt = 0;
  for (const record of readRecords(path)) {
    if ('event' in record && Number.isSafeInteger(record['event'])) {
      const span = checkSpan(record['span']);
      if (span !== undefined) spans.set(Number(record['event']), span);
    }
    logged = Math.max(logged, numberOf(record['logged']));
    settled = Math.max(settled, numberOf(record['settled']));
    retryAt = Math.max(retryAt, numberOf(record['retryAt']));
    if ('requested' in record) requests.push(numberOf(record['requested']));
  }
  const pending = [...spans].filter(([number]) => number > settled).sort(([a], [b]) => a - b);
  // Both go up, so one pass is enough, however long the file is.
  let request = 0;
  const grouped = Map.groupBy(pending, ([number]) => {
    while (number > (requests[request] ?? number)) request += 1;
    return requests[request];
  });
  const toEvent = ([number, span]: [number, EventSpan]) => ({ number, span, logged: number <= logged });
  return {
    requests: [...grouped].flatMap(([end, request]) => (end === undefined ? [] : [request.map(toEvent)])),
    rest: (grouped.get(undefined) ?? []).map(toEvent),
    executionIds: new Set([...spans.values()].map(({ event }) => event.executionID)),
    retryAt,
  };
}

/** Some 100,000 events; a longer file was not written here. */
const MAX_BYTES = 64 * 1024 * 1024;

function readRecords(path: string): readonly Fields[] {
  return String(readRegularFile(path, MAX_BYTES) ?? '')
    .split('\n')
    .flatMap((line) => {
      try {
        return [fieldsOf(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}
