// The lists of commands in the code, against the catalogue and the documents.
import { describe, expect, test } from 'vitest';
import { readAction } from '../../../scripts/docs/action-tables.ts';
import { COMMAND_LISTS } from '../../../scripts/docs/command-lists.ts';
import { COMMAND_NAMES } from '../../../src/command/catalogue.ts';
import { DEPLOY_COMMANDS, PLAN_COMMANDS } from '../../../src/reports/plan-command.ts';
import { REPORT_COMMANDS } from '../../../src/reports/report-plan.ts';
import { filesIn, read } from '../../support/tree.ts';

const SOURCES = filesIn('src', '.ts');
const ACTION = readAction(read('action.yml'));
/** The files whose lists the table shows. */
const shownFiles = [...read('scripts/docs/command-lists.ts').matchAll(/ from '\.\.\/\.\.\/(src\/[^']+)'/g)].map(
  ([, path = '']) => path,
);

describe('the lists of commands in the code', () => {
  test('name commands that the catalogue has', () => {
    const named = COMMAND_LISTS.flatMap(([, commands]) => commands);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !COMMAND_NAMES.includes(`werf ${name}`))).toEqual([]);
  });

  test.each([
    ['action.yml, comment-on-pr', ACTION.inputs['comment-on-pr']?.description, [...PLAN_COMMANDS, ...DEPLOY_COMMANDS]],
    [
      'action.yml, release',
      ACTION.outputs['release']?.description,
      [...(REPORT_COMMANDS['save-deploy-report'] ?? []), ...(REPORT_COMMANDS['save-rollback-report'] ?? [])],
    ],
    ['docs/pull-request.md', read('docs/pull-request.md'), [...PLAN_COMMANDS, ...DEPLOY_COMMANDS]],
  ])('stand whole in %s', (_, text, commands) => {
    expect(
      commands.filter((name) => text?.includes(`\`${name}\``) !== true && text?.includes(`werf ${name}\``) !== true),
    ).toEqual([]);
  });

  // The rules of words.ts itself, and what names a command for people, have no list of their own.
  test('all stand in docs/inputs.md', () => {
    const deciding = SOURCES.filter((path) => /\bisOneOf\b/.test(read(path)));
    const shown = ['src/command/words.ts', 'src/command/name.ts', ...shownFiles];
    expect(deciding.filter((path) => !shown.includes(path))).toEqual([]);
    for (const [what, commands] of COMMAND_LISTS) expect([what, commands.length > 0]).toEqual([what, true]);
  });
});
