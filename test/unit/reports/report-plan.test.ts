import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, optionsOf } from '../../../src/command/catalogue.ts';
import { planReports, type ReportPlan, savesReports } from '../../../src/reports/report-plan.ts';
import type { Environment } from '../../../src/system/environment.ts';

const project = resolve('/project');
const privateFolder = resolve('/private');
const theirs = resolve('/theirs/report.json');

interface Given {
  readonly words?: readonly string[];
  readonly env?: Environment;
  readonly index?: number;
}

function plan({ words = ['build'], env = {}, index = 0 }: Given = {}): ReportPlan {
  return planReports({ words, env, workingDirectory: project, privateFolder, index });
}

const PRIVATE = { WERF_SAVE_BUILD_REPORT: '1', WERF_BUILD_REPORT_PATH: join(privateFolder, '1-build-report.json') };

describe('the private folder, where the user said nothing', () => {
  test.each<[string, Given, ReportPlan]>([
    [
      'a command with both reports',
      { words: ['converge'] },
      {
        variables: {
          ...PRIVATE,
          WERF_SAVE_DEPLOY_REPORT: '1',
          WERF_DEPLOY_REPORT_PATH: join(privateFolder, '1-deploy-report.json'),
        },
        build: join(privateFolder, '1-build-report.json'),
        deploy: join(privateFolder, '1-deploy-report.json'),
      },
    ],
    [
      'a command with a deploy report',
      { words: ['bundle', 'apply'] },
      {
        variables: {
          WERF_SAVE_DEPLOY_REPORT: '1',
          WERF_DEPLOY_REPORT_PATH: join(privateFolder, '1-deploy-report.json'),
        },
        build: undefined,
        deploy: join(privateFolder, '1-deploy-report.json'),
      },
    ],
    [
      'a rollback, whose report is one of a deploy under another name',
      { words: ['rollback', '--revision', '1'] },
      {
        variables: {
          WERF_SAVE_ROLLBACK_REPORT: '1',
          WERF_ROLLBACK_REPORT_PATH: join(privateFolder, '1-rollback-report.json'),
        },
        build: undefined,
        deploy: join(privateFolder, '1-rollback-report.json'),
      },
    ],
    // werf run, export and kube-run read a report by this path; helm's commands know the path and write nothing.
    [
      'a command that only reads reports',
      { words: ['kube-run'] },
      { variables: {}, build: undefined, deploy: undefined },
    ],
    [
      'a command without reports',
      { words: ['config', 'render'] },
      { variables: {}, build: undefined, deploy: undefined },
    ],
    [
      'empty variables are not set',
      { env: { WERF_SAVE_BUILD_REPORT: '', WERF_BUILD_REPORT_PATH: '', WERF_USE_BUILD_REPORT: '' } },
      { variables: PRIVATE, build: join(privateFolder, '1-build-report.json'), deploy: undefined },
    ],
  ])('%s', (_, given, expected) => {
    expect(plan(given)).toEqual(expected);
  });
});

describe('what the user set stays', () => {
  const save = { WERF_SAVE_BUILD_REPORT: '1' };
  const env = (path: string): Given => ({ env: { WERF_BUILD_REPORT_PATH: path } });
  test.each<[string, Given, Readonly<Record<string, string>>, string | undefined]>([
    ['saved: at the default path', { env: save }, {}, join(project, '.werf-build-report.json')],
    ['saved by yes', { env: { WERF_SAVE_BUILD_REPORT: 'yes' } }, {}, join(project, '.werf-build-report.json')],
    ['saved by the option', { words: ['build', '--save-build-report'] }, {}, join(project, '.werf-build-report.json')],
    [
      'saved by the option =true',
      { words: ['build', '--save-build-report=true'] },
      {},
      join(project, '.werf-build-report.json'),
    ],
    ['turned off', { env: { WERF_SAVE_BUILD_REPORT: '0' } }, {}, undefined],
    ['turned off by a word that werf does not know', { env: { WERF_SAVE_BUILD_REPORT: 'on' } }, {}, undefined],
    ['turned off by the option', { env: save, words: ['build', '--save-build-report=false'] }, {}, undefined],
    ['a path', env(theirs), save, theirs],
    ['a relative path', env('out/report.json'), save, join(project, 'out/report.json')],
    ['a path without extension', env('out.d/report'), save, join(project, 'out.d/report.json')],
    ['a path in Windows style', env('out.d\\report'), save, join(project, 'out.d\\report.json')],
    ['variables instead of JSON', env('report.env'), {}, undefined],
    ['an extension that werf refuses', env('.report'), {}, undefined],
    ['both', { env: { ...save, WERF_BUILD_REPORT_PATH: 'theirs.json' } }, {}, join(project, 'theirs.json')],
    [
      'the option before the variable',
      {
        env: { ...save, WERF_BUILD_REPORT_PATH: 'variable.json' },
        words: ['build', '--build-report-path', 'option.json'],
      },
      {},
      join(project, 'option.json'),
    ],
    ['an earlier report is used', { words: ['plan'], env: { WERF_USE_BUILD_REPORT: '1' } }, {}, undefined],
    ['an earlier report is used by the option', { words: ['converge', '--use-build-report'] }, {}, undefined],
  ])('%s', (_, given, variables, build) => {
    const { build: buildPath, variables: added } = plan(given);
    const ofBuilds = Object.entries(added).filter(([name]) => name.includes('BUILD'));
    expect([Object.fromEntries(ofBuilds), buildPath]).toEqual([variables, build]);
  });
});

test('a flag is on by the words that werf reads, and off by all others', () => {
  const saved = (value: string) => plan({ words: ['build', `--save-build-report=${value}`] }).build !== undefined;
  expect(['', '1', 't', 'T', 'true', 'TRUE', 'True'].filter((value) => !saved(value))).toEqual([]);
  expect(['0', 'f', 'false', 'yes', 'tRUE', 'on'].filter(saved)).toEqual([]);
  const savedByEnv = (value: string) => plan({ env: { WERF_SAVE_BUILD_REPORT: value } }).build !== undefined;
  expect(['', '1', 'true', 'yes'].filter((value) => !savedByEnv(value))).toEqual([]);
  expect(['0', 'false', 'no', 't', 'TRUE'].filter(savedByEnv)).toEqual([]);
});

test('the reports of two commands of a step are two files', () => {
  expect(plan({ index: 1 }).build).toBe(join(privateFolder, '2-build-report.json'));
});

describe('which commands save reports', () => {
  const saved = (words: readonly string[]) => {
    const { build, deploy } = plan({ words });
    return { build: build !== undefined, deploy: deploy !== undefined };
  };

  test('is what the catalogue says, for all of its commands', () => {
    for (const command of COMMAND_NAMES) {
      const words = command.split(' ').slice(1);
      const knows = (option: string) => optionsOf(command).has(option);
      const deploy = knows('save-deploy-report') || knows('save-rollback-report');
      const expected = { build: knows('save-build-report'), deploy };
      expect([command, saved(words)]).toEqual([command, expected]);
      expect([command, savesReports(words)]).toEqual([command, expected.build || expected.deploy]);
    }
  });

  test('and which of them can use an earlier one', () => {
    for (const command of COMMAND_NAMES) {
      const knows = (option: string) => optionsOf(command).has(option);
      if (!knows('save-build-report')) continue;
      const { build } = plan({ words: command.split(' ').slice(1), env: { WERF_USE_BUILD_REPORT: '1' } });
      expect([command, build === undefined]).toEqual([command, knows('use-build-report')]);
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
    expect(saved(words).build).toBe(expected);
  });
});

test.each([
  [['build', '--build-report-path', 'a.json'], 'a.json'],
  [['build', '--build-report-path=a.json', '--build-report-path=b.json'], 'b.json'],
  [['build', '--save-build-report', '--build-report-path=a.json'], 'a.json'],
  [['build', '--save-build-report', 'backend'], '.werf-build-report.json'],
])('%j reports to %s of the project', (words, path) => {
  expect(plan({ words }).build).toBe(join(project, path));
});

test.each([
  [['build', '--build-report-path=']],
  [['build', '--build-report-path']],
  [['build', '--save-build-reports']],
  [['build', '--', '--save-build-report']],
])('%j reports to the private folder', (words) => {
  expect(plan({ words }).build).toBe(join(privateFolder, '1-build-report.json'));
});
