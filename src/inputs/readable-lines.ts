// Pure: what a refused text of `command` still tells of its commands, for what is said of them. Nothing is run by it.
import type { CommandLine } from './command-lines.ts';
import { scanLines } from './line-scanner.ts';
import type { ScannedLine, Word } from './scanned-line.ts';
import { shellHabit } from './shell-habits.ts';

/** Longer lines, and lines of more parts, are not read. */
const MAX_LINE_CHARACTERS = 10_000;
const MAX_PARTS = 50;

/** A variable that is not set stands for what only a shell would know. */
const UNKNOWN_NAME = 'RUN_WERF_UNKNOWN';
const UNKNOWN: Word = { parts: [{ variable: UNKNOWN_NAME }], bare: '', isBare: false };
const EXPANSION = /\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{(?![A-Za-z_]\w*\})[^}]*\}/g;

const HOME = /(?<=^|[ \t])~([\w+-]*)(?=[/ \t]|$)/g;

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
/** What may stand before a command of werf. */
const PREFIX =
  /^(?:sudo|time|exec|command|builtin|nohup|nice|timeout|xargs|env|if|then|elif|else|while|until|do|!|\{)$/;
/** What changes the folder or the variables of the lines that follow. */
const CHANGES_REST =
  /^(?:cd|pushd|popd|export|unset|source|\.|eval|declare|local|readonly|typeset|env|let|read|[A-Za-z_]\w*\+?=.*)$/s;

/**
 * Reads a text that may have been refused as a shell would, as far as that goes: commands are parted at operators, a
 * redirection is left out. What is not known is a variable in the words that is not set: where a line is not read to its
 * end, or where one before it changes folder or variables, a word of its own.
 */
export function readableLines(text: string): readonly CommandLine[] {
  const commands: CommandLine[] = [];
  let isChanged = false;
  for (const line of scanLines(text)) {
    // What ci-env sets is not asked for by what is said of a command that did not run.
    const isCiEnv = /\bci-env\b/.test(line.text);
    for (const part of partsOf(line)) {
      const words = ofWerf(part);
      if (words !== undefined) commands.push({ text: part.text, words: isChanged ? [...words, UNKNOWN] : words });
      else isChanged ||= !isCiEnv && CHANGES_REST.test(part.words[0]?.bare ?? '');
    }
  }
  return commands;
}

/** The commands of a line, parted at its operators. */
function partsOf({ text, operator, openMark, words }: ScannedLine): readonly ScannedLine[] {
  const unread = (line: ScannedLine) => [{ ...line, operator: undefined, words: [...line.words, UNKNOWN] }];
  if (openMark !== undefined || text.length > MAX_LINE_CHARACTERS) return unread({ text, operator, openMark, words });
  const parts: ScannedLine[] = [];
  let rest = operator === undefined ? text : withNames(text);
  for (let count = 0; count < MAX_PARTS; count += 1) {
    const [line] = scanLines(rest);
    if (line === undefined) return parts;
    if (line.openMark !== undefined) return [...parts, ...unread(line)];
    if (line.operator === undefined) return [...parts, line];
    const at = placeOf(line.operator, rest);
    if (at === undefined) return [...parts, ...unread(line)];
    const before = rest.slice(0, at);
    if (line.operator === '#') return [...parts, ...scanLines(before)];
    const after = rest.slice(at + line.operator.length);
    if (/[<>]/.test(line.operator)) {
      // A stream that is joined to another has no file.
      rest = `${before} ${/&[\d-]/.test(line.operator) ? after : after.replace(/^[ \t]*[^\s|&;<>]+/, '')}`;
    } else {
      parts.push(...scanLines(before));
      rest = after;
    }
  }
  return parts;
}

/** With variables in the place of what else a shell would expand. */
function withNames(text: string): string {
  const unknown = `\${${UNKNOWN_NAME}}`;
  return text.replaceAll(EXPANSION, unknown).replaceAll(HOME, (_, name) => (name === '' ? '$HOME' : unknown));
}

/** Where a line's first operator stands outside of quotes; undefined for what is none between commands. */
function placeOf(operator: string, text: string): number | undefined {
  if (/^[$`~]/.test(operator)) return undefined;
  for (let at = text.indexOf(operator), tries = 0; at !== -1 && tries < MAX_PARTS; tries += 1) {
    const [line] = scanLines(text.slice(0, at + operator.length));
    if (line?.operator === operator && line.openMark === undefined) return at;
    at = text.indexOf(operator, at + 1);
  }
  return undefined;
}

/** The words of a command of werf, without its name; undefined for a line of a shell's own. */
function ofWerf(line: ScannedLine): readonly Word[] | undefined {
  const { words } = line;
  const at = words.findIndex(({ isBare, bare }) => isBare && bare === 'werf');
  if (at === 0 || shellHabit({ ...line, operator: undefined }) === undefined) return words.slice(at === 0 ? 1 : 0);
  const first = words[0]?.bare ?? '';
  if (at === -1 || !(PREFIX.test(first) || ASSIGNMENT.test(first))) return undefined;
  const isSet = words.slice(0, at).some(({ bare }) => ASSIGNMENT.test(bare));
  return [...words.slice(at + 1), ...(isSet ? [UNKNOWN] : [])];
}
