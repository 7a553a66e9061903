import { expect, test } from 'vitest';
import { randomBytes, randomUUID } from '../../../src/system/random.ts';

test('a UUID is one of version 4, and never the same', () => {
  const ids = Array.from({ length: 1000 }, randomUUID);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(1000);
});

test('random bytes are as many as asked for, and take every value', () => {
  expect(randomBytes(0)).toHaveLength(0);
  const bytes = randomBytes(100_000);
  expect(bytes).toHaveLength(100_000);
  expect(new Set(bytes).size).toBe(256);
});
