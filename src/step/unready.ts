// Composition: what a step does at its end where its commands never ran, because an input is wrong or werf is not ready.
import { isAbsolute, join } from 'node:path';
import { wordsOf } from '../inputs/command-values.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { readableLines } from '../inputs/readable-lines.ts';
import { isSubjectCertain } from '../results/pull-request/certain-subject.ts';
import { lateRedactor } from '../results/redactor.ts';
import type { StepHost } from './step-host.ts';

/** The inputs that a comment needs. */
type CommentInputs = Pick<
  Inputs,
  'commands' | 'workingDirectory' | 'commentOnPr' | 'commentId' | 'githubToken' | 'kubeconfig'
>;

/**
 * Says on the pull request that the commands did not run, where it shows what an earlier run said of them. A command of
 * which nobody can know which comment it has is left out.
 * @param inputs undefined where they make no sense: then as much of them serves as can be read
 */
export async function endUnready(host: StepHost, inputs: Inputs | undefined, cancelled: AbortSignal): Promise<void> {
  const read: CommentInputs = inputs ?? readableInputs(host);
  if (!read.commentOnPr) return;
  const { env, platform } = host;
  const { workingDirectory, commentId } = read;
  const commands = read.commands
    .filter((line) => isSubjectCertain(line, env, { platform, workingDirectory, id: commentId }))
    .map((line) => ({ words: wordsOf(line, env, platform), env, userEnv: env }));
  const redact = lateRedactor({ ...read, commands });
  const { commentOnStep } = await import('../results/comment.ts');
  host.setOutput('comment-url', await commentOnStep(host, { ...read, commands, outcomes: [], redact, cancelled }));
  host.writeOutputs();
}

function readableInputs({ input, cwd }: StepHost): CommentInputs {
  const folder = input('working-directory') || '.';
  return {
    commands: readableLines(input('command')),
    workingDirectory: isAbsolute(folder) ? folder : join(cwd, folder),
    commentOnPr: input('comment-on-pr').toLowerCase() === 'true',
    commentId: input('comment-id'),
    githubToken: input('github-token'),
    kubeconfig: input('kubeconfig'),
  };
}
