import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectIdOf } from '../../src/context/project.ts';

const golden: readonly { origin: string; projectID: string }[] = JSON.parse(
  readFileSync(new URL('../golden/project-id.json', import.meta.url), 'utf8'),
);

test.each(golden)('$origin has the projectID that a real werf computed', ({ origin, projectID }) => {
  expect(projectIdOf(origin)).toBe(projectID);
});
