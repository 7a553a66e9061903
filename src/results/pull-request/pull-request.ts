// Composition: the comment on the run's pull request, within its time, and never at the cost of the step.
import type { Environment } from '../../system/environment.ts';
import type { Host } from '../../system/host.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { unlessAborted } from '../../system/time-limit.ts';
import type { Redact } from '../redact.ts';
import { statusOf } from './api-error.ts';
import { type CommentTarget, commentTarget } from './comment-target.ts';
import { commentTrouble } from './comment-trouble.ts';
import { again, keepComments } from './keep-comment.ts';
import { type CommentedCommand, runMark, wantedComments } from './wanted-comments.ts';

export interface CommentRequest {
  readonly host: Host;
  readonly workingDirectory: string;
  /** The input `github-token`. Secret. */
  readonly githubToken: string;
  /** The input `comment-id`. */
  readonly commentId: string;
  /** Takes the secrets out of the names that are shown. */
  readonly redact: Redact;
  readonly commands: readonly CommentedCommand[];
  /** Aborts where the step is cancelled. */
  readonly cancelled: AbortSignal;
}

type Target = Exclude<CommentTarget, { readonly kind: 'none' }>;

/** How long a comment may take, in milliseconds, and how long after a cancellation. */
const COMMENT_TIMEOUT_MS = 10_000;
const CANCELLED_COMMENT_TIMEOUT_MS = 1_000;
/** Bytes of an event: GitHub's own limit for what it sends is 25 MB. */
const MAX_EVENT_BYTES = 32 * 1024 * 1024;
const TOO_LATE = 'too late';

/**
 * Makes or updates the comments of the step's commands.
 * @returns the address of the last one; empty where there is none. Never rejects: what went wrong is one notice
 */
export async function commentOnPullRequest(request: CommentRequest): Promise<string> {
  const { host, githubToken, commands, cancelled } = request;
  if (commands.length === 0) return '';
  const target = commentTarget(host.env, event(host.env));
  if (target.kind === 'none') {
    if (target.isNotice) host.log.notice(target.message);
    else host.log.info(target.message);
    return '';
  }
  if (githubToken === '') {
    host.log.notice('comment-on-pr writes no comment: the input github-token is empty.');
    return '';
  }
  const limit = timeLimit(cancelled);
  try {
    return await unlessAborted(limit.signal, writeComments(request, target, limit.signal));
  } catch (error) {
    reportTrouble(host, error, limit.signal.aborted);
    return '';
  } finally {
    limit.end();
  }
}

async function writeComments(request: CommentRequest, target: Target, signal: AbortSignal): Promise<string> {
  const { host, githubToken } = request;
  const { openGithubApi } = await import('./github-api.ts');
  const api = openGithubApi({
    env: host.env,
    token: githubToken,
    baseUrl: new URL(host.env['GITHUB_API_URL'] || 'https://api.github.com'),
    repository: host.env['GITHUB_REPOSITORY'] ?? '',
    signal,
  });
  try {
    const pullRequest = await again(() => pullRequestOf(target, api, host), signal);
    if (pullRequest === undefined) return '';
    const run = runMark(host.env, target);
    const wanted = wantedComments(request, run);
    const kept = await keepComments(api, pullRequest, wanted, run, signal);
    for (const { outcome, url } of kept) host.log.info(words(outcome, url));
    return kept.findLast(({ url }) => url !== '')?.url ?? '';
  } finally {
    await api.close();
  }
}

/** Undefined where there is none, or where it has moved on: then a later run has the word. */
async function pullRequestOf(
  target: Target,
  api: { headOf(number: number): Promise<string>; pullRequestsOf(commit: string): Promise<readonly number[]> },
  { log }: Host,
): Promise<number | undefined> {
  const short = target.commit.slice(0, 7);
  if (target.kind === 'commit') {
    const [first, ...others] = await api.pullRequestsOf(target.commit);
    if (first !== undefined && others.length === 0) return first;
    const found = first === undefined ? 'no pull request' : `${others.length + 1} pull requests`;
    log.info(`comment-on-pr: commit ${short} belongs to ${found}, so there is no comment.`);
    return undefined;
  }
  const head = await api.headOf(target.number);
  if (head === target.commit) return target.number;
  log.info(`The pull request is at ${head.slice(0, 7)} now: this run of ${short} leaves its comment as it is.`);
  return undefined;
}

function words(outcome: string, url: string): string {
  const said: Readonly<Record<string, string>> = {
    made: 'Commented on the pull request',
    updated: 'Updated the comment on the pull request',
    same: 'The comment on the pull request says so already',
    'later run': 'A later run wrote the comment on the pull request, which stays',
    'not needed': 'There is no comment on the pull request yet and nothing to say in one, so none is made',
  };
  return `${said[outcome] ?? outcome}${url === '' ? '.' : `: ${url}`}`;
}

function reportTrouble({ log }: Host, error: unknown, isTooLate: boolean): void {
  const message = error instanceof Error ? error.message : isTooLate ? '' : String(error);
  log.notice(commentTrouble({ status: statusOf(error), message, isTooLate }));
}

function event(env: Environment): unknown {
  try {
    return JSON.parse(readSmallFile(env['GITHUB_EVENT_PATH'] ?? '', MAX_EVENT_BYTES));
  } catch {
    return undefined;
  }
}

/** A signal that comes after the limit, or shortly after a cancellation. */
function timeLimit(cancelled: AbortSignal): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(TOO_LATE);
  const timers = [setTimeout(abort, COMMENT_TIMEOUT_MS)];
  const hurry = () => timers.push(setTimeout(abort, CANCELLED_COMMENT_TIMEOUT_MS));
  if (cancelled.aborted) hurry();
  else cancelled.addEventListener('abort', hurry, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      cancelled.removeEventListener('abort', hurry);
      for (const timer of timers) clearTimeout(timer);
      controller.abort('ended');
    },
  };
}
