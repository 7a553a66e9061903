// The types in src/telemetry/event.ts -> the tables of docs/telemetry.md. Read with TypeScript's own compiler, whose
// interface for that is called unstable: nothing else here uses it.
import { resolve } from 'node:path';
import { API, type Checker, type Type } from 'typescript/unstable/sync';
import { table } from './generated.ts';

/** A field of an event. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** Its doc comment as one line. */
  readonly meaning: string;
}

export interface EventSchema {
  /** Of every event. */
  readonly event: readonly Field[];
  readonly attributes: readonly Field[];
  /** Of `eventData`, by the type of event. */
  readonly data: Readonly<Record<string, readonly Field[]>>;
  /** Of each entry of `commandOptions`. */
  readonly option: readonly Field[];
}

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = `${ROOT}/src/telemetry/event.ts`;
/** A project of that one file, which exists in memory only: the whole one takes seconds to load. */
const PROJECT = `${ROOT}/event-schema.json`;
const COMPILER_OPTIONS = {
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  types: [],
};

/** What JSON calls a type of TypeScript's that is not called the same. */
const JSON_TYPES: Readonly<Record<string, string>> = {
  '""': 'string, empty',
  true: '`true`',
  Type: 'string',
  EventAttributes: 'object',
  'EventData[Type]': 'object',
  'readonly CommandOption[]': 'list',
  'Readonly<Record<string, never>>': 'object, empty',
};

/** Reads the fields of all events, with their types and doc comments. @throws where a type is not there */
export function readEventSchema(): EventSchema {
  const readFile = (path: string) =>
    path === PROJECT ? JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: [FILE] }) : undefined;
  const api = new API({ cwd: ROOT, fs: { readFile, fileExists: (path) => (path === PROJECT ? true : undefined) } });
  try {
    const project = api.updateSnapshot({ openProjects: [PROJECT] }).getProject(PROJECT);
    const file = project?.program.getSourceFile(FILE);
    const module = file === undefined ? undefined : project?.checker.getSymbolAtLocation(file);
    if (project === undefined || module === undefined) throw new Error(`${FILE} could not be read`);
    const { checker } = project;
    const typeOf = (name: string): Type => {
      const symbol = checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
      if (symbol === undefined) throw new Error(`${FILE} has no type ${name}`);
      return checker.getDeclaredTypeOfSymbol(symbol);
    };
    return describe(checker, typeOf);
  } finally {
    api.close();
  }
}

function describe(checker: Checker, typeOf: (name: string) => Type): EventSchema {
  const properties = (type: Type) =>
    checker.getPropertiesOfType(type).map((symbol) => {
      const type = checker.getTypeOfSymbol(symbol);
      return { symbol, type: type === undefined ? undefined : checker.getNonNullableType(type) };
    });
  const fieldsOf = (type: Type): readonly Field[] =>
    properties(type).map(({ symbol, type }) => {
      const words = type === undefined ? '' : checker.typeToString(type);
      const meaning = symbol.getDocumentationComment(checker).replaceAll(/\s+/g, ' ');
      return { name: symbol.name, type: JSON_TYPES[words] ?? words, meaning };
    });
  const types = properties(typeOf('EventData')).flatMap(({ symbol, type }) =>
    type === undefined ? [] : [[symbol.name, type] as const],
  );
  const started = types.find(([name]) => name === 'CommandStarted')?.[1];
  const options = started === undefined ? undefined : properties(started)[0]?.type;
  const [option] = options?.isTypeReference() ? checker.getTypeArguments(options) : [];
  if (option === undefined) throw new Error('CommandStarted has no list of options');
  return {
    event: fieldsOf(typeOf('TelemetryEvent')),
    attributes: fieldsOf(typeOf('EventAttributes')),
    data: Object.fromEntries(types.map(([name, type]) => [name, fieldsOf(type)])),
    option: fieldsOf(option),
  };
}

/** A table of fields. */
export function fieldsTable(fields: readonly Field[]): string {
  return table(
    ['Field', 'Type', 'Meaning'],
    fields.map(({ name, type, meaning }) => [`\`${name}\``, type, meaning]),
  );
}
