// Pure: what an error of octokit tells.

/** The HTTP status of the answer; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  // GraphQL answers with 200 what it refuses.
  if (error instanceof Error && error.name === 'GraphqlResponseError') return 200;
  const status = field(error, 'status');
  return field(error, 'response') !== undefined && typeof status === 'number' ? status : undefined;
}

/** A header of that answer, named in lower case. */
export function headerOf(error: unknown, name: string): string | undefined {
  const value = field(field(field(error, 'response'), 'headers'), name);
  return value === undefined ? undefined : String(value);
}

/** The method of the request, such as `PATCH`. */
export function methodOf(error: unknown): string | undefined {
  const method = field(field(error, 'request'), 'method');
  return typeof method === 'string' ? method : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
