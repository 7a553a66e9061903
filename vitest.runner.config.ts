// Whole workflows on a runner, `npm run test:runner`: apart from the other tests, because they need act, which is not
// an npm package.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/runner/**/*.test.ts'],
    setupFiles: ['test/support/hermetic.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
