// Builds dist/ from src/: two entries, and the chunks that they load on demand.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { thirdPartyLicenses } from './licenses.ts';

const outdir = process.argv[2] ?? 'dist';
/** The files of src/ that both entries use and that are large: each is bundled once, beside the entries. */
const SHARED = ['undici'];

const common: BuildOptions = {
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
};

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

/** `@actions/core` wants a random UUID when it writes an output, and nothing of crypto before. */
const toolkitLoadsCryptoLate: Plugin = {
  name: 'toolkit-loads-crypto-late',
  setup(bundler) {
    bundler.onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      importer.includes('@actions/core') ? { path: resolve('src/lazy-crypto.ts') } : undefined,
    );
  },
};

/** Only chunks import shared files, so that one relative path fits. */
const sharedStandsBeside: Plugin = {
  name: 'shared-stands-beside',
  setup(bundler) {
    bundler.onResolve({ filter: new RegExp(`/(?:${SHARED.join('|')})\\.ts$`) }, ({ path }) => ({
      path: `../shared/${basename(path, '.ts')}.js`,
      external: true,
    }));
  },
};

/** Bundled CommonJS packages ask for Node's own modules through require, which an ES module does not have. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);\n";

await rm(outdir, { recursive: true, force: true });
const plugins = [toolkitHasNoSideEffects, toolkitLoadsCryptoLate];
const bundled = [
  ...(await bundle({
    entryPoints: Object.fromEntries(SHARED.map((name) => [`shared/${name}`, `src/${name}.ts`])),
    plugins,
  })),
  // A build for each entry: what the two have in common would otherwise be files of its own, which slow a step's start.
  ...(await bundle({ entryPoints: ['src/main.ts'], plugins: [...plugins, sharedStandsBeside] })),
  ...(await bundle({ entryPoints: ['src/post.ts'], plugins: [...plugins, sharedStandsBeside] })),
];
await writeFile(`${outdir}/THIRD_PARTY_LICENSES.txt`, await thirdPartyLicenses(bundled));

/** @returns the files that went into the bundle */
async function bundle(options: BuildOptions): Promise<readonly string[]> {
  const { metafile } = await build({ ...common, ...options, metafile: true });
  for (const file of Object.keys(metafile.outputs)) await addRequire(file);
  return Object.keys(metafile.inputs);
}

/** Only where it is needed: it costs a millisecond at the start. */
async function addRequire(file: string): Promise<void> {
  const code = await readFile(file, 'utf8');
  if (/\b__require\(|\brequire\(/.test(code)) await writeFile(file, REQUIRE + code);
}
