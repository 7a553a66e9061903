import { describe, expect, it } from 'vitest';
import {
  type CliData,
  type Reference,
  readCliData,
  updateGroup,
  writeCliData,
} from '../../../scripts/catalogue/cli-data.ts';

const data: CliData = {
  source: 'werf 1 and 2',
  aliases: { 'werf old': ['ancient'], 'werf build': ['make'] },
  commands: {
    'werf old': { groups: ['1'], options: { dev: { takesValue: false } } },
    'werf build': {
      groups: ['1', '2'],
      options: { repo: { takesValue: true, short: 'r', env: ['WERF_REPO'] }, gone: { takesValue: false } },
    },
  },
};

describe('the file', () => {
  it('has one sorted command a line', () => {
    expect(writeCliData(data)).toBe(
      [
        '{"source":"werf 1 and 2","aliases":{',
        '"werf build":["make"],',
        '"werf old":["ancient"]',
        '},"commands":{',
        '"werf build":{"groups":["1","2"],"options":{"gone":{"takesValue":false},"repo":{"takesValue":true,"short":"r","env":["WERF_REPO"]}}},',
        '"werf old":{"groups":["1"],"options":{"dev":{"takesValue":false}}}',
        '}}',
        '',
      ].join('\n'),
    );
  });

  it('is read as it was written', () => {
    expect(readCliData(writeCliData(data))).toEqual(data);
  });

  it.each([
    ['null', '"source", "aliases" and "commands"'],
    ['{"commands":{}}', '"source", "aliases" and "commands"'],
    ['{"source":"","commands":[]}', '"source", "aliases" and "commands"'],
    ['{"source":"","commands":{}}', '"aliases"'],
    ['{"source":"","aliases":{"werf a":"b"},"commands":{}}', '"aliases"'],
    ['{"source":"","aliases":{},"commands":{"werf a":{"groups":["2"]}}}', 'werf a'],
    ['{"source":"","aliases":{},"commands":{"werf a":{"groups":"2","options":{}}}}', 'werf a'],
    ['{"source":"","aliases":{},"commands":{"werf a":{"groups":["2"],"options":{"b":{}}}}}', 'werf a'],
    [
      '{"source":"","aliases":{},"commands":{"werf a":{"groups":["2"],"options":{"b":{"takesValue":true,"env":"C"}}}}}',
      'werf a',
    ],
  ])('is refused as %s', (text, message) => {
    expect(() => readCliData(text)).toThrow(message);
  });
});

describe('updateGroup', () => {
  const reference: Reference = new Map([
    ['werf build', { repo: { takesValue: true, env: ['WERF_NEW_REPO'] }, dev: { takesValue: false } }],
    ['werf lint', {}],
  ]);

  it('adds what is new', () => {
    expect(updateGroup(data, '3', reference).commands).toEqual({
      'werf old': data.commands['werf old'],
      'werf build': {
        groups: ['1', '2', '3'],
        options: {
          repo: { takesValue: true, short: 'r', env: ['WERF_NEW_REPO', 'WERF_REPO'] },
          gone: { takesValue: false },
          dev: { takesValue: false },
        },
      },
      'werf lint': { groups: ['3'], options: {} },
    });
  });

  it('takes a group from the commands that it no longer has, and the last group takes the command', () => {
    const { commands } = updateGroup(data, '1', new Map([['werf lint', {}]]));
    expect(commands).toEqual({
      'werf build': { ...data.commands['werf build'], groups: ['2'] },
      'werf lint': { groups: ['1'], options: {} },
    });
  });

  it('adds aliases', () => {
    const aliases = { 'werf build': ['forge', 'make'], 'werf lint': ['check'] };
    expect(updateGroup(data, '3', reference, aliases).aliases).toEqual({
      'werf build': ['forge', 'make'],
      'werf lint': ['check'],
      'werf old': ['ancient'],
    });
  });

  it('changes nothing the second time', () => {
    const once = updateGroup(data, '3', reference);
    expect(updateGroup(once, '3', reference)).toEqual(once);
  });
});
