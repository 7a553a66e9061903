import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCliData } from '../../../scripts/catalogue/cli-data.ts';
import { aliasList, commandNameList, compactCatalogue } from '../../../scripts/catalogue/compact-catalogue.ts';
import { CATALOGUE_SOURCE, COMMAND_NAMES, optionsOf, variableOf } from '../../../src/command/catalogue.ts';

const data = readCliData(readFileSync(new URL('../../../data/werf-cli.json', import.meta.url), 'utf8'));
const committed = readFileSync(new URL('../../../src/command/catalogue.json', import.meta.url), 'utf8');

describe('the committed catalogue', () => {
  it('is what its source data builds: if not, run `npm run catalogue`', () => {
    expect(compactCatalogue(data)).toBe(committed);
    const names = readFileSync(new URL('../../../src/command/names.json', import.meta.url), 'utf8');
    expect(commandNameList(data)).toBe(names);
    const aliases = readFileSync(new URL('../../../src/command/aliases.json', import.meta.url), 'utf8');
    expect(aliasList(data)).toBe(aliases);
  });

  it('decodes to its source data, every option of every command', () => {
    const optionsByCommand = Object.entries(data.commands).map(([command, { options }]) => [command, options]);
    expect(COMMAND_NAMES.map((command) => [command, entriesOf(command)])).toEqual(optionsByCommand);
    expect(CATALOGUE_SOURCE).toBe(data.source);
    const pairs = COMMAND_NAMES.reduce((sum, command) => sum + optionsOf(command).size, 0);
    expect([COMMAND_NAMES.length, pairs]).toEqual([218, 8897]);
  });

  it('is small enough to be loaded while werf runs', () => {
    expect(committed.length).toBeLessThan(50_000);
  });
});

describe('a name that is no command', () => {
  it.each(['', 'werf', 'converge', 'werf  converge', '__proto__', 'constructor', 'toString'])(
    '%j has nothing',
    (name) => {
      expect(optionsOf(name).size).toBe(0);
    },
  );
});

describe('variableOf', () => {
  it.each([
    ['WERF_REPO', 'WERF_REPO'],
    ['WERF_SET_1', 'WERF_SET_*'],
    ['WERF_SET_ANYTHING', 'WERF_SET_*'],
    ['WERF_SET_STRINGS', 'WERF_SET_*'],
    // werf's look-up is by prefix alone, so nothing has to follow it.
    ['WERF_SET_', 'WERF_SET_*'],
    ['WERF_SET', 'WERF_SET'],
    ['WERF_SET_STRING_1', 'WERF_SET_STRING_*'],
    ['WERF_SET_STRING', 'WERF_SET_*'],
    ['WERF_SET_FILE_1', 'WERF_SET_FILE_*'],
    ['WERF_SET_JSON_1', 'WERF_SET_JSON_*'],
    ['WERF_SET_LITERAL_1', 'WERF_SET_LITERAL_*'],
    ['WERF_SET_ROOT_JSON_1', 'WERF_SET_ROOT_JSON_*'],
    ['WERF_SET_RUNTIME_JSON_1', 'WERF_SET_RUNTIME_JSON_*'],
    ['WERF_SET_DOCKER_CONFIG_JSON_VALUE', 'WERF_SET_DOCKER_CONFIG_JSON_VALUE'],
    ['WERF_SET_DOCKER_CONFIG_JSON_VALUE_1', 'WERF_SET_DOCKER_CONFIG_JSON_VALUE_1'],
    ['WERF_EXPORT_ADD_LABEL_1', 'WERF_EXPORT_ADD_LABEL_*'],
    ['WERF_EXPORT_ADD_LABEL_SEPARATOR', 'WERF_EXPORT_ADD_LABEL_SEPARATOR'],
    ['WERF_SECRET_VALUES_1', 'WERF_SECRET_VALUES_*'],
    ['WERF_SET_*', 'WERF_SET_*'],
    ['MY_WERF_SET_1', 'MY_WERF_SET_1'],
    ['werf_repo', 'werf_repo'],
    ['', ''],
    ['__proto__', '__proto__'],
  ])('%j comes under %j', (name, variable) => {
    expect(variableOf(name)).toBe(variable);
  });

  it('knows all overlaps of families: a new one needs a look at what werf does', () => {
    const { families }: { families: readonly string[] } = JSON.parse(committed);
    const prefixOf = (family: string): string => family.slice(0, -'*'.length);
    const variables = new Set(
      COMMAND_NAMES.flatMap((command) => [...optionsOf(command).values()].flatMap((option) => option.variables)),
    );
    const overlaps = [...variables].flatMap((variable) =>
      families
        .filter((family) => family !== variable && variable.startsWith(prefixOf(family)))
        .map((family) => [variable, family]),
    );
    expect(overlaps.sort()).toEqual([
      ['WERF_EXPORT_ADD_LABEL_SEPARATOR', 'WERF_EXPORT_ADD_LABEL_*'],
      ['WERF_SET_FILE_*', 'WERF_SET_*'],
      ['WERF_SET_JSON_*', 'WERF_SET_*'],
      ['WERF_SET_LITERAL_*', 'WERF_SET_*'],
      ['WERF_SET_ROOT_JSON_*', 'WERF_SET_*'],
      ['WERF_SET_RUNTIME_JSON_*', 'WERF_SET_*'],
      ['WERF_SET_STRING_*', 'WERF_SET_*'],
    ]);
  });
});

function entriesOf(command: string): Record<string, unknown> {
  return Object.fromEntries(
    [...optionsOf(command).values()].map(({ name, takesValue, short, variables }) => [
      name,
      {
        takesValue,
        ...(short === undefined ? {} : { short }),
        ...(variables.length === 0 ? {} : { env: variables }),
      },
    ]),
  );
}
