// Pure: what a summary shows of one command below its heading, what failed and why before everything else.

import type { CommandOutcome } from '../command-outcome.ts';
import type { Failure } from '../failure/failure.ts';
import { lastWords } from '../last-words.ts';
import { renderBuild, renderCause, renderCauses, renderDone, renderLines, renderProblems } from './failed-command.ts';
import { renderImages, renderStages, slowestFirst } from './images.ts';
import { code, codeBlock, details, fitting, type Limit, visibleLine } from './markdown.ts';
import { type Part, Parts } from './part.ts';
import { renderPlan } from './planned-changes.ts';
import {
  renderFailedOperations,
  renderOperationsBesideFailure,
  renderOtherOperations,
  renderRelease,
} from './release.ts';
import { renderTimeline } from './timeline.ts';

const MAX_CAUSE: Limit = { maxBytes: 1500 };
const MAX_TAIL_BYTES = 16_000;
const MAX_TAIL_LINES = 50;
const MAX_LINE: Limit = { maxBytes: 4000 };
/** One diff, in bytes: more is read in the log. */
const MAX_DIFF_BYTES = 100_000;

/**
 * The error, the release and the images of one command.
 * @param budget bytes of UTF-8 that the text must not exceed
 */
export function renderDetails(outcome: CommandOutcome, budget: number): Part {
  const { build, durationMs, failure, plan } = outcome;
  const parts = new Parts(budget);
  if (failure !== undefined) addFailure(parts, failure, outcome);
  // An exit code that only says what was planned is no failure.
  else if (plan?.saysChanges !== true) addEnd(parts, outcome);
  if (plan !== undefined) parts.add(renderPlan(plan, parts.rest * 0.9, MAX_DIFF_BYTES));
  if (build !== undefined) {
    const images = slowestFirst(build.images);
    parts.add(renderImages(images, parts.rest * 0.75));
    parts.add(renderTimeline(images, durationMs));
    parts.add(renderStages(images, parts.rest));
  }
  return parts.whole();
}

/** How a command ended of which no more is known than its last lines and its report. */
function addEnd(parts: Parts, outcome: CommandOutcome): void {
  const { deploy, result } = outcome;
  if (result !== 'success') parts.add(cause(outcome));
  if (deploy !== undefined) parts.add(renderFailedOperations(deploy, parts.rest / 4));
  if (result !== 'success') parts.add(errorLines(outcome, parts.rest / 4));
  if (deploy !== undefined) parts.add(renderRelease(deploy));
  if (deploy !== undefined) parts.add(renderOtherOperations(deploy, parts.rest / 4));
}

/** Why a command failed: the cause, what was not ready, what its pods printed; then the release, and what went well. */
function addFailure(parts: Parts, failure: Failure, outcome: CommandOutcome): void {
  const { deploy } = failure;
  parts.add(renderCause(failure, outcome.result === 'failure'));
  parts.add(renderCauses(failure, parts.rest / 4));
  parts.add(renderProblems(failure, parts.rest / 4));
  parts.add(renderBuild(failure, parts.rest / 4));
  parts.add(renderLines(failure, parts.rest / 4));
  parts.add(errorLines(outcome, parts.rest / 4));
  if (deploy !== undefined) parts.add(renderRelease(deploy, true));
  if (deploy !== undefined) parts.add(renderOperationsBesideFailure(deploy, parts.rest / 4));
  parts.add(renderDone(failure, parts.rest / 4));
}

/** werf's own error line in a red box. https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
function cause(outcome: CommandOutcome): string {
  const { result, planTrouble } = outcome;
  const line = lastWords(outcome);
  if (line === '') return '';
  const plain = planTrouble === undefined ? '' : `> ${code(planTrouble, MAX_CAUSE)}\n>\n`;
  return `> [!${result === 'failure' ? 'CAUTION' : 'WARNING'}]\n${plain}> ${code(line, MAX_CAUSE)}\n`;
}

/** The last lines that werf printed, folded, as many as fit. */
function errorLines({ errorTail = '' }: CommandOutcome, budget: number): string {
  const lines = errorTail.trim().split('\n').slice(-MAX_TAIL_LINES).reverse();
  const shown = (line: string) => visibleLine(line, MAX_LINE);
  const kept = fitting(lines, shown, Math.min(budget, MAX_TAIL_BYTES)).toReversed();
  if (errorTail.trim() === '') return '';
  return details("The last lines of werf's output", codeBlock(kept));
}
