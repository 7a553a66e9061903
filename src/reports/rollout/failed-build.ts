// Pure: an image's build that failed, from the lines in its box.
import { wrappedStart } from './plain-lines.ts';
import type { FailedBuild } from './rollout.ts';

const IMAGE = /\bimage (\S+)$/;
const STAGE = /^[┌] Building stage (\S+)/u;
const STAGE_END = /^[├└] /u;

const MAX_LINES = 40;

/**
 * @param title of the image's box, such as `(1/2) image backend`
 * @param lines what stood in it, with the borders of the boxes within and without its own
 * @returns undefined where the box is no image's
 */
export function failedBuild(title: string, lines: readonly string[]): FailedBuild | undefined {
  const image = IMAGE.exec(title)?.[1];
  if (image === undefined) return undefined;
  const begin = lines.findLastIndex((line) => STAGE.test(line));
  const stage = begin === -1 ? undefined : STAGE.exec(lines[begin] ?? '')?.[1];
  const inside = lines
    .slice(begin + 1)
    .filter((line) => !STAGE_END.test(line))
    .map((line) => withoutLabel(line.replace(/^│ ?/, ''), stage));
  const whole = unwrapped(inside);
  while (whole.at(-1)?.trim() === '') whole.pop();
  return { image, stage, lines: whole.slice(-MAX_LINES) };
}

/** The lines that werf broke at the width of the terminal, put together again. */
function unwrapped(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let start: string | undefined;
  for (const line of lines) {
    if (start !== undefined) whole.pop();
    whole.push((start ?? '') + line);
    start = wrappedStart(whole.at(-1) ?? '');
  }
  return whole;
}

/** werf puts the stage before each line of its output. */
function withoutLabel(line: string, stage: string | undefined): string {
  const label = `${stage}  `;
  return stage !== undefined && line.startsWith(label) ? line.slice(label.length) : line;
}
