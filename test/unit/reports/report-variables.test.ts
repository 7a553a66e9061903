import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ReportQuestion, reportVariables } from '../../../src/reports/report-variables.ts';

const BUILD = ['save-build-report', 'build-report-path', 'use-build-report'];
const DEPLOY = ['save-deploy-report', 'deploy-report-path'];
const project = resolve('/project');
const privateFolder = resolve('/private');
const privatePath = (kind: string) => join(privateFolder, `${kind}-report.json`);
const theirs = resolve('/theirs/report.json');

interface Given {
  readonly known?: readonly string[];
  readonly env?: ReportQuestion['env'];
  readonly options?: Readonly<Record<string, string>>;
}

function plan({ known = BUILD, env = {}, options = {} }: Given) {
  return reportVariables({
    knows: (option) => known.includes(option),
    env,
    optionValue: (option) => options[option],
    workingDirectory: project,
    privatePath,
  });
}

const PRIVATE = { WERF_SAVE_BUILD_REPORT: '1', WERF_BUILD_REPORT_PATH: join(privateFolder, 'build-report.json') };

describe('the private folder, where the user said nothing', () => {
  test.each<[string, Given, ReturnType<typeof reportVariables>]>([
    [
      'a command with both reports',
      { known: [...BUILD, ...DEPLOY] },
      {
        variables: {
          ...PRIVATE,
          WERF_SAVE_DEPLOY_REPORT: '1',
          WERF_DEPLOY_REPORT_PATH: join(privateFolder, 'deploy-report.json'),
        },
        build: join(privateFolder, 'build-report.json'),
        deploy: join(privateFolder, 'deploy-report.json'),
      },
    ],
    [
      'a command with a deploy report',
      { known: DEPLOY },
      {
        variables: { WERF_SAVE_DEPLOY_REPORT: '1', WERF_DEPLOY_REPORT_PATH: join(privateFolder, 'deploy-report.json') },
        build: undefined,
        deploy: join(privateFolder, 'deploy-report.json'),
      },
    ],
    // werf run, export and kube-run read a report by this path; helm's commands know the path and write nothing.
    [
      'a command that only reads reports',
      { known: ['build-report-path', 'use-build-report', 'deploy-report-path', 'use-deploy-report'] },
      { variables: {}, build: undefined, deploy: undefined },
    ],
    ['a command without reports', { known: [] }, { variables: {}, build: undefined, deploy: undefined }],
    [
      'empty variables are not set',
      { env: { WERF_SAVE_BUILD_REPORT: '', WERF_BUILD_REPORT_PATH: '', WERF_USE_BUILD_REPORT: '' } },
      { variables: PRIVATE, build: join(privateFolder, 'build-report.json'), deploy: undefined },
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
    ['saved by the option', { options: { 'save-build-report': '' } }, {}, join(project, '.werf-build-report.json')],
    [
      'saved by the option =true',
      { options: { 'save-build-report': 'true' } },
      {},
      join(project, '.werf-build-report.json'),
    ],
    ['turned off', { env: { WERF_SAVE_BUILD_REPORT: '0' } }, {}, undefined],
    ['turned off by a word that werf does not know', { env: { WERF_SAVE_BUILD_REPORT: 'on' } }, {}, undefined],
    ['turned off by the option', { env: save, options: { 'save-build-report': 'false' } }, {}, undefined],
    ['a path', env(theirs), save, theirs],
    ['a relative path', env('out/report.json'), save, join(project, 'out/report.json')],
    ['a path without extension', env('out.d/report'), save, join(project, 'out.d/report.json')],
    ['a path in Windows style', env('out.d\\report'), save, join(project, 'out.d\\report.json')],
    ['variables instead of JSON', env('report.env'), {}, undefined],
    ['an extension that werf refuses', env('.report'), {}, undefined],
    ['both', { env: { ...save, WERF_BUILD_REPORT_PATH: 'theirs.json' } }, {}, join(project, 'theirs.json')],
    [
      'the option before the variable',
      { env: { ...save, WERF_BUILD_REPORT_PATH: 'variable.json' }, options: { 'build-report-path': 'option.json' } },
      {},
      join(project, 'option.json'),
    ],
    ['an earlier report is used', { env: { WERF_USE_BUILD_REPORT: '1' } }, {}, undefined],
    ['an earlier report is used by the option', { options: { 'use-build-report': '' } }, {}, undefined],
  ])('%s', (_, given, variables, build) => {
    expect(plan(given)).toEqual({ variables, build, deploy: undefined });
  });
});

test('a flag is on by the words that werf reads, and off by all others', () => {
  const saved = (value: string) => plan({ options: { 'save-build-report': value } }).build !== undefined;
  expect(['', '1', 't', 'T', 'true', 'TRUE', 'True'].filter((value) => !saved(value))).toEqual([]);
  expect(['0', 'f', 'false', 'yes', 'tRUE', 'on'].filter(saved)).toEqual([]);
  const savedByEnv = (value: string) => plan({ env: { WERF_SAVE_BUILD_REPORT: value } }).build !== undefined;
  expect(['', '1', 'true', 'yes'].filter((value) => !savedByEnv(value))).toEqual([]);
  expect(['0', 'false', 'no', 't', 'TRUE'].filter(savedByEnv)).toEqual([]);
});
