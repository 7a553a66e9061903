import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImageReport } from '../../../../src/reports/reports.ts';
import { slowestFirst } from '../../../../src/results/summary/images.ts';
import { renderTimeline } from '../../../../src/results/summary/timeline.ts';
import { readPage } from '../../../support/markdown.ts';
import { type Chart, readChart } from '../../../support/mermaid.ts';
import { goldenBuild, hostileText, image, stage } from '../../../support/reports.ts';

const ORIGIN = 1_795_412_432_000;

async function chart(images: readonly ImageReport[], durationMs = 600_000): Promise<Chart['tasks']> {
  const { blocks } = readPage(renderTimeline(slowestFirst(images), durationMs));
  expect(blocks.map(({ language }) => language)).toEqual(['mermaid']);
  const { type, tasks } = await readChart(blocks[0]?.text ?? '');
  expect(type).toBe('gantt');
  return tasks;
}

test('one image needs no chart', () => {
  expect(renderTimeline([image()], 1000)).toBe('');
});

describe('read by mermaid itself', () => {
  test('the build of a real werf, which took 2.76 s', async () => {
    expect(await chart(goldenBuild('build-rebuilt')?.images ?? [], 2760)).toEqual([
      { name: '1.3 s · frontend', section: 'Built', startMs: 0, endMs: 1230 },
      { name: '2.6 s · backend', section: 'Built', startMs: 8, endMs: 2538 },
    ]);
  });

  test('stages make a bar from the first start to the last end; the cache has its own section', async () => {
    const tasks = await chart([
      image({
        name: 'api',
        seconds: 30,
        stages: [
          stage({ rebuilt: false, savedAt: ORIGIN - 999_999, seconds: 50 }),
          stage({ savedAt: ORIGIN + 10_000, seconds: 10 }),
          stage({ savedAt: ORIGIN + 40_000, seconds: 20 }),
        ],
      }),
      image({ name: 'web', seconds: 5, stages: [stage({ savedAt: ORIGIN + 50_000, seconds: 5 })] }),
      image({ name: 'old', seconds: 0, rebuilt: false }),
    ]);
    expect(tasks).toEqual([
      { name: '30.0 s · api', section: 'Built', startMs: 0, endMs: 40_000 },
      { name: '5.0 s · web', section: 'Built', startMs: 45_000, endMs: 50_000 },
      { name: '0 ms · old', section: 'From cache', startMs: 0, endMs: 1 },
    ]);
  });

  test.each<[string, readonly ImageReport[]]>([
    ['times of another year', [stage({ savedAt: 0 }), stage()].map((each) => image({ stages: [each] }))],
    ['a stage without a time', [image({ stages: [stage({ savedAt: undefined })] }), image({ stages: [stage()] })]],
    ['no stages', [image(), image()]],
  ])('%s: every bar starts at zero, and a line says so', async (_, images) => {
    expect((await chart(images)).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 2000],
      [0, 2000],
    ]);
    expect(renderTimeline(images, 600_000)).toContain('_Each bar starts at zero');
  });

  test('the slowest of many images, far below what GitHub takes', async () => {
    const images = Array.from({ length: 4000 }, (_, index) => image({ name: 'x'.repeat(500), seconds: index }));
    const tasks = await chart(images);
    expect(tasks).toHaveLength(40);
    expect(Math.min(...tasks.map(({ endMs }) => endMs))).toBe(3_960_000);
    expect(renderTimeline(slowestFirst(images), 1).length).toBeLessThan(10_000);
  });

  test('hostile names stay names', async () => {
    const images = fc.array(fc.record({ name: hostileText, rebuilt: fc.boolean() }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(images, async (given) => {
        const tasks = await chart(given.map((each, index) => image({ ...each, seconds: 10 * (index + 1) })));
        const expected = given.map(({ rebuilt }, index) => ({
          section: rebuilt ? 'Built' : 'From cache',
          startMs: 0,
          endMs: 10_000 * (index + 1),
        }));
        const byEnd = tasks.toSorted((a, b) => a.endMs - b.endMs);
        expect(byEnd).toMatchObject(expected);
      }),
      { numRuns: 200 },
    );
  });
});

test('is open where something was built, else folded', () => {
  const cached = [image({ rebuilt: false }), image({ rebuilt: false })];
  expect(renderTimeline(cached, 1000)).toMatch(/^<details>\n/);
  expect(renderTimeline([image(), ...cached], 1000)).toMatch(/^<details open>\n/);
});

test.each([
  [0.5, '1second'],
  [10, '1second'],
  [20, '2second'],
  [45, '5second'],
  [100, '10second'],
  [150, '30second'],
  [600, '1minute'],
  [1_200, '2minute'],
  [3_000, '5minute'],
  [6_000, '10minute'],
  [18_000, '30minute'],
  [36_000, '1hour'],
  [86_400, '3hour'],
  [432_000, '12hour'],
  [9_000_000, '1day'],
])('%d s have a mark every %s', (seconds, expected) => {
  expect(renderTimeline([image({ seconds }), image({ seconds: 0 })], 1)).toContain(`tickInterval ${expected}\n`);
});
