// Effect: the part of GitHub's API that keeps a comment: octokit over our own HTTP, which knows the runner's proxies.
import { getOctokit } from '@actions/github';
import { createHostLookup } from '../../net/dns-lookup.ts';
import { proxyAgent, requestTarget } from '../../net/proxy.ts';
import type { EnvHttpProxyAgent } from '../../net/undici.ts';
import type { Environment } from '../../system/environment.ts';
import { fieldsOf, itemsOf, textOf } from '../../system/guards.ts';
import { unlessAborted } from '../../system/time-limit.ts';
import { statusOf } from './api-error.ts';

/** A comment of a conversation. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** Its author, such as `github-actions[bot]`. */
  readonly author: string;
  readonly url: string;
}

export interface GithubApi {
  /** The login that the token stands for. */
  viewer(): Promise<string>;
  /** The head commit of a pull request now. */
  headOf(pullRequest: number): Promise<string>;
  /** The numbers of this repository's pull requests that a commit belongs to. */
  pullRequestsOf(commit: string): Promise<readonly number[]>;
  /** All comments, the oldest first. */
  comments(pullRequest: number): Promise<readonly IssueComment[]>;
  create(pullRequest: number, body: string): Promise<IssueComment>;
  update(id: number, body: string): Promise<IssueComment>;
  remove(id: number): Promise<void>;
  /** Drops every connection and look-up, so that none keeps the process alive. */
  close(): Promise<void>;
}

export interface GithubApiOptions {
  readonly env: Environment;
  /** Secret. */
  readonly token: string;
  /** `GITHUB_API_URL`. */
  readonly baseUrl: URL;
  /** `GITHUB_REPOSITORY`. */
  readonly repository: string;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** The author of what `GITHUB_TOKEN` writes, which cannot ask who it is in every version of the API. */
const ACTIONS_BOT = 'github-actions[bot]';
/** A page of comments at their limit is 26 MB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** 10,000 comments. */
const MAX_PAGES = 100;

/** Opens the API. Every call rejects with octokit's `RequestError`, or with what the connection ended with. */
export function openGithubApi({ env, token, baseUrl, repository, signal }: GithubApiOptions): GithubApi {
  const hostLookup = createHostLookup(env);
  const sockets = new AbortController();
  const agent = proxyAgent(env, baseUrl, { lookup: hostLookup.lookup, signal: sockets.signal });
  const silent = () => undefined;
  const octokit = getOctokit(token, {
    baseUrl: baseUrl.href.replace(/\/$/, ''),
    userAgent: 'run-werf',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchOver(agent, baseUrl, signal), signal },
  });
  const [owner = '', repo = ''] = repository.split('/');
  /** Where GraphQL does not tell; `GITHUB_TOKEN` may not ask so. */
  const authenticated = async () => {
    try {
      return textOf(fieldsOf((await octokit.rest.users.getAuthenticated()).data)['login']) || ACTIONS_BOT;
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      return ACTIONS_BOT;
    }
  };
  return {
    viewer: async () => {
      const answer: unknown = await octokit.graphql('query { viewer { login } }').catch((error: unknown) => {
        // No answer at all is a failure; an answer that refuses the question is none.
        if (statusOf(error) === undefined) throw error;
        return undefined;
      });
      const login = textOf(fieldsOf(fieldsOf(answer)['viewer'])['login']);
      return login || (await authenticated());
    },
    headOf: async (pull_number) => {
      const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number });
      const head = textOf(fieldsOf(fieldsOf(data)['head'])['sha']);
      if (head === '') throw new Error('the API answered with no pull request');
      return head;
    },
    pullRequestsOf: async (commit_sha) => {
      const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha });
      return itemsOf(data)
        .map(fieldsOf)
        .filter((pullRequest) => isInto(repository, pullRequest))
        .flatMap(({ number }) => numberOf(number));
    },
    comments: async (issue_number) => {
      const found: IssueComment[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const { data, headers } = await octokit.rest.issues.listComments({
          owner,
          repo,
          issue_number,
          per_page: 100,
          page,
        });
        found.push(...itemsOf(data).flatMap((comment) => commentOf(comment) ?? []));
        if (!/\brel="?next"?/.test(headers.link ?? '')) break;
      }
      return found.toSorted((a, b) => a.id - b.id);
    },
    create: async (issue_number, body) =>
      whole((await octokit.rest.issues.createComment({ owner, repo, issue_number, body })).data),
    update: async (comment_id, body) =>
      whole((await octokit.rest.issues.updateComment({ owner, repo, comment_id, body })).data),
    remove: async (comment_id) => {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id });
    },
    close: async () => {
      hostLookup.close();
      sockets.abort();
      await agent.destroy();
    },
  };
}

/**
 * What octokit takes for `fetch`: one request, which follows no redirect and leaves the API's server for no other, because
 * it carries the token.
 */
function fetchOver(agent: EnvHttpProxyAgent, baseUrl: URL, signal: AbortSignal) {
  return async (
    address: string,
    { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
  ) => {
    const url = new URL(address);
    if (url.origin !== baseUrl.origin) throw new Error(`the API names another server, ${url.origin}`);
    const request = agent.request({
      ...requestTarget(url),
      method: method === 'POST' || method === 'PATCH' || method === 'DELETE' ? method : 'GET',
      headers,
      body: body ?? null,
      signal,
    });
    // undici heeds the signal only once a connection is made.
    const answer = await unlessAborted(signal, request);
    answer.body.on('error', () => undefined);
    if (answer.statusCode >= 300 && answer.statusCode < 400) {
      answer.body.destroy();
      throw new Error(`the API answered with a redirect (${answer.statusCode}), which the token must not follow`);
    }
    const text = await unlessAborted(signal, readText(answer.body));
    return {
      status: answer.statusCode,
      statusText: '',
      url: address,
      headers: new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
      text: async () => text,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    };
  };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function whole(data: unknown): IssueComment {
  const comment = commentOf(data);
  if (comment === undefined) throw new Error('the API answered with no comment');
  return comment;
}

function commentOf(value: unknown): IssueComment | undefined {
  const fields = fieldsOf(value);
  const [id] = numberOf(fields['id']);
  if (id === undefined) return undefined;
  return {
    id,
    body: textOf(fields['body']),
    author: textOf(fieldsOf(fields['user'])['login']),
    url: textOf(fields['html_url']),
  };
}

/** A fork's commits also belong to pull requests of the repository that it was forked from, whose numbers mean nothing here. */
function isInto(repository: string, { base }: Readonly<Record<string, unknown>>): boolean {
  const target = textOf(fieldsOf(fieldsOf(base)['repo'])['full_name']);
  return target === '' || target.toLowerCase() === repository.toLowerCase();
}

function numberOf(value: unknown): readonly number[] {
  return typeof value === 'number' && Number.isSafeInteger(value) ? [value] : [];
}
