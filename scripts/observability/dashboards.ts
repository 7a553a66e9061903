// Pure: the queries of examples/observability -> Grafana's dashboards over them.
import type { Query } from './queries.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A panel: the query's name, how it is shown, and in which unit (Grafana's name) its columns are. */
interface Panel {
  readonly query: string;
  readonly title: string;
  readonly type: 'timeseries' | 'table' | 'traces';
  /** Of all values, or of the columns that are named. */
  readonly unit?: string | Readonly<Record<string, string>>;
  /** In columns of twenty-four. */
  readonly width?: number;
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  /** Whether one repository can be chosen. */
  readonly byRepository: boolean;
  readonly panels: readonly Panel[];
}

const BUILD_COLUMNS = { p50: 's', p95: 's', hours: 'h', hits: 'percentunit' };

const DASHBOARDS: Readonly<Record<string, Dashboard>> = {
  traces: {
    uid: 'werf-traces',
    title: 'werf: commands, images and releases',
    byRepository: true,
    panels: [
      { query: 'commands', title: 'How long a command takes', type: 'timeseries', unit: 's' },
      { query: 'failures', title: 'How many commands fail, and why', type: 'timeseries', unit: 'percentunit' },
      { query: 'lead-time', title: 'From commit to deployed', type: 'timeseries', unit: 'h' },
      { query: 'cache-hits', title: 'Cache hits', type: 'timeseries', unit: 'percentunit' },
      { query: 'images', title: 'How long an image takes', type: 'timeseries', unit: 's' },
      { query: 'stages', title: 'How long a stage takes', type: 'timeseries', unit: 's' },
      { query: 'slowest-images', title: 'Images that cost most', type: 'table', unit: BUILD_COLUMNS },
      { query: 'objects', title: 'What releases wait for', type: 'table', unit: BUILD_COLUMNS },
      { query: 'versions', title: 'Versions of werf', type: 'table', width: 24 },
      { query: 'failed-commands', title: 'What failed last', type: 'table', unit: { seconds: 's' }, width: 24 },
      { query: 'trace', title: 'The trace named above', type: 'traces', width: 24 },
    ],
  },
  telemetry: {
    uid: 'werf-telemetry',
    title: "werf's telemetry: how it is used",
    byRepository: false,
    panels: [
      { query: 'commands', title: 'How long a command takes', type: 'timeseries', unit: 's' },
      { query: 'failures', title: 'How many commands fail, by exit code', type: 'timeseries', unit: 'percentunit' },
      { query: 'cache-hits', title: 'Cache hits', type: 'timeseries', unit: 'percentunit' },
      { query: 'stages', title: 'Stages', type: 'table', unit: BUILD_COLUMNS },
      { query: 'versions', title: 'Versions and channels', type: 'table' },
      { query: 'options', title: 'Options', type: 'table', unit: { by_environment: 'percentunit' } },
      { query: 'systems', title: 'Systems', type: 'table' },
      { query: 'unfinished', title: 'Commands without an end', type: 'table', unit: { share: 'percentunit' } },
    ],
  },
};

const SOURCE = { type: 'grafana-clickhouse-datasource', uid: 'clickhouse' } as const;
const FORMATS = { timeseries: 0, table: 1, traces: 3 } as const;
const HEIGHT = 9;

/** The dashboards as JSON, by chapter. @throws Error where a panel has no query, or a query no panel and no variable */
export function dashboards(queries: readonly Query[]): Readonly<Record<string, string>> {
  const used = new Set<string>();
  const find = (name: string) => {
    const query = queries.find((candidate) => candidate.name === name);
    if (query === undefined) throw new Error(`There is no query ${name}`);
    used.add(name);
    return query;
  };
  const files = Object.entries(DASHBOARDS).map(([chapter, dashboard]) => {
    const json = dashboardOf(dashboard, (name) => find(`${chapter}/${name}`));
    return [chapter, `${JSON.stringify(json, null, 2)}\n`] as const;
  });
  const forgotten = queries.find(({ name }) => !used.has(name));
  if (forgotten !== undefined) throw new Error(`No panel shows the query ${forgotten.name}`);
  return Object.fromEntries(files);
}

/** A query in Grafana's words: its parameters become what the dashboard knows. */
export function grafanaSql(sql: string): string {
  const words: Readonly<Record<string, string>> = {
    '{from:DateTime}': '$__fromTime',
    '{to:DateTime}': '$__toTime',
    '{bucket:UInt32}': '$__interval_s',
    '{repository:String}': quoted('repository'),
    '{trace:String}': quoted('trace'),
  };
  return sql.replaceAll(/\{\w+:\w+\}/g, (parameter) => {
    const word = words[parameter];
    if (word === undefined) throw new Error(`The dashboard knows no ${parameter}`);
    return word;
  });
}

/** A variable of the dashboard as a text of SQL. */
function quoted(name: string): string {
  return `\${${name}:singlequote}`;
}

function dashboardOf({ uid, title, byRepository, panels }: Dashboard, find: (name: string) => Query): Json {
  const rows = panels.map((panel) => ({ panel, width: panel.width ?? 12 }));
  let column = 0;
  let line = 0;
  const placed = rows.map(({ panel, width }, index) => {
    if (column + width > 24) {
      column = 0;
      line += HEIGHT;
    }
    const place = { x: column, y: line, w: width, h: HEIGHT };
    column += width;
    return panelOf(panel, find(panel.query), index + 1, place);
  });
  return {
    uid,
    title,
    tags: ['werf'],
    schemaVersion: 39,
    editable: true,
    graphTooltip: 1,
    time: { from: 'now-7d', to: 'now' },
    templating: { list: byRepository ? variables(find('repositories')) : [] },
    panels: placed,
  };
}

function panelOf(
  { title, type, unit }: Panel,
  { answers, sql }: Query,
  id: number,
  gridPos: Readonly<Record<string, number>>,
): Json {
  const overrides = typeof unit === 'object' ? Object.entries(unit) : [];
  return {
    id,
    title,
    description: answers,
    type,
    gridPos,
    datasource: SOURCE,
    // Finer than an hour is noise, and the more points the more work.
    ...(type === 'timeseries' && { interval: '1h', maxDataPoints: 200 }),
    fieldConfig: {
      defaults: {
        ...(typeof unit === 'string' && { unit }),
        ...(type === 'timeseries' && { min: 0, custom: { drawStyle: 'line', showPoints: 'auto', spanNulls: true } }),
      },
      overrides: overrides.map(([name, value]) => ({
        matcher: { id: 'byName', options: name },
        properties: [{ id: 'unit', value }],
      })),
    },
    targets: [{ refId: 'A', datasource: SOURCE, editorType: 'sql', format: FORMATS[type], rawSql: grafanaSql(sql) }],
  };
}

function variables(repositories: Query): readonly Json[] {
  const query = { editorType: 'sql', rawSql: grafanaSql(repositories.sql) };
  return [
    {
      name: 'repository',
      label: 'Repository',
      type: 'query',
      datasource: SOURCE,
      query,
      refresh: 2,
      includeAll: false,
    },
    { name: 'trace', label: 'Trace', type: 'textbox', query: '' },
  ];
}
