// Runs the tests of the built action on the oldest Node 24 that a runner may ship: `npm run test:least-node`.
import { leaveOut, testActionOn } from './action-tests.ts';
import { tool } from './tools.ts';

try {
  testActionOn(await tool('node-least'));
} catch (error) {
  leaveOut('the least Node', error);
}
