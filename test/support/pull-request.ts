// A step that runs for a pull request: its event, its variables, and a werf that plays a recorded plan.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type GithubServer, HEAD, JOB_TOKEN, REPOSITORY } from './github.ts';
import type { Job } from './runner.ts';
import { writeStandIn } from './stand-in.ts';

const GOLDEN = resolve(import.meta.dirname, '../golden/werf-2.70.0');

/** The commit that a pull request's run has checked out, which is not its head. */
export const MERGE_COMMIT = 'ee'.repeat(20);

/** Inputs of a step that comments. */
export const COMMENTING: Readonly<Record<string, string>> = {
  'comment-on-pr': 'true',
  'github-token': JOB_TOKEN,
  telemetry: 'false',
  'ci-env': 'false',
};

/** A stand-in that prints what a recorded werf did, and ends as it did. */
export function playing(job: Job, recording: string, exitCode: number, before = ''): string {
  return writeStandIn(
    job.temp,
    `${before}\ncat '${GOLDEN}/${recording}/stdout.txt'; cat '${GOLDEN}/${recording}/stderr.txt' >&2; exit ${exitCode}`,
  );
}

/** The variables that a runner sets for a run of pull request 7. */
export function pullRequestRun(
  job: Job,
  github: Pick<GithubServer, 'url'>,
  { event = 'pull_request', head = HEAD, source = REPOSITORY, number = 12, id = 9_000_012 } = {},
): NodeJS.ProcessEnv {
  const path = join(job.temp, `event-${event}-${number}.json`);
  const payload = {
    pull_request: {
      number: 7,
      head: { sha: head, repo: { full_name: source } },
      base: { repo: { full_name: REPOSITORY } },
    },
  };
  writeFileSync(path, JSON.stringify(payload));
  return {
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SHA: event === 'push' ? head : MERGE_COMMIT,
    GITHUB_RUN_ID: String(id),
    GITHUB_RUN_NUMBER: String(number),
    GITHUB_WORKFLOW_REF: `${REPOSITORY}/.github/workflows/deploy.yml@refs/pull/7/merge`,
  };
}
