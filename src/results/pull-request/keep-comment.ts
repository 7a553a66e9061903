// Effect: keeps one comment of each subject on a pull request up to date, whoever else writes there at the same time.
import { setTimeout as sleep } from 'node:timers/promises';
import { headerOf, methodOf, statusOf } from './api-error.ts';
import type { CommentText } from './comment-body.ts';
import type { GithubApi, IssueComment } from './github-api.ts';
import { isLater, mayReplace, type RunMark, readMarker } from './marker.ts';

/** A comment as it should be. */
export interface WantedComment {
  readonly key: string;
  readonly body: CommentText;
  /** Whether it is made where there is none yet. */
  readonly isWorthMaking: boolean;
}

/** What became of a comment. */
export interface KeptComment {
  readonly outcome: 'made' | 'updated' | 'same' | 'later run' | 'not needed';
  /** Empty where there is none. */
  readonly url: string;
}

/** Milliseconds before a request that may pass is tried once more, and the longest wait that a server may ask for. */
const RETRY_DELAY_MS = 1_000;
const MAX_RETRY_AFTER_MS = 5_000;

/**
 * Makes or updates the comments, one after the other. What went wrong and may pass is tried once more from the list on: a
 * comment whose answer was lost is there then.
 * @throws where the API refuses, or does not answer
 */
export async function keepComments(
  api: GithubApi,
  pullRequest: number,
  wanted: readonly WantedComment[],
  run: RunMark,
  signal: AbortSignal,
): Promise<readonly KeptComment[]> {
  const viewer = await again(() => api.viewer(), signal);
  const kept: KeptComment[] = [];
  for (const comment of wanted) {
    kept.push(await again(() => keepComment(api, pullRequest, comment, run, viewer), signal));
  }
  return kept;
}

async function keepComment(
  api: GithubApi,
  pullRequest: number,
  wanted: WantedComment,
  run: RunMark,
  viewer: string,
): Promise<KeptComment> {
  const own = await ownComments(api, pullRequest, wanted.key, viewer);
  const [first] = own;
  if (first === undefined) {
    if (!wanted.isWorthMaking) return { outcome: 'not needed', url: '' };
    await write(wanted.body, undefined, (body) => api.create(pullRequest, body));
    // Another run may have done the same at the same time.
    const url = await settle(api, await ownComments(api, pullRequest, wanted.key, viewer), wanted.key);
    return { outcome: 'made', url };
  }
  const isLeft = own.some(({ body }) => {
    const mark = readMarker(body, wanted.key);
    return mark !== undefined && !mayReplace(run, mark);
  });
  if (isLeft) return { outcome: 'later run', url: await settle(api, own, wanted.key) };
  const isSame = isSameText(first.body, wanted.body.text);
  const written = isSame ? first : await write(wanted.body, first, (body) => api.update(first.id, body));
  for (const { id } of own.slice(1)) await removed(api, id);
  return { outcome: written === first ? 'same' : 'updated', url: written.url };
}

/** Comments of this key that the token's owner wrote: anyone may write the marker, and edit what others wrote. */
async function ownComments(
  api: GithubApi,
  pullRequest: number,
  key: string,
  viewer: string,
): Promise<readonly IssueComment[]> {
  const comments = await api.comments(pullRequest);
  return comments.filter(({ author, body }) => author === viewer && readMarker(body, key) !== undefined);
}

/** Of several of one key the oldest stays, with the text of the latest run. Every run that sees several does the same. */
async function settle(api: GithubApi, own: readonly IssueComment[], key: string): Promise<string> {
  const [oldest] = own;
  if (oldest === undefined) return '';
  const latest = own.reduce((best, comment) => {
    const [mark, bestMark] = [readMarker(comment.body, key), readMarker(best.body, key)];
    return mark !== undefined && bestMark !== undefined && isLater(bestMark, mark) ? best : comment;
  });
  if (!isSameText(oldest.body, latest.body)) await api.update(oldest.id, latest.body);
  for (const { id } of own.slice(1)) await removed(api, id);
  return oldest.url;
}

/** Writes the text, and the short one where the server takes less. */
async function write(
  { text, short }: CommentText,
  before: IssueComment | undefined,
  send: (body: string) => Promise<IssueComment>,
): Promise<IssueComment> {
  try {
    return await send(text);
  } catch (error) {
    if (statusOf(error) !== 422 || !/too long|maximum is/i.test(String(error))) throw error;
    return before !== undefined && isSameText(before.body, short) ? before : send(short);
  }
}

/** Another run may have been quicker. */
async function removed(api: GithubApi, id: number): Promise<void> {
  try {
    await api.remove(id);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

/** GitHub may change line ends and blanks at the end. */
function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trimEnd() === b.replaceAll('\r\n', '\n').trimEnd();
}

/** Does something, and once more where what went wrong may pass. */
export async function again<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const wait = retryDelay(error);
    if (signal.aborted || wait === undefined) throw error;
    await sleep(wait, undefined, { signal });
    return task();
  }
}

/**
 * Milliseconds after which the same may succeed; undefined where it will not, or not soon enough. GitHub says with 403 or
 * 429 that there were too many requests.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function retryDelay(error: unknown): number | undefined {
  const status = statusOf(error);
  if (status === undefined) return isConnectionError(error) ? RETRY_DELAY_MS : undefined;
  // What is to be updated may just have been deleted.
  if (status >= 500 || status === 408 || status === 409 || (status === 404 && methodOf(error) === 'PATCH'))
    return RETRY_DELAY_MS;
  if (status !== 403 && status !== 429) return undefined;
  const seconds = Number(headerOf(error, 'retry-after') ?? Number.NaN);
  if (Number.isNaN(seconds)) return undefined;
  return seconds * 1000 <= MAX_RETRY_AFTER_MS ? Math.max(seconds * 1000, RETRY_DELAY_MS) : undefined;
}

/** A connection that broke, and not a server, a redirect or a proxy that says no. */
function isConnectionError(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return cause instanceof Error && 'code' in cause && /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(String(cause.code));
}
