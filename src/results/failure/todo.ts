// Pure: what to do next about a failure, where that is sure.
import type { TrackedResource } from '../../reports/rollout/rollout.ts';
import type { Facts } from './headline.ts';
import { todoOf } from './plain-words.ts';
import type { Problem } from './problems.ts';
import { isNoStatus, isTroubled, suspectPods, tellingPod } from './reason.ts';
import type { Sentence } from './sentence.ts';

/** What werf, the API server, or the client that asks it, says in words that stand for one cause, and what to do about it. */
const REFUSALS: readonly (readonly [words: RegExp, todo: string])[] = [
  [
    /\bis forbidden: User "(?:[^"\\]|\\.)*" cannot /,
    "The user of this step's kubeconfig lacks this right: give it to that user (RBAC), or use another kubeconfig.",
  ],
  [
    /(?:^|: )(?:Unauthorized|the server has asked for the client to provide credentials)\s*$/,
    "The cluster does not know the credentials of this step's kubeconfig, or not any more: a token may have expired.",
  ],
  [
    /\brequired encryption key not found in: /,
    'The chart has secret values: give this step their key as WERF_SECRET_KEY, from a secret of the repository.',
  ],
  [
    /\bexec: executable \S+ not found\b/,
    'The kubeconfig gets its credentials from a program that this runner lacks: install it in a step before this one.',
  ],
  [
    /\bexec: executable \S+ failed with exit code \d/,
    "The program that the kubeconfig gets its credentials from failed: what it said is below, in “The last lines of werf's output”.",
  ],
  [
    /\bx509: certificate signed by unknown authority\b/,
    'The certificate of the cluster is not of the authority that the kubeconfig names (certificate-authority-data).',
  ],
  [
    /\bcontext "(?:[^"\\]|\\.)*" does not exist\s*$/,
    'Name a context that the kubeconfig has, or give this step the kubeconfig that has it.',
  ],
  [
    /^namespaces "[^"]+" not found$/,
    "werf creates no namespace but the release's, and that only when it deploys: create this one first.",
  ],
  [
    /\bRequest entity too large\b|: Too long: must have at most \d+ bytes/,
    'The cluster keeps nothing that is so large. A release is kept whole, with its manifests and the files of its chart: take large files out.',
  ],
  [/ because it is being terminated\b/, 'The namespace is being deleted: wait until it is gone, then run this again.'],
  [/\bis forbidden: exceeded quota: /, "The namespace's ResourceQuota is used up: ask for less, or have it raised."],
];

function refusalOf(text: string): string | undefined {
  return REFUSALS.find(([words]) => words.test(text))?.[1];
}

/** What to do next, where that is sure. */
export function todoFor(facts: Facts): Sentence | undefined {
  const { kind, cause, main, lock } = facts;
  const text = cause?.text ?? '';
  if (['lock', 'stopped'].includes(kind) && main === undefined && lock?.obtained === false) {
    return ['Let the other deployment of this release end, then run this one again.'];
  }
  const said = main?.row === undefined ? text : main.reason.startsWith('FailedCreate: ') ? main.reason : '';
  // A registry may use the same words.
  const refusal = kind === 'registry' || kind === 'build' ? undefined : refusalOf(said);
  if (refusal !== undefined) return [refusal];
  if (kind === 'plan' && /^plan artifact (?:expired|release revision mismatch)/.test(text)) {
    return ['The plan is out of date: make it again, and deploy that one.'];
  }
  if (facts.killed && !facts.cancelled) return ['Most often that is the system, for want of memory.'];
  if (kind === 'unanswered') return ['See whether the cluster is well, then run this again.'];
  if (kind === 'webhook') {
    return [
      'What the cluster asks before it takes a resource: ',
      { code: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations' },
    ];
  }
  if (kind === 'unknown-kind') {
    return [
      'Install the CustomResourceDefinition of this kind first, or mend ',
      { code: 'apiVersion' },
      ' and ',
      { code: 'kind' },
      '.',
    ];
  }
  if (kind === 'adoption') {
    return [
      'Deploy a resource from one release only; to take it over for good, use ',
      { code: '--force-adoption' },
      '.',
    ];
  }
  if (kind === 'cluster') {
    return [
      'Check the kubeconfig of this step (input ',
      { code: 'kubeconfig' },
      '), and that this runner can reach the cluster.',
    ];
  }
  if (kind === 'timeout' && main?.goal === 'present') {
    return ['It is an external dependency: not this release has to create it, but something else.'];
  }
  if (main?.row === undefined) return undefined;
  return todoOf(main.reason) ?? lookAt(main, main.row, facts);
}

/** What is made of pods. */
const WORKLOAD = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job)\//;
const POD = /^Pod\//;

/** The log that was shown, or how to get at more than werf showed. */
function lookAt(main: Problem, row: TrackedResource, facts: Facts): Sentence | undefined {
  const { namespace, resource, goal } = main;
  const where = namespace ?? facts.namespace ?? '';
  const [kind = '', name = ''] = resource.split('/');
  if (goal === 'absent') {
    return told('What keeps it is most often a finalizer: ', ['get', kind.toLowerCase(), name], where, ['-o', 'yaml']);
  }
  const isShown = facts.logs.some((log) =>
    [row, ...suspectPods(row.pods)].some((part) => part.resource === log.resource && part.namespace === log.namespace),
  );
  const below: Sentence = ['What it printed last is below, under “Last lines of the logs”.'];
  // Its pods are no more.
  if (facts.rolledBack || facts.deleted) return isShown ? below : undefined;
  // Each of them runs, and none has said what it lacks.
  if (
    row.mayBePartlyReady &&
    row.pods.length > 0 &&
    row.pods.every((pod) => pod.status === 'Running' && !isTroubled(pod))
  ) {
    return told('Kubernetes tells which of its pods are not ready: ', ['get', 'pods'], where);
  }
  if (isShown) return below;
  const pod = tellingPod(row.pods) ?? (POD.test(resource) ? row : undefined);
  if (pod !== undefined) return lookAtPod(pod.resource.replace(POD, ''), where, main.reason);
  if (WORKLOAD.test(resource) && isNoStatus(main.reason)) {
    return told('werf saw no pod of it. The events tell why: ', ['get', 'events'], where);
  }
  return told('Kubernetes tells more: ', ['describe', kind.toLowerCase(), name], where);
}

const CRASHED = /\brestarting failed container=([a-z0-9][a-z0-9-]{0,62}) pod=([a-z0-9.-]+)_/;

function lookAtPod(pod: string, where: string, reason: string): Sentence | undefined {
  const [, container = '', crashed] = CRASHED.exec(reason) ?? [];
  if (crashed === pod) {
    return told('What it printed last: ', ['logs', pod], where, ['-c', container, '--previous']);
  }
  return told('Kubernetes tells more: ', ['describe', 'pod', pod], where);
}

const PLAIN_NAME = /^[a-z0-9][a-z0-9.-]{0,252}$/;

/** A command to copy, where all of its words are names of Kubernetes, and so harmless in any shell. */
function told(
  before: string,
  words: readonly string[],
  namespace: string,
  more: readonly string[] = [],
): Sentence | undefined {
  if (![...words, namespace].every((word) => PLAIN_NAME.test(word))) return undefined;
  return [before, { code: ['kubectl', ...words, '-n', namespace, ...more].join(' ') }];
}
