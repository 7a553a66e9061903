// Pure: the short lists of commands in the code, and what each decides, for docs/inputs.md.
import { LOCAL_COMMANDS, REPO_COMMANDS } from '../../src/command/kinds.ts';
import { UNREPORTED_COMMANDS } from '../../src/command/options.ts';
import { MAY_NEED_HISTORY, NEED_HISTORY } from '../../src/prepare/history.ts';
import { DEPLOY_COMMANDS, PLAN_COMMANDS } from '../../src/reports/plan-command.ts';
import { REPORT_COMMANDS } from '../../src/reports/report-plan.ts';
import { READ_COMMANDS } from '../../src/reports/watch-rollout.ts';
import { table } from './generated.ts';

/** What the step does, and the commands with which it does so, without the word `werf`. */
export const COMMAND_LISTS: readonly (readonly [what: string, commands: readonly string[]])[] = [
  ['`werf ci-env github` runs first, where there is a `werf.yaml`', REPO_COMMANDS],
  ['Of these, with `--dev` and without `--repo`: ci-env names no repository for them', LOCAL_COMMANDS],
  ['A build report is asked for, which tells images and stages', REPORT_COMMANDS['save-build-report'] ?? []],
  ['Of these, with `--use-build-report`: no report is expected', REPORT_COMMANDS['use-build-report'] ?? []],
  [
    'A deploy report is asked for, which tells release, namespace, revision and status',
    [...(REPORT_COMMANDS['save-deploy-report'] ?? []), ...(REPORT_COMMANDS['save-rollback-report'] ?? [])],
  ],
  ['What it prints is read for why it failed: the resources, or the stage of an image', READ_COMMANDS],
  ['What it prints is read as a plan: `changes`, `has-changes`, and the comment', PLAN_COMMANDS],
  ['How it ended stands in the comment', DEPLOY_COMMANDS],
  ['In a shallow clone, a notice says that it needs the history', NEED_HISTORY],
  ['In a shallow clone, a notice says that it may need it', MAY_NEED_HISTORY],
  ['It is not reported in telemetry', [...UNREPORTED_COMMANDS].map((command) => command.replace(/^werf /, ''))],
];

/** The lists as a table, each sorted. */
export function commandListsTable(): string {
  const names = (commands: readonly string[]) => commands.toSorted().map((name) => `\`${name}\``);
  return table(
    ['What a step does', 'With these commands'],
    COMMAND_LISTS.map(([what, commands]) => [what, names(commands).join(', ')]),
  );
}
