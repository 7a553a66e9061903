// Pure: the annotation of a command that failed.
import { byteLength } from '../system/text.ts';
import { saysError } from '../werf/error-text.ts';
import { isSignal } from '../werf/exit-code.ts';
import type { CommandOutcome } from './command-outcome.ts';
import type { Failure } from './failure/failure.ts';
import { readyWords } from './failure/readiness.ts';
import { isNoStatus } from './failure/reason.ts';
import { plainSentence } from './failure/sentence.ts';
import { lastWords } from './last-words.ts';
import { cut, type Limit, visibleLine } from './summary/markdown.ts';

/** The most of a reason, in characters, and in bytes, because werf's own error and the resource have a place too. */
const MAX_REASON: Limit = { maxCharacters: 1000 };
const MAX_REASON_BYTES = 3000;
const MAX_SUBJECT: Limit = { maxBytes: 1000 };
/** GitHub shows 4 kB of an annotation. */
const MAX_ANNOTATION = { maxBytes: 4000 } as const;
/** The last lines of a build's stage that failed. */
const MAX_BUILD_LINES = 5;
const MAX_BUILD_LINE: Limit = { maxBytes: 200 };

/** The exit code with which a plan says that there are changes, and a program in Go that it crashed. */
const CHANGES_OR_CRASH = 2;

/**
 * What the annotation of a command says: an error where it failed, a warning where it did so with an exit code that is
 * allowed. Empty where there is nothing to say.
 */
export function annotationOf(outcome: CommandOutcome): string {
  const { result, plan, planTrouble } = outcome;
  if (result === 'allowed') return warningOf(outcome);
  // That something would change may be an exit code, and is no failure.
  if (result !== 'failure' || plan?.saysChanges === true) return '';
  return withTrouble(planTrouble, errorAnnotation(outcome));
}

/** Where nothing tells that something went wrong, the exit code is what somebody meant when they allowed it. */
function warningOf(outcome: CommandOutcome): string {
  const { command, exitCode, failure, errorTail = '', planTrouble } = outcome;
  const isKnown = failure !== undefined || saysError(errorTail);
  const isDoubtful = exitCode === CHANGES_OR_CRASH;
  if (!isKnown && !isDoubtful) return '';
  const head = isDoubtful
    ? doubtOf(outcome)
    : `${command} ended with exit code ${exitCode}, which allowed-exit-codes allows.`;
  return isKnown
    ? cut(
        `${head}
${withTrouble(planTrouble, errorAnnotation(outcome))}`,
        MAX_ANNOTATION,
      )
    : head;
}

/** What is said of an exit code for changes without werf's words for them. */
export function doubtOf({ command, exitCode, plan }: CommandOutcome): string {
  if (plan?.plan !== undefined) {
    return `${command} ended with exit code ${exitCode} after the words that changes are planned and another error: it may stand for either. The output has-changes is empty.`;
  }
  if (plan !== undefined) {
    return `${command} ended with exit code ${exitCode} and not with the words that changes are planned: a crash ends so too. The output has-changes is empty.`;
  }
  return `${command} ended with exit code ${exitCode}, which allowed-exit-codes allows. Only a plan says with it that there are changes: a crash ends so too.`;
}

function withTrouble(planTrouble: string | undefined, text: string): string {
  return planTrouble === undefined
    ? text
    : `${planTrouble}
${text}`;
}

function errorAnnotation(outcome: CommandOutcome): string {
  const { failure } = outcome;
  if (failure === undefined) return endWords(outcome);
  // A signal that stopped werf is named already.
  const isTold = failure.error !== '' || (failure.kind === 'stopped' && isSignal(outcome.exitCode));
  return annotationText(isTold ? failure : { ...failure, error: endWords(outcome) });
}

function endWords(outcome: CommandOutcome): string {
  const { command, exitCode, result, errorTail = '' } = outcome;
  // A warning begins with the exit code.
  if (result === 'allowed' && !saysError(errorTail)) return '';
  return clean(lastWords(outcome), MAX_ANNOTATION) || `${command} failed with exit code ${exitCode}.`;
}

/** The cause first, then werf's own error. Lines are parted by line breaks; nothing in them misleads or hides. */
function annotationText(failure: Failure): string {
  const { error, build } = failure;
  // Nothing is known but werf's own words.
  if (failure.subject === undefined && error === `Error: ${failure.reason}`) return clean(error, MAX_ANNOTATION);
  const reason = isNoStatus(failure.reason) ? '' : failure.reason;
  const [start, after] = aroundReason(failure);
  const cause = `${start}${cleanReason(reason)}${readiness(failure)}${after}`;
  const stage = (build?.lines ?? []).filter((line) => line.trim() !== '').slice(-MAX_BUILD_LINES);
  const above = [cause, ...stage.map((line) => clean(line, MAX_BUILD_LINE))].join('\n');
  const rest = MAX_ANNOTATION.maxBytes - byteLength(above) - 1;
  return error === '' || rest < 100 ? above : `${above}\n${clean(ownError(error, reason), { maxBytes: rest })}`;
}

/** werf's own error; of one that repeats a reason of several lines only the first. */
function ownError(error: string, reason: string): string {
  const repeats = reason.includes('\n') && error.endsWith(reason);
  return repeats ? error.slice(0, error.indexOf('\n')) : error;
}

/** What the reason is one of, a resource that failed or what was waited for; and what else is said of that, behind it. */
function aroundReason(failure: Failure): readonly [start: string, after: string] {
  const { kind, subject, headline, reason } = failure;
  const hasStatus = reason !== '' && !isNoStatus(reason);
  if (kind === 'timeout' || kind === 'stopped') {
    const [said = '', ...others] = plainSentence(headline)
      .replace(/\.$/, '')
      .split(/\. (?=\w)/);
    return [
      `${clean(said, MAX_SUBJECT)}${hasStatus ? ': ' : ''}`,
      others.length === 0 ? '' : `. ${clean(others.join('. '), MAX_SUBJECT)}.`,
    ];
  }
  return [subject === undefined ? '' : `${clean(subject, MAX_SUBJECT)}: `, ''];
}

function readiness({ main }: Failure): string {
  const words = main === undefined ? '' : readyWords(main);
  return words === '' ? '' : ` (${words})`;
}

/** At most 1,000 characters; fewer where most of them take four bytes. */
function cleanReason(reason: string): string {
  const text = clean(reason, MAX_REASON);
  return byteLength(text) <= MAX_REASON_BYTES ? text : clean(reason, { maxCharacters: MAX_REASON_BYTES / 4 });
}

/** Each line without characters that mislead; a tab as blanks. */
function clean(text: string, limit: Limit): string {
  const lines = text.split('\n').map((line) => visibleLine(line, limit));
  return cut(lines.join('\n'), limit);
}
