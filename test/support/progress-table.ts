// werf's progress table, drawn by the rules that werf draws it by: for tests that read tables of any width.

export interface DrawnRow {
  readonly resource: string;
  readonly state: string;
  readonly info: string;
}

export interface Drawing {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colors?: boolean;
  /** What stands before each line, with its blank. */
  readonly stamp?: string;
}

const STATE_COLUMNS = 7;
const GAP = '  ';

/** The lines of a box. */
export function drawBox(title: string, lines: readonly string[], { colors = false, stamp = '' }: Drawing): string {
  const shown = colors ? `\u001b[1;34m${title}\u001b[0m` : title;
  return [`┌ ${shown}`, ...lines.map((line) => `│ ${line}`), `└ ${shown}`, '']
    .map((line) => `${stamp}${line}\n`)
    .join('');
}

/** A table with its groups, each under its heading. Cells wrap after so many characters, wherever that is. */
export function drawTable(groups: readonly (readonly [goal: string, readonly DrawnRow[]])[], drawing: Drawing): string {
  const { width, colors = false, stamp = '' } = drawing;
  const room = Math.min(width - stamp.length - 2, 200) - 3 * GAP.length - STATE_COLUMNS;
  const limits = [Math.floor(room * 0.6), STATE_COLUMNS, Math.floor(room * 0.4)];
  const rows = groups.flatMap(([goal, group], index) => [
    ...(index === 0 ? [] : [['', '', '']]),
    [`RESOURCE (→${goal})`, 'STATE', 'INFO'],
    ...group.map(({ resource, state, info }) => [resource, state, info]),
  ]);
  const wrapped = rows.map((cells) => cells.map((cell, column) => wrap(cell, limits[column] ?? 1)));
  const widths = limits.map((_, column) =>
    wrapped.flatMap((row) => row[column] ?? []).reduce((most, piece) => Math.max(most, columnsOf(piece)), 0),
  );
  const lines = wrapped.flatMap((row) => {
    const height = row.reduce((most, cell) => Math.max(most, cell.length), 0);
    return Array.from({ length: height }, (_, line) =>
      row
        .map((cell, column) => {
          const piece = (cell[line] ?? '').trimEnd();
          const blanks = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(piece)));
          return `${colors && piece !== '' ? `\u001b[33m${piece}\u001b[0m` : piece}${blanks}${GAP}`;
        })
        .join('')
        .trimEnd(),
    );
  });
  return drawBox('Progress status', lines, drawing);
}

function wrap(text: string, limit: number): readonly string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += limit) pieces.push(characters.slice(at, at + limit).join(''));
  return pieces.length === 0 ? [''] : pieces;
}

function columnsOf(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u4e00-\u9fff\u3040-\u30ff\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1),
    0,
  );
}
