// Pure: what Kubernetes' events say of a resource that has no error of its own.

/** `po/web-1 FailedScheduling: 0/3 nodes …` of an object below the resource, or without `po/web-1` of itself. */
const EVENT = /^(?:([a-z]+\/\S+) )?([A-Z][A-Za-z]*): (\S.*)$/s;
/** Reasons that tell of a failure; werf does not show which events are warnings. */
const FAILURE = /^(?:Failed[A-Za-z]*|InspectFailed|Evicted|NetworkNotReady|VolumeFailedDelete|ProvisioningFailed)$/;
/** Reasons that tell that it went on. */
const PROGRESS = /^(?:Scheduled|Started|SuccessfulCreate|SuccessfulAttachVolume|ProvisioningSucceeded)$/;
/** Repeats a pod's status and says no more. */
const EMPTY = /^Error: [A-Z][A-Za-z]*$/;

/**
 * The last failure that nothing followed which would have ended it, such as `FailedScheduling: 0/3 nodes are available`;
 * undefined where there is none. What the kubelet only calls `Failed` is given in its words alone.
 * @param lines as werf shows them where a resource has `werf.io/show-service-messages`
 */
export function failingEvent(lines: readonly string[]): string | undefined {
  const failures = new Map<string, string>();
  for (const event of eventsOf(lines)) {
    const [, object = '', reason = '', message = ''] = EVENT.exec(event) ?? [];
    if (PROGRESS.test(reason)) failures.delete(object);
    if (!FAILURE.test(reason) || EMPTY.test(message)) continue;
    // Deleted first, because the last one is wanted, and a map keeps the place of a key.
    failures.delete(object);
    failures.set(object, reason === 'Failed' ? message.replace(/^Error: /, '') : `${reason}: ${message}`);
  }
  return [...failures.values()].at(-1);
}

/** A message may have several lines, as that of a policy that denies a pod: what begins no event belongs to the one before. */
function eventsOf(lines: readonly string[]): readonly string[] {
  const events: string[] = [];
  for (const line of lines) {
    const before = EVENT.test(line) ? undefined : events.pop();
    events.push(before === undefined ? line : `${before}\n${line}`);
  }
  return events.map((event) => event.trimEnd());
}
