import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requireVariables, wordsOf } from '../../../src/inputs/command-values.ts';
import { StepError } from '../../../src/system/errors.ts';
import { acceptedLines } from '../../support/command-lines.ts';

type Env = Readonly<Record<string, string | undefined>>;

function words(text: string, env: Env, platform: NodeJS.Platform = 'linux'): readonly (readonly string[])[] {
  const lines = acceptedLines(text);
  requireVariables(lines, env, platform);
  return lines.map((line) => wordsOf(line, env, platform));
}

describe('values', () => {
  const env = { NAME: 'a b', EMPTY: '', N1: 'x', _: 'u', CD: 'cd', WERF: 'werf', OP: '&& build', PATH: '/bin' };
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is what a shell would read
  test.each<readonly [text: string, expected: readonly string[]]>([
    ['run $NAME', ['run', 'a b']],
    ['run "$NAME"', ['run', 'a b']],
    ['run ${NAME}', ['run', 'a b']],
    ['run x${NAME}y "x${NAME}y" $NAME$N1', ['run', 'xa by', 'xa by', 'a bx']],
    ['run $N1_ $N1.x ${N1}_', ['run', 'u', 'x.x', 'x_']],
    ['run $EMPTY "$EMPTY" --set=$EMPTY', ['run', '', '', '--set=']],
    ["run '$NAME' \\$NAME \"\\$NAME\" '${NAME}' \\\\$NAME", ['run', '$NAME', '$NAME', '$NAME', '${NAME}', '\\a b']],
    ['run $OP', ['run', '&& build']],
    ['$CD x', ['cd', 'x']],
    ['$WERF x', ['werf', 'x']],
    ['werf $WERF x', ['werf', 'x']],
    ['run "a\n$NAME\nb"', ['run', 'a\na b\nb']],
    ['--dir=$N1 run', ['--dir=x', 'run']],
  ])('%s', (text, expected) => {
    expect(words(text, { ...env, N1_: 'u' })).toEqual([expected]);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: above

  test('names of Windows are the same in upper and lower case', () => {
    expect(words('run $path $Path', { Path: 'C:\\x' }, 'win32')).toEqual([['run', 'C:\\x', 'C:\\x']]);
    expect(() => words('run $path', { Path: 'x' })).toThrow('path is not');
  });

  test('names of what every object has are no variables', () => {
    expect(() => words('run $constructor $__proto__', {})).toThrow('constructor is not');
  });

  test('one that is not set is an error that names the line and the variable, and shows no value', () => {
    const failing = () =>
      words('build\nconverge --env $WERF_ENV --set "a=$SECRET"', { SECRET: 'hunter2', WERF_ENV: undefined });
    expect(failing).toThrow(StepError);
    expect(failing).toThrow(
      /^Input command: "converge --env \$WERF_ENV --set \\"a=\$SECRET\\"" is not valid\. Allowed: variables that are set, and WERF_ENV is not\. Set it under "env:"/,
    );
    expect(failing).not.toThrow('hunter2');
  });

  test('one that may still come is none yet', () => {
    const lines = acceptedLines('run $WERF_REPO $OTHER');
    expect(() => requireVariables(lines, { OTHER: '' }, 'linux', (name) => name === 'WERF_REPO')).not.toThrow();
    expect(() => requireVariables(lines, {}, 'linux', (name) => name === 'WERF_REPO')).toThrow('OTHER is not');
  });
});

test('no value makes another word, another command or another variable', () => {
  const piece = fc.constantFrom('$A', '"$A"', 'x"$A"', 'run', ' ', ' ', '\n', "'$A'", '--set=$B', '"$B $A"', '-');
  const hostile = fc.constantFrom(
    '',
    ' ',
    '\n',
    'a\ndismiss --env production',
    "'",
    '"',
    '`x`',
    '$B',
    '\\',
    '# x',
    '-',
    '&&',
    '\r\n',
    '\u2028',
    'cd',
  );
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(hostile).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.array(piece), value, value, (pieces, a, b) => {
      const text = pieces.join('');
      const lines = acceptedLines(text);
      const shape = lines.map((line) => wordsOf(line, { A: '\u0001', B: '\u0002' }, 'linux'));
      const put = shape.map((line) =>
        line.map((word) => [...word].map((one) => (one === '\u0001' ? a : one === '\u0002' ? b : one)).join('')),
      );
      expect(lines.map((line) => wordsOf(line, { A: a, B: b }, 'linux'))).toEqual(put);
    }),
    { numRuns: 500 },
  );
});
