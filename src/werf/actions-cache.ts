// Effect: files carried from job to job by GitHub's cache, as an extra that never fails and never shows.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Environment, Log } from '../host.ts';

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

/**
 * Brings an entry's files back to their paths. What they hold is not trusted: the caller verifies it.
 * @param prefix where no entry has the key, the newest one whose key starts like this serves
 * @returns whether there was an entry
 */
export async function restoreEntry(entry: CacheEntry, log: Log, prefix?: string): Promise<boolean> {
  return quietly(log, async () => {
    const cache = await import('@actions/cache');
    if (!cache.isFeatureAvailable()) return false;
    const found = await cache.restoreCache([...entry.paths], entry.key, prefix === undefined ? [] : [prefix]);
    return found !== undefined;
  }).catch((error) => {
    log.debug(`The cache entry ${entry.key} was not restored: ${error}`);
    return false;
  });
}

/** Saves an entry, unless there is one with its key. */
export async function saveEntry(entry: CacheEntry, log: Log): Promise<void> {
  await quietly(log, async () => {
    const cache = await import('@actions/cache');
    if (cache.isFeatureAvailable()) await cache.saveCache([...entry.paths], entry.key);
  }).catch((error) => log.debug(`The cache entry ${entry.key} was not saved: ${error}`));
}

const quiet = new AsyncLocalStorage<(text: string) => void>();

/**
 * Runs `work` with all it prints turned into debug lines. `@actions/cache` prints warnings and errors for a cache that
 * is full, read-only or out of order, and offers no way to get them otherwise; on a run page they would look like
 * failures of the step. Only what `work` itself prints is caught: the rest of the process writes as before.
 */
async function quietly<T>(log: Log, work: () => Promise<T>): Promise<T> {
  const release = divertOutput();
  try {
    return await quiet.run((text) => quiet.exit(() => logLines(log, text)), work);
  } finally {
    release();
  }
}

let sections = 0;
let write = process.stdout.write;

/** Diverts what quiet code prints, from the start of the first quiet section to the end of the last. */
function divertOutput(): () => void {
  sections += 1;
  if (sections === 1) {
    write = process.stdout.write;
    process.stdout.write = (data: string | Uint8Array, ...rest: unknown[]): boolean => {
      const divert = quiet.getStore();
      if (divert === undefined) return Reflect.apply(write, process.stdout, [data, ...rest]);
      divert(typeof data === 'string' ? data : Buffer.from(data).toString('utf8'));
      for (const callback of rest) if (typeof callback === 'function') callback();
      return true;
    };
  }
  return () => {
    sections -= 1;
    if (sections === 0) process.stdout.write = write;
  };
}

function logLines(log: Log, text: string): void {
  for (const line of text.split('\n')) {
    // A workflow command's own text, such as that of `::warning::Failed to save: …`.
    const message = line.replace(/^::(?:debug|notice|warning|error)[^:]*::/, '').trim();
    // Any other command, such as add-mask, still has to reach the runner.
    if (message.startsWith('::')) process.stdout.write(`${message}\n`);
    else if (message !== '') log.debug(message);
  }
}
