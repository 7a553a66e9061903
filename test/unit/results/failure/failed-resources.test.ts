import { describe, expect, test } from 'vitest';
import { finalError } from '../../../../src/reports/failure/final-error.ts';
import { failedResourcesJson } from '../../../../src/results/failure/failed-resources.ts';
import { type Problem, problemsOf } from '../../../../src/results/failure/problems.ts';
import { drawTable } from '../../../support/progress-table.ts';
import { knownOf, readOutput } from '../../../support/rollouts.ts';

const crash = (container: string, pod: string) =>
  `CrashLoopBackOff: back-off 40s restarting failed container=${container} pod=${pod}`;

const problem = (overrides: Partial<Problem>): Problem => ({
  resource: 'Deployment/web',
  namespace: undefined,
  state: 'FAILED',
  goal: 'ready',
  ready: undefined,
  reason: 'CrashLoopBackOff',
  inTrouble: false,
  isStatus: false,
  row: undefined,
  ...overrides,
});

test.each<[string, unknown]>([
  [
    'converge-crash-loop',
    [
      {
        resource: 'Deployment/web',
        state: 'FAILED',
        reason: crash('web', 'web-6cc986d856-92f62_shop-converge-crash-loop(2e08dbbd-a2fa-48e9-aca0-3bd368ca14d9)'),
      },
    ],
  ],
  [
    'converge-fail-modes',
    [
      {
        resource: 'Deployment/web',
        state: 'FAILED',
        reason: crash('web', 'web-6cc986d856-pz7mt_shop-hope(18a3e625-24b8-440d-8918-d10968211f84)'),
      },
    ],
  ],
  [
    'converge-other-namespace',
    [
      {
        resource: 'Deployment/web',
        namespace: 'shop-other',
        state: 'FAILED',
        reason: crash('web', 'web-6cc986d856-2trlh_shop-other(a926c8d8-5a2a-43e7-9f9c-af7f7a3a11d1)'),
      },
    ],
  ],
  [
    'converge-auto-rollback',
    [
      {
        resource: 'Deployment/web',
        state: 'FAILED',
        reason: crash('web', 'web-5f86c85cd-znqmz_shop-prod(0e1866e4-29a7-491e-b7c8-fc265e628a26)'),
      },
    ],
  ],
  ['converge-job-failed', [{ resource: 'Job/migrate', state: 'FAILED', reason: 'BackoffLimitExceeded' }]],
  ['converge-timeout', [{ resource: 'Deployment/web', state: 'WAITING', reason: 'Pending' }]],
  ['converge-locked', [{ resource: 'Deployment/web', state: 'WAITING', reason: 'Pending' }]],
  ['converge-sigint', [{ resource: 'Deployment/web', state: 'WAITING', reason: 'Running' }]],
  ['converge-panic', [{ resource: 'Deployment/web', state: 'WAITING', reason: 'Running' }]],
  ['converge-external-dependency', [{ resource: 'Secret/db-password', state: 'WAITING', reason: 'not there yet' }]],
  [
    'converge-rejected',
    [
      {
        resource: 'Service/web',
        state: 'FAILED',
        reason:
          'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
      },
    ],
  ],
  [
    'converge-unknown-kind',
    [
      {
        resource: 'ServiceMonitor/web',
        state: 'FAILED',
        reason: 'no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"',
      },
    ],
  ],
  [
    'converge-not-owner',
    [
      {
        resource: 'ConfigMap/settings',
        state: 'FAILED',
        reason: 'annotation "meta.helm.sh/release-name=other" must have value "shop-owner2"',
      },
      {
        resource: 'Secret/token',
        state: 'FAILED',
        reason: 'annotation "meta.helm.sh/release-name=other" must have value "shop-owner2"',
      },
    ],
  ],
  [
    'converge-crash-loop-quiet',
    [
      {
        resource: 'Deployment/web',
        state: 'FAILED',
        reason: 'waiting for resource "shop-converge-crash-loop-quiet/Deployment/web" readiness failed',
      },
    ],
  ],
  ['converge-template-error', []],
  ['converge-build-failed', []],
  ['converge-no-cluster', []],
  ['converge-ok', []],
])('%s', (run, expected) => {
  expect(JSON.parse(failedResourcesJson(problemsOf(knownOf(run))))).toEqual(expected);
});

describe('its size', () => {
  test('at most 64 kB, and it says how many are left out', () => {
    const json = failedResourcesJson(
      Array.from({ length: 5000 }, (_, index) => problem({ resource: `Deployment/web-${index}` })),
    );
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(64_000);
    const listed = JSON.parse(json);
    expect(listed.at(-1)).toEqual({ resource: '(omitted)', state: '', reason: '', omitted: 5000 - listed.length + 1 });
  });

  test('a reason of megabytes is cut', () => {
    const json = failedResourcesJson([
      problem({ reason: 'no end '.repeat(1_000_000) }),
      problem({ resource: 'Job/a' }),
    ]);
    expect(JSON.parse(json).map(({ resource }: Problem) => resource)).toEqual(['Deployment/web', 'Job/a']);
    expect(Buffer.byteLength(json)).toBeLessThan(5000);
  });
});

describe('reasons', () => {
  const reasons = (rows: readonly [resource: string, state: string, info: string][], error = '') => {
    const table = drawTable([['READY', rows.map(([resource, state, info]) => ({ resource, state, info }))]], {
      width: 140,
    });
    const rollout = readOutput(`Start release "shop" (namespace: "shop")\n${table}`);
    return problemsOf({ rollout, error: finalError(error), deploy: undefined }).map(({ resource, state, reason }) => [
      resource,
      state,
      reason,
    ]);
  };

  test.each<[string, string, string, string]>([
    [
      'a pod’s error',
      'Ready:0/1',
      'Status:CrashLoopBackOff  Errors:1  LastError:"CrashLoopBackOff: back-off"',
      'CrashLoopBackOff: back-off',
    ],
    [
      'an init container',
      'Ready:0/1',
      'Status:Init:CrashLoopBackOff  Errors:1  LastError:"CrashLoopBackOff: back-off"',
      'Init:CrashLoopBackOff: back-off',
    ],
    [
      'a status that tells more',
      'Ready:0/1',
      'Status:OOMKilled  Errors:1  LastError:"CrashLoopBackOff: back-off"',
      'OOMKilled: CrashLoopBackOff: back-off',
    ],
    [
      'a status that tells less',
      'Ready:0/1',
      'Status:Running  Errors:1  LastError:"Unhealthy: Readiness probe failed"',
      'Unhealthy: Readiness probe failed',
    ],
    ['a status that is all there is', 'Ready:0/1', 'Status:CreateContainerConfigError', 'CreateContainerConfigError'],
    [
      'an error of both',
      'Ready:0/1  Errors:1  LastError:"DeadlineExceeded"',
      'Status:ErrImagePull  Errors:1  LastError:"ErrImagePull: no such image"',
      'DeadlineExceeded; ErrImagePull: no such image',
    ],
    [
      'a Job’s own error, and its pod',
      'Ready:0/1  Errors:1  LastError:"BackoffLimitExceeded"',
      'Status:OOMKilled',
      'OOMKilled: BackoffLimitExceeded',
    ],
    [
      'a Job’s own error, and a pod that failed somehow',
      'Ready:0/1  Errors:1  LastError:"BackoffLimitExceeded"',
      'Status:Error',
      'BackoffLimitExceeded',
    ],
    ['nothing', 'Ready:0/1', '', 'not ready yet'],
    ['a condition', 'Tracking:"Ready=False"', '', 'Ready=False'],
  ])('%s', (_, info, podInfo, expected) => {
    expect(
      reasons([
        ['Deployment/web', 'FAILED', info],
        [' • Pod/web-1', 'UNKNOWN', podInfo],
      ]),
    ).toEqual([['Deployment/web', 'FAILED', expected]]);
  });

  test('a pod that the release has by itself', () => {
    const info = 'Status:OOMKilled  Errors:1  LastError:"CrashLoopBackOff: back-off"';
    expect(reasons([['Pod/one-off', 'FAILED', info]])).toEqual([
      ['Pod/one-off', 'FAILED', 'OOMKilled: CrashLoopBackOff: back-off'],
    ]);
  });

  test('pods of several statuses are counted', () => {
    const pods = ['Pending', 'Running', 'Pending'].map((status, index): [string, string, string] => [
      ` • Pod/web-${index}`,
      'UNKNOWN',
      `Status:${status}`,
    ]);
    expect(reasons([['Deployment/web', 'WAITING', 'Ready:0/3'], ...pods])).toEqual([
      ['Deployment/web', 'WAITING', 'Pending (2), Running (1)'],
    ]);
  });

  test('what the error names comes first, then what failed, then what has errors, then what waits', () => {
    const error =
      'Error: release install: failed release "shop" (namespace: "shop"): track resource readiness: track job: waiting for resource "shop/Job/last" readiness failed';
    expect(
      reasons(
        [
          ['Deployment/a', 'WAITING', ''],
          ['Deployment/b', 'WAITING', 'Errors:1  LastError:"FailedCreate: quota"'],
          ['Deployment/c', 'FAILED', 'Errors:1  LastError:"x"'],
          ['Deployment/d', 'READY', ''],
          ['Job/last', 'WAITING', 'Ready:0/1'],
        ],
        error,
      ).map(([resource, state]) => [resource, state]),
    ).toEqual([
      ['Job/last', 'FAILED'],
      ['Deployment/c', 'FAILED'],
      ['Deployment/b', 'WAITING'],
      ['Deployment/a', 'WAITING'],
    ]);
  });
});
