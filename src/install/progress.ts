// Pure: the lines that tell how far a download is.

const MEGABYTE = 1_000_000;

/**
 * One line about a running download.
 * @param received bytes so far
 * @param total bytes in the end
 * @param milliseconds since the download began
 */
export function progressLine(what: string, received: number, total: number, milliseconds: number): string {
  const percent = total === 0 ? 100 : Math.floor((received / total) * 100);
  const speed = received / MEGABYTE / (Math.max(milliseconds, 1) / 1000);
  return `${what}: ${percent} % (${megabytes(received)} of ${megabytes(total)} MB, ${speed.toFixed(1)} MB/s)`;
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
}

/**
 * Says, for each state of a download, which line to show, if any: one every `interval`, none for a download that ends
 * before the first one is due.
 * @param started milliseconds of the clock that `now` is read from
 * @param interval milliseconds between two lines
 */
export function progressLines(what: string, total: number, started: number, interval: number) {
  let due = started + interval;
  return (received: number, now: number): string | undefined => {
    if (now < due || received >= total) return undefined;
    due = now + interval;
    return progressLine(what, received, total, now - started);
  };
}
