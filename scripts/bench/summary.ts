// Measures the summary of a very large build: 4,000 images with 20 stages each, in the shape of a real report.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createJob } from '../../test/support/runner.ts';
import { inTurn, median, type Row } from './table.ts';

const GOLDEN = resolve(import.meta.dirname, '../../test/golden/werf-2.77.1/build-rebuilt/build-report.json');
const CHILD = join(import.meta.dirname, 'summary-child.ts');
const IMAGES = 4_000;
const STAGES = 20;

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly summaryBytes: number;
  readonly imagesBytes: number;
}

export async function measureSummary(): Promise<readonly Row[]> {
  const job = createJob();
  const file = join(job.temp, 'report.json');
  writeFileSync(file, largeReport());
  const [runs = []] = await inTurn(3, [
    async (): Promise<Measured> => JSON.parse(execFileSync(process.execPath, [CHILD, file], { encoding: 'utf8' })),
  ]);
  job.remove();
  const of = (field: keyof Measured) => median(runs.map((run) => run[field]));
  const from = `${IMAGES} images with ${STAGES} stages each, median of 3`;
  return [
    { what: 'Summary of a large build, beyond parsing', value: of('milliseconds'), budget: 500, unit: 'ms', from },
    {
      what: 'Memory for it',
      value: of('megabytes'),
      budget: 300,
      unit: 'MB',
      from: 'peak resident, the report included',
    },
    { what: 'Its size', value: of('summaryBytes') / 1000, budget: 900, unit: 'kB', from },
    { what: 'Size of the output images', value: of('imagesBytes') / 1000, budget: 64, unit: 'kB', from },
  ];
}

/** The recorded report's first image and stage, again and again under other names. */
function largeReport(): string {
  const report = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  const [image] = Object.values<{ Stages: object[] }>(report.Images);
  const [stage] = image?.Stages ?? [];
  const images = Array.from({ length: IMAGES }, (_, index) => [
    `service-${index}`,
    {
      ...image,
      WerfImageName: `service-${index}`,
      BuildTime: `${index / 100}`,
      Stages: Array.from({ length: STAGES }, (_, number) => ({
        ...stage,
        Name: `stage-${number}`,
        BuildTime: `${number}`,
      })),
    },
  ]);
  return JSON.stringify({ ...report, Images: Object.fromEntries(images), ImagesByPlatform: {} });
}
