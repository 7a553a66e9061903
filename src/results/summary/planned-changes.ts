// Pure: a plan as Markdown: the counts, what is doubtful, each resource, each diff.
import { CHANGES, type Change, type Plan, type PlannedChange, unreadChanges } from '../../reports/plan.ts';
import { byteLength, firstBytes } from '../../system/text.ts';
import type { PublicPlan } from '../public-plan.ts';
import {
  code,
  codeBlock,
  codeCell,
  count,
  cutNote,
  details,
  fitting,
  htmlCode,
  type Limit,
  oneLine,
  wholeLine,
} from './markdown.ts';
import type { Part } from './part.ts';

const WORDS: Readonly<Record<Change, string>> = {
  create: 'create',
  recreate: 'recreate',
  update: 'update',
  'blind-apply': 'apply blindly',
  delete: 'delete',
};
/** Bytes kept for the headings and notes around rows and diffs. */
const FRAME_BYTES = 600;
const MAX_REASON: Limit = { maxBytes: 1500 };
const MAX_LINE_BYTES = 2000;
/** Blind applies that are shown with their reasons. */
const MAX_WARNINGS = 10;

/** How many resources would be changed how, such as `1 to create, 3 to update`; empty where none would. */
export function countsInWords({ counts }: Plan): string {
  return CHANGES.flatMap((change) => (counts[change] > 0 ? [`${count(counts[change])} to ${WORDS[change]}`] : [])).join(
    ', ',
  );
}

/**
 * What a plan says.
 * @param budget bytes of UTF-8 that the text must not exceed
 * @param maxDiff bytes of one diff; what is longer is cut at a line
 */
export function renderPlan(report: PublicPlan, budget: number, maxDiff: number): Part {
  const { plan } = report;
  if (plan === undefined) return { text: withoutPlan(report), cut: false };
  const doubt = report.isUnproven
    ? '_What was planned before the other error. The exit code may stand for either, so the output `has-changes` is empty._\n'
    : '';
  const head = [headline(plan), doubt, warnings(plan)].filter((part) => part !== '').join('\n');
  const unread = unreadChanges(plan);
  if (plan.changes.length === 0) return { text: unread === 0 ? head : `${head}\n${unreadNote(unread)}`, cut: false };
  const rest = budget - byteLength(head);
  const table = renderTable(plan, rest / 2);
  const note = report.hidesDiffs
    ? '\n_No diffs are shown here: `--show-sensitive-diffs` has werf print secrets in clear._\n'
    : '';
  const diffs = report.hidesDiffs
    ? { text: '', cut: false }
    : renderDiffs(plan, rest - byteLength(table.text) - byteLength(note), maxDiff);
  return { text: `${head}\n${table.text}${note}${diffs.text}`, cut: table.cut || diffs.cut };
}

function withoutPlan({ hasChanges, isLost = false }: PublicPlan): string {
  if (hasChanges === false) return '**No changes** are planned.\n';
  if (isLost) {
    const start = hasChanges === undefined ? '**Changes may be planned.**' : '**Changes are planned.**';
    return `${start} Which ones cannot be shown here: the log has what werf printed.\n`;
  }
  if (hasChanges === undefined) return '';
  return '**Changes are planned.** Which ones cannot be told: werf printed nothing of them that can be read.\n';
}

function headline(plan: Plan): string {
  const release =
    plan.release === undefined ? '' : ` for release ${code(plan.release)} (namespace ${code(plan.namespace ?? '')})`;
  if (plan.kind === 'changes') return `**${countsInWords(plan)}**${release}\n`;
  if (plan.kind === 'none') return `**No changes**${release}.\n`;
  const because = plan.because === '' ? '' : `, because ${code(plan.because)}`;
  return `**No resource changes**${release}: only the record of the release would be written${because}.\n`;
}

/** What the API server would not try is not unlikely to fail. */
function warnings({ changes }: Plan): string {
  const blind = changes.filter(({ change }) => change === 'blind-apply');
  if (blind.length === 0) return '';
  const lines = blind.slice(0, MAX_WARNINGS).map(({ resource, reason }) => {
    const why = reason === '' ? 'werf does not say why' : code(oneLine(reason), MAX_REASON);
    return `> - ${code(resource)}: ${why}`;
  });
  const more = blind.length - lines.length;
  return [
    '> [!WARNING]',
    '> The API server refused to try these, so that a deploy will probably fail for the same reason:',
    ...lines,
    ...(more > 0 ? [`> - and ${count(more)} more`] : []),
    '',
  ].join('\n');
}

function renderTable(plan: Plan, budget: number): Part {
  const { changes, omittedChanges } = plan;
  const hasNamespaces = changes.some(({ namespace }) => namespace !== undefined);
  const hasMore = changes.some(({ afterwards }) => afterwards !== '');
  const columns = (cells: readonly [string, string, string, string]) =>
    `| ${[cells[0], cells[1], ...(hasNamespaces ? [cells[2]] : []), ...(hasMore ? [cells[3]] : [])].join(' | ')} |`;
  const rows = fitting(
    changes,
    ({ change, resource, namespace, afterwards }) =>
      columns([
        WORDS[change],
        codeCell(resource),
        namespace === undefined ? '' : codeCell(namespace),
        afterwards === '' ? '' : codeCell(afterwards),
      ]),
    budget - FRAME_BYTES,
  );
  const head = [columns(['Change', 'Resource', 'Namespace', 'Then']), columns([':--', ':--', ':--', ':--'])];
  const unread = unreadChanges(plan);
  const cut = cutNote(rows.length, changes.length + omittedChanges - unread, 'first', 'resources');
  const notes = [cut, unread === 0 ? '' : unreadNote(unread)].filter((note) => note !== '');
  return { text: `${[...head, ...rows].join('\n')}\n${notes.map((note) => `\n${note}`).join('')}`, cut: cut !== '' };
}

function unreadNote(unread: number): string {
  return `_werf counts ${count(unread)} resources more than could be read: the log has all that it printed._\n`;
}

function renderDiffs(plan: Plan, budget: number, maxDiff: number): Part {
  const { changes: all } = plan;
  const omittedChanges = plan.omittedChanges - unreadChanges(plan);
  // A plan that was read from its file has none.
  const changes = all.filter(({ diff, omittedLines }) => diff.length > 0 || omittedLines > 0);
  if (changes.length === 0) return { text: '', cut: false };
  const parts: string[] = [];
  let rest = budget - FRAME_BYTES;
  let cut = omittedChanges > 0;
  for (const change of changes) {
    const diff = renderDiff(change, maxDiff);
    const bytes = byteLength(diff.text);
    if (bytes > rest) break;
    parts.push(diff.text);
    rest -= bytes;
    cut ||= diff.cut;
  }
  const note = cutNote(parts.length, changes.length + omittedChanges, 'first', 'diffs');
  return { text: `\n${parts.join('')}${note === '' ? '' : `\n${note}`}`, cut: cut || note !== '' };
}

function renderDiff({ change, resource, namespace, diff, omittedLines }: PlannedChange, budget: number): Part {
  const title = `${WORDS[change]} ${htmlCode(namespace === undefined ? resource : `${resource} (${namespace})`)}`;
  const lines = fitting(diff, shownLine, budget);
  const left = diff.length - lines.length + omittedLines;
  const note = left === 0 ? '' : `\n\n_${count(left)} more lines are cut._`;
  return { text: details(title, `${codeBlock(lines, 'diff')}${note}`), cut: left > 0 };
}

function shownLine(line: string): string {
  return firstBytes(wholeLine(line), MAX_LINE_BYTES);
}
