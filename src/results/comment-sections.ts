// Pure: what a comment shows of each command of the step, with all secrets taken out.
import { finalError } from '../reports/failure/final-error.ts';
import type { DeployReport } from '../reports/reports.ts';
import { errorOf } from '../werf/error-text.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { failedResources } from './failure/failed-resources.ts';
import { plainSentence } from './failure/sentence.ts';
import { publicText } from './public-plan.ts';
import type { CommentSection } from './pull-request/comment-body.ts';
import type { Redact } from './redact.ts';

const MAX_LINES_WITHOUT_ERROR = 10;

/** The section of a command that ran. */
export function commentSection(outcome: CommandOutcome, kind: 'plan' | 'deploy', redact: Redact): CommentSection {
  const { command, result, exitCode, plan, deploy, failure, problems = [], planTrouble, errorTail = '' } = outcome;
  const isPlanned = kind === 'plan' && plan?.hasChanges !== undefined && result !== 'cancelled';
  const released = deploy ?? failure?.deploy;
  const shown = (text: string) => publicText(text, redact);
  return {
    command,
    // What only says that something would change is no failure of the plan.
    result: isPlanned ? 'success' : result,
    exitCode,
    kind,
    plan,
    deploy: released === undefined ? undefined : publicReport(released, redact),
    headline: shown(failure === undefined ? (planTrouble ?? '') : plainSentence(failure.headline)),
    failedResources: failedResources(problems).map(({ resource, namespace, state, reason }) => ({
      resource: shown(namespace === undefined ? resource : `${resource} in ${namespace}`),
      state,
      reason: shown(reason),
    })),
    error: shown(errorWords(errorTail)),
  };
}

/** The section of a command that did not run any more. */
export function missedSection(command: string, kind: 'plan' | 'deploy'): CommentSection {
  return {
    command,
    result: 'not-run',
    exitCode: 0,
    kind,
    plan: undefined,
    deploy: undefined,
    headline: '',
    failedResources: [],
    error: '',
  };
}

/** werf's error with all of its lines, which come last; else a crash; where there is neither, the last lines. */
function errorWords(errorTail: string): string {
  const error = finalError(errorTail);
  if (error !== undefined) return error.whole;
  const lines = errorTail.trimEnd().split('\n');
  const at = lines.findLastIndex((line) => errorOf(line) !== undefined);
  if (at === -1) return lines.slice(-MAX_LINES_WITHOUT_ERROR).join('\n');
  return [errorOf(lines[at] ?? ''), ...lines.slice(at + 1)].join('\n');
}

function publicReport(report: DeployReport, redact: Redact): DeployReport {
  const optional = (text: string | undefined) => (text === undefined ? undefined : redact(text));
  return {
    ...report,
    release: optional(report.release),
    namespace: optional(report.namespace),
    status: optional(report.status),
    failed: report.failed.map(redact),
  };
}
