// The plan of the house, as CONTRIBUTING.md tells it, held against the files and imports of src/.
import { readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, ROOT, read } from '../support/tree.ts';

const entries = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
const SOURCES = filesIn('src', '.ts');

/** The folders of the map, from the story down to the ground floor. */
const MAP = [...read('CONTRIBUTING.md').matchAll(/^\| `src\/([\w-]+)\/` \|/gm)].map(([, folder = '']) => folder);

/** The folders that are a chapter of the step; the others are foundations under all of them. */
const CHAPTERS = ['step', 'results', 'telemetry', 'traces', 'prepare', 'install', 'reports', 'inputs'];

const folderOf = (path: string) => path.split('/')[1] ?? '';

/** What a file imports of src/, as paths in the repository. */
function importsOf(path: string, { types }: { readonly types: boolean }): readonly string[] {
  const statements = read(path).matchAll(/^(?:import|export) ([^;'"]*?)from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm);
  return [...statements].flatMap(([, names = '', from, dynamic]) => {
    const isType = /^type /.test(names) || /^\{(?:\s*type \w+,?)+\s*\}/.test(names);
    if (isType && !types) return [];
    const found = normalize(join(dirname(path), from ?? dynamic ?? '')).replaceAll('\\', '/');
    return found.endsWith('.ts') ? [found] : [];
  });
}

describe('src/', () => {
  test('holds the two entries and the folders of the map, nothing else', () => {
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(files.sort()).toEqual(['main.ts', 'post.ts']);
    expect(folders.sort()).toEqual([...MAP].sort());
  });

  test.each(CHAPTERS)('has a file that bears the name of the chapter %s', (folder) => {
    expect(SOURCES).toContain(`src/${folder}/${folder}.ts`);
  });

  test('has no folder of more than some 20 files', () => {
    const counts = Map.groupBy(SOURCES, dirname);
    expect([...counts].filter(([, files]) => files.length > 25).map(([folder]) => folder)).toEqual([]);
  });

  test('has no file of more than 250 lines', () => {
    expect(SOURCES.filter((path) => read(path).split('\n').length > 251)).toEqual([]);
  });

  // Such a pattern is tried at each place of a run, and each time up to the run's end: seconds for a line of 64 KiB.
  test('has no pattern that looks for the end of a text by a run alone', () => {
    const byRunAlone = /(?<![\w)\]\\])\/(?:\\[a-zA-Z]|\[(?:\\.|[^\]\n\\])+\]|\.)(?:[*+]|\{\d+,\})\$\/[a-z]*/g;
    expect('text.replace(/\\S*$/, "") || /[^ ]+$/u.exec(text)'.match(byRunAlone)).toEqual(['/\\S*$/', '/[^ ]+$/u']);
    expect(SOURCES.flatMap((path) => (read(path).match(byRunAlone) ?? []).map((found) => `${path}: ${found}`))).toEqual(
      [],
    );
  });

  // A function is none, nor what is filled later, such as a Map of its own.
  test('writes its constants in upper case', () => {
    const constants = SOURCES.flatMap((path) => {
      const found = read(path).matchAll(
        /^(?:export )?const (\w+)(?:: [^=\n]+)? =\s(?=['"`\d/[{]|new RegExp\b|new Set\()/gm,
      );
      return [...found].map(([, name = '']) => `${path}: ${name}`);
    });
    expect(constants.length).toBeGreaterThan(200);
    expect(constants.filter((constant) => !/: [A-Z][A-Z0-9_]*$/.test(constant))).toEqual([]);
  });

  test('has no name of a file twice, because chunks of dist/ are called after them', () => {
    const names = Map.groupBy(SOURCES, (path) => path.split('/').at(-1));
    expect([...names.values()].filter((paths) => paths.length > 1)).toEqual([]);
  });
});

describe('imports', () => {
  test.each(SOURCES.filter((path) => path.split('/').length > 2))('of %s go to no floor above', (path) => {
    const floor = MAP.indexOf(folderOf(path));
    const above = importsOf(path, { types: true }).filter((found) => MAP.indexOf(folderOf(found)) < floor);
    expect(above).toEqual([]);
  });

  test('go in no circle', () => {
    const done = new Set<string>();
    const visit = (path: string, way: readonly string[]): readonly string[] => {
      if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
      if (done.has(path)) return [];
      for (const found of importsOf(path, { types: true })) {
        const circle = visit(found, [...way, path]);
        if (circle.length > 0) return circle;
      }
      done.add(path);
      return [];
    };
    expect(SOURCES.flatMap((path) => visit(path, []))).toEqual([]);
  });
});
