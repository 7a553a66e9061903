// GitHub's API on loopback, as far as comments on pull requests go: pages, authors, limits and refusals like the real one.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What happens to a request instead of its answer; undefined leaves it to the server. */
export type Fault = (
  request: SeenRequest,
  response: ServerResponse,
  count: number,
) => 'handled' | undefined | Promise<'handled' | undefined>;

export interface GithubServer extends AsyncDisposable {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  /** All comments of pull request 7, in the order in which they were made. */
  readonly comments: StoredComment[];
  readonly requests: SeenRequest[];
  /** The heads of pull requests by number. */
  readonly heads: Map<number, string>;
  /** The pull requests of commits: a number of this repository, or `upstream/shop#404`. */
  readonly pullRequestsOf: Map<string, readonly (number | string)[]>;
  /** Called for each request first. */
  fault: Fault | undefined;
  /** Adds a comment as somebody wrote it. */
  add(body: string, login?: string): StoredComment;
  /** The requests that write. */
  writes(): readonly SeenRequest[];
}

/** Tokens -> who they are. */
export const TOKENS: Readonly<Record<string, string>> = {
  ghs_job_token_0123456789: 'github-actions[bot]',
  ghp_personal_0123456789: 'ann',
};
export const JOB_TOKEN = 'ghs_job_token_0123456789';
export const HEAD = 'a1'.repeat(20);
export const REPOSITORY = 'acme/shop';
/** Bytes of a comment from which on GitHub refuses it. */
const MAX_COMMENT = 262_144;

/**
 * Starts the server.
 * @param options.pageSize how many comments a page has at most, whatever is asked for
 * @param options.hasGraphql whether it answers who the token is
 */
export async function serveGithub({
  pageSize = 100,
  maxComment = MAX_COMMENT,
  hasGraphql = true,
} = {}): Promise<GithubServer> {
  const comments: StoredComment[] = [];
  const requests: SeenRequest[] = [];
  let nextId = 1000;
  const add = (body: string, login = 'github-actions[bot]') => {
    nextId += 1;
    const comment = { id: nextId, body, user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' } };
    comments.push(comment);
    return comment;
  };
  const server = createServer(async (request, response) => {
    const seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await read(request),
    };
    requests.push(seen);
    if ((await github.fault?.(seen, response, requests.length)) === 'handled') return;
    answer(seen, response);
  });
  const answer = (request: SeenRequest, response: ServerResponse) => {
    const send = (status: number, data: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(status === 204 ? undefined : JSON.stringify(data));
    };
    const refuse = (status: number, message: string) =>
      send(status, { message, documentation_url: 'https://docs.github.com/rest' });
    const login = TOKENS[(request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '')];
    if (login === undefined) return refuse(401, 'Bad credentials');
    const url = new URL(request.path, 'http://github.invalid');
    const route = `${request.method} ${url.pathname}`;
    const shown = (comment: StoredComment) => ({
      ...comment,
      html_url: `https://github.com/${REPOSITORY}/pull/7#issuecomment-${comment.id}`,
    });
    if (route === 'POST /graphql') {
      if (hasGraphql) return send(200, { data: { viewer: { login } } });
      return send(200, { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] });
    }
    if (route === 'GET /user') {
      return login.endsWith('[bot]') ? refuse(403, 'Resource not accessible by integration') : send(200, { login });
    }
    const pull = new RegExp(`^GET /repos/${REPOSITORY}/pulls/(\\d+)$`).exec(route);
    if (pull !== null) {
      const sha = github.heads.get(Number(pull[1]));
      return sha === undefined ? refuse(404, 'Not Found') : send(200, { number: Number(pull[1]), head: { sha } });
    }
    const commit = new RegExp(`^GET /repos/${REPOSITORY}/commits/([0-9a-f]+)/pulls$`).exec(route);
    if (commit !== null)
      return send(
        200,
        (github.pullRequestsOf.get(commit[1] ?? '') ?? []).map((named) => {
          const [repository, number = named] = String(named).includes('#') ? String(named).split('#') : [REPOSITORY];
          return { number: Number(number), base: { repo: { full_name: repository } } };
        }),
      );
    const body = () => String(JSON.parse(request.body).body);
    if (route === `GET /repos/${REPOSITORY}/issues/7/comments`) {
      const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), pageSize, 100);
      const page = Number(url.searchParams.get('page') ?? 1);
      const part = comments.slice((page - 1) * size, page * size).map(shown);
      url.searchParams.set('page', String(page + 1));
      const hasNext = page * size < comments.length;
      return send(200, part, hasNext ? { link: `<${github.url}${url.pathname}${url.search}>; rel="next"` } : {});
    }
    const tooLong = () => Buffer.byteLength(body()) > maxComment;
    const refuseLength = () =>
      send(422, {
        message: 'Validation Failed',
        errors: [
          {
            resource: 'IssueComment',
            code: 'unprocessable',
            field: 'data',
            message: 'Body is too long (maximum is 65536 characters)',
          },
        ],
      });
    if (route === `POST /repos/${REPOSITORY}/issues/7/comments`) {
      return tooLong() ? refuseLength() : send(201, shown(add(body(), login)));
    }
    const one = new RegExp(`^(PATCH|DELETE) /repos/${REPOSITORY}/issues/comments/(\\d+)$`).exec(route);
    const index = comments.findIndex(({ id }) => id === Number(one?.[2]));
    const comment = comments[index];
    if (one === null || comment === undefined) return refuse(404, 'Not Found');
    if (one[1] === 'DELETE') {
      comments.splice(index, 1);
      return send(204, undefined);
    }
    if (tooLong()) return refuseLength();
    comment.body = body();
    return send(200, shown(comment));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const github: GithubServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    heads: new Map([[7, HEAD]]),
    pullRequestsOf: new Map(),
    fault: undefined,
    add,
    writes: () => requests.filter(({ method, path }) => method !== 'GET' && path !== '/graphql'),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return github;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
