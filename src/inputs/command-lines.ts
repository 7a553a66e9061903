// Pure: the text of the input `command` -> the words of each werf command.

import type { CommandWords } from '../command/words.ts';
import { inputError } from '../system/errors.ts';

interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

const SHELL_OPERATORS = new Set(['&&', '||', '|', ';', '>', '>>', '<', '&']);

/**
 * Splits the input into commands, in the order in which they run.
 *
 * Lines are trimmed; blank ones and those that start with `#` are skipped. A line that starts with `-`, or that follows
 * a trailing `\`, continues the one before it.
 * @throws StepError where a quotation mark is not closed, or where a shell's operator stands as an unquoted word
 */
export function parseCommandLines(text: string): readonly CommandWords[] {
  return joinLines(text).map((line) => {
    const words = splitWords(line);
    const operator = words.find(({ text, quoted }) => !quoted && SHELL_OPERATORS.has(text));
    if (operator !== undefined) throw noShell(line, operator.text);
    const texts = words.map((word) => word.text);
    return texts[0] === 'werf' ? texts.slice(1) : texts;
  });
}

function joinLines(text: string): readonly string[] {
  const joined: string[] = [];
  let continues = false;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const continued = /(?<!\\)(?:\\\\)*\\$/.test(line);
    const content = continued ? line.slice(0, -1).trimEnd() : line;
    const previous = joined.at(-1);
    if (previous !== undefined && (continues || line.startsWith('-')))
      joined[joined.length - 1] = `${previous} ${content}`;
    else joined.push(content);
    continues = continued;
  }
  return joined.filter((line) => line !== '');
}

/**
 * Splits a line by the quoting rules of the shell (POSIX.1-2024, Shell Command Language, 2.2), and by nothing else of
 * it. Own code, because the caller must know whether a word was quoted, which no library for it tells, and because the
 * ones looked at keep the backslash of `"\$"` or unescape what stands before a quotation mark.
 */
function splitWords(line: string): readonly Word[] {
  const words: Word[] = [];
  let text = '';
  let started = false;
  let quoted = false;
  const finishWord = () => {
    if (started) words.push({ text, quoted });
    text = '';
    started = false;
    quoted = false;
  };
  for (let at = 0; at < line.length; ) {
    const character = line.charAt(at);
    if (character === ' ' || character === '\t') {
      finishWord();
      at += 1;
      continue;
    }
    started = true;
    if (character === "'" || character === '"') {
      const { content, end } = character === "'" ? singleQuoted(line, at) : doubleQuoted(line, at);
      text += content;
      quoted = true;
      at = end;
    } else if (character === '\\') {
      text += line.charAt(at + 1);
      quoted = true;
      at += 2;
    } else {
      text += character;
      at += 1;
    }
  }
  finishWord();
  return words;
}

interface Quotation {
  readonly content: string;
  /** The index after the closing mark. */
  readonly end: number;
}

function singleQuoted(line: string, start: number): Quotation {
  const close = line.indexOf("'", start + 1);
  if (close === -1) throw notClosed(line, "'");
  return { content: line.slice(start + 1, close), end: close + 1 };
}

function doubleQuoted(line: string, start: number): Quotation {
  let content = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '"') return { content, end: at + 1 };
    const next = line.charAt(at + 1);
    if (character === '\\' && next !== '' && '$`"\\'.includes(next)) {
      content += next;
      at += 1;
    } else {
      content += character;
    }
  }
  throw notClosed(line, '"');
}

function notClosed(line: string, mark: string): Error {
  return inputError(
    'command',
    line,
    `a quotation mark ${mark} that is opened is also closed on the same command line.`,
  );
}

function noShell(line: string, operator: string): Error {
  return inputError(
    'command',
    line,
    `werf commands, one per line. There is no shell, so ${operator} means nothing here: give each command a line of its own, use the input output-file instead of a redirection, or quote the word ('${operator}') where werf shall get it.`,
  );
}
