import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { annotationOf } from '../../../src/results/annotation.ts';
import { outcomeOutputs } from '../../../src/results/outputs.ts';
import { renderDetails } from '../../../src/results/summary/command-details.ts';
import { renderSummary } from '../../../src/results/summary/summary.ts';
import { outcomeOf, ROLLOUTS } from '../../support/rollouts.ts';

const EXPECTED = new URL('../../expected/werf-2.70.0/', import.meta.url);

/** What a user sees of a run: its annotation, its outputs, its summary. */
function shown(run: string): string {
  const outcome = outcomeOf(run);
  const { images: _, ...outputs } = outcomeOutputs([outcome]).values;
  const annotation = annotationOf(outcome);
  return [
    '# Annotation\n',
    annotation === '' ? 'None.\n' : `\`\`\`\`text\n${annotation}\n\`\`\`\`\n`,
    '# Outputs\n',
    `\`\`\`\`text\n${Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n\`\`\`\`\n`,
    '# Summary\n',
    renderSummary([outcome], renderDetails),
  ].join('\n');
}

test('every recording has its expectation', () => {
  expect(readdirSync(EXPECTED).sort()).toEqual(ROLLOUTS.map((run) => `${run}.md`).sort());
});

test.each(ROLLOUTS)('%s', (run) => {
  expect(shown(run)).toBe(readFileSync(new URL(`${run}.md`, EXPECTED), 'utf8'));
});
