// What was not ready when werf ended without an error of its own: by a signal, by a limit of others, or without a word.
import { describe, expect, test } from 'vitest';
import { annotationOf } from '../../../../src/results/annotation.ts';
import type { CommandOutcome } from '../../../../src/results/command-outcome.ts';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { plainSentence } from '../../../../src/results/failure/sentence.ts';
import { isSignal } from '../../../../src/werf/exit-code.ts';
import { type DrawnRow, drawTable } from '../../../support/progress-table.ts';
import { command } from '../../../support/reports.ts';
import { readOutput } from '../../../support/rollouts.ts';

const START = 'Start release "shop" (namespace: "shop")\n';
const PULL: readonly DrawnRow[] = [
  { resource: 'Deployment/web', state: 'FAILED', info: 'Ready:0/1' },
  {
    resource: ' • Pod/web-1',
    state: 'UNKNOWN',
    info: 'Status:ErrImagePull  Errors:1  LastError:"ErrImagePull: not found"',
  },
];
const WAITING: readonly DrawnRow[] = [
  { resource: 'Deployment/web', state: 'WAITING', info: 'Ready:0/1' },
  { resource: ' • Pod/web-1', state: 'UNKNOWN', info: 'Status:Running' },
];
const READY: readonly DrawnRow[] = [{ resource: 'Deployment/web', state: 'READY', info: 'Ready:1/1' }];
const PANIC = 'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()';

function ended(rows: readonly DrawnRow[], exitCode: number, errorTail = '', text = ''): CommandOutcome {
  const limits = { timeoutSeconds: undefined, autoRollback: false };
  const rollout = readOutput(`${START}${drawTable([['READY', rows]], { width: 200 })}${text}`, 5000);
  const signals = { killed: exitCode === 137, signalled: isSignal(exitCode) };
  const why = whyNot({ cancelled: false, ...signals, limits, rollout, errorTail });
  return command({ command: 'werf converge', result: 'failure', exitCode, errorTail, ...why });
}
const headline = ({ failure }: CommandOutcome) => plainSentence(failure?.headline ?? []);

describe('a resource that failed', () => {
  test.each([
    [143, '', 'werf converge failed with exit code 143.'],
    [139, 'WARNING: werf is old.', 'werf converge failed with exit code 139.'],
    [134, '', 'werf converge failed with exit code 134.'],
    [124, '', 'werf converge failed with exit code 124.'],
    [255, '', 'werf converge failed with exit code 255.'],
    [1, '', 'werf converge failed with exit code 1.'],
    [1, 'rpc: the daemon went away', 'rpc: the daemon went away'],
    // With WERF_LOG_TIME: the chain is not read, and yet shown.
    [1, '2026-11-25T16:48:30Z Error: release install: it failed', 'Error: release install: it failed'],
  ])('exit code %i, %j', (exitCode, errorTail, end) => {
    const outcome = ended(PULL, exitCode, errorTail);
    expect(headline(outcome)).toBe('Deployment/web did not become ready: an image cannot be pulled.');
    expect(annotationOf(outcome)).toBe(`Deployment/web: ErrImagePull: not found (0 of 1 ready)\n${end}`);
  });

  test('with an exit code that is allowed: the code is said once', () => {
    expect(annotationOf({ ...ended(PULL, 143), result: 'allowed' })).toBe(
      'werf converge ended with exit code 143, which allowed-exit-codes allows.\nDeployment/web: ErrImagePull: not found (0 of 1 ready)',
    );
  });
});

describe('one that was waited for', () => {
  test.each([
    [143, 'A signal stopped werf while it waited for Deployment/web for 5.0 s.', ''],
    [137, 'Something killed werf while it waited for Deployment/web for 5.0 s.', ''],
    [124, 'werf ended while it waited for Deployment/web for 5.0 s.', '\nwerf converge failed with exit code 124.'],
    [1, 'werf ended while it waited for Deployment/web for 5.0 s.', '\nwerf converge failed with exit code 1.'],
  ])('exit code %i', (exitCode, sentence, end) => {
    const outcome = ended(WAITING, exitCode);
    expect(headline(outcome)).toBe(sentence);
    expect(annotationOf(outcome)).toBe(`${sentence.slice(0, -1)}: Running (0 of 1 ready)${end}`);
  });
});

describe('werf’s own words stand alone', () => {
  test.each([
    ['a panic', PULL, 2, PANIC],
    ['a panic with a time stamp', PULL, 2, '2026-11-25T16:48:30Z panic: x'],
    ['a fatal error', PULL, 2, 'fatal error: concurrent map writes'],
    ['traces of Go 1.23', PULL, 2, 'SIGABRT: abort\nPC=0x1 m=0\n\ngoroutine 0 gp=0x1 m=0 mp=0x2 [idle]:'],
    ['where all was ready', READY, 143, ''],
  ])('%s', (_, rows, exitCode, errorTail) => {
    expect(ended(rows, exitCode, errorTail).failure).toBeUndefined();
  });
});

test('nothing in the last line misleads or hides, which is all that is said where no table tells more', () => {
  const outcome = command({ result: 'failure', exitCode: 1, errorTail: 'Error: a\u202Etxt.exe\tb\u200B' });
  expect(annotationOf(outcome)).toBe('Error: a\uFFFDtxt.exe    b\uFFFD');
});
