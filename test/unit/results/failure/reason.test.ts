// The reason of a resource: what its pods are at where there is no error, else its errors, each once.
import { expect, test } from 'vitest';
import type { TrackedPod, TrackedResource } from '../../../../src/reports/rollout/rollout.ts';
import { reasonOf } from '../../../../src/results/failure/reason.ts';

const row = { resource: 'Deployment/web', namespace: undefined, state: 'WAITING', status: undefined } as const;
const rest = { ready: undefined, lastError: undefined, errors: 0, tracking: undefined } as const;

const pod = (status: string, state = 'CREATED'): TrackedPod => ({
  ...row,
  ...rest,
  resource: `Pod/web-${status}`,
  state,
  status,
  earlierStatus: undefined,
  pullError: undefined,
});

const resource = (...pods: TrackedPod[]): TrackedResource => ({
  ...row,
  ...rest,
  goal: 'ready',
  pods,
  mayBePartlyReady: false,
  readyElsewhere: false,
  waitedSinceMs: 0,
});

test.each<readonly [pods: readonly TrackedPod[], reason: string]>([
  [[pod('Pending')], 'Pending'],
  [[pod('Pending'), pod('Pending')], 'Pending'],
  [[pod('Pending'), pod('ContainerCreating'), pod('Pending')], 'Pending (2), ContainerCreating (1)'],
  [[pod('Running', 'READY'), pod('Pending')], 'Pending'],
  [[], 'not ready yet'],
])('%#: %j', (pods, reason) => {
  expect(reasonOf(resource(...pods))).toBe(reason);
});

test.each<readonly [own: string | undefined, ofPod: string | undefined, reason: string]>([
  ['it failed', undefined, 'it failed'],
  [undefined, 'exit status 1', 'exit status 1'],
  ['', 'exit status 1', 'exit status 1'],
  ['it failed', '', 'it failed'],
  ['it failed', 'exit status 1', 'it failed; exit status 1'],
  ['it failed: exit status 1', 'exit status 1', 'it failed: exit status 1'],
  ['exit status 1', 'it failed: exit status 1', 'it failed: exit status 1'],
])('%j and of its pod %j', (lastError, ofPod, reason) => {
  expect(reasonOf({ ...resource({ ...pod('Running'), lastError: ofPod }), lastError })).toBe(reason);
});
