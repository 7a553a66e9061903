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
 * Ends a step whose inputs make no sense, as far as they can be read: with the comment of a step that is not ready, and
 * with the trace that it would have sent.
 * @param startTime of the step, in milliseconds since the epoch
 */
export async function endRefused(host: StepHost, startTime: number, cancelled: AbortSignal): Promise<void> {
  await Promise.all([
    endUnready(host, readableInputs(host), cancelled),
    isOn(host, 'traces') ? traceRefused(host, startTime, cancelled) : undefined,
  ]);
}

/** Getting ready is what failed. */
async function traceRefused(host: StepHost, startTime: number, cancelled: AbortSignal): Promise<void> {
  const { openTraces } = await import('../traces/traces.ts');
  const traces = await openTraces(host, startTime, cancelled);
  if (traces === undefined) return;
  host.setOutput('trace-id', traces.traceId);
  await traces.phase('ready', () => Promise.reject(new Error('refused'))).catch(() => undefined);
  await traces.finish({ commands: [], cancelled: cancelled.aborted });
}

/**
 * Says on the pull request that the commands did not run, where it shows what an earlier run said of them. A command of
 * which nobody can know which comment it has is left out.
 */
export async function endUnready(host: StepHost, read: CommentInputs, cancelled: AbortSignal): Promise<void> {
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

function readableInputs(host: StepHost): CommentInputs {
  const { input, cwd } = host;
  const folder = input('working-directory') || '.';
  return {
    commands: readableLines(input('command')),
    workingDirectory: isAbsolute(folder) ? folder : join(cwd, folder),
    commentOnPr: isOn(host, 'comment-on-pr'),
    commentId: input('comment-id'),
    githubToken: input('github-token'),
    kubeconfig: input('kubeconfig'),
  };
}

/** A value that is neither yes nor no was refused, and counts as no. */
function isOn({ input }: StepHost, name: 'comment-on-pr' | 'traces'): boolean {
  return input(name).toLowerCase() === 'true';
}
