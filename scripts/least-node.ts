// Runs the tests of the built action on the oldest Node 24 that a runner may ship: `npm run test:least-node`.
import { spawnSync } from 'node:child_process';
import { tool } from './tools.ts';

const node = await tool('node-least').catch((error: Error) => {
  console.error(`Left out, the least Node: ${error.message}`);
  return undefined;
});
if (node !== undefined) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`The action runs on ${node}, ${stdout.trim()}`);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/action', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, vitest, {
    stdio: 'inherit',
    env: { ...process.env, ACTION_NODE: node },
  });
  process.exitCode = status ?? 1;
}
