// Composition: what the step shows of its commands: the reports, the summary, the outputs and the annotation.

import { commandName } from '../command/name.ts';
import type { ExpectedReport } from '../reports/expected-reports.ts';
import { readReport } from '../reports/report-files.ts';
import { buildReport, deployReport } from '../reports/reports.ts';
import type { Host } from '../system/host.ts';
import { errorText, lastErrorLine } from '../werf/error-text.ts';
import { registryHint } from '../werf/registry-hint.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { CommandResult } from './command-result.ts';
import { OUTPUT_NAMES, type OutputName } from './output-names.ts';
import { outcomeOutputs } from './outputs.ts';
import { renderSummary } from './summary/summary.ts';

/** A host that outputs can be set on. */
type ResultsHost = Host<never, OutputName>;

/** 128 + SIGKILL, which Linux sends where memory is short. */
const KILLED = 137;

/** Shows how the commands ended. A report or a summary that cannot be had costs itself and nothing else. */
export async function showResults(
  host: ResultsHost,
  results: readonly CommandResult[],
  summary: boolean,
): Promise<void> {
  const outcomes = results.map(outcomeOf);
  setOutputs(host, outcomes);
  for (const outcome of outcomes) annotate(host, outcome);
  if (summary) await writeSummary(host, outcomes);
}

function outcomeOf(result: CommandResult): CommandOutcome {
  const { words, exitCode, durationMs, reports, errorTail } = result;
  const ended = howItEnded(result);
  return {
    command: commandName(words),
    result: ended,
    exitCode,
    durationMs,
    build: buildReport(read(reports.build)),
    deploy: deployReport(read(reports.deploy)),
    errorTail: ended === 'success' ? '' : errorText(errorTail),
  };
}

function howItEnded({ failed, cancelled }: CommandResult): CommandOutcome['result'] {
  if (cancelled) return 'cancelled';
  return failed ? 'failure' : 'success';
}

function read(report: ExpectedReport | undefined): unknown {
  return report === undefined ? undefined : readReport(report.path, report.markBefore);
}

function setOutputs(host: ResultsHost, outcomes: readonly CommandOutcome[]): void {
  const { values, omittedImages } = outcomeOutputs(outcomes);
  for (const name of OUTPUT_NAMES) {
    const value = values[name];
    if (value !== undefined) host.setOutput(name, value);
  }
  if (omittedImages > 0) {
    host.log.notice(`The output images is at its limit of 64 kB: ${omittedImages} images are left out of it.`);
  }
}

function annotate(host: Host, { command, result, exitCode, errorTail = '' }: CommandOutcome): void {
  if (result !== 'failure') return;
  const killed = exitCode === KILLED ? ' Something killed werf, most often the system for want of memory.' : '';
  host.log.error(lastErrorLine(errorTail) || `${command} failed with exit code ${exitCode}.${killed}`, command);
  const hint = registryHint(errorTail);
  if (hint !== undefined) host.log.notice(hint, command);
}

async function writeSummary(host: Host, outcomes: readonly CommandOutcome[]): Promise<void> {
  try {
    const details = outcomes.some(hasDetails) ? await import('./summary/command-details.ts') : undefined;
    host.appendSummary(renderSummary(outcomes, details?.renderDetails));
  } catch (error) {
    host.log.debug(`The job summary could not be written: ${String(error)}`);
  }
}

function hasDetails({ result, build, deploy, errorTail = '' }: CommandOutcome): boolean {
  return build !== undefined || deploy !== undefined || (result !== 'success' && errorTail !== '');
}
