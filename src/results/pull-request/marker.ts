// Pure: the first line of a comment, by which a later run knows it again, and which of two runs has the last word.
import { createHash } from 'node:crypto';

/** What a comment is about, as the command line and variables name it. Nothing that werf prints is part of it. */
export interface CommentSubject {
  /** The input `comment-id`; empty where it was not given. It replaces all the others. */
  readonly id: string;
  /** As in `werf.yaml`; empty where there is none. */
  readonly project: string;
  readonly environment: string;
  readonly release: string;
  readonly namespace: string;
}

/** Which run wrote a comment. */
export interface RunMark {
  readonly event: 'pull_request' | 'push';
  /** `GITHUB_RUN_NUMBER`, which counts the runs of one workflow. A run that is started again keeps it. */
  readonly number: number;
  /** `GITHUB_RUN_ID`, which grows over all workflows. */
  readonly id: number;
  /** Eight digits that tell one workflow from another. */
  readonly workflow: string;
  /** The commit: for a pull request its head, not the merge commit that was checked out. */
  readonly commit: string;
}

const LINE =
  /^<!-- run-werf v1 (?<key>[0-9a-f]{32}) (?<event>pull_request|push) (?<number>\d{1,15}) (?<id>\d{1,15}) (?<workflow>[0-9a-f]{8}) (?<commit>[0-9a-f]{40}|[0-9a-f]{64}) -->(?:\r?\n|$)/;

/** The key of a subject's comment: 32 hexadecimal digits, so that no name can end the marker or hold a secret. */
export function commentKey({ id, project, environment, release, namespace }: CommentSubject): string {
  const parts = id === '' ? ['names', project, environment, release, namespace] : ['id', id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Eight digits that stand for a workflow. */
export function workflowMark(workflow: string): string {
  return createHash('sha256').update(workflow).digest('hex').slice(0, 8);
}

/** The marker, without a line break. */
export function markerLine(key: string, { event, number, id, workflow, commit }: RunMark): string {
  return `<!-- run-werf v1 ${key} ${event} ${number} ${id} ${workflow} ${commit} -->`;
}

/** The mark of a comment of this key; undefined for any other text. The marker has to be its very first line. */
export function readMarker(body: string, key: string): RunMark | undefined {
  const groups = LINE.exec(body)?.groups;
  if (groups === undefined || groups['key'] !== key) return undefined;
  const { event, number, id, workflow = '', commit = '' } = groups;
  return {
    event: event === 'push' ? 'push' : 'pull_request',
    number: Number(number),
    id: Number(id),
    workflow,
    commit,
  };
}

/** Whether a run is the later one of two: by its number within one workflow, else by its id. The same run is not. */
export function isLater(run: RunMark, other: RunMark): boolean {
  if (run.workflow === other.workflow && run.number !== other.number) return run.number > other.number;
  return run.id > other.id;
}

/**
 * Whether a run may write over what another wrote. For a pull request its head decides, which was compared before; only
 * what a later push wrote, after a merge, stays. For a push the later run has the last word.
 */
export function mayReplace(run: RunMark, written: RunMark): boolean {
  if (run.event === 'pull_request' && written.event === 'pull_request') return true;
  return !isLater(written, run);
}
