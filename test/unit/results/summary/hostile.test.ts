import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandOutcome } from '../../../../src/results/command-outcome.ts';
import { renderDetails } from '../../../../src/results/summary/command-details.ts';
import { renderSummary } from '../../../../src/results/summary/summary.ts';
import { readPage } from '../../../support/markdown.ts';
import { command, deploy, hostileText, image, stage } from '../../../support/reports.ts';

const render = (reports: readonly CommandOutcome[]) => renderSummary(reports, renderDetails);

test('hostile texts break neither table nor page', () => {
  const names = fc.array(fc.record({ name: hostileText, stages: fc.array(hostileText, { maxLength: 3 }) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      names,
      fc.record({ release: hostileText, namespace: hostileText, status: hostileText }),
      fc.array(hostileText, { maxLength: 4 }),
      hostileText,
      (images, release, operations, text) => {
        const markdown = render([
          command({
            command: text,
            result: 'failure',
            exitCode: 1,
            build: {
              images: images.map(({ name, stages }, index) =>
                image({ name, seconds: 10 - index, stages: stages.map((stageName) => stage({ name: stageName })) }),
              ),
            },
            deploy: deploy({ ...release, failed: operations, completed: operations }),
            errorTail: `${operations.join('\n')}\nError: ${text.replace(/[\n\u2028]/g, ' ')}!`,
          }),
        ]);
        const page = readPage(markdown);
        const imageTables = images.length === 0 ? [] : [images.map(({ name }) => [shown(name), 'built'])];
        const stageRows = images.flatMap(({ name, stages }) => stages.map((each) => [shown(name), shown(each)]));
        expect(page.tables.map(({ rows }) => rows.map((cells) => cells.slice(0, 2)))).toEqual([
          [[shown(release.release), shown(release.namespace)]],
          ...imageTables,
          ...(stageRows.length === 0 ? [] : [stageRows]),
        ]);
        for (const { header, rows } of page.tables) {
          for (const cells of rows) expect(cells).toHaveLength(header.length);
        }
        expect(page.headings).toEqual([`❌ ${shown(text)} failed after 5.0 s (exit code 1)`]);
        expect(page.items).toEqual([...operations, ...operations].map(shown));
        expect(page.links).toEqual([]);
        expect(page.blocks.map(({ language }) => language)).toEqual(images.length < 2 ? ['text'] : ['text', 'mermaid']);
        for (const html of page.html) {
          expect(html).toMatch(/^(?:<details(?: open)?>\n<summary>[A-Za-z' ]+<\/summary>|<\/details>)\n$/);
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** What a reader should see of a foreign text: every character, but for those that show nothing or mislead. */
function shown(text: string): string {
  const characters = [...text].map((character) =>
    /^(?:\p{Control}|\p{Format}|\p{Surrogate}|\p{Line_Separator}|\p{Paragraph_Separator})$/u.test(character)
      ? '�'
      : character,
  );
  return characters.length === 0 ? '–' : characters.join('');
}
