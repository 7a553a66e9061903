// Pure: what a command line and its variables allow of a rollout.
import { positiveInteger } from '../command/flags.ts';
import { isFlagOn, settingOf } from '../command/options.ts';
import type { CommandWords } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

/** What a command line allows of a rollout. */
export interface RolloutLimits {
  /** How long werf may wait for resources; undefined where there is no limit. */
  readonly timeoutSeconds: number | undefined;
  /** Whether a release that fails is rolled back. */
  readonly autoRollback: boolean;
}

/**
 * Reads the limits. werf has two names for one flag: of `--auto-rollback` and `--atomic` the last one given counts. Of their
 * variables either counts here, as werf's reference says. In its source the flags share one place, and WERF_ATOMIC alone
 * decides what that holds at first: who says that a release was rolled back has to have seen it too.
 */
export function rolloutLimits(words: CommandWords, env: Environment): RolloutLimits {
  return {
    timeoutSeconds: positiveInteger(settingOf(words, env, 'timeout')),
    autoRollback: isFlagOn(words, env, 'auto-rollback', 'atomic'),
  };
}
