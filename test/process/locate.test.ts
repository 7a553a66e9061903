import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasWerfConfig } from '../../src/werf/locate.ts';
import { temporaryFolder } from '../support/temporary.ts';

test.each(['werf.yaml', 'werf.yml'])('a folder with %s is the one of a werf project', (name) => {
  const project = join(temporaryFolder(), 'project');
  mkdirSync(project);
  expect(hasWerfConfig(project)).toBe(false);
  writeFileSync(join(project, name), '');
  expect(hasWerfConfig(project)).toBe(true);
});
