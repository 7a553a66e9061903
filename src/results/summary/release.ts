// Pure: what a rollout did to its release.

import type { DeployReport } from '../../reports/reports.ts';
import { byteLength } from '../../system/text.ts';
import { code, codeCell, cutNote, details, fitting } from './markdown.ts';
import type { Part } from './part.ts';

/** Bytes kept for the heading and the note of a list. */
const FRAME = 400;

/** The release as a table of one row. */
export function renderRelease(deploy: DeployReport): string {
  const { release, namespace, revision, status, completed, canceled, failed } = deploy;
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
    '| Release | Namespace | Revision | Status | Completed | Cancelled | Failed |',
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
  const completed = list(deploy.completed, budget - byteLength(canceled.text) - FRAME, 'completed operations');
  const parts = [
    canceled.text === '' ? '' : details('Cancelled operations', canceled.text.trimEnd()),
    completed.text === '' ? '' : details('Completed operations', completed.text.trimEnd()),
  ];
  return { text: parts.filter((part) => part !== '').join('\n'), cut: canceled.cut || completed.cut };
}

function list(operations: readonly string[], budget: number, plural: string): Part {
  const items = fitting(operations, (operation) => `- ${code(operation)}`, budget - FRAME);
  const note = cutNote(items.length, operations.length, 'first', plural);
  const text = items.length === 0 ? '' : `${items.join('\n')}\n`;
  return { text: note === '' || text === '' ? text : `${text}\n${note}`, cut: note !== '' };
}

function foreign(text: string | undefined): string {
  return text === undefined ? '–' : codeCell(text);
}
