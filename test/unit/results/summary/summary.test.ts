import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../../src/results/command-outcome.ts';
import { whyNot } from '../../../../src/results/failure/explain.ts';
import { renderDetails } from '../../../../src/results/summary/command-details.ts';
import { renderSummary } from '../../../../src/results/summary/summary.ts';
import { errorText } from '../../../../src/werf/error-text.ts';
import { OutputTail } from '../../../../src/werf/output-tail.ts';
import { readPage } from '../../../support/markdown.ts';
import { command, deploy, golden, goldenBuild, goldenDeploy } from '../../../support/reports.ts';
import { readOutput } from '../../../support/rollouts.ts';

const render = (reports: readonly CommandOutcome[]) => renderSummary(reports, renderDetails);

describe('from the reports of a real werf', () => {
  test.each<[string, CommandOutcome]>([
    ['build-rebuilt', command({ durationMs: 2760, build: goldenBuild('build-rebuilt') })],
    ['build-cached', command({ durationMs: 210, build: goldenBuild('build-cached') })],
    [
      'converge-ok',
      command({
        command: 'werf converge',
        durationMs: 4330,
        build: goldenBuild('converge-ok'),
        deploy: goldenDeploy('converge-ok'),
      }),
    ],
    ['converge-failed', failedConverge()],
  ])('%s', (name, report) => {
    const expected = readFileSync(new URL(`../../../expected/${name}.md`, import.meta.url), 'utf8');
    expect(render([report])).toBe(expected);
  });
});

/** Both streams went into one file here, so the end of what werf printed has everything. */
function failedConverge(): CommandOutcome {
  const output = golden('converge-failed/output.txt');
  const errorTail = tail(output);
  const deployed = goldenDeploy('converge-failed');
  const limits = { timeoutSeconds: undefined, autoRollback: false };
  return command({
    command: 'werf converge',
    result: 'failure',
    exitCode: 1,
    durationMs: 1040,
    deploy: deployed,
    errorTail,
    ...whyNot({ cancelled: false, limits, rollout: readOutput(output), deploy: deployed, errorTail }),
  });
}

describe('what a reader meets first', () => {
  test('a command that failed comes before those that succeeded, and tells its place', () => {
    const page = readPage(
      render([
        command({ command: 'werf build' }),
        command({ command: 'werf lint' }),
        command({ command: 'werf converge', result: 'failure', exitCode: 3, errorTail: 'Error: no cluster' }),
      ]),
    );
    expect(page.headings).toEqual([
      '❌ werf converge failed after 5.0 s (command 3 of 3, exit code 3)',
      '✅ werf build succeeded in 5.0 s (command 1 of 3)',
      '✅ werf lint succeeded in 5.0 s (command 2 of 3)',
    ]);
    expect(page.quotes).toEqual(['[!CAUTION]\nError: no cluster']);
  });

  test('a cancelled command shows its last line as a warning', () => {
    const markdown = render([command({ result: 'cancelled', exitCode: 130, errorTail: 'waiting for shop' })]);
    expect(readPage(markdown).headings).toEqual(['🛑 werf build was cancelled after 5.0 s (exit code 130)']);
    expect(markdown).toContain('> [!WARNING]\n> `waiting for shop`');
  });

  test('an allowed exit code is a success that names it, without the error', () => {
    const markdown = render([command({ exitCode: 2, errorTail: 'Error: changes' })]);
    expect(markdown).toBe('### ✅ `werf build` succeeded in 5.0 s (exit code 2)\n');
  });

  test('failed operations stand above the release, in full view', () => {
    const markdown = render([
      command({ result: 'failure', exitCode: 1, deploy: deploy({ failed: ['create: Job/a'], canceled: ['x'] }) }),
    ]);
    expect(markdown.indexOf('create: Job/a')).toBeLessThan(markdown.indexOf('| Release |'));
    expect(markdown.slice(0, markdown.indexOf('create: Job/a'))).not.toContain('<details');
    expect(readPage(markdown).items).toEqual(['create: Job/a', 'x']);
  });

  test('nothing gives nothing', () => {
    expect(render([])).toBe('');
  });
});

function tail(output: Uint8Array): string {
  const errorTail = new OutputTail();
  errorTail.push(output);
  return errorText(errorTail);
}
