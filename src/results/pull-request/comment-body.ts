// Pure: the text of a comment: what the commands would change or did, bounded, with nothing foreign that is live.
import type { DeployReport } from '../../reports/reports.ts';
import { byteLength } from '../../system/text.ts';
import type { PublicPlan } from '../public-plan.ts';
import { code, codeBlock, count, details, fitting, type Limit, oneLine, visibleLine } from '../summary/markdown.ts';
import type { Part } from '../summary/part.ts';
import { renderPlan } from '../summary/planned-changes.ts';
import type { CommentSubject } from './marker.ts';

/** GitHub takes 262,144 bytes by what others measured, and names 65,536 characters: 60,000 bytes are right for both. */
const MAX_BYTES = 60_000;
/** Bytes kept for what stands around the sections. */
const FRAME_BYTES = 1500;
const MAX_DIFF_BYTES = 12_000;
const MAX_ERROR_BYTES = 8_000;
const MAX_ERROR_LINES = 40;
const MAX_FAILED = 50;
const MAX_NAME: Limit = { maxBytes: 200 };
const MAX_HEADLINE: Limit = { maxBytes: 1200 };
const MAX_REASON: Limit = { maxCharacters: 1200 };
const MAX_ERROR_LINE: Limit = { maxBytes: 2000 };
/** Commands that are shown; each takes a heading at least. */
const MAX_SECTIONS = 100;

/** A resource that failed, or that was still waited for. */
export interface FailedResource {
  readonly resource: string;
  readonly state: string;
  readonly reason: string;
}

/** One command of the step, as far as a comment shows it. All of its texts are redacted already. */
export interface CommentSection {
  /** Such as `werf plan`. */
  readonly command: string;
  /**
   * `not-run`: an earlier command of the step failed, or the step was cancelled before. `allowed`: as a failure, but
   * `allowed-exit-codes` names the exit code.
   */
  readonly result: 'success' | 'failure' | 'cancelled' | 'allowed' | 'not-run';
  /** werf's own. */
  readonly exitCode: number;
  readonly kind: 'plan' | 'deploy';
  /** Of a plan that was made. */
  readonly plan: PublicPlan | undefined;
  /** Of a deploy that wrote its report. */
  readonly deploy: DeployReport | undefined;
  /** Why it failed, or what it waited for, in a sentence; empty where that is not known. */
  readonly headline: string;
  readonly failedResources: readonly FailedResource[];
  /** What werf said of a failure; empty where it said nothing. */
  readonly error: string;
}

/** Where a comment points to. */
export interface CommentRun {
  /** Lower-case hexadecimal. */
  readonly commit: string;
  /** `https://github.com/acme/shop`; empty where the runner does not say. */
  readonly repositoryUrl: string;
  /** Digits. */
  readonly runId: string;
  readonly runNumber: string;
}

export interface CommentText {
  readonly text: string;
  /** Without tables and diffs, for a server that takes less. */
  readonly short: string;
}

/**
 * The comment below its marker, at most 60,000 bytes of UTF-8. It has no times and durations: the same plan of the same
 * run gives the same text.
 * @param marker the first line
 */
export function commentBody(
  marker: string,
  subject: CommentSubject,
  all: readonly CommentSection[],
  run: CommentRun,
): CommentText {
  const sections = shownSections(all);
  const head = `${marker}\n${subjectLine(subject)}`;
  const foot = footer(run);
  const budget = MAX_BYTES - FRAME_BYTES - byteLength(head) - byteLength(foot);
  const share = Math.floor(budget / Math.max(1, sections.length));
  const parts = sections.map((section) => renderSection(section, share));
  const left = all.length - sections.length;
  const isCut = parts.some(({ cut }) => cut) || left > 0;
  const leftOut = left > 0 ? `${count(left)} more commands are left out. ` : '';
  const note = isCut
    ? `\n_${leftOut}Not everything fits here. All of it is in the ${runLink(run, 'log of the run')}._\n`
    : '';
  const titles = sections.map((section) => `${title(section)}\n`);
  const shortNote = `\n_The comment would be too long for this server. All of it is in the ${runLink(run, 'log of the run')}._\n`;
  return {
    text: `${head}${parts.map(({ text }) => text).join('\n')}${note}${foot}`,
    short: `${head}${titles.join('\n')}${shortNote}${foot}`,
  };
}

/** Of too many those that ran, and of these the last, because what failed is one of them. */
function shownSections(sections: readonly CommentSection[]): readonly CommentSection[] {
  if (sections.length <= MAX_SECTIONS) return sections;
  const ran = sections.filter(({ result }) => result !== 'not-run').slice(-MAX_SECTIONS);
  const missed = sections.filter(({ result }) => result === 'not-run');
  return [...ran, ...missed].slice(0, MAX_SECTIONS);
}

function subjectLine({ id, project, environment, release, namespace }: CommentSubject): string {
  const names = (
    id !== ''
      ? [['', id]]
      : [
          ['project', project],
          ['environment', environment],
          ['release', release],
          ['namespace', namespace],
        ]
  ).flatMap(([what = '', name = '']) =>
    name === '' ? [] : [`${what === '' ? '' : `${what} `}${code(name, MAX_NAME)}`],
  );
  return names.length === 0 ? '' : `${names.join(', ')}\n\n`;
}

function renderSection(section: CommentSection, budget: number): Part {
  const head = `${title(section)}\n`;
  const rest = budget - byteLength(head);
  const { text, cut } = section.kind === 'plan' ? planDetails(section, rest) : deployDetails(section, rest);
  return { text: text === '' ? head : `${head}\n${text}`, cut };
}

/** The heading: what is, or would be, the case. */
function title(section: CommentSection): string {
  const { command, result, exitCode, kind, plan, deploy } = section;
  const name = code(command, MAX_NAME);
  if (result === 'not-run') return `### ⏸️ ${name} did not run: the step ended before it`;
  if (result === 'cancelled') return `### 🛑 ${name} was cancelled`;
  const allowed = `ended with exit code ${exitCode}, which ${code('allowed-exit-codes')} allows`;
  if (kind === 'plan') {
    if (plan?.hasChanges === undefined && plan?.plan !== undefined) {
      return `### ${result === 'failure' ? '❌' : '⚠️'} ${name} ended with another error after its plan`;
    }
    if (plan?.hasChanges === undefined && result === 'allowed') return `### ⚠️ ${name} made no plan: it ${allowed}`;
    if (plan?.hasChanges === undefined && result === 'success') return `### ❔ ${name}: what it planned cannot be told`;
    if (plan?.hasChanges === undefined) return `### ❌ ${name} made no plan`;
    if (plan.hasChanges) return `### 📝 ${name}: changes planned`;
    return `### ✅ ${name}: no resource changes`;
  }
  if (result === 'failure') return `### ❌ ${name} failed`;
  if (result === 'allowed') return `### ⚠️ ${name} ${allowed}`;
  return deploy?.status === 'skipped' ? `### ✅ ${name}: nothing to do` : `### ✅ ${name} succeeded`;
}

function planDetails(section: CommentSection, budget: number): Part {
  const { plan } = section;
  if (plan?.hasChanges !== undefined) return renderPlan(plan, budget, MAX_DIFF_BYTES);
  const text = [headline(section), errorLines(section)].filter((part) => part !== '').join('\n');
  if (plan?.plan === undefined) return { text, cut: false };
  const rendered = renderPlan(plan, budget - byteLength(text) - 1, MAX_DIFF_BYTES);
  return { text: `${text}\n${rendered.text}`, cut: rendered.cut };
}

function deployDetails(section: CommentSection, budget: number): Part {
  const { deploy, failedResources, result } = section;
  const parts = [
    headline(section),
    deploy === undefined ? '' : releaseLine(deploy),
    result === 'success' ? '' : failedList(section),
    result === 'failure' || result === 'allowed' ? errorLines(section) : '',
  ].filter((part) => part !== '');
  const text = parts.join('\n');
  if (byteLength(text) <= budget) return { text, cut: failedResources.length > MAX_FAILED };
  return { text: parts[0] ?? '', cut: true };
}

function headline({ headline: text, result }: CommentSection): string {
  return text === '' || result === 'success' ? '' : `> ${code(text, MAX_HEADLINE)}\n`;
}

function releaseLine({ release, namespace, revision, status }: DeployReport): string {
  const parts = [
    release === undefined ? '' : `Release ${code(release)}`,
    namespace === undefined ? '' : `namespace ${code(namespace)}`,
    revision === undefined ? '' : `revision ${revision}`,
    status === undefined ? '' : `status ${code(status)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}.\n`;
}

/** What failed and why; where the rollout does not tell, the operations of the report. */
function failedList({ failedResources, deploy, result }: CommentSection): string {
  const items: readonly string[] =
    failedResources.length > 0
      ? failedResources.map(({ resource, state, reason }) => {
          const why = reason === '' ? '' : `: ${code(oneLine(reason), MAX_REASON)}`;
          return `- ${code(resource)} (${code(state)})${why}`;
        })
      : (deploy?.failed ?? []).map((operation) => `- ${code(operation)}`);
  if (items.length === 0) return '';
  const shown = fitting(items.slice(0, MAX_FAILED), (item) => item, MAX_ERROR_BYTES * 2);
  const more = items.length - shown.length;
  const heading = result === 'cancelled' ? 'What was still waited for:' : 'What failed:';
  return `**${heading}**\n\n${shown.join('\n')}\n${more > 0 ? `- and ${count(more)} more\n` : ''}`;
}

function errorLines({ error, kind }: CommentSection): string {
  const lines = error.trim() === '' ? [] : error.trim().split('\n').slice(-MAX_ERROR_LINES);
  const shown = fitting(lines, (line) => visibleLine(line, MAX_ERROR_LINE), MAX_ERROR_BYTES);
  if (shown.length === 0) return '';
  const block = codeBlock(shown);
  return kind === 'plan' ? `${block}\n` : details("werf's error", block);
}

function footer(run: CommentRun): string {
  const { commit, repositoryUrl } = run;
  const short = code(commit.slice(0, 7));
  const link = repositoryUrl === '' ? short : `[${short}](${repositoryUrl}/commit/${commit})`;
  return `\nFor commit ${link}, ${runLink(run, `run ${run.runNumber}`)}.\n`;
}

function runLink({ repositoryUrl, runId }: CommentRun, text: string): string {
  return repositoryUrl === '' || runId === '' ? text : `[${text}](${repositoryUrl}/actions/runs/${runId})`;
}
