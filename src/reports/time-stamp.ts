// Pure: the time that `WERF_LOG_TIME` puts before each line of werf's output.

/**
 * Whether what stands before something known on a line may be a time stamp: in whatever `WERF_LOG_TIME_FORMAT` it has a
 * digit, a blank at its end, and no border of a box.
 */
export function isTimeStamp(text: string): boolean {
  return /^(?=[^│┌└]*\d)[^│┌└]{1,80} $/u.test(text);
}
