// The home for traces and telemetry, `npm run test:observability`: a real Collector and ClickHouse's engine, which come
// from Go's and Python's registries, apart from the other tests, which use no network.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/observability/**/*.test.ts'],
    setupFiles: ['test/support/hermetic.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
