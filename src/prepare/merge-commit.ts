// Pure: whether werf is told that the checked-out commit is GitHub's merge commit of a pull request.
import type { PullRequestEvent } from '../system/workflow-event.ts';

export interface VirtualMergeFacts {
  /** Such as `2.75.3` or `v2.75.3`; undefined where it is not known. */
  readonly werfVersion: string | undefined;
  /** Undefined where the event is none of a pull request. */
  readonly event: PullRequestEvent | undefined;
  /** The parents of the checked-out commit; undefined where git cannot tell. */
  readonly parents: readonly string[] | undefined;
  /** The environment of the commands. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether this werf knows virtual merges: 1.2 and 2 do, 3 does not any more. Asked first, as it costs nothing. */
export function knowsVirtualMerge(werfVersion: string | undefined): boolean {
  return /^v?(?:1\.2|2\.\d+)\.\d/.test(werfVersion ?? '');
}

/**
 * What is added to the environment of the commands. GitHub's merge commit has exactly two parents, and the second one
 * is the pull request's head; a workflow may as well have checked out that head, or another commit.
 */
export function virtualMergeVariables(facts: VirtualMergeFacts): Readonly<Record<string, string>> {
  const { werfVersion, event, parents, env } = facts;
  const isMerge =
    event !== undefined && parents?.length === 2 && (event.headCommit === undefined || parents[1] === event.headCommit);
  return isMerge && knowsVirtualMerge(werfVersion) && !env['WERF_VIRTUAL_MERGE'] ? { WERF_VIRTUAL_MERGE: '1' } : {};
}
