// Pure: what a command line and its variables say of a rollout.
import { flagValue } from '../command/flag-value.ts';
import { type CommandWords, untilDoubleDash } from '../command/words.ts';
import type { Environment } from '../system/environment.ts';

const AUTO_ROLLBACK = /^(?:--auto-rollback|-R)(?:=(?:1|t|true))?$/i;
/** What werf takes for yes. https://pkg.go.dev/strconv#ParseBool */
const TRUE = /^(?:1|t|true)$/i;

/** What a command line allows of a rollout. */
export interface RolloutLimits {
  /** How long werf may wait for resources; undefined where there is no limit. */
  readonly timeoutSeconds: number | undefined;
  /** Whether a release that fails is rolled back. */
  readonly autoRollback: boolean;
}

/** Reads the limits. */
export function rolloutLimits(words: CommandWords, env: Environment): RolloutLimits {
  return {
    timeoutSeconds: positive(flagValue(words, 'timeout', 't') ?? env['WERF_TIMEOUT']),
    autoRollback:
      untilDoubleDash(words).some((word) => AUTO_ROLLBACK.test(word)) || TRUE.test(env['WERF_AUTO_ROLLBACK'] ?? ''),
  };
}

/** The columns of the terminal that werf was told; undefined where it was told none. */
export function terminalWidth(words: CommandWords, env: Environment): number | undefined {
  return positive(flagValue(words, 'log-terminal-width') ?? env['WERF_LOG_TERMINAL_WIDTH']);
}

function positive(text: string | undefined): number | undefined {
  const number = text !== undefined && /^[0-9]{1,9}$/.test(text.trim()) ? Number(text) : 0;
  return number > 0 ? number : undefined;
}
