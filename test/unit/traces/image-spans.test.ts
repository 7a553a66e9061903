import { describe, expect, test } from 'vitest';
import { buildReport, type ImageReport, type StageReport } from '../../../src/reports/reports.ts';
import { imageSpans, omittedSpans } from '../../../src/traces/image-spans.ts';
import { goldenJson } from '../../support/reports.ts';

const START = 1_795_412_430_000;
const COMMAND = { startTime: START, endTime: START + 60_000 };
const EMPTY = { reference: undefined, digest: undefined, repository: undefined, tag: undefined, size: undefined };

function stage(name: string, seconds: number | undefined, savedAt?: number): StageReport {
  const built = savedAt !== undefined;
  return { name, rebuilt: built, size: undefined, seconds, savedAt: built ? START + savedAt : START - 1e9 };
}
function image(seconds: number, stages: readonly StageReport[]): ImageReport {
  return { ...EMPTY, name: 'backend', rebuilt: stages.some(({ rebuilt }) => rebuilt), seconds, stages };
}
/** Start and end of an image and its stages, in milliseconds after the command's start; `~` marks an estimate. */
function places(report: ImageReport): readonly string[] {
  return imageSpans([report], COMMAND)
    .flatMap((span) => [span, ...(span.children ?? [])])
    .map(({ startTime, endTime, attributes }) => {
      const mark = attributes['werf.time.estimated'] === true ? '~' : '';
      return `${mark}${startTime - START}-${endTime - START}`;
    });
}

describe('where images and stages stand', () => {
  test('built ones where werf says that it saved them', () => {
    const stages = [stage('from', 1, 11_000), stage('install', 4, 15_500)];
    expect(places(image(5.6, stages))).toEqual(['9900-15500', '10000-11000', '11500-15500']);
  });

  test('those from the cache before the first one that was built', () => {
    const stages = [stage('from', 0.1), stage('install', 0.2), stage('setup', 4, 15_000)];
    expect(places(image(4.5, stages))).toEqual(['10500-15000', '~10700-10800', '~10800-11000', '11000-15000']);
  });

  test('but never before the command', () => {
    expect(places(image(5, [stage('from', 3), stage('install', 2, 4_000)]))).toEqual([
      '-1000-4000',
      '~0-3000',
      '2000-4000',
    ]);
  });

  test('an image from the cache where the command begins', () => {
    const stages = [stage('from', 0.1), stage('install', undefined), stage('setup', 0.2)];
    expect(places(image(0.4, stages))).toEqual(['~0-400', '~0-100', '~100-100', '~100-300']);
  });

  test('times of another day are not believed', () => {
    expect(places(image(5, [stage('from', 4, -86_400_000)]))).toEqual(['~0-5000', '~0-4000']);
    expect(places(image(5, [stage('from', 4, 86_400_000)]))).toEqual(['~0-5000', '~0-4000']);
  });

  test('a built stage without a time follows the one before it', () => {
    const stages = [stage('from', 1, 5_000), { ...stage('install', 2, 0), savedAt: undefined }];
    expect(places(image(3, stages))).toEqual(['4000-7000', '4000-5000', '~5000-7000']);
  });

  test('an image without stages', () => {
    expect(places(image(2, []))).toEqual(['~0-2000']);
  });
});

test('what a recorded build says', () => {
  const report = buildReport(goldenJson('build-rebuilt/build-report.json'));
  const command = { startTime: 1_795_412_430_000, endTime: 1_795_412_433_500 };
  const [backend] = imageSpans(report?.images ?? [], command);
  expect(backend).toEqual({
    name: 'build backend',
    type: 'image',
    startTime: 1_795_412_430_320,
    endTime: 1_795_412_432_880,
    attributes: {
      'werf.image.name': 'backend',
      'werf.image.rebuilt': true,
      'werf.image.size': 399,
      'container.image.name': '127.0.0.1:5000/shop2',
      'container.image.repo_digests': [
        '127.0.0.1:5000/shop2@sha256:7808d680eeabd57797eda068725b05251d1640c81243a0af5f3dc9f83be32ded',
      ],
    },
    children: [
      {
        name: 'stage dockerfile',
        type: 'stage',
        startTime: 1_795_412_430_350,
        endTime: 1_795_412_432_880,
        attributes: {
          'werf.image.name': 'backend',
          'werf.stage.name': 'dockerfile',
          'werf.stage.cache_hit': false,
          'werf.stage.size': 399,
        },
      },
    ],
  });
});

describe('a huge build', () => {
  const many = (count: number, stages: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...image(
        index,
        Array.from({ length: stages }, () => stage('install', 1, 5_000)),
      ),
      name: `service-${index}`,
    }));

  test('has spans of all images up to 5,000, and of the stages of those that are worth most', () => {
    const images = [...many(1_000, 20), { ...image(9_999, [stage('from', 1)]), name: 'cached' }];
    const spans = imageSpans(images, COMMAND);
    expect(spans.map(({ attributes }) => attributes['werf.image.name'])).toEqual(images.map(({ name }) => name));
    const withStages = spans.filter(({ children = [] }) => children.length > 0);
    expect(withStages.map(({ name }) => name)).toEqual(images.slice(750, 1_000).map(({ name }) => `build ${name}`));
    expect(omittedSpans(images, spans)).toBe(750 * 20 + 1);
  });

  test('leaves the fastest images out above that', () => {
    const images = many(6_000, 0);
    const names = new Set(imageSpans(images, COMMAND).map(({ name }) => name));
    expect(names.size).toBe(5_000);
    expect(names.has('build service-5999')).toBe(true);
    expect(names.has('build service-999')).toBe(false);
    expect(omittedSpans(images, imageSpans(images, COMMAND))).toBe(1_000);
  });

  test('may have more stages in an image than a call can have arguments', () => {
    const images = many(1, 300_000);
    expect(imageSpans(images, COMMAND)).toHaveLength(1);
  });
});
