// A plan that was made and cannot be read: what is known of it all the same, and what is warned of.
import { describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../src/results/command-outcome.ts';
import { lostPlan, lostPlanWarning } from '../../../src/results/lost-plan.ts';
import { outcomeOutputs } from '../../../src/results/outputs.ts';
import { renderHeading } from '../../../src/results/summary/heading.ts';
import { renderPlan } from '../../../src/results/summary/planned-changes.ts';
import { OutputTail } from '../../../src/werf/output-tail.ts';

const WORDS = 'Error: changes planned';
const RELEASE_WORDS = 'Error: no resource changes planned, but still must install release';

function outcome(exitCode: number, stderr: string, result: CommandOutcome['result'] = 'success'): CommandOutcome {
  const stderrTail = new OutputTail();
  stderrTail.push(Buffer.from(`${stderr}\n`));
  return { command: 'werf plan', result, exitCode, durationMs: 1, plan: lostPlan({ exitCode, stderrTail }) };
}
const summaryOf = ({ plan }: CommandOutcome) => (plan === undefined ? '' : renderPlan(plan, 10_000, 1000).text);
const hasChangesOf = (...outcomes: readonly CommandOutcome[]) => outcomeOutputs(outcomes).values['has-changes'];

describe('a plan that cannot be read', () => {
  test.each([
    ['succeeded', outcome(0, ''), '', /^What werf plan planned .*there may be changes, .* has-changes says nothing/],
    ['says that there are changes', outcome(2, WORDS), 'true', /there are changes, as the output has-changes says/],
    ['says so with a code that is not allowed', outcome(2, WORDS, 'failure'), 'true', /as the output has-changes says/],
  ])('and %s', (_, lost, hasChanges, warning) => {
    expect(hasChangesOf(lost)).toBe(hasChanges);
    expect(lostPlanWarning(lost)).toMatch(warning);
    expect(summaryOf(lost)).toMatch(/^\*\*Changes (?:may be|are) planned\.\*\* Which ones cannot be shown here/);
  });

  test.each([
    ['changes nothing but the release', outcome(3, RELEASE_WORDS), 'false', '**No changes** are planned.\n'],
    ['failed', outcome(1, 'Error: no cluster', 'failure'), '', ''],
    ['crashed with the code for changes', outcome(2, 'panic: x', 'allowed'), '', ''],
  ])('is no matter for a warning where it %s', (_, lost, hasChanges, summary) => {
    expect(hasChangesOf(lost)).toBe(hasChanges);
    expect(lostPlanWarning(lost)).toBeUndefined();
    expect(summaryOf(lost)).toBe(summary);
  });

  test('is not warned of in a step that was cancelled', () => {
    expect(lostPlanWarning(outcome(0, '', 'cancelled'))).toBeUndefined();
  });

  test('does not let another plan of the step say that nothing changes', () => {
    expect(hasChangesOf(outcome(3, RELEASE_WORDS), outcome(0, ''))).toBe('');
    expect(hasChangesOf(outcome(2, WORDS), outcome(0, ''))).toBe('true');
  });

  test('has no sign of success in the summary', () => {
    expect(renderHeading(outcome(0, ''), '')).toMatch(/^### ❔ `werf plan` succeeded in/);
    expect(renderHeading(outcome(2, WORDS), '')).toMatch(/^### 📝 `werf plan` planned changes in/);
    expect(renderHeading(outcome(1, 'Error: x', 'failure'), '')).toMatch(/^### ❌/);
  });
});
