import { describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../../src/results/command-outcome.ts';
import { renderDetails } from '../../../../src/results/summary/command-details.ts';
import { renderSummary } from '../../../../src/results/summary/summary.ts';
import { readPage } from '../../../support/markdown.ts';
import { command, DIGEST, deploy, image, stage } from '../../../support/reports.ts';

const render = (reports: readonly CommandOutcome[]) => renderSummary(reports, renderDetails);

const LIMIT = 900_000;

describe('bounds', () => {
  const stages = Array.from({ length: 20 }, (_, index) => stage({ name: `stage-${index}`, seconds: index }));
  const many = Array.from({ length: 4000 }, (_, index) =>
    image({
      name: `service-${index}`,
      reference: `registry.example.com/platform/${'team/'.repeat(20)}shop@${DIGEST}`,
      seconds: index % 1000,
      stages,
    }),
  );

  test('4,000 images of 20 stages: slowest first, what was cut is said, within the limit', () => {
    const markdown = render([command({ durationMs: 60_000, build: { images: many } })]);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LIMIT);
    const [images, folded, stageTable] = readPage(markdown).tables;
    expect(images?.rows).toHaveLength(50);
    expect(images?.rows[0]?.slice(0, 4)).toEqual([
      'service-1999',
      'built',
      '1.00\u00a0kB',
      '16\u00a0min\u00a039\u00a0s',
    ]);
    const shownImages = 50 + (folded?.rows.length ?? 0);
    expect(shownImages).toBeGreaterThan(2000);
    expect(notes(markdown)).toEqual([
      `_Shown: the slowest ${shownImages.toLocaleString('en-US')} of 4,000 images; the rest is cut._`,
      '_Shown: the slowest 40 of 4,000 images; the rest is cut._',
      `_Shown: the slowest ${stageTable?.rows.length.toLocaleString('en-US')} of 80,000 stages; the rest is cut._`,
    ]);
    expect(stageTable?.rows.every(([, name]) => name === 'stage-19' || name === 'stage-18')).toBe(true);
  });

  test('what small commands leave over goes to large ones', () => {
    const small = Array.from({ length: 20 }, () => command());
    const markdown = render([command({ build: { images: many } }), ...small]);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LIMIT);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(0.9 * LIMIT);
  });

  test.each([2, 20, 111, 112, 5000])('%d large commands stay within the limit', (number) => {
    const large = command({
      command: `werf ${'x'.repeat(5000)}`,
      result: 'failure',
      exitCode: 1,
      build: { images: many.slice(0, number > 1000 ? 10 : 400) },
      deploy: deploy({
        release: 'r'.repeat(2000),
        namespace: '\u202e'.repeat(2000),
        status: '|'.repeat(2000),
        failed: Array.from({ length: 1000 }, (_, index) => `create: Job/${index}`),
        canceled: Array.from({ length: 1000 }, () => '`'.repeat(3000)),
        completed: Array.from({ length: 1000 }, () => 'é'.repeat(3000)),
      }),
      errorTail: `${'line\n'.repeat(60)}${'日'.repeat(20_000)}\nError: ${'\u202e'.repeat(10_000)}`,
    });
    const markdown = render(Array.from({ length: number }, () => large));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LIMIT);
    const shown = readPage(markdown).headings.length;
    expect(shown).toBe(Math.min(number, 112));
    expect(markdown.includes(`_${number - shown} more commands are left out`)).toBe(number > shown);
  });

  test('many operations are cut with a word on it', () => {
    const failed = Array.from({ length: 40_000 }, (_, index) => `create: ConfigMap/shop-${index}`);
    const markdown = render([command({ result: 'failure', exitCode: 1, deploy: deploy({ failed }) })]);
    const { items } = readPage(markdown);
    expect(items[0]).toBe('create: ConfigMap/shop-0');
    expect(notes(markdown)).toEqual([
      `_Shown: the first ${items.length.toLocaleString('en-US')} of 40,000 failed operations; the rest is cut._`,
    ]);
  });
});

function notes(markdown: string): readonly string[] {
  return markdown.split('\n').filter((line) => line.startsWith('_'));
}
