// Entry of the process that talks to GitHub's cache: restores or saves the one entry that its argument names.
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import type { CacheJob } from './actions-cache.ts';

const { kind, key, paths, prefix }: CacheJob = JSON.parse(process.argv[2] ?? '');
if (!isFeatureAvailable()) process.exitCode = 1;
else if (kind === 'save') await saveCache([...paths], key);
else if ((await restoreCache([...paths], key, prefix === undefined ? [] : [prefix])) === undefined)
  process.exitCode = 1;
