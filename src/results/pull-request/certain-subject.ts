// Pure: whether it is certain which comment a command has, where variables of its line are not set.
import { settingsOf } from '../../command/options.ts';
import type { CommandLine } from '../../inputs/command-lines.ts';
import { unsetVariables, wordsOf } from '../../inputs/command-values.ts';
import { projectOf } from '../../prepare/project.ts';
import { planOrDeploy } from '../../reports/plan-command.ts';
import type { Environment } from '../../system/environment.ts';

/** What a variable could hold, but nothing, that makes another comment of it. */
const VALUES = ['x', '--env=x', '--release=x', '--namespace=x', '--dir=x', '--config=x', '--'];

/**
 * Whether the comment of a command is the same whatever its variables hold that are not set.
 * @param id the input `comment-id`: with one, only the kind of the command counts
 */
export function isSubjectCertain(
  line: CommandLine,
  env: Environment,
  { platform, workingDirectory, id }: { platform: NodeJS.Platform; workingDirectory: string; id: string },
): boolean {
  const unset = unsetVariables(line, env, platform);
  if (unset.length === 0) return true;
  const subject = (value: string): string => {
    const words = wordsOf(line, { ...env, ...Object.fromEntries(unset.map((name) => [name, value])) }, platform);
    const kind = planOrDeploy(words) ?? '';
    if (id !== '') return kind;
    const setting = settingsOf(words, env);
    const names = ['env', 'release', 'namespace'].map((option) => setting(option) ?? '');
    return JSON.stringify([kind, names, projectOf(words, env, workingDirectory).configs]);
  };
  const first = subject('');
  return VALUES.every((value) => subject(value) === first);
}
