// Composition: the comment on the pull request, from the outcomes of the step's commands.
import { commandName } from '../command/name.ts';
import type { CommandWords } from '../command/words.ts';
import { planOrDeploy } from '../reports/plan-command.ts';
import type { Environment } from '../system/environment.ts';
import type { Host } from '../system/host.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { commentSection, missedSection } from './comment-sections.ts';
import { commentOnPullRequest } from './pull-request/pull-request.ts';
import type { CommentedCommand } from './pull-request/wanted-comments.ts';
import type { GetRedact } from './redactor.ts';

export interface StepComment {
  /** All commands of the step, each with the environment that the user and ci-env set. */
  readonly commands: readonly { readonly words: CommandWords; readonly userEnv: Environment }[];
  /** Those of them that ran, in the same order. */
  readonly outcomes: readonly CommandOutcome[];
  readonly workingDirectory: string;
  readonly githubToken: string;
  readonly commentId: string;
  readonly redact: GetRedact;
  /** Aborts where the step is cancelled. */
  readonly cancelled: AbortSignal;
}

/** @returns the address of the comment; empty where there is none. Never rejects */
export async function commentOnStep(host: Host, step: StepComment): Promise<string> {
  try {
    const redact = await step.redact();
    const commands = step.commands.flatMap(({ words, userEnv }, index): readonly CommentedCommand[] => {
      const kind = planOrDeploy(words);
      if (kind === undefined) return [];
      const outcome = step.outcomes[index];
      const section =
        outcome === undefined ? missedSection(commandName(words), kind) : commentSection(outcome, kind, redact);
      return [{ words, userEnv, section }];
    });
    return await commentOnPullRequest({ host, ...step, redact, commands });
  } catch (error) {
    host.log.debug(`The comment could not be made: ${String(error)}`);
    return '';
  }
}
