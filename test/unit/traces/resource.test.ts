import { describe, expect, test } from 'vitest';
import { resourceAttributes } from '../../../src/traces/resource.ts';

const PUSH = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_WORKFLOW: 'Deploy',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: '35dc6fdeab0f26680e0662ca6acfafa1f4ddbffb',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  RUNNER_NAME: 'runner-1',
  GITHUB_ACTOR: 'somebody',
  GITHUB_TRIGGERING_ACTOR: 'somebody',
};

describe('the resource', () => {
  test('is the run and the repository, and nobody', () => {
    expect(resourceAttributes(PUSH, {})).toEqual({
      'service.name': 'run-werf',
      'cicd.pipeline.name': 'Deploy',
      'cicd.pipeline.run.id': '77',
      'cicd.pipeline.run.url.full': 'https://github.com/acme/shop/actions/runs/77/attempts/2',
      'werf.run.attempt': 2,
      'cicd.worker.id': 'runner-1',
      'cicd.worker.name': 'runner-1',
      'vcs.provider.name': 'github',
      'vcs.owner.name': 'acme',
      'vcs.repository.name': 'shop',
      'vcs.repository.url.full': 'https://github.com/acme/shop',
      'vcs.ref.head.name': 'main',
      'vcs.ref.head.revision': '35dc6fdeab0f26680e0662ca6acfafa1f4ddbffb',
      'vcs.ref.type': 'branch',
    });
  });

  test('names the branch and the number of a pull request', () => {
    const env = { ...PUSH, GITHUB_REF: 'refs/pull/12/merge', GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'topic' };
    expect(resourceAttributes(env, {}, 'd'.repeat(40))).toMatchObject({
      'vcs.ref.head.name': 'topic',
      'vcs.ref.head.revision': 'd'.repeat(40),
      'vcs.change.id': '12',
    });
  });

  test('is what the user says before all else', () => {
    const own = { 'service.name': 'shop', 'vcs.ref.head.name': 'x', team: 'a' };
    expect(resourceAttributes(PUSH, own)).toMatchObject(own);
  });

  test('has nothing for what is not known', () => {
    expect(resourceAttributes({ GITHUB_RUN_ID: '', GITHUB_SHA: '' }, {})).toEqual({
      'service.name': 'run-werf',
      'vcs.provider.name': 'github',
    });
  });
});
