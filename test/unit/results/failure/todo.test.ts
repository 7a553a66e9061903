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
      'the first of several pods, that no node takes',
      [{ resource: 'StatefulSet/db', state: 'WAITING', info: 'Ready:0/3' }, pod('db-0', 'Status:Pending')],
      [],
      'timeout',
      'Kubernetes tells more: kubectl describe pod db-0 -n shop',
    ],
    [
      'no pod at all',
      [{ resource: 'Deployment/web', state: 'WAITING', info: 'Namespace:other' }],
      [],
      'timeout',
      'werf saw no pod of it. The events tell why: kubectl get events -n other',
    ],
    [
      'none of several pods',
      [{ resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/3' }],
      [],
      'timeout',
      'werf saw no pod of it. The events tell why: kubectl get events -n shop',
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

// Schemas come over the network, so not even "validate" in the chain says that the resources are wrong.
test.each([
  'validate for no duplicated resources: duplicated resources found: Deployment/web',
  'validate resource schemas: get schema validator: validate schema sources: cannot get test schema: connection refused',
])('resources that werf does not take: %s', (text) => {
  const errorTail = `Error: release install: locally validate resources: ${text}`;
  const { failure } = whyNot({ cancelled: false, limits: LIMITS, rollout: readOutput(START), errorTail });
  expect(plainSentence(failure?.headline ?? [])).toBe("The chart's resources did not pass werf's validation.");
  expect(failure?.reason).toBe(text.replace('validate for no duplicated resources: ', ''));
});

describe('how many pods are ready', () => {
  test.each([
    ['Ready:0/1', ['Running'], '0 of 1 ready'],
    ['Ready:0/3', ['Pending', 'ContainerCreating', 'CrashLoopBackOff'], '0 of 3 ready'],
    // werf 2 counts none before all are ready.
    // Of an update it shows no old pod, and those may serve.
    ['Ready:0/3', ['CrashLoopBackOff'], '0 of 3 ready, as werf counts'],
    ['Ready:0/3', ['Running', 'Running', 'CrashLoopBackOff'], '0 of 3 ready, as werf counts'],
    // Of one that an update of a StatefulSet has not come to it shows no status.
    ['Ready:0/3', ['', '', 'CrashLoopBackOff'], '0 of 3 ready, as werf counts'],
    ['Ready:2/3', ['Running', 'Running', 'CrashLoopBackOff'], '2 of 3 ready'],
    ['', [], ''],
  ])('%s with pods that are %j: %s', (info, statuses, words) => {
    const rows = [
      { resource: 'Deployment/web', state: 'FAILED', info },
      ...statuses.map((status, index) => pod(`web-${index}`, status === '' ? '' : `Status:${status}`)),
    ];
    expect(told(rows, [], 'failed').ready).toBe(words);
  });
});

test('the log of the container that crashed stands before those beside it', () => {
  const boxes = ['proxy', 'web'].map((name) =>
    drawBox(`Logs for Pod/web-1, container/${name}`, [name], { width: 140 }),
  );
  const rows = [{ resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' }, pod('web-1', crashed('web-1'))];
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START + boxes.join('') + drawTable([['READY', rows]], { width: 200 })),
    errorTail: `${CHAIN}track resource readiness: track it: waiting for resource "shop/Deployment/web" readiness failed`,
  });
  expect(failure?.logs.map(({ source }) => source)).toEqual(['container/web', 'container/proxy']);
});

describe('what Kubernetes’ events say where werf has no error', () => {
  const ended = (status: string, events: readonly string[], info = 'Ready:0/1') => {
    const rows = [
      { resource: 'Deployment/web', state: 'WAITING', info },
      ...(status === '' ? [] : [pod('web-1', `Status:${status}`)]),
    ];
    const box = drawBox('Events for Deployment/web', events, { width: 140 });
    const { failure, problems } = whyNot({
      cancelled: false,
      limits: LIMITS,
      rollout: readOutput(START + box + drawTable([['READY', rows]], { width: 200 })),
      errorTail: `${CHAIN}track resource readiness: track deployment: track resource "shop/Deployment/web": context deadline exceeded`,
    });
    return [problems[0]?.reason, problems[0]?.inTrouble, plainSentence(failure?.headline ?? [])];
  };
  const late = 'Deployment/web did not become ready within 40 s (--timeout)';

  test.each<[string, string, readonly string[], string, boolean, string]>([
    [
      'no node',
      'Pending',
      ['ScalingReplicaSet: Scaled up replica set web-1 to 1', 'po/web-1 FailedScheduling: 0/3 nodes are available'],
      'FailedScheduling: 0/3 nodes are available',
      true,
      `${late}: no node can take its pods.`,
    ],
    [
      'a Secret that is missing',
      'CreateContainerConfigError',
      ['po/web-1 Failed: Error: secret "shop-db" not found', 'po/web-1 Pulled: Container image already present'],
      'CreateContainerConfigError: secret "shop-db" not found',
      true,
      `${late}: a container cannot be created, most often because a Secret or ConfigMap that it names is missing.`,
    ],
    [
      'an image’s name, of which the last event only repeats the status',
      'InvalidImageName',
      ['po/web-1 InspectFailed: couldn’t parse image name', 'po/web-1 Failed: Error: InvalidImageName'],
      'InvalidImageName: InspectFailed: couldn’t parse image name',
      true,
      `${late}: an image's name is not valid.`,
    ],
    [
      'a failure that is over',
      'Running',
      [
        'po/web-1 FailedScheduling: 0/3 nodes',
        'po/web-1 Scheduled: to node-1',
        'po/web-1 Started: Started container web',
      ],
      'Running',
      false,
      `${late}.`,
    ],
    [
      'a policy that denies its pods, in several lines',
      '',
      [
        'Failed before anything else',
        'FailedCreate: Error creating: admission webhook "policy" denied the request:',
        '',
        'need-limits:',
        '  no limits',
        '',
        'ScalingReplicaSet: Scaled up replica set web-1 to 1',
      ],
      'FailedCreate: Error creating: admission webhook "policy" denied the request:\n\nneed-limits:\n  no limits',
      true,
      `${late}: its pods cannot be created.`,
    ],
    ['what is no event of Kubernetes', 'Pending', ['Failed to do it', 'failed: so'], 'Pending', false, `${late}.`],
    [
      'no pod',
      '',
      ['FailedCreate: pods "web-1" is forbidden: exceeded quota: team'],
      'FailedCreate: pods "web-1" is forbidden: exceeded quota: team',
      true,
      `${late}: its pods cannot be created.`,
    ],
  ])('%s', (_, status, events, ...told) => {
    expect(ended(status, events)).toEqual(told);
  });
});

test('why an image cannot be pulled stays known while it is tried again', () => {
  const table = (status: string, error: string) =>
    drawTable(
      [
        [
          'READY',
          [
            { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
            pod('web-1', `Status:${status}  Errors:1  LastError:${JSON.stringify(error)}`),
          ],
        ],
      ],
      { width: 200 },
    );
  const denied = table('ErrImagePull', 'ErrImagePull: pull access denied');
  const again = table('ImagePullBackOff', 'ImagePullBackOff: Back-off pulling image "shop:1"');
  const errorTail = `${CHAIN}track resource readiness: track deployment: waiting for resource "shop/Deployment/web" readiness failed`;
  const reason = (text: string) =>
    whyNot({ cancelled: false, limits: LIMITS, rollout: readOutput(START + text), errorTail }).problems[0]?.reason;
  const whole = 'ImagePullBackOff: Back-off pulling image "shop:1": ErrImagePull: pull access denied';
  expect(reason(denied + again)).toBe(whole);
  expect(reason(denied + again + again)).toBe(whole);
  expect(reason(again + denied)).toBe('ErrImagePull: pull access denied');
});

describe('an image that cannot be pulled', () => {
  const NAME =
    "Check the image's name and tag, and that the cluster may pull it: a private registry needs imagePullSecrets.";
  test.each([
    ['pull access denied, repository does not exist or may require authorization', 'an image cannot be pulled', NAME],
    ['failed to resolve reference "acme/web:1": not found', 'an image cannot be pulled', NAME],
    [
      'unexpected status code 429 Too Many Requests\ntoomanyrequests: You have reached your pull rate limit.',
      'its registry lets through no more pulls for now',
      'Run this again later, or let the cluster sign in (imagePullSecrets): a registry counts those pulls apart.',
    ],
    [
      'failed to do request: Head "https://registry.example/v2/web": dial tcp 10.0.0.1:443: i/o timeout',
      'the cluster could not fetch an image, because its node and the registry do not come together',
      'Kubernetes tells more: kubectl describe pod web-1 -n shop',
    ],
    [
      'no match for platform in manifest: not found',
      'an image is not made for the platform of its node',
      'Kubernetes tells more: kubectl describe pod web-1 -n shop',
    ],
  ])('%s', (why, means, todo) => {
    const error = JSON.stringify(`ErrImagePull: rpc error: ${why}`);
    const rows = [
      { resource: 'Deployment/web', state: 'FAILED' as const, info: 'Ready:0/1' },
      pod('web-1', `Status:ErrImagePull  Errors:1  LastError:${error}`),
    ];
    const said = told(rows, [], 'failed');
    expect([said.headline, said.todo]).toEqual([`Deployment/web did not become ready: ${means}.`, todo]);
  });
});

test.each([
  ['Error', 'a container ended with an error'],
  ['ExitCode:143', 'a container ended with an error'],
  ['Signal:9', 'a signal ended a container'],
  ['PostStartHookError', 'the postStart hook of a container fails'],
])('a status that says how a container ended: %s', (status, means) => {
  const rows: DrawnRow[] = [
    { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
    pod('web-1', `Status:${status}`),
  ];
  expect(told(rows, [], 'timeout').headline).toBe(
    `Deployment/web did not become ready within 40 s (--timeout): ${means}.`,
  );
});

describe('what the API server says to an operation', () => {
  const RECORD = `create release: create release "shop" (namespace: "shop", revision: '\\x01'): create: failed to create: `;
  const APPLY =
    'create resource: server-side apply resource "ConfigMap/a (namespace=other)": retry on webhook error: server-side apply: ';
  test.each([
    [
      `${APPLY}namespaces "other" not found`,
      'ConfigMap/a in other was refused by the cluster.',
      "werf creates no namespace but the release's, and that only when it deploys: create this one first.",
    ],
    [
      `${APPLY}Patch "https://10.0.0.1/api/v1/namespaces/other/configmaps/a?force=true": EOF`,
      'ConfigMap/a in other was not applied, as far as werf knows: the cluster did not answer as it should.',
      'See whether the cluster is well, then run this again.',
    ],
    [
      `${RECORD}etcdserver: leader changed`,
      'The cluster did not answer as it should.',
      'See whether the cluster is well, then run this again.',
    ],
    [
      `${RECORD}Secret "sh.helm.release.v1.shop.v1" is invalid: data: Too long: must have at most 1048576 bytes`,
      'The cluster refused what werf asked for.',
      'The cluster keeps nothing that is so large. A release is kept whole, with its manifests and the files of its chart: take large files out.',
    ],
    [
      `${RECORD}Internal error occurred: failed calling webhook "policy.example": EOF`,
      'A webhook of the cluster did not answer.',
      'What the cluster asks before it takes a resource: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
    ],
    [
      'track resource readiness: track generic: watch error: the server has asked for the client to provide credentials',
      'werf could not work with the Kubernetes cluster.',
      "The cluster does not know the credentials of this step's kubeconfig, or not any more: a token may have expired.",
    ],
  ])('%s', (text, headline, todo) => {
    const errorTail = `${CHAIN}${text}`;
    const { failure } = whyNot({ cancelled: false, limits: LIMITS, rollout: readOutput(START), errorTail });
    expect(plainSentence(failure?.headline ?? [])).toBe(headline);
    expect(failure?.todo === undefined ? undefined : plainSentence(failure.todo)).toBe(todo);
  });
});

describe('an automatic rollback', () => {
  const web = (state: DrawnRow['state'], name: string, info: string): readonly DrawnRow[] => [
    { resource: 'Deployment/web', state, info: 'Ready:0/1' },
    pod(name, info),
  ];
  const explained = (rows: readonly DrawnRow[], errorTail: string) =>
    whyNot({
      cancelled: false,
      limits: { ...LIMITS, autoRollback: true },
      rollout: readOutput(START + drawTable([['READY', rows]], { width: 200 })),
      errorTail,
    });
  const failed = 'waiting for resource "shop/Deployment/web" readiness failed';

  test('after a timeout: what was waited for stays the reason', () => {
    const rows: readonly DrawnRow[] = [
      ...web('WAITING', 'web-2', 'Status:ContainerCreating'),
      { resource: 'Deployment/web', state: 'READY', info: '' },
    ];
    const { failure, problems } = explained(
      rows,
      `${CHAIN}track resource readiness: track deployment: track resource "shop/Deployment/web": context deadline exceeded`,
    );
    expect(plainSentence(failure?.headline ?? [])).toBe(
      'Deployment/web did not become ready within 40 s (--timeout). werf rolled back, and it became ready again.',
    );
    expect(problems.map(({ resource, state, reason }) => [resource, state, reason])).toEqual([
      ['Deployment/web', 'WAITING', 'ContainerCreating'],
    ]);
    expect(failure?.todo).toBeUndefined();
  });

  test('one that fails too: both reasons are told, and the resource once', () => {
    const rows = [...web('FAILED', 'web-2', crashed('web-2')), ...web('FAILED', 'web-1', crashed('web-1'))];
    const { failure, problems } = explained(
      rows,
      `Error: release install: failed release "shop" (namespace: "shop"): 2 errors occurred:
  * execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: ${failed}
  * execute rollback plan: wait for operations completion: execute operation: track resource readiness: track deployment: ${failed}`,
    );
    expect(plainSentence(failure?.headline ?? [])).toBe(
      'Deployment/web did not become ready: a container keeps exiting after its start. The rollback failed too.',
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain('pod=web-2_');
    expect(failure?.causes.map(({ text }) => /pod=(web-\d)_/.exec(text)?.[1])).toEqual(['web-2', 'web-1']);
  });
});

test('secret values without their key', () => {
  const errorTail =
    'Error: release install: render chart: load chart at ".helm": error decoding secrets: error getting secrets yaml encoder: unable to load secret key: required encryption key not found in: "$WERF_SECRET_KEY", "/w/.werf_secret_key"';
  const { failure } = whyNot({ cancelled: false, limits: LIMITS, rollout: undefined, errorTail });
  expect(plainSentence(failure?.headline ?? [])).toBe('The chart could not be rendered.');
  expect(failure?.reason).toMatch(/^error decoding secrets: /);
  expect(failure?.todo?.join('')).toBe(
    'The chart has secret values: give this step their key as WERF_SECRET_KEY, from a secret of the repository.',
  );
});

describe('a cluster that werf does not get to', () => {
  const LACKS =
    'The kubeconfig gets its credentials from a program that this runner lacks: install it in a step before this one.';
  const GET =
    'construct kube client factory: check kubernetes cluster version to check kubernetes connectivity: Get "https://10.0.0.1/version": ';
  test.each([
    [
      `${GET}getting credentials: exec: executable aws-iam-authenticator not found\n\nIt looks like you are trying to use a client-go credential plugin`,
      LACKS,
    ],
    [
      `${GET}getting credentials: exec: executable aws failed with exit code 255`,
      "The program that the kubeconfig gets its credentials from failed: what it said is below, in “The last lines of werf's output”.",
    ],
    [
      `${GET}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
      'The certificate of the cluster is not of the authority that the kubeconfig names (certificate-authority-data).',
    ],
    [
      'construct kube config: get rest config: context "prod-eu" does not exist',
      'Name a context that the kubeconfig has, or give this step the kubeconfig that has it.',
    ],
    [
      `${GET}dial tcp: lookup abc.example: no such host`,
      'Check the kubeconfig of this step (input kubeconfig), and that this runner can reach the cluster.',
    ],
  ])('%s', (text, todo) => {
    const { failure } = whyNot({
      cancelled: false,
      limits: LIMITS,
      rollout: undefined,
      errorTail: `Error: release install: ${text}`,
    });
    expect(plainSentence(failure?.headline ?? [])).toBe('werf could not work with the Kubernetes cluster.');
    expect(failure?.todo === undefined ? undefined : plainSentence(failure.todo)).toBe(todo);
  });

  test.each([
    'pull bundle: Unauthorized',
    'unable to fetch tags for repo "a": x509: certificate signed by unknown authority',
  ])('the same words of a registry: %s', (text) => {
    const { failure } = whyNot({ cancelled: false, limits: LIMITS, rollout: undefined, errorTail: `Error: ${text}` });
    expect([failure?.kind, failure?.todo]).toEqual(['registry', undefined]);
  });
});

test('the hook of a release that is deleted, of which there is no table', () => {
  const { failure, problems } = whyNot({
    cancelled: false,
    limits: LIMITS,
    errorTail:
      'Error: release uninstall: run uninstall command: 1 error occurred:\n\t* job bye failed: BackoffLimitExceeded',
    rollout: undefined,
  });
  expect(plainSentence(failure?.headline ?? [])).toBe(
    'Job/bye failed: its pods failed more often than its backoffLimit allows.',
  );
  expect(problems.map(({ resource, state, reason }) => [resource, state, reason])).toEqual([
    ['Job/bye', 'FAILED', 'BackoffLimitExceeded'],
  ]);
});

test('an error of several lines whose words are not known is told whole', () => {
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    errorTail: 'Error: release uninstall: run uninstall command: 1 error occurred:\n\t* the moon is full',
    rollout: undefined,
  });
  expect(failure?.reason).toBe('the moon is full');
});

test('a resource whose pod has a status out of the ordinary is in trouble, and stands before what only waits', () => {
  const rows: DrawnRow[] = [
    { resource: 'Deployment/api', state: 'WAITING', info: 'Ready:0/1' },
    pod('api-1', 'Status:Pending'),
    { resource: 'Deployment/cache', state: 'WAITING', info: 'Ready:0/1' },
    pod('cache-1', 'Status:Running'),
    { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
    pod('web-1', 'Status:CreateContainerConfigError'),
  ];
  const { problems } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START + drawTable([['READY', rows]], { width: 200 })),
    errorTail: `${CHAIN}track resource readiness: track deployment: track resource "shop/Deployment/api": context deadline exceeded`,
  });
  expect(problems.map(({ resource, inTrouble, isStatus }) => [resource, inTrouble, isStatus])).toEqual([
    ['Deployment/api', false, true],
    ['Deployment/web', true, true],
    ['Deployment/cache', false, true],
  ]);
});

test('what a probe printed is told as a terminal shows it', () => {
  const error = 'Unhealthy: Readiness probe failed: \u001b[31mredis\u001b[0m is down\r\nPING\r\n';
  const quoted = JSON.stringify(error).replaceAll('\\u001b', '\\x1b');
  const rows: DrawnRow[] = [
    { resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' },
    pod('web-1', `Status:Running  Errors:1  LastError:${quoted}`),
  ];
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START + drawTable([['READY', rows]], { width: 200 })),
    errorTail: `${CHAIN}track resource readiness: track deployment: waiting for resource "shop/Deployment/web" readiness failed`,
  });
  expect(failure?.reason).toBe('Unhealthy: Readiness probe failed: redis is down\nPING\n');
});

test('a quota that is used up says what to do', () => {
  const error = 'FailedCreate: Error creating: pods "agent-1" is forbidden: exceeded quota: team, requested: pods=1';
  const rows = [{ resource: 'DaemonSet/agent', state: 'FAILED', info: `Errors:1  LastError:${JSON.stringify(error)}` }];
  expect(told(rows, [], 'failed').todo).toBe(
    "The namespace's ResourceQuota is used up: ask for less, or have it raised.",
  );
});

test('a werf that something killed says what it was waiting for', () => {
  const rows = [{ resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' }, pod('web-1', 'Status:Running')];
  const { failure, problems } = whyNot({
    cancelled: false,
    killed: true,
    limits: LIMITS,
    rollout: readOutput(START + drawTable([['READY', rows]], { width: 200 }), 5000),
    errorTail: 'WARNING! A warning of werf is not why.',
  });
  expect(plainSentence(failure?.headline ?? [])).toBe(
    'Something killed werf while it waited for Deployment/web for 5.0 s.',
  );
  expect(failure?.todo?.join('')).toBe('Most often that is the system, for want of memory.');
  expect(problems.map(({ resource }) => resource)).toEqual(['Deployment/web']);
});

test('a cluster that did not answer any more', () => {
  const rows = [{ resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' }, pod('web-1', 'Status:Running')];
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START + drawTable([['READY', rows]], { width: 200 })),
    errorTail: `Error: release install: failed release "shop" (namespace: "shop"): 2 errors occurred:
  * execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: track resource "shop/Deployment/web": context deadline exceeded
  * execute failure plan: wait for operations completion: execute operation: update release: update release "shop" (namespace: "shop", revision: '\\x01'): update: failed to update: Put "https://10.0.0.1:6443/api": dial tcp 10.0.0.1:6443: connect: connection refused`,
  });
  expect(plainSentence(failure?.headline ?? [])).toBe(
    'Deployment/web did not become ready within 40 s (--timeout). werf met 2 errors.',
  );
  expect(failure?.note?.join('')).toBe(
    'When werf ended, the cluster did not answer any more: what is shown may be of before.',
  );
});

test('a right to watch that is missing', () => {
  const text = 'pods is forbidden: User "deployer" cannot list resource "pods" in API group "" in the namespace "shop"';
  const { failure, problems } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(
      START + drawTable([['READY', [{ resource: 'Deployment/web', state: 'WAITING', info: '' }]]], { width: 200 }),
    ),
    errorTail: `${CHAIN}track resource readiness: track deployment: track resource "shop/Deployment/web": context canceled: watch error: unrecoverable watch error for v1, Resource=pods: failed to list v1, Resource=pods: ${text}`,
  });
  expect(plainSentence(failure?.headline ?? [])).toBe('werf could not watch Deployment/web.');
  expect(failure?.todo?.join('')).toContain('lacks this right');
  expect(problems.map(({ resource, state, reason }) => [resource, state, reason])).toEqual([
    ['Deployment/web', 'WAITING', text],
  ]);
});

test('a webhook that cannot be reached is not the cluster', () => {
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(
      START + drawTable([['READY', [{ resource: 'Deployment/web', state: 'WAITING', info: '' }]]], { width: 200 }),
    ),
    errorTail: `Error: release install: failed release "shop" (namespace: "shop"): 2 errors occurred:
  * execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: track resource "shop/Deployment/web": context deadline exceeded
  * execute release install plan: wait for operations completion: execute operation: create resource: server-side apply resource "ConfigMap/guarded": Internal error occurred: failed calling webhook "guard.example.com": Post "https://guard.shop.svc:443/": dial tcp 10.96.0.9:443: connect: connection refused`,
  });
  expect(failure?.main?.resource).toBe('Deployment/web');
  expect(failure?.note).toBeUndefined();
});

test('a webhook that does not answer', () => {
  const { failure } = whyNot({
    cancelled: false,
    limits: LIMITS,
    rollout: readOutput(START),
    errorTail: `${CHAIN}create resource: server-side apply resource "ConfigMap/guarded": retry on webhook error: context deadline exceeded`,
  });
  expect(plainSentence(failure?.headline ?? [])).toBe(
    'ConfigMap/guarded was not applied: a webhook of the cluster did not answer.',
  );
  expect(plainSentence(failure?.todo ?? [])).toBe(
    'What the cluster asks before it takes a resource: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
  );
});

describe('what is gone by the time that anybody reads', () => {
  const failure = (groups: Parameters<typeof drawTable>[0], resource: string, operations = '') =>
    whyNot({
      cancelled: false,
      limits: { ...LIMITS, autoRollback: true },
      rollout: readOutput(START + drawTable(groups, { width: 200 }) + operations),
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

    // Of one that is made anew, werf waits until the old one is gone.
    const made = drawBox('Completed operations', ['Recreate: Job/migrate'], { width: 200 });
    const again = failure(groups, 'Job/migrate', made);
    expect(plainSentence(again?.headline ?? [])).toBe(
      'Job/migrate failed: its pods failed more often than its backoffLimit allows.',
    );
    expect(plainSentence(again?.todo ?? [])).toBe('Kubernetes tells more: kubectl describe pod migrate-1 -n shop');
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
