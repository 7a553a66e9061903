// What the log says of a plan that was saved, and what becomes of its file.
import { chmodSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandResult } from '../../../src/results/command-result.ts';
import { handlePlanFile } from '../../../src/results/plan-files.ts';
import { createHost } from '../../../src/system/host.ts';
import { OutputTail } from '../../../src/werf/output-tail.ts';
import { keptLog } from '../../support/log.ts';

const PLAN = resolve(import.meta.dirname, '../../golden/werf-2.70.0/plan-changes/plan.gz');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each<[NodeJS.Platform, boolean]>([
  ['linux', true],
  ['darwin', true],
  // Node shows there the same rights for every file, which say nothing of who may read it.
  ['win32', false],
])('on %s, that every user could read it is told and mended: %s', (platform, mends) => {
  const path = join(folder, 'plan.gz');
  copyFileSync(PLAN, path);
  chmodSync(path, 0o666);
  const log = keptLog();
  const result: CommandResult = {
    words: ['plan', '--save-plan', path],
    exitCode: 0,
    startedAt: 0,
    startedElapsed: 0,
    durationMs: 0,
    pid: undefined,
    failed: false,
    cancelled: false,
    reports: { variables: {}, build: undefined, deploy: undefined },
    stderrTail: new OutputTail(),
    stdoutTail: new OutputTail(),
    rollout: undefined,
    userEnv: {},
    plan: undefined,
  };
  const { artifact } = handlePlanFile({ ...createHost([]), platform, log }, result, folder);
  expect(artifact).toBeDefined();
  expect(log.infos).toEqual([expect.stringContaining(`Saved the plan ${path}`)]);
  expect(log.infos[0]?.includes('Every user of this machine could read it')).toBe(mends);
  expect(statSync(path).mode & 0o777).toBe(mends ? 0o600 : 0o666);
});
