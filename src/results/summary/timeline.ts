// Pure: a build as a mermaid gantt chart.
import type { ImageReport } from '../../reports/reports.ts';
import { buildTime, CLOCK_TOLERANCE_MS } from '../../reports/stage-times.ts';
import { cutNote, details } from './markdown.ts';
import { formatSeconds } from './units.ts';

/** More bars than this cannot be told apart; GitHub also refuses a diagram of more than 50,000 characters. */
const MAX_BARS = 40;

const MAX_NAME_CHARACTERS = 60;

/** Steps between the marks of the axis, in seconds, with mermaid's words for them. */
const TICKS: readonly (readonly [seconds: number, interval: string])[] = [
  [1, '1second'],
  [2, '2second'],
  [5, '5second'],
  [10, '10second'],
  [30, '30second'],
  [60, '1minute'],
  [120, '2minute'],
  [300, '5minute'],
  [600, '10minute'],
  [1800, '30minute'],
  [3600, '1hour'],
  [10_800, '3hour'],
  [43_200, '12hour'],
];

interface Bar {
  readonly name: string;
  readonly rebuilt: boolean;
  readonly seconds: number;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * When each image was built, or an empty string for fewer than two images. Open where something was built, else folded:
 * a look into the cache is no news.
 * @param images slowest first
 * @param durationMs how long the command took: no image can have taken longer
 */
export function renderTimeline(images: readonly ImageReport[], durationMs: number): string {
  if (images.length < 2) return '';
  const chosen = images.slice(0, MAX_BARS);
  const placed = placedBars(chosen, durationMs);
  const bars = placed ?? chosen.map((image) => barFromStart(image));
  const end = Math.max(...bars.map(({ endMs }) => endMs));
  const chart = [
    'gantt',
    '    dateFormat x',
    // Seconds since the start. Clock times would be those of the reader's time zone, and of 1970.
    '    axisFormat %s s',
    `    tickInterval ${tickInterval(end / 1000)}`,
    ...section('Built', bars, true),
    ...section('From cache', bars, false),
  ].join('\n');
  const notes = [
    cutNote(bars.length, images.length, 'slowest', 'images'),
    placed === undefined ? '_Each bar starts at zero: werf reported no usable times of these stages._\n' : '',
  ].filter((note) => note !== '');
  const body = [`\`\`\`mermaid\n${chart}\n\`\`\``, ...notes].join('\n\n').trimEnd();
  return details(
    'Timeline',
    body,
    bars.some(({ rebuilt }) => rebuilt),
  );
}

/**
 * Bars at their real times: werf reports when it saved each stage and how long that stage took. Undefined where a built
 * image lacks either or the times cannot be of this run, as with reproducible images that are dated back.
 */
function placedBars(images: readonly ImageReport[], durationMs: number): readonly Bar[] | undefined {
  const spans = images.map(span);
  const starts = spans.flatMap((times) => (times === undefined ? [] : [times.startMs]));
  const ends = spans.flatMap((times) => (times === undefined ? [] : [times.endMs]));
  const zero = Math.min(...starts);
  if (starts.length > 0 && Math.max(...ends) - zero > durationMs + CLOCK_TOLERANCE_MS) return undefined;
  const bars = images.map((image, index) => {
    const times = spans[index];
    if (times === undefined) return image.rebuilt ? undefined : barFromStart(image);
    return { ...barFromStart(image), startMs: times.startMs - zero, endMs: times.endMs - zero };
  });
  return bars.every((bar) => bar !== undefined) ? bars : undefined;
}

function span({ rebuilt, stages }: ImageReport): { startMs: number; endMs: number } | undefined {
  const built = stages.filter((stage) => rebuilt && stage.rebuilt);
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = 0;
  for (const stage of built) {
    const time = buildTime(stage);
    if (time === undefined) return undefined;
    startMs = Math.min(startMs, time.startMs);
    endMs = Math.max(endMs, time.endMs);
  }
  return built.length === 0 ? undefined : { startMs, endMs };
}

function barFromStart({ name, rebuilt, seconds = 0 }: ImageReport): Bar {
  return { name, rebuilt, seconds, startMs: 0, endMs: Math.round(seconds * 1000) };
}

function section(title: string, bars: readonly Bar[], rebuilt: boolean): readonly string[] {
  const chosen = bars.filter((bar) => bar.rebuilt === rebuilt).toSorted((a, b) => a.startMs - b.startMs);
  if (chosen.length === 0) return [];
  return [`    section ${title}`, ...chosen.map(task)];
}

/** A task starts with a digit, its duration, so that no image's name is ever read as a keyword such as `section`. */
function task({ name, rebuilt, seconds, startMs, endMs }: Bar): string {
  const tag = rebuilt ? '' : 'done, ';
  return `    ${formatSeconds(seconds)} · ${taskName(name)} :${tag}${startMs}, ${Math.max(endMs, startMs + 1)}`;
}

/** Letters, digits and the punctuation of image names; mermaid reads a meaning into `:`, `#`, `;`, `%%` and more. */
function taskName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{M}\p{N} ._/@+()=-]/gu, '_');
  const characters = [...safe.slice(0, 2 * MAX_NAME_CHARACTERS)];
  return characters.length > MAX_NAME_CHARACTERS ? `${characters.slice(0, MAX_NAME_CHARACTERS).join('')}…` : safe;
}

function tickInterval(seconds: number): string {
  return TICKS.find(([step]) => seconds / step <= 10)?.[1] ?? '1day';
}
