// Effect: the version that a werf binary itself says, asked for once in a step.

import { runHelper } from '../programs/child-process.ts';
import type { Environment } from '../system/environment.ts';

/** How long to wait for the answer, in milliseconds. A cold binary of 150 MB can take seconds. */
export const VERSION_TIMEOUT_MS = 5_000;

export interface WerfVersion {
  /**
   * Asks, without waiting; the first line of what `werf version` prints, or undefined where it says nothing, or cannot be
   * asked. Never rejects.
   */
  ask(): Promise<string | undefined>;
  /** The answer, waiting for 5 seconds at most; undefined also where nobody asked. */
  whenKnown(): Promise<string | undefined>;
  /** Ends a question that has no answer yet. */
  close(): void;
}

/**
 * The version of the binary at `path`. Nothing runs before it is asked for.
 * @param env the environment of werf's commands
 * @param cancelled ends the question
 */
export function werfVersion(
  path: string,
  workingDirectory: string,
  env: Environment,
  platform: NodeJS.Platform,
  cancelled: AbortSignal,
): WerfVersion {
  let ending: AbortController | undefined;
  let isClosed = false;
  let answer: Promise<string | undefined> | undefined;

  // With a reason, because making the default one costs a millisecond.
  const close = () => {
    isClosed = true;
    ending?.abort('ended');
  };
  const ask = () => {
    answer ??= askNow().catch(() => undefined);
    return answer;
  };
  const askNow = async () => {
    if (isClosed || cancelled.aborted) return undefined;
    // Made now: before werf's start it would be 0.3 ms that nobody needs.
    ending = new AbortController();
    cancelled.addEventListener('abort', close, { once: true });
    const options = { cwd: workingDirectory, env: { ...env, WERF_TELEMETRY: '0' }, platform, signal: ending.signal };
    const result = await runHelper(path, ['version'], options);
    return result?.exitCode === 0 ? result.stdout.trim().split('\n')[0] || undefined : undefined;
  };
  return {
    ask,
    whenKnown: async () => {
      const timeout = setTimeout(() => ending?.abort('too late'), VERSION_TIMEOUT_MS);
      const version = await answer;
      clearTimeout(timeout);
      return version;
    },
    close,
  };
}
