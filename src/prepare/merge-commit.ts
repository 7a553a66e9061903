// Effect: whether werf is told that the checked-out commit is GitHub's merge commit of a pull request.
import type { HelperOptions } from '../programs/child-process.ts';
import { parentsOfHead } from '../programs/git.ts';
import type { Log } from '../system/host.ts';
import { type PullRequestEvent, pullRequestEvent } from '../system/workflow-event.ts';

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

/**
 * The variables that tell werf of a merge commit; asks for nothing more once it is clear that there are none.
 * @param askVersion asks the binary for its version; undefined where it does not say
 */
export async function readVirtualMerge(
  options: HelperOptions,
  log: Log,
  askVersion: () => Promise<string | undefined>,
): Promise<Readonly<Record<string, string>>> {
  const event = await pullRequestEvent(options.env, log);
  if (event === undefined) return {};
  const parents = await parentsOfHead(options);
  if (parents?.length !== 2) return {};
  return virtualMergeVariables({ werfVersion: await askVersion(), event, parents, env: options.env });
}
