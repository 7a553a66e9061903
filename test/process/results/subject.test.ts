// What a comment is about, from real werf.yaml files, which are templates.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commentSubject } from '../../../src/results/pull-request/subject.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subject-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['project: shop\nconfigVersion: 1\n', 'shop'],
  ['configVersion: 1\nproject: "the shop"\n---\nimage: app\n', 'the shop'],
  ["project: 'shop' # the shop\n", 'shop'],
  ['project:   shop   # the shop\n', 'shop'],
  ['project: shop#1\n', 'shop#1'],
  ['project: shop\r\n', 'shop'],
  ['{{ $_ := set . "x" 1 }}\nproject: shop-{{ env "SHOP" }}\n', 'shop-{{ env "SHOP" }}'],
  ['#project: old\nproject: shop\n', 'shop'],
  ['  project: nested\n', ''],
  ['image: app\n', ''],
  [`project: ${'s'.repeat(400)}\n`, 's'.repeat(300)],
])('the project of %j', (text, project) => {
  writeFileSync(join(folder, 'werf.yaml'), text);
  expect(commentSubject(['plan'], {}, folder, '').project).toBe(project);
});

test('a project in another folder, under another name', () => {
  mkdirSync(join(folder, 'web'));
  writeFileSync(join(folder, 'web', 'werf.yml'), 'project: web\n');
  expect(commentSubject(['plan', '--dir', 'web'], {}, folder, '').project).toBe('web');
  expect(commentSubject(['plan'], { WERF_DIR: 'web' }, folder, '').project).toBe('web');
  expect(commentSubject(['plan'], {}, folder, '').project).toBe('');
});

test('the names that the command line gives come before those of variables, and an id replaces the project', () => {
  writeFileSync(join(folder, 'werf.yaml'), 'project: shop\n');
  const words = ['plan', '--env', 'qa', '--namespace=live'];
  const env = { WERF_ENV: 'production', WERF_RELEASE: 'web' };
  const names = { environment: 'qa', release: 'web', namespace: 'live' };
  expect(commentSubject(words, env, folder, '')).toEqual({ id: '', project: 'shop', ...names });
  expect(commentSubject(words, env, folder, 'both')).toEqual({ id: 'both', project: '', ...names });
});
