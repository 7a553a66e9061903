// Pure: reads what `werf plan` and `werf bundle plan` print.
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';
import { CHANGES, type Change, compareChanges, MAX_CHANGES, noChanges, type Plan, type PlannedChange } from './plan.ts';
import { type PrintedLine, PrintedLines } from './printed-lines.ts';
import { terminalWidth } from './terminal-width.ts';
import { isTimeStamp } from './time-stamp.ts';

/** UTF-16 units of all diffs, and of one. The summary takes 1 MiB, and a comment much less. */
const MAX_DIFFS_UNITS = 1_500_000;
const MAX_DIFF_UNITS = 250_000;

const TITLE =
  /^(Create|Recreate|Update|Blind apply|Blindly apply|Delete) (\w+\/[^\s()]+)(?: \(namespace=([^\s()]+)\))?(?:, then (.+)| and (delete) it(?: on (?:success|failure))?)?$/su;
const HEADER = /^Planning release (?:install )?"([^"]*)" \(namespace: "([^"]*)"\)/u;
const NOTHING =
  /^No (?:resource )?changes planned(, but (?:still must install|will create))?(?: for)? release "([^"]*)" \(namespace: "([^"]*)"\)(?: because (.*))?$/su;
const SUMMARY = /^Planned changes summary for release "([^"]*)" \(namespace: "([^"]*)"\):/u;
const COUNT = /^- (create|recreate|update|blind apply|blindly apply|delete): (\d{1,9}) resource/u;
/** What stands behind the diff of a blind apply, in as many lines as the API server's answer has. */
const REASON = /^<(?:blind apply|blindly apply) reason: /u;
/** UTF-16 units of a reason, after which no line of it is kept: none is cut, because half of a secret could not be told. */
const MAX_REASON_UNITS = 16_000;

interface OpenBox {
  readonly title: RegExpExecArray;
  readonly change: Change;
  readonly diff: string[];
  reason: string | undefined;
  length: number;
  omittedLines: number;
}

/** A reader for what a command prints, which knows how wide werf takes the terminal for. */
export function planReaderOf(words: CommandWords, env: Environment): PlanReader {
  return new PlanReader(terminalWidth(words, env));
}

/**
 * Reads a plan while werf prints it, in bounded memory, with colours, time stamps and wrapped lines or without. What
 * stands inside of a box can be no line of werf's own, because werf puts its border before each.
 */
export class PlanReader {
  readonly #lines: PrintedLines;
  #changes: PlannedChange[] = [];
  #seen: Record<Change, number> = noChanges();
  #summary: Record<Change, number> | undefined;
  #summaryIsOpen = false;
  #nothing: RegExpExecArray | undefined;
  #release: readonly [name: string, namespace: string] | undefined;
  #length = 0;
  #box: OpenBox | undefined;
  /** Whether lines begin with a time; undefined as long as no header was seen, which `--show-plan` has none of. */
  #isStamped: boolean | undefined;

  /** @param width of the terminal that werf assumes, where it is known */
  constructor(width?: number) {
    this.#lines = new PrintedLines((line) => this.#read(line), width);
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  /** The plan; undefined where nothing of one was printed. How werf ended tells whether it is whole. */
  plan(): Plan | undefined {
    this.#lines.end();
    const counts = this.#summary ?? this.#seen;
    const total = sum(counts);
    const [release, namespace] = this.#release ?? [];
    if (this.#summary === undefined && this.#nothing === undefined && total === 0) return undefined;
    const changes = this.#changes.toSorted(compareChanges);
    return {
      release,
      namespace,
      kind: total > 0 ? 'changes' : this.#nothing?.[1] === undefined ? 'none' : 'release-only',
      because: this.#nothing?.[4] ?? '',
      counts,
      changes,
      omittedChanges: Math.max(0, total - changes.length),
    };
  }

  #read(line: PrintedLine): void {
    if (line.border === '') this.#readOutside(line.text);
    else if (this.#isStamped === false && line.stamp !== '') return;
    else if (line.border === '│') this.#readInside(line.text);
    else {
      this.#closeBox();
      const title = line.border === '┌' ? TITLE.exec(line.text.trimEnd()) : null;
      if (title === null) return;
      this.#box = { title, change: changeOf(title[1] ?? ''), diff: [], reason: undefined, length: 0, omittedLines: 0 };
    }
  }

  #readInside(text: string): void {
    const box = this.#box;
    if (box === undefined) return;
    const begins = box.reason === undefined && box.change === 'blind-apply' && REASON.test(text);
    if (begins) box.reason = text.replace(REASON, '');
    else if (box.reason !== undefined && box.reason.length < MAX_REASON_UNITS) box.reason += `\n${text}`;
    if (box.reason !== undefined) return;
    const size = text.length + 1;
    const fits = box.length + size <= MAX_DIFF_UNITS && this.#length + size <= MAX_DIFFS_UNITS;
    // Once something was left out, so is all that follows: a diff with a hole would say something else.
    if (!fits || box.omittedLines > 0) {
      box.omittedLines += 1;
      return;
    }
    box.diff.push(flat(text));
    box.length += size;
    this.#length += size;
  }

  #closeBox(): void {
    const box = this.#box;
    this.#box = undefined;
    if (box === undefined) return;
    const [, , resource = '', namespace, then, alone] = box.title;
    const { change, diff, omittedLines, reason = '' } = box;
    this.#seen[change] += 1;
    if (this.#changes.length >= MAX_CHANGES) return;
    this.#changes.push({
      change,
      resource: flat(resource),
      namespace: namespace === undefined ? undefined : flat(namespace),
      afterwards: flat(then ?? alone ?? ''),
      diff,
      omittedLines,
      reason: flat(reason.replace(/>$/, '')),
    });
  }

  #readOutside(line: string): void {
    const { text, stamped } = withoutStamp(line);
    const count = this.#summaryIsOpen ? COUNT.exec(text) : null;
    if (count !== null && this.#summary !== undefined) {
      this.#summary[changeOf(count[1] ?? '')] = Number(count[2]);
      return;
    }
    this.#summaryIsOpen = false;
    const header = HEADER.exec(text);
    if (header !== null) {
      this.#restart(stamped);
      this.#release = [header[1] ?? '', header[2] ?? ''];
      return;
    }
    if (stamped && this.#isStamped === false) return;
    const summary = SUMMARY.exec(text);
    if (summary !== null) {
      this.#summary = noChanges();
      this.#summaryIsOpen = true;
      this.#release = [summary[1] ?? '', summary[2] ?? ''];
      return;
    }
    const nothing = NOTHING.exec(text);
    if (nothing === null) return;
    this.#nothing = nothing;
    this.#release = [nothing[2] ?? '', nothing[3] ?? ''];
  }

  /** What was printed before the header, such as a build's own output, is no part of the plan. */
  #restart(isStamped: boolean): void {
    this.#changes = [];
    this.#seen = noChanges();
    this.#summary = undefined;
    this.#nothing = undefined;
    this.#box = undefined;
    this.#length = 0;
    this.#isStamped = isStamped;
  }
}

/** A copy. V8 cuts a text out of a larger one without copying, and so keeps the larger one in memory. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}

function changeOf(type: string): Change {
  const name = type.toLowerCase().replace(/^blind(?:ly)? apply$/, 'blind-apply');
  return CHANGES.find((change) => change === name) ?? 'update';
}

/** `WERF_LOG_TIME` puts a time before each line of werf's own: what these start with is known. */
function withoutStamp(line: string): { readonly text: string; readonly stamped: boolean } {
  const at = /(?:Planning release |Planned changes summary |No (?:resource )?changes planned|- [a-z ]+: \d)/u.exec(
    line,
  );
  const stamp = line.slice(0, at?.index ?? 0);
  if (!isTimeStamp(stamp)) return { text: line, stamped: false };
  return { text: line.slice(stamp.length), stamped: true };
}

function sum(counts: Readonly<Record<Change, number>>): number {
  return CHANGES.reduce((total, change) => total + counts[change], 0);
}
