// Pure: the lines and words of a text by the quoting rules of the shell, with what a shell would do noted and not done.
import { OpenLine, type ScannedLine } from './scanned-line.ts';

/** Splits a text into command lines. What they mean is not judged here. */
export function scanLines(text: string): readonly ScannedLine[] {
  return new Scanner(text).lines();
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BRACED_NAME = /\{([A-Za-z_][A-Za-z0-9_]*)\}/y;
/** Operators of the shell, the longest first; digits before a redirection belong to it. */
const OPERATOR = /&>>?|[<>]&[0-9]*-?|>>|>\||<<<|<<-?|<>|<\(|>\(|&&|\|\||\|&|;;|[&|;<>]/y;
/** What only means something to a shell where a word starts: a comment, and a home folder. */
const WORD_START = /#|~(?:[+-]|[A-Za-z_][\w-]*)?(?![^\s/])/y;
const LINE_BREAK = /\r\n|\r|\n/y;
const BLANKS = /[^\S\r\n]+/y;
const LINE = /[^\r\n]*/y;

/**
 * Reads a text once, from its start to its end. The rules of quoting are those of POSIX.1-2024, Shell Command Language,
 * 2.2. Own code, because the caller must know what was quoted, which no library for it tells (ADR 6).
 */
class Scanner {
  readonly #text: string;
  #at = 0;
  #lines: OpenLine[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  lines(): readonly ScannedLine[] {
    let continues = false;
    while (this.#at < this.#text.length) {
      if (this.#match(LINE_BREAK) !== undefined || this.#skipBlankOrComment()) continue;
      const previous = this.#lines.at(-1);
      const isOpen = previous !== undefined && (continues || this.#text.charAt(this.#at) === '-');
      const line = isOpen ? previous : new OpenLine();
      if (!isOpen) this.#lines.push(line);
      continues = this.#readLine(line);
    }
    return this.#lines.map((line) => line.scanned()).filter(isSomething);
  }

  /** Whether the line had nothing but blanks and a comment from here on, and was skipped. */
  #skipBlankOrComment(): boolean {
    this.#match(BLANKS);
    const isComment = this.#text.charAt(this.#at) === '#';
    if (isComment) this.#match(LINE);
    return isComment || this.#isLineEnd();
  }

  /** Reads words up to a line break outside of quotes. @returns whether a trailing `\` stood before it */
  #readLine(line: OpenLine): boolean {
    const start = this.#at;
    let continues = false;
    while (!this.#isLineEnd() && !continues) {
      continues = this.#text.charAt(this.#at) === '\\' && this.#isLineEnd(1);
      if (!continues) this.#readCharacter(line, start);
    }
    line.finishWord();
    if (line.openMark === undefined) line.texts.push(this.#text.slice(start, this.#at).trim());
    if (continues) this.#at += 1;
    return continues;
  }

  #readCharacter(line: OpenLine, start: number): void {
    const character = this.#text.charAt(this.#at);
    const blanks = this.#match(BLANKS);
    if (blanks !== undefined) {
      if (!this.#isLineEnd()) for (const blank of blanks) line.blank(blank);
    } else if (character === "'") this.#singleQuoted(line, start);
    else if (character === '"') this.#doubleQuoted(line, start);
    else if (character === '\\') {
      line.quoted(this.#text.charAt(this.#at + 1));
      this.#at += 2;
    } else if (character === '$' || character === '`') this.#expansion(line, false);
    else {
      const operator = (line.isStarted ? undefined : this.#match(WORD_START)) ?? this.#match(OPERATOR);
      if (operator !== undefined) line.operator(operator);
      else line.bare(character);
      if (operator === '#') this.#match(LINE);
      this.#at += operator === undefined ? 1 : 0;
    }
  }

  #singleQuoted(line: OpenLine, start: number): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close === -1) this.#neverCloses(line, "'", start);
    else {
      line.quoted(this.#text.slice(this.#at + 1, close));
      this.#at = close + 1;
    }
  }

  #doubleQuoted(line: OpenLine, start: number): void {
    const open = this.#at;
    line.quoted('');
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      if (character === '"') {
        this.#at += 1;
        return;
      }
      if (character === '$' || character === '`') this.#expansion(line, true);
      else if (character === '\\' && this.#isLineEnd(1)) {
        this.#at += 1;
        this.#match(LINE_BREAK);
      } else if (character === '\\' && next !== '' && '$`"\\'.includes(next)) {
        line.quoted(next);
        this.#at += 2;
      } else {
        line.quoted(character);
        this.#at += 1;
      }
    }
    this.#at = open;
    this.#neverCloses(line, '"', start);
  }

  /** Shows the line that the mark stands on: all that follows may have been meant to be outside of it. */
  #neverCloses(line: OpenLine, mark: string, start: number): void {
    const [first = ''] = this.#text.slice(this.#at).split(/\r|\n/, 1);
    line.openMark = mark;
    line.texts.push(this.#text.slice(start, this.#at + first.length).trim());
    this.#at = this.#text.length;
  }

  /** A dollar that no name follows is one. What else a shell would expand is noted. */
  #expansion(line: OpenLine, inQuotes: boolean): void {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    const name = character === '$' ? (this.#match(NAME) ?? this.#match(BRACED_NAME)) : undefined;
    const opening = /^[({']/.exec(this.#text.charAt(this.#at))?.[0] ?? '';
    if (name !== undefined) line.variable(name.replace(/^\{|\}$/g, ''));
    else if (character === '`') line.operator(character);
    else if (opening !== '' && !(opening === "'" && inQuotes)) {
      this.#at += 1;
      line.operator(`${character}${opening}`);
    } else if (inQuotes) line.quoted(character);
    else line.bare(character);
  }

  #isLineEnd(offset = 0): boolean {
    const character = this.#text.charAt(this.#at + offset);
    return character === '\n' || character === '\r' || character === '';
  }

  /** What a sticky expression matches here, if anything; then it is read. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function isSomething({ words, operator, openMark }: ScannedLine): boolean {
  return words.length > 0 || operator !== undefined || openMark !== undefined;
}
