// The files of examples/observability that hold SQL: what a query answers, and the statements of a schema.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const HOME = resolve(import.meta.dirname, '../../examples/observability');

export interface Query {
  /** The file's name without its end, with its chapter: `traces/commands`. */
  readonly name: string;
  /** What it answers: its first line. */
  readonly answers: string;
  /** The file as it is. */
  readonly sql: string;
}

/** All queries, sorted by name. @throws Error where one does not begin with a line that says what it answers */
export function readQueries(): readonly Query[] {
  return globSync('queries/*/*.sql', { cwd: HOME })
    .sort()
    .map((path) => {
      const sql = readFileSync(join(HOME, path), 'utf8');
      const [, answers] = /^-- (.+\.)\n/.exec(sql) ?? [];
      if (answers === undefined) throw new Error(`${path} does not begin with a line that says what it answers`);
      return { name: path.slice('queries/'.length, -'.sql'.length).replaceAll('\\', '/'), answers, sql };
    });
}

/** The statements of a file in `clickhouse/`, without their comments. */
export function readStatements(file: string): readonly string[] {
  return readFileSync(join(HOME, 'clickhouse', file), 'utf8')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.replace(/--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}
