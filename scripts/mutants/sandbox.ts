// A copy of the repository with all mutants in it, of which one at a time is active, and the tests on it.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tool } from '../tools.ts';
import type { Mutant } from './sample.ts';

export type { Mutant } from './sample.ts';

/** What is used of Stryker's instrumenter, which comes without types here. */
interface Instrumenter {
  instrument(
    files: readonly { readonly name: string; readonly mutate: boolean; readonly content: string }[],
    options: object,
  ): Promise<{
    readonly files: readonly { readonly name: string; readonly content: string }[];
    readonly mutants: readonly {
      readonly id: string;
      readonly fileName: string;
      /** Lines count from zero. */
      readonly location: { readonly start: { readonly line: number } };
      readonly mutatorName: string;
      readonly replacement: string;
    }[];
  }>;
}

export type Outcome = 'passed' | 'failed' | 'timed out';

export interface Sandbox extends AsyncDisposable {
  readonly root: string;
  readonly mutants: readonly Mutant[];
  /** Runs test files with one mutant active, or with none, which is done once for the same files. */
  run(tests: readonly string[], mutant: string | undefined): Promise<Outcome>;
}

const ROOT = resolve(import.meta.dirname, '../..');
/** What a mutant may take longer than the tests without it, as a factor, and in milliseconds beyond that. */
const PATIENCE_FACTOR = 3;
const PATIENCE = 20_000;

/**
 * Makes the copy, with `dist/` built from the instrumented code.
 * @param isMutated decides by a file's path and first line
 */
export async function sandboxOf(isMutated: (path: string, firstLine: string) => boolean): Promise<Sandbox> {
  const root = mkdtempSync(join(tmpdir(), 'run-werf-mutants-'));
  // Some tests run the action as another user.
  chmodSync(root, 0o755);
  const active = join(root, '.active-mutant');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const path of files.toString().split('\0')) {
    if (path === '') continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(root, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(active, '');
  const paths = files
    .toString()
    .split('\0')
    .filter((path) => path.endsWith('.ts'));
  const mutants = await instrument(
    root,
    paths.filter((path) => isMutated(path, firstLineOf(join(root, path)))),
    active,
  );
  execFileSync(process.execPath, ['scripts/build/build.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

  const baselines = new Map<string, { readonly outcome: Outcome; readonly milliseconds: number }>();
  const run: Sandbox['run'] = async (tests, mutant) => {
    const key = tests.join(' ');
    const known = baselines.get(key);
    if (mutant === undefined && known !== undefined) return known.outcome;
    writeFileSync(active, mutant ?? '');
    const limit = known === undefined ? 600_000 : known.milliseconds * PATIENCE_FACTOR + PATIENCE;
    const result = await runVitest(root, tests, limit);
    endLeftOvers(root);
    if (mutant === undefined) baselines.set(key, result);
    return result.outcome;
  };
  return { root, mutants, run, [Symbol.asyncDispose]: async () => rmSync(root, { recursive: true, force: true }) };
}

const firstLineOf = (path: string) => readFileSync(path, 'utf8').split('\n', 1).join('');

async function instrument(root: string, paths: readonly string[], active: string): Promise<readonly Mutant[]> {
  const sources = paths.map((path) => ({
    name: join(root, path),
    mutate: true,
    content: readFileSync(join(root, path), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const { files, mutants } = await (await instrumenter()).instrument(sources, options);
  for (const { name, content } of files) writeFileSync(name, content + activeMutant(active));
  return mutants.map(({ id, fileName, location, mutatorName, replacement }) => {
    const original = sources.find(({ name }) => name === fileName)?.content.split('\n')[location.start.line] ?? '';
    return {
      id,
      file: fileName.slice(root.length + 1).replaceAll('\\', '/'),
      line: location.start.line + 1,
      change: `${mutatorName} in \`${original.trim().slice(0, 120)}\` -> \`${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}\``,
    };
  });
}

async function instrumenter(): Promise<Instrumenter> {
  const silent = () => undefined;
  const logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent };
  const asks = ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'].map((level) => [`is${level}Enabled`, () => false]);
  const { Instrumenter } = await import(pathToFileURL(await tool('instrumenter')).href);
  return new Instrumenter({ ...logger, ...Object.fromEntries(asks) });
}

/**
 * What the instrumented code calls. Which mutant is active stands in a file: tests give the processes that they start an
 * environment of their own.
 */
const activeMutant = (file: string) => `
function stryCov_9fa48(): void {}
function stryMutAct_9fa48(id: string): boolean {
  const global = globalThis as { activeMutant?: string };
  global.activeMutant ??= process.getBuiltinModule('node:fs').readFileSync(${JSON.stringify(file)}, 'utf8');
  return global.activeMutant === id;
}
`;

/**
 * Ends the steps that never would: a mutant can take away what ends them, and their tests do not wait for that. They would
 * keep a core busy for all that comes after. Where there is no `/proc`, they stay.
 */
function endLeftOvers(root: string): void {
  for (const path of globSync('/proc/[0-9]*/cmdline')) {
    try {
      if (readFileSync(path, 'utf8').includes(root)) process.kill(Number(path.split('/')[2]), 'SIGKILL');
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
}

function runVitest(cwd: string, tests: readonly string[], limit: number) {
  const before = performance.now();
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...tests, '--bail=1', '--reporter=dot'];
  const child = spawn(process.execPath, args, { cwd, stdio: 'ignore', detached: true });
  return new Promise<{ outcome: Outcome; milliseconds: number }>((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // With the workers that it started.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limit);
    child.once('close', (code) => {
      clearTimeout(timer);
      const outcome = isLate ? 'timed out' : code === 0 ? 'passed' : 'failed';
      resolve({ outcome, milliseconds: performance.now() - before });
    });
  });
}
