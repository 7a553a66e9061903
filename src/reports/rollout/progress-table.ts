// Pure: werf's progress table, from its lines to its rows.
import { characters, columns, isWide, width } from './columns.ts';
import { parseInfo } from './info-cell.ts';
import { type InfoWidth, MAX_BLANKS, wider } from './info-width.ts';
import { isMangled, MANGLED_END, MANGLED_START, mended } from './plain.ts';
import type { Goal, TrackedRow } from './rollout.ts';

/** The first line of a table. In a narrow terminal its first cell wraps like any other. */
const HEADING = /^R[^ ]*(?: \(?→?[A-Z]*\)?)? +STATE {2,}INFO$/;

const GOALS: Readonly<Record<string, Goal>> = { READY: 'ready', PRESENT: 'present', ABSENT: 'absent' };
const GROUP = /^RESOURCE \(→([A-Z]+)\)$/;

const POD = ' • ';
const RESOURCE = /^[^\s/]+\/\S+$/;

/** What ends a line that goes on in the next one, beyond the columns; blanks fill it up. */
const BREAK = ' ↵';
/** Stands for the blanks at which a line was broken, of which the number is not known yet. No text of werf's has it. */
const BLANKS = '\u0000';
/** What the last part of INFO, which is free text, starts with. */
const ERROR = 'LastError:"';

/** Two blanks stand between columns, and between the parts of INFO. */
const GAP = 2;

/** Far more than any release has; what comes after is left out. */
const MAX_ROWS = 4000;
/** What is kept of a cell, in UTF-16 units. */
const MAX_CELL_UNITS = 6000;
/** What is kept of all cells together; beyond that of each only the start. */
const MAX_TABLE_UNITS = 1_500_000;
const MAX_CELL_UNITS_BEYOND = 200;

/** A row, with the pods that belong to it. */
export interface TableRow extends TrackedRow {
  readonly goal: Goal;
  readonly pods: readonly TrackedRow[];
}

/** The lines of a cell, up to a limit. */
interface Cell {
  readonly lines: string[];
  /** Units kept. */
  size: number;
}

interface OpenRow {
  readonly resource: Cell;
  readonly state: string;
  readonly info: Cell;
}

/** Reads one table, line by line. */
export class ProgressTable {
  readonly #rows: OpenRow[] = [];
  #stateAt = 0;
  #infoAt = 0;
  /** Whether lines are filled up with blanks. Where they are not, blanks at an end belong to a text in colour. */
  #isFilledUp = false;
  /** Units kept of all cells. */
  #kept = 0;
  /** The start of a line that werf broke once more, between two words of INFO, because the terminal is narrow. */
  #broken: string | undefined;

  /** @param text a line without the box's border and without colours */
  add(text: string): void {
    if (this.#stateAt === 0) {
      if (HEADING.test(text.trimEnd())) this.#readHeading(text);
      return;
    }
    if (this.#isRow(text)) this.#endBroken();
    const whole = this.#broken === undefined ? text : rejoined(this.#broken, text, this.#infoAt);
    this.#broken = whole.length < MAX_CELL_UNITS && whole.endsWith(BREAK) ? whole.slice(0, -1).trimEnd() : undefined;
    if (this.#broken === undefined) this.#addWhole(whole);
  }

  /** What ends as a broken line does, and is followed by another row or none, was not broken. */
  #endBroken(): void {
    const broken = this.#broken;
    this.#broken = undefined;
    if (broken !== undefined) this.#addWhole(broken);
  }

  /** Whether a line has the columns of a row. */
  #isRow(text: string): boolean {
    const isBlank = (from: number, to: number) => columns(text, from, to).trim() === '';
    return isBlank(this.#stateAt - GAP, this.#stateAt) && !isBlank(this.#stateAt, this.#infoAt);
  }

  #addWhole(whole: string): void {
    const line = this.#unmangled(this.#isFilledUp ? whole.trimEnd() : whole);
    const state = columns(line, this.#stateAt, this.#infoAt).trim();
    const resource = columns(line, 0, this.#stateAt).trimEnd();
    const info = columns(line, this.#infoAt);
    if (state !== '') this.#begin(resource, state, info);
    else if (resource !== '' || info.trim() !== '') this.#continue(resource, info);
  }

  /** How long a full line of INFO is, as far as this table tells. */
  infoWidth(): InfoWidth {
    let told: InfoWidth = { characters: 0, lines: 0 };
    for (const { info } of this.#rows) {
      const last = info.lines.findLastIndex((line) => line !== '');
      for (const [index, line] of info.lines.slice(0, last + 1).entries()) {
        if (isMangled(line) || MANGLED_END.test(line) || line.includes(BLANKS)) continue;
        told = wider(told, { characters: characters(line), lines: index < last ? 1 : 0 });
      }
    }
    return told;
  }

  /**
   * The rows, each pod with its resource.
   * @param full characters of a full line of INFO
   * @param whole false where the table was cut off: then its last row may be half a row, and is left out
   */
  rows(full: number, whole: boolean): readonly TableRow[] {
    this.#endBroken();
    const rows: (TableRow & { readonly pods: TrackedRow[] })[] = [];
    let goal: Goal = 'ready';
    const count = whole ? this.#rows.length : this.#rows.length - 1;
    for (const open of this.#rows.slice(0, count)) {
      const name = joined(open.resource.lines, this.#stateAt - GAP);
      if (open.state === 'STATE') {
        goal = GOALS[GROUP.exec(name)?.[1] ?? ''] ?? goal;
        continue;
      }
      const isPod = name.startsWith(POD);
      const resource = isPod ? name.slice(POD.length) : name;
      if (!RESOURCE.test(resource)) continue;
      const row = {
        resource,
        state: open.state,
        ...parseInfo(joined(open.info.lines, full)),
      };
      if (isPod) rows.at(-1)?.pods.push(row);
      else rows.push({ ...row, goal, pods: [] });
    }
    return rows;
  }

  #readHeading(heading: string): void {
    const text = heading.trimEnd();
    this.#isFilledUp = text !== heading;
    this.#infoAt = width(text) - 'INFO'.length;
    this.#stateAt = width(text.slice(0, text.lastIndexOf('STATE')));
    this.#begin(columns(text, 0, this.#stateAt).trimEnd(), 'STATE', '');
  }

  #begin(resource: string, state: string, info: string): void {
    if (this.#rows.length >= MAX_ROWS) return;
    this.#rows.push({ resource: { lines: [], size: 0 }, state, info: { lines: [], size: 0 } });
    this.#continue(resource, info);
  }

  #continue(resource: string, info: string): void {
    const row = this.#rows.at(-1);
    if (row === undefined) return;
    this.#keep(row.resource, resource);
    this.#keep(row.info, info);
  }

  #keep(cell: Cell, line: string): void {
    const limit = this.#kept > MAX_TABLE_UNITS ? MAX_CELL_UNITS_BEYOND : MAX_CELL_UNITS;
    if (cell.size >= limit) return;
    // An empty line keeps its place where more follows, because blanks may be all that it had. It costs one, too.
    cell.lines.push(line);
    cell.size += line.length + 1;
    this.#kept += line.length + 1;
  }

  /** Puts a `%` right that stood at the end of the line before: the line break became its letter. */
  #unmangled(text: string): string {
    const info = this.#rows.at(-1)?.info.lines;
    const before = info?.at(-1);
    if (info === undefined || before === undefined) return text;
    if (!MANGLED_END.test(before) || !text.startsWith(MANGLED_START)) return text;
    info[info.length - 1] = before.slice(0, -1);
    return text.slice(MANGLED_START.length);
  }
}

/**
 * A cell's lines as one text. Each but the last was as wide as the column; blanks at its end are lost, and come back here.
 * @param full characters of a full line
 */
function joined(pieces: readonly string[], full: number): string {
  let end = pieces.length;
  while (end > 0 && pieces[end - 1] === '') end -= 1;
  let text = '';
  for (const [index, broken] of pieces.slice(0, end).entries()) {
    const piece = filled(broken, text);
    text += mended(piece);
    const next = pieces[index + 1];
    if (index === end - 1 || next === undefined || isMangled(piece)) continue;
    text += ' '.repeat(lostBlanks(piece, next, full));
  }
  return text;
}

/** Puts a broken line together: what follows the break is the last word of the column INFO. */
function rejoined(start: string, rest: string, infoAt: number): string {
  // Only the blanks that fill the column up were too many.
  if (rest.trim() === '') return start;
  // What werf's second formatting put before the line takes no column of its own.
  const at = width(start.startsWith(MANGLED_START) ? start.slice(MANGLED_START.length) : start);
  const gap = at <= infoAt - GAP ? ' '.repeat(infoAt - at) : BLANKS;
  return start + gap + rest;
}

/** A line of a cell with the blanks where it was broken: two part what INFO has, one the words of an error. */
function filled(piece: string, before: string): string {
  const isError = (before + piece.slice(0, piece.indexOf(BLANKS))).includes(ERROR);
  return piece.replaceAll(BLANKS, ' '.repeat(isError ? 1 : GAP));
}

/**
 * werf 2 breaks a line after so many characters; other versions may do so after so many columns, of which wide characters
 * take two. A line that lacks more than a few characters tells which.
 */
function lostBlanks(piece: string, next: string, full: number): number {
  const lost = Math.max(0, full - characters(piece));
  const wide = width(piece);
  if (lost <= MAX_BLANKS || wide > full || wide <= characters(piece)) return lost;
  return full - wide === 1 && isWide(next) ? 0 : full - wide;
}
