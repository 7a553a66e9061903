import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChain } from '../../../../src/reports/failure/chain.ts';
import { finalError } from '../../../../src/reports/failure/final-error.ts';
import { ROLLOUTS, readRollout } from '../../../support/rollouts.ts';

const DEPLOY =
  'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: ';

const causes = (tail: string) =>
  finalError(tail)?.causes.map(({ kind, resource, namespace, text }) => [kind, resource, namespace, text]);

describe('the cause of a recorded error', () => {
  test.each<[string, unknown]>([
    [
      'converge-crash-loop',
      [
        [
          'not-ready',
          'Deployment/web',
          'shop-converge-crash-loop',
          'waiting for resource "shop-converge-crash-loop/Deployment/web" readiness failed',
        ],
      ],
    ],
    ['converge-timeout', [['timeout', 'Deployment/web', 'shop-converge-timeout', 'context deadline exceeded']]],
    [
      'converge-external-dependency',
      [['timeout', 'Secret/db-password', 'shop-converge-external-dependency', 'timed out waiting for the condition']],
    ],
    [
      'converge-rejected',
      [
        [
          'refused',
          'Service/web',
          undefined,
          'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
        ],
      ],
    ],
    [
      'converge-unknown-kind',
      [
        [
          'unknown-kind',
          undefined,
          undefined,
          'no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"',
        ],
      ],
    ],
    [
      'converge-template-error',
      [
        [
          'template',
          undefined,
          undefined,
          'execution error at (shop/templates/all.yaml:4:14): set the value a, please',
        ],
      ],
    ],
    [
      'converge-invalid-config',
      [
        [
          'config',
          undefined,
          undefined,
          'unknown fields: `contextt`!\n\n<tmp>/werf-v2.70.0-config-render-1745720059\n\n     8  image: frontend\n     9  dockerfile: Dockerfile\n    10  contextt: frontend\n    11',
        ],
      ],
    ],
    [
      'converge-build-failed',
      [
        [
          'build',
          undefined,
          undefined,
          'building at STEP "COPY missing.txt /missing.txt": checking on sources under "<tmp>/werf-v2.70.0-project-data-102551898/bp6g4i69dg/context1056436675": copier: stat: "/missing.txt": no such file or directory',
        ],
      ],
    ],
    [
      'converge-registry-refused',
      [
        [
          'registry',
          undefined,
          undefined,
          'reading tags for "127.0.0.1:5999/shop": Get "https://127.0.0.1:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused; Get "http://127.0.0.1:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
        ],
      ],
    ],
    [
      'converge-no-cluster',
      [
        [
          'cluster',
          undefined,
          undefined,
          'Get "https://127.0.0.1:6999/version": dial tcp 127.0.0.1:6999: connect: connection refused',
        ],
      ],
    ],
    [
      'converge-not-owner',
      [
        [
          'adoption',
          'ConfigMap/settings',
          undefined,
          'annotation "meta.helm.sh/release-name=other" must have value "shop-owner2"',
        ],
        [
          'adoption',
          'Secret/token',
          undefined,
          'annotation "meta.helm.sh/release-name=other" must have value "shop-owner2"',
        ],
      ],
    ],
    [
      'plan-immutable',
      [
        [
          'immutable',
          'ConfigMap/fixed',
          undefined,
          'ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
        ],
      ],
    ],
    [
      'converge-use-plan-stale',
      [['plan', undefined, undefined, 'plan artifact release revision mismatch: expected 1, got 2']],
    ],
    [
      'converge-use-plan-expired',
      [['plan', undefined, undefined, 'plan artifact expired: was valid for 1s until 2026-11-25T16:44:09Z']],
    ],
    ['converge-panic', undefined],
    ['converge-sigint', undefined],
    ['converge-ok', undefined],
    ['plan-exit-code', [['other', undefined, undefined, 'changes planned']]],
  ])('%s', (run, expected) => {
    expect(causes(readRollout(run).errorTail)).toEqual(expected);
  });
});

describe('chains that are read link by link from the left', () => {
  test.each<[string, string, unknown]>([
    [
      'the newer words for a webhook',
      `${DEPLOY}apply resource: server-side apply resource "shop/Ingress/web": retryable on webhook error due to: admission webhook "v.example.com" denied the request: host: "a: b" is taken`,
      [
        [
          'refused',
          'Ingress/web',
          'shop',
          'admission webhook "v.example.com" denied the request: host: "a: b" is taken',
        ],
      ],
    ],
    [
      'a kind that another mapper does not know',
      `${DEPLOY}create resource: convert GVK to GVR: retry mapper NoMatch error: no matches for kind "Widget" in version "example.com/v1"`,
      [['unknown-kind', undefined, undefined, 'no matches for kind "Widget" in version "example.com/v1"']],
    ],
    [
      'a deletion that hangs',
      `${DEPLOY}track resource absence: poll resource "other/PersistentVolumeClaim/data": timed out waiting for the condition`,
      [['timeout', 'PersistentVolumeClaim/data', 'other', 'timed out waiting for the condition']],
    ],
    [
      'a rollback that fails too, its list within the list',
      `Error: release install: 2 errors occurred:\n  * failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: waiting for resource "shop/Deployment/web" readiness failed\n  * run rollback plan: 1 error occurred:\n  * wait for operations completion: execute operation: update resource: server-side apply resource "ConfigMap/a": server-side apply: Timeout: request did not complete\n\n`,
      [
        ['not-ready', 'Deployment/web', 'shop', 'waiting for resource "shop/Deployment/web" readiness failed'],
        ['refused', 'ConfigMap/a', undefined, 'Timeout: request did not complete'],
      ],
    ],
    [
      'an item of several lines',
      'Error: release install: locally validate resources: 2 errors occurred:\n  * one: first\n    second\n  * two\n',
      [
        ['invalid', undefined, undefined, 'one: first\n    second'],
        ['invalid', undefined, undefined, 'two'],
      ],
    ],
    [
      'a webhook that did not answer, of which werf 2.70 only says that time was up',
      'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: create resource: server-side apply resource "ConfigMap/guarded": retry on webhook error: context deadline exceeded',
      [['webhook', 'ConfigMap/guarded', undefined, 'context deadline exceeded']],
    ],
    [
      'a webhook that did not answer, as the API server says it',
      'Error: release install: build resource infos: server-side dry-run apply resource "ConfigMap/guarded": server-side apply: Internal error occurred: failed calling webhook "policy.acme.example": failed to call webhook: Post "https://10.0.0.9/validate": dial tcp: connection refused',
      [
        [
          'webhook',
          'ConfigMap/guarded',
          undefined,
          'Internal error occurred: failed calling webhook "policy.acme.example": failed to call webhook: Post "https://10.0.0.9/validate": dial tcp: connection refused',
        ],
      ],
    ],
    [
      'a webhook that says no',
      'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: create resource: server-side apply resource "ConfigMap/a": retry on webhook error: server-side apply: admission webhook "policy.acme.example" denied the request: no',
      [['refused', 'ConfigMap/a', undefined, 'admission webhook "policy.acme.example" denied the request: no']],
    ],
    [
      'a right to watch that is missing, which the plan for a failure meets once more',
      `Error: release install: failed release "shop" (namespace: "shop"): 2 errors occurred:
  * execute release install plan: wait for operations completion: execute operation: track resource readiness: track deployment: track resource "shop/Deployment/web": context canceled: watch error: unrecoverable watch error for apps/v1, Resource=replicasets: failed to list apps/v1, Resource=replicasets: replicasets.apps is forbidden: User "deployer" cannot list resource "replicasets"
  * execute failure plan: execution canceled: context canceled: watch error: unrecoverable watch error for apps/v1, Resource=replicasets: failed to list apps/v1, Resource=replicasets: replicasets.apps is forbidden: User "deployer" cannot list resource "replicasets"`,
      [
        [
          'unwatched',
          'Deployment/web',
          'shop',
          'replicasets.apps is forbidden: User "deployer" cannot list resource "replicasets"',
        ],
      ],
    ],
    [
      'a release that cannot be recorded',
      `Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: create release: create release "shop" (namespace: "shop", revision: '\\x02'): create: failed to create: secrets "sh.helm.release.v1.shop.v2" is forbidden: unable to create new content in namespace shop because it is being terminated`,
      [
        [
          'refused',
          undefined,
          undefined,
          'secrets "sh.helm.release.v1.shop.v2" is forbidden: unable to create new content in namespace shop because it is being terminated',
        ],
      ],
    ],
    [
      'a namespace that may not be made',
      'Error: release install: create release namespace: create release namespace: server-side apply resource "Namespace/shop": server-side apply: namespaces "shop" is forbidden: User "deployer" cannot patch resource "namespaces"',
      [
        [
          'refused',
          'Namespace/shop',
          undefined,
          'namespaces "shop" is forbidden: User "deployer" cannot patch resource "namespaces"',
        ],
      ],
    ],
    [
      'a lock that the API server does not let werf make',
      'Error: release install: lock release: acquire release lock: unable to prepare kubernetes cm/werf-synchronization in ns/shop: get resource: get resource "ConfigMap/werf-synchronization" from client cache: configmaps "werf-synchronization" is forbidden: User "deployer" cannot get resource "configmaps" in API group "" in the namespace "shop"',
      [
        [
          'refused',
          undefined,
          undefined,
          'configmaps "werf-synchronization" is forbidden: User "deployer" cannot get resource "configmaps" in API group "" in the namespace "shop"',
        ],
      ],
    ],
    [
      'a template that makes no YAML',
      'Error: release install: render chart: convert rendered templates to installable resources for chart at ".helm": parse YAML resource #1 for "shop/templates/bad.yaml": [5:2] value is not allowed in this context\n>  5 |  data: {}\n        ^',
      [
        [
          'template',
          undefined,
          undefined,
          'parse YAML resource #1 for "shop/templates/bad.yaml": [5:2] value is not allowed in this context\n>  5 |  data: {}\n        ^',
        ],
      ],
    ],
    [
      'other words before what is known by its end',
      'Error: error deploying: error tracking job: waiting for resource "shop/Job/a" readiness failed',
      [
        [
          'not-ready',
          'Job/a',
          'shop',
          'error deploying: error tracking job: waiting for resource "shop/Job/a" readiness failed',
        ],
      ],
    ],
    [
      'the same of a timeout',
      'Error: error deploying: track resource "shop/Job/a": context deadline exceeded',
      [['timeout', 'Job/a', 'shop', 'error deploying: track resource "shop/Job/a": context deadline exceeded']],
    ],
    [
      'words that are not known',
      'Error: release install: the moon: is: full',
      [['other', undefined, undefined, 'the moon: is: full']],
    ],
    [
      'nothing but known words',
      'Error: release install: render chart: ',
      [['other', undefined, undefined, 'render chart:']],
    ],
    [
      'a tool’s own error before werf’s',
      'Error: cannot find module "x"\nError: unable to load werf config: open werf.yaml: no such file or directory',
      [['config', undefined, undefined, 'open werf.yaml: no such file or directory']],
    ],
    [
      'a tool’s own error within werf’s',
      'Error: unable to process images: unable to process image "app" with parallel task 0: exit status 1\nError: cannot find module "x"',
      [['build', undefined, undefined, 'exit status 1\nError: cannot find module "x"']],
    ],
    [
      'a resource in another namespace, whose name stands behind it',
      `${DEPLOY}create resource: server-side apply resource "ConfigMap/shared (namespace=other)": retry on webhook error: server-side apply: namespaces "other" not found`,
      [['refused', 'ConfigMap/shared', 'other', 'namespaces "other" not found']],
    ],
    [
      'a resource in another namespace, behind more of the same',
      `${DEPLOY}create resource: server-side apply resource "ConfigMap/a${' (namespace=a'.repeat(4000)} (namespace=other)": no`,
      [['refused', `ConfigMap/a${' (namespace=a'.repeat(4000)}`, 'other', 'no']],
    ],
    [
      'the same of one that cannot be changed',
      'Error: release install: build resource infos: wait for resource pool: build installable resource info: determine install type for resource "Job/a (namespace=other)": immutable fields change in resource "Job/a (namespace=other)", but recreation is not requested: server-side dry-run apply resource "Job/a (namespace=other)": server-side apply: Job.batch "a" is invalid: field is immutable',
      [['immutable', 'Job/a', 'other', 'Job.batch "a" is invalid: field is immutable']],
    ],
    [
      'a rollback whose resource the API server refuses',
      'Error: release install: failed rollback of release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: apply resource: server-side apply resource "Service/web": retry on webhook error: server-side apply: Service "web" is invalid: spec: no',
      [['refused', 'Service/web', undefined, 'Service "web" is invalid: spec: no']],
    ],
    [
      'a context that the kubeconfig lacks',
      'Error: release install: construct kube config: get rest config: context "prod-eu" does not exist',
      [['cluster', undefined, undefined, 'context "prod-eu" does not exist']],
    ],
    [
      'a release that a user may not record',
      `${DEPLOY}create release: create release "shop" (namespace: "shop", revision: '\\x01'): create: failed to create: secrets is forbidden: User "deployer" cannot create resource "secrets" in API group "" in the namespace "shop"`,
      [
        [
          'refused',
          undefined,
          undefined,
          'secrets is forbidden: User "deployer" cannot create resource "secrets" in API group "" in the namespace "shop"',
        ],
      ],
    ],
    [
      'releases that a user may not read',
      'Error: release install: build release history: query releases for release "shop": query: failed to query with labels: secrets is forbidden: User "deployer" cannot list resource "secrets" in API group "" in the namespace "shop"',
      [
        [
          'refused',
          undefined,
          undefined,
          'secrets is forbidden: User "deployer" cannot list resource "secrets" in API group "" in the namespace "shop"',
        ],
      ],
    ],
    [
      'values that a chart’s schema does not allow',
      'Error: release install: render chart: build rendered values for chart "shop": values don\'t meet the specifications of the schema(s) in the following chart(s):\nshop:\n- (root): image is required',
      [
        [
          'template',
          undefined,
          undefined,
          "values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- (root): image is required",
        ],
      ],
    ],
    [
      'an image that is the only one',
      'Error: unable to process images: unable to process image "app": phase build on image app stage dockerfile handler failed: failed to build image for stage dockerfile with digest 865b4ca6: error building stage dockerfile: error building dockerfile with buildah-backend: unable to build Dockerfile "Dockerfile":\n\nsubprocess exited with status 3',
      [['build', undefined, undefined, 'subprocess exited with status 3']],
    ],
    [
      'a Dockerfile that cannot be read',
      'Error: unable to calculate images tree: unable to map dockerfile to images sets: unable to parse dockerfile A: dockerfile parse error on line 3: unknown instruction: RUNN',
      [
        [
          'build',
          undefined,
          undefined,
          'unable to parse dockerfile A: dockerfile parse error on line 3: unknown instruction: RUNN',
        ],
      ],
    ],
    [
      'an annotation that werf cannot read',
      'Error: release install: build resources: construct installable resource: validate external dependencies: no',
      [['invalid', undefined, undefined, 'validate external dependencies: no']],
    ],
    [
      'the hook of a release that is deleted',
      'Error: release uninstall: run uninstall command: 1 error occurred:\n\t* job bye failed: BackoffLimitExceeded\n',
      [['not-ready', 'Job/bye', undefined, 'BackoffLimitExceeded']],
    ],
    ['an unknown flag', 'Error: unknown flag: --foo', [['other', undefined, undefined, 'unknown flag: --foo']]],
  ])('%s', (_, tail, expected) => {
    expect(causes(tail)).toEqual(expected);
  });

  const APPLY = `${DEPLOY}apply resource: server-side apply resource "Service/web": retry on webhook error: server-side apply: `;
  test.each<[string, string, string]>([
    [
      'a request that was lost',
      `${APPLY}Patch "https://10.0.0.1/api/v1/namespaces/shop/services/web": EOF`,
      'unanswered',
    ],
    [
      'one to an API server behind a path',
      `${APPLY}Patch "https://rancher.example/k8s/clusters/c-1/apis/apps/v1/namespaces/shop/deployments/web?force=true": net/http: TLS handshake timeout`,
      'unanswered',
    ],
    ['etcd', `${APPLY}etcdserver: request timed out`, 'unanswered'],
    ['an API server that is down', `${APPLY}the server is currently unable to handle the request`, 'unanswered'],
    [
      'a proxy',
      `${APPLY}an error on the server ("<html>502</html>") has prevented the request from succeeding`,
      'unanswered',
    ],
    [
      'too many requests',
      `${APPLY}the server has received too many requests and has asked us to try again later`,
      'unanswered',
    ],
    ['words of a resource that look like it', `${APPLY}Service "web" is invalid: etcdserver: no`, 'refused'],
    ['a webhook that tells of it', `${APPLY}admission webhook "a" denied the request: etcdserver: no`, 'refused'],
    [
      'the same behind words that are not known',
      `${APPLY}do it: admission webhook "a" denied the request: ask b: Internal error occurred: no`,
      'refused',
    ],
    [
      'a resource behind words that are not known',
      `${APPLY}do it: Service "web" is invalid: Internal error occurred: no`,
      'refused',
    ],
    [
      'an address that does not end',
      `Error: release install: do it: Get "https://10.0.0.1${'/api/v1'.repeat(8000)}`,
      'other',
    ],
    [
      'one that is no end of the API server’s',
      'Error: release install: do it: Get "https://10.0.0.1/a": see "/api/v1": ',
      'other',
    ],
    [
      'a request for a lock',
      'Error: release install: lock release: acquire release lock: Get "https://10.0.0.1/api/v1/namespaces/shop/configmaps/a": EOF',
      'unanswered',
    ],
    [
      'the first request',
      'Error: release install: construct kube client factory: Get "https://10.0.0.1/version": dial tcp: no such host',
      'cluster',
    ],
    [
      'a request for a chart',
      'Error: release install: render chart: Get "https://gitlab.example/api/v4/projects/1/index.yaml": EOF',
      'template',
    ],
    [
      'a registry’s own API',
      'Error: unable to process images: unable to fetch tags for repo "a": Get "https://harbor.example/api/v1/a": EOF',
      'registry',
    ],
    ['a registry that knows nobody', 'Error: pull bundle: Unauthorized', 'registry'],
    [
      'a token that has expired',
      `${DEPLOY}track resource readiness: track generic: watch error: the server has asked for the client to provide credentials`,
      'cluster',
    ],
  ])('an API server that does not answer: %s', (_, tail, kind) => {
    expect(finalError(tail)?.causes.map((cause) => cause.kind)).toEqual([kind]);
  });

  const deploy = (namespace: string) =>
    `failed release "shop" (namespace: "${namespace}"): execute release install plan`;
  test.each([
    ['what the release is in', `Error: release install: ${deploy('shop')}: no`, 'shop'],
    [
      'that of the first item that tells one',
      `Error: release install: 3 errors occurred:\n  * run rollback plan: no\n  * ${deploy('first')}: no\n  * ${deploy('second')}: no\n`,
      'first',
    ],
    [
      'that of the whole, whatever an item tells',
      `Error: release install: ${deploy('whole')}: 1 error occurred:\n  * ${deploy('item')}: no\n`,
      'whole',
    ],
    [
      'none where nothing tells one',
      'Error: release install: 1 error occurred:\n  * run rollback plan: no\n',
      undefined,
    ],
  ])('the namespace is %s', (_, tail, expected) => {
    expect(finalError(tail)?.namespace).toBe(expected);
  });

  test('any cut of an error gives a cause that is a part of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLLOUTS), fc.nat(), (run, at) => {
        const { errorTail } = readRollout(run);
        const tail = errorTail.slice(0, at % (errorTail.length + 1));
        for (const { text } of finalError(tail)?.causes ?? []) expect(tail).toContain(text.split('\n')[0]);
      }),
    );
  });

  test('what a crash printed before its stack is no cause', () => {
    const error = 'Error: release install: context deadline exceeded';
    expect(finalError(error)).toBeDefined();
    for (const stack of ['goroutine 1 [running]:\nmain.main()', 'goroutine 7 gp=0xc0001 m=3 mp=0xc0002 [select]:']) {
      expect(finalError(`${error}\n\n${stack}`)).toBeUndefined();
    }
  });

  test('no text makes it slow', () => {
    for (const piece of [
      'release install: ',
      'unable to build Dockerfile "',
      '* ',
      'read plan artifact from ',
      '\\',
      'Error: ',
    ]) {
      const before = process.cpuUsage();
      finalError(`Error: ${piece.repeat(60_000 / piece.length)}`);
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    }
  });

  test('a chain keeps what its links name', () => {
    expect(
      readChain(
        'unable to process images: unable to process image "a b" with parallel task 3: phase build on image a stage b handler failed: x',
      ),
    ).toMatchObject({ rest: 'x', image: 'a' });
  });
});
