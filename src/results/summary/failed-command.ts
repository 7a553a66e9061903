// Pure: why a command failed, at the top of its block: the cause, all that was not ready, and what its pods printed last.
import type { ShownLines } from '../../reports/rollout/rollout.ts';
import type { Failure } from '../failure/failure.ts';
import type { Problem } from '../failure/problems.ts';
import { readyWords } from '../failure/readiness.ts';
import { isNoStatus } from '../failure/reason.ts';
import type { Sentence } from '../failure/sentence.ts';
import { code, codeBlock, codeCell, cutNote, details, fitting, type Limit, oneLine, visibleLine } from './markdown.ts';
import type { Part } from './part.ts';

/** Bytes and lines are bounded by what is left of the summary. */
const MAX_REASON: Limit = { maxCharacters: 1500 };
/** In a table; the reason of the first is whole in the box above it. */
const MAX_CELL: Limit = { maxCharacters: 500 };
/** Lines of a log, of events, of a stage. */
const MAX_LINES = 30;
/** Of a reason that has several lines, and of one of them. */
const MAX_BLOCK_BYTES = 5000;
const MAX_REASON_LINE: Limit = { maxCharacters: 1000 };
const MAX_LINE: Limit = { maxBytes: 1000 };
const MAX_SOURCES = 10;
const MAX_SOURCE_BYTES = 8000;
/** Bytes kept for headings and notes. */
const FRAME_BYTES = 400;

const NOTHING: Part = { text: '', cut: false };

/**
 * What happened, why, and what to do next, in a box: red for a failure, yellow where werf was stopped.
 * @param isError false where the step does not fail by it
 */
export function renderCause(failure: Failure, isError = true): string {
  const { kind, headline, note, todo } = failure;
  const parts = [markdown(headline), why(failure), note, todo];
  const shownParts = parts.map((part) => (typeof part === 'object' ? markdown(part) : (part ?? '')));
  const box = `[!${kind === 'stopped' || !isError ? 'WARNING' : 'CAUTION'}]\n${shownParts.filter((part) => part !== '').join('\n\n')}`;
  return box
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
    .concat('\n');
}

/** The reason, several lines of it as a block. What was only waited for has no reason, but a last status. */
function why({ kind, main, reason }: Failure): string {
  const text = reason.trim();
  const isStatus = (kind === 'timeout' || kind === 'stopped') && main?.state === 'WAITING' && main.isStatus;
  const count = main === undefined ? '' : readyWords(main);
  if (text === '' || (isStatus && isNoStatus(text))) return count === '' ? '' : `${count}.`;
  const lines = text.split('\n');
  if (lines.length > 1) return codeBlock(shownLines(lines, MAX_BLOCK_BYTES));
  const words = code(text, MAX_REASON);
  return isStatus ? `Its last status: ${words}${count === '' ? '' : `, ${count}`}.` : words;
}

/** All causes of an error that lists several, where the table does not have them; empty otherwise. */
export function renderCauses({ causes, problems }: Failure, budget: number): Part {
  const told = new Set(problems.map(({ resource, reason }) => `${resource} ${reason}`));
  if (causes.every(({ resource, text }) => told.has(`${resource} ${text}`))) return NOTHING;
  const line = ({ resource, text }: Failure['causes'][number]): string =>
    `- ${resource === undefined ? '' : `${code(resource)}: `}${code(oneLine(text), MAX_REASON)}`;
  const items = fitting(causes, line, budget - FRAME_BYTES);
  const note = cutNote(items.length, causes.length, 'first', 'errors');
  return { text: `**All errors:**\n\n${items.join('\n')}\n${note === '' ? '' : `\n${note}`}`, cut: note !== '' };
}

/** A table of all that were not ready, those that failed first. */
export function renderProblems({ problems, main }: Failure, budget: number): Part {
  if (problems.length === 0) return NOTHING;
  const rows = fitting(problems, (problem) => problemRow(problem, problem === main), budget - FRAME_BYTES);
  const note = cutNote(rows.length, problems.length, 'first', 'resources that were not ready');
  const header = '| Resource | State | Ready | Reason |\n| :-- | :-- | :-- | :-- |\n';
  return { text: `${header}${rows.join('\n')}\n${note === '' ? '' : `\n${note}`}`, cut: note !== '' };
}

function problemRow(problem: Problem, isMain: boolean): string {
  const { resource, namespace, state, goal, inTrouble, reason } = problem;
  const where = namespace === undefined ? '' : ` in ${codeCell(namespace, MAX_CELL)}`;
  const what = { ready: '', present: ' to be there', absent: ' to be gone' }[goal];
  const mark =
    state === 'FAILED'
      ? '❌ **FAILED**'
      : `${state}${what}${inTrouble ? `, ⚠️ ${isMain ? '' : 'also '}in trouble` : ''}`;
  const count = readyWords(problem, '') || '–';
  return `| ${[`${codeCell(resource, MAX_CELL)}${where}`, mark, count, codeCell(oneLine(reason), MAX_CELL)].join(' | ')} |`;
}

/** The last lines of the stage whose build failed, in full view. */
export function renderBuild({ build }: Failure, budget: number): string {
  if (build === undefined || build.lines.length === 0) return '';
  const stage = build.stage === undefined ? '' : `, stage ${code(build.stage)}`;
  return `The last lines of image ${code(build.image)}${stage}:\n\n${codeBlock(lastLines(build.lines, budget))}\n`;
}

/** What the pods in trouble printed last, and their events, folded. */
export function renderLines({ logs, events }: Failure, budget: number): Part {
  const parts = [sources('Last lines of the logs', logs, budget / 2), sources('Last events', events, budget / 2)];
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    cut: parts.some(({ cut }) => cut),
  };
}

function sources(title: string, all: readonly ShownLines[], budget: number): Part {
  const blocks = fitting(all.slice(0, MAX_SOURCES), sourceBlock, budget - FRAME_BYTES);
  if (blocks.length === 0) return { text: '', cut: all.length > 0 };
  const note = cutNote(blocks.length, all.length, 'first', 'sources');
  return { text: details(title, [...blocks, ...(note === '' ? [] : [note])].join('\n').trimEnd()), cut: note !== '' };
}

function sourceBlock({ resource, source, namespace, lines, cut }: ShownLines): string {
  const names = [code(resource), ...(source === '' ? [] : [code(source)])].join(', ');
  const where = namespace === undefined ? '' : ` in ${code(namespace)}`;
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  const last = lines.slice(Math.max(0, end - MAX_LINES), end);
  const more = cut || last.length < end ? ', its last lines' : '';
  return `${names}${where}${more}:\n\n${codeBlock(lastLines(last, MAX_SOURCE_BYTES))}\n`;
}

/** What went well, folded. */
export function renderDone({ done }: Failure, budget: number): Part {
  const items = fitting(
    done,
    ({ name, gone }) => `- ${code(name)}${gone ? ', gone as it should be' : ''}`,
    budget - FRAME_BYTES,
  );
  if (items.length === 0) return { text: '', cut: done.length > 0 };
  const note = cutNote(items.length, done.length, 'first', 'resources that were ready');
  return {
    text: details('Ready', `${items.join('\n')}${note === '' ? '' : `\n\n${note.trimEnd()}`}`),
    cut: note !== '',
  };
}

function markdown(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : code(part.code))).join('');
}

function shownLines(lines: readonly string[], budget: number): readonly string[] {
  const shown = (line: string) => visibleLine(line, MAX_REASON_LINE);
  return fitting(lines.slice(0, MAX_LINES), shown, budget - FRAME_BYTES);
}

/** The last lines, as many as fit. */
function lastLines(lines: readonly string[], budget: number): readonly string[] {
  const shown = (line: string) => visibleLine(line, MAX_LINE);
  return fitting(lines.slice(-MAX_LINES).toReversed(), shown, budget - FRAME_BYTES).toReversed();
}
