// What a command line and its variables allow of a rollout, and how wide werf takes its terminal to be.
import { describe, expect, test } from 'vitest';
import { rolloutLimits } from '../../../src/reports/rollout-options.ts';
import { terminalWidth } from '../../../src/reports/terminal-width.ts';
import type { Environment } from '../../../src/system/environment.ts';

describe('a rollback by itself', () => {
  test.each<[readonly string[], Environment, boolean]>([
    [['converge'], {}, false],
    [['converge', '--auto-rollback'], {}, true],
    [['converge', '-R'], {}, true],
    [['converge', '-RL'], {}, true],
    [['converge', '-LR'], {}, true],
    [['converge', '-R=false'], {}, false],
    [['converge', '--auto-rollback=T'], {}, true],
    [['converge', '--auto-rollback=False'], {}, false],
    // The last one counts.
    [['converge', '--auto-rollback', '--auto-rollback=false'], {}, false],
    [['converge', '--auto-rollback=false', '-R'], {}, true],
    // Both names are one setting.
    [['bundle', 'apply', '--atomic'], {}, true],
    [['converge', '--auto-rollback', '--atomic=false'], {}, false],
    [['converge', '--atomic=false', '--auto-rollback'], {}, true],
    // No flag of this command, a value, and what follows --.
    [['dismiss', '--auto-rollback'], {}, false],
    [['dismiss'], { WERF_AUTO_ROLLBACK: '1' }, false],
    [['converge', '--set', '--auto-rollback'], {}, false],
    [['converge', '--', '--auto-rollback'], {}, false],
    [['converge'], { WERF_AUTO_ROLLBACK: '1' }, true],
    [['converge'], { WERF_AUTO_ROLLBACK: 'yes' }, true],
    [['converge'], { WERF_ATOMIC: 'true' }, true],
    [['converge'], { WERF_AUTO_ROLLBACK: 'T' }, false],
    [['converge'], { WERF_AUTO_ROLLBACK: '' }, false],
    [['converge', '--auto-rollback=false'], { WERF_AUTO_ROLLBACK: '1' }, false],
    [['converge', '--auto-rollback'], { WERF_AUTO_ROLLBACK: '0' }, true],
  ])('%j with %j: %j', (words, env, on) => {
    expect(rolloutLimits(words, env).autoRollback).toBe(on);
  });
});

describe('the time to wait for resources', () => {
  test.each<[readonly string[], Environment, number | undefined]>([
    [['converge'], {}, undefined],
    [['converge', '--timeout', '40'], {}, 40],
    [['converge', '--timeout=40', '-t', '50'], {}, 50],
    [['converge', '-t50'], {}, 50],
    [['converge', '-t=50'], {}, 50],
    [['converge', '-Rt50'], {}, 50],
    [['converge', '-Rt', '50'], {}, 50],
    [['converge'], { WERF_TIMEOUT: '60' }, 60],
    [['converge', '--timeout=0'], { WERF_TIMEOUT: '60' }, undefined],
    [['converge', '--timeout=x'], {}, undefined],
    [['build', '-t50'], {}, undefined],
  ])('%j with %j: %j', (words, env, seconds) => {
    expect(rolloutLimits(words, env).timeoutSeconds).toBe(seconds);
  });
});

test.each<[readonly string[], Environment, number | undefined]>([
  [['converge'], {}, undefined],
  [['converge', '--log-terminal-width', '130'], {}, 130],
  [['converge', '--log-terminal-width=90', '--log-terminal-width=130'], { WERF_LOG_TERMINAL_WIDTH: '80' }, 130],
  [['converge'], { WERF_LOG_TERMINAL_WIDTH: '80' }, 80],
  [['converge'], { WERF_LOG_TERMINAL_WIDTH: '-1' }, undefined],
])('the terminal of %j with %j has %j columns', (words, env, columns) => {
  expect(terminalWidth(words, env)).toBe(columns);
});
