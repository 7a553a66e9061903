// The tests without a network, `npm test`. They come in three kinds, which differ in what they wait for.
import { configDefaults, defineConfig } from 'vitest/config';
import { LEFT_OUT, TEST_FOLDERS } from './test/support/platform.ts';

for (const reason of LEFT_OUT) process.stderr.write(`${reason}\n`);

/**
 * Pure code leaves nothing behind in the process that runs it, and the built action runs in processes of its own. So the
 * files of these share one, which loads once what they have in common.
 */
const SHARES_A_PROCESS = ['test/unit', 'test/action'];

export default defineConfig({
  test: {
    // Those of the built action first: the longest waits are among them, and what only computes fills the end.
    projects: TEST_FOLDERS.map((folder) => ({
      extends: true as const,
      test: {
        name: folder.slice('test/'.length),
        include: [`${folder}/**/*.test.ts`],
        isolate: !SHARES_A_PROCESS.includes(folder),
      },
    })),
    setupFiles: ['test/support/hermetic.ts'],
    exclude: [...configDefaults.exclude],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What comes, comes; a busy machine takes its time.
    expect: { poll: { timeout: 20_000 } },
    // Most of the time goes by waiting for processes and sockets, so there are more workers than cores to compute.
    maxWorkers: 5,
    maxConcurrency: 3,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary', 'text'] },
  },
});
