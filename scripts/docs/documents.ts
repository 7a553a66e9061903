// The documents with generated parts, and what stands in them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { source } from '../../src/command/catalogue.ts';
import type { TelemetryEvent } from '../../src/telemetry/event.ts';
import { inputsTable, outputsTable, readAction } from './action-tables.ts';
import { commandExamples } from './command-examples.ts';
import { eventSamples, formatEvent } from './event-samples.ts';
import { fieldsTable, readEventSchema } from './event-schema.ts';
import { fillParts } from './generated.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The documents as they should be, by path. */
export function documents(): Readonly<Record<string, string>> {
  const action = readAction(read('action.yml'));
  const readme = {
    inputs: inputsTable(action),
    outputs: outputsTable(action),
    'command-examples': commandExamples(),
    catalogue: `Made from the ${source}.`,
  };
  return {
    'README.md': fillParts(read('README.md'), readme),
    'docs/telemetry.md': fillParts(read('docs/telemetry.md'), { schema: schema() }),
  };
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

function read(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8');
}
