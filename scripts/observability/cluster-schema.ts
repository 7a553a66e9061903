// Pure: the statements of a schema for one machine -> those for a cluster, with replicas and shards.

const CLUSTER = "'{cluster}'";

/**
 * Each table becomes one that is replicated and local to a shard, with `_local` behind its name, and a distributed one
 * under the name itself, which inserts and queries use. A view reads and fills the tables of its own shard; only the one
 * behind a table that keeps nothing fills the distributed one, because its rows have not found their shard yet.
 * @param schema the text of a file whose tables each have a line `-- Shard key: EXPRESSION` in the comment above
 * @throws Error where a table that keeps rows has none
 */
export function clusterSchema(schema: string): string {
  const sharded = new Set(
    [...schema.matchAll(/^-- Shard key: .*\n(?:CREATE TABLE IF NOT EXISTS (\S+))/gm)].map(([, name]) => name),
  );
  const statements = schema.split(/(?<=;\n)/).map((statement) => {
    const create = /^CREATE (DATABASE|TABLE|MATERIALIZED VIEW) IF NOT EXISTS (\S+?)(?=[\s;])/m.exec(statement);
    if (create === null) return statement;
    const [head, kind, name = ''] = create;
    if (kind === 'TABLE' && !/ENGINE = Null/.test(statement)) return shardedTable(statement, name, sharded.has(name));
    const local = kind === 'MATERIALIZED VIEW' ? localView(statement, sharded) : statement;
    return local.replace(head, `${head} ON CLUSTER ${CLUSTER}`);
  });
  return statements.join('');
}

function shardedTable(statement: string, name: string, hasKey: boolean): string {
  const key = /^-- Shard key: (.+)$/m.exec(statement)?.[1];
  if (!hasKey || key === undefined) throw new Error(`${name} has no shard key`);
  const [database = '', table = ''] = name.split('.');
  const local = statement
    .replace(`EXISTS ${name}`, `EXISTS ${name}_local ON CLUSTER ${CLUSTER}`)
    .replace(/ENGINE = (\w+)/, 'ENGINE = Replicated$1');
  const distributed =
    `CREATE TABLE IF NOT EXISTS ${name} ON CLUSTER ${CLUSTER} AS ${name}_local\n` +
    `ENGINE = Distributed(${CLUSTER}, '${database}', '${table}_local', ${key});\n`;
  return `${local}\n${distributed}`;
}

function localView(statement: string, sharded: ReadonlySet<string | undefined>): string {
  const source = /^FROM (\S+?);?$/m.exec(statement)?.[1];
  if (!sharded.has(source)) return statement;
  return statement.replace(/ TO (\S+) AS/, ' TO $1_local AS').replace(/^FROM (\S+?)(;?)$/m, 'FROM $1_local$2');
}
