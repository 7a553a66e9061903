// The lines that people paste into `command`, and what comes of each.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../src/inputs/command-values.ts';
import { StepError } from '../../../src/system/errors.ts';
import { acceptedLines } from '../../support/command-lines.ts';

const words = (text: string) => acceptedLines(text).map((line) => wordsOf(line, {}, 'linux'));

function refusal(text: string): string {
  try {
    acceptedLines(text);
  } catch (error) {
    if (error instanceof StepError) return error.message;
  }
  throw new Error(`this should be refused: ${text}`);
}

describe('what only a shell could do is refused, with the cure for that very case', () => {
  test.each<readonly [line: string, what: string, cure: string]>([
    ['. $(werf ci-env github --as-file)', '.', '"werf ci-env" runs by itself'],
    ['source "$(werf ci-env github --as-file)"', 'source', '"werf ci-env" runs by itself'],
    ['source <(werf ci-env github)', 'source', '"werf ci-env" runs by itself'],
    ['eval "$(werf ci-env github)"', 'eval', '"werf ci-env" runs by itself'],
    ['werf ci-env github --as-env-file >> "$GITHUB_ENV"', '>>', 'later steps get its variables'],
    ['. $(werf ci-env github --as-file) && werf converge', '.', '"werf ci-env" runs by itself'],
    ['. $(trdl use werf 2 stable)', '.', 'this action itself installs werf'],
    ['type trdl && . $(trdl use werf 2)', '&&', 'this action itself installs werf'],
    ['curl -sSL https://werf.io/install.sh | bash', 'curl', 'this action itself installs werf'],
    ['source .env', 'source', '"env:" of the step'],
    ['. ./.env', '.', '"env:" of the step'],
    ['cd backend', 'cd', 'working-directory'],
    ['cd backend && werf build', 'cd', 'working-directory'],
    ['set -euo pipefail', 'set', 'first command that fails ends the step'],
    ['export WERF_ENV=production', 'export', '"env:" of the step'],
    ['export WERF_SET_TAG="tag=$TAG"', 'export', '"env:" of the step'],
    ['WERF_ENV=production werf converge', 'WERF_ENV=', '"env:" of the step'],
    ['TAG=$(git describe)', 'TAG=', '"env:" of the step'],
    ["NAME='a b'", 'NAME=', '"env:" of the step'],
    ['unset KUBECONFIG', 'unset', '"env:" of the step'],
    ['sudo werf build', 'sudo', 'started directly'],
    ['time werf build', 'time', 'started directly'],
    ['timeout 10m werf converge', 'timeout', 'started directly'],
    ['if [ -n "$TAG" ]; then', 'if', '"if:" of the step'],
    ['fi', 'fi', '"if:" of the step'],
    ['for env in test stage; do werf converge --env $env; done', 'for', '"if:" of the step'],
    ['[ -f werf.yaml ] && werf build', '[', '"if:" of the step'],
    ['(cd backend; werf build)', '(cd', '"if:" of the step'],
    ['deploy() {', 'deploy()', '"if:" of the step'],
    ['exit 1', 'exit', '"if:" of the step'],
    ['echo deployed', 'echo', '"run:" step'],
    ['docker login ghcr.io', 'docker', '"run:" step'],
    ['git fetch --unshallow', 'git', '"run:" step'],
    ['build && converge', '&&', 'a line of its own'],
    ['build; converge', ';', 'a line of its own'],
    ['build;converge', ';', 'a line of its own'],
    ['converge || true', '||', 'allowed-exit-codes'],
    ['converge --kube-config ~/.kube/config', '~', '"$HOME"'],
    ['render ~', '~', '"$HOME"'],
    ['render --dir ~bob/shop', '~bob', 'the whole path'],
    ['render ~+/a', '~+', 'the whole path'],
    ['build # all of it', '#', 'a line of its own'],
    ["build #don't", '#', 'a line of its own'],
    ['converge &', '&', 'one after the other'],
    ['render | tee manifests.yaml', '|', 'output-file'],
    ['render|tee', '|', 'output stdout'],
    ['render > out.yaml', '>', 'output-file'],
    ['render >out.yaml', '>', 'output-file'],
    ['render>out.yaml', '>', 'output-file'],
    ['render >> out.yaml', '>>', 'output-file'],
    ['render 1> out.yaml', '1>', 'output-file'],
    ['converge 2>&1', '2>&1', 'both streams'],
    ['converge 2>/dev/null', '2>', 'both streams'],
    ['converge 12>log', '12>', 'output-file'],
    ['converge 22>log', '22>', 'both streams'],
    ['converge &>log', '&>', 'both streams'],
    ['converge &>>log', '&>>', 'both streams'],
    ['helm secret encrypt <values.yaml', '<', 'option of the command'],
    ['helm secret encrypt 0<values.yaml', '0<', 'option of the command'],
    ['build 2&&converge', '&&', 'a line of its own'],
    ['helm secret encrypt <<< "$TEXT"', '<<<', 'option of the command'],
    ['kubectl apply -f - <<EOF', '<<', 'option of the command'],
    ['kubectl apply -f <(cat a.yaml)', '<(', 'option of the command'],
    ['converge --set tag=$(git describe)', '$(', 'under "env:"'],
    ['converge --set "tag=$(git describe)"', '$(', 'under "env:"'],
    ['converge --set "n=$((1 + 1))"', '$(', 'under "env:"'],
    ['converge --set tag=`git describe`', '`', 'under "env:"'],
    ['converge --set "tag=`git describe`"', '`', 'under "env:"'],
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is what a shell would read
    ['converge --env ${WERF_ENV:-test}', '${', "vars.NAME || 'default'"],
    ['converge --env "${WERF_ENV%-x}"', '${', "vars.NAME || 'default'"],
    ['converge --env ${#X}', '${', "vars.NAME || 'default'"],
    ['converge --env "${X"', '${', "vars.NAME || 'default'"],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: above
    [`converge --set $'a\\tb'`, "$'", 'plain quotation marks'],
    ['converge --set url=http://a/?b=1&c=2', '&', "quote it ('&')"],
    ['converge --set a=b>c', '>', "quote it ('>')"],
    [`converge ''&& build`, '&&', "quote it ('&&')"],
  ])('%s', (line, what, cure) => {
    const message = refusal(`build\n  ${line}\nconverge`);
    expect(message).toContain(
      `Input command: ${JSON.stringify(line)} is not valid. Allowed: werf commands, one per line.`,
    );
    expect(message).toContain(`There is no shell, so ${what} means nothing here: `);
    expect(message).toContain(cure);
  });

  test('a pasted script is told all at once, by the lines that cannot be', () => {
    const message = refusal(
      '#!/bin/bash\nset -e\n. $(werf ci-env github --as-file)\nwerf converge \\\n  --env x | tee log\n',
    );
    expect(message.split('\n').map((line) => /^Input command: (".*") is not valid/.exec(line)?.[1])).toEqual([
      '"set -e"',
      '". $(werf ci-env github --as-file)"',
      '"werf converge --env x | tee log"',
    ]);
  });

  test('a script of hundreds of lines does not fill the annotation', () => {
    expect(refusal('echo x\n'.repeat(500)).split('\n')).toHaveLength(10);
  });
});

describe('what only looks like it passes', () => {
  test.each<readonly [line: string, words: readonly string[]]>([
    ['export --tag registry.example.com/app:%image%', ['export', '--tag', 'registry.example.com/app:%image%']],
    ['export backend --tag x/y:z', ['export', 'backend', '--tag', 'x/y:z']],
    ['werf export', ['export']],
    [`converge --set 'a=b&&c' "x|y" a\\;b`, ['converge', '--set', 'a=b&&c', 'x|y', 'a;b']],
    [
      'kubectl get -o jsonpath={.items[*].metadata.name}',
      ['kubectl', 'get', '-o', 'jsonpath={.items[*].metadata.name}'],
    ],
    [`converge --set 'cost=$5' --set total=5$`, ['converge', '--set', 'cost=$5', '--set', 'total=5$']],
    [`run app -- sh -c 'cd /app && make | tee log'`, ['run', 'app', '--', 'sh', '-c', 'cd /app && make | tee log']],
    ['converge --set a=b=c', ['converge', '--set', 'a=b=c']],
    ['kubectl set image deployment/web web=nginx', ['kubectl', 'set', 'image', 'deployment/web', 'web=nginx']],
    ['helm test web', ['helm', 'test', 'web']],
    ['run test', ['run', 'test']],
    ['werf docker', ['docker']],
    ["'cd' x", ['cd', 'x']],
    ['\\. x', ['.', 'x']],
    ['unknown-command x', ['unknown-command', 'x']],
    ['kubectl exec web -- (a)', ['kubectl', 'exec', 'web', '--', '(a)']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual([expected]);
  });
});

test('no command of werf is taken for a word of a shell', async () => {
  const { SPELLINGS } = await import('../../../src/command/catalogue.ts');
  for (const spelling of SPELLINGS.keys()) expect(words(spelling)).toEqual([spelling.split(' ')]);
});

test('quoting a word always makes it pass, in each of the three ways', () => {
  const habits = [
    '&&',
    '>',
    '2>&1',
    '$(x)',
    '`x`',
    'cd',
    '.',
    'export',
    'A=b',
    '$NAME',
    "it's",
    '\\',
    '#',
    '-x',
    '$',
    'if',
    '(',
    '"',
  ];
  const word = fc.oneof(fc.constantFrom(...habits), fc.string({ unit: 'grapheme', minLength: 1 }));
  const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const double = (text: string) => `"${text.replaceAll(/[$`"\\]/g, '\\$&')}"`;
  // A backslash before a line break continues the line instead, as in a shell.
  const escaped = (text: string) => (/[\r\n]/.test(text) ? single(text) : text.replaceAll(/./gsu, '\\$&'));
  const way = fc.constantFrom(single, double, escaped);
  fc.assert(
    fc.property(fc.array(fc.tuple(word, way), { minLength: 1 }), (written) => {
      const texts = written.map(([text]) => text);
      // A quoted name of the program is still its name.
      fc.pre(texts[0] !== 'werf');
      expect(words(written.map(([text, quote]) => quote(text)).join(' '))).toEqual([texts]);
    }),
    { numRuns: 500 },
  );
});

// Where the time grew with the square of the length, this would take minutes.
test('reads a long input', () => {
  for (const piece of [' ', '\\ ', '$', "'' ", '\u00a0', 'a\n', '\\\n', '$(', '"" ']) {
    try {
      expect(acceptedLines(`run ${piece.repeat(120_000 / piece.length)}x`)).not.toEqual([]);
    } catch (error) {
      expect(error).toBeInstanceOf(StepError);
    }
  }
});
