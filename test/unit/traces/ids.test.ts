import { expect, test } from 'vitest';
import { previousAttempt, rootSpanIdOf, runAttempt, traceIdOf } from '../../../src/traces/ids.ts';

test("ids are those of the Collector's GitHub receiver", () => {
  // Run 14460881260, attempt 13: also in the receiver's own tests.
  const run = { runId: '14460881260', attempt: 13 };
  expect(traceIdOf(run)).toBe('731ec8a47fd7450f753a812a4a8aa5a0');
  expect(rootSpanIdOf(run)).toBe('aba151af7cfbcf0f');
});

test.each([
  [
    { GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2' },
    { runId: '7', attempt: 2 },
  ],
  [{ GITHUB_RUN_ID: '7' }, { runId: '7', attempt: 1 }],
  [{ GITHUB_RUN_ATTEMPT: '2' }, undefined],
  [{ GITHUB_RUN_ID: 'x', GITHUB_RUN_ATTEMPT: '2' }, undefined],
  [{ GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '0' }, undefined],
  [{}, undefined],
])('the run of %j', (env, run) => {
  expect(runAttempt(env)).toEqual(run);
});

test('the attempt before', () => {
  expect(previousAttempt({ runId: '7', attempt: 1 })).toBeUndefined();
  expect(previousAttempt({ runId: '7', attempt: 3 })).toEqual({ runId: '7', attempt: 2 });
});
