// Effect: files carried from job to job by GitHub's cache, as an extra that never fails and never shows.
import { mkdtemp, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHelper } from '../programs/child-process.ts';
import { type Environment, withoutNodeSettings } from '../system/environment.ts';
import type { Log } from '../system/host.ts';
import { runnerTemp } from '../system/runner-temp.ts';

/** An entry of the cache. The paths are part of an entry's identity, so they must be the same in every job. */
export interface CacheEntry {
  readonly key: string;
  readonly paths: readonly string[];
}

/**
 * Whether the runner offers a cache, told without loading the library. The library itself reads this process's
 * environment, so both have to agree.
 */
export function offersCache(env: Environment): boolean {
  return Boolean((env['ACTIONS_CACHE_URL'] || env['ACTIONS_RESULTS_URL']) && env['ACTIONS_RUNTIME_TOKEN']);
}

/** What the process that talks to the cache is told to do. */
export interface CacheJob extends CacheEntry {
  readonly kind: 'restore' | 'save';
  /** Where no entry has the key, the newest one whose key starts like this serves. */
  readonly prefix?: string | undefined;
}

export interface CacheOptions {
  /** Where the cache is, for the library; and `RUNNER_TEMP`. */
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take, in milliseconds. */
  readonly limit: number;
  /** The program that talks to the cache, where it is not beside this module. */
  readonly program?: string | undefined;
}

/**
 * Brings an entry's files back to their paths. What they hold is not trusted: the caller verifies it. Where it was ended,
 * some of them may be there.
 * @param prefix where no entry has the key, the newest one whose key starts like this serves
 * @returns whether there was an entry
 */
export function restoreEntry({ key, paths }: CacheEntry, options: CacheOptions, prefix?: string): Promise<boolean> {
  return run({ kind: 'restore', key, paths, prefix }, options);
}

/** Saves an entry, unless there is one with its key. */
export async function saveEntry({ key, paths }: CacheEntry, options: CacheOptions): Promise<void> {
  await run({ kind: 'save', key, paths }, options);
}

/**
 * Does a job in a process of its own, which can be killed. `@actions/cache` takes no signal, and its sockets, its waiting
 * between attempts and its tar would keep this process alive for minutes. It also prints warnings and errors for a cache
 * that is full, read-only or out of order, which on a run page would look like failures of the step: here all it prints
 * becomes debug lines.
 * @returns whether it was done; never throws
 */
async function run(job: CacheJob, options: CacheOptions): Promise<boolean> {
  const { env, platform, log, signal, limit } = options;
  // Made by the build next to the bundle that this module is part of (scripts/build/build.ts).
  const beside = new URL(`./cache-job${extname(import.meta.url)}`, import.meta.url);
  const program = options.program ?? fileURLToPath(beside);
  const timeout = AbortSignal.timeout(limit);
  const lines = lineReader((line) => logLine(log, line));
  try {
    // The library's archives go here, so that none is left where it is ended.
    const scratch = await mkdtemp(join(runnerTemp(env), 'run-werf-cache-'));
    const result = await runHelper(process.execPath, [program, JSON.stringify(job)], {
      cwd: scratch,
      env: { ...withoutNodeSettings(env), RUNNER_TEMP: scratch },
      platform,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      onOutput: lines.add,
    }).finally(() => rm(scratch, { recursive: true, force: true }));
    lines.end();
    if (timeout.aborted) log.debug(`The cache entry ${job.key}: no ${job.kind} within ${limit / 1000} s`);
    if (result?.error !== undefined) throw result.error;
    return result?.exitCode === 0;
  } catch (error) {
    log.debug(`The cache entry ${job.key}: no ${job.kind}: ${error}`);
    return false;
  }
}

/** Hands out whole lines of a text that comes in pieces. */
function lineReader(onLine: (line: string) => void) {
  let rest = '';
  return {
    add: (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    end: () => onLine(rest),
  };
}

const ADD_MASK = '::add-mask::';
/** The library masks signatures of URLs. A short text would make the log unreadable, and comes from elsewhere. */
const MIN_SECRET_CHARACTERS = 8;

/** Passes on a line that the cache's process printed. */
export function logLine(log: Log, line: string): void {
  // What the library masks still has to reach the runner; of other commands, the text does.
  if (line.startsWith(ADD_MASK) && line.length >= ADD_MASK.length + MIN_SECRET_CHARACTERS) {
    log.mask(unescaped(line.slice(ADD_MASK.length).trimEnd()));
    return;
  }
  const message = line.replace(/^::(?:debug|notice|warning|error)(?: [^:]*)?::/, '').trim();
  if (message !== '') log.debug(message);
}

/** What a command's value was before `@actions/core` made one line of it. */
function unescaped(value: string): string {
  return value.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}
