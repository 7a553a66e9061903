// Builds dist/ from src/: the two entries, a chunk for each module that is loaded on demand, and what chunks share.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import {
  builtinsWithoutGetters,
  octokitWithoutHttp,
  toolkitHasNoSideEffects,
  toolkitNeedsNoCrypto,
  undiciInParts,
} from './bundle-plugins.ts';
import { thirdPartyLicenses } from './licenses.ts';

const outdir = process.argv[2] ?? 'dist';

/** The modules that several chunks need and that are large: each stands once. */
const SHARED = ['src/net/undici.ts', 'src/command/options.ts'].map((path) => resolve(path));

/** A file of dist/ to build: its path there, and the module or package that it is built from. */
interface Bundle {
  readonly output: string;
  readonly source: string;
}

/** Bundled CommonJS packages ask for Node's own modules through require, which an ES module does not have. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);\n";

await rm(outdir, { recursive: true, force: true });
const bundles: Bundle[] = [
  { output: 'main.js', source: resolve('src/main.ts') },
  { output: 'post.js', source: resolve('src/post.ts') },
  // A program of its own, started by what stands in chunks/install.js (src/install/actions-cache.ts).
  { output: 'chunks/cache-job.js', source: resolve('src/install/cache-job.ts') },
  // A thread of its own, started by what stands in chunks/installed-werf.js (src/install/early-hash.ts).
  { output: 'chunks/hash-job.js', source: resolve('src/install/hash-job.ts') },
];
const sources = new Set<string>();
// Each bundle adds those that it loads on demand, or shares, to the end of the list.
for (const bundle of bundles) for (const source of await write(bundle)) sources.add(source);
await writeFile(`${outdir}/THIRD_PARTY_LICENSES.txt`, await thirdPartyLicenses([...sources]));

/**
 * Every bundle is whole by itself, not split by esbuild: what two of them have in common would otherwise become files
 * of its own, and each more file costs the start of a step a millisecond.
 * @returns the files that went into it
 */
async function write({ output, source }: Bundle): Promise<readonly string[]> {
  const outfile = `${outdir}/${output}`;
  const { metafile } = await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [
      bundlesOfTheirOwn(output),
      octokitWithoutHttp,
      toolkitHasNoSideEffects,
      toolkitNeedsNoCrypto,
      builtinsWithoutGetters,
      undiciInParts,
    ],
  });
  const code = await readFile(outfile, 'utf8');
  if (/\b__require\b|\brequire\(/.test(code)) await writeFile(outfile, REQUIRE + code);
  return Object.keys(metafile.inputs);
}

/** Leaves out what is loaded on demand, and what is shared: these become bundles of their own. */
function bundlesOfTheirOwn(output: string): Plugin {
  return {
    name: 'bundles-of-their-own',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === 'resolved' || kind === 'entry-point' || path.startsWith('node:')) return undefined;
        const inSource = importer.startsWith(resolve('src'));
        if (!inSource) return undefined;
        const found = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
        const isShared = SHARED.includes(found.path);
        if (found.external || (kind !== 'dynamic-import' && !isShared)) return undefined;
        const bundle = {
          output: isShared ? `shared/${basename(path, '.ts')}.js` : `chunks/${chunkName(path)}.js`,
          source: found.path,
        };
        const known = bundles.find(({ output }) => output === bundle.output);
        if (known === undefined) bundles.push(bundle);
        else if (known.source !== bundle.source) throw new Error(`${bundle.output} would be two modules`);
        return { path: asImport(output, bundle.output), external: true };
      });
    },
  };
}

/** `./telemetry/reporting.ts` -> `reporting`, `smol-toml` -> `smol-toml`, `@scope/name` -> `scope-name`. */
function chunkName(path: string): string {
  if (path.startsWith('.')) return basename(path, '.ts');
  return path.replace(/^@|\.js$/g, '').replaceAll('/', '-');
}

/** Paths in dist/ have slashes on Windows too, where the built code must be the same. */
function asImport(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
