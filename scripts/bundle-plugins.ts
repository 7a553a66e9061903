// How the bundler is told what the toolkit's packages do not say of themselves.
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The toolkit's packages do nothing when they are imported, but do not say so. Told here, esbuild leaves out what is
 * not used: `@actions/core` alone would otherwise pull an HTTP client into the start of every step.
 */
export const toolkitHasNoSideEffects: Plugin = {
  name: 'toolkit-has-no-side-effects',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:@actions\/|\.)/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      const inToolkit = path.startsWith('@actions/') || importer.includes('node_modules/@actions/');
      if (pluginData === 'resolved' || !inToolkit) return undefined;
      const resolved = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};

/** `@actions/core` wants a random UUID when it writes an output, and nothing of crypto before. */
export const toolkitLoadsCryptoLate: Plugin = {
  name: 'toolkit-loads-crypto-late',
  setup(bundler) {
    bundler.onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      importer.includes('@actions/core') ? { path: resolve('src/lazy-crypto.ts') } : undefined,
    );
  },
};
