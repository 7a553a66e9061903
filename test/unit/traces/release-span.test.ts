import { expect, test } from 'vitest';
import { commandSpan } from '../../../src/traces/command-span.ts';
import { type RolloutFacts, releaseSpan } from '../../../src/traces/release-span.ts';

const START = 1_795_412_430_000;
const ROLLOUT: RolloutFacts = {
  release: 'shop',
  namespace: 'shop-prod',
  startTime: START + 100,
  endTime: START + 900,
  lockWaitedMs: undefined,
  waiting: [],
};
const DEPLOY = {
  release: 'shop',
  namespace: 'shop-prod',
  revision: 3,
  status: 'failed',
  completed: [],
  canceled: [],
  failed: [],
};

test('a release, and the objects that it waited for to the end', () => {
  const waiting = [
    {
      name: 'Deployment/web',
      state: 'FAILED',
      goal: 'ready',
      reason: 'CrashLoopBackOff: a secret',
      startTime: START + 200,
    },
    { name: 'Job/migrate', state: 'WAITING', goal: 'present', reason: 'Pending', startTime: START + 5_000 },
  ];
  expect(releaseSpan({ ...ROLLOUT, waiting, lockWaitedMs: 40.4 }, DEPLOY, 'not_ready')).toEqual({
    name: 'release shop',
    type: 'release',
    startTime: START + 100,
    endTime: START + 900,
    attributes: {
      'werf.release.name': 'shop',
      'k8s.namespace.name': 'shop-prod',
      'werf.release.revision': 3,
      'werf.release.status': 'failed',
      'werf.release.lock_waited': 40,
    },
    errorType: 'not_ready',
    children: [
      {
        name: 'wait for Deployment/web',
        type: 'object',
        startTime: START + 200,
        endTime: START + 900,
        attributes: {
          'werf.object.name': 'Deployment/web',
          'werf.object.state': 'FAILED',
          'werf.object.reason': 'CrashLoopBackOff',
          'werf.object.goal': 'ready',
        },
        errorType: 'not_ready',
      },
      {
        name: 'wait for Job/migrate',
        type: 'object',
        startTime: START + 900,
        endTime: START + 900,
        attributes: {
          'werf.object.name': 'Job/migrate',
          'werf.object.state': 'WAITING',
          'werf.object.reason': 'Pending',
          'werf.object.goal': 'present',
        },
        errorType: undefined,
      },
    ],
  });
});

test('a release of which only the output tells', () => {
  const { name, attributes } = releaseSpan(ROLLOUT, undefined, undefined);
  expect(name).toBe('release shop');
  expect(attributes).toEqual({ 'werf.release.name': 'shop', 'k8s.namespace.name': 'shop-prod' });
});

test('it stands below its command, after the images', () => {
  const facts = { command: 'werf converge', exitCode: 0, startedAt: START, durationMs: 1_000 };
  const [release] = commandSpan({ ...facts, result: 'success', rollout: ROLLOUT }).children ?? [];
  expect(release).toMatchObject({ name: 'release shop', errorType: undefined });
});

test('a rollout whose last lines were read after the end of its command lies within it', () => {
  const command = { command: 'werf converge', exitCode: 1, startedAt: START + 150, durationMs: 500 } as const;
  const waiting = [{ name: 'Job/migrate', state: 'FAILED', goal: 'ready', reason: 'Error', startTime: START + 800 }];
  const [release] = commandSpan({ ...command, result: 'failure', rollout: { ...ROLLOUT, waiting } }).children ?? [];
  expect(release).toMatchObject({ startTime: START + 150, endTime: START + 650 });
  expect(release?.children).toMatchObject([{ startTime: START + 650, endTime: START + 650 }]);
});
