import { expect, test } from 'vitest';
import { historyNotice } from '../../../src/prepare/checkout-notices.ts';

test('the notice of a shallow clone tells the cure', () => {
  expect(historyNotice([['build'], ['cleanup']])).toMatch(/werf cleanup needs .+fetch-depth: 0/);
  expect(historyNotice([['converge']])).toMatch(/may need .+fetch-depth: 0/);
});
