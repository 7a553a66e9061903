import { describe, expect, test } from 'vitest';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { readyWords } from '../../../../src/results/failure/readiness.ts';
import { plainSentence } from '../../../../src/results/failure/sentence.ts';
import { type DrawnRow, drawBox, drawTable } from '../../../support/progress-table.ts';
import { readOutput } from '../../../support/rollouts.ts';

const START = 'Start release "shop" (namespace: "shop")\n';
const CHAIN =
  'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: ';
const LIMITS = { timeoutSeconds: 40, autoRollback: false };

const pod = (name: string, info: string): DrawnRow => ({ resource: ` • Pod/${name}`, state: 'UNKNOWN', info });
const crashed = (name: string) =>
  `Status:CrashLoopBackOff  Errors:4  LastError:"CrashLoopBackOff: back-off 80s restarting failed container=web pod=${name}_shop(fd7ed1c0)"`;

/** What is said of a resource that was not ready in the end. */
function told(rows: readonly DrawnRow[], logs: readonly string[], ended: 'failed' | 'timeout') {
  const [{ resource = '', info = '' } = {}] = rows;
  const namespace = /Namespace:(\S+)/.exec(info)?.[1] ?? 'shop';
  const end =
    ended === 'failed'
      ? `waiting for resource "${namespace}/${resource}" readiness failed`
      : `track resource "${namespace}/${resource}": context deadline exceeded`;
  const boxes = logs.map((name) => drawBox(`Logs for Pod/${name}, container/web`, [`of ${name}`], { width: 140 }));
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START + boxes.join('') + drawTable([['READY', rows]], { width: 200 })),
    errorTail: `${CHAIN}track resource readiness: track it: ${end}`,
  });
  return {
    headline: plainSentence(failure?.headline ?? []),
    todo: failure?.todo === undefined ? undefined : plainSentence(failure.todo),
    ready: failure?.main === undefined ? undefined : readyWords(failure.main),
    logs: failure?.logs.map((log) => log.resource),
  };
}

describe('what to do next', () => {
  test.each<[string, readonly DrawnRow[], readonly string[], 'failed' | 'timeout', string | undefined]>([
    [
      'the log of another pod tells nothing of the one that crashed',
      [
        { resource: 'StatefulSet/db', state: 'FAILED', info: 'Ready:0/3' },
        pod('db-0', 'Status:Running'),
        pod('db-1', crashed('db-1')),
      ],
      ['db-0'],
      'failed',
      'What it printed last: kubectl logs db-1 -n shop -c web --previous',
    ],
    [
      'the log of the pod that crashed',
      [{ resource: 'StatefulSet/db', state: 'FAILED', info: 'Ready:0/3' }, pod('db-1', crashed('db-1'))],
      ['db-0', 'db-1'],
      'failed',
      'What it printed last is below, under “Last lines of the logs”.',
    ],
    [
      'the log of one of two pods that crash',
      [
        { resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/2' },
        pod('web-1', crashed('web-1')),
        pod('web-2', crashed('web-2')),
      ],
      ['web-2'],
      'failed',
      'What it printed last is below, under “Last lines of the logs”.',
    ],
    [
      'all run, and some may be ready',
      [
        { resource: 'DaemonSet/agent', state: 'WAITING', info: 'Ready:0/2' },
        pod('agent-1', 'Status:Running'),
        pod('agent-2', 'Status:Running'),
      ],
      ['agent-1'],
      'timeout',
      'Kubernetes tells which of its pods are not ready: kubectl get pods -n shop',
    ],
    [
      'no pod at all',
      [{ resource: 'Deployment/web', state: 'WAITING', info: 'Namespace:other' }],
      [],
      'timeout',
      'werf saw no pod of it. The events tell why: kubectl get events -n other',
    ],
    [
      'a pod that no node takes',
      [{ resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' }, pod('web-1', 'Status:Pending')],
      [],
      'timeout',
      'Kubernetes tells more: kubectl describe pod web-1 -n shop',
    ],
    [
      'a resource without pods',
      [{ resource: 'Database/orders', state: 'WAITING', info: 'Tracking:"Ready=False"' }],
      [],
      'timeout',
      'Kubernetes tells more: kubectl describe database orders -n shop',
    ],
    [
      'a name that a shell would read',
      [{ resource: 'Database/$(id)', state: 'WAITING', info: 'Tracking:"Ready=False"' }],
      [],
      'timeout',
      undefined,
    ],
  ])('%s', (_, rows, logs, ended, todo) => {
    expect(told(rows, logs, ended).todo).toBe(todo);
  });

  test('what a healthy pod printed is not shown as the cause', () => {
    const rows = [
      { resource: 'StatefulSet/db', state: 'FAILED', info: 'Ready:0/3' },
      pod('db-0', 'Status:Running'),
      pod('db-1', crashed('db-1')),
    ];
    expect(told(rows, ['db-0', 'db-1'], 'failed').logs).toEqual(['Pod/db-1']);
  });

  test.each([
    [
      'acquire release lock: unable to prepare kubernetes cm/werf-synchronization in ns/shop: get resource: get resource "ConfigMap/werf-synchronization" from client cache: server-side apply: configmaps "werf-synchronization" is forbidden: unable to create new content in namespace shop because it is being terminated',
      'The cluster refused what werf asked for.',
      'The namespace is being deleted: wait until it is gone, then run this again.',
    ],
    [
      'acquire release lock: unable to prepare kubernetes cm/werf-synchronization in ns/shop: get resource: get resource "ConfigMap/werf-synchronization" from client cache: configmaps "werf-synchronization" is forbidden: User "deployer" cannot get resource "configmaps" in API group "" in the namespace "shop"',
      'The cluster refused what werf asked for.',
      "The user of this step's kubeconfig lacks this right: give it to that user (RBAC), or use another kubeconfig.",
    ],
    ['acquire release lock: the lease was lost', 'werf could not lock the release.', undefined],
  ])('a lock that nobody holds: %s', (text, headline, todo) => {
    const { failure } = whyNot({
      cancelled: false,
      limits: LIMITS,
      rollout: readOutput(START),
      errorTail: `Error: release install: lock release: ${text}`,
    });
    expect(plainSentence(failure?.headline ?? [])).toBe(headline);
    expect(failure?.todo?.join('')).toBe(todo);
  });
});

describe('how many pods are ready', () => {
  test.each([
    ['Ready:0/1', ['Running'], '0 of 1 ready'],
    ['Ready:0/3', ['Pending', 'ContainerCreating', 'CrashLoopBackOff'], '0 of 3 ready'],
    // werf 2 counts none before all are ready.
    ['Ready:0/3', ['Running', 'Running', 'CrashLoopBackOff'], '0 of 3 ready, as werf counts'],
    ['Ready:2/3', ['Running', 'Running', 'CrashLoopBackOff'], '2 of 3 ready'],
    ['', [], ''],
  ])('%s with pods that are %j: %s', (info, statuses, words) => {
    const rows = [
      { resource: 'Deployment/web', state: 'FAILED', info },
      ...statuses.map((status, index) => pod(`web-${index}`, `Status:${status}`)),
    ];
    expect(told(rows, [], 'failed').ready).toBe(words);
  });
});

describe('what is gone by the time that anybody reads', () => {
  const failure = (groups: Parameters<typeof drawTable>[0], resource: string) =>
    whyNot({
      cancelled: false,
      limits: { ...LIMITS, autoRollback: true },
      rollout: readOutput(START + drawTable(groups, { width: 200 })),
      errorTail: `${CHAIN}track resource readiness: track it: waiting for resource "shop/${resource}" readiness failed`,
    }).failure;

  test('a pod that was rolled back: no command asks for its log', () => {
    const rows = [
      { resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' },
      pod('web-1', crashed('web-1')),
      { resource: 'Deployment/web', state: 'READY', info: '' },
      { resource: 'ConfigMap/settings', state: 'READY', info: '' },
    ];
    const told = failure([['READY', rows]], 'Deployment/web');
    expect(plainSentence(told?.headline ?? [])).toContain('werf rolled back, and it became ready again.');
    expect(told?.todo).toBeUndefined();
    expect(told?.done).toEqual([{ name: 'ConfigMap/settings', gone: false }]);
  });

  test('a hook that is deleted once it fails is not among what is done', () => {
    const groups: Parameters<typeof drawTable>[0] = [
      [
        'READY',
        [
          { resource: 'Job/migrate', state: 'FAILED', info: 'Ready:0/1  Errors:1  LastError:"BackoffLimitExceeded"' },
          pod('migrate-1', 'Status:Error'),
        ],
      ],
      [
        'ABSENT',
        [
          { resource: 'Job/migrate', state: 'ABSENT', info: '' },
          { resource: 'ConfigMap/old', state: 'ABSENT', info: '' },
        ],
      ],
    ];
    const told = failure(groups, 'Job/migrate');
    expect(plainSentence(told?.headline ?? [])).toBe(
      'Job/migrate failed: its pods failed more often than its backoffLimit allows. werf deleted it.',
    );
    expect(told?.todo).toBeUndefined();
    expect(told?.done).toEqual([{ name: 'ConfigMap/old', gone: true }]);
  });
});

test('what a custom resource says of itself stands before werf’s words for it', () => {
  const info =
    'Tracking:"status.phase=Failed"  Errors:1  LastError:"Resource status field value matched failed condition."';
  const { problems } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(
      START + drawTable([['READY', [{ resource: 'Database/orders', state: 'FAILED', info }]]], { width: 200 }),
    ),
    errorTail: `${CHAIN}track resource readiness: track generic: waiting for resource "shop/Database/orders" readiness failed`,
  });
  expect(problems.map(({ reason }) => reason)).toEqual([
    'status.phase=Failed: Resource status field value matched failed condition.',
  ]);
});

test.each([
  ['Killing: Container web failed liveness probe, will be restarted', 'its liveness probe fails'],
  ['Killing: Container web failed startup probe, will be restarted', 'its startup probe fails'],
  ['InvalidImageName', "an image's name is not valid"],
  [
    'CreateContainerConfigError',
    'a container cannot be created, most often because a Secret or ConfigMap that it names is missing',
  ],
  ['FailedMount: MountVolume.SetUp failed', 'a volume cannot be mounted'],
])('%s: %s', (reason, means) => {
  const info = reason.includes(' ') ? `Status:Running  Errors:1  LastError:"${reason}"` : `Status:${reason}`;
  const rows = [{ resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' }, pod('web-1', info)];
  expect(told(rows, [], 'failed').headline).toBe(`Deployment/web did not become ready: ${means}.`);
});
