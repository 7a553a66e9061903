// Effect: the signals by which a runner cancels a step.

/**
 * The signals that cancel, with their numbers (POSIX); on Windows, Ctrl-C and Ctrl-Break arrive as two of them. The runner
 * sends no SIGHUP, but whoever ends its service or its terminal may.
 */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15, SIGBREAK: 15 } as const;

export type CancelSignal = keyof typeof SIGNAL_NUMBERS;

export interface Cancellation {
  /** The first signal that arrived, or undefined as long as the step is not cancelled. */
  cancelledBy(): CancelSignal | undefined;
  /** Aborts with the first signal. */
  readonly aborted: AbortSignal;
  /** Calls the listener for every signal, also for one that came before. Returns what takes it away again. */
  listen(listener: (signal: CancelSignal) => void): () => void;
}

/** Listens for signals from here on, so that none ends the step before werf has ended. */
export function watchCancellation(platform: NodeJS.Platform): Cancellation {
  const listeners = new Set<(signal: CancelSignal) => void>();
  const arrived: CancelSignal[] = [];
  const controller = new AbortController();
  const names: readonly CancelSignal[] =
    platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) {
    process.on(name, () => {
      arrived.push(name);
      controller.abort();
      for (const listener of listeners) listener(name);
    });
  }
  return {
    cancelledBy: () => arrived[0],
    aborted: controller.signal,
    listen: (listener) => {
      for (const signal of arrived) listener(signal);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The exit code of a step that a signal cancelled: 130, 143, or 129 for a lost terminal, by the shell's convention. */
export function cancelledExitCode(signal: CancelSignal): number {
  return 128 + SIGNAL_NUMBERS[signal];
}
