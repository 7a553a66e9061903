// Composition: the comments of a step: one for each subject of its commands, and the mark of the run.
import type { CommandWords } from '../../command/words.ts';
import type { Environment } from '../../system/environment.ts';
import type { Redact } from '../redact.ts';
import { type CommentRun, type CommentSection, commentBody } from './comment-body.ts';
import type { WantedComment } from './keep-comment.ts';
import { type CommentSubject, commentKey, markerLine, type RunMark, workflowMark } from './marker.ts';
import { commentSubject } from './subject.ts';

/** A command of the step that has a comment. */
export interface CommentedCommand {
  readonly words: CommandWords;
  /** The environment that the user and ci-env set. */
  readonly userEnv: Environment;
  readonly section: CommentSection;
}

interface Subjects {
  readonly host: { readonly env: Environment };
  readonly workingDirectory: string;
  readonly commentId: string;
  readonly commands: readonly CommentedCommand[];
  readonly redact: Redact;
}

/** The comments that a step wants, in the order of its commands. */
export function wantedComments(
  { host, workingDirectory, commentId, commands, redact }: Subjects,
  run: RunMark,
): readonly WantedComment[] {
  const groups = new Map<string, { readonly subject: CommentSubject; readonly sections: CommentSection[] }>();
  for (const { words, userEnv, section } of commands) {
    const subject = commentSubject(words, userEnv, workingDirectory, commentId);
    const key = commentKey(subject);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subject, sections: [section] });
    else group.sections.push(section);
  }
  const links = commentRun(host.env, run);
  return [...groups].map(([key, { subject, sections }]) => ({
    key,
    body: commentBody(markerLine(key, run), shownSubject(subject, redact), sections, links),
    isWorthMaking: sections.some(isNews),
  }));
}

/** The key is made of the names as they are; what is shown of them holds no secret. */
function shownSubject(subject: CommentSubject, redact: Redact): CommentSubject {
  const { id, project, environment, release, namespace } = subject;
  return {
    id: redact(id),
    project: redact(project),
    environment: redact(environment),
    release: redact(release),
    namespace: redact(namespace),
  };
}

/** The mark of this run. */
export function runMark(
  env: Environment,
  { kind, commit }: { readonly kind: 'pull-request' | 'commit'; readonly commit: string },
): RunMark {
  const number = (name: string) => Number(/^\d{1,15}$/.exec(env[name] ?? '')?.[0] ?? 0);
  // `acme/shop/.github/workflows/deploy.yml@refs/pull/1/merge`, or what the workflow calls itself.
  const workflow = (env['GITHUB_WORKFLOW_REF'] ?? '').replace(/@.*$/, '') || (env['GITHUB_WORKFLOW'] ?? '');
  return {
    event: kind === 'commit' ? 'push' : 'pull_request',
    number: number('GITHUB_RUN_NUMBER'),
    id: number('GITHUB_RUN_ID'),
    workflow: workflowMark(workflow),
    commit,
  };
}

function commentRun(env: Environment, run: RunMark): CommentRun {
  const server = env['GITHUB_SERVER_URL'] ?? '';
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const isKnown = /^https?:\/\/[\w.:-]+(?:\/[\w./-]*)?$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository);
  return {
    commit: run.commit,
    repositoryUrl: isKnown ? `${server.replace(/\/$/, '')}/${repository}` : '',
    runId: run.id === 0 ? '' : String(run.id),
    runNumber: String(run.number),
  };
}

/** Whether it is worth a comment where there is none yet. */
function isNews({ result, kind, plan, deploy }: CommentSection): boolean {
  if (result === 'failure' || result === 'allowed') return true;
  if (result !== 'success') return false;
  return kind === 'plan' ? plan?.hasChanges === true : deploy?.status !== 'skipped';
}
