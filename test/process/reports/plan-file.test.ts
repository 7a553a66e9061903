// The file of a saved plan, really written and really taken away from others.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPlanFile } from '../../../src/reports/plan-file.ts';

const PLAN = resolve(import.meta.dirname, '../../golden/werf-2.70.0/plan-changes/plan.gz');
const mode = (path: string) => statSync(path).mode & 0o777;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plan(permissions: number): string {
  const path = join(folder, 'plan.gz');
  copyFileSync(PLAN, path);
  chmodSync(path, permissions);
  return path;
}

describe('the file of a saved plan', () => {
  test.each([
    [0o644, true, 0o600],
    [0o755, true, 0o700],
    [0o600, false, 0o600],
    [0o640, false, 0o640],
  ])('with mode %o', (before, wasPublic, after) => {
    const path = plan(before);
    expect(readPlanFile(path, true)).toMatchObject({ wasPublic, artifact: { release: 'shop-qa' } });
    expect(mode(path)).toBe(after);
  });

  test('is only read where it is used', () => {
    const path = plan(0o644);
    expect(readPlanFile(path, false)).toMatchObject({ wasPublic: false, artifact: { revision: 2 } });
    expect(mode(path)).toBe(0o644);
  });

  test('is not looked for behind a link', () => {
    const path = plan(0o644);
    const link = join(folder, 'link.gz');
    symlinkSync(path, link);
    expect(readPlanFile(link, true)).toBeUndefined();
    expect(mode(path)).toBe(0o644);
    expect(readPlanFile(link, false)?.artifact).toBeDefined();
  });

  test('what is no plan stays as it is', () => {
    const other = join(folder, 'other.gz');
    writeFileSync(other, 'text');
    chmodSync(other, 0o644);
    expect(readPlanFile(other, true)).toBeUndefined();
    expect(mode(other)).toBe(0o644);
    mkdirSync(join(folder, 'folder'));
    expect(readPlanFile(join(folder, 'folder'), true)).toBeUndefined();
    expect(readPlanFile(join(folder, 'missing'), true)).toBeUndefined();
    expect(readPlanFile('\u0000', true)).toBeUndefined();
  });
});
