// Pure: the images of a build and their stages as tables.
import type { ImageReport, StageReport } from '../../reports/reports.ts';
import { bySlowness } from '../../reports/stage-times.ts';
import { compareTexts } from '../../system/text.ts';
import { code, codeCell, count, cutNote, details, fitting } from './markdown.ts';
import type { Part } from './part.ts';
import { formatSeconds, formatSize } from './units.ts';

/** More rows than this make a page that nobody reads: the others are folded. */
const OPEN_ROWS = 50;

/** Bytes kept for headings, notes and the tags of a folded part. */
const FRAME_BYTES = 800;

const NO_BREAK_SPACE = '\u00a0';

/** Slowest first, then largest, then by name, so that what costs most is seen first and stays where something is cut. */
export function slowestFirst(images: readonly ImageReport[]): readonly ImageReport[] {
  return images.toSorted((a, b) => bySlowness(a, b) || compareTexts(a.name, b.name));
}

/**
 * The table of images.
 * @param images in the order in which to show them
 * @param budget bytes of UTF-8
 */
export function renderImages(images: readonly ImageReport[], budget: number): Part {
  if (images.length === 0 || budget < FRAME_BYTES) return { text: '', cut: images.length > 0 };
  const built = images.filter(({ rebuilt }) => rebuilt).length;
  const head = `**Images:** ${count(built)} built, ${count(images.length - built)} from cache\n\n`;
  const rows = fitting(images, imageRow, budget - FRAME_BYTES);
  const header = '| Image | Result | Size | Time | Reference |\n| :-- | :-- | --: | --: | :-- |\n';
  let text = `${head}${header}${rows.slice(0, OPEN_ROWS).join('\n')}\n`;
  const folded = rows.slice(OPEN_ROWS);
  if (folded.length > 0) {
    text += `\n${details(`${count(folded.length)} more images`, `${header}${folded.join('\n')}`)}`;
  }
  const note = cutNote(rows.length, images.length, 'slowest', 'images');
  return { text: note === '' ? text : `${text}\n${note}`, cut: note !== '' };
}

/**
 * The stages of all images, folded: image by image and from the base up. Where they do not fit, the slowest are kept.
 * @param images in the order in which to show them
 * @param budget bytes of UTF-8
 */
export function renderStages(images: readonly ImageReport[], budget: number): Part {
  const stages: { image: ImageReport; stage: StageReport; position: number }[] = [];
  for (const image of images) {
    for (const stage of image.stages) stages.push({ image, stage, position: stages.length });
  }
  if (stages.length === 0 || budget < FRAME_BYTES) return { text: '', cut: stages.length > 0 };
  const slowest = stages.toSorted((a, b) => bySlowness(a.stage, b.stage));
  const rows = fitting(slowest, ({ image, stage }) => stageRow(image, stage), budget - FRAME_BYTES);
  const inOrder = rows
    .map((row, index) => ({ row, position: slowest[index]?.position ?? 0 }))
    .sort((a, b) => a.position - b.position);
  const header = '| Image | Stage | Result | Size | Time |\n| :-- | :-- | :-- | --: | --: |\n';
  const note = cutNote(rows.length, stages.length, 'slowest', 'stages');
  const table = `${header}${inOrder.map(({ row }) => row).join('\n')}`;
  return { text: details('Stages', note === '' ? table : `${note}\n${table}`), cut: note !== '' };
}

function imageRow({ name, rebuilt, size, seconds, reference }: ImageReport): string {
  const cells = [
    codeCell(name),
    result(rebuilt),
    unbroken(formatSize(size)),
    unbroken(formatSeconds(seconds)),
    reference === undefined ? '–' : code(reference),
  ];
  return `| ${cells.join(' | ')} |`;
}

function stageRow(image: ImageReport, { name, rebuilt, size, seconds }: StageReport): string {
  const cells = [
    codeCell(image.name),
    codeCell(name),
    result(rebuilt),
    unbroken(formatSize(size)),
    unbroken(formatSeconds(seconds)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function result(rebuilt: boolean): string {
  return rebuilt ? '**built**' : 'from cache';
}

/** A number and its unit stay on one line, however narrow long references make the other columns. */
function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}
