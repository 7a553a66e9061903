// The demo, `npm start`, as a newcomer runs it on a machine without werf.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const HAS_WERF = (folder: string) => existsSync(join(folder, 'werf'));

/** The demo, in an environment that has nothing to say about telemetry. */
function runDemo(words: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const PATH = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !HAS_WERF(folder))
    .join(delimiter);
  return spawnSync(process.execPath, ['scripts/demo.ts', ...words], {
    cwd: ROOT,
    env: { PATH, ...settings },
    encoding: 'utf8',
  });
}

test.each([
  [[], 'werf converge', 'deploy-status=deployed'],
  [['build', '--dev'], 'werf build', '| `backend` | **built** |'],
  [['plan'], 'werf plan', 'has-changes=true'],
])('plays a recorded run of %j and shows its results and its telemetry', (words, command, result) => {
  const { status, stdout, stderr } = runDemo(words);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('::error');
  expect(status).toBe(0);
  expect(stdout).toContain('There is no werf on PATH');
  expect(stdout).toContain(result);
  const ending = command === 'werf plan' ? `📝 \`${command}\` planned changes` : `✅ \`${command}\` succeeded`;
  expect(stdout).toContain(`\n### ${ending}`);
  expect(stdout).toContain('telemetry-delivery=delivered');
  for (const type of ['CommandStarted', 'BuildFinished', 'CommandExited']) {
    expect(stdout).toMatch(new RegExp(`Z  ${type}  ${command}\\n`));
  }
});

test('shows that nothing arrives with telemetry off', () => {
  const { status, stdout, stderr } = runDemo([], { WERF_TELEMETRY: '0' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('— the 0 telemetry events that arrived at the collector');
  expect(stdout).toContain('telemetry=off');
});
