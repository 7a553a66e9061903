import { expect, test } from 'vitest';
import { versionInFile } from '../../../src/inputs/pinned-version.ts';
import { StepError } from '../../../src/system/errors.ts';

const exact = (version: string) => ({ kind: 'version', version });

test.each([
  ['.tool-versions', 'werf 2.75.3', exact('2.75.3')],
  ['.tool-versions', '\ufeff# ours\r\nnodejs 24\r\n  werf\t1.2.339+fix1  2.70.0 # two\r\n', exact('1.2.339+fix1')],
  ['.tool-versions', 'aqua:werf/werf 2.75', { kind: 'prefix', prefix: '2.75' }],
  ['mise.toml', '[tools]\nwerf = "2.75.3"', exact('2.75.3')],
  ['mise.toml', '[tools]\nwerf = ["v2.75.3", "1.2"]', exact('2.75.3')],
  ['.mise.toml', '[tools]\nwerf = { version = "2.75", os = ["linux"] }', { kind: 'prefix', prefix: '2.75' }],
  ['mise.local.toml', '[tools]\n"ubi:werf/werf" = "2.75.3"', exact('2.75.3')],
  ['mise.toml', '[tools."ubi:werf/werf[exe=werf]"]\nversion = "2.75.3"', exact('2.75.3')],
  ['mise.toml', '[tools]\nwerf = [{ version = "2.75.3" }]', exact('2.75.3')],
  ['.werf-version', 'v2.75.3\n', exact('2.75.3')],
  ['version', '\n# werf\n2.75 # ours\n', { kind: 'prefix', prefix: '2.75' }],
])('%s: %j', async (name, text, request) => {
  expect(await versionInFile(name, text)).toEqual(request);
});

test.each([
  ['.tool-versions', '', 'names the version of werf'],
  ['.tool-versions', 'nodejs 24\n# werf 2.75.3', 'names the version of werf'],
  ['.tool-versions', 'werf', 'names the version of werf'],
  ['.tool-versions', 'notwerf 2.75.3', 'names the version of werf'],
  ['.tool-versions', 'werf latest', '"latest" is not valid. Allowed: an exact version'],
  ['.tool-versions', 'werf ref:main', '"ref:main" is not valid'],
  ['mise.toml', '[tools]\nnode = "24"', 'names the version of werf'],
  ['mise.toml', 'werf = "2.75.3"', 'names the version of werf'],
  ['mise.toml', '[tools]\nwerf = 2.70', 'names the version of werf'],
  ['mise.toml', '[tools]\nwerf = []', 'names the version of werf'],
  ['mise.toml', '[tools', 'valid TOML'],
  ['mise.toml', '[tools]\nwerf = "../../x"', '"../../x" is not valid'],
  ['.werf-version', '', 'names the version of werf'],
  ['.werf-version', '2.75.3\n2.70.0', 'names the version of werf'],
  ['.werf-version', '2.75.3/../x', 'is not valid'],
])('%s: %j is an error', async (name, text, part) => {
  const error = await versionInFile(name, text).catch((reason: unknown) => reason);
  if (!(error instanceof StepError)) throw new Error('it should be refused');
  expect(error.message).toMatch(/^Input version-file: /);
  expect(error.message).toContain(part);
});
