// Pure: examples of the input `command` with what the action's own parser makes of them, for the README.

import { requireVariables, wordsOf } from '../../src/inputs/command-values.ts';
import { acceptedLines } from '../../test/support/command-lines.ts';
import { table } from './generated.ts';

/** What stands under `env:` for the examples: a title as somebody could give it to a pull request. */
const ENVIRONMENT = { TITLE: 'a,b" --env x\nbuild', APP: 'shop' };

const EXAMPLES: readonly string[] = [
  'converge --repo ghcr.io/acme/shop --env production',
  'build\nconverge --require-built-images',
  '# a comment\nwerf converge\n  --env production\n  --set a=1',
  'kubectl get \\\npods',
  'converge --set "title=two words" --set \'cost=$5\'',
  'converge --set title=two\\ words',
  'converge --set "say=\\"hi\\""',
  "run backend -- sh -c 'make && make test'",
  'kubectl get pods -l app=$APP *.yaml',
  'converge --set-literal "title=$TITLE"',
  'converge --env $NOT_SET',
  "run app -- sh -c '\n  make\n  make test\n'",
  'build && converge',
  '. $(werf ci-env github --as-file)\nwerf converge',
  'render >manifests.yaml',
  'cd backend',
  'converge --kube-config ~/.kube/config',
  'build # then the rest',
  'converge --set "title=no end',
];

/** What one writes, and the words that each werf gets: `[one] [word]`, or the error. */
export function commandExamples(): string {
  return table(
    ['`command`', 'What runs'],
    EXAMPLES.map((text) => [text.split('\n').map(code).join('<br>'), outcome(text)]),
  );
}

function outcome(text: string): string {
  try {
    const lines = acceptedLines(text);
    requireVariables(lines, ENVIRONMENT, 'linux');
    return lines
      .map((line) => wordsOf(line, ENVIRONMENT, 'linux'))
      .map((words) => `werf ${words.map((word) => code(`[${word}]`)).join(' ')}`)
      .join('<br>');
  } catch (error) {
    return `Error: ${error instanceof Error ? explanation(error.message) : ''}`;
  }
}

/** The part of the message that does not repeat the line. */
function explanation(message: string): string {
  return message.replace(/^.* is not valid\. /, '').replace(/\('(.*?)'\)/, "(`'$1'`)");
}

/** A code span; blanks at its ends stay, and line breaks are shown. */
function code(text: string): string {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  return `${'&nbsp;'.repeat(indent)}\`${text.slice(indent).replaceAll('\n', '⏎')}\``;
}
