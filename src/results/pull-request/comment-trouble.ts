// Pure: why a comment could not be written, and what to do, in one sentence each.
import { type Limit, visible } from '../summary/markdown.ts';

/** What the API, or the connection to it, answered. */
export interface CommentTrouble {
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  /** What came with it. */
  readonly message: string;
  /** Whether the time for it was over. */
  readonly isTooLate: boolean;
}

const PERMISSION = 'The job needs "permissions: pull-requests: write" (and "contents: read", which that takes away).';
const MAX_MESSAGE: Limit = { maxBytes: 300 };

/** The notice of a comment that could not be written. It does not change how the step ends. */
export function commentTrouble({ status, message, isTooLate }: CommentTrouble): string {
  const why = reason(status, message, isTooLate);
  const said = message === '' || isTooLate || why.includes(message) ? '' : ` (${visible(message, MAX_MESSAGE)})`;
  return `The comment on the pull request could not be written: ${why}${said} The log of the step has everything.`;
}

function reason(status: number | undefined, message: string, isTooLate: boolean): string {
  if (status === 403 || status === 429) {
    if (/rate limit|abuse/i.test(message) || status === 429) return 'GitHub takes no more requests for now.';
    if (/locked/i.test(message)) return 'the conversation is locked.';
    return `the token may not (403). ${PERMISSION}`;
  }
  if (status === 401) return 'GitHub does not know the token (401). See the input github-token.';
  if (status === 404) return `GitHub shows this token no such pull request (404). ${PERMISSION}`;
  if (status === 410) return 'the conversation is gone (410).';
  if (status === 422) return 'GitHub refused its text (422).';
  if (status !== undefined) return `the API answered with status ${status}.`;
  if (isTooLate) return 'the API did not answer in time.';
  return message.startsWith('the API ') ? `${message}.` : 'the API cannot be reached.';
}
