// Pure: which pull request a run may comment on, by the event that started it.
import type { Environment } from '../../system/environment.ts';
import { fieldsOf } from '../../system/guards.ts';

export type CommentTarget =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      /** The head of the pull request's branch in this event. */
      readonly commit: string;
    }
  | {
      /** The pull request of this commit, where there is just one. */
      readonly kind: 'commit';
      readonly commit: string;
    }
  /** Nothing is written. Whether that is worth an annotation, or a line in the log. */
  | { readonly kind: 'none'; readonly isNotice: boolean; readonly message: string };

/** Events that give a full token and the secrets to a run that strangers can start. */
const OPEN_TO_STRANGERS: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
]);
const OF_PULL_REQUESTS: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
]);
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Finds the pull request of a run.
 * @param env of the job: `GITHUB_EVENT_NAME`, `GITHUB_REPOSITORY`, `GITHUB_SHA`
 * @param payload the event's JSON, undefined where it could not be read
 */
export function commentTarget(env: Environment, payload: unknown): CommentTarget {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (OPEN_TO_STRANGERS.has(event)) {
    return notice(
      `comment-on-pr writes no comment for the event ${event}. There the chart of a stranger's fork could be planned with the credentials of this repository, and the comment would show to everyone what it read from the cluster. Use the event pull_request.`,
    );
  }
  if (OF_PULL_REQUESTS.has(event)) return ofPullRequest(env, payload);
  const commit = env['GITHUB_SHA'] ?? '';
  if (event === 'push' && COMMIT.test(commit)) return { kind: 'commit', commit };
  return {
    kind: 'none',
    isNotice: false,
    message: `comment-on-pr: the event ${event === '' ? 'of this run' : event} belongs to no pull request, so there is no comment.`,
  };
}

function ofPullRequest(env: Environment, payload: unknown): CommentTarget {
  const pullRequest = fieldsOf(fieldsOf(payload)['pull_request']);
  const head = fieldsOf(pullRequest['head']);
  const number = pullRequest['number'];
  const commit = head['sha'];
  if (
    typeof number !== 'number' ||
    !Number.isSafeInteger(number) ||
    typeof commit !== 'string' ||
    !COMMIT.test(commit)
  ) {
    return notice('comment-on-pr: the event of this run does not name its pull request, so there is no comment.');
  }
  const source = fieldsOf(head['repo'])['full_name'];
  if (typeof source !== 'string' || source.toLowerCase() !== (env['GITHUB_REPOSITORY'] ?? '').toLowerCase()) {
    return notice(
      'comment-on-pr: this pull request comes from a fork, whose runs get no token that may write a comment. The log of the step has everything.',
    );
  }
  return { kind: 'pull-request', number, commit };
}

function notice(message: string): CommentTarget {
  return { kind: 'none', isNotice: true, message };
}
