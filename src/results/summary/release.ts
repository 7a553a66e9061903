// Pure: what a rollout did to its release.

import type { DeployReport } from '../../reports/reports.ts';
import { byteLength } from '../../system/text.ts';
import { code, codeCell, cutNote, details, fitting } from './markdown.ts';
import type { Part } from './part.ts';

/** Bytes kept for the heading and the note of a list. */
const FRAME_BYTES = 400;

/** What operations are called after a success, and where nothing is known of a failure. */
const NEUTRAL = { completed: 'Completed', canceled: 'Cancelled', failed: 'Failed' };
/** The same beside resources that are not ready: an operation is done when the cluster has taken it. */
const BESIDE_FAILURE = { completed: 'Applied', canceled: 'Not begun', failed: 'Failed to apply' };

/** The release as a sentence, where werf found nothing to change and made no revision (its status `skipped`). */
function renderSkipped({ release, namespace }: DeployReport): string {
  return `**Nothing to change:** release ${foreign(release)} in namespace ${foreign(namespace)} is already as desired.\n`;
}

/**
 * The release as a table of one row.
 * @param besideFailure whether it is shown beside what was not ready
 */
export function renderRelease(deploy: DeployReport, besideFailure = false): string {
  const words = besideFailure ? BESIDE_FAILURE : NEUTRAL;
  const { release, namespace, revision, status, completed, canceled, failed } = deploy;
  if (status === 'skipped') return renderSkipped(deploy);
  const cells = [
    foreign(release),
    foreign(namespace),
    revision ?? '–',
    foreign(status),
    completed.length,
    canceled.length,
    failed.length,
  ];
  return [
    `| Release | Namespace | Revision | Status | ${words.completed} | ${words.canceled} | ${words.failed} |`,
    '| :-- | :-- | --: | :-- | --: | --: | --: |',
    `| ${cells.join(' | ')} |\n`,
  ].join('\n');
}

/** The operations that failed, in full view; empty where none did. */
export function renderFailedOperations({ failed }: DeployReport, budget: number): Part {
  const { text, cut } = list(failed, budget, 'failed operations');
  return { text: text === '' ? '' : `**Failed operations:**\n\n${text}`, cut };
}

/** The operations that were cancelled and completed, folded; empty where there are none. */
export function renderOtherOperations(deploy: DeployReport, budget: number): Part {
  const canceled = list(deploy.canceled, budget / 2, 'cancelled operations');
  const completed = list(deploy.completed, budget - byteLength(canceled.text) - FRAME_BYTES, 'completed operations');
  const parts = [
    canceled.text === '' ? '' : details('Cancelled operations', canceled.text.trimEnd()),
    completed.text === '' ? '' : details('Completed operations', completed.text.trimEnd()),
  ];
  return { text: parts.filter((part) => part !== '').join('\n'), cut: canceled.cut || completed.cut };
}

/** All operations, folded, by words that promise nothing of what is not ready. */
export function renderOperationsBesideFailure({ failed, canceled, completed }: DeployReport, budget: number): Part {
  const titles = [
    ['Failed to apply, or cut off', failed, 'operations that failed or were cut off'],
    ['Not begun', canceled, 'operations not begun'],
    ['Applied, ready or not', completed, 'applied operations'],
  ] as const;
  const lists = titles.map(([title, operations, plural]) => ({ title, ...list(operations, budget / 3, plural) }));
  const shown = lists.filter(({ text }) => text !== '');
  return {
    text: shown.map(({ title, text }) => details(title, text.trimEnd())).join('\n'),
    cut: lists.some(({ cut }) => cut),
  };
}

function list(operations: readonly string[], budget: number, plural: string): Part {
  const items = fitting(operations, (operation) => `- ${code(operation)}`, budget - FRAME_BYTES);
  const note = cutNote(items.length, operations.length, 'first', plural);
  const text = items.length === 0 ? '' : `${items.join('\n')}\n`;
  return { text: note === '' || text === '' ? text : `${text}\n${note}`, cut: note !== '' };
}

function foreign(text: string | undefined): string {
  return text === undefined ? '–' : codeCell(text);
}
