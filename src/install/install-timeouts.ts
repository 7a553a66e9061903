// Pure: how long an installation waits for what.

import type { Pace } from '../net/pace.ts';

export interface InstallTimeouts {
  /** Milliseconds that all metadata of one installation may take, from the first request to the last answer. */
  readonly metadata: number;
  readonly binary: Pace;
  /** Milliseconds after which a binary that came too slowly, or broke off, is not asked for again. */
  readonly retryBinaryFor: number;
  /** Milliseconds to wait before each further attempt at a broken connection. */
  readonly retryDelays: readonly number[];
  /** Milliseconds after which metadata of mixed versions is read once more. */
  readonly publishDelay: number;
  /** Milliseconds that an answer may take where kept metadata serves too; all the time there is where not given. */
  readonly hasty?: number;
  /** Milliseconds that GitHub's cache may take before the repository is asked too; none where not given. */
  readonly headStart?: number;
  /** Milliseconds between two lines that say what is waited for. */
  readonly news: number;
}

/**
 * What an installation of a step waits for. A binary of 150 MB at the least pace takes two hours; one that stands still
 * has failed for good within 80 seconds, and so has metadata.
 */
export const INSTALL_TIMEOUTS: InstallTimeouts = {
  metadata: 60_000,
  binary: { window: 30_000, bytes: 600_000 },
  retryBinaryFor: 45_000,
  retryDelays: [1_000, 3_000, 9_000],
  publishDelay: 5_000,
  hasty: 4_000,
  headStart: 5_000,
  news: 5_000,
};
