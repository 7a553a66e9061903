import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasWerfConfig, requireBinary } from '../../../src/prepare/locate.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test.each(['werf.yaml', 'werf.yml'])('a folder with %s is the one of a werf project', (name) => {
  const project = join(temporaryFolder(), 'project');
  mkdirSync(project);
  expect(hasWerfConfig(project)).toBe(false);
  writeFileSync(join(project, name), '');
  expect(hasWerfConfig(project)).toBe(true);
});

test('werf-path finds werf.exe by the name of werf on Windows, and nowhere else', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'werf.exe'), '', { mode: 0o755 });
  expect(requireBinary(join(folder, 'werf'), 'win32')).toBe(join(folder, 'werf.exe'));
  expect(() => requireBinary(join(folder, 'werf'), 'linux')).toThrow('Input werf-path');
});
