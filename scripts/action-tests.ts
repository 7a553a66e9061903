// Runs the tests of the built action on another Node than the one that runs the tests.
import { spawnSync } from 'node:child_process';

/** Runs them, or the files that the command line names, and ends with their exit code. */
export function testActionOn(node: string): void {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`The action runs on ${node}, ${stdout.trim()}`);
  const files = process.argv.slice(2);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...(files.length > 0 ? files : ['test/action'])];
  const { status } = spawnSync(process.execPath, vitest, {
    stdio: 'inherit',
    env: { ...process.env, ACTION_NODE: node },
  });
  process.exitCode = status ?? 1;
}

/** Says why tests do not run here. That is no failure on a developer's machine, and one in CI, which has what they need. */
export function leaveOut(what: string, error: unknown): void {
  console.error(`Left out, ${what}: ${error instanceof Error ? error.message : error}`);
  if (process.env['GITHUB_ACTIONS'] === 'true') process.exitCode = 1;
}
