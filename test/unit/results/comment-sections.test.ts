// What a comment quotes of a command that failed.
import { describe, expect, test } from 'vitest';
import { commentSection } from '../../../src/results/comment-sections.ts';

/** The error of a command that failed with this at the end of its stderr. */
function quoted(errorTail: string): string {
  const outcome = { command: 'werf converge', result: 'failure', exitCode: 1, durationMs: 1, errorTail } as const;
  return commentSection({ ...outcome, build: undefined, deploy: undefined }, 'deploy', (text) => text).error;
}

describe("werf's error", () => {
  test.each([
    ['alone', 'Error: unable to load werf config', 'Error: unable to load werf config'],
    ['behind other lines', 'WARNING: old\nError: release plan install: x', 'Error: release plan install: x'],
    [
      'with all of its lines',
      'a\nError: release install: 2 errors\n  * b\n  * c\n',
      'Error: release install: 2 errors\n  * b\n  * c',
    ],
    [
      'that holds the error of another program',
      'Error: unable to build: command failed\nError: no such file\n',
      'Error: unable to build: command failed\nError: no such file',
    ],
    ['with a time before it', 'a\n2026-11-25 10:00:00 Error: x\nmore', 'Error: x\nmore'],
    [
      'that is a crash',
      'Error: a\npanic: b\n\ngoroutine 1 [running]:\nmain.main()',
      'panic: b\n\ngoroutine 1 [running]:\nmain.main()',
    ],
    ['that is a crash with a time before it', 'a\n[10:00:00] panic: b\nc', 'panic: b\nc'],
  ])('%s', (_, errorTail, error) => {
    expect(quoted(errorTail)).toBe(error);
  });

  test('is the last lines where there is none', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    expect(quoted(lines.join('\n'))).toBe(lines.slice(10).join('\n'));
  });
});
