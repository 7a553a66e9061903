// What happened, in one sentence, of errors that name one resource, several, or none.
import { expect, test } from 'vitest';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { plainSentence } from '../../../../src/results/failure/sentence.ts';

const headlineOf = (errorTail: string) =>
  plainSentence(
    whyNot({
      cancelled: false,
      limits: { timeoutSeconds: undefined, autoRollback: false },
      rollout: undefined,
      errorTail,
    }).failure?.headline ?? [],
  );

const ADOPT = 'release install: remotely validate resources: validate adoptable resources: ';
const OTHER = 'annotation "meta.helm.sh/release-name=other" must have value "shop"';
const DEPLOY =
  'release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: ';

test.each([
  [
    'one resource of another release',
    `${ADOPT}adopt "ConfigMap/a": ${OTHER}`,
    'ConfigMap/a belongs to another release.',
  ],
  [
    'one of them in a list',
    `${ADOPT}1 error occurred:\n  * adopt "ConfigMap/a": ${OTHER}\n`,
    'ConfigMap/a belongs to another release.',
  ],
  [
    'two',
    `${ADOPT}2 errors occurred:\n  * adopt "ConfigMap/a": ${OTHER}\n  * adopt "Secret/b": ${OTHER}\n`,
    '2 resources belong to another release.',
  ],
  [
    'a refused one',
    `${DEPLOY}create resource: server-side apply resource "Service/web": server-side apply: Service "web" is invalid: no`,
    'Service/web was refused by the cluster.',
  ],
  [
    'a refused one beside another',
    `release install: 2 errors occurred:\n  * ${DEPLOY.slice('release install: '.length)}create resource: server-side apply resource "Service/web": server-side apply: Service "web" is invalid: no\n  * execute failure plan: no\n`,
    'Service/web was refused by the cluster. werf met 2 errors.',
  ],
  [
    'a refused one, and a rollback that fails after it',
    `release install: 2 errors occurred:\n  * ${DEPLOY.slice('release install: '.length)}create resource: server-side apply resource "Service/web": server-side apply: Service "web" is invalid: no\n  * run rollback plan: no\n`,
    'Service/web was refused by the cluster. The rollback failed too.',
  ],
])('%s', (_, error, headline) => {
  expect(headlineOf(`Error: ${error}`)).toBe(headline);
});
