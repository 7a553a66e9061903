// Tests run real child processes and sockets, so files share the machine's cores instead of racing for them.
import { configDefaults, defineConfig } from 'vitest/config';
import { LEFT_OUT, TEST_FILES } from './test/support/platform.ts';

for (const reason of LEFT_OUT) process.stderr.write(`${reason}\n`);

export default defineConfig({
  test: {
    include: [...TEST_FILES],
    setupFiles: ['test/support/hermetic.ts'],
    exclude: [...configDefaults.exclude, 'test/runner/**', 'test/observability/**', 'test/windows/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    maxConcurrency: 3,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary', 'text'] },
  },
});
