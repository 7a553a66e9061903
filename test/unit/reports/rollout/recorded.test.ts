import { describe, expect, test } from 'vitest';
import type { TrackedResource, TrackedRow } from '../../../../src/reports/rollout/rollout.ts';
import { readOutput, readRollout } from '../../../support/rollouts.ts';

/** A row on a line, its pods below it. */
function row({ resource, namespace, state, status, ready, tracking, errors, lastError }: TrackedRow): string {
  return [
    resource,
    state,
    ...(namespace === undefined ? [] : [`in ${namespace}`]),
    ...(status === undefined ? [] : [status]),
    ...(ready === undefined ? [] : [`${ready.now}/${ready.wanted}`]),
    ...(tracking === undefined ? [] : [tracking]),
    ...(errors === 0 ? [] : [`${errors} error`]),
    ...(lastError === undefined ? [] : [JSON.stringify(lastError)]),
  ].join(' ');
}

function lines(resources: readonly TrackedResource[]): readonly string[] {
  return resources.flatMap((resource) => [
    `${resource.goal}: ${row(resource)}`,
    ...resource.pods.map((pod) => `  ${row(pod)}`),
  ]);
}

const WRAPPED = 'checkout-payments-gateway-reconciliation-worker-europe-wes';

describe('the last state of each resource', () => {
  test.each<[string, readonly string[]]>([
    [
      'converge-crash-loop',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-6cc986d856-92f62 UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-92f62_shop-converge-crash-loop(2e08dbbd-a2fa-48e9-aca0-3bd368ca14d9)"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-crash-loop-color',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-6cc986d856-9wbql UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-9wbql_shop-converge-crash-loop-color(5cc8bb62-aa59-4759-bf07-3fc13653fcc9)"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-crash-loop-narrow',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-6cc986d856-c9zxs UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-c9zxs_shop-converge-crash-loop-narrow(e04896e1-fea6-4a0e-8ba4-e596aba2afd9)"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    ['converge-crash-loop-quiet', []],
    [
      'converge-image-pull',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-8b8df7c8f-vx8jh UNKNOWN ImagePullBackOff 1 error "ImagePullBackOff: Back-off pulling image \\"ghcr.io/acme/shop/sidecar:1.4.0-rc.1\\": ErrImagePull: failed to pull and unpack image \\"ghcr.io/acme/shop/sidecar:1.4.0-rc.1\\": failed to resolve reference \\"ghcr.io/acme/shop/sidecar:1.4.0-rc.1\\": unexpected status from HEAD request: 403 Forbidden"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-job-failed',
      ['ready: Job/migrate FAILED 0/1 1 error "BackoffLimitExceeded"', '  Pod/migrate-l4rp4 UNKNOWN Error'],
    ],
    [
      'converge-timeout',
      [
        'ready: Deployment/web WAITING 0/3',
        '  Pod/web-6cc485b8fd-4shmc UNKNOWN Pending',
        '  Pod/web-6cc485b8fd-jkqqw UNKNOWN Pending',
        '  Pod/web-6cc485b8fd-qwrmz UNKNOWN Pending',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-fail-modes',
      [
        'ready: Deployment/api WAITING 0/1',
        '  Pod/api-57d9d9f548-lmb9g UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=api pod=api-57d9d9f548-lmb9g_shop-hope(f3d0e7bf-6c26-4d2b-b062-32d76dc4659a)"',
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-6cc986d856-pz7mt UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-pz7mt_shop-hope(18a3e625-24b8-440d-8918-d10968211f84)"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-other-namespace',
      [
        'ready: Deployment/web WAITING 0/1',
        '  Pod/web-6cc986d856-gsbr6 UNKNOWN Running',
        'ready: Deployment/web FAILED in shop-other 0/1',
        '  Pod/web-6cc986d856-2trlh UNKNOWN in shop-other CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-6cc986d856-2trlh_shop-other(a926c8d8-5a2a-43e7-9f9c-af7f7a3a11d1)"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-auto-rollback',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-5f86c85cd-znqmz UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web pod=web-5f86c85cd-znqmz_shop-prod(0e1866e4-29a7-491e-b7c8-fc265e628a26)"',
        'ready: ConfigMap/settings WAITING',
        'ready: ConfigMap/settings READY',
      ],
    ],
    ['converge-external-dependency', ['ready: ConfigMap/settings READY', 'present: Secret/db-password WAITING']],
    [
      'converge-readiness-probe',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-74f5b56b6-n29nw UNKNOWN Running 1 error "Unhealthy: Readiness probe failed: Get \\"http://10.0.0.7:80/\\": dial tcp 10.0.0.7:80: connect: connection refused"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-wrapped',
      [
        `ready: Deployment/${WRAPPED}t FAILED 0/1`,
        `  Pod/${WRAPPED}5lhlp UNKNOWN CrashLoopBackOff 1 error ${JSON.stringify(`CrashLoopBackOff: back-off 5m0s restarting failed container=gateway pod=${WRAPPED}5lhlp "quoted" and a\nsecond line`)}`,
        'ready: ConfigMap/settings READY',
      ],
    ],
    [
      'converge-percent',
      [
        'ready: Deployment/web FAILED 0/1',
        '  Pod/web-6cc986d856-l844b UNKNOWN CrashLoopBackOff 1 error "CrashLoopBackOff: back-off 40s restarting failed container=web: 100%cpu"',
        'ready: ConfigMap/settings READY',
      ],
    ],
    ['converge-update', ['ready: ConfigMap/settings READY', 'absent: ConfigMap/extra ABSENT']],
    [
      'converge-use-plan',
      [
        'ready: Job/seed READY 1/1',
        'ready: ConfigMap/extra READY',
        'ready: ConfigMap/partly READY',
        'ready: ConfigMap/settings READY',
        'ready: ConfigMap/tuned READY',
        'ready: Deployment/web READY',
        'ready: Secret/token READY',
        'ready: Service/web READY',
        'absent: ConfigMap/tuned ABSENT',
      ],
    ],
    ['rollback', ['ready: ConfigMap/extra READY', 'ready: ConfigMap/settings READY']],
    ['converge-build-failed', []],
    ['plan-changes', []],
  ])('%s', (run, expected) => {
    expect(lines(readOutput(readRollout(run).stdout).resources)).toEqual(expected);
  });
});

describe('what else a rollout tells', () => {
  test('the release, its operations, and the last lines of logs and events', () => {
    const rollout = readOutput(readRollout('converge-crash-loop').stdout);
    expect(rollout).toMatchObject({
      release: 'shop-converge-crash-loop',
      namespace: 'shop-converge-crash-loop',
      operations: { completed: ['Create: ConfigMap/settings', 'Create: Deployment/web'], canceled: [], failed: [] },
      interrupted: false,
      lock: undefined,
    });
    expect(rollout.logs).toEqual([
      {
        resource: 'Pod/web-6cc986d856-92f62',
        source: 'container/web',
        namespace: undefined,
        cut: false,
        lines: [
          'starting shop 1.4.0',
          'connecting to database db.shop-prod.svc:5432',
          'panic: dial tcp 10.96.0.12:5432: connect: connection refused',
          '',
          'goroutine 1 [running]:',
          'main.main()',
          '    /src/main.go:42 +0x1d',
        ],
      },
    ]);
    expect(rollout.events.map(({ resource }) => resource)).toEqual(['Deployment/web']);
  });

  test('lines of an application that look like a box, and a percent sign that werf mangled', () => {
    expect(readOutput(readRollout('converge-wrapped').stdout).logs[0]?.lines.slice(2)).toEqual([
      'Fehler: Zahlung für Käufer 🛒 fehlgeschlagen — 決済に失敗しました',
      'red from the application',
      '  indented │ with a box character',
      '└ Progress status',
      '',
    ]);
    expect(readOutput(readRollout('converge-percent').stdout).logs[0]?.lines).toEqual([
      'progress: 100%done',
      'disk at 93%, 5%d %s',
      'GET /a%b HTTP/1.1',
      'cpu 100%',
      'next line',
    ]);
  });

  test('the namespace of a log that is not the release’s', () => {
    expect(
      readOutput(readRollout('converge-other-namespace').stdout).logs.map(({ resource, namespace }) => [
        resource,
        namespace,
      ]),
    ).toEqual([
      ['Pod/web-6cc986d856-2trlh', 'shop-other'],
      ['Pod/web-6cc986d856-gsbr6', undefined],
    ]);
  });

  test('a lock that was had in the end, operations that were not begun, a signal', () => {
    expect(readOutput(readRollout('converge-locked').stdout).lock).toMatchObject({
      name: 'release/shop-lock',
      obtained: true,
    });
    expect(readOutput(readRollout('converge-job-failed').stdout).operations.canceled).toEqual([
      'Create: ConfigMap/settings',
      'Create: Deployment/web',
    ]);
    expect(readOutput(readRollout('converge-sigint').stdout).interrupted).toBe(true);
  });

  test('the stage of an image whose build failed', () => {
    expect(readOutput(readRollout('converge-build-failed').stdout).failedBuilds).toEqual([
      {
        image: 'backend',
        stage: 'backend/dockerfile',
        lines: [
          'STEP 1/4: FROM scratch',
          'STEP 2/4: COPY hello /hello',
          '--> Using cache 61bd5a959ec1fea188552e17d5b7ec8315d0adcb14824eb2e624f6e35cbc3417',
          '--> 61bd5a959ec1',
          'STEP 3/4: COPY missing.txt /missing.txt',
        ],
      },
    ]);
  });
});
