// What a command line and its variables say of one option, told without the catalogue.
import { describe, expect, test } from 'vitest';
import { flagSetting, flagWord, optionValue, positiveInteger, variableName } from '../../../src/command/flags.ts';

describe('the value of an option', () => {
  test.each<[readonly string[], string | undefined]>([
    [['plan'], undefined],
    [['plan', '--dir', 'app'], 'app'],
    [['plan', '--dir=app'], 'app'],
    [['plan', '--dir=a=b'], 'a=b'],
    [['plan', '--dir='], ''],
    [['plan', '--dir'], ''],
    [['plan', '--dir=one', '--dir', 'two'], 'two'],
    [['plan', '--dir', 'one', '--dir=two'], 'two'],
    [['plan', '--directory', 'app', '-dir', 'app'], undefined],
    [['plan', '--', '--dir', 'app'], undefined],
  ])('in %j is %j', (words, value) => {
    expect(optionValue(words, 'dir')).toBe(value);
  });
});

describe('a Boolean flag', () => {
  test.each<[readonly string[], string | undefined, boolean | undefined]>([
    [['build'], undefined, undefined],
    [['build', '--dev'], '--dev', true],
    ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((yes): [readonly string[], string, boolean] => [
      ['build', `--dev=${yes}`],
      `--dev=${yes}`,
      true,
    ]),
    ...['0', 'f', 'F', 'false', 'FALSE', 'False', 'yes', 'tRUE'].map((no): [readonly string[], string, boolean] => [
      ['build', `--dev=${no}`],
      `--dev=${no}`,
      false,
    ]),
    // It never takes the next word, and the last one given counts.
    [['build', '--dev', 'false'], '--dev', true],
    [['build', '--dev', '--dev=false'], '--dev=false', false],
    [['build', '--dev=false', '--dev'], '--dev', true],
    [['build', '--', '--dev'], undefined, undefined],
  ])('in %j is %j', (words, word, setting) => {
    expect(flagWord(words, 'dev')).toBe(word);
    expect(flagSetting(words, {}, 'dev')).toBe(setting);
  });

  test.each<[string, boolean | undefined]>([
    ['1', true],
    ['true', true],
    ['yes', true],
    ['', undefined],
    ['0', false],
    ['no', false],
    ['TRUE', false],
    ['t', false],
    ['on', false],
  ])('by its variable, %j is %j', (value, setting) => {
    expect(flagSetting(['build'], { WERF_DEV: value }, 'dev')).toBe(setting);
  });

  test('beats its variable either way', () => {
    expect(flagSetting(['build', '--dev=false'], { WERF_DEV: '1' }, 'dev')).toBe(false);
    expect(flagSetting(['build', '--dev'], { WERF_DEV: '0' }, 'dev')).toBe(true);
  });
});

test.each([
  ['dev', 'WERF_DEV'],
  ['save-build-report', 'WERF_SAVE_BUILD_REPORT'],
])('the variable of %s', (option, variable) => {
  expect(variableName(option)).toBe(variable);
});

test.each([
  ['80', 80],
  [' 80 ', 80],
  ['0', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['1234567890', undefined],
  ['', undefined],
  [undefined, undefined],
])('the number %j', (text, number) => {
  expect(positiveInteger(text)).toBe(number);
});
