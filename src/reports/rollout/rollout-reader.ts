// Pure: reads what werf prints while it deploys, and keeps of it what a failure will be explained with.
import { terminalLine } from '../../werf/terminal-line.ts';
import { afterSides, BOTTOM, borderOf, SIDE, TOP } from './border.ts';
import { BoxTail } from './box-tail.ts';
import { type Box, boxOf, closing } from './boxes.ts';
import { failedBuild } from './failed-build.ts';
import { fullLine, type InfoWidth, wider } from './info-width.ts';
import { LineSplitter } from './line-splitter.ts';
import { mendedLines, plainText } from './plain.ts';
import { said, wrappedStart } from './plain-lines.ts';
import { ProgressTable } from './progress-table.ts';
import type { Rollout } from './rollout.ts';
import { RolloutBook } from './rollout-book.ts';
import { MAX_SHOWN_LINES } from './shown-lines.ts';
import { Stamps } from './stamps.ts';
import { unwrapped } from './wrapped-lines.ts';

/** Lines in which the start of a failed stage is looked for. */
const MAX_STAGE_LINES = 200;
/** What is looked at of a line outside of all boxes. */
const MAX_PLAIN_BYTES = 1024;
const MAX_TITLE_BYTES = 2048;
/** Of a line of a table, which has 202 columns at the most, and colours. */
const MAX_ROW_BYTES = 2048;

/** What the plain lines that matter begin with, colours aside: no other needs decoding. */
const FIRST_LETTERS = new Set([...'SDW'].map((letter) => letter.charCodeAt(0)));
const ESCAPE = 0x1b;

/** A box whose end is still to come. */
interface OpenBox {
  readonly box: Box;
  readonly title: string;
  readonly table: ProgressTable | undefined;
}

/**
 * Takes werf's stdout in chunks and keeps the last state of each resource, the last lines of logs and events, and what
 * werf says of locks, signals and failed builds. Memory is bounded, whatever comes. Lines within a box begin with its
 * border, so nothing that an application prints is taken for a line of werf's.
 */
export class RolloutReader {
  readonly #splitter = new LineSplitter(
    (bytes, start, end) => this.#line(bytes, start, end),
    (bytes, start, end) => this.#lines(bytes, start, end),
  );
  readonly #tail = new BoxTail();
  readonly #terminalWidth: number | undefined;
  #nowMs = 0;
  #open: OpenBox | undefined;
  readonly #stamps = new Stamps();
  /** The start of a plain line that goes on. */
  #wrapped = '';
  #infoWidth: InfoWidth = { characters: 0, lines: 0 };
  readonly #book = new RolloutBook();

  /** @param terminalWidth what werf was told, in columns, if anything */
  constructor(terminalWidth?: number) {
    this.#terminalWidth = terminalWidth;
  }

  /** @param nowMs the time on any clock that only goes forward, in milliseconds */
  push(chunk: Uint8Array, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#splitter.push(chunk);
  }

  /** Takes in what was left of the output, and tells what there was. */
  end(nowMs: number): Rollout {
    this.#nowMs = nowMs;
    this.#splitter.end();
    this.#closeBox(false, false);
    return this.#book.rollout(nowMs);
  }

  /** Takes the lines of a log or a build at once, because there may be very many. */
  #lines(bytes: Uint8Array, start: number, end: number): number {
    const kind = this.#open?.box.kind;
    if (this.#stamps.expected || (kind !== 'lines' && kind !== 'other')) return start;
    const after = afterSides(bytes, start, end);
    this.#tail.addLines(bytes, start, after);
    return after;
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    const border = borderOf(bytes, start, end, this.#stamps.expected);
    if (this.#open !== undefined && border.kind === SIDE) {
      this.#content(bytes, start + border.at, end);
    } else if (border.kind === BOTTOM && this.#open !== undefined) {
      this.#bottom(bytes, start + border.textAt, end);
    } else if (border.kind === TOP && this.#stamps.isAtStart(plainText(bytes, start, start + border.at))) {
      this.#closeBox(false, false);
      this.#top(bytes, start + border.textAt, end);
    } else {
      this.#plain(bytes, start, end);
    }
  }

  #top(bytes: Uint8Array, start: number, end: number): void {
    const title = titleText(bytes, start, end);
    const box = boxOf(title);
    if (box.kind !== 'other') this.#book.goOn(this.#nowMs);
    this.#tail.clear();
    this.#open = { box, title, table: box.kind === 'progress' ? new ProgressTable() : undefined };
  }

  /** @param start where the border stands */
  #content(bytes: Uint8Array, start: number, end: number): void {
    const box = this.#open?.box;
    if (box === undefined) return;
    if (box.kind === 'lines' || box.kind === 'other') {
      this.#tail.add(bytes, start, end);
    } else if (box.kind === 'progress') {
      this.#open?.table?.add(sideText(bytes, start, Math.min(end, start + MAX_ROW_BYTES)));
    } else {
      this.#book.addOperation(box.list, sideText(bytes, start, end));
    }
  }

  #bottom(bytes: Uint8Array, start: number, end: number): void {
    const ending = closing(this.#open?.title ?? '', titleText(bytes, start, end));
    this.#closeBox(ending !== undefined, ending?.failed ?? false);
  }

  /** @param whole false where the box was cut off */
  #closeBox(whole: boolean, failed: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { box, title, table } = open;
    if (table !== undefined) {
      this.#infoWidth = wider(this.#infoWidth, table.infoWidth());
      const full = fullLine(this.#infoWidth, this.#terminalWidth, this.#stamps.width);
      this.#book.addTable(table.rows(full, whole), this.#nowMs);
    } else if (box.kind === 'lines') {
      const { lines, cut } = this.#tailLines(MAX_SHOWN_LINES + 1);
      this.#book.addLines(box, this.#unwrapped(mendedLines(lines, title)), cut);
    } else if (failed) {
      const build = failedBuild(title, this.#tailLines(MAX_STAGE_LINES).lines);
      if (build !== undefined) this.#book.addBuild(build);
    }
  }

  #tailLines(limit: number): { readonly lines: readonly string[]; readonly cut: boolean } {
    const { lines, cut } = this.#tail.last(limit);
    return { lines: lines.map((line) => terminalLine(sideText(line, 0, line.length))), cut };
  }

  #unwrapped(lines: readonly string[]): readonly string[] {
    return unwrapped(lines, this.#terminalWidth, this.#stamps.width);
  }

  #plain(bytes: Uint8Array, start: number, end: number): void {
    const first = bytes[start] ?? 0;
    if (!this.#stamps.expected && this.#wrapped === '' && first !== ESCAPE && !FIRST_LETTERS.has(first)) return;
    const text = plainText(bytes, start, Math.min(end, start + MAX_PLAIN_BYTES)).trimEnd();
    const line = this.#wrapped + this.#stamps.without(text);
    this.#wrapped = (line.length < MAX_PLAIN_BYTES ? wrappedStart(line) : undefined) ?? '';
    if (this.#wrapped !== '' || line === '') return;
    const news = said(line);
    if (news !== undefined) this.#book.hear(news, this.#nowMs);
  }
}

/** The text of a line that begins with its border. */
function sideText(bytes: Uint8Array, start: number, end: number): string {
  return boxText(bytes, start + borderOf(bytes, start, end, false).textAt, end);
}

/** The text behind a border, without the blank that parts them. */
function boxText(bytes: Uint8Array, start: number, end: number): string {
  const text = plainText(bytes, start, end);
  return text.startsWith(' ') ? text.slice(1) : text;
}

function titleText(bytes: Uint8Array, start: number, end: number): string {
  return boxText(bytes, start, Math.min(end, start + MAX_TITLE_BYTES)).trim();
}
