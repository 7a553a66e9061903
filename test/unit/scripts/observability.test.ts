// What examples/observability is made of, as far as it can be told without running it.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { clusterSchema } from '../../../scripts/observability/cluster-schema.ts';
import { dashboards, grafanaSql } from '../../../scripts/observability/dashboards.ts';
import { HOME, type Query, readQueries } from '../../../scripts/observability/queries.ts';
import { EVENT, EVENT_ATTRIBUTE, RESOURCE, SPAN, SPAN_TYPES } from '../../../src/traces/attributes.ts';

const read = (path: string) => readFileSync(join(HOME, path), 'utf8');
const QUERIES = readQueries();

describe('the queries', () => {
  test.each(QUERIES)(
    '$name is one statement that says what it answers, and reads each row once',
    ({ sql, answers }) => {
      expect(answers.length).toBeGreaterThan(20);
      expect(sql.replaceAll(/--.*/g, '').split(';')).toHaveLength(1);
      // What is delivered twice counts once; names of repositories and the times of a trace are the same twice.
      const tables = sql.match(/\b(?:otel\.otel_traces|telemetry\.events)\b/g) ?? [];
      const final = sql.match(/\b(?:otel\.otel_traces|telemetry\.events) FINAL\b/g) ?? [];
      if (!sql.includes('SELECT DISTINCT')) expect(final).toEqual(tables.map((table) => `${table} FINAL`));
    },
  );

  test('and the schema use names that the action sends', () => {
    const known = new Set<string>([RESOURCE, SPAN, EVENT, EVENT_ATTRIBUTE].flatMap((names) => Object.values(names)));
    const texts = [
      read('clickhouse/traces.sql'),
      ...QUERIES.filter(({ name }) => name.startsWith('traces/')).map(({ sql }) => sql),
    ];
    const used = texts.flatMap((text) =>
      [...text.matchAll(/Attributes(?:\[|, )'([^']+)'/g)].map(([, name = '']) => name),
    );
    expect(new Set(used).size).toBeGreaterThan(10);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    const types = texts.flatMap((text) => [
      ...[...text.matchAll(/\bType = '([\w-]+)'/g)].map(([, type = '']) => type),
      ...[...text.matchAll(/\bType IN \(([^)]*)\)/g)].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []),
    ]);
    expect(new Set(types).size).toBeGreaterThan(4);
    expect(types.filter((type) => !(SPAN_TYPES as readonly string[]).includes(type))).toEqual([]);
  });
});

describe('the dashboards', () => {
  test('show each query, word for word but for its parameters', () => {
    const shown = Object.entries(dashboards(QUERIES)).flatMap(([chapter, json]) =>
      [...JSON.stringify(JSON.parse(json)).matchAll(/"rawSql":("(?:[^"\\]|\\.)*")/g)].map(
        ([, text = '']) => [chapter, JSON.parse(text)] as const,
      ),
    );
    const expected = QUERIES.map(({ name, sql }) => [name.split('/')[0], grafanaSql(sql)]);
    expect(new Set(shown.map(String))).toEqual(new Set(expected.map(String)));
  });

  test('are refused where a query is missing, or none shows it', () => {
    expect(() => dashboards(QUERIES.slice(1))).toThrow('There is no query');
    const more: Query = { name: 'traces/more', answers: 'More.', sql: 'SELECT 1' };
    expect(() => dashboards([...QUERIES, more])).toThrow('No panel shows the query traces/more');
  });

  test('give a parameter what Grafana knows, and know no other', () => {
    expect(grafanaSql('a {from:DateTime} {to:DateTime} {bucket:UInt32} {repository:String} b')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's
      'a $__fromTime $__toTime $__interval_s ${repository:singlequote} b',
    );
    expect(() => grafanaSql('{other:String}')).toThrow('{other:String}');
  });

  test('place no panel over another', () => {
    for (const json of Object.values(dashboards(QUERIES))) {
      const fields = JSON.parse(json).panels.flatMap(
        ({ gridPos: { x, y, w, h } }: { gridPos: Record<'x' | 'y' | 'w' | 'h', number> }) =>
          Array.from({ length: w * h }, (_, index) => `${x + (index % w)}:${y + Math.floor(index / w)}`),
      );
      expect(new Set(fields).size).toBe(fields.length);
    }
  });
});

describe('the schema for a cluster', () => {
  const table =
    '-- Shard key: f(a)\nCREATE TABLE IF NOT EXISTS d.t (\n  a String\n)\nENGINE = ReplacingMergeTree\nORDER BY a;\n';

  test('makes of a table one a shard, and one over all', () => {
    expect(clusterSchema(table)).toBe(
      "-- Shard key: f(a)\nCREATE TABLE IF NOT EXISTS d.t_local ON CLUSTER '{cluster}' (\n  a String\n)\nENGINE = ReplicatedReplacingMergeTree\nORDER BY a;\n\n" +
        "CREATE TABLE IF NOT EXISTS d.t ON CLUSTER '{cluster}' AS d.t_local\nENGINE = Distributed('{cluster}', 'd', 't_local', f(a));\n",
    );
  });

  test('lets a view fill what is on its own shard, or else the shard that a row belongs to', () => {
    const view = (from: string) =>
      `CREATE MATERIALIZED VIEW IF NOT EXISTS d.v TO d.t AS\nSELECT a\nFROM ${from}\nGROUP BY a;\n`;
    expect(clusterSchema(table + view('d.t'))).toContain(
      "d.v ON CLUSTER '{cluster}' TO d.t_local AS\nSELECT a\nFROM d.t_local\n",
    );
    const inbox = 'CREATE TABLE IF NOT EXISTS d.inbox (\n  a String\n)\nENGINE = Null;\n';
    expect(clusterSchema(inbox + table + view('d.inbox'))).toContain(
      "d.v ON CLUSTER '{cluster}' TO d.t AS\nSELECT a\nFROM d.inbox\n",
    );
  });

  test('wants to know where a row belongs', () => {
    expect(() => clusterSchema(table.replace(/^--.*\n/, ''))).toThrow('d.t has no shard key');
  });
});

describe('versions', () => {
  test('are the same wherever they stand, and the tests build that Collector', () => {
    const files = ['compose.yaml', ...globSync('images/*', { cwd: HOME }), '.helm/values.yaml'];
    const images = files.flatMap((file) =>
      [...read(file).matchAll(/(?:image:|FROM) (\S+:\S+)$/gm)].map(([, image = '']) => image),
    );
    expect(images).toHaveLength(6);
    expect(new Set(images).size).toBe(3);
    const plugins = files.flatMap((file) => read(file).match(/grafana-clickhouse-datasource@\S+/g) ?? []);
    expect(plugins).toHaveLength(2);
    expect(new Set(plugins).size).toBe(1);
    const { dist } = parse(readFileSync(resolve(HOME, '../../scripts/observability/collector.yaml'), 'utf8'));
    expect(images).toContain(`otel/opentelemetry-collector-contrib:${dist.version}`);
  });

  test('name no moving tag', () => {
    for (const file of ['compose.yaml', ...globSync('images/*', { cwd: HOME })])
      expect(read(file)).not.toMatch(/:latest\b/);
  });
});

test('werf.yaml builds the images that the chart names', () => {
  const built = parseAllDocuments(read('werf.yaml'))
    .map((document) => document.toJS()['image'])
    .filter(Boolean);
  const named = globSync('.helm/templates/*.yaml', { cwd: HOME }).flatMap((file) =>
    [...read(file).matchAll(/\.Values\.werf\.image\.(\w+)/g)].map(([, name]) => name),
  );
  expect(new Set(named)).toEqual(new Set(built));
});

test('each variable that the example wants is in its list', () => {
  const wanted = new Set([...read('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
  expect(new Set([...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name))).toEqual(wanted);
});
