import { describe, expect, test } from 'vitest';
import { commandNames, optionsOf } from '../../../src/command/catalogue.ts';
import { knowsReportOption, reportOptionValue } from '../../../src/reports/report-options.ts';

const OPTIONS = [
  'save-build-report',
  'build-report-path',
  'save-deploy-report',
  'deploy-report-path',
  'use-build-report',
];

describe('which commands know an option', () => {
  // Where a report cannot be saved, its other options do not matter.
  const knows = (command: string, option: string) =>
    optionsOf(command).has(option) &&
    optionsOf(command).has(option.includes('deploy') ? 'save-deploy-report' : 'save-build-report');
  const pairs = commandNames.flatMap((command) => OPTIONS.map((option) => [command, option] as const));

  test('is what the catalogue says, for all of its commands', () => {
    for (const [command, option] of pairs) {
      const words = command.split(' ').slice(1);
      expect([command, option, knowsReportOption(words, option)]).toEqual([command, option, knows(command, option)]);
    }
  });

  test.each([
    [['--env', 'production', 'converge'], true],
    [['--env=production', 'converge', 'backend'], true],
    [['--dev', 'converge'], true],
    [['bundle', '--repo', 'x', 'publish'], true],
    [['bundle', '--dev', 'publish'], true],
    [['config', 'render'], false],
    [['run', 'backend', '--', 'converge'], false],
    [['kubectl', 'apply', 'converge'], false],
    [[], false],
  ])('%j: %s', (words, expected) => {
    expect(knowsReportOption(words, 'save-build-report')).toBe(expected);
  });
});

test.each([
  [['build'], 'build-report-path', undefined],
  [['build', '--build-report-path', 'a.json'], 'build-report-path', 'a.json'],
  [['build', '--build-report-path=a.json', '--build-report-path=b.json'], 'build-report-path', 'b.json'],
  [['build', '--build-report-path='], 'build-report-path', ''],
  [['build', '--build-report-path'], 'build-report-path', ''],
  [['build', '--save-build-report', 'backend'], 'save-build-report', ''],
  [['build', '--save-build-report=false'], 'save-build-report', 'false'],
  [['build', '--save-build-reports'], 'save-build-report', undefined],
  [['run', '--', '--save-build-report'], 'save-build-report', undefined],
])('%j gives %s the value %j', (words, option, value) => {
  expect(reportOptionValue(words, option)).toBe(value);
});
