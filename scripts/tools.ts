// Programs of others that check this repository, and that npm does not have: found, or else installed.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { which } from '@actions/io';

/** A program that `go install` builds, or one of a Python package. Versions are what a fresh machine gets. */
type Source = { readonly go: string } | { readonly pip: string; readonly file: string };

const SOURCES = {
  act: { go: 'github.com/nektos/act@v0.2.89' },
  actionlint: { go: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12' },
  zizmor: { pip: 'zizmor==1.32.0', file: 'bin/zizmor' },
  rotel: { pip: 'rotel==0.0.1a15', file: 'lib/python3*/site-packages/rotel/rotel-agent' },
} as const satisfies Record<string, Source>;

export type ToolName = keyof typeof SOURCES;

export const TOOL_NAMES = Object.keys(SOURCES) as readonly ToolName[];

/** Where tools are installed: in the clone, so that nothing else on the machine changes. */
const FOLDER = resolve(import.meta.dirname, '../node_modules/.cache/tools');

/** How long one program may take, in milliseconds: a cold `go install` of act takes two minutes on two cores. */
const PATIENCE = 300_000;

/**
 * The path of a tool.
 * @throws Error where it is neither there nor can be installed; its message is one line and says why
 */
export async function tool(name: ToolName): Promise<string> {
  const source: Source = SOURCES[name];
  return 'go' in source ? goProgram(name, source.go) : pythonProgram(name, source.pip, source.file);
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
function succeed(name: ToolName, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const options = { encoding: 'utf8', timeout: PATIENCE, env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(`${name} could not be installed: ${program} ${args.join(' ')}: ${reason}`);
}
