// Pure: what an exit code of a command tells of a signal.

/** 128 + SIGKILL, which Linux sends where memory is short. */
export const KILLED = 137;

/** Whether an exit code is 128 + a signal. */
export function isSignal(exitCode: number): boolean {
  return exitCode > 128 && exitCode < 160;
}
