// Pure: what a trace says of the run that it is of, in the words of the semantic conventions for CI/CD and VCS.
import type { Environment } from '../system/environment.ts';
import { DEFAULT_SERVICE_NAME, RESOURCE } from './attributes.ts';
import { runAttempt } from './ids.ts';

export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * The resource of a step's spans. Of what the environment does not tell there is nothing; who started the run, and what
 * the commit says, is nobody's business here.
 * @param own what the user says of the resource; it goes before all else
 * @param pullRequestHead the commit at the head of the pull request's branch; undefined elsewhere
 */
export function resourceAttributes(
  env: Environment,
  own: Readonly<Record<string, string>>,
  pullRequestHead?: string,
): Attributes {
  const run = runAttempt(env);
  const repository = repositoryUrl(env);
  const [owner, name] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const onPullRequest = /^refs\/pull\/(\d+)\//.exec(env['GITHUB_REF'] ?? '')?.[1];
  return known({
    [RESOURCE.serviceName]: DEFAULT_SERVICE_NAME,
    [RESOURCE.pipelineName]: env['GITHUB_WORKFLOW'],
    [RESOURCE.pipelineRunId]: run?.runId,
    [RESOURCE.pipelineRunUrl]: runUrl(env),
    [RESOURCE.runAttempt]: run?.attempt,
    [RESOURCE.workerId]: env['RUNNER_NAME'],
    [RESOURCE.workerName]: env['RUNNER_NAME'],
    [RESOURCE.vcsProvider]: 'github',
    [RESOURCE.vcsOwner]: owner,
    [RESOURCE.vcsRepositoryName]: name,
    [RESOURCE.vcsRepositoryUrl]: repository,
    // On a pull request the ref is a merge that GitHub made; its branch is the one that people know, and so is that one's head.
    [RESOURCE.vcsHeadName]: env['GITHUB_HEAD_REF'] || env['GITHUB_REF_NAME'],
    [RESOURCE.vcsHeadRevision]: pullRequestHead ?? env['GITHUB_SHA'],
    [RESOURCE.vcsRefType]: /^(?:branch|tag)$/.exec(env['GITHUB_REF_TYPE'] ?? '')?.[0],
    [RESOURCE.vcsChangeId]: onPullRequest,
    ...own,
  });
}

/** The page of this attempt of the run; undefined where the environment does not tell. */
export function runUrl(env: Environment): string | undefined {
  const run = runAttempt(env);
  const repository = repositoryUrl(env);
  if (run === undefined || repository === undefined) return undefined;
  return `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}`;
}

/** The attributes that have a value. */
export function known(attributes: Readonly<Record<string, AttributeValue | undefined>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      (entry): entry is [string, AttributeValue] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

function repositoryUrl(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env;
  return server === '' || repository === '' ? undefined : `${server.replace(/\/+$/, '')}/${repository}`;
}
