// Bundles a module as the action itself is bundled, so that what it costs can be measured.
import { build } from 'esbuild';
import { toolkitHasNoSideEffects } from '../../scripts/build/bundle-plugins.ts';

/** Bundles an entry and the chunks that it loads on demand into a folder. */
export async function bundle(entry: string, outdir: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    plugins: [toolkitHasNoSideEffects],
  });
}
