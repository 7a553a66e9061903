// Pure: what werf says in lines outside of all boxes.

export type Said =
  | { readonly what: 'started'; readonly release: string; readonly namespace: string | undefined }
  | { readonly what: 'locked'; readonly lock: string }
  | { readonly what: 'interrupted' };

const STARTED =
  /^(?:Start|Starting|Delete|Deleting|Start rollback of|Starting rollback of) release "([^"]{1,300})"(?: *\(namespace: "([^"]{1,300})"\))?/;
const LOCKED = /^Waiting for locked "([^"]{1,300})"/;
const INTERRUPTED = /^Signal: (?:interrupt|terminated)\s*$/;

/** Tells whether a line is one of those that matter; undefined for all others. */
export function said(line: string): Said | undefined {
  const started = STARTED.exec(line);
  if (started !== null) return { what: 'started', release: started[1] ?? '', namespace: started[2] };
  const locked = LOCKED.exec(line);
  if (locked !== null) return { what: 'locked', lock: locked[1] ?? '' };
  return INTERRUPTED.test(line) ? { what: 'interrupted' } : undefined;
}

/** A plain line that goes on in the next one, because the terminal is narrow. */
const WRAPPED = /( *) ↵$/;

/** The start of a wrapped line, to put the next one behind; undefined where a line does not go on. */
export function wrappedStart(line: string): string | undefined {
  const mark = WRAPPED.exec(line);
  if (mark === null) return undefined;
  // A break between words is filled up with blanks; one within a word has just the one before its mark.
  return line.slice(0, mark.index) + (mark[1] === '' ? '' : ' ');
}
