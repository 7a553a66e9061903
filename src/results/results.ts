// Composition: what the step shows of its commands: the reports, the summary, the outputs and the annotation.

import { commandName } from '../command/name.ts';
import type { ExpectedReport } from '../reports/expected-reports.ts';
import { readReport } from '../reports/report-files.ts';
import { buildReport, deployReport } from '../reports/reports.ts';
import type { Host } from '../system/host.ts';
import { errorText, lastErrorLine } from '../werf/error-text.ts';
import { registryHint } from '../werf/registry-hint.ts';
import type { CommandReport } from './command-outcome.ts';
import type { CommandResult } from './command-result.ts';
import { reportOutputs } from './outputs.ts';
import { renderSummary } from './summary/summary.ts';

/** 128 + SIGKILL, which Linux sends where memory is short. */
const KILLED = 137;

/** Shows how the commands ended. A report or a summary that cannot be had costs itself and nothing else. */
export async function showResults(host: Host, results: readonly CommandResult[], summary: boolean): Promise<void> {
  const reports = results.map(readReports);
  setOutputs(host, reports);
  for (const report of reports) annotate(host, report);
  if (summary) await writeSummary(host, reports);
}

function readReports(result: CommandResult): CommandReport {
  const { words, exitCode, durationMs, failed, cancelled, reports, errorTail } = result;
  const outcome = failed ? 'failure' : 'success';
  return {
    command: commandName(words),
    result: cancelled ? 'cancelled' : outcome,
    exitCode,
    durationMs,
    build: buildReport(read(reports.build)),
    deploy: deployReport(read(reports.deploy)),
    errorTail: outcome === 'success' && !cancelled ? '' : errorText(errorTail),
  };
}

function read(report: ExpectedReport | undefined): unknown {
  return report === undefined ? undefined : readReport(report.path, report.markBefore);
}

function setOutputs(host: Host, reports: readonly CommandReport[]): void {
  const { values, omittedImages } = reportOutputs(reports);
  for (const [name, value] of Object.entries(values)) host.setOutput(name, value);
  if (omittedImages > 0) {
    host.log.notice(`The output images is at its limit of 64 kB: ${omittedImages} images are left out of it.`);
  }
}

function annotate(host: Host, { command, result, exitCode, errorTail = '' }: CommandReport): void {
  if (result !== 'failure') return;
  const killed = exitCode === KILLED ? ' Something killed werf, most often the system for want of memory.' : '';
  host.log.error(lastErrorLine(errorTail) || `${command} failed with exit code ${exitCode}.${killed}`, command);
  const hint = registryHint(errorTail);
  if (hint !== undefined) host.log.notice(hint, command);
}

async function writeSummary(host: Host, reports: readonly CommandReport[]): Promise<void> {
  try {
    const details = reports.some(hasDetails) ? await import('./summary/command-details.ts') : undefined;
    host.appendSummary(renderSummary(reports, details?.renderDetails));
  } catch (error) {
    host.log.debug(`The job summary could not be written: ${String(error)}`);
  }
}

function hasDetails({ result, build, deploy, errorTail = '' }: CommandReport): boolean {
  return build !== undefined || deploy !== undefined || (result !== 'success' && errorTail !== '');
}
