// Effect: the event that started the workflow.
import { statSync } from 'node:fs';
import type { Environment } from './environment.ts';
import type { Log } from './host.ts';

/** A pull request's event, as far as it matters here. */
export interface PullRequestEvent {
  /** The head commit of the pull request's branch; undefined where the event does not tell. */
  readonly headCommit: string | undefined;
  /** Whether the branch is another repository's, so that the job's token may only read. */
  readonly isFromFork: boolean;
}

/**
 * The pull request of a `pull_request` event; undefined for any other event, and where the event's file is broken.
 * `pull_request_target` is another event: it checks the base branch out, not a merge commit.
 */
export async function pullRequestEvent(env: Environment, log: Log): Promise<PullRequestEvent | undefined> {
  // Most events are another one, and need nothing loaded to tell.
  if (env['GITHUB_EVENT_NAME'] !== 'pull_request') return undefined;
  // The toolkit would wait for the other end of a named pipe, and for no signal.
  if (!isRegularFile(env['GITHUB_EVENT_PATH'])) return undefined;
  try {
    const { context } = await import('./github-context.ts');
    const { eventName, payload } = context;
    if (eventName !== 'pull_request' || payload.pull_request === undefined) return undefined;
    const { head, base } = payload.pull_request;
    const commit: unknown = head?.sha;
    return {
      headCommit: typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined,
      // A fork that is gone has no repository any more.
      isFromFork: base?.repo?.full_name !== undefined && head?.repo?.full_name !== base.repo.full_name,
    };
  } catch (error) {
    log.debug(`The event of this workflow could not be read: ${error}`);
    return undefined;
  }
}

function isRegularFile(path: string | undefined): boolean {
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
