import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERROR_TYPES } from '../../../src/traces/attributes.ts';
import { errorTypeOf } from '../../../src/traces/error-type.ts';

const GOLDEN = resolve(import.meta.dirname, '../../golden/werf-2.70.0');
const read = (run: string, file: string) => readFileSync(join(GOLDEN, run, file), 'utf8');

/** The recorded runs that failed, but for the one that was cancelled. */
const RECORDED: Readonly<Record<string, keyof typeof ERROR_TYPES>> = {
  'bundle-apply-failed': 'not_ready',
  'bundle-plan': 'changes',
  'converge-auto-rollback': 'not_ready',
  'converge-auto-rollback-failed': 'not_ready',
  'converge-auto-rollback-timeout': 'timeout',
  'converge-build-failed': 'build',
  'converge-build-run-failed': 'build',
  'converge-connection-lost': 'cluster',
  'converge-crash-loop': 'not_ready',
  'converge-crash-loop-color': 'not_ready',
  'converge-crash-loop-narrow': 'not_ready',
  'converge-crash-loop-quiet': 'not_ready',
  'converge-external-dependency': 'timeout',
  'converge-fail-modes': 'not_ready',
  'converge-image-pull': 'not_ready',
  'converge-invalid-config': 'config',
  'converge-job-failed': 'not_ready',
  'converge-locked': 'timeout',
  'converge-login-expired': 'cluster',
  'converge-missing-namespace': 'rejected',
  'converge-no-cluster': 'cluster',
  'converge-not-owner': 'validation',
  'converge-narrow-color': 'not_ready',
  'converge-other-namespace': 'not_ready',
  'converge-panic': 'panic',
  'converge-percent': 'not_ready',
  'converge-readiness-probe': 'not_ready',
  'converge-registry-refused': 'registry',
  'converge-rejected': 'rejected',
  'converge-template-error': 'chart',
  'converge-stateful-set': 'not_ready',
  'converge-stateful-set-update': 'not_ready',
  'converge-timeout': 'timeout',
  'converge-unknown-kind': 'rejected',
  'converge-use-plan-expired': 'validation',
  'converge-use-plan-stale': 'validation',
  'converge-use-plan-unreadable': 'validation',
  'converge-waiting': 'timeout',
  'converge-wrapped': 'not_ready',
  'dismiss-hook-failed': 'not_ready',
  'plan-blind-apply': 'changes',
  'plan-blind-lines': 'changes',
  'plan-crd-update': 'changes',
  'plan-detailed-exit-code': 'changes',
  'plan-exit-code': 'changes',
  'plan-immutable': 'validation',
  'plan-not-owner': 'validation',
  'plan-release-only': 'changes',
  'plan-save-encrypted': 'changes',
  'plan-show-encrypted-no-key': 'validation',
  'plan-show-unreadable': 'validation',
  'rollback-unanswered': 'cluster',
};

describe('the kind of a recorded failure', () => {
  test('is known of each', () => {
    const failed = readdirSync(GOLDEN, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((run) => ![0, 130].includes(JSON.parse(read(run, 'run.json')).exitCode));
    expect(failed.toSorted()).toEqual(Object.keys(RECORDED).toSorted());
  });

  test.each(Object.entries(RECORDED))('%s: %s', (run, type) => {
    const { exitCode } = JSON.parse(read(run, 'run.json'));
    expect(errorTypeOf(exitCode, stripVTControlCharacters(read(run, 'stderr.txt')))).toBe(type);
  });
});

test.each([
  [137, '', 'killed'],
  [137, 'Error: changes planned', 'killed'],
  [143, '', 'terminated'],
  [1, '', '_OTHER'],
  [2, 'warning\nError: changes planned', 'changes'],
  [2, 'Error: changes planned\nlevel=warning msg=late', 'changes'],
  [2, 'Error: resource changes planned', 'changes'],
  [3, 'Error: no resource changes planned, but still must install release', 'changes'],
  [2, 'Error: changes planned\nError: something else', '_OTHER'],
  [1, 'Error: unknown flag: --nonsense', 'usage'],
  [1, 'Error: unknown command "converg" for "werf"', 'usage'],
  [1, 'Error: something that nobody has seen', '_OTHER'],
  // What an application or a manifest says decides nothing.
  [1, 'Error: release install: render chart: execution error: changes planned, panic: registry', 'chart'],
  [1, 'warning\nError: unable to load werf config: no such file', 'config'],
] as const)('exit code %i and %j are %s', (exitCode, text, type) => {
  expect(errorTypeOf(exitCode, text)).toBe(type);
});

test('any text gives one of the documented kinds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), fc.string(), (exitCode, text) => {
      expect(Object.keys(ERROR_TYPES)).toContain(errorTypeOf(exitCode, `Error: ${text}`));
    }),
  );
});
