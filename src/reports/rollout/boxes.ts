// Pure: the boxes that werf prints around what it shows, by their titles.

/** What a box holds. All others, of which the build has many, are `other`. */
export type Box =
  | { readonly kind: 'progress' }
  | { readonly kind: 'other' }
  | { readonly kind: 'operations'; readonly list: 'completed' | 'canceled' | 'failed' }
  | {
      readonly kind: 'lines';
      readonly of: 'logs' | 'events';
      readonly resource: string;
      readonly source: string;
      readonly namespace: string | undefined;
    };

const LOGS = /^Logs for ([^\s/]+\/[^\s,]+), (.+?)(?:, namespace: (\S+))?$/;
const EVENTS = /^Events for ([^\s/]+\/[^\s,]+)(?:, namespace: (\S+))?$/;
const OPERATIONS = /^(Completed|Canceled|Failed) operations$/;
const PROGRESS = 'Progress status';

const LISTS = { Completed: 'completed', Canceled: 'canceled', Failed: 'failed' } as const;

const OTHER: Box = { kind: 'other' };

/** The box that a title names. */
export function boxOf(title: string): Box {
  if (title === PROGRESS) return { kind: 'progress' };
  const list = OPERATIONS.exec(title)?.[1];
  if (list !== undefined) return { kind: 'operations', list: LISTS[list as keyof typeof LISTS] };
  const logs = LOGS.exec(title);
  if (logs !== null) {
    return { kind: 'lines', of: 'logs', resource: logs[1] ?? '', source: logs[2] ?? '', namespace: logs[3] };
  }
  const events = EVENTS.exec(title);
  if (events === null) return OTHER;
  return { kind: 'lines', of: 'events', resource: events[1] ?? '', source: '', namespace: events[2] };
}

/** What a build's box adds to its title at its end. */
const END = /^(?: \(\d+(?:\.\d+)? seconds\))?( FAILED)?$/;

/** How a closing line ends the box of a title: undefined where it belongs to another one. */
export function closing(title: string, line: string): { readonly failed: boolean } | undefined {
  const end = line.startsWith(title) ? END.exec(line.slice(title.length)) : null;
  return end === null ? undefined : { failed: end[1] !== undefined };
}
