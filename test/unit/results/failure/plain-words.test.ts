// What the reasons of Kubernetes mean: each as a cluster writes it, and words that only begin or end like one.
import { describe, expect, test } from 'vitest';
import { meaningOf, todoOf } from '../../../../src/results/failure/plain-words.ts';
import { plainSentence } from '../../../../src/results/failure/sentence.ts';

describe('a reason', () => {
  test.each([
    ['OOMKilled, then CrashLoopBackOff: back-off 10s', 'a container used up its memory and was killed'],
    ['Init:CrashLoopBackOff: back-off 10s restarting failed container=init', 'an init container keeps failing'],
    ['Init:Error', 'an init container keeps failing'],
    ['Init:OOMKilled', 'an init container keeps failing'],
    ['Init:ExitCode:3', 'an init container keeps failing'],
    ['Init:Signal:9', 'an init container keeps failing'],
    ['CrashLoopBackOff: back-off 40s restarting failed container=web', 'a container keeps exiting after its start'],
    ['InvalidImageName: couldn\'t parse image name "a b"', "an image's name is not valid"],
    ['Init:InvalidImageName', "an image's name is not valid"],
    ['ImagePullBackOff: Back-off pulling image "x"', 'an image cannot be pulled'],
    ['ErrImagePull: not found', 'an image cannot be pulled'],
    ['Init:ErrImageNeverPull: it is not there', 'an image cannot be pulled'],
    ['ImageInspectError', 'an image cannot be pulled'],
    ['RegistryUnavailable', 'an image cannot be pulled'],
    [
      'CreateContainerConfigError: secret "db" not found',
      'a container cannot be created, most often because a Secret or ConfigMap that it names is missing',
    ],
    ['Init:CreateContainerError: no command specified', 'a container cannot be created'],
    ['RunContainerError: exec: "app": not found', 'a container cannot be started'],
    ['StartError', 'a container cannot be started'],
    ['ContainerCannotRun', 'a container cannot be started'],
    ['Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 500', 'its readiness probe fails'],
    ['Unhealthy: Liveness probe failed: timeout', 'its liveness probe fails'],
    ['Unhealthy: Startup probe failed: dial tcp 10.0.0.1:80', 'its startup probe fails'],
    ['Killing: Container web failed liveness probe, will be restarted', 'its liveness probe fails'],
    ['Killing: Container web failed startup probe, will be restarted', 'its startup probe fails'],
    ['BackoffLimitExceeded: Job has reached the limit', 'its pods failed more often than its backoffLimit allows'],
    ['ProgressDeadlineExceeded: timed out', 'it took longer than its progressDeadlineSeconds allow'],
    [
      'PodFailurePolicy: Container app failed with exit code 42',
      'one of its pods failed in a way that its podFailurePolicy does not forgive',
    ],
    ['DeadlineExceeded: Job was active longer', 'it took longer than its activeDeadlineSeconds allow'],
    ['FailedScheduling: 0/3 nodes are available', 'no node can take its pods'],
    ['Unschedulable: 0/3 nodes are available', 'no node can take its pods'],
    ['FailedCreate: pods "a" is forbidden: exceeded quota', 'its pods cannot be created'],
    ['FailedMount: MountVolume.SetUp failed', 'a volume cannot be mounted'],
    ['FailedAttachVolume: Multi-Attach error', 'a volume cannot be mounted'],
    ['Evicted: The node was low on resource: memory', 'its node put a pod out'],
  ])('%s', (reason, meaning) => {
    expect(meaningOf(reason)).toBe(meaning);
  });

  test.each([
    '',
    'Pending',
    'not CrashLoopBackOff',
    'CrashLoopBackOffs',
    'Unhealthy',
    'Unhealthy: Readiness gates',
    'Killing: Stopping container web',
    'FailedCreatePodSandBox: no network',
    'DeadlineExceededs',
    'a volume: FailedMount',
  ])('that is not known means nothing: %j', (reason) => {
    expect(meaningOf(reason)).toBe('');
    expect(todoOf(reason)).toBeUndefined();
  });
});

test.each([
  ['OOMKilled', /^Raise its memory limit/],
  ['InvalidImageName', /^Mend the image's name/],
  ['ErrImagePull: not found', /imagePullSecrets/],
])('what to do about %s', (reason, todo) => {
  expect(plainSentence(todoOf(reason) ?? [])).toMatch(todo);
});
