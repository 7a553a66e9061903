import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/reports/plan.ts';
import { planOutcome } from '../../../src/reports/plan-outcome.ts';
import { planOutputs } from '../../../src/reports/plan-outputs.ts';
import { outcomeOf, planOf, recorded } from '../../support/plans.ts';

const plan = (recording: string) => planOf(recorded(recording, 'stdout.txt'));
const changes = plan('plan-changes');
const none = plan('plan-none');
const releaseOnly = plan('plan-release-only');
const PANIC = 'panic: runtime error: index out of range [1] with length 1\n\ngoroutine 1 [running]:\nmain.main()';
const TRACES = 'SIGABRT: abort\n\ngoroutine 0 gp=0x1 m=0 mp=0x2 [idle]:';
const WARNING = 'level=warning msg="late"\n';
const STAMP = '2026-11-25T16:48:30Z';
const RELEASE = 'Error: no resource changes planned, but still must install release';

describe('what a planning command found', () => {
  it.each<[string, Plan | undefined, number, string, boolean, boolean | undefined, boolean, boolean]>([
    ['changes without --exit-code', changes, 0, '', false, true, false, false],
    ['changes with it', changes, 2, 'Error: changes planned', true, true, true, false],
    ['changes, werf 3', changes, 2, 'Error: resource changes planned\n', true, true, true, false],
    ['a warning before the words', changes, 2, 'WARNING: x\nError: changes planned', true, true, true, false],
    ['a warning after the words', changes, 2, `Error: changes planned\n${WARNING}`, true, true, true, false],
    ['a time stamp before the words', changes, 2, `${STAMP} Error: changes planned`, true, true, true, false],
    ['what another program said before', changes, 2, `${PANIC}\nError: changes planned`, true, true, true, false],
    ['words within a line', changes, 2, 'level=error msg="Error: changes planned"', true, undefined, false, true],
    [
      'a warning before a crash',
      changes,
      2,
      `Error: changes planned\n${WARNING}\n${PANIC}`,
      true,
      undefined,
      false,
      true,
    ],
    ['another error before the words', changes, 2, 'Error: x\nError: changes planned', true, true, true, false],
    ['another error after the words', changes, 2, 'Error: changes planned\nError: x', true, undefined, false, true],
    ['another error after those for 3', releaseOnly, 3, `${RELEASE}\nError: x`, true, undefined, false, false],
    ['traces after the words', changes, 2, `Error: changes planned\n${TRACES}`, true, undefined, false, true],
    ['only the release, 3, and a warning', releaseOnly, 3, `${RELEASE}\n${WARNING}`, true, false, true, false],
    ['only the release, 2', releaseOnly, 2, 'Error: changes planned', true, false, true, false],
    ['only the release, 3', releaseOnly, 3, RELEASE, true, false, true, false],
    ['no changes', none, 0, '', true, false, false, false],
    ['quiet, changes', undefined, 2, 'Error: changes planned', true, true, true, false],
    ['quiet, no changes', undefined, 0, '', true, false, false, false],
    ['quiet, without --exit-code', undefined, 0, '', false, undefined, false, false],
    ['a crash', changes, 2, PANIC, true, undefined, false, true],
    ['a crash after the words', changes, 2, `Error: changes planned\n${PANIC}`, true, undefined, false, true],
    ['a crash without words', changes, 2, '', true, undefined, false, true],
    ['3 without words', changes, 3, 'Error: other', true, undefined, false, false],
    ['a failure', changes, 1, 'Error: release plan install: x', true, undefined, false, false],
    ['a failure with the words', changes, 1, 'Error: changes planned', true, undefined, false, false],
    ['a signal', changes, 130, '', true, undefined, false, false],
  ])('%s', (_, read, exitCode, errorText, asksForExitCode, hasChanges, saysChanges, isUnproven) => {
    const outcome = planOutcome({ plan: read, exitCode, errorText, asksForExitCode });
    expect(outcome).toMatchObject({ hasChanges, saysChanges, isUnproven });
    // Only where nothing but another error makes it doubtful, the plan was whole.
    const isWhole = hasChanges !== undefined || errorText === 'Error: changes planned\nError: x';
    expect(outcome.plan).toBe(isWhole ? read : undefined);
  });

  it.each([
    ['two more', 'Error: changes planned\nError: x\nError: y', true],
    ['a crash behind the other', `Error: changes planned\nError: x\n${PANIC}`, false],
    ['another, with the exit code of a failure', 'Error: changes planned\nError: x', false, 1],
  ])('the plan before another error: %s', (_, errorText, stays, exitCode = 2) => {
    const outcome = planOutcome({ plan: changes, exitCode, errorText, asksForExitCode: true });
    expect(outcome).toMatchObject({ hasChanges: undefined, saysChanges: false });
    expect(outcome.plan).toBe(stays ? changes : undefined);
  });
});

describe('the outputs of plans', () => {
  it('count resources, and name each', () => {
    expect(planOutputs([outcomeOf('plan-blind-apply')])).toEqual({
      values: {
        changes:
          '{"create":1,"update":0,"delete":0,"recreate":0,"blind-apply":1,"resources":[{"change":"create","resource":"ConfigMap/tuned"},{"change":"blind-apply","resource":"Service/web"}]}',
        'has-changes': 'true',
      },
      omitted: 0,
      unread: 0,
    });
  });

  it.each([
    ['plan-none', '{"create":0,"update":0,"delete":0,"recreate":0,"blind-apply":0,"resources":[]}', 'false'],
    ['plan-release-only', '{"create":0,"update":0,"delete":0,"recreate":0,"blind-apply":0,"resources":[]}', 'false'],
    ['plan-immutable', '{}', ''],
    ['converge-use-plan', '{}', ''],
  ])('%s', (recording, expected, hasChanges) => {
    expect(planOutputs([outcomeOf(recording)]).values).toEqual({ changes: expected, 'has-changes': hasChanges });
  });

  it('name what was planned before another error, and do not say whether there are changes', () => {
    const errorText = 'Error: changes planned\nError: x';
    const doubtful = planOutcome({ plan: changes, exitCode: 2, errorText, asksForExitCode: true });
    const { values } = planOutputs([doubtful]);
    expect(values).toEqual({ ...planOutputs([outcomeOf('plan-changes')]).values, 'has-changes': '' });
    expect(planOutputs([doubtful, outcomeOf('plan-none')]).values).toEqual(values);
    expect(planOutputs([doubtful, outcomeOf('plan-changes')]).values['has-changes']).toBe('true');
  });

  it('are empty where there is no plan at all', () => {
    expect(planOutputs([])).toEqual({ values: { changes: '{}', 'has-changes': '' }, omitted: 0, unread: 0 });
  });

  it('add up over several commands', () => {
    const { values } = planOutputs([outcomeOf('plan-none'), outcomeOf('plan-changes'), outcomeOf('bundle-plan')]);
    expect(JSON.parse(values.changes)).toMatchObject({ create: 2, update: 3, delete: 1 });
    expect(values['has-changes']).toBe('true');
    expect(planOutputs([outcomeOf('plan-none'), outcomeOf('plan-immutable')]).values['has-changes']).toBe('');
    expect(planOutputs([outcomeOf('plan-changes'), outcomeOf('plan-immutable')]).values['has-changes']).toBe('true');
  });

  it('name a namespace that is not the release’s', () => {
    const other = planOf(
      'Planning release install "a" (namespace: "a")\n┌ Create Job/x (namespace=b)\n│ + a\n└ Create Job/x (namespace=b)\n',
    );
    const outcome = planOutcome({ plan: other, exitCode: 0, errorText: '', asksForExitCode: false });
    expect(JSON.parse(planOutputs([outcome]).values.changes).resources).toEqual([
      { change: 'create', resource: 'Job/x', namespace: 'b' },
    ]);
  });

  it('tell what could not be read from what is too much', () => {
    const title = 'Update ConfigMap/a';
    const summary = 'Planned changes summary for release "a" (namespace: "a"):\n- update: 3 resources\n\n';
    const plan = planOf(`Planning release install "a" (namespace: "a")\n┌ ${title}\n│ + a\n└ ${title}\n\n${summary}`);
    const { values, omitted, unread } = planOutputs([
      planOutcome({ plan, exitCode: 0, errorText: '', asksForExitCode: false }),
    ]);
    expect({ omitted, unread }).toEqual({ omitted: 0, unread: 2 });
    expect(JSON.parse(values.changes)).toMatchObject({ update: 3, resources: [{}], omitted: 2 });
  });

  it('call what a reader did not keep too much', () => {
    const titles = Array.from({ length: 5003 }, (_, index) => `Create Job/${index}`);
    const plan = planOf(
      `Planning release install "a" (namespace: "a")\n${titles.map((title) => `┌ ${title}\n│ + a\n└ ${title}\n`).join('')}`,
    );
    const { values, omitted, unread } = planOutputs([
      planOutcome({ plan, exitCode: 0, errorText: '', asksForExitCode: false }),
    ]);
    const parsed: { readonly resources: readonly unknown[]; readonly omitted: number } = JSON.parse(values.changes);
    expect(unread).toBe(0);
    expect(omitted).toBe(5003 - parsed.resources.length);
    expect(parsed.omitted).toBe(omitted);
  });

  it('stay below 64 kB, and say what was left out', () => {
    const titles = Array.from({ length: 3000 }, (_, index) => `Create ConfigMap/${'n'.repeat(40)}-${index}`);
    const boxes = titles.map((title) => `┌ ${title}\n│ + a\n└ ${title}\n`).join('');
    const large = planOf(`Planning release install "a" (namespace: "a")\n${boxes}`);
    const outcome = planOutcome({ plan: large, exitCode: 0, errorText: '', asksForExitCode: false });
    const { values, omitted } = planOutputs([outcome]);
    const parsed: { readonly create: number; readonly resources: readonly unknown[]; readonly omitted: number } =
      JSON.parse(values.changes);
    expect(Buffer.byteLength(values.changes)).toBeLessThanOrEqual(64_000);
    expect(Buffer.byteLength(values.changes)).toBeGreaterThan(60_000);
    expect(parsed.create).toBe(3000);
    expect(parsed.resources.length + parsed.omitted).toBe(3000);
    expect(omitted).toBe(parsed.omitted);
  });
});
