// Pure: the short lists of commands in the code, and what each decides, for docs/inputs.md.
import { LOCAL_COMMANDS, REPO_COMMANDS } from '../../src/command/kinds.ts';
import { unreportedCommands } from '../../src/command/options.ts';
import { MAY_NEED_HISTORY, NEED_HISTORY } from '../../src/prepare/history.ts';
import { DEPLOY_COMMANDS, PLAN_COMMANDS } from '../../src/reports/plan-command.ts';
import { REPORT_COMMANDS } from '../../src/reports/report-plan.ts';
import { READ_COMMANDS } from '../../src/reports/watch-rollout.ts';
import { table } from './generated.ts';

/** What the step does, and the commands with which it does so, without the word `werf`. */
export const COMMAND_LISTS: readonly (readonly [what: string, commands: readonly string[]])[] = [
  ['`werf ci-env github` runs first, where the project is', REPO_COMMANDS],
  ['Of these, with `--dev` and no `--repo`: ci-env names no repository', LOCAL_COMMANDS],
  ['A build report is asked for: images and stages', REPORT_COMMANDS['save-build-report'] ?? []],
  ['Of these, with `--use-build-report`: none', REPORT_COMMANDS['use-build-report'] ?? []],
  ['A deploy report is asked for: release, namespace, revision, status', REPORT_COMMANDS['save-deploy-report'] ?? []],
  ['What is printed is read for why it failed: the resources, or the stage', READ_COMMANDS],
  ['What is printed is read as a plan', PLAN_COMMANDS],
  ['Its end stands in the comment, too', DEPLOY_COMMANDS],
  ['A notice in a shallow clone: the history is needed', NEED_HISTORY],
  ['A notice in a shallow clone: it may be needed', MAY_NEED_HISTORY],
  ['No telemetry events', [...unreportedCommands].map((command) => command.replace(/^werf /, ''))],
];

/** The lists as a table, each sorted. */
export function commandListsTable(): string {
  const names = (commands: readonly string[]) => commands.toSorted().map((name) => `\`${name}\``);
  return table(
    ['What a step does', 'With these commands'],
    COMMAND_LISTS.map(([what, commands]) => [what, names(commands).join(', ')]),
  );
}
