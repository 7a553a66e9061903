// Runs the tests of the built action on the oldest Node 24 that a runner may ship: `npm run test:least-node`.
import { testActionOn } from './action-tests.ts';
import { tool } from './tools.ts';

const node = await tool('node-least').catch((error: Error) => {
  console.error(`Left out, the least Node: ${error.message}`);
  return undefined;
});
if (node !== undefined) testActionOn(node);
