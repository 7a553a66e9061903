import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requireVariables, wordsOf } from '../../../src/inputs/command-values.ts';
import { StepError } from '../../../src/system/errors.ts';
import { acceptedLines } from '../../support/command-lines.ts';

/** The words of each command, with the values of variables. */
function parseCommandLines(text: string, env: Readonly<Record<string, string>> = {}): readonly (readonly string[])[] {
  const commands = acceptedLines(text);
  requireVariables(commands, env, 'linux');
  return commands.map((line) => wordsOf(line, env, 'linux'));
}

const lines = (...text: readonly string[]) => text.join('\n');

describe('commands and lines', () => {
  test.each<readonly [behaviour: string, text: string, commands: readonly (readonly string[])[]]>([
    ['no text is no command', '', []],
    ['blank lines and comments are no command', lines('', '  ', '# build', '   # --x', '\t'), []],
    ['a line is a command', 'converge --repo ghcr.io/a/b', [['converge', '--repo', 'ghcr.io/a/b']]],
    ['each line is a command, in order', lines('build', 'converge', 'build'), [['build'], ['converge'], ['build']]],
    ['lines are trimmed', lines('  build  ', '\tconverge\t'), [['build'], ['converge']]],
    ['lines may end as on Windows', 'build\r\nconverge --dev\r\n', [['build'], ['converge', '--dev']]],
    ['blanks between words do not count', 'build  \t  --dev', [['build', '--dev']]],
    [
      'blank lines and comments between commands are skipped',
      lines('build', '', '# then', 'run'),
      [['build'], ['run']],
    ],
    [
      'a # inside of a word, or quoted, is no comment',
      'build a#b \'#\' \\#c "#"d',
      [['build', 'a#b', '#', '#c', '#d']],
    ],
    ['a comment after a trailing \\', lines('build \\', '# why', '--dev'), [['build', '--dev']]],

    ['a leading werf is dropped', lines('werf build', '  werf   run'), [['build'], ['run']]],
    ['a leading werf is dropped once', 'werf werf', [['werf']]],
    ['werf alone is a command without words', 'werf', [[]]],
    ['werf is only a word elsewhere', 'helm template werf', [['helm', 'template', 'werf']]],
    ['a word that starts with werf stays', 'werf-x build', [['werf-x', 'build']]],

    ['a line that starts with - continues', lines('converge', '--dev', '-R'), [['converge', '--dev', '-R']]],
    ['an indented line that starts with - continues', lines('werf converge', '  --dev'), [['converge', '--dev']]],
    ['a line that starts with - after others', lines('build', 'run', '--dev'), [['build'], ['run', '--dev']]],
    ['a first line that starts with - is a command', lines('--dev build', '-x'), [['--dev', 'build', '-x']]],
    ['- continues past blank lines and comments', lines('run', '', '# why', '--dev'), [['run', '--dev']]],
    ['a lone -- continues too', lines('run app', '-- ls', 'build'), [['run', 'app', '--', 'ls'], ['build']]],
    ['a line in quotation marks that hold - is a command', lines('build', "'-x'"), [['build'], ['-x']]],

    [
      'a trailing \\ continues',
      lines('converge \\', '  repo \\', 'env', 'build'),
      [['converge', 'repo', 'env'], ['build']],
    ],
    ['a trailing \\ without a blank separates words', lines('converge\\', 'repo'), [['converge', 'repo']]],
    [
      'a \\ before a blank at a line’s end is that blank, and joins nothing',
      'build \\ \nrepo',
      [['build', ' '], ['repo']],
    ],
    ['blanks after such a blank are trimmed', 'build \\  \t\nrepo', [['build', ' '], ['repo']]],
    ['a trailing \\ before a line break of Windows', 'build \\\r\nrepo', [['build', 'repo']]],
    ['a trailing \\ before a line that starts with -', lines('build \\', '--dev'), [['build', '--dev']]],
    [
      'a trailing \\ continues past blank lines and comments',
      lines('build \\', '', '# why', 'repo'),
      [['build', 'repo']],
    ],
    ['a trailing \\ at the end of all', 'build \\', [['build']]],
    ['a last line with nothing but \\', lines('build', '\\'), [['build']]],
    ['a line with nothing but \\', lines('build', '\\', 'run'), [['build'], ['run']]],
    ['a # after a trailing \\ is a comment', lines('build \\', '# \\', 'repo', 'run'), [['build', 'repo'], ['run']]],
    ['a comment that ends with \\ does not continue', lines('# build \\', 'run'), [['run']]],
    ['two trailing \\ are one, and do not continue', lines('build a\\\\', 'run'), [['build', 'a\\'], ['run']]],
    ['three trailing \\ are one, and continue', lines('build a\\\\\\', 'run'), [['build', 'a\\', 'run']]],
    ['quotation marks may span lines that are continued', lines('run "a \\', 'b"'), [['run', 'a b']]],
    [
      'what stands between quotation marks keeps its line breaks and blanks',
      lines("run app -- sh -c '", '  make', '', '  # now', '  -x', "'  ", 'build'),
      [['run', 'app', '--', 'sh', '-c', '\n  make\n\n  # now\n  -x\n'], ['build']],
    ],
    [
      'a certificate',
      lines('converge --set-string "ca=-----BEGIN CERTIFICATE-----', 'MIIB', '-----END CERTIFICATE-----"', '  --dev'),
      [['converge', '--set-string', 'ca=-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', '--dev']],
    ],
    ['a \\ at a line’s end stays in single quotes', lines("run 'a \\", "b'", 'build'), [['run', 'a \\\nb'], ['build']]],
    ['and goes with its line break in double ones', lines('run "a\\', 'b"', 'build'), [['run', 'ab'], ['build']]],
    ['line breaks of Windows stay in quotes', "run 'a\r\nb'\r\nbuild", [['run', 'a\r\nb'], ['build']]],
    ['a word may go on after its quotation', lines("run 'a", "b'c 'd'", 'build'), [['run', 'a\nbc', 'd'], ['build']]],
  ])('%s', (_, text, commands) => {
    expect(parseCommandLines(text)).toEqual(commands);
  });
});

describe('words', () => {
  test.each<readonly [line: string, words: readonly string[]]>([
    [`run 'a b' "c d"`, ['run', 'a b', 'c d']],
    [`run --set=a='b c'd"e f"`, ['run', '--set=a=b cde f']],
    [`run '' ""`, ['run', '', '']],
    [`run a\\ b`, ['run', 'a b']],
    [`run \\'\\"\\\\`, ['run', `'"\\`]],
    [`run '\\n "x"'`, ['run', '\\n "x"']],
    [`run "\\$ \\\` \\" \\\\ \\n ' \\'"`, ['run', "$ ` \" \\ \\n ' \\'"]],
    ['run * ? [a] {a,b} !x (a)', ['run', '*', '?', '[a]', '{a,b}', '!x', '(a)']],
    [`run a~ --a=~/b ~1.2 '~' "~/a" \\~/a ~"a"`, ['run', 'a~', '--a=~/b', '~1.2', '~', '~/a', '~/a', '~a']],
    [
      `run 5$ $ "$" "a$ b" $5 $- $. '$HOME' \\$HOME "\\$HOME"`,
      ['run', '5$', '$', '$', 'a$ b', '$5', '$-', '$.', '$HOME', '$HOME', '$HOME'],
    ],
    [
      `kubectl get pods -o jsonpath={.items[*].metadata.name}`,
      ['kubectl', 'get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}'],
    ],
    ['run a\u00a0b é 😀', ['run', 'a\u00a0b', 'é', '😀']],
    ['run \\😀', ['run', '😀']],
    ["'werf' run", ['run']],
    ["'run it' now", ['run it', 'now']],
  ])('%s', (line, words) => {
    expect(parseCommandLines(line)).toEqual([words]);
  });
});

describe("shell's operators", () => {
  const operators = ['&&', '||', '|', ';', '>', '>>', '<', '&'];

  test.each(operators)('%s as a word is an error that says there is no shell', (operator) => {
    const parse = () => parseCommandLines(lines('build', `run a ${operator} b`));
    expect(parse).toThrow(StepError);
    expect(parse).toThrow(/^Input command: "run a (\S+) b" is not valid\. Allowed: .*no shell/);
    expect(parse).toThrow(`${operator} means nothing`);
  });

  test.each(operators)('%s at the start or the end of a line is one too', (operator) => {
    expect(() => parseCommandLines(`${operator} run`)).toThrow(/no shell/);
    expect(() => parseCommandLines(`run ${operator}`)).toThrow(/no shell/);
    expect(() => parseCommandLines(`run \\\n${operator} b`)).toThrow(/no shell/);
  });

  test.each(operators)('%s is a word where it is quoted', (operator) => {
    const escaped = [...operator].map((character) => `\\${character}`).join('');
    expect(parseCommandLines(`run '${operator}' "${operator}" ${escaped} a"${operator}"b`)).toEqual([
      ['run', operator, operator, operator, `a${operator}b`],
    ]);
  });

  test('one after a quoted one is an error', () => {
    expect(() => parseCommandLines(`run '&&' && b`)).toThrow(/no shell/);
  });
});

describe('quotation marks that are not closed', () => {
  test.each([
    [`run 'a`, "'"],
    [`run "a`, '"'],
    [`run a"`, '"'],
    [`run 'a\\'b'`, "'"],
    [`run "a\\"`, '"'],
    [`run it's "here"`, "'"],
  ])('%s names the input, the line and the mark', (line, mark) => {
    const parse = () => parseCommandLines(lines('build', line, 'converge'));
    expect(parse).toThrow(StepError);
    expect(parse).toThrow(`Input command: ${JSON.stringify(line)} is not valid. Allowed: a quotation mark ${mark} `);
  });

  test('a message stays short for a long line', () => {
    const long = `run '${'x'.repeat(5000)}`;
    expect(() => parseCommandLines(long)).toThrow(/^.{1,400}$/);
  });
});

describe('against a real shell', () => {
  /** Characters that are no operator, expansion or pattern to a shell: it sees them as we do wherever they stand. */
  const plain = [...'abZ09-_=:,./@%+^é😀'];
  const blank = fc.constantFrom(' ', '  ', '\t', ' \t ');
  const special = [...' \t\'"\\$`|&;<>()*?[]#~!{}'];

  const unquoted = fc.constantFrom(...plain);
  const escaped = fc.constantFrom(...plain, ...special).map((character) => `\\${character}`);
  const singleQuoted = fc
    .array(fc.constantFrom(...plain, ...special.filter((character) => character !== "'")), { maxLength: 6 })
    .map((content) => `'${content.join('')}'`);
  /** `$` and a backtick stand only after a backslash, because a shell would expand them; `"` because it would close. */
  const doubleQuoted = fc
    .array(
      fc.oneof(
        fc.constantFrom(...plain, ...special.filter((character) => !'\\$`"'.includes(character))),
        fc.constantFrom('\\$', '\\`', '\\"', '\\\\'),
        fc.constantFrom(...plain, ' ', "'", '*', '|').map((character) => `\\${character}`),
      ),
      { maxLength: 6 },
    )
    .map((content) => `"${content.join('')}"`);
  const word = fc
    .array(fc.oneof(unquoted, unquoted, escaped, singleQuoted, doubleQuoted), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''));
  /** Starts with a word that keeps the line from being a comment, a continuation or `werf`. */
  const line = fc.array(fc.tuple(blank, word), { maxLength: 5 }).map((words) => `run${words.flat().join('')}`);

  /** The words of each line as a shell passes them to a program. `x` keeps a line apart from the next. */
  function shellWords(texts: readonly string[]): readonly (readonly string[])[] {
    const script = ['set -f', ...texts.map((text) => `printf '%s\\0' ${text}; printf '\\1\\0'`)].join('\n');
    const output = execFileSync('/bin/sh', ['-s'], { input: script, env: {}, maxBuffer: 1 << 26 }).toString();
    return output
      .split('\u0001\0')
      .slice(0, -1)
      .map((words) => words.split('\0').slice(0, -1));
  }

  test.skipIf(process.platform === 'win32')('words are split as a shell splits them', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 200, maxLength: 200 }), (texts) => {
        const seen = shellWords(texts);
        expect(seen).toHaveLength(texts.length);
        expect(texts.map((text) => parseCommandLines(text))).toEqual(seen.map((words) => [words]));
      }),
      { numRuns: 20 },
    );
  });

  test.skipIf(process.platform === 'win32')('the oracle sees what the tables say', () => {
    expect(shellWords([`run 'a b' "c\\"d" e\\ f`, `run ''`])).toEqual([
      ['run', 'a b', 'c"d', 'e f'],
      ['run', ''],
    ]);
  });
});

test('any words come back when each is quoted', () => {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.array(text), (words) => {
      expect(parseCommandLines(['run', ...words.map(quote)].join(' '))).toEqual([['run', ...words]]);
    }),
  );
});

test('any text gives words or an error for the user', () => {
  const pieces = [
    "'",
    '"',
    '\\',
    ' ',
    '\n',
    '\r',
    '#',
    '-',
    'werf',
    'a',
    '&&',
    '|',
    '\\\n',
    '$',
    '{',
    '(',
    '`',
    '=',
    '>',
    'cd',
    '\u2028',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
      try {
        for (const words of parseCommandLines(parts.join(''), { a: 'x' })) expect(words).toBeInstanceOf(Array);
      } catch (error) {
        expect(error).toBeInstanceOf(StepError);
      }
    }),
    { numRuns: 1000 },
  );
});
