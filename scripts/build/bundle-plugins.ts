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
      const inToolkit = path.startsWith('@actions/') || isIn(importer, 'node_modules/@actions/');
      if (pluginData === 'resolved' || !inToolkit) return undefined;
      const resolved = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...resolved, sideEffects: false };
    });
  },
};

/**
 * Octokit gets our own HTTP handed in (src/results/pull-request/github-api.ts). What `@actions/github` would use instead,
 * undici 6 and a client with its own rules for proxies, is 840 kB that nothing calls.
 */
export const octokitWithoutHttp: Plugin = {
  name: 'octokit-without-http',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:undici|@actions\/http-client)$/ }, ({ path, importer }) =>
      isIn(importer, 'node_modules/@actions/github/lib/') ? { path, namespace: 'no-http' } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'no-http' }, () => ({
      contents: 'export const fetch = undefined; export class HttpClient { getAgent() {} getAgentDispatcher() {} }',
    }));
  },
};

/** All that `@actions/core` wants of crypto is a random UUID for each output. */
export const toolkitNeedsNoCrypto: Plugin = {
  name: 'toolkit-needs-no-crypto',
  setup(bundler) {
    bundler.onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      isIn(importer, '@actions/core') ? { path: resolve('src/system/random.ts') } : undefined,
    );
  },
};

/** What the action uses of the modules that it always loads; esbuild says where a name is missing here. */
const USED_OF_BUILTINS: Readonly<Record<string, readonly string[]>> = {
  child_process: ['spawn'],
  fs: [
    'accessSync',
    'appendFileSync',
    'chmodSync',
    'closeSync',
    'constants',
    'existsSync',
    'fchmodSync',
    'fstatSync',
    'ftruncateSync',
    'lstatSync',
    'mkdirSync',
    'mkdtempSync',
    'openSync',
    'readFileSync',
    'readSync',
    'readdirSync',
    'realpathSync',
    'rmSync',
    'rmdirSync',
    'statSync',
    'unlinkSync',
    'writeFileSync',
    'writeSync',
  ],
  net: ['BoundSocket', 'Socket', 'createServer', 'isIP', 'isIPv6'],
  os: ['EOL', 'constants', 'homedir', 'tmpdir'],
  path: ['basename', 'delimiter', 'dirname', 'extname', 'isAbsolute', 'join', 'relative', 'resolve', 'sep'],
  util: ['stripVTControlCharacters'],
};

/**
 * An import of one of Node's modules calls all of its getters, and these load much more: streams of files for `fs`,
 * worker threads for `util`, 3 ms each, and lists of addresses for `net`. Of those without getters, looking each up as an
 * import takes a millisecond in all. Here the action's code and `@actions/core` get just what they use.
 */
export const builtinsWithoutGetters: Plugin = {
  name: 'builtins-without-getters',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:node:)?(?:child_process|fs|net|os|path|util)$/ }, ({ path, importer }) => {
      // The toolkit's summary and platform, which are left out, ask for more.
      const known =
        importer.startsWith(resolve('src')) ||
        (isIn(importer, '@actions/core/lib/') && !/\blib.(?:summary|platform)\b/.test(importer));
      return known ? { path: path.replace(/^node:/, ''), namespace: 'builtin' } : undefined;
    });
    bundler.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `export const { ${USED_OF_BUILTINS[path]?.join(', ')} } = process.getBuiltinModule('node:${path}');`,
    }));
  },
};

/**
 * All of undici is 1.3 MB: with `fetch`, WebSocket and mocks, which take 15 ms to load. This is the part of its index
 * that src/net/undici.ts takes. The toolkit's packages get the whole of it.
 */
const USED_OF_UNDICI = `
Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
exports.EnvHttpProxyAgent = require('./lib/dispatcher/env-http-proxy-agent');
`;

export const undiciInParts: Plugin = {
  name: 'undici-in-parts',
  setup(bundler) {
    bundler.onResolve({ filter: /^undici$/ }, ({ path, importer }) =>
      importer === resolve('src/net/undici.ts') ? { path, namespace: 'parts' } : undefined,
    );
    bundler.onLoad({ filter: /^undici$/, namespace: 'parts' }, () => ({
      contents: USED_OF_UNDICI,
      resolveDir: resolve('node_modules/undici'),
    }));
  },
};

/** Whether a path has a part, which is written with slashes: esbuild gives paths of Windows as Windows writes them. */
function isIn(path: string, part: string): boolean {
  return path.replaceAll('\\', '/').includes(part);
}
