// Pure: what the reasons of Kubernetes mean, in plain words, and what to do about them where that is sure.
import type { Sentence } from './sentence.ts';

interface Meaning {
  /** Ends a sentence that starts with a resource's name. */
  readonly means: string;
  readonly todo?: string;
}

const IMAGE_TODO =
  "Check the image's name and tag, and that the cluster may pull it: a private registry needs imagePullSecrets.";

/** An image that cannot be pulled for a reason that has nothing to do with its name or the right to it. */
function pullError(words: string): RegExp {
  return new RegExp(`^(?:Init:)?(?:ImagePullBackOff|ErrImagePull)\\b.*(?:${words})`, 's');
}

/** By the words that Kubernetes uses, the first that matches. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: Meaning])[] = [
  [
    /^OOMKilled\b/,
    {
      means: 'a container used up its memory and was killed',
      todo: 'Raise its memory limit, or find out what it needs so much for.',
    },
  ],
  [/^Init:(?:CrashLoopBackOff|Error|OOMKilled|ExitCode|Signal)\b/, { means: 'an init container keeps failing' }],
  [/^(?:Init:)?CrashLoopBackOff\b/, { means: 'a container keeps exiting after its start' }],
  [
    /^(?:Init:)?InvalidImageName\b/,
    { means: "an image's name is not valid", todo: "Mend the image's name in the chart." },
  ],
  [
    pullError('toomanyrequests|429 Too Many Requests'),
    {
      means: 'its registry lets through no more pulls for now',
      todo: 'Run this again later, or let the cluster sign in (imagePullSecrets): a registry counts those pulls apart.',
    },
  ],
  [
    pullError('dial tcp|TLS handshake timeout|x509: |connection reset by peer|unexpected EOF|Client\\.Timeout'),
    { means: 'the cluster could not fetch an image, because its node and the registry do not come together' },
  ],
  [
    pullError('no match for platform|no matching manifest for'),
    { means: 'an image is not made for the platform of its node' },
  ],
  [
    /^(?:Init:)?(?:ImagePullBackOff|ErrImagePull|ErrImageNeverPull|ImageInspectError|RegistryUnavailable)\b/,
    { means: 'an image cannot be pulled', todo: IMAGE_TODO },
  ],
  [
    /^(?:Init:)?CreateContainerConfigError\b/,
    { means: 'a container cannot be created, most often because a Secret or ConfigMap that it names is missing' },
  ],
  [/^(?:Init:)?CreateContainerError\b/, { means: 'a container cannot be created' }],
  [/^(?:Init:)?PostStartHookError\b/, { means: 'the postStart hook of a container fails' }],
  [/^(?:Init:)?(?:RunContainerError|StartError|ContainerCannotRun)\b/, { means: 'a container cannot be started' }],
  [/^(?:Error|ExitCode:\d+)$/, { means: 'a container ended with an error' }],
  [/^Signal:\d+$/, { means: 'a signal ended a container' }],
  [/^Unhealthy: Readiness probe\b/, { means: 'its readiness probe fails' }],
  [/^Unhealthy: Liveness probe\b/, { means: 'its liveness probe fails' }],
  [/^Unhealthy: Startup probe\b/, { means: 'its startup probe fails' }],
  [/^Killing: \S+ \S+ failed liveness probe\b/, { means: 'its liveness probe fails' }],
  [/^Killing: \S+ \S+ failed startup probe\b/, { means: 'its startup probe fails' }],
  [/^BackoffLimitExceeded\b/, { means: 'its pods failed more often than its backoffLimit allows' }],
  [/^ProgressDeadlineExceeded\b/, { means: 'it took longer than its progressDeadlineSeconds allow' }],
  [/^PodFailurePolicy\b/, { means: 'one of its pods failed in a way that its podFailurePolicy does not forgive' }],
  [/^DeadlineExceeded\b/, { means: 'it took longer than its activeDeadlineSeconds allow' }],
  [/^(?:FailedScheduling|Unschedulable)\b/, { means: 'no node can take its pods' }],
  [/^FailedCreate\b/, { means: 'its pods cannot be created' }],
  [/^(?:FailedMount|FailedAttachVolume)\b/, { means: 'a volume cannot be mounted' }],
  [/^Evicted\b/, { means: 'its node put a pod out' }],
];

/** What a reason means, as the end of a sentence; empty where that is not known. */
export function meaningOf(reason: string): string {
  return find(reason)?.means ?? '';
}

/** What to do about a reason, or undefined. */
export function todoOf(reason: string): Sentence | undefined {
  const todo = find(reason)?.todo;
  return todo === undefined ? undefined : [todo];
}

function find(reason: string): Meaning | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(reason))?.[1];
}
