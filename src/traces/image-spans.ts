// Pure: a build report -> the spans of its images and their stages.
import type { ImageReport, StageReport } from '../reports/reports.ts';
import { buildTime, byWorth, CLOCK_TOLERANCE_MS } from '../reports/stage-times.ts';
import { SPAN, SPAN_NAME } from './attributes.ts';
import { known } from './resource.ts';
import type { SpanContent } from './span.ts';

/** The time in which a command ran, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly startTime: number;
  readonly endTime: number;
}

interface Placed extends TimeSpan {
  readonly estimated: boolean;
}

/** So many images have spans at the most, and so many stages; making and sending 100,000 spans would take seconds. */
const MAX_IMAGES = 5_000;
const MAX_STAGES = 5_000;

/**
 * The spans of the images, with those of their stages below them.
 *
 * werf says of each how long it took, and of a stage that was built when it was saved, so this has its real place. The
 * others, mostly from the cache, stand one after the other before the first real one, or from the command's start, and
 * are marked. Times that cannot be of this command, as with reproducible images that are dated back, are not believed.
 */
export function imageSpans(images: readonly ImageReport[], command: TimeSpan): readonly SpanContent[] {
  const kept = images.length > MAX_IMAGES ? images.toSorted(byWorth).slice(0, MAX_IMAGES) : images;
  const withStages = chooseForStages(kept);
  return kept.map((image) => imageSpan(image, command, withStages.has(image)));
}

/** How many images and stages of a build have no span, because it is so large. */
export function omittedSpans(images: readonly ImageReport[], spans: readonly SpanContent[]): number {
  const count = sum(images.map(({ stages }) => 1 + stages.length));
  return count - sum(spans.map(({ children = [] }) => 1 + children.length));
}

/** Those whose stages have spans: all of them, or else those that are worth most. */
function chooseForStages(images: readonly ImageReport[]): ReadonlySet<ImageReport> {
  if (sum(images.map(({ stages }) => stages.length)) <= MAX_STAGES) return new Set(images);
  const chosen = new Set<ImageReport>();
  let rest = MAX_STAGES;
  for (const image of images.toSorted(byWorth)) {
    if (image.stages.length > rest) continue;
    rest -= image.stages.length;
    chosen.add(image);
  }
  return chosen;
}

function imageSpan(image: ImageReport, command: TimeSpan, withStages: boolean): SpanContent {
  const { name, rebuilt, size, digest, reference } = image;
  const places = placeStages(image.stages, command);
  const place = placeImage(image, places, command);
  const repository = repositoryOf(reference);
  return {
    name: SPAN_NAME.image(name),
    type: 'image',
    startTime: place.startTime,
    endTime: place.endTime,
    attributes: known({
      [SPAN.imageName]: name,
      [SPAN.imageRebuilt]: rebuilt,
      [SPAN.imageSize]: whole(size),
      [SPAN.containerImageName]: repository,
      [SPAN.containerImageDigests]:
        digest === undefined || repository === undefined ? undefined : [`${repository}@${digest}`],
      [SPAN.timeEstimated]: place.estimated || undefined,
    }),
    children: withStages ? image.stages.map((stage, index) => stageSpan(image, stage, places[index] ?? place)) : [],
  };
}

function stageSpan(image: ImageReport, stage: StageReport, place: Placed): SpanContent {
  return {
    name: SPAN_NAME.stage(stage.name),
    type: 'stage',
    startTime: place.startTime,
    endTime: place.endTime,
    attributes: known({
      [SPAN.imageName]: image.name,
      [SPAN.stageName]: stage.name,
      [SPAN.stageCacheHit]: !stage.rebuilt,
      [SPAN.stageSize]: whole(stage.size),
      [SPAN.timeEstimated]: place.estimated || undefined,
    }),
  };
}

function placeStages(stages: readonly StageReport[], command: TimeSpan): readonly Placed[] {
  const measured = stages.map((stage) => measuredPlace(stage, command));
  const first = measured.findIndex((place) => place !== undefined);
  const before = stages.slice(0, Math.max(0, first)).map(milliseconds);
  let cursor = Math.max(command.startTime, (measured[first]?.startTime ?? command.startTime) - sum(before));
  return stages.map((stage, index) => {
    const startTime = cursor;
    const place = measured[index] ?? { startTime, endTime: startTime + milliseconds(stage), estimated: true };
    cursor = place.endTime;
    return place;
  });
}

function measuredPlace(stage: StageReport, command: TimeSpan): Placed | undefined {
  const time = buildTime(stage);
  if (time === undefined) return undefined;
  const { startMs: startTime, endMs: endTime } = time;
  const isOfCommand =
    startTime >= command.startTime - CLOCK_TOLERANCE_MS && endTime <= command.endTime + CLOCK_TOLERANCE_MS;
  return isOfCommand ? { startTime, endTime, estimated: false } : undefined;
}

/** Around its stages, and as long as werf says: that is a little longer than the stages together. */
function placeImage(image: ImageReport, stages: readonly Placed[], command: TimeSpan): Placed {
  const duration = milliseconds(image);
  const estimated = stages.every((stage) => stage.estimated);
  if (estimated) {
    const { startTime } = command;
    return { startTime, endTime: latest(startTime + duration, stages), estimated };
  }
  const endTime = latest(Number.NEGATIVE_INFINITY, stages);
  return { startTime: earliest(endTime - duration, stages), endTime, estimated };
}

// Not by Math.max of all: a report may have more stages than a call can have arguments.
const latest = (time: number, stages: readonly Placed[]) =>
  stages.reduce((end, { endTime }) => Math.max(end, endTime), time);
const earliest = (time: number, stages: readonly Placed[]) =>
  stages.reduce((start, { startTime }) => Math.min(start, startTime), time);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const milliseconds = ({ seconds = 0 }: { readonly seconds: number | undefined }) => Math.round(seconds * 1000);

/** A number with a fraction would be of another type on the wire. */
const whole = (size: number | undefined) => (size === undefined ? undefined : Math.round(size));

/** `repository@digest` and `repository:tag` -> the repository. */
function repositoryOf(reference: string | undefined): string | undefined {
  return reference?.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}
