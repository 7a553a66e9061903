import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationOf } from '../../../../src/results/annotation.ts';
import type { CommandOutcome } from '../../../../src/results/command-outcome.ts';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { renderDetails } from '../../../../src/results/summary/command-details.ts';
import { renderSummary } from '../../../../src/results/summary/summary.ts';
import { failureOf, problemOf } from '../../../support/failures.ts';
import { readPage } from '../../../support/markdown.ts';
import { drawBox, drawTable } from '../../../support/progress-table.ts';
import { command, deploy, hostileText } from '../../../support/reports.ts';
import { readOutput } from '../../../support/rollouts.ts';

const LIMIT = 900_000;
const START = 'Start release "shop" (namespace: "shop")\n';
const CHAIN =
  'Error: release install: failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: ';
const notReady = (resource: string) =>
  `${CHAIN}track resource readiness: track deployment: waiting for resource "shop/${resource}" readiness failed`;
const NO_LIMITS = { timeoutSeconds: undefined, autoRollback: false };

interface Ended {
  readonly stdout?: string;
  readonly errorTail?: string;
  readonly cancelled?: boolean;
  readonly endedMs?: number;
  readonly overrides?: Partial<CommandOutcome>;
}

function ended({
  stdout = '',
  errorTail = '',
  cancelled = false,
  endedMs = 5000,
  overrides = {},
}: Ended): CommandOutcome {
  const rollout = readOutput(stdout, endedMs);
  return command({
    command: 'werf converge',
    result: cancelled ? 'cancelled' : 'failure',
    exitCode: cancelled ? 130 : 1,
    errorTail,
    ...whyNot({ cancelled, limits: NO_LIMITS, rollout, errorTail, deploy: overrides.deploy }),
    ...overrides,
  });
}

const page = (outcome: CommandOutcome) => readPage(renderSummary([outcome], renderDetails));

const quoted = (text: string) => JSON.stringify(text).replaceAll('\u007f', '\\u007f');

describe('hostile words', () => {
  test('in reasons, names, logs and events break neither page nor annotation', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.array(hostileText, { maxLength: 4 }), (reason, other, lines) => {
        const word = other.replace(/[\s/]/gu, '') || 'x';
        const outcome = ended({
          stdout: `${START}${drawBox('Logs for Pod/web-1, container/web', lines, { width: 130 })}${drawTable(
            [
              [
                'READY',
                [
                  { resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' },
                  {
                    resource: ' • Pod/web-1',
                    state: 'UNKNOWN',
                    info: `Status:Error  Errors:1  LastError:${quoted(reason)}`,
                  },
                  {
                    resource: 'Deployment/api',
                    state: 'WAITING',
                    info: `Namespace:${word}  Errors:1  LastError:${quoted(other)}`,
                  },
                ],
              ],
            ],
            { width: 180 },
          )}`,
          errorTail: notReady('Deployment/web'),
        });
        const shown = page(outcome);
        expect(shown.headings).toHaveLength(1);
        expect(shown.links).toEqual([]);
        expect(shown.tables[0]?.header).toEqual(['Resource', 'State', 'Ready', 'Reason']);
        for (const { header, rows } of shown.tables)
          for (const cells of rows) expect(cells).toHaveLength(header.length);
        for (const html of shown.html) {
          expect(html).toMatch(/^(?:<details>\n<summary>[A-Za-z', {2}]+<\/summary>|<\/details>)\n$/);
        }
        const annotation = annotationOf(outcome);
        expect(Buffer.byteLength(annotation)).toBeLessThanOrEqual(4000);
        expect(annotation).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 300 },
    );
  });

  test('ten megabytes as a reason stay within bounds', () => {
    const reason = 'out of words '.repeat(800_000);
    const table = drawTable(
      [['READY', [{ resource: 'Deployment/web', state: 'FAILED', info: `Errors:1  LastError:${quoted(reason)}` }]]],
      { width: 140 },
    );
    const outcome = ended({ stdout: START + table, errorTail: notReady('Deployment/web') });
    expect(Buffer.byteLength(renderSummary([outcome], renderDetails))).toBeLessThan(10_000);
    const annotation = annotationOf(outcome);
    expect(annotation).toMatch(/^Deployment\/web: out of words .+ … .+\nError: release install/);
    expect(annotation.indexOf('\n')).toBeLessThan(1100);
  });
});

describe('a long reason', () => {
  const shown = (reason: string) => {
    const problem = problemOf({ reason, ready: { now: 0, wanted: 1 } });
    const failure = failureOf({ reason, main: problem, problems: [problem], error: 'Error: release install' });
    const outcome = command({ result: 'failure', exitCode: 1, failure, problems: [problem] });
    const [cause = ''] = annotationOf(outcome).split('\n');
    return { cause, cell: page(outcome).tables[0]?.rows[0]?.at(-1) ?? '', quote: page(outcome).quotes.join('\n') };
  };

  test.each([
    ['JSON without blanks', `FailedCreate: {"code":403,"message":"${'x'.repeat(1000)}","end":1}`],
    ['Chinese', `CrashLoopBackOff: ${'失败'.repeat(600)}`],
    ['four bytes a character', `CrashLoopBackOff: ${'𐀀'.repeat(1600)}`],
  ])('of %s keeps most of what fits, from both ends', (_, reason) => {
    const { cause, cell, quote } = shown(reason);
    expect(Buffer.byteLength(cause)).toBeLessThan(3200);
    expect([...cause].length).toBeGreaterThan(740);
    expect([...cause].length).toBeLessThan(1050);
    expect(cause).toMatch(/^Deployment\/web: .{100,}….{100,} \(0 of 1 ready\)$/u);
    expect([...cell].length).toBeGreaterThan(450);
    expect([...cell].length).toBeLessThanOrEqual(500);
    expect(quote).toContain([...reason].slice(0, 400).join(''));
  });

  test('of 1,000 Russian characters is whole', () => {
    const reason = `CrashLoopBackOff: ${'слово '.repeat(160)}конец`;
    const { cause, quote } = shown(reason);
    expect(cause).toBe(`Deployment/web: ${reason} (0 of 1 ready)`);
    expect(quote).toContain(reason);
  });

  test('of several lines is whole in the box', () => {
    const lines = ['失败'.repeat(450), 'ошибка '.repeat(100).trim(), 'end'];
    const { failure, result } = command({ result: 'failure', failure: failureOf({ reason: lines.join('\n') }) });
    expect(readPage(renderSummary([command({ failure, result })], renderDetails)).blocks[0]?.text).toContain(
      lines.join('\n'),
    );
  });
});

describe('bounds', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    resource: `Deployment/web-${index}`,
    state: 'WAITING',
    info: `Ready:0/1  Errors:1  LastError:"${'quota exceeded | '.repeat(20)}"`,
  }));
  const errors = Array.from(
    { length: 500 },
    (_, index) => `  * adopt "ConfigMap/c-${index}": ${'annotation '.repeat(50)}`,
  );
  const many = (number: number) =>
    Array.from({ length: number }, () =>
      ended({
        stdout: large,
        errorTail: `Error: release install: validate adoptable resources: ${errors.length} errors occurred:\n${errors.join('\n')}`,
        overrides: { deploy: deploy({ completed: Array.from({ length: 1000 }, (_, at) => `create: Job/${at}`) }) },
      }),
    );
  const boxes = Array.from({ length: 100 }, (_, pod) =>
    drawBox(
      `Logs for Pod/web-${pod}, container/web`,
      Array.from({ length: 50 }, () => 'x|`'.repeat(40)),
      { width: 130 },
    ),
  );
  const large = START + boxes.join('') + drawTable([['READY', rows]], { width: 200 });

  test.each([1, 3, 120])('%d commands that failed with thousands of resources stay within the limit', (number) => {
    const [one] = many(1);
    const markdown = renderSummary(
      Array.from({ length: number }, () => one ?? command()),
      renderDetails,
    );
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LIMIT);
    const { quotes, headings } = readPage(markdown);
    expect(quotes.filter((quote) => quote.startsWith('[!CAUTION]'))).toHaveLength(headings.length);
  });
});

test('one resource of another release is named, and not counted', () => {
  const words = 'annotation "meta.helm.sh/release-name=other" must have value "shop"';
  const adopt = `Error: release install: remotely validate resources: validate adoptable resources: adopt "ConfigMap/settings": ${words}`;
  const [quote = ''] = page(ended({ errorTail: adopt })).quotes;
  expect(quote).toContain('ConfigMap/settings');
  expect(quote).not.toMatch(/\d+ resources/);
});

test('an error of several lines of which nothing else is known is said once', () => {
  const errorTail = 'Error: unknown command "convergee" for "werf"\n\nDid you mean this?\n\tconverge';
  const outcome = ended({ errorTail });
  expect(annotationOf(outcome)).toBe(errorTail.replace('\t', '    '));
  expect(page(outcome).quotes[0]).toContain('werf failed.');
});

describe('several errors', () => {
  const errorTail = `Error: release install: 2 errors occurred:
  * failed release "shop" (namespace: "shop"): execute release install plan: wait for operations completion: execute operation: create resource: server-side apply resource "Service/web": retry on webhook error: server-side apply: Service "web" is invalid: spec.ports: Required value
  * run failure plan: mark release failed: update release: the server is shutting down`;

  test('are all in the annotation and in the summary', () => {
    const outcome = ended({ errorTail });
    expect(annotationOf(outcome)).toContain('the server is shutting down');
    const shown = page(outcome);
    expect(shown.quotes[0]).toContain('Service/web was refused by the cluster. werf met 2 errors.');
    expect(shown.items).toEqual([
      'Service/web: Service "web" is invalid: spec.ports: Required value',
      'mark release failed: update release: the server is shutting down',
    ]);
  });
});

describe('what was waited for', () => {
  const LOCK = `${START}Waiting for locked "release/shop"\n`;

  test('another deployment’s lock', () => {
    const outcome = ended({ stdout: LOCK, cancelled: true, endedMs: 65_000 });
    expect(page(outcome).quotes.join('\n')).toBe(
      '[!WARNING]\nCancelled while werf waited for 1 min 05 s for the lock release/shop, which another deployment holds.\nLet the other deployment of this release end, then run this one again.',
    );
  });

  test('a resource, after a lock that was had', () => {
    const table = drawTable([['ABSENT', [{ resource: 'ConfigMap/a', state: 'WAITING', info: '' }]]], { width: 130 });
    const errorTail = `${CHAIN}track resource absence: poll resource "shop/ConfigMap/a": timed out waiting for the condition`;
    const outcome = ended({ stdout: LOCK + table, errorTail, endedMs: 30_000 });
    expect(page(outcome).quotes.join('\n')).toBe(
      '[!CAUTION]\nConfigMap/a was not gone within 30 s.\nBefore that, werf waited for the lock release/shop, which another deployment held.\nWhat keeps it is most often a finalizer: kubectl get configmap a -n shop -o yaml',
    );
  });

  test('a resource in trouble: its error, and what that means', () => {
    const rows = [
      { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
      {
        resource: ' • Pod/web-1',
        state: 'UNKNOWN',
        info: 'Status:ErrImagePull  Errors:1  LastError:"ErrImagePull: denied"',
      },
    ];
    const stdout = START + drawTable([['READY', rows]], { width: 140 });
    const errorTail = `${CHAIN}track resource readiness: track deployment: track resource "shop/Deployment/web": context deadline exceeded`;
    const timedOut = ended({ stdout, errorTail, endedMs: 4000 });
    expect(page(timedOut).quotes.join('\n')).toBe(
      "[!CAUTION]\nDeployment/web did not become ready within 4 s: an image cannot be pulled.\nErrImagePull: denied\nCheck the image's name and tag, and that the cluster may pull it: a private registry needs imagePullSecrets.",
    );
    expect(page(timedOut).tables[0]?.rows).toEqual([
      ['Deployment/web', 'WAITING, ⚠️ in trouble', '0 of 1', 'ErrImagePull: denied'],
    ]);
    expect(annotationOf(timedOut)).toMatch(
      /^Deployment\/web did not become ready within 4 s: an image cannot be pulled: ErrImagePull: denied \(0 of 1 ready\)\n/,
    );
    const cancelled = ended({ stdout, cancelled: true, endedMs: 4000 });
    expect(page(cancelled).quotes.join('\n')).toMatch(
      /^\[!WARNING\]\nCancelled while werf waited for Deployment\/web for 4\.0 s\.\nErrImagePull: denied\n/,
    );
  });

  test('nothing that is known: the end is as before', () => {
    expect(ended({ cancelled: true }).failure).toBeUndefined();
    expect(ended({ errorTail: 'Error: release install: the moon is full' }).failure).toBeUndefined();
    expect(
      ended({
        stdout:
          'Waiting for resources to become ready\n┌ Status progress\n│ DEPLOYMENT  REPLICAS\n│ web  1/1\n└ Status progress\n',
      }).failure,
    ).toBeUndefined();
  });
});

test('a failure whose chain is not known is told by the row that failed', () => {
  const table = drawTable(
    [
      [
        'READY',
        [
          {
            resource: 'DaemonSet/agent',
            state: 'FAILED',
            info: 'Ready:1/3  Errors:2  LastError:"FailedCreate: quota"',
          },
        ],
      ],
    ],
    { width: 140 },
  );
  const outcome = ended({ stdout: START + table, errorTail: 'Error: release install: something new: it broke' });
  expect(annotationOf(outcome)).toBe(
    'DaemonSet/agent: FailedCreate: quota (1 of 3 ready)\nError: release install: something new: it broke',
  );
  expect(page(outcome).quotes[0]).toBe('[!CAUTION]\nDaemonSet/agent did not become ready: its pods cannot be created.');
});
