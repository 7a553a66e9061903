// Which recipes of docs/recipes/ are run, at what occasion, and the commands that werf gets of each.
import { expect } from 'vitest';
import type { Occasion } from './act.ts';
import { type GithubServer, HEAD } from './github.ts';

const pullRequest = (action: string, login = 'ann'): Occasion => ({
  event: 'pull_request',
  payload: {
    action,
    number: 7,
    pull_request: {
      number: 7,
      user: { login },
      head: { ref: 'topic', sha: HEAD, repo: { full_name: 'acme/shop' } },
      base: { ref: 'main', sha: '1'.repeat(40) },
    },
    repository: { full_name: 'acme/shop', default_branch: 'main' },
  },
});
/** A branch of the repository, and not somebody who works on it. */
const dependabot = (action: string) => pullRequest(action, 'dependabot[bot]');
const fork: Occasion = {
  event: 'pull_request',
  payload: { action: 'opened', number: 7, pull_request: { number: 7, head: { repo: { full_name: 'evil/shop' } } } },
};
export const push: Occasion = { event: 'push', payload: { ref: 'refs/heads/main' } };
const tag: Occasion = { event: 'push', payload: { ref: 'refs/tags/v1.2.0' } };
const DEPLOY = 'converge --repo ghcr.io/acme/shop --env production';

export interface RecipeRun {
  /** Its file in docs/recipes/, without the ending. */
  readonly recipe: string;
  readonly occasion: Occasion;
  /** The commands that werf gets, sorted, because jobs of a matrix run side by side. */
  readonly commands: readonly string[];
  /** What is left out on this machine, where that is held to a list. */
  readonly leftOut?: readonly string[];
  /** Whether the commands are reported; they are, where not given. */
  readonly reported?: boolean;
  /** What the comment on the pull request says in the end, where there is one. */
  readonly comment?: RegExp;
}

export const RECIPE_RUNS: readonly RecipeRun[] = [
  { recipe: 'deploy', occasion: push, commands: [DEPLOY] },
  {
    recipe: 'staging-and-production',
    occasion: push,
    commands: [
      'converge --repo registry.example.com/shop --env production --require-built-images',
      'converge --repo registry.example.com/shop --env staging',
    ],
    leftOut: ['docker/login-action'],
  },
  { recipe: 'staging-and-production', occasion: pullRequest('opened'), commands: ['build'] },
  { recipe: 'staging-and-production', occasion: dependabot('opened'), commands: ['build'] },
  { recipe: 'staging-and-production', occasion: fork, commands: ['build'], reported: false },
  {
    recipe: 'review',
    occasion: pullRequest('opened'),
    commands: ['converge --repo ghcr.io/acme/shop --env review-7'],
    comment: /`werf converge` succeeded/,
    leftOut: ['the checkout of another commit'],
  },
  { recipe: 'review', occasion: pullRequest('closed'), commands: ['dismiss --env review-7 --with-namespace'] },
  { recipe: 'review', occasion: fork, commands: [] },
  { recipe: 'review', occasion: dependabot('opened'), commands: [] },
  { recipe: 'review', occasion: dependabot('closed'), commands: [] },
  {
    recipe: 'plan-and-approve',
    occasion: pullRequest('opened'),
    commands: [
      `${DEPLOY} --use-plan plan.gz --plan-lifetime 24h`,
      'plan --repo ghcr.io/acme/shop --env production --save-plan plan.gz',
    ],
    comment: /`werf plan`: changes planned/,
    leftOut: ['actions/upload-artifact', 'actions/download-artifact'],
  },
  { recipe: 'plan-and-approve', occasion: fork, commands: [] },
  { recipe: 'plan-and-approve', occasion: dependabot('opened'), commands: [] },
  { recipe: 'cleanup', occasion: { event: 'schedule' }, commands: ['cleanup --repo ghcr.io/acme/shop'] },
  {
    recipe: 'bundle',
    occasion: tag,
    commands: [
      'bundle apply --repo ghcr.io/acme/shop --tag v1.2.0 --release shop --namespace shop-production',
      'bundle apply --repo ghcr.io/acme/shop --tag v1.2.0 --release shop --namespace shop-staging',
      'bundle publish --repo ghcr.io/acme/shop --tag v1.2.0',
    ],
  },
  {
    recipe: 'several-projects',
    occasion: push,
    commands: [
      'converge --repo ghcr.io/acme/billing --env production',
      'converge --repo ghcr.io/acme/shop --env production',
    ],
  },
  {
    recipe: 'two-clusters',
    occasion: push,
    commands: [
      'build --repo ghcr.io/acme/shop',
      `${DEPLOY} --require-built-images`,
      `${DEPLOY} --require-built-images`,
    ],
  },
  {
    recipe: 'signed',
    occasion: push,
    commands: ['build --repo ghcr.io/acme/shop'],
    leftOut: ['docker/login-action', 'sigstore/cosign-installer', 'Sign', 'actions/attest-build-provenance'],
  },
  {
    recipe: 'registry-ecr',
    occasion: push,
    commands: ['converge --repo 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop --env production'],
    leftOut: ['aws-actions/configure-aws-credentials', 'aws-actions/amazon-ecr-login'],
  },
  {
    recipe: 'registry-gar',
    occasion: push,
    commands: ['converge --repo europe-west3-docker.pkg.dev/acme/images/shop --env production'],
    leftOut: ['google-github-actions/auth', 'docker/login-action'],
  },
  {
    recipe: 'registry-acr',
    occasion: push,
    commands: ['converge --repo acmeshop.azurecr.io/shop --env production'],
    leftOut: ['azure/login', 'Log in to the registry'],
  },
  {
    recipe: 'registry-harbor',
    occasion: push,
    commands: ['converge --repo harbor.example.com/shop/shop --env production'],
    leftOut: ['docker/login-action'],
  },
  {
    recipe: 'container',
    occasion: push,
    commands: ['build --repo ghcr.io/acme/shop', `${DEPLOY} --require-built-images`],
    leftOut: ['the container buildpack-deps:trixie-scm'],
  },
  { recipe: 'traces', occasion: push, commands: [DEPLOY] },
];

/** Holds the comments of the pull request to what a run leaves: one that says what is expected, or none. */
export function expectComment({ comments }: GithubServer, comment: RegExp | undefined): void {
  expect(comments.map(({ body }) => body)).toEqual(comment === undefined ? [] : [expect.stringMatching(comment)]);
}
