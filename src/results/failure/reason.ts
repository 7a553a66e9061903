// Pure: why a resource is not ready, in the words of Kubernetes as werf has them.
import type { TrackedPod, TrackedResource } from '../../reports/rollout/rollout.ts';

/** What every pod goes through. */
const ORDINARY =
  /^(?:Pending|ContainerCreating|PodInitializing|Running|Completed|Succeeded|Terminating|Unknown|(?:Init:)?\d+\/\d+)$/;
/** Says only that something is wrong, as any error does. */
const VAGUE = /^(?:Init:)?Error$/;

const INIT = 'Init:';

/** Where a table said no more than that a resource was waited for. */
const NO_STATUS = { ready: 'not ready yet', present: 'not there yet', absent: 'still there' } as const;

/** Whether a reason is only ours, and says no more than the state. */
export function isNoStatus(reason: string): boolean {
  return Object.values<string>(NO_STATUS).includes(reason);
}

/**
 * The reason of a resource that is not ready: its latest error, or that of a pod, with the pod's status before it where
 * that tells more, such as `OOMKilled` or `Init:CrashLoopBackOff`. Without any error it is the last status of its pods,
 * or what is watched. Never empty.
 * @param event what `failingEvent` found; it counts where there is no error
 */
export function reasonOf(resource: TrackedResource, event?: string): string {
  const pod = tellingPod(resource.pods);
  const [first = '', second = ''] = [resource.lastError, pod === undefined ? undefined : podError(pod)];
  const error =
    second === '' || first.includes(second) ? first : second.includes(first) ? second : `${first}; ${second}`;
  if (error === '' && event === undefined) return withoutError(resource, pod);
  if (error === '') return withStatus(pod ?? { ...resource, earlierStatus: undefined }, event ?? '');
  // Of a custom resource the error says no more than that what is watched has a value that means a failure.
  const { tracking } = resource;
  if (tracking !== undefined && !error.includes(tracking)) return `${tracking}: ${error}`;
  // A pod that the release has by itself has its status in its own row.
  return withStatus(pod ?? { ...resource, earlierStatus: undefined }, error);
}

/** The error of a pod; of an image that cannot be pulled also why, which older clusters say only once. */
function podError({ lastError, pullError }: TrackedPod): string | undefined {
  if (lastError === undefined || pullError === undefined || lastError.includes(pullError)) return lastError;
  return `${lastError}: ${pullError}`;
}

/** The pod that tells most: one with an error, else one whose status is out of the ordinary, else any that is not ready. */
export function tellingPod(pods: readonly TrackedPod[]): TrackedPod | undefined {
  const suspects = suspectPods(pods);
  return suspects.find(({ lastError }) => lastError !== undefined) ?? suspects[0];
}

/** The pods that may be why their resource is not ready: those in trouble, or all that are not ready where none is. */
export function suspectPods(pods: readonly TrackedPod[]): readonly TrackedPod[] {
  const notReady = pods.filter(({ state }) => state !== 'READY');
  const troubled = notReady.filter(isTroubled);
  return troubled.length > 0 ? troubled : notReady;
}

/** Whether a pod has errors, or a status out of the ordinary. */
export function isTroubled({ errors, lastError, status = '' }: TrackedPod): boolean {
  return errors > 0 || lastError !== undefined || (status !== '' && !ORDINARY.test(status));
}

function withStatus(
  { status = '', earlierStatus = '' }: Pick<TrackedPod, 'status' | 'earlierStatus'>,
  error: string,
): string {
  const before = tellsMore(earlierStatus, error) && earlierStatus !== status ? `${earlierStatus}, then ` : '';
  if (!tellsMore(status, error)) return before + error;
  const isInit = status.startsWith(INIT) && error.startsWith(status.slice(INIT.length));
  return before + (isInit ? INIT + error : `${status}: ${error}`);
}

function tellsMore(status: string, error: string): boolean {
  return status !== '' && !ORDINARY.test(status) && !VAGUE.test(status) && !error.includes(status);
}

function withoutError({ pods, status, tracking, goal }: TrackedResource, pod: TrackedPod | undefined): string {
  if (status !== undefined) return status;
  const earlier = pod?.earlierStatus;
  const statuses = podStatuses(pods);
  if (statuses !== '') return earlier === undefined ? statuses : `${earlier}, then ${statuses}`;
  if (tracking !== undefined) return tracking;
  return NO_STATUS[goal];
}

/** The statuses of the pods that are not ready, counted where they differ. */
function podStatuses(pods: readonly TrackedPod[]): string {
  const counts = new Map<string, number>();
  for (const { state, status } of pods) {
    if (state !== 'READY' && status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  if (counts.size < 2) return [...counts.keys()].join('');
  return [...counts].map(([status, count]) => `${status} (${count})`).join(', ');
}
