// The built action as a Windows program, `npm run test:windows`, under wine: apart from the other tests, because they need
// wine, which npm does not have.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/windows/**/*.test.ts'],
    setupFiles: ['test/support/hermetic.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
