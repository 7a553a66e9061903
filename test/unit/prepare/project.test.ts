import { expect, test } from 'vitest';
import { projectOf } from '../../../src/prepare/project.ts';

const names = (folder: string) => [`${folder}/werf.yaml`, `${folder}/werf.yml`];

test.each<readonly [words: string, env: Readonly<Record<string, string>>, configs: readonly string[], options: string]>(
  [
    ['converge', {}, names('/w'), ''],
    ['converge --dir docs', {}, names('/w/docs'), '--dir=docs'],
    ['--dir=docs converge --dir=./site/', {}, names('/w/site'), '--dir=./site/'],
    ['converge --dir /abs', {}, names('/abs'), '--dir=/abs'],
    ['converge --dir ../other', {}, names('/other'), '--dir=../other'],
    ['converge', { WERF_DIR: 'docs' }, names('/w/docs'), ''],
    ['converge --dir=', { WERF_DIR: 'docs' }, names('/w'), '--dir='],
    // From the working directory, as werf takes it, and not from --dir.
    ['cleanup --config werf-cleanup.yaml', {}, ['/w/werf-cleanup.yaml'], '--config=werf-cleanup.yaml'],
    ['cleanup --dir docs --config a/b.yaml', {}, ['/w/a/b.yaml'], '--dir=docs --config=a/b.yaml'],
    ['cleanup', { WERF_CONFIG: 'ci.yaml', WERF_DIR: 'docs' }, ['/w/ci.yaml'], ''],
    ['cleanup --config=', { WERF_CONFIG: 'ci.yaml' }, names('/w'), '--config='],
    ['converge --config', {}, names('/w'), '--config='],
    ['run app -- --dir x', {}, names('/w'), ''],
    ['render --dev --loose-giterminism=false', {}, names('/w'), '--dev --loose-giterminism=false'],
    [
      'render --git-work-tree .. --config-templates-dir .t',
      {},
      names('/w'),
      '--config-templates-dir=.t --git-work-tree=..',
    ],
  ],
)('%s %j', (words, env, configs, options) => {
  const project = projectOf(words.split(' '), env, '/w');
  expect(project.configs).toEqual(configs);
  expect(project.options.join(' ')).toBe(options);
});

test('an environment makes no other project, and is handed on', () => {
  expect(projectOf(['converge', '--env', 'test'], {}, '/w')).toEqual({
    configs: names('/w'),
    options: [],
    environment: ['--env=test'],
  });
});
