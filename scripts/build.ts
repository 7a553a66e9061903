// Builds dist/ from src/: two entries and the chunks that they load on demand.
import { rm, writeFile } from 'node:fs/promises';
import { build, type Metafile, type Plugin } from 'esbuild';
import { thirdPartyLicenses } from './licenses.ts';

const outdir = process.argv[2] ?? 'dist';

/**
 * The toolkit's packages do nothing when they are imported, but do not say so. Told here, esbuild leaves out what is
 * not used: `@actions/core` alone would otherwise pull an HTTP client into the start of every step.
 */
const toolkitHasNoSideEffects: Plugin = {
  name: 'toolkit-has-no-side-effects',
  setup(bundler) {
    bundler.onResolve({ filter: /^@actions\// }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === 'resolved') return undefined;
      const resolved = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};

const result = await bundle();
await writeFile(`${outdir}/THIRD_PARTY_LICENSES.txt`, await thirdPartyLicenses(Object.keys(result.inputs)));

async function bundle(): Promise<Metafile> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { main: 'src/main.ts', post: 'src/post.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    // Bundled CommonJS packages ask for Node's own modules through require, which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    plugins: [toolkitHasNoSideEffects],
  });
  return metafile;
}
