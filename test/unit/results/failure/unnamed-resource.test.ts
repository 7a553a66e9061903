// Errors that name no resource, in a rollout that still waited for some: those are not why.
import { expect, test } from 'vitest';
import { annotationOf } from '../../../../src/results/annotation.ts';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { failedResourcesJson } from '../../../../src/results/failure/failed-resources.ts';
import { plainSentence } from '../../../../src/results/failure/sentence.ts';
import { drawTable } from '../../../support/progress-table.ts';
import { readOutput } from '../../../support/rollouts.ts';

const RELEASE = 'Error: release install: failed release "shop" (namespace: "shop"): ';
const INSTALL = 'execute release install plan: wait for operations completion: execute operation: ';
const UPDATE = `update release: update release "shop" (namespace: "shop", revision: '\\x02'): update: failed to update: `;
const LOST =
  'Put "https://10.0.0.1/api/v1/namespaces/shop/secrets/sh.helm.release.v1.shop.v2": dial tcp 10.0.0.1:443: connect: connection refused';
const FORBIDDEN =
  'secrets is forbidden: User "deployer" cannot list resource "secrets" in API group "" in the namespace "shop"';
const CHECK = 'See whether the cluster is well, then run this again.';
const GIVE_RIGHT =
  "The user of this step's kubeconfig lacks this right: give it to that user (RBAC), or use another kubeconfig.";
const WAITING = '[{"resource":"Deployment/web","state":"WAITING","reason":"Pending"}]';

function told(errorTail: string) {
  const rows = [
    { resource: 'Deployment/web', state: 'WAITING' as const, info: 'Ready:0/1' },
    { resource: ' • Pod/web-1', state: 'UNKNOWN' as const, info: 'Status:Pending' },
  ];
  const { failure, problems } = whyNot({
    cancelled: false,
    limits: { timeoutSeconds: undefined, autoRollback: false },
    rollout: readOutput(
      `Start release "shop" (namespace: "shop")\n${drawTable([['READY', rows]], { width: 200 })}`,
      5000,
    ),
    errorTail,
  });
  const outcome = { command: 'werf converge', result: 'failure', exitCode: 1, durationMs: 5000, errorTail } as const;
  return {
    headline: plainSentence(failure?.headline ?? []),
    reason: failure?.reason,
    main: failure?.main?.resource,
    todo: failure?.todo === undefined ? undefined : plainSentence(failure.todo),
    annotation: annotationOf({ ...outcome, failure, problems }).split('\n')[0],
    failed: failedResourcesJson(problems),
    table: failure?.problems.map(({ resource, state }) => `${resource} ${state}`),
  };
}

test.each<[string, string, string, string, string | undefined]>([
  [
    'the release cannot be written, because nobody answers',
    `${RELEASE}${INSTALL}${UPDATE}${LOST}`,
    'The cluster did not answer as it should.',
    LOST,
    CHECK,
  ],
  [
    'the release is there already',
    `${RELEASE}${INSTALL}create release: create release "shop" (namespace: "shop", revision: '\\x02'): create: failed to create: secrets "sh.helm.release.v1.shop.v2" already exists`,
    'The cluster refused what werf asked for.',
    'secrets "sh.helm.release.v1.shop.v2" already exists',
    undefined,
  ],
  [
    'the releases may not be read',
    `Error: release install: build release history: query releases for release "shop": query: failed to query with labels: ${FORBIDDEN}`,
    'The cluster refused what werf asked for.',
    FORBIDDEN,
    GIVE_RIGHT,
  ],
  [
    'a webhook that does not answer, for the release',
    `${RELEASE}${INSTALL}${UPDATE}Internal error occurred: failed calling webhook "guard.example.com": EOF`,
    'A webhook of the cluster did not answer.',
    'Internal error occurred: failed calling webhook "guard.example.com": EOF',
    'What the cluster asks before it takes a resource: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
  ],
  [
    'a kind that the cluster does not know, of which no list names a resource',
    `${RELEASE}${INSTALL}no matches for kind "Monitor" in version "a/v1"`,
    'The cluster does not know a kind.',
    'no matches for kind "Monitor" in version "a/v1"',
    'Install the CustomResourceDefinition of this kind first, or mend apiVersion and kind.',
  ],
  [
    'an immutable field of a resource without a name',
    `${RELEASE}immutable field changed in resource "unnamed", but recreation is not requested: field is immutable`,
    'A resource cannot be changed: a field is immutable.',
    'field is immutable',
    undefined,
  ],
])('%s', (_, errorTail, headline, reason, todo) => {
  expect(told(errorTail)).toEqual({
    headline,
    reason,
    main: undefined,
    todo,
    annotation: reason,
    failed: WAITING,
    table: ['Deployment/web WAITING'],
  });
});

test.each<[string, string, string, string]>([
  ['that is refused', `${UPDATE}${LOST}`, 'The cluster did not answer as it should. werf met 2 errors.', LOST],
  [
    'of a time limit for nobody knows what',
    'track resource readiness: context deadline exceeded',
    'Deployment/web did not become ready within 5 s. werf met 2 errors.',
    'Pending',
  ],
])('nothing is told of the resource of a second cause, of one %s', (_, first, headline, reason) => {
  const refused = 'Service "web" is invalid: no';
  const said = told(
    `${RELEASE}2 errors occurred:\n  * ${INSTALL}${first}\n  * ${INSTALL}create resource: server-side apply resource "Service/web": server-side apply: ${refused}`,
  );
  expect(said).toMatchObject({
    headline,
    reason,
    failed: JSON.stringify([{ resource: 'Service/web', state: 'FAILED', reason: refused }]),
    table: ['Service/web FAILED', 'Deployment/web WAITING'],
  });
  expect(said.annotation).not.toContain('Service/web');
});

test('a resource of a kind that the cluster does not know, where the error names it', () => {
  expect(
    told(
      `${RELEASE}${INSTALL}create resource: server-side apply resource "Monitor/web": convert GVK to GVR: no matches for kind "Monitor" in version "a/v1"`,
    ),
  ).toMatchObject({ headline: 'Monitor/web is of a kind that the cluster does not know.', main: 'Monitor/web' });
});
