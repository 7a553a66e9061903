// The documents with generated parts, and what stands in them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CATALOGUE_SOURCE } from '../../src/command/catalogue.ts';
import type { TelemetryEvent } from '../../src/telemetry/event.ts';
import { ERROR_TYPES } from '../../src/traces/attributes.ts';
import { clusterSchema } from '../observability/cluster-schema.ts';
import { dashboards } from '../observability/dashboards.ts';
import { type Query, readQueries } from '../observability/queries.ts';
import { inputsTable, outputsTable, readAction } from './action-tables.ts';
import { commandExamples } from './command-examples.ts';
import { commandListsTable } from './command-lists.ts';
import { eventSamples, formatEvent } from './event-samples.ts';
import { fieldsTable, readEventSchema } from './event-schema.ts';
import { fillParts, table } from './generated.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const HOME = 'examples/observability';

/** The documents as they should be, by path. What a program reads and is generated is among them. */
export function documents(): Readonly<Record<string, string>> {
  const action = readAction(read('action.yml'));
  const parts = {
    'docs/inputs.md': {
      inputs: inputsTable(action),
      catalogue: `Made from the ${CATALOGUE_SOURCE}.`,
      'command-lists': commandListsTable(),
    },
    'docs/outputs.md': { outputs: outputsTable(action) },
    'docs/commands.md': { 'command-examples': commandExamples() },
    'docs/telemetry.md': { schema: schema() },
    'docs/observability.md': { 'error-types': errorTypes() },
  };
  return {
    ...Object.fromEntries(Object.entries(parts).map(([path, filled]) => [path, fillParts(read(path), filled)])),
    ...home(),
  };
}

/** What is made of the schema and the queries of the home for traces and telemetry. */
function home(): Readonly<Record<string, string>> {
  const queries = readQueries();
  const files: Record<string, string> = {
    'docs/observability-home.md': fillParts(read('docs/observability-home.md'), { queries: queriesTable(queries) }),
  };
  for (const [chapter, json] of Object.entries(dashboards(queries))) {
    const schema = read(`${HOME}/clickhouse/${chapter}.sql`);
    files[`${HOME}/grafana/dashboards/${chapter}.json`] = json;
    files[`${HOME}/clickhouse/cluster/${chapter}.sql`] =
      `-- Generated from ../${chapter}.sql, for replicas and shards.\n\n${clusterSchema(schema)}`;
  }
  return files;
}

function queriesTable(queries: readonly Query[]): string {
  const rows = queries.map(({ name, answers }) => [`[${name}](../${HOME}/queries/${name}.sql)`, answers]);
  return table(['Query', 'What it answers'], rows);
}

function schema(): string {
  const { event, attributes, data, option } = readEventSchema();
  const samples: Readonly<Record<string, TelemetryEvent>> = eventSamples();
  const types = Object.entries(data).flatMap(([type, fields]) => {
    const sample = samples[type];
    if (sample === undefined) throw new Error(`There is no sample of ${type}`);
    const options = type === 'CommandStarted' ? ['Each of `commandOptions`:', fieldsTable(option)] : [];
    return [`### ${type}`, fieldsTable(fields), ...options, `\`\`\`json\n${formatEvent(sample)}\n\`\`\``];
  });
  return ['### Every event', fieldsTable(event), '### attributes', fieldsTable(attributes), ...types].join('\n\n');
}

function errorTypes(): string {
  const rows = Object.entries(ERROR_TYPES).map(([type, meaning]) => [`\`${type}\``, meaning]);
  return table(['`error.type`', 'Meaning'], rows);
}

function read(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8');
}
