// Pure: the cell INFO of werf's progress table.
import { stripVTControlCharacters } from 'node:util';
import { unquoted } from './go-quoting.ts';

export interface Info {
  readonly namespace: string | undefined;
  readonly status: string | undefined;
  readonly ready: { readonly now: number; readonly wanted: number } | undefined;
  readonly tracking: string | undefined;
  readonly errors: number;
  readonly lastError: string | undefined;
}

/** What ends a part: the next one, or the cell. Two blanks part them, but those at a line's end may be lost. */
const NEXT = '(?=\\s*(?:Status:|Ready:\\d|Tracking:"|Errors:\\d|LastError:"|$))';

const NAMESPACE = new RegExp(`^Namespace:(\\S*?)${NEXT}\\s*`);
/** It ends with no blank, so that what follows is not looked for behind each of many. */
const STATUS = new RegExp(`^Status:((?:.*?\\S)??)${NEXT}\\s*`, 's');
const READY = /^Ready:(\d{1,9})\/(\d{1,9})\s*/;
const TRACKING = /^Tracking:"(.*?)"(?=\s*(?:Errors:\d|$))\s*/s;
const ERRORS = /^Errors:(\d{1,9})\s*/;
const LAST_ERROR = /^LastError:"/;

/**
 * The parts of a cell, which come in this order, each or none; a part of another kind ends the reading.
 * @param text the cell's lines, joined
 */
export function parseInfo(text: string): Info {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined;
    if (match !== undefined) rest = rest.slice(match[0].length);
    return match;
  };
  const namespace = take(NAMESPACE)?.[1];
  const status = take(STATUS)?.[1];
  const ready = take(READY);
  const tracking = take(TRACKING)?.[1];
  const errors = take(ERRORS)?.[1];
  const lastError = take(LAST_ERROR) === undefined ? undefined : asShown(unquoted(rest));
  return {
    namespace: namespace || undefined,
    status: status || undefined,
    ready: ready === undefined ? undefined : { now: Number(ready[1]), wanted: Number(ready[2]) },
    tracking: tracking === undefined ? undefined : unquoted(tracking),
    errors: errors === undefined ? 0 : Number(errors),
    lastError: lastError || undefined,
  };
}

/** What a program printed, such as a probe, as a terminal would have shown it: without colours, and with its own line ends. */
function asShown(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/(?<!\r)\r+(?=\n|$)/g, '');
}
