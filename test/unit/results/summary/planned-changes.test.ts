// A plan as summary and comment show it: what the API server would not try, and what is left out.
import { expect, test } from 'vitest';
import type { Plan, PlannedChange } from '../../../../src/reports/plan.ts';
import { publicPlan } from '../../../../src/results/public-plan.ts';
import { renderPlan } from '../../../../src/results/summary/planned-changes.ts';

const shown = (given: Plan, budget = 10_000, showsSensitive = false) =>
  renderPlan(
    publicPlan(
      { plan: given, hasChanges: true, saysChanges: false, isUnproven: false },
      (text) => text,
      showsSensitive,
    ),
    budget,
    1000,
  );
const created: Plan = {
  release: 'shop',
  namespace: 'shop',
  kind: 'changes',
  because: '',
  counts: { create: 1, update: 0, delete: 0, recreate: 0, 'blind-apply': 0 },
  omittedChanges: 0,
  changes: [
    {
      change: 'create',
      resource: 'ConfigMap/a',
      namespace: undefined,
      afterwards: '',
      diff: ['+ kind: ConfigMap'],
      omittedLines: 0,
      reason: '',
    },
  ],
};
const blind = (count: number): Plan => ({
  ...created,
  changes: Array.from(
    { length: count },
    (_, index): PlannedChange => ({
      change: 'blind-apply',
      resource: `Job/j${index}`,
      namespace: undefined,
      afterwards: '',
      diff: [],
      omittedLines: 0,
      reason: index === 0 ? 'no matches for kind "Job"' : '',
    }),
  ),
});

test('what could not be tried is named with its reason, and the rest counted', () => {
  const few = shown(blind(2)).text;
  expect(few).toContain('> [!WARNING]\n');
  expect(few).toContain('> - `Job/j0`: `no matches for kind "Job"`\n> - `Job/j1`: werf does not say why\n');
  expect(few).not.toMatch(/> - and /);
  const many = shown(blind(5000), 1_000_000).text;
  const named = many.match(/^> - `Job/gm)?.length ?? 0;
  expect(named).toBeGreaterThan(1);
  expect(many).toContain(`\n> - and ${(5000 - named).toLocaleString('en-US')} more\n`);
});

test('what fits is not said to be cut, and what does not is', () => {
  expect(shown(created).cut).toBe(false);
  expect(shown({ ...created, changes: [] }).cut).toBe(false);
  expect(shown(blind(2000), 3000).cut).toBe(true);
});

test('no diff where werf was told to show what is sensitive', () => {
  const { text, cut } = shown(created, 10_000, true);
  expect(text).not.toContain('+ kind: ConfigMap');
  expect(text).toContain('_No diffs are shown here: `--show-sensitive-diffs` has werf print secrets in clear._');
  expect(cut).toBe(false);
  expect(shown(created).text).toContain('+ kind: ConfigMap');
});
