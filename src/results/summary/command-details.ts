// Pure: what a summary shows of one command below its heading, what failed and why before everything else.

import { byteLength } from '../../system/text.ts';
import { lastErrorLine } from '../../werf/error-text.ts';
import type { CommandOutcome } from '../command-outcome.ts';
import { renderImages, renderStages, slowestFirst } from './images.ts';
import { code, codeBlock, details, fitting, visible } from './markdown.ts';
import type { Part } from './part.ts';
import { renderFailedOperations, renderOtherOperations, renderRelease } from './release.ts';
import { renderTimeline } from './timeline.ts';

const MAX_CAUSE_BYTES = 1500;
const MAX_TAIL_BYTES = 16_000;
const MAX_TAIL_LINES = 50;
const MAX_LINE_BYTES = 4000;

/**
 * The error, the release and the images of one command.
 * @param budget bytes of UTF-8 that the text must not exceed
 */
export function renderDetails(report: CommandOutcome, budget: number): Part {
  const { build, deploy, durationMs, result } = report;
  const parts: string[] = [];
  let rest = budget;
  let cut = false;
  const add = (part: Part): void => {
    // One more for the empty line between parts. What is still too large is left out whole.
    const bytes = byteLength(part.text) + 1;
    const fits = bytes <= rest;
    if (fits && part.text !== '') {
      parts.push(part.text);
      rest -= bytes;
    }
    cut ||= part.cut || !fits;
  };
  const whole = (text: string): Part => ({ text, cut: false });

  if (result !== 'success') add(whole(cause(report)));
  if (deploy !== undefined) add(renderFailedOperations(deploy, rest / 4));
  if (result !== 'success') add(whole(errorLines(report, rest / 4)));
  if (deploy !== undefined) add(whole(renderRelease(deploy)));
  if (deploy !== undefined) add(renderOtherOperations(deploy, rest / 4));
  if (build !== undefined) {
    const images = slowestFirst(build.images);
    add(renderImages(images, rest * 0.75));
    add(whole(renderTimeline(images, durationMs)));
    add(renderStages(images, rest));
  }
  return { text: parts.join('\n'), cut };
}

/** werf's own error line in a red box. https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
function cause({ errorTail = '', result }: CommandOutcome): string {
  const line = lastErrorLine(errorTail);
  if (line === '') return '';
  return `> [!${result === 'failure' ? 'CAUTION' : 'WARNING'}]\n> ${code(line, MAX_CAUSE_BYTES)}\n`;
}

/** The last lines that werf printed, folded, as many as fit. */
function errorLines({ errorTail = '' }: CommandOutcome, budget: number): string {
  const lines = errorTail.trim().split('\n').slice(-MAX_TAIL_LINES).reverse();
  const kept = fitting(lines, shownLine, Math.min(budget, MAX_TAIL_BYTES)).toReversed();
  if (errorTail.trim() === '') return '';
  return details("The last lines of werf's output", codeBlock(kept));
}

function shownLine(line: string): string {
  return visible(line.replaceAll('\t', '    '), MAX_LINE_BYTES);
}
