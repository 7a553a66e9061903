import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAnyThere, requireBinary } from '../../../src/prepare/locate.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('anything at one of the paths is there', () => {
  const folder = temporaryFolder();
  const paths = [join(folder, 'werf.yaml'), join(folder, 'werf.yml')];
  expect(isAnyThere(paths)).toBe(false);
  writeFileSync(join(folder, 'werf.yml'), '');
  expect(isAnyThere(paths)).toBe(true);
});

test('werf-path finds werf.exe by the name of werf on Windows, and nowhere else', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'werf.exe'), '', { mode: 0o755 });
  expect(requireBinary(join(folder, 'werf'), 'win32')).toBe(join(folder, 'werf.exe'));
  expect(() => requireBinary(join(folder, 'werf'), 'linux')).toThrow('Input werf-path');
});
